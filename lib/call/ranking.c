/* SPDX-License-Identifier: Apache-2.0 */
#include "call/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "text/csv.h"

/* A column that only `call.order` names. */
struct named_field {
	struct pomost__text name;
	struct pomost__text value;
};

struct line {
	const struct pomost__node *node;
	struct pomost__text id;
	struct pomost__integer round;
	struct pomost__text workplaces;
	struct pomost__text employed;
	struct pomost__text agreement;
	struct pomost__text fraction;
	struct pomost__text requested;
	struct pomost__list others; /* struct named_field */
};

#define LINE(member) offsetof(struct line, member)

static const struct pomost__range rounds = {1, 1000};

static const struct pomost__field line_fields[] = {
	{"case", &pomost__kind_text, NULL, LINE(id), true, "the id of the case"},
	{"round", &pomost__kind_integer, &rounds, LINE(round), false, "in which round; 1"},
	{"workplaces", &pomost__kind_text, NULL, LINE(workplaces), false,
	 "so many equal workplaces, for a case that the line stands for"},
	{"employed", &pomost__kind_text, NULL, LINE(employed), false, "their first day"},
	{"agreement", &pomost__kind_text, NULL, LINE(agreement), false, "the day of the agreement"},
	{"job-fraction", &pomost__kind_text, NULL, LINE(fraction), false, "their job fraction; 1"},
	{"requested", &pomost__kind_text, NULL, LINE(requested), false,
	 "the grant claimed for each"},
};

static const struct pomost__field named_row = {"NAME", &pomost__kind_text,
					       NULL,   offsetof(struct named_field, value),
					       false,  "a number by which applications are ranked"};
static const struct pomost__entries named = {&named_row, sizeof(struct named_field)};

static const struct pomost__block line_block = {
	.name = "application",
	.fields = line_fields,
	.count = sizeof line_fields / sizeof *line_fields,
	.size = sizeof(struct line),
	.others = &named,
	.others_offset = LINE(others),
};
static const struct pomost__items line_items = {&line_block, POMOST_LIMIT_NODES};

struct file {
	const struct pomost__node *node;
	struct pomost__list lines;
};

static const struct pomost__field file_fields[] = {
	{"applications", &pomost__kind_items, &line_items, offsetof(struct file, lines), true,
	 "the applications"},
};

static const struct pomost__block file_block = {
	.name = "ranking",
	.fields = file_fields,
	.count = sizeof file_fields / sizeof *file_fields,
	.size = sizeof(struct file),
};

struct reading {
	struct pomost__reader reader;
	pomost_programme *programme;
	const struct pomost__call *call;
	pomost_case *const *cases;
	size_t case_count;
	bool *used; /* by case */
};

static const struct pomost__text *
order_of(const struct reading *reading)
{
	return reading->call->order.items;
}

#define MINUTES_OF_DAY (24 * 60)

static bool
is_digit(char character)
{
	return character >= '0' && character <= '9';
}

/* A day, or a day and the time of it: 2024-03-01T10:15. */
static bool
read_moment(struct reading *reading, const struct pomost__node *node, int64_t *minute)
{
	const char *time = node->text + 10;
	struct pomost__echo echo;
	int32_t day;
	int hours = 0;
	int minutes = 0;
	bool good = node->length >= 10 && pomost__date_parse(node->text, 10, &day);

	if (good && node->length > 10) {
		good = node->length == 16 && time[0] == 'T' && is_digit(time[1]) &&
		       is_digit(time[2]) && time[3] == ':' && is_digit(time[4]) &&
		       is_digit(time[5]);
		hours = good ? (time[1] - '0') * 10 + time[2] - '0' : 0;
		minutes = good ? (time[4] - '0') * 10 + time[5] - '0' : 0;
		good = good && hours < 24 && minutes < 60;
	}
	if (!good)
		return pomost__reader_fail(
			&reading->reader, node, POMOST_ERR_DATE,
			"expected a day such as 2024-03-01, or a day and time such "
			"as 2024-03-01T10:15, found %s",
			pomost__echo(&echo, node->text, node->length));
	*minute = (int64_t)day * MINUTES_OF_DAY + hours * 60 + minutes;
	return true;
}

static bool
read_ranks(struct reading *reading, const struct line *line, struct pomost__rank *ranks)
{
	const struct pomost__text *order = order_of(reading);
	uint32_t i;

	for (i = 0; i < reading->call->order.count; i++) {
		const struct pomost__node *node = pomost__node_get(line->node, order[i].bytes);

		if (!node)
			return pomost__reader_fail(
				&reading->reader, line->node, POMOST_ERR_KEY_MISSING,
				"expected the column \"%s\", by which the programme ranks, found "
				"none",
				order[i].bytes);
		if (strcmp(order[i].bytes, "received") == 0
			    ? !read_moment(reading, node, &ranks[i].minute)
			    : !pomost__read_number(&reading->reader, node, &ranks[i].number))
			return false;
	}
	return true;
}

