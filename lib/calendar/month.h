/* SPDX-License-Identifier: Apache-2.0 */
/* Months counted from an anchor, and due days. */
#ifndef POMOST_CALENDAR_MONTH_H
#define POMOST_CALENDAR_MONTH_H

#include <stdbool.h>
#include <stdint.h>

#include "calendar/date.h"

/* What happens where the anchor's day does not exist in a month. */
enum pomost__month_end {
	POMOST__MONTH_END_UNSTATED = 0,
	POMOST__MONTH_END_CLAMP,  /* the month's last day */
	POMOST__MONTH_END_NEXT,   /* the first of the next month */
	POMOST__MONTH_END_REFUSE, /* an error */
};

/* What a month start came to. */
enum pomost__month_status {
	POMOST__MONTH_OK = 0,
	POMOST__MONTH_MOVED,   /* the day did not exist, and the rule moved it */
	POMOST__MONTH_MISSING, /* the day does not exist, and the rule refuses it or is unstated */
	POMOST__MONTH_RANGE,   /* outside the years 1 to 9999 */
};

/*
 * The first day of the month that starts `months` after the anchor: always from the anchor, never
 * from the month before. *day is written for OK and MOVED only.
 */
enum pomost__month_status
pomost__month_start(struct pomost__date anchor, int32_t months, enum pomost__month_end rule,
		    int32_t *day);

/*
 * The due day of an instalment whose first day is `from`: day `due` (1 to 31; beyond the month's
 * end its last; POMOST__DUE_LAST) of the calendar month of `from` or, with `next`, of the one after.
 * False outside the years 1 to 9999.
 */
#define POMOST__DUE_LAST 32
bool
pomost__due_day(int32_t from, int32_t due, bool next, int32_t *day);

#endif
