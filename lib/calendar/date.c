/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/date.h"

#include <string.h>

#include <pomost/date.h>

#include "base/error.h"

/* Days before month m (1 to 12) of a common year. */
static const int16_t days_before[13] = {
	[1] = 0,   [2] = 31,  [3] = 59,  [4] = 90,   [5] = 120,  [6] = 151,
	[7] = 181, [8] = 212, [9] = 243, [10] = 273, [11] = 304, [12] = 334,
};

const int8_t pomost__month_lengths[13] = {
	[1] = 31, [2] = 28, [3] = 31, [4] = 30,  [5] = 31,  [6] = 30,
	[7] = 31, [8] = 31, [9] = 30, [10] = 31, [11] = 30, [12] = 31,
};

int32_t
pomost__day_of(struct pomost__date date)
{
	int32_t before = date.year - 1;
	int32_t day = before * 365 + before / 4 - before / 100 + before / 400;

	day += days_before[date.month] + date.day - 1;
	if (date.month > 2 && pomost__is_leap(date.year))
		day++;
	return day + POMOST__DAY_MIN;
}

/*
 * By the affine functions of C. Neri and L. Schneider, "Euclidean affine functions and their application
 * to calendar algorithms" (2023): divisions become multiplications. Checked for every day by the tests.
 */
struct pomost__date
pomost__date_of(int32_t day)
{
	/* Count from 0000-03-01, so that the leap day is the last of its year. */
	uint32_t count = 4 * (uint32_t)(day - POMOST__DAY_MIN + 306) + 3;
	uint32_t century = count / 146097;
	uint32_t of_century = count % 146097 | 3;
	uint64_t product = (uint64_t)2939745 * of_century;
	uint32_t year = 100 * century + (uint32_t)(product >> 32);
	uint32_t of_year = (uint32_t)product / 2939745 / 4;
	uint32_t months = 2141 * of_year + 197913;
	bool is_next_year = of_year >= 306;
	struct pomost__date date;

	date.year = (int32_t)(year + is_next_year);
	date.month = (int32_t)((months >> 16) - (is_next_year ? 12 : 0));
	date.day = (int32_t)((months & 0xFFFF) / 2141 + 1);
	return date;
}

static bool
parse_digits(const char *text, int count, int32_t *value)
{
	int32_t number = 0;
	int i;

	for (i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (text[i] - '0');
	}
	*value = number;
	return true;
}

bool
pomost__date_parse(const char *text, size_t length, int32_t *day)
{
	struct pomost__date date;

	if (length != 10 || text[4] != '-' || text[7] != '-')
		return false;
	if (!parse_digits(text, 4, &date.year) || !parse_digits(text + 5, 2, &date.month) ||
	    !parse_digits(text + 8, 2, &date.day))
		return false;
	if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 ||
	    date.day > pomost__days_in_month(date.year, date.month))
		return false;
	*day = pomost__day_of(date);
	return true;
}

static void
format_digits(char *text, int count, int32_t value)
{
	while (count-- > 0) {
		text[count] = (char)('0' + value % 10);
		value /= 10;
	}
}

void
pomost__date_format(int32_t day, char buffer[POMOST__DATE_TEXT])
{
	struct pomost__date date = pomost__date_of(day);

	format_digits(buffer, 4, date.year);
	buffer[4] = '-';
	format_digits(buffer + 5, 2, date.month);
	buffer[7] = '-';
	format_digits(buffer + 8, 2, date.day);
	buffer[10] = '\0';
}

int32_t
pomost_date_parse(const char *text, int32_t *day, pomost_error **error)
{
	struct pomost__echo echo;

	if (!text || !day)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a text and a day, found NULL");
	if (!pomost__date_parse(text, strlen(text), day))
		return pomost__fail(error, POMOST_ERR_DATE,
				    "expected a date such as 2024-03-26, found %s",
				    pomost__echo(&echo, text, strlen(text)));
	return pomost__succeed(error);
}

int32_t
pomost_date_format(int32_t day, char *buffer, pomost_error **error)
{
	if (!buffer)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected a buffer, found NULL");
	if (day < POMOST__DAY_MIN || day > POMOST__DAY_MAX)
		return pomost__fail(error, POMOST_ERR_DATE,
				    "expected a day of the years 1 to 9999, found %d", (int)day);
	pomost__date_format(day, buffer);
	return pomost__succeed(error);
}
