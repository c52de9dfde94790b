/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sum × days × rate / 365, with 365 days in every year, as the forms of the Minister of Finance have it (Dz.U.
 * 2015 poz. 2233): each period by itself, only the sum of all rounded.
 */
#include "life/interest.h"

#include <string.h>

#include "award/amount.h"
#include "life/explain.h"

#define DAYS_OF_YEAR 365

static bool
fail_limit(const struct pomost__accruing *accruing)
{
	return pomost__work_blame(accruing->settle->work, accruing->rules->node, POMOST_ERR_LIMIT,
				  "expected interest of at most %d digits, found more",
				  POMOST_LIMIT_DIGITS);
}

/* value / 365. */
static bool
by_year(const struct pomost__accruing *accruing, const struct pomost__ratio *value,
	struct pomost__ratio *result)
{
	struct pomost__ratio year;
	struct pomost__ratio part;

	pomost__ratio_from_i64(1, 0, &part);
	pomost__ratio_from_i64(DAYS_OF_YEAR, 0, &year);
	part.denominator = year.numerator;
	return pomost__ratio_multiply(value, &part, result) == POMOST_OK || fail_limit(accruing);
}

/* The last day on which a row is in force, and known. */
static int32_t
last_day_of(const struct pomost__series *series, const struct pomost__series_row *row)
{
	const struct pomost__series_row *rows = series->rows.items;
	int32_t last = series->known_to.day;

	if (row->to.node && row->to.day < last)
		last = row->to.day;
	if (row + 1 < rows + series->rows.count && row[1].from.day - 1 < last)
		last = row[1].from.day - 1;
	return last;
}

/* Days of one rate. */
static bool
add_period(struct pomost__accruing *accruing, int64_t sum, const struct pomost__series_row *row,
	   int32_t from, int32_t to)
{
	struct pomost__work *work = accruing->settle->work;
	struct pomost__rate_days period = {
		.claim = accruing->claim, .from = from, .to = to, .row = row, .sum = sum};
	char text[POMOST__RATIO_TEXT];
	struct pomost__ratio product;
	struct pomost__ratio days;
	struct pomost__ratio exact;

	pomost__ratio_from_i64(sum, work->programme->digits, &product);
	pomost__ratio_from_i64(to - from + 1, 0, &days);
	if (pomost__ratio_multiply(&product, &days, &product) != POMOST_OK ||
	    pomost__ratio_multiply(&product, &row->value.ratio, &product) != POMOST_OK ||
	    pomost__ratio_add(&accruing->total, &product, &accruing->total) != POMOST_OK)
		return fail_limit(accruing);
	if (!by_year(accruing, &product, &exact))
		return false;
	period.exact = pomost__arena_text(&work->arena, text, pomost__ratio_format(&exact, text));
	if (!period.exact)
		return pomost__work_nomem(work);
	if (work->recorder)
		pomost__explain_rate(accruing, &period, accruing->periods->length / sizeof period);
	pomost__buffer_add(accruing->periods, (const char *)&period, sizeof period);
	if (accruing->periods->length > POMOST_LIMIT_CHANGES * sizeof period)
		return pomost__work_blame(work, accruing->rules->node, POMOST_ERR_LIMIT,
					  "expected interest of at most %d periods, found more",
					  POMOST_LIMIT_CHANGES);
	return true;
}

bool
pomost__interest_add(struct pomost__accruing *accruing, int64_t sum, int32_t day)
{
	const struct pomost__interest *rules = accruing->rules;
	const struct pomost__series *series = rules->use.series;
	struct pomost__work *work = accruing->settle->work;
	struct pomost__value_fault fault = {0};
	struct pomost__circumstances circumstances = {.fault = &fault};
	int32_t from = day + (rules->first_day.value == 0);
	int32_t to = accruing->settle->on - (rules->last_day.value == 0);

	while (from <= to) {
		const struct pomost__series_row *row =
			pomost__series_value_at(series, from, &circumstances, rules->series.node);
		int32_t last;

		if (!row)
			return pomost__work_blame(work, fault.node, fault.code, "%s",
						  fault.message);
		last = last_day_of(series, row);
		if (last > to)
			last = to;
		if (!add_period(accruing, sum, row, from, last))
			return false;
		from = last + 1;
	}
	return true;
}

/* A value of the rules on the day of the settlement; `row` is how its row is called where it is explained. */
static bool
value_of(struct pomost__accruing *accruing, const struct pomost__value *value, const char *row,
	 struct pomost__ratio *exact)
{
	struct pomost__work *work = accruing->settle->work;
	struct pomost__subject subject = {.workplace = &work->subject->entity,
					  .month = accruing->settle->on,
					  .bridging_end = POMOST__NO_DAY};

	if (work->recorder)
		pomost__explain_lookup(accruing, row);
	return pomost__amount_value_of(work, &subject, value, exact);
}

/* The unit: a whole number of minor units above zero. */
static bool
find_unit(struct pomost__accruing *accruing, int64_t *minor)
{
	const struct pomost__interest *rules = accruing->rules;
	struct pomost__work *work = accruing->settle->work;
	struct pomost__ratio unit;

	if (!value_of(accruing, &rules->unit, "unit-row", &unit))
		return false;
	if (pomost__ratio_to_i64(&unit, work->programme->digits, 0, minor, NULL) == POMOST_OK &&
	    *minor > 0)
		return true;
	return pomost__work_blame(work, rules->unit.node, POMOST_ERR_VALUE,
				  "expected a unit above zero of whole minor units, found another "
				  "one");
}

/* To a multiple of the unit. */
static bool
round_to_unit(struct pomost__accruing *accruing, const struct pomost__ratio *exact, int64_t minor,
	      bool *whole, int64_t *charged)
{
	const struct pomost__interest *rules = accruing->rules;
	struct pomost__work *work = accruing->settle->work;
	int32_t digits = work->programme->digits;
	struct pomost__ratio units;
	struct pomost__ratio unit;
	int64_t count;

	pomost__ratio_from_i64(minor, 0, &unit);
	pomost__ratio_from_i64(1, 0, &units);
	units.denominator = unit.numerator;
	if (pomost__ratio_multiply(exact, &units, &units) != POMOST_OK)
		return fail_limit(accruing);
	if (pomost__ratio_to_i64(&units, digits, rules->scope.rounding.value, &count, whole) !=
		    POMOST_OK ||
	    __builtin_mul_overflow(count, minor, charged))
		return fail_limit(accruing);
	if (!*whole)
		pomost__work_use(work, rules->scope.rounding.node);
	return true;
}

bool
pomost__interest_end(struct pomost__accruing *accruing, struct pomost__ratio *exact,
		     int64_t *charged)
{
	const struct pomost__interest *rules = accruing->rules;
	struct pomost__ratio floor;
	bool floored = false;
	bool whole = true;
	int64_t minor;

	*charged = 0;
	if (!by_year(accruing, &accruing->total, exact) || !find_unit(accruing, &minor))
		return false;
	if (rules->floor.node) {
		if (!value_of(accruing, &rules->floor, "floor-row", &floor))
			return false;
		floored = pomost__ratio_compare(exact, &floor) <= 0;
	}
	if (!floored && !round_to_unit(accruing, exact, minor, &whole, charged))
		return false;
	if (accruing->settle->work->recorder)
		pomost__explain_interest(accruing, exact, whole, floored, *charged);
	return true;
}
