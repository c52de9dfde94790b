/* SPDX-License-Identifier: Apache-2.0 */
#include "text/csv.h"

#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "text/scan.h"

struct csv {
	struct pomost__arena *arena;
	struct pomost__errors *errors;
	const char *next;
	const char *end;
	const char *line_begin;
	struct pomost__place place;
	struct pomost__buffer field; /* the one that is being read */
	int32_t field_line, field_column;
	bool quoted;
	uint32_t nodes;
};

/* The names of the columns. */
struct columns {
	const char *names[POMOST_LIMIT_COLUMNS];
	uint32_t lengths[POMOST_LIMIT_COLUMNS];
	uint32_t count;
	struct pomost__node *nodes; /* a mapping with the names as its keys */
};

/* Adds an error at the place that is being read. Always false. */
#define fail(csv, ...) (pomost__errors_add((csv)->errors, __VA_ARGS__), false)

static bool
at_line_end(const struct csv *csv)
{
	return csv->next == csv->end || *csv->next == '\n' ||
	       (*csv->next == '\r' && csv->next + 1 < csv->end && csv->next[1] == '\n');
}

/* Takes one byte: columns count characters. */
static bool
take(struct csv *csv)
{
	char byte = *csv->next++;

	if (byte == '\n') {
		csv->place.line++;
		csv->place.column = 1;
		csv->line_begin = csv->next;
		return true;
	}
	csv->place.column += ((unsigned char)byte & 0xC0) != 0x80;
	return csv->next - csv->line_begin <= POMOST_LIMIT_CSV_LINE ||
	       fail(csv, POMOST_ERR_LIMIT, &csv->place,
		    "expected a line of at most %d bytes, found a longer one",
		    POMOST_LIMIT_CSV_LINE);
}

static bool
put(struct csv *csv)
{
	pomost__buffer_add(&csv->field, csv->next, 1);
	if (csv->field.length > POMOST_LIMIT_CSV_FIELD)
		return fail(csv, POMOST_ERR_LIMIT, &csv->place,
			    "expected a field of at most %d bytes, found a longer one",
			    POMOST_LIMIT_CSV_FIELD);
	return take(csv);
}

/* A field in quotes, behind the first. */
static bool
read_quoted(struct csv *csv)
{
	struct pomost__place begin = csv->place;

	begin.line = csv->field_line;
	begin.column = csv->field_column;
	for (;;) {
		if (csv->next == csv->end)
			return fail(csv, POMOST_ERR_SYNTAX, &begin,
				    "expected a quote that ends the field, found the end of the "
				    "file");
		if (*csv->next != '"') {
			if (!put(csv))
				return false;
			continue;
		}
		if (!take(csv))
			return false;
		if (csv->next == csv->end || *csv->next != '"')
			break;
		if (!put(csv))
			return false;
	}
	if (at_line_end(csv) || *csv->next == ',')
		return true;
	return fail(csv, POMOST_ERR_SYNTAX, &csv->place,
		    "expected a comma or the end of the line after a quote, found something else");
}

/* One field, up to the comma or line end behind it. */
static bool
read_field(struct csv *csv)
{
	csv->field.length = 0;
	csv->field_line = csv->place.line;
	csv->field_column = csv->place.column;
	csv->quoted = csv->next < csv->end && *csv->next == '"';
	if (csv->quoted)
		return take(csv) && read_quoted(csv);
	while (!at_line_end(csv) && *csv->next != ',') {
		if (*csv->next == '"')
			return fail(csv, POMOST_ERR_SYNTAX, &csv->place,
				    "expected a field with a quote in it to be in quotes, found "
				    "one that is not");
		if (!put(csv))
			return false;
	}
	return true;
}

/* The comma between two fields; false at the end of the line. */
static bool
take_comma(struct csv *csv, bool *good)
{
	if (at_line_end(csv))
		return false;
	*good = take(csv);
	return *good;
}

static void
take_line_end(struct csv *csv)
{
	if (csv->next < csv->end && *csv->next == '\r')
		csv->next++;
	if (csv->next < csv->end)
		(void)take(csv);
}

/* Notes where a name stands. */
static bool
add_name(struct csv *csv, struct pomost__node *nodes, const char *name)
{
	struct pomost__node *node =
		pomost__node_append(csv->arena, nodes, POMOST__SCALAR, name, csv->field.length);

	if (!node)
		return false;
	node->text = name;
	node->length = (uint32_t)csv->field.length;
	node->line = node->key_line = csv->field_line;
	node->column = node->key_column = csv->field_column;
	return true;
}

static bool
read_names(struct csv *csv, struct columns *columns)
{
	bool good = true;
	uint32_t i;

	do {
		const char *name;
		struct pomost__echo echo;

		if (!read_field(csv))
			return false;
		if (columns->count == POMOST_LIMIT_COLUMNS)
			return fail(csv, POMOST_ERR_LIMIT, &csv->place,
				    "expected at most %d columns, found more",
				    POMOST_LIMIT_COLUMNS);
		if (csv->field.length == 0)
			return fail(csv, POMOST_ERR_SYNTAX, &csv->place,
				    "expected the name of a column, found nothing");
		name = pomost__arena_text(csv->arena, csv->field.bytes, csv->field.length);
		if (!name)
			return false;
		for (i = 0; i < columns->count; i++) {
			if (strcmp(columns->names[i], name) == 0)
				return fail(csv, POMOST_ERR_KEY_TWICE, &csv->place,
					    "expected each column once, found %s again",
					    pomost__echo(&echo, name, csv->field.length));
		}
		if (!add_name(csv, columns->nodes, name))
			return false;
		columns->names[columns->count] = name;
		columns->lengths[columns->count++] = (uint32_t)csv->field.length;
	} while (take_comma(csv, &good));
	take_line_end(csv);
	return good;
}

