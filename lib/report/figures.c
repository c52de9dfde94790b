/* SPDX-License-Identifier: Apache-2.0 */
#include "report/figures.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "number/money.h"
#include "report/format.h"
#include "report/json.h"
#include "rules/programme.h"

static void
key(struct pomost__json *json, const char *name)
{
	pomost__json_key(json, name, strlen(name));
}

static void
key_money(struct pomost__json *json, const char *name, int64_t amount, int32_t digits)
{
	char text[POMOST__MONEY_TEXT];

	pomost__money_format(amount, digits, text);
	pomost__json_text(json, name, text);
}

static void
write_funds(struct pomost__json *json, const struct pomost__list *list, const int64_t *sums,
	    int32_t digits)
{
	const struct pomost__fund *funds = list->items;
	uint32_t i;

	pomost__json_open(json, '{');
	for (i = 0; i < list->count; i++)
		key_money(json, funds[i].name.bytes, sums[i], digits);
	pomost__json_close(json, '}');
}

static void
write_each(struct pomost__json *json, const struct pomost__budget *budget)
{
	const struct pomost__fund *parts = budget->parts.items;
	uint32_t i;

	key(json, "each");
	if (budget->parts.count == 0 || budget->each.count == 0) {
		write_funds(json, &budget->each, budget->each_sums, budget->digits);
		return;
	}
	pomost__json_open(json, '{');
	for (i = 0; i < budget->parts.count; i++) {
		key(json, parts[i].name.bytes);
		write_funds(json, &budget->each, budget->each_sums + (size_t)i * budget->each.count,
			    budget->digits);
	}
	pomost__json_close(json, '}');
}

static void
write_budget(struct pomost__json *json, const struct pomost_programme *programme)
{
	const struct pomost__budget *budget = programme->rules.budget.item;
	const struct pomost__text *currency = &programme->rules.currency;

	key(json, "budget");
	pomost__json_open(json, '{');
	if (budget) {
		if (budget->currency.node)
			currency = &budget->currency;
		key_money(json, "total", budget->sum, budget->digits);
		pomost__json_text(json, "currency", currency->bytes);
		key(json, "parts");
		write_funds(json, &budget->parts, budget->part_sums, budget->digits);
		write_each(json, budget);
	}
	pomost__json_close(json, '}');
}

static void
write_services(struct pomost__json *json, const struct pomost_programme *programme)
{
	const struct pomost__service *services = programme->rules.services.items;
	uint32_t i;

	key(json, "services");
	pomost__json_open(json, '[');
	for (i = 0; i < programme->rules.services.count; i++) {
		pomost__json_item(json);
		pomost__json_open(json, '{');
		pomost__json_text(json, "name", services[i].name.bytes);
		pomost__json_text(json, "count",
				  services[i].count.node ? services[i].count.node->text : NULL);
		pomost__json_text(json, "hours",
				  services[i].hours.node ? services[i].hours.node->text : NULL);
		pomost__json_close(json, '}');
	}
	pomost__json_close(json, ']');
}

void
pomost__figures_json(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_programme *programme = object;
	const struct pomost__target_entry *targets = programme->rules.targets.items;
	struct pomost__json json = {.buffer = buffer};
	uint32_t i;

	pomost__json_open(&json, '{');
	pomost__json_text(&json, "schema", "pomost.figures/1");
	pomost__json_text(&json, "programme", programme->rules.id.bytes);
	pomost__json_text(&json, "pays", programme->summary);
	write_budget(&json, programme);
	key(&json, "targets");
	pomost__json_open(&json, '{');
	for (i = 0; i < programme->rules.targets.count; i++)
		pomost__json_text(&json, targets[i].name.bytes, targets[i].count.node->text);
	pomost__json_close(&json, '}');
	write_services(&json, programme);
	pomost__json_close(&json, '}');
	pomost__buffer_add(buffer, "\n", 1);
}

static void
line(struct pomost__buffer *buffer, const char *name, const char *text, const char *unit)
{
	pomost__buffer_print(buffer, "%-32s %18s%s%s\n", name, text, *unit ? " " : "", unit);
}

static void
money_line(struct pomost__buffer *buffer, const char *name, int64_t amount, int32_t digits,
	   const char *currency)
{
	char text[POMOST__MONEY_TEXT];

	pomost__money_format(amount, digits, text);
	line(buffer, name, text, currency);
}

static void
funds_text(struct pomost__buffer *buffer, const char *before, const struct pomost__list *list,
	   const int64_t *sums, int32_t digits, const char *currency)
{
	const struct pomost__fund *funds = list->items;
	char name[160];
	uint32_t i;

	for (i = 0; i < list->count; i++) {
		snprintf(name, sizeof name, "%s%.120s", before, funds[i].name.bytes);
		money_line(buffer, name, sums[i], digits, currency);
	}
}