/* Adds what a column says to a mapping of a case, with its place. */
static bool
add_value(struct reading *reading, struct pomost__node *mapping, const char *key,
	  const struct pomost__text *value, const char *otherwise)
{
	struct pomost__node *node;

	if (!value->node && !otherwise)
		return true;
	node = pomost__node_append(reading->reader.arena, mapping, POMOST__SCALAR, key,
				   strlen(key));
	if (!node)
		return false;
	node->text = value->node ? value->bytes : otherwise;
	node->length = (uint32_t)strlen(node->text);
	node->line = value->node ? value->node->line : mapping->line;
	node->column = value->node ? value->node->column : 1;
	node->key_line = node->line;
	node->key_column = node->column;
	return true;
}

static struct pomost__node *
add_node(struct reading *reading, struct pomost__node *parent, enum pomost__node_kind kind,
	 const char *key, const struct line *line)
{
	struct pomost__node *node = pomost__node_append(reading->reader.arena, parent, kind, key,
							key ? strlen(key) : 0);

	if (node) {
		node->line = node->key_line = line->node->line;
		node->column = node->key_column = 1;
	}
	return node;
}

/* The case of so many equal workplaces that a line stands for. NULL when memory ran out. */
static pomost_case *
make_case(struct reading *reading, const struct line *line)
{
	struct pomost__node *root = add_node(reading, NULL, POMOST__MAPPING, NULL, line);
	struct pomost__node *list =
		root ? add_node(reading, root, POMOST__SEQUENCE, "workplaces", line) : NULL;
	struct pomost__node *item =
		list ? add_node(reading, list, POMOST__MAPPING, NULL, line) : NULL;

	if (!item || !add_value(reading, root, "id", &line->id, NULL) ||
	    !add_value(reading, root, "agreement", &line->agreement, NULL) ||
	    !add_value(reading, item, "count", &line->workplaces, NULL) ||
	    !add_value(reading, item, "employed", &line->employed, NULL) ||
	    !add_value(reading, item, "job-fraction", &line->fraction, "1") ||
	    !add_value(reading, item, "requested", &line->requested, NULL))
		return NULL;
	return pomost__case_of_node(reading->programme, root, reading->reader.file);
}

/* What only a case of the line's own has is not passed over where the line names another. */
static bool
check_unused(struct reading *reading, const struct line *line)
{
	const struct pomost__text *const texts[] = {&line->employed, &line->agreement,
						    &line->fraction, &line->requested};
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (texts[i]->node)
			return pomost__reader_fail(
				&reading->reader, texts[i]->node, POMOST_ERR_VALUE,
				"expected it beside workplaces only, as the case that is given "
				"has its own, found \"%s\"",
				texts[i]->bytes);
	}
	return true;
}

static bool
find_case(struct reading *reading, const struct line *line, struct pomost__application_line *result)
{
	struct pomost__echo echo;
	size_t i;

	for (i = 0; i < reading->case_count; i++) {
		const struct pomost__text *id = &reading->cases[i]->application.id;

		if (id->length != line->id.length ||
		    memcmp(id->bytes, line->id.bytes, id->length) != 0)
			continue;
		result->subject = reading->cases[i];
		reading->used[i] = true;
		return true;
	}
	return pomost__reader_fail(&reading->reader, line->id.node, POMOST_ERR_REFERENCE,
				   "expected a case that is given, or its workplaces in the line, "
				   "found %s",
				   pomost__echo(&echo, line->id.bytes, line->id.length));
}

static bool
read_line(struct reading *reading, const struct line *line, struct pomost__application_line *result)
{
	const struct pomost__integer *most = &reading->call->rounds;

	result->node = line->node;
	result->id = line->id.bytes;
	result->round = line->round.node ? (int32_t)line->round.value : 1;
	if (most->node && result->round > most->value)
		return pomost__reader_fail(&reading->reader, line->round.node, POMOST_ERR_VALUE,
					   "expected a round up to %d, found %d", (int)most->value,
					   (int)result->round);
	result->ranks = pomost__arena_alloc(reading->reader.arena, reading->call->order.count,
					    sizeof *result->ranks);
	if (!result->ranks)
		return pomost__reader_nomem(&reading->reader);
	if (!read_ranks(reading, line, result->ranks))
		return false;
	if (!line->workplaces.node)
		return check_unused(reading, line) && find_case(reading, line, result);
	result->owned = true;
	result->subject = make_case(reading, line);
	if (!result->subject)
		return pomost__reader_nomem(&reading->reader);
	return pomost__case_link(result->subject, reading->reader.errors) == POMOST_OK;
}

/* Lines in the order of decision: by round, ranks, and the bytes of the id. */
struct sorted {
	const struct reading *reading;
	struct pomost__application_line line;
};

static int
compare(const void *left, const void *right)
{
	const struct sorted *a = left;
	const struct sorted *b = right;
	const struct pomost__text *order = order_of(a->reading);
	uint32_t i;

	if (a->line.round != b->line.round)
		return a->line.round < b->line.round ? -1 : 1;
	for (i = 0; i < a->reading->call->order.count; i++) {
		const struct pomost__rank *first = &a->line.ranks[i];
		const struct pomost__rank *second = &b->line.ranks[i];
		int by;

		if (strcmp(order[i].bytes, "received") == 0)
			by = (first->minute > second->minute) - (first->minute < second->minute);
		else
			by = pomost__ratio_compare(&second->number, &first->number);
		if (by != 0)
			return by;
	}
	return strcmp(a->line.id, b->line.id);
}

