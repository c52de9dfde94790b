/* SPDX-License-Identifier: Apache-2.0 */
#include "forecast/forecast.h"

#include <stdlib.h>
#include <string.h>

#include "award/award.h"
#include "number/money.h"

int32_t
pomost_forecast_new(uint32_t flags, pomost_forecast **result, pomost_error **error)
{
	struct pomost__errors errors = {0};

	if (result)
		*result = NULL;
	if (!result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected a result, found NULL");
	if (flags & ~(uint32_t)POMOST_BY_DUE)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected known flags, found 0x%X",
				    (unsigned)flags);
	*result = calloc(1, sizeof **result);
	if (!*result) {
		pomost__errors_nomem(&errors);
		return pomost__errors_end(&errors, error);
	}
	(*result)->by_due = flags & POMOST_BY_DUE;
	pomost__arena_init(&(*result)->arena, NULL, 0);
	pomost__arena_init(&(*result)->columns, NULL, 0);
	return pomost__succeed(error);
}

void
pomost_forecast_free(pomost_forecast *forecast)
{
	uint32_t i;

	if (!forecast)
		return;
	for (i = 0; i < forecast->sum_count; i++)
		free(forecast->sums[i].funds);
	free(forecast->sums);
	free(forecast->streams);
	pomost__arena_free(&forecast->columns);
	pomost__arena_free(&forecast->arena);
	free(forecast);
}

/* The first day of the month to which an instalment belongs; no day where it has none. */
static int32_t
month_of(const pomost_forecast *forecast, const struct pomost__instalments *rows, uint32_t row)
{
	int32_t day = rows->from[row];

	if (forecast->by_due || day == POMOST__NO_DAY)
		day = rows->due[row];
	return day == POMOST__NO_DAY ? day : day - pomost__date_of(day).day + 1;
}

/* A stream, new or known; UINT32_MAX when memory ran out. */
static uint32_t
find_stream(pomost_forecast *forecast, const char *programme, const char *part)
{
	struct pomost__stream *streams;
	uint32_t i;

	for (i = 0; i < forecast->stream_count; i++) {
		if (strcmp(forecast->streams[i].programme, programme) == 0 &&
		    strcmp(forecast->streams[i].part, part) == 0)
			return i;
	}
	if (forecast->stream_count == forecast->stream_room) {
		uint32_t room = forecast->stream_room ? 2 * forecast->stream_room : 16;

		streams = realloc(forecast->streams, room * sizeof *streams);
		if (!streams)
			return UINT32_MAX;
		forecast->streams = streams;
		forecast->stream_room = room;
	}
	forecast->streams[i] = (struct pomost__stream){
		pomost__arena_text(&forecast->arena, programme, strlen(programme)),
		pomost__arena_text(&forecast->arena, part, strlen(part))};
	if (!forecast->streams[i].programme || !forecast->streams[i].part)
		return UINT32_MAX;
	forecast->stream_count++;
	return i;
}

/* A fund, new or known, by its column; POMOST__FORECAST_FUNDS when there are too many or memory ran out. */
static uint32_t
find_fund(pomost_forecast *forecast, const char *column)
{
	size_t prefix = strlen("financing.");
	uint32_t i;

	for (i = 0; i < forecast->fund_count; i++) {
		if (strcmp(forecast->fund_columns[i], column) == 0)
			return i;
	}
	if (i == POMOST__FORECAST_FUNDS)
		return i;
	forecast->fund_columns[i] = pomost__arena_text(&forecast->arena, column, strlen(column));
	if (!forecast->fund_columns[i])
		return POMOST__FORECAST_FUNDS;
	forecast->funds[i] = forecast->fund_columns[i] + prefix;
	return forecast->fund_count++;
}

/* The place of the sum of a month and stream, or where it goes. */
static uint32_t
place_of(const pomost_forecast *forecast, int32_t month, uint32_t stream)
{
	uint32_t begin = 0;
	uint32_t end = forecast->sum_count;

	while (begin < end) {
		uint32_t middle = begin + (end - begin) / 2;
		const struct pomost__month_sum *sum = &forecast->sums[middle];

		if (sum->month < month || (sum->month == month && sum->stream < stream))
			begin = middle + 1;
		else
			end = middle;
	}
	return begin;
}

/* The sum of a month and stream, with room for all funds. NULL when memory ran out. */
static struct pomost__month_sum *
find_sum(pomost_forecast *forecast, int32_t month, uint32_t stream)
{
	uint32_t place = place_of(forecast, month, stream);
	struct pomost__month_sum *sum = &forecast->sums[place];
	int64_t *funds;

	if (place == forecast->sum_count || sum->month != month || sum->stream != stream) {
		if (forecast->sum_count == forecast->sum_room) {
			uint32_t room = forecast->sum_room ? 2 * forecast->sum_room : 64;

			sum = realloc(forecast->sums, room * sizeof *sum);
			if (!sum)
				return NULL;
			forecast->sums = sum;
			forecast->sum_room = room;
		}
		sum = &forecast->sums[place];
		memmove(sum + 1, sum, (forecast->sum_count - place) * sizeof *sum);
		*sum = (struct pomost__month_sum){.month = month, .stream = stream};
		forecast->sum_count++;
	}
	if (sum->fund_count < forecast->fund_count) {
		funds = realloc(sum->funds, forecast->fund_count * sizeof *funds);
		if (!funds)
			return NULL;
		memset(funds + sum->fund_count, 0,
		       (forecast->fund_count - sum->fund_count) * sizeof *funds);
		sum->funds = funds;
		sum->fund_count = forecast->fund_count;
	}
	return sum;
}

