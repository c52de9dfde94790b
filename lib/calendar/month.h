/* SPDX-License-Identifier: Apache-2.0 */
/* Months counted from an anchor, and due days. */
#ifndef POMOST_CALENDAR_MONTH_H
#define POMOST_CALENDAR_MONTH_H

#include <stdbool.h>
#include <stdint.h>

#include "calendar/date.h"

/* A due day that is the last of its month, whatever its length. */
#define POMOST__DUE_LAST 32

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
enum pomost__month_status pomost__month_start(struct pomost__date anchor, int32_t months,
					      enum pomost__month_end rule, int32_t *day);

/*
 * Calendar months one after another, so that laying out a schedule needs no division. `first` is the day
 * of the month's first, `length` how many days it has.
 */
struct pomost__month_walk {
	int32_t year;
	int32_t month; /* 1 to 12 */
	int32_t first;
	int32_t length;
};

/* Begins at the calendar month `months` after that of a date. False outside the years 1 to 9999. */
bool pomost__month_walk_begin(struct pomost__month_walk *walk, struct pomost__date date,
			      int32_t months);

/* Begins at the calendar month of a date, whose day is `day`. */
static inline struct pomost__month_walk
pomost__month_walk_at(struct pomost__date date, int32_t day)
{
	return (struct pomost__month_walk){
		.year = date.year,
		.month = date.month,
		.first = day - date.day + 1,
		.length = pomost__days_in_month(date.year, date.month),
	};
}

/* Goes on to the next month. False after the year 9999. */
static inline bool
pomost__month_walk_next(struct pomost__month_walk *walk)
{
	walk->first += walk->length;
	if (walk->month == 12) {
		walk->month = 1;
		walk->year++;
		if (walk->year > 9999)
			return false;
	} else {
		walk->month++;
	}
	walk->length = pomost__days_in_month(walk->year, walk->month);
	return true;
}

/* The month that starts in the calendar month of the walk, as pomost__month_start(). */
static inline enum pomost__month_status
pomost__month_walk_start(const struct pomost__month_walk *walk, int32_t anchor_day,
			 enum pomost__month_end rule, int32_t *day)
{
	if (anchor_day <= walk->length) {
		*day = walk->first + anchor_day - 1;
		return POMOST__MONTH_OK;
	}
	if (rule != POMOST__MONTH_END_CLAMP && rule != POMOST__MONTH_END_NEXT)
		return POMOST__MONTH_MISSING;
	/* The missing day is never in December, so the next day is of the same year. */
	*day = walk->first + walk->length - (rule == POMOST__MONTH_END_CLAMP);
	return POMOST__MONTH_MOVED;
}

/* Day `due` (1 to 31, or POMOST__DUE_LAST) of the calendar month; its last where it has no such day. */
static inline int32_t
pomost__month_walk_due(const struct pomost__month_walk *walk, int32_t due)
{
	return walk->first + (due < walk->length ? due : walk->length) - 1;
}

/*
 * The due day of an instalment whose first day is `from`: day `due` (1 to 31; beyond the month's
 * end its last; POMOST__DUE_LAST) of the calendar month of `from` or, with `next`, of the one after.
 * False outside the years 1 to 9999.
 */
bool pomost__due_day(int32_t from, int32_t due, bool next, int32_t *day);

#endif
