/* SPDX-License-Identifier: Apache-2.0 */
/* A forecast as JSON (`pomost.forecast/1`), CSV and text. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "calendar/date.h"
#include "forecast/forecast.h"
#include "number/money.h"
#include "report/award_report.h"
#include "report/format.h"
#include "report/json.h"

static void
add_money(struct pomost__buffer *buffer, const pomost_forecast *forecast, int64_t amount)
{
	char text[POMOST__MONEY_TEXT];

	pomost__buffer_add(buffer, text, pomost__money_format(amount, forecast->digits, text));
}

/* YYYY-MM; nothing for no month. */
#define MONTH_TEXT 8

static void
write_month(int32_t month, char text[POMOST__DATE_TEXT])
{
	text[0] = '\0';
	if (month == POMOST__NO_DAY)
		return;
	pomost__date_format(month, text);
	text[MONTH_TEXT - 1] = '\0';
}

static void
json_money(struct pomost__json *json, const pomost_forecast *forecast, const char *name,
	   size_t length, int64_t amount)
{
	pomost__json_key(json, name, length);
	pomost__buffer_text(json->buffer, "\"");
	add_money(json->buffer, forecast, amount);
	pomost__buffer_text(json->buffer, "\"");
}

/* The funds by name: of a row, or of all. */
static void
json_funds(struct pomost__json *json, const pomost_forecast *forecast, const uint32_t *row)
{
	uint32_t i;

	pomost__json_key(json, "financing", 9);
	pomost__json_open(json, '{');
	for (i = 0; i < forecast->fund_count; i++)
		json_money(json, forecast, forecast->funds[i], strlen(forecast->funds[i]),
			   row ? forecast->fund_amounts[i][*row] : forecast->fund_amount[i]);
	pomost__json_close(json, '}');
}

static void
json_text(struct pomost__json *json, const char *name, const struct pomost__column *column,
	  uint32_t row)
{
	size_t length;
	const char *text = pomost__column_text(column, row, &length);

	pomost__json_key(json, name, strlen(name));
	pomost__buffer_json(json->buffer, text, length);
}

static void
write_json(struct pomost__buffer *buffer, const void *object)
{
	const pomost_forecast *forecast = object;
	struct pomost__json json = {.buffer = buffer};
	char month[POMOST__DATE_TEXT];
	uint32_t i;

	pomost__json_open(&json, '{');
	pomost__json_text(&json, "schema", "pomost.forecast/1");
	if (forecast->currency.count > 0)
		json_text(&json, "currency", &forecast->currency, 0);
	else
		pomost__json_text(&json, "currency", NULL);
	pomost__json_text(&json, "by", forecast->by_due ? "due" : "month");
	pomost__json_key(&json, "awards", 6);
	pomost__buffer_print(buffer, "%" PRId32, forecast->awards);
	json_money(&json, forecast, "total", 5, forecast->total);
	json_funds(&json, forecast, NULL);
	pomost__json_key(&json, "months", 6);
	pomost__json_open(&json, '[');
	for (i = 0; i < (uint32_t)forecast->part.count; i++) {
		write_month(forecast->month[i], month);
		pomost__json_item(&json);
		pomost__json_open(&json, '{');
		pomost__json_text(&json, "month", *month ? month : NULL);
		json_text(&json, "programme", &forecast->programme, i);
		json_text(&json, "part", &forecast->part, i);
		json_money(&json, forecast, "amount", 6, forecast->amount[i]);
		json_funds(&json, forecast, &i);
		pomost__json_close(&json, '}');
	}
	pomost__json_close(&json, ']');
	pomost__json_close(&json, '}');
	pomost__buffer_text(buffer, "\n");
}

static void
csv_text(struct pomost__buffer *buffer, const struct pomost__column *column, uint32_t row)
{
	size_t length;
	const char *text = pomost__column_text(column, row, &length);

	pomost__csv_field(buffer, text, length);
	pomost__buffer_text(buffer, ",");
}