static bool
sort(struct reading *reading, struct pomost__ranking *ranking)
{
	struct sorted *sorted =
		pomost__arena_raw(reading->reader.arena, ranking->count, sizeof *sorted);
	uint32_t i;

	if (!sorted)
		return pomost__reader_nomem(&reading->reader);
	for (i = 0; i < ranking->count; i++)
		sorted[i] = (struct sorted){reading, ranking->lines[i]};
	qsort(sorted, ranking->count, sizeof *sorted, compare);
	for (i = 0; i < ranking->count; i++)
		ranking->lines[i] = sorted[i].line;
	return true;
}

static int
compare_ids(const void *left, const void *right)
{
	const struct pomost__application_line *a =
		*(const struct pomost__application_line *const *)left;
	const struct pomost__application_line *b =
		*(const struct pomost__application_line *const *)right;
	int order = strcmp(a->id, b->id);

	if (order == 0)
		order = (a->round > b->round) - (a->round < b->round);
	if (order == 0)
		order = (a->node->place > b->node->place) - (a->node->place < b->node->place);
	return order;
}

/* A case stands once in a round. */
static bool
check_twice(struct reading *reading, const struct pomost__ranking *ranking)
{
	const struct pomost__application_line **sorted =
		pomost__arena_raw(reading->reader.arena, ranking->count, sizeof(void *));
	struct pomost__echo echo;
	bool good = true;
	uint32_t i;

	if (!sorted)
		return pomost__reader_nomem(&reading->reader);
	for (i = 0; i < ranking->count; i++)
		sorted[i] = &ranking->lines[i];
	qsort(sorted, ranking->count, sizeof *sorted, compare_ids);
	for (i = 1; i < ranking->count; i++) {
		if (strcmp(sorted[i]->id, sorted[i - 1]->id) != 0 ||
		    sorted[i]->round != sorted[i - 1]->round)
			continue;
		good = pomost__reader_fail(
			&reading->reader, pomost__node_get(sorted[i]->node, "case"),
			POMOST_ERR_VALUE, "expected a case once in a round, found %s again",
			pomost__echo(&echo, sorted[i]->id, strlen(sorted[i]->id)));
	}
	return good;
}

/* Each case that is given is ranked. */
static bool
check_used(struct reading *reading, const struct pomost__node *root)
{
	struct pomost__echo echo;
	bool good = true;
	size_t i;

	for (i = 0; i < reading->case_count; i++) {
		const struct pomost__text *id = &reading->cases[i]->application.id;

		if (!reading->used[i])
			good = pomost__reader_fail(&reading->reader, root, POMOST_ERR_REFERENCE,
						   "expected a line for the case %s, found none",
						   pomost__echo(&echo, id->bytes, id->length));
	}
	return good;
}

static bool
read_all(struct reading *reading, const struct pomost__node *root, struct pomost__ranking *ranking)
{
	struct pomost__reader *reader = &reading->reader;
	struct file file = {0};
	const struct line *lines;
	bool good = true;
	uint32_t i;

	/* There may be none. */
	if (root->first->count > 0 && !pomost__block_read(reader, root, &file_block, &file))
		return false;
	lines = file.lines.items;
	ranking->lines =
		pomost__arena_alloc(reader->arena, file.lines.count, sizeof *ranking->lines);
	reading->used =
		pomost__arena_alloc(reader->arena, reading->case_count, sizeof *reading->used);
	if (!ranking->lines || !reading->used)
		return pomost__reader_nomem(reader);
	for (i = 0; i < file.lines.count; i++) {
		good &= read_line(reading, &lines[i], &ranking->lines[i]);
		ranking->count++;
	}
	return good && check_twice(reading, ranking) && check_used(reading, root) &&
	       sort(reading, ranking);
}

bool
pomost__ranking_read(pomost_programme *programme, pomost_case *const *cases, size_t count,
		     const char *text, size_t length, const char *file, struct pomost__arena *arena,
		     struct pomost__ranking *ranking, struct pomost__errors *errors)
{
	struct reading reading = {
		.reader = {.arena = arena,
			   .errors = errors,
			   .file = file,
			   .digits = programme->digits,
			   .owner = programme},
		.programme = programme,
		.call = programme->rules.call.item,
		.cases = cases,
		.case_count = count,
	};
	struct pomost__node *columns = NULL;
	const struct pomost__node *root =
		pomost__csv_read(arena, text, length, file, "applications", &columns, errors);

	*ranking = (struct pomost__ranking){0};
	return root &&
	       pomost__csv_check(&reading.reader, columns, &line_block, &reading.call->order) &&
	       read_all(&reading, root, ranking);
}

void
pomost__ranking_free(struct pomost__ranking *ranking)
{
	uint32_t i;

	for (i = 0; i < ranking->count; i++) {
		if (ranking->lines[i].owned)
			pomost_case_free(ranking->lines[i].subject);
	}
}
