/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/series.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "calendar/date.h"
#include "rules/registry.h"
#include "text/file.h"
#include "text/yaml.h"

static const struct pomost__range version = {1, 1};
static const char *const windows[] = {"three-years", "tax-years"};
static const struct pomost__words window_words = {windows, 2};

static bool
read_series_value(struct pomost__reader *reader, const struct pomost__node *node,
		  const struct pomost__field *field, void *slot)
{
	struct pomost__series_value *value = slot;
	struct pomost__echo echo;

	(void)field;
	value->node = node;
	value->unknown = pomost__text_is(node, "unknown");
	if (value->unknown)
		return true;
	if (!pomost__read_number(reader, node, &value->ratio))
		return false;
	if (pomost__ratio_sign(&value->ratio) >= 0)
		return true;
	return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				   "expected a value not below zero, or unknown, found %s",
				   pomost__node_found(&echo, node));
}

static const struct pomost__kind kind_series_value = {
	"number or unknown", read_series_value,
	"{\"anyOf\": [{\"const\": \"unknown\"}, {\"$ref\": \"#/$defs/number\"}]}"};

#define ROW(member) offsetof(struct pomost__series_row, member)

static const struct pomost__field row_fields[] = {
	{"from", &pomost__kind_date, NULL, ROW(from), true,
	 "the first day on which the value is used"},
	{"to", &pomost__kind_date, NULL, ROW(to), false,
	 "the last such day; the day before the next row when nothing is said"},
	{"value", &kind_series_value, NULL, ROW(value), false, "the value, or unknown"},
	{"ceiling", &pomost__kind_number, NULL, ROW(ceiling), false,
	 "a ceiling of aid, in major units of the currency"},
	{"currency", &pomost__kind_currency, NULL, ROW(currency), false, "of the ceiling"},
	{"window", &pomost__kind_word, &window_words, ROW(window), false,
	 "which earlier aid counts: that of any three years, or of three calendar years"},
	{"source", &pomost__kind_text, NULL, ROW(source), false,
	 "what states the row, where it is not that of the series"},
};

static bool
check_row(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__series_row *row = item;
	bool is_aid = row->ceiling.node != NULL;

	if (row->to.node && row->to.day < row->from.day)
		return pomost__reader_fail(reader, row->to.node, POMOST_ERR_VALUE,
					   "expected a day not before %s, found %s",
					   row->from.node->text, row->to.node->text);
	if (is_aid != (row->currency.node != NULL) || is_aid != (row->window.node != NULL))
		return pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
					   "expected ceiling, currency and window together, found "
					   "some of them");
	return true;
}

static const char *const row_one_of[] = {"value", "ceiling", NULL};

static const struct pomost__block row_block = {
	.name = "series row",
	.fields = row_fields,
	.count = sizeof row_fields / sizeof *row_fields,
	.size = sizeof(struct pomost__series_row),
	.one_of = row_one_of,
	.check = check_row,
};

static const struct pomost__items rows = {&row_block, POMOST_LIMIT_SERIES_ROWS};

#define SLOT(member) offsetof(struct pomost__series, member)

static const struct pomost__field fields[] = {
	{"pomost", &pomost__kind_integer, &version, SLOT(version), true,
	 "the version of this format: 1"},
	{"series", &pomost__kind_name, NULL, SLOT(name), true, "by which programmes name it"},
	{"unit", &pomost__kind_text, NULL, SLOT(unit), true, "what a value is"},
	{"source", &pomost__kind_text, NULL, SLOT(source), true, "what states the rows"},
	{"known-to", &pomost__kind_date, NULL, SLOT(known_to), true,
	 "the last day of which the series says anything"},
	{"rows", &pomost__kind_items, &rows, SLOT(rows), true, "the values, in order"},
};

