/* SPDX-License-Identifier: Apache-2.0 */
/* A forecast: sums by month, part and fund, as columns once they are asked for. */
#ifndef POMOST_FORECAST_FORECAST_H
#define POMOST_FORECAST_FORECAST_H

#include <pomost/forecast.h>

#include "base/column.h"

/* Funds of all programmes together. */
#define POMOST__FORECAST_FUNDS 256

/* A part of a programme. */
struct pomost__stream {
	const char *programme;
	const char *part;
};

/* What a stream pays in a month. */
struct pomost__month_sum {
	int32_t month;   /* its first day; POMOST__NO_DAY */
	uint32_t stream; /* among the streams */
	int64_t amount;
	int64_t *funds; /* by fund of all; as many as there were when it was made */
	uint32_t fund_count;
};

struct pomost_forecast {
	bool by_due;
	struct pomost__arena arena; /* texts */
	struct pomost__column currency;
	int32_t digits;
	int32_t awards;
	int64_t total;
	int64_t own; /* contributions, which belong to no total */
	struct pomost__stream *streams;
	uint32_t stream_count, stream_room;
	const char *funds[POMOST__FORECAST_FUNDS];
	const char *fund_columns[POMOST__FORECAST_FUNDS]; /* `financing.NAME` */
	uint32_t fund_count;
	struct pomost__month_sum *sums; /* by month, then stream */
	uint32_t sum_count, sum_room;

	/* Made anew when an award was added. */
	bool made;
	struct pomost__arena columns;
	struct pomost__column fund_names;
	int64_t *fund_amount;
	int32_t *month;
	struct pomost__column programme;
	struct pomost__column part;
	int64_t *amount;
	int64_t *fund_amounts[POMOST__FORECAST_FUNDS]; /* by fund, then row */
};

/* Makes the columns, if that has not been done. False when memory ran out. */
bool pomost__forecast_make(pomost_forecast *forecast);

#endif
