/* SPDX-License-Identifier: Apache-2.0 */
/* A forecast as tables of named columns. */
#include <string.h>

#include "base/tables.h"
#include "forecast/forecast.h"

/* Sums that are not zero: one of zero was made for an award that could not be added. */
static uint32_t
count_rows(const pomost_forecast *forecast)
{
	uint32_t count = 0;
	uint32_t i;

	for (i = 0; i < forecast->sum_count; i++)
		count += forecast->sums[i].amount != 0;
	return count;
}

static bool
make_rows(pomost_forecast *forecast)
{
	struct pomost__arena *arena = &forecast->columns;
	uint32_t count = count_rows(forecast);
	size_t programmes = 0;
	size_t parts = 0;
	uint32_t i;

	for (i = 0; i < forecast->sum_count; i++) {
		const struct pomost__stream *stream = &forecast->streams[forecast->sums[i].stream];

		programmes += strlen(stream->programme);
		parts += strlen(stream->part);
	}
	for (i = 0; i < forecast->fund_count; i++) {
		forecast->fund_amounts[i] =
			pomost__arena_alloc(arena, count, sizeof **forecast->fund_amounts);
		if (!forecast->fund_amounts[i])
			return false;
	}
	forecast->month = pomost__arena_raw(arena, count, sizeof *forecast->month);
	forecast->amount = pomost__arena_raw(arena, count, sizeof *forecast->amount);
	return forecast->month && forecast->amount &&
	       pomost__column_init(&forecast->programme, arena, count, programmes) &&
	       pomost__column_init(&forecast->part, arena, count, parts);
}

static void
fill_rows(pomost_forecast *forecast)
{
	uint32_t row = 0;
	uint32_t i;
	uint32_t j;

	for (i = 0; i < forecast->sum_count; i++) {
		const struct pomost__month_sum *sum = &forecast->sums[i];
		const struct pomost__stream *stream = &forecast->streams[sum->stream];

		if (sum->amount == 0)
			continue;
		forecast->month[row] = sum->month;
		forecast->amount[row] = sum->amount;
		pomost__column_add(&forecast->programme, stream->programme,
				   strlen(stream->programme));
		pomost__column_add(&forecast->part, stream->part, strlen(stream->part));
		/* A sum may have room for funds of an award that could not be added. */
		for (j = 0; j < sum->fund_count && j < forecast->fund_count; j++) {
			forecast->fund_amounts[j][row] = sum->funds[j];
			forecast->fund_amount[j] += sum->funds[j];
		}
		row++;
	}
}

bool
pomost__forecast_make(pomost_forecast *forecast)
{
	struct pomost__arena *arena = &forecast->columns;
	size_t names = 0;
	uint32_t i;

	if (forecast->made)
		return true;
	pomost__arena_free(arena);
	pomost__arena_init(arena, NULL, 0);
	for (i = 0; i < forecast->fund_count; i++)
		names += strlen(forecast->funds[i]);
	forecast->fund_amount =
		pomost__arena_alloc(arena, forecast->fund_count, sizeof *forecast->fund_amount);
	if (!forecast->fund_amount ||
	    !pomost__column_init(&forecast->fund_names, arena, forecast->fund_count, names) ||
	    !make_rows(forecast))
		return false;
	for (i = 0; i < forecast->fund_count; i++)
		pomost__column_add(&forecast->fund_names, forecast->funds[i],
				   strlen(forecast->funds[i]));
	fill_rows(forecast);
	forecast->made = true;
	return true;
}

enum table {
	TABLE_FORECAST,
	TABLE_FINANCING,
	TABLE_MONTHS,
	TABLE_COUNT,
};

static const char *const table_names[TABLE_COUNT] = {
	[TABLE_FORECAST] = "forecast",
	[TABLE_FINANCING] = "financing",
	[TABLE_MONTHS] = "months",
};

enum place {
	IN_FORECAST,
	IN_VALUE,
};

#define FORECAST(member) IN_FORECAST, offsetof(struct pomost_forecast, member)
#define VALUE(member) IN_VALUE, offsetof(struct pomost_forecast, member)

