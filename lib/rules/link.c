/* SPDX-License-Identifier: Apache-2.0 */
/* Joining what was read: what values ask, references, names. */
#include <string.h>

#include "number/money.h"
#include "rules/link.h"
#include "rules/table.h"

/* Most amounts are constants that need no rounding: they are known when the programme is read. */
static void
link_values(struct pomost_programme *programme)
{
	struct pomost__value *value;

	for (value = programme->registry.values; value; value = value->before) {
		value->whole = value->constant &&
			       pomost__ratio_to_i64(value->constant, programme->digits, 0,
						    &value->minor, NULL) == POMOST_OK;
		programme->times_fraction |= value->times_fraction;
	}
}

/* What the entity gets once, and what a phase pays, cannot hang on everything. */
static bool
check_value(struct pomost__reader *reader, const struct pomost__value *value, uint32_t forbidden,
	    const char *what)
{
	return !(value->needs & forbidden) ||
	       pomost__reader_fail(reader, value->node, POMOST_ERR_VALUE, "expected %s", what);
}

static bool
check_once(struct pomost__reader *reader, const struct pomost__part *part)
{
	static const char what[] =
		"an amount that is the same for all workplaces, as it is paid once "
		"for the entity, found one that hangs on the workplace";
	const struct pomost__grant *grant = part->grant;
	const struct pomost__amount *amount = grant->amount.item;
	uint32_t forbidden = POMOST__NEEDS_FRACTION | POMOST__NEEDS_MONTHS |
			     POMOST__NEEDS_EMPLOYMENT | POMOST__NEEDS_BRIDGING_END;

	return !part->per_entity ||
	       (check_value(reader, pomost__amount_value(amount), forbidden, what) &&
		check_value(reader, &grant->own, forbidden, what));
}

/* What the amounts of all parts ask of a case. */
static bool
link_amounts(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__phase *phases;
	bool good = true;
	uint32_t count;
	uint32_t i;

	for (i = 0; i < programme->first_stage; i++) {
		const struct pomost__grant *grant = programme->parts[i].grant;
		uint32_t needs = pomost__amount_value(grant->amount.item)->needs | grant->own.needs;

		good = check_once(reader, &programme->parts[i]) && good;
		programme->needs |= needs;
		programme->takes_months |= (needs & POMOST__NEEDS_MONTHS) != 0;
	}
	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++) {
		const struct pomost__value *value = pomost__amount_value(phases[i].amount.item);

		good = check_value(
			       reader, value, POMOST__NEEDS_BRIDGING_END,
			       "an amount that is known before the bridging ends, found one that "
			       "hangs on its end") &&
		       good;
		programme->needs |= value->needs;
		programme->takes_months |= phases[i].months.is_band;
	}
	return good;
}

static bool
is_employment(const struct pomost__moment *moment)
{
	return moment->kind == POMOST__MOMENT_EMPLOYMENT;
}

/* What may differ from one workplace to the next. */
static void
link_patterns(struct pomost_programme *programme)
{
	const struct pomost__fund *funds = programme->rules.financing.items;
	const struct pomost__bridging *bridging = programme->bridging;
	const struct pomost__months_after *after;
	const struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;

	for (i = 0; i < programme->rules.financing.count; i++)
		programme->has_fixed_fund |= funds[i].amount.node != NULL;
	programme->dates_by_start = programme->takes_months;
	for (i = 0; i < programme->first_stage; i++) {
		const struct pomost__grant_due *due = programme->parts[i].grant->due.item;

		programme->dates_by_start |= due && is_employment(&due->from);
	}
	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++) {
		after = phases[i].apply_after.item;
		programme->dates_by_start |= after && is_employment(&after->from);
	}
	if (bridging) {
		after = bridging->until.item;
		programme->dates_by_start |=
			is_employment(&bridging->from) || (after && is_employment(&after->from));
		programme->has_pieces = after ||
					bridging->count_months.value == POMOST__COUNT_CALENDAR ||
					(programme->needs & POMOST__NEEDS_MONTH);
	}
	programme->amounts_by_dates =
		programme->has_pieces || programme->takes_months ||
		(programme->needs &
		 (POMOST__NEEDS_EMPLOYMENT | POMOST__NEEDS_BRIDGING_END | POMOST__NEEDS_MONTH));
}

