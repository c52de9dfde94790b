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

bool
pomost__month_walk_begin(struct pomost__month_walk *walk, struct pomost__date date, int32_t months)
{
	struct pomost__date first = {date.year, date.month, 1};

	if (!move(&first.year, &first.month, months))
		return false;
	*walk = (struct pomost__month_walk){
		.year = first.year,
		.month = first.month,
		.first = pomost__day_of(first),
		.length = pomost__days_in_month(first.year, first.month),
	};
	return true;
}

enum pomost__month_status
pomost__month_start(struct pomost__date anchor, int32_t months, enum pomost__month_end rule,
		    int32_t *day)
{
	struct pomost__month_walk walk;

	if (!pomost__month_walk_begin(&walk, anchor, months))
		return POMOST__MONTH_RANGE;
	return pomost__month_walk_start(&walk, anchor.day, rule, day);
}

bool
pomost__due_day(int32_t from, int32_t due, bool next, int32_t *day)
{
	struct pomost__month_walk walk;

	if (!pomost__month_walk_begin(&walk, pomost__date_of(from), next))
		return false;
	*day = pomost__month_walk_due(&walk, due);
	return true;
}
