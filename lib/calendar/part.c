/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/part.h"

#include <stddef.h>

/* Day 0 was a Thursday; 0 is Monday. */
static int32_t
weekday(int32_t day)
{
	int32_t rest = (day % 7 + 7) % 7;

	return (rest + 3) % 7;
}

static bool
count_working_days(int32_t first, int32_t days, pomost__holidays *is_holiday, const void *calendar,
		   int32_t *count)
{
	int32_t i;

	*count = 0;
	for (i = 0; i < days; i++) {
		bool holiday = false;

		if (weekday(first + i) >= 5)
			continue;
		if (is_holiday && !is_holiday(calendar, first + i, &holiday))
			return false;
		*count += !holiday;
	}
	return true;
}

bool
pomost__month_share_of(enum pomost__part_months kind, int32_t first, int32_t length, int32_t days,
		       pomost__holidays *is_holiday, const void *calendar,
		       struct pomost__month_share *share)
{
	*share = (struct pomost__month_share){days, length};
	if (days == 0 || days == length)
		return true;
	if (kind == POMOST__PART_MONTHS_THIRTIETHS) {
		*share = (struct pomost__month_share){days < 30 ? days : 30, 30};
	} else if (kind == POMOST__PART_MONTHS_WORKING_DAYS) {
		if (!count_working_days(first, days, is_holiday, calendar, &share->days) ||
		    !count_working_days(first, length, is_holiday, calendar, &share->of))
			return false;
		if (share->of == 0)
			share->of = 1;
	}
	return true;
}