static void
write_csv(struct pomost__buffer *buffer, const void *object)
{
	const pomost_forecast *forecast = object;
	char month[POMOST__DATE_TEXT];
	uint32_t i;
	uint32_t j;

	pomost__buffer_text(buffer, "month,programme,part,amount");
	for (j = 0; j < forecast->fund_count; j++) {
		pomost__buffer_text(buffer, ",");
		pomost__csv_field(buffer, forecast->fund_columns[j],
				  strlen(forecast->fund_columns[j]));
	}
	pomost__buffer_text(buffer, "\n");
	for (i = 0; i < (uint32_t)forecast->part.count; i++) {
		write_month(forecast->month[i], month);
		pomost__buffer_print(buffer, "%s,", month);
		csv_text(buffer, &forecast->programme, i);
		csv_text(buffer, &forecast->part, i);
		add_money(buffer, forecast, forecast->amount[i]);
		for (j = 0; j < forecast->fund_count; j++) {
			pomost__buffer_text(buffer, ",");
			add_money(buffer, forecast, forecast->fund_amounts[j][i]);
		}
		pomost__buffer_text(buffer, "\n");
	}
}

static void
text_line(struct pomost__buffer *buffer, const pomost_forecast *forecast, const char *label,
	  int64_t amount)
{
	char money[POMOST__MONEY_TEXT];

	pomost__money_format(amount, forecast->digits, money);
	pomost__buffer_print(buffer, "%-40s %20s\n", label, money);
}

/* The lines of one month, and its sum where it has several. */
static uint32_t
text_month(struct pomost__buffer *buffer, const pomost_forecast *forecast, uint32_t begin)
{
	uint32_t count = (uint32_t)forecast->part.count;
	char month[POMOST__DATE_TEXT];
	char label[256];
	int64_t sum = 0;
	uint32_t i;

	write_month(forecast->month[begin], month);
	for (i = begin; i < count && forecast->month[i] == forecast->month[begin]; i++) {
		size_t programme_length;
		size_t part_length;
		const char *programme =
			pomost__column_text(&forecast->programme, i, &programme_length);
		const char *part = pomost__column_text(&forecast->part, i, &part_length);

		snprintf(label, sizeof label, "%-8s  %.*s %.*s", *month ? month : "-",
			 (int)programme_length, programme, (int)part_length, part);
		text_line(buffer, forecast, label, forecast->amount[i]);
		sum += forecast->amount[i];
	}
	if (i > begin + 1) {
		snprintf(label, sizeof label, "%-8s  in all", *month ? month : "-");
		text_line(buffer, forecast, label, sum);
	}
	return i;
}

static void
write_text(struct pomost__buffer *buffer, const void *object)
{
	const pomost_forecast *forecast = object;
	char label[256];
	uint32_t i;

	for (i = 0; i < (uint32_t)forecast->part.count;)
		i = text_month(buffer, forecast, i);
	snprintf(label, sizeof label, "total of %" PRId32 " award%s", forecast->awards,
		 forecast->awards == 1 ? "" : "s");
	text_line(buffer, forecast, label, forecast->total);
	for (i = 0; i < forecast->fund_count; i++) {
		snprintf(label, sizeof label, "  from %s", forecast->funds[i]);
		text_line(buffer, forecast, label, forecast->fund_amount[i]);
	}
}

int32_t
pomost_forecast_report(pomost_forecast *forecast, const char *format, char **text, size_t *length,
		       pomost_error **error)
{
	static const struct pomost__formats formats = {write_text, write_json, write_csv};
	struct pomost__errors errors = {0};

	if (text)
		*text = NULL;
	if (forecast && !pomost__forecast_make(forecast)) {
		pomost__errors_nomem(&errors);
		return pomost__errors_end(&errors, error);
	}
	return pomost__report(&formats, forecast, format, text, length, error);
}