/* Rows in order, that do not overlap, all of one sort. */
static bool
check(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	struct pomost__series *series = item;
	const struct pomost__series_row *items = series->rows.items;
	uint32_t i;

	(void)node;
	series->is_aid = items[0].ceiling.node != NULL;
	for (i = 1; i < series->rows.count; i++) {
		const struct pomost__series_row *before = &items[i - 1];

		if (series->is_aid != (items[i].ceiling.node != NULL))
			return pomost__reader_fail(reader, items[i].node, POMOST_ERR_VALUE,
						   "expected rows of one sort, found a %s",
						   series->is_aid ? "value" : "ceiling");
		if (items[i].from.day <= before->from.day ||
		    (before->to.node && items[i].from.day <= before->to.day))
			return pomost__reader_fail(
				reader, items[i].from.node, POMOST_ERR_VALUE,
				"expected rows in the order of their dates, found %s after %s",
				items[i].from.node->text,
				before->to.node ? before->to.node->text : before->from.node->text);
	}
	return true;
}

const struct pomost__block pomost__series_block = {
	.name = "series",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__series),
	.check = check,
};

const struct pomost__series *
pomost__series_find(const struct pomost_series *set, const char *name)
{
	const struct pomost__series *series = set ? set->last : NULL;

	while (series && strcmp(series->name.bytes, name) != 0)
		series = series->before;
	return series;
}