static const struct pomost__table_column columns[] = {
	{TABLE_FORECAST, "currency", POMOST__COLUMN_TEXT, FORECAST(currency)},
	{TABLE_FORECAST, "digits", POMOST__COLUMN_I32, VALUE(digits)},
	{TABLE_FORECAST, "awards", POMOST__COLUMN_I32, VALUE(awards)},
	{TABLE_FORECAST, "total", POMOST__COLUMN_I64, VALUE(total)},
	{TABLE_FINANCING, "name", POMOST__COLUMN_TEXT, FORECAST(fund_names)},
	{TABLE_FINANCING, "amount", POMOST__COLUMN_I64, FORECAST(fund_amount)},
	{TABLE_MONTHS, "month", POMOST__COLUMN_DATE, FORECAST(month)},
	{TABLE_MONTHS, "programme", POMOST__COLUMN_TEXT, FORECAST(programme)},
	{TABLE_MONTHS, "part", POMOST__COLUMN_TEXT, FORECAST(part)},
	{TABLE_MONTHS, "amount", POMOST__COLUMN_I64, FORECAST(amount)},
};

static size_t
rows_of(const void *object, int table)
{
	const pomost_forecast *forecast = object;

	switch (table) {
	case TABLE_FORECAST:
		return forecast->currency.count > 0;
	case TABLE_FINANCING:
		return forecast->fund_count;
	default:
		return (size_t)forecast->part.count;
	}
}

static const void *
locate(const void *object, const struct pomost__table_column *column, bool *is_value)
{
	*is_value = column->place == IN_VALUE;
	return (const char *)object + column->offset;
}

static bool
find_fund(const void *object, int table, size_t number, const char **name, const int64_t **items)
{
	const pomost_forecast *forecast = object;

	if (table != TABLE_MONTHS || number >= forecast->fund_count)
		return false;
	*name = forecast->fund_columns[number];
	*items = forecast->fund_amounts[number];
	return true;
}

static const struct pomost__tables tables = {
	.object = "a forecast",
	.names = table_names,
	.count = TABLE_COUNT,
	.columns = columns,
	.column_count = sizeof columns / sizeof *columns,
	.rows = rows_of,
	.locate = locate,
	.more = find_fund,
};

/* The columns are made when the first is asked for. */
static int32_t
make(pomost_forecast *forecast, pomost_error **error)
{
	struct pomost__errors errors = {0};

	if (!forecast || pomost__forecast_make(forecast))
		return POMOST_OK;
	pomost__errors_nomem(&errors);
	return pomost__errors_end(&errors, error);
}

int32_t
pomost_forecast_rows(pomost_forecast *forecast, const char *table, size_t *rows,
		     pomost_error **error)
{
	int32_t status = make(forecast, error);

	return status ? status : pomost__tables_rows(&tables, forecast, table, rows, error);
}

int32_t
pomost_forecast_column_i64(pomost_forecast *forecast, const char *table, const char *column,
			   const int64_t **items, pomost_error **error)
{
	int32_t status = make(forecast, error);

	return status ? status : pomost__tables_i64(&tables, forecast, table, column, items, error);
}

int32_t
pomost_forecast_column_i32(pomost_forecast *forecast, const char *table, const char *column,
			   const int32_t **items, pomost_error **error)
{
	int32_t status = make(forecast, error);

	return status ? status : pomost__tables_i32(&tables, forecast, table, column, items, error);
}

int32_t
pomost_forecast_column_text(pomost_forecast *forecast, const char *table, const char *column,
			    const int32_t **offsets, const char **bytes, pomost_error **error)
{
	int32_t status = make(forecast, error);

	return status ? status
		      : pomost__tables_text(&tables, forecast, table, column, offsets, bytes,
					    error);
}

int32_t
pomost_forecast_column(pomost_forecast *forecast, const char *table, size_t index,
		       const char **name, const char **kind, pomost_error **error)
{
	int32_t status = make(forecast, error);

	return status ? status
		      : pomost__tables_column(&tables, forecast, table, index, name, kind, error);
}