/* What is known of the award's streams and funds. */
struct adding {
	pomost_forecast *forecast;
	const pomost_award *award;
	uint32_t *streams; /* by part of the programme */
	uint32_t funds[POMOST_LIMIT_FUNDS + 1];
};

/* Finds them all, so that adding the instalments cannot fail but for memory. */
static int32_t
prepare(struct adding *adding)
{
	const pomost_programme *programme = adding->award->programme;
	uint32_t i;

	adding->streams = malloc((programme->part_count + 1) * sizeof *adding->streams);
	if (!adding->streams)
		return POMOST_ERR_NOMEM;
	for (i = 0; i < programme->part_count; i++) {
		adding->streams[i] = find_stream(adding->forecast, programme->rules.id.bytes,
						 programme->parts[i].name);
		if (adding->streams[i] == UINT32_MAX)
			return POMOST_ERR_NOMEM;
	}
	for (i = 0; i < programme->fund_count; i++) {
		adding->funds[i] = find_fund(adding->forecast, programme->fund_columns[i]);
		if (adding->funds[i] == POMOST__FORECAST_FUNDS)
			return adding->forecast->arena.failed ? POMOST_ERR_NOMEM : POMOST_ERR_LIMIT;
	}
	return POMOST_OK;
}

/* Makes the sums that are needed, so that the forecast is whole or as it was. */
static bool
make_sums(struct adding *adding)
{
	const struct pomost__instalments *rows = &adding->award->instalments;
	uint32_t i;

	for (i = 0; i < rows->count; i++) {
		if (rows->amount[i] != 0 &&
		    !find_sum(adding->forecast, month_of(adding->forecast, rows, i),
			      adding->streams[rows->part[i]]))
			return false;
	}
	return true;
}

static void
add_rows(struct adding *adding)
{
	const struct pomost__instalments *rows = &adding->award->instalments;
	uint32_t funds = adding->award->programme->fund_count;
	uint32_t i;
	uint32_t j;

	for (i = 0; i < rows->count; i++) {
		struct pomost__month_sum *sum;

		if (rows->amount[i] == 0)
			continue;
		sum = find_sum(adding->forecast, month_of(adding->forecast, rows, i),
			       adding->streams[rows->part[i]]);
		sum->amount += rows->amount[i];
		for (j = 0; j < funds; j++)
			sum->funds[adding->funds[j]] += rows->funds[j][i];
	}
}

/* The contributions of the entity's own. */
static int64_t
own_of(const pomost_award *award)
{
	const struct pomost__instalments *rows = &award->instalments;
	int64_t own = 0;
	uint32_t i;

	for (i = 0; rows->own && i < rows->count; i++)
		own += rows->own[i];
	return own;
}

/* All payments and contributions together fit, so every sum of some of them does. */
static bool
fits(const pomost_forecast *forecast, const pomost_award *award, int64_t *total)
{
	const struct pomost__instalments *rows = &award->instalments;
	int64_t own = forecast->own;
	int64_t sum;
	uint32_t i;

	*total = forecast->total;
	for (i = 0; i < rows->count; i++) {
		if (!pomost__money_add(*total, rows->amount[i], total) ||
		    (rows->own && !pomost__money_add(own, rows->own[i], &own)))
			return false;
	}
	return pomost__money_add(*total, own, &sum);
}

static bool
has_currency(pomost_forecast *forecast, const pomost_award *award)
{
	const struct pomost__text *currency = &award->programme->rules.currency;

	if (forecast->currency.count > 0)
		return pomost__column_size(&forecast->currency) == currency->length &&
		       memcmp(forecast->currency.bytes, currency->bytes, currency->length) == 0;
	if (!pomost__column_init(&forecast->currency, &forecast->arena, 1, currency->length))
		return true;
	pomost__column_add(&forecast->currency, currency->bytes, currency->length);
	forecast->digits = award->digits;
	return true;
}

int32_t
pomost_forecast_add(pomost_forecast *forecast, const pomost_award *award, pomost_error **error)
{
	struct adding adding = {.forecast = forecast, .award = award};
	struct pomost__errors errors = {0};
	uint32_t funds = forecast ? forecast->fund_count : 0;
	int64_t total;
	int32_t status;

	if (!forecast || !award)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a forecast and an award, found NULL");
	if (!has_currency(forecast, award))
		return pomost__fail(error, POMOST_ERR_MISMATCH,
				    "expected awards of one currency, found %.*s and %s",
				    (int)pomost__column_size(&forecast->currency),
				    forecast->currency.bytes,
				    award->programme->rules.currency.bytes);
	if (!fits(forecast, award, &total))
		return pomost__fail(error, POMOST_ERR_LIMIT,
				    "expected sums that fit 64 bits of minor units, found larger "
				    "ones");
	status = prepare(&adding);
	if (status == POMOST_OK && (forecast->arena.failed || !make_sums(&adding)))
		status = POMOST_ERR_NOMEM;
	if (status == POMOST_OK) {
		add_rows(&adding);
		forecast->own += own_of(award);
		forecast->total = total;
		forecast->awards++;
		forecast->made = false;
	} else {
		/* Those that were found before it failed. */
		forecast->fund_count = funds;
	}
	free(adding.streams);
	if (status == POMOST_ERR_LIMIT)
		return pomost__fail(error, status, "expected at most %d funds, found more",
				    POMOST__FORECAST_FUNDS);
	if (status != POMOST_OK)
		pomost__errors_nomem(&errors);
	return pomost__errors_end(&errors, error);
}