/* The last row that begins on or before a day, whether or not it has ended; NULL if none does. */
static const struct pomost__series_row *
last_begun(const struct pomost__series *series, int32_t day)
{
	const struct pomost__series_row *items = series->rows.items;
	uint32_t low = 0;
	uint32_t high = series->rows.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (items[middle].from.day <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &items[low - 1] : NULL;
}

const struct pomost__series_row *
pomost__series_at(const struct pomost__series *series, int32_t day)
{
	const struct pomost__series_row *row = last_begun(series, day);

	if (!row || day > series->known_to.day || (row->to.node && day > row->to.day))
		return NULL;
	return row;
}

enum pomost__holiday
pomost__series_holiday(const struct pomost__series *series, int32_t day)
{
	const struct pomost__series_row *row = last_begun(series, day);
	int32_t last;

	if (!row || day > series->known_to.day)
		return POMOST__HOLIDAY_UNKNOWN;
	last = row->to.node ? row->to.day : row->from.day;
	if (day > last)
		return POMOST__HOLIDAY_NO;
	if (row->value.unknown)
		return POMOST__HOLIDAY_UNKNOWN;
	return pomost__ratio_sign(&row->value.ratio) > 0 ? POMOST__HOLIDAY_YES : POMOST__HOLIDAY_NO;
}

const struct pomost__series_row *
pomost__series_value_at(const struct pomost__series *series, int32_t day,
			const struct pomost__circumstances *circumstances,
			const struct pomost__node *node)
{
	const struct pomost__series_row *items = series->rows.items;
	const struct pomost__series_row *row = pomost__series_at(series, day);
	char text[POMOST__DATE_TEXT];

	if (row && !row->value.unknown)
		return row;
	pomost__date_format(day, text);
	pomost__value_fail(
		circumstances, node, false, POMOST_ERR_UNSTATED,
		"expected the series %s to be known on %s, found %s; it begins on %s and is "
		"known up to %s",
		series->name.bytes, text,
		row                          ? "an unknown value"
		: day < items[0].from.day    ? "a day before its first row"
		: day > series->known_to.day ? "a day after the last known one"
					     : "a gap between its rows",
		items[0].from.node->text, series->known_to.node->text);
	return NULL;
}

void
pomost__series_note(struct pomost__reader *reader, struct pomost__series_use *use,
		    const struct pomost__text *name, bool is_aid)
{
	struct pomost__registry *registry = reader->owner;

	*use = (struct pomost__series_use){
		.before = registry->series, .node = name->node, .name = *name, .is_aid = is_aid};
	registry->series = use;
}

pomost_series *
pomost_series_ref(pomost_series *series)
{
	if (series)
		atomic_fetch_add_explicit(&series->references, 1, memory_order_relaxed);
	return series;
}

void
pomost_series_unref(pomost_series *series)
{
	if (!series || atomic_fetch_sub_explicit(&series->references, 1, memory_order_acq_rel) != 1)
		return;
	pomost__arena_free(&series->arena);
	free(series);
}

int32_t
pomost_series_new(pomost_series **result, pomost_error **error)
{
	struct pomost__errors errors = {0};

	if (!result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected a result, found NULL");
	*result = calloc(1, sizeof **result);
	if (!*result) {
		pomost__errors_nomem(&errors);
		return pomost__errors_end(&errors, error);
	}
	atomic_init(&(*result)->references, 1);
	pomost__arena_init(&(*result)->arena, NULL, 0);
	return pomost__succeed(error);
}

static void
add(struct pomost__reader *reader, pomost_series *set, const char *text, size_t length)
{
	struct pomost__series *series = pomost__arena_alloc(reader->arena, 1, sizeof *series);
	const struct pomost__node *root;

	if (!series) {
		pomost__errors_nomem(reader->errors);
		return;
	}
	root = pomost__yaml_read(reader->arena, text, length, reader->file, reader->errors);
	if (!root || !pomost__block_read(reader, root, &pomost__series_block, series))
		return;
	if (pomost__series_find(set, series->name.bytes)) {
		(void)pomost__reader_fail(reader, series->name.node, POMOST_ERR_VALUE,
					  "expected each series once, found \"%s\" again",
					  series->name.bytes);
		return;
	}
	series->before = set->last;
	set->last = series;
}

int32_t
pomost_series_parse(pomost_series *series, const char *text, size_t length, const char *file,
		    pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct pomost__reader reader = {.errors = &errors, .file = file, .digits = -1};

	if (!series || !text)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a set of series and a text, found NULL");
	reader.arena = &series->arena;
	add(&reader, series, text, length);
	if (series->arena.failed) {
		series->arena.failed = false;
		pomost__errors_nomem(&errors);
	}
	return pomost__errors_end(&errors, error);
}

int32_t
pomost_series_load(pomost_series *series, const char *path, pomost_error **error)
{
	struct pomost__errors errors = {0};
	int32_t status;
	size_t length;
	char *text;

	if (!series || !path)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a set of series and a path, found NULL");
	text = pomost__file_read(path, &length, &errors);
	if (!text)
		return pomost__errors_end(&errors, error);
	status = pomost_series_parse(series, text, length, path, error);
	free(text);
	return status;
}

int32_t
pomost_series_value(const pomost_series *series, const char *name, int32_t day, const char **text,
		    pomost_error **error)
{
	struct pomost__value_fault fault = {0};
	struct pomost__circumstances circumstances = {.fault = &fault};
	const struct pomost__series *found;
	const struct pomost__series_row *row;
	struct pomost__echo echo;

	if (text)
		*text = NULL;
	if (!series || !name || !text)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a set of series, a name and a text, found NULL");
	found = pomost__series_find(series, name);
	if (!found)
		return pomost__fail(error, POMOST_ERR_REFERENCE,
				    "expected a series of the set, found %s",
				    pomost__echo(&echo, name, strlen(name)));
	if (found->is_aid)
		return pomost__fail(error, POMOST_ERR_TYPE,
				    "expected a series of values, found \"%s\" of aid ceilings",
				    found->name.bytes);
	if (day < POMOST__DAY_MIN || day > POMOST__DAY_MAX)
		return pomost__fail(error, POMOST_ERR_DATE,
				    "expected a day of the years 1 to 9999, found %d", (int)day);
	row = pomost__series_value_at(found, day, &circumstances, NULL);
	if (!row)
		return pomost__fail(error, fault.code, "%s", fault.message);
	*text = row->value.node->text;
	return pomost__succeed(error);
}
