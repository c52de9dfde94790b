/* SPDX-License-Identifier: Apache-2.0 */
/* Dates of the proleptic Gregorian calendar, years 1 to 9999, as days since 1970-01-01. */
#ifndef POMOST_CALENDAR_DATE_H
#define POMOST_CALENDAR_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define POMOST__DAY_MIN (-719162) /* 0001-01-01 */
#define POMOST__DAY_MAX 2932896   /* 9999-12-31 */
/* Stands where there is no date. */
#define POMOST__NO_DAY INT32_MIN

struct pomost__date {
	int32_t year;
	int32_t month; /* 1 to 12 */
	int32_t day;   /* 1 to 31 */
};

extern const int8_t pomost__month_lengths[13];

static inline bool
pomost__is_leap(int32_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static inline int32_t
pomost__days_in_month(int32_t year, int32_t month)
{
	return pomost__month_lengths[month] + (month == 2 && pomost__is_leap(year));
}

/* The day of a date that exists. */
int32_t pomost__day_of(struct pomost__date date);

/* The date of a day from POMOST__DAY_MIN to POMOST__DAY_MAX. */
struct pomost__date pomost__date_of(int32_t day);

/* Reads YYYY-MM-DD, and nothing else. False if it is not of that form, or no such day exists. */
bool pomost__date_parse(const char *text, size_t length, int32_t *day);

/* Writes YYYY-MM-DD and NUL. */
#define POMOST__DATE_TEXT 11
void pomost__date_format(int32_t day, char buffer[POMOST__DATE_TEXT]);

#endif
