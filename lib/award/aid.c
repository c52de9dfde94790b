/* SPDX-License-Identifier: Apache-2.0 */
#include "award/aid.h"

#include <string.h>

#include "award/explain.h"
#include "calendar/date.h"

/* The first day on which earlier aid counts. Three years before 29 February is 28 February. */
static int32_t
window_begin(enum pomost__aid_window window, int32_t day)
{
	struct pomost__date date = pomost__date_of(day);

	if (window == POMOST__AID_TAX_YEARS) {
		date = (struct pomost__date){date.year - 2, 1, 1};
		return date.year < 1 ? POMOST__DAY_MIN : pomost__day_of(date);
	}
	date.year -= 3;
	if (date.year < 1)
		return POMOST__DAY_MIN;
	if (date.day > pomost__days_in_month(date.year, date.month))
		date.day = pomost__days_in_month(date.year, date.month);
	return pomost__day_of(date) + 1;
}

/* The regime in force on the day of the agreement. NULL after an error. */
static const struct pomost__series_row *
find_regime(struct pomost__work *work, const struct pomost__cap *cap)
{
	const struct pomost__day *agreement = &work->subject->application.agreement;
	const struct pomost__series *series = cap->aid_use.series;
	const struct pomost__series_row *row;

	if (!agreement->node) {
		(void)pomost__work_refuse(
			work, work->subject->root, POMOST_ERR_KEY_MISSING,
			"expected the day of agreement, on which aid counts, found "
			"none");
		return NULL;
	}
	row = pomost__series_at(series, agreement->day);
	if (!row)
		(void)pomost__work_blame(
			work, cap->aid.node, POMOST_ERR_UNSTATED,
			"expected the series %s to be known on %s, found a gap; it is known "
			"up to %s",
			series->name.bytes, agreement->node->text, series->known_to.node->text);
	return row;
}

/* The aid that counts, own and of linked entities. */
static bool
sum_aid(struct pomost__work *work, int32_t begin, struct pomost__ratio *sum)
{
	const struct pomost__entity *entity = work->subject->application.entity.item;
	const struct pomost__aid *aid = entity ? entity->aid.items : NULL;
	int32_t end = work->subject->application.agreement.day;
	uint32_t i;

	pomost__ratio_from_i64(0, 0, sum);
	for (i = 0; entity && i < entity->aid.count; i++) {
		if (aid[i].date.day < begin || aid[i].date.day > end)
			continue;
		if (pomost__ratio_add(sum, &aid[i].amount.ratio, sum) != POMOST_OK)
			return pomost__work_refuse(
				work, aid[i].amount.node, POMOST_ERR_LIMIT,
				"expected aid of at most %d digits together, found more",
				POMOST_LIMIT_DIGITS);
	}
	return true;
}

/* left - right, not below zero. */
static bool
subtract(const struct pomost__ratio *left, const struct pomost__ratio *right,
	 struct pomost__ratio *result)
{
	struct pomost__ratio minus;

	pomost__ratio_from_i64(-1, 0, &minus);
	if (pomost__ratio_multiply(&minus, right, &minus) != POMOST_OK ||
	    pomost__ratio_add(left, &minus, result) != POMOST_OK)
		return false;
	if (pomost__ratio_sign(result) < 0)
		pomost__ratio_from_i64(0, 0, result);
	return true;
}

bool
pomost__aid_headroom(struct pomost__work *work, const struct pomost__cap *cap,
		     struct pomost__ratio *headroom)
{
	const struct pomost__number *rate = &work->subject->application.rate;
	const struct pomost__series_row *regime = find_regime(work, cap);
	struct pomost__ratio counted;
	bool converts;

	if (!regime || !sum_aid(work,
				window_begin((enum pomost__aid_window)regime->window.value,
					     work->subject->application.agreement.day),
				&counted))
		return false;
	converts = strcmp(regime->currency.bytes, work->programme->rules.currency.bytes) != 0;
	if (converts && !rate->node)
		return pomost__work_refuse(work, work->subject->root, POMOST_ERR_KEY_MISSING,
					   "expected the key \"rate\" (money units for 1 %s), as "
					   "aid is limited in %s, found none",
					   regime->currency.bytes, regime->currency.bytes);
	if (!subtract(&regime->ceiling.ratio, &counted, headroom) ||
	    (converts && pomost__ratio_multiply(headroom, &rate->ratio, headroom) != POMOST_OK))
		return pomost__work_refuse(work, work->subject->root, POMOST_ERR_LIMIT,
					   "expected headroom of at most %d digits, found more",
					   POMOST_LIMIT_DIGITS);
	if (work->recorder)
		pomost__record_aid(work, regime, &counted, converts ? rate : NULL);
	return true;
}