/* Adds what was read as the field of a column; nothing where it is empty. */
static bool
add_field(struct csv *csv, struct pomost__node *row, const struct columns *columns, uint32_t column)
{
	struct pomost__node *node;

	if (csv->field.length == 0 && !csv->quoted)
		return true;
	if (++csv->nodes > POMOST_LIMIT_NODES)
		return fail(csv, POMOST_ERR_LIMIT, &csv->place,
			    "expected at most %d fields, found more", POMOST_LIMIT_NODES);
	node = pomost__node_append(csv->arena, row, POMOST__SCALAR, columns->names[column],
				   columns->lengths[column]);
	if (!node)
		return false;
	node->text = pomost__arena_text(csv->arena, csv->field.length ? csv->field.bytes : "",
					csv->field.length);
	node->length = (uint32_t)csv->field.length;
	node->quoted = csv->quoted;
	node->line = node->key_line = csv->field_line;
	node->column = node->key_column = csv->field_column;
	return node->text != NULL;
}

static bool
read_row(struct csv *csv, struct pomost__node *list, const struct columns *columns)
{
	struct pomost__node *row = pomost__node_append(csv->arena, list, POMOST__MAPPING, NULL, 0);
	struct pomost__place place = csv->place;
	uint32_t column = 0;
	bool good = true;

	if (!row)
		return false;
	row->line = csv->place.line;
	row->column = 1;
	do {
		if (!read_field(csv))
			return false;
		if (column < columns->count && !add_field(csv, row, columns, column))
			return false;
		column++;
	} while (take_comma(csv, &good));
	take_line_end(csv);
	if (good && column != columns->count)
		return fail(csv, POMOST_ERR_SYNTAX, &place,
			    "expected %u fields as in the first line, found %u",
			    (unsigned)columns->count, (unsigned)column);
	return good;
}

static bool
read_rows(struct csv *csv, struct pomost__node *list, struct pomost__node *nodes)
{
	struct columns columns = {.nodes = nodes};

	if (csv->next == csv->end)
		return fail(csv, POMOST_ERR_SYNTAX, &csv->place,
			    "expected a line that names the columns, found nothing");
	if (!read_names(csv, &columns))
		return false;
	while (csv->next < csv->end) {
		if (!read_row(csv, list, &columns))
			return false;
	}
	return true;
}

struct pomost__node *
pomost__csv_read(struct pomost__arena *arena, const char *bytes, size_t length, const char *file,
		 const char *name, struct pomost__node **columns, struct pomost__errors *errors)
{
	struct csv csv = {.arena = arena,
			  .errors = errors,
			  .place = {.file = file, .path = "", .line = 1, .column = 1}};
	struct pomost__node *root;
	struct pomost__node *list;
	size_t skip;
	bool good;

	if (!pomost__scan_plain(bytes, length, file, errors, &skip))
		return NULL;
	csv.next = csv.line_begin = bytes + skip;
	csv.end = bytes + length;
	root = pomost__node_append(arena, NULL, POMOST__MAPPING, NULL, 0);
	list = root ? pomost__node_append(arena, root, POMOST__SEQUENCE, name, strlen(name)) : NULL;
	if (root)
		root->line = root->column = 1;
	if (list)
		list->line = list->column = list->key_line = list->key_column = 1;
	*columns = pomost__node_append(arena, NULL, POMOST__MAPPING, NULL, 0);
	if (*columns)
		(*columns)->line = (*columns)->column = 1;
	good = list && *columns && read_rows(&csv, list, *columns);
	if (csv.field.failed || (!good && errors->status == POMOST_OK)) {
		pomost__errors_nomem(errors);
		good = false;
	}
	pomost__buffer_free(&csv.field);
	return good ? root : NULL;
}

static bool
is_among(const struct pomost__list *names, const char *name)
{
	const struct pomost__text *items = names ? names->items : NULL;
	uint32_t i;

	for (i = 0; names && i < names->count; i++) {
		if (strcmp(items[i].bytes, name) == 0)
			return true;
	}
	return false;
}

static bool
require(struct pomost__reader *reader, const struct pomost__node *columns, const char *name)
{
	return pomost__node_get(columns, name) ||
	       pomost__reader_fail(reader, columns, POMOST_ERR_KEY_MISSING,
				   "expected the column \"%s\", found none", name);
}

bool
pomost__csv_check(struct pomost__reader *reader, const struct pomost__node *columns,
		  const struct pomost__block *block, const struct pomost__list *more)
{
	const struct pomost__text *names = more ? more->items : NULL;
	const struct pomost__node *column;
	bool good = true;
	uint32_t i;

	for (column = columns->first; column; column = column->next) {
		if (pomost__block_field(block, column->key, column->key_length) ||
		    is_among(more, column->key))
			continue;
		pomost__block_unknown(reader, column, block);
		good = false;
	}
	for (i = 0; i < block->count; i++) {
		if (block->fields[i].required)
			good &= require(reader, columns, block->fields[i].key);
	}
	for (i = 0; more && i < more->count; i++)
		good &= require(reader, columns, names[i].bytes);
	return good;
}