static void
figures_text(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_programme *programme = object;
	const struct pomost__budget *budget = programme->rules.budget.item;
	const struct pomost__target_entry *targets = programme->rules.targets.items;
	const struct pomost__service *services = programme->rules.services.items;
	const struct pomost__fund *parts = budget ? budget->parts.items : NULL;
	const char *currency = programme->rules.currency.bytes;
	uint32_t i;

	pomost__buffer_print(buffer, "%s\n", programme->rules.name.bytes);
	if (budget) {
		if (budget->currency.node)
			currency = budget->currency.bytes;
		money_line(buffer, "budget", budget->sum, budget->digits, currency);
		for (i = 0; i < budget->parts.count; i++) {
			funds_text(buffer, "  ", &(struct pomost__list){NULL, (void *)&parts[i], 1},
				   &budget->part_sums[i], budget->digits, currency);
			funds_text(buffer, "    ", &budget->each,
				   budget->each_sums + (size_t)i * budget->each.count,
				   budget->digits, currency);
		}
		if (budget->parts.count == 0)
			funds_text(buffer, "  ", &budget->each, budget->each_sums, budget->digits,
				   currency);
	}
	for (i = 0; i < programme->rules.targets.count; i++)
		line(buffer, targets[i].name.bytes, targets[i].count.node->text, "at least");
	for (i = 0; i < programme->rules.services.count; i++) {
		if (services[i].count.node)
			line(buffer, services[i].name.bytes, services[i].count.node->text, "times");
		if (services[i].hours.node)
			line(buffer, services[i].name.bytes, services[i].hours.node->text, "hours");
	}
}

static void
csv_line(struct pomost__buffer *buffer, const char *path, const char *text)
{
	pomost__csv_field(buffer, path, strlen(path));
	pomost__buffer_text(buffer, ",");
	pomost__csv_field(buffer, text, strlen(text));
	pomost__buffer_text(buffer, "\n");
}

static void
csv_funds(struct pomost__buffer *buffer, const char *before, const struct pomost__list *list,
	  const int64_t *sums, int32_t digits)
{
	const struct pomost__fund *funds = list->items;
	char text[POMOST__MONEY_TEXT];
	char path[256];
	uint32_t i;

	for (i = 0; i < list->count; i++) {
		pomost__money_format(sums[i], digits, text);
		snprintf(path, sizeof path, "%.180s.%.70s", before, funds[i].name.bytes);
		csv_line(buffer, path, text);
	}
}

static void
figures_csv(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_programme *programme = object;
	const struct pomost__budget *budget = programme->rules.budget.item;
	const struct pomost__target_entry *targets = programme->rules.targets.items;
	const struct pomost__service *services = programme->rules.services.items;
	const struct pomost__fund *parts = budget ? budget->parts.items : NULL;
	char text[POMOST__MONEY_TEXT];
	char path[256];
	uint32_t i;

	pomost__buffer_text(buffer, "figure,value\n");
	if (budget) {
		pomost__money_format(budget->sum, budget->digits, text);
		csv_line(buffer, "budget.total", text);
		csv_funds(buffer, "budget.parts", &budget->parts, budget->part_sums,
			  budget->digits);
		for (i = 0; i < budget->parts.count; i++) {
			snprintf(path, sizeof path, "budget.each.%.160s", parts[i].name.bytes);
			csv_funds(buffer, path, &budget->each,
				  budget->each_sums + (size_t)i * budget->each.count,
				  budget->digits);
		}
		if (budget->parts.count == 0)
			csv_funds(buffer, "budget.each", &budget->each, budget->each_sums,
				  budget->digits);
	}
	for (i = 0; i < programme->rules.targets.count; i++) {
		snprintf(path, sizeof path, "targets.%.160s", targets[i].name.bytes);
		csv_line(buffer, path, targets[i].count.node->text);
	}
	for (i = 0; i < programme->rules.services.count; i++) {
		snprintf(path, sizeof path, "services[%" PRIu32 "].count", i);
		if (services[i].count.node)
			csv_line(buffer, path, services[i].count.node->text);
		snprintf(path, sizeof path, "services[%" PRIu32 "].hours", i);
		if (services[i].hours.node)
			csv_line(buffer, path, services[i].hours.node->text);
	}
}

int32_t
pomost_programme_figures(const pomost_programme *programme, const char *format, char **text,
			 size_t *length, pomost_error **error)
{
	static const struct pomost__formats formats = {figures_text, pomost__figures_json,
						       figures_csv};

	return pomost__report(&formats, programme, format, text, length, error);
}
