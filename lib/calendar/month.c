/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/month.h"

/* Moves a month of a year by `months`. False outside the years 1 to 9999. */
static bool
move(int32_t *year, int32_t *month, int32_t months)
{
	int32_t count = *year * 12 + (*month - 1) + months;

	if (count < 12 || count >= 10000 * 12)
		return false;
	*year = count / 12;
	*month = count % 12 + 1;
	return true;
}

enum pomost__month_status
pomost__month_start(struct pomost__date anchor, int32_t months, enum pomost__month_end rule,
		    int32_t *day)
{
	struct pomost__date date = anchor;
	int32_t length;

	if (!move(&date.year, &date.month, months))
		return POMOST__MONTH_RANGE;
	length = pomost__days_in_month(date.year, date.month);
	if (date.day <= length) {
		*day = pomost__day_of(date);
		return POMOST__MONTH_OK;
	}
	if (rule != POMOST__MONTH_END_CLAMP && rule != POMOST__MONTH_END_NEXT)
		return POMOST__MONTH_MISSING;
	date.day = length;
	/* The missing day is never in December, so the next day is of the same year. */
	*day = pomost__day_of(date) + (rule == POMOST__MONTH_END_NEXT);
	return POMOST__MONTH_MOVED;
}

bool
pomost__due_day(int32_t from, int32_t due, bool next, int32_t *day)
{
	struct pomost__date date = pomost__date_of(from);
	int32_t length;

	if (next && !move(&date.year, &date.month, 1))
		return false;
	length = pomost__days_in_month(date.year, date.month);
	date.day = due < length ? due : length;
	*day = pomost__day_of(date);
	return true;
}