/* The counts that needs name. */
static bool
link_counts(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__need *needs = programme->rules.needs.items;
	struct pomost__names *counts = &programme->counts;
	uint32_t i;

	counts->names = pomost__arena_alloc(reader->arena, 2 * (size_t)programme->rules.needs.count,
					    sizeof *counts->names);
	if (!counts->names)
		return pomost__reader_nomem(reader);
	for (i = 0; i < programme->rules.needs.count; i++) {
		if (needs[i].count.node && strcmp(needs[i].count.bytes, "workplaces") != 0)
			counts->names[counts->count++] = needs[i].count.bytes;
		if (needs[i].of.node && strcmp(needs[i].of.bytes, "workplaces") != 0)
			counts->names[counts->count++] = needs[i].of.bytes;
	}
	pomost__names_sort(counts);
	return true;
}

bool
pomost__programme_speaks_of(const struct pomost_programme *programme,
			    const struct pomost__ratio *fraction)
{
	const struct pomost__need *needs = programme->rules.needs.items;
	const struct pomost__table *table;
	uint32_t i;

	if (programme->times_fraction)
		return true;
	for (i = 0; i < programme->rules.needs.count; i++) {
		if (needs[i].fraction.node && pomost__band_holds(&needs[i].fraction, fraction))
			return true;
	}
	for (table = programme->registry.tables; table; table = table->before) {
		for (i = 0; i < table->count; i++) {
			if (table->rows[i].fraction.node &&
			    pomost__band_holds(&table->rows[i].fraction, fraction))
				return true;
		}
	}
	return false;
}

/* Every series that is named is one of the set, and of the right sort. */
static bool
link_series(struct pomost__reader *reader, struct pomost_programme *programme)
{
	struct pomost__series_use *use;
	struct pomost__echo echo;
	bool good = true;

	for (use = programme->registry.series; use; use = use->before) {
		pomost__echo(&echo, use->name.bytes, use->name.length);
		use->series = pomost__series_find(programme->series, use->name.bytes);
		if (!use->series)
			good = pomost__reader_fail(reader, use->node, POMOST_ERR_REFERENCE,
						   "expected a series that was read, found %s",
						   echo.text);
		else if (use->series->is_aid != use->is_aid)
			good = pomost__reader_fail(reader, use->node, POMOST_ERR_REFERENCE,
						   "expected a series of %s, found %s",
						   use->is_aid ? "aid ceilings" : "values",
						   echo.text);
	}
	return good;
}

/* The dates that a case must name. */
static bool
link_dates(struct pomost__reader *reader, struct pomost_programme *programme)
{
	struct pomost__names *dates = &programme->dates;
	const struct pomost__moment_name *note;
	uint32_t count = 0;

	for (note = programme->registry.moments; note; note = note->before)
		count++;
	dates->names = pomost__arena_alloc(reader->arena, count, sizeof *dates->names);
	if (!dates->names)
		return pomost__reader_nomem(reader);
	for (note = programme->registry.moments; note; note = note->before)
		dates->names[dates->count++] = note->name;
	pomost__names_sort(dates);
	return true;
}

bool
pomost__programme_link(struct pomost__reader *reader, struct pomost_programme *programme)
{
	struct pomost__rules *rules = &programme->rules;
	bool good = true;

	programme->digits = pomost__currency_digits(rules->currency.bytes, rules->currency.length);
	good = pomost__link_sources(reader, programme) && good;
	good = pomost__link_assumptions(reader, programme) && good;
	good = link_series(reader, programme) && good;
	good = pomost__financing_link(reader, &rules->financing, programme->digits,
				      &programme->rest_fund) &&
	       good;
	if (rules->budget.item)
		good = pomost__budget_link(reader, rules->budget.item, &rules->currency) && good;
	good = pomost__link_parts(reader, programme) && good;
	if (!good)
		return false;
	good = pomost__link_caps(reader, programme);
	good = pomost__link_together(reader, programme) && good;
	good = pomost__link_repayment(reader, programme) && good;
	good = link_amounts(reader, programme) && good;
	if (!good || !link_counts(reader, programme) || !link_dates(reader, programme))
		return false;
	if (!pomost__names_link(&programme->names, reader->arena, programme->registry.conditions))
		return pomost__reader_nomem(reader);
	link_values(programme);
	link_patterns(programme);
	return pomost__link_columns(programme) || pomost__reader_nomem(reader);
}
