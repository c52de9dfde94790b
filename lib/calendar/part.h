/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of months: which share of a month its first days are. */
#ifndef POMOST_CALENDAR_PART_H
#define POMOST_CALENDAR_PART_H

#include <stdbool.h>
#include <stdint.h>

/* What a part of a month is paid. */
enum pomost__part_months {
	POMOST__PART_MONTHS_UNSTATED = 0,
	POMOST__PART_MONTHS_WHOLE,
	POMOST__PART_MONTHS_NONE,
	POMOST__PART_MONTHS_CALENDAR_DAYS,
	POMOST__PART_MONTHS_THIRTIETHS,
	POMOST__PART_MONTHS_WORKING_DAYS,
};

/* A share of a month, from 0 to 1. */
struct pomost__month_share {
	int32_t days;
	int32_t of; /* above 0 */
};

/* Whether a day, a Monday to Friday, is no working day. False after an error, which is the caller's. */
typedef bool pomost__holidays(const void *calendar, int32_t day, bool *holiday);

/* Whether a part of a month is paid by its days. */
static inline bool
pomost__month_share_by_days(enum pomost__part_months kind)
{
	return kind >= POMOST__PART_MONTHS_CALENDAR_DAYS;
}

/*
 * The running share of a span of days after its first `days`: 0 before the first and 1 on the last.
 * calendar-days: days / length; thirtieths: the smaller of days and 30 over 30; working-days: those
 * among its first days over all of them (where it has none, 0 before the last day). `is_holiday` is asked
 * for working-days only, and may be NULL. False after an error of it.
 */
bool pomost__month_share_of(enum pomost__part_months kind, int32_t first, int32_t length,
			    int32_t days, pomost__holidays *is_holiday, const void *calendar,
			    struct pomost__month_share *share);

#endif
