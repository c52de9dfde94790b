/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON Schema of each kind of document, from the tables by which the reader works. */
#include <pomost/document.h>

#include <inttypes.h>
#include <string.h>

#include "base/buffer.h"
#include "case/application.h"
#include "check/tests_file.h"
#include "report/progress.h"
#include "text/kinds.h"

/* What kinds refer to by name. Numbers may be quoted or not, so both forms are allowed. */
static const char definitions[] =
	"  \"$defs\": {\n"
	"    \"number\": {\"anyOf\": [{\"type\": \"number\"}, {\"type\": \"string\", \"pattern\": "
	"\"^-?(0|[1-9][0-9]*)([.][0-9]+)?%?$|^-?(0|[1-9][0-9]*)/[1-9][0-9]*$\"}]},\n"
	"    \"money\": {\"anyOf\": [{\"type\": \"number\", \"minimum\": 0}, {\"type\": "
	"\"string\", "
	"\"pattern\": \"^(0|[1-9][0-9]*)([.][0-9]+)?$\"}]},\n"
	"    \"moment\": {\"type\": \"string\", \"description\": \"agreement, employment, "
	"bridging-end, "
	"month, decision, or a name under dates of the case\"},\n"
	"    \"condition\": {\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"array\", "
	"\"minItems\": 1, "
	"\"items\": {\"type\": \"string\"}}]},\n"
	"    \"values\": {\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": "
	"\"#/$defs/value\"}},\n"
	"    \"band\": {\"type\": \"object\", \"minProperties\": 1, \"properties\": {\"from\": "
	"{\"$ref\": \"#/$defs/number\"}, \"over\": {\"$ref\": \"#/$defs/number\"}, \"to\": "
	"{\"$ref\": \"#/$defs/number\"}, \"under\": {\"$ref\": \"#/$defs/number\"}, \"source\": "
	"{\"type\": "
	"\"string\"}, \"at\": {\"$ref\": \"#/$defs/moment\"}, \"rounding\": {\"type\": "
	"\"string\"}}, "
	"\"additionalProperties\": false},\n"
	"    \"value\": {\"anyOf\": [{\"$ref\": \"#/$defs/number\"}, {\"enum\": [\"job-fraction\", "
	"\"unstated\"]}, ";

/* Tables nest to a depth that they themselves fix: no document makes them deeper. */
#define DEPTH 16

/* A mapping whose rows are being written. */
struct frame {
	const struct pomost__block *block;
	size_t row;
	bool inherited;    /* its own rows are done */
	const char *after; /* what closes it */
};

struct schema {
	struct pomost__buffer *buffer;
	struct frame frames[DEPTH];
	size_t depth;
};

static void
text(struct schema *schema, const char *bytes)
{
	pomost__buffer_text(schema->buffer, bytes);
}

static void
write_one_of(struct schema *schema, const char *const *keys)
{
	size_t i;

	text(schema, "\"oneOf\": [");
	for (i = 0; keys[i]; i++)
		pomost__buffer_print(schema->buffer, "%s{\"required\": [\"%s\"]}", i ? ", " : "",
				     keys[i]);
	text(schema, "], ");
}

static void
write_words(struct schema *schema, const struct pomost__words *words)
{
	bool first = true;
	int32_t i;

	text(schema, "{\"enum\": [");
	for (i = 0; i < words->count; i++) {
		if (!words->words[i])
			continue;
		pomost__buffer_print(schema->buffer, "%s\"%s\"", first ? "" : ", ",
				     words->words[i]);
		first = false;
	}
	text(schema, "]}");
}

static void
write_range(struct schema *schema, const struct pomost__range *range)
{
	pomost__buffer_print(schema->buffer,
			     "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": %" PRId64
			     ", \"maximum\": %" PRId64
			     "}, {\"type\": \"string\", \"pattern\": \"^-?(0|[1-9][0-9]*)$\"}]}",
			     range->least, range->most);
}

static const struct pomost__kind *
form(const struct pomost__field *field)
{
	return field->kind->form ? field->kind->form : field->kind;
}

/* A value that is no mapping by a block. A list or a mapping of any names wraps that of its items. */
static void
write_value(struct schema *schema, const struct pomost__field *field)
{
	const char *closing[DEPTH];
	size_t count = 0;

	for (;;) {
		const struct pomost__kind *kind = form(field);

		if (kind == &pomost__kind_sequence || kind == &pomost__kind_entries) {
			text(schema, kind == &pomost__kind_sequence
					     ? "{\"type\": \"array\", \"items\": "
					     : "{\"type\": \"object\", \"additionalProperties\": ");
			field = ((const struct pomost__entries *)field->detail)->value;
			closing[count++] = "}";
		} else if (kind == &pomost__kind_integer) {
			write_range(schema, field->detail);
			break;
		} else if (kind == &pomost__kind_word) {
			write_words(schema, field->detail);
			break;
		} else {
			text(schema, field->kind->schema ? field->kind->schema : "{}");
			break;
		}
	}
	while (count-- > 0)
		text(schema, closing[count]);
}

static void
open_block(struct schema *schema, const struct pomost__block *block, const char *after)
{
	bool first = true;
	size_t i;

	text(schema, "{\"type\": \"object\", \"additionalProperties\": ");
	if (block->others)
		write_value(schema, block->others->value);
	else
		text(schema, "false");
	text(schema, ", \"required\": [");
	for (i = 0; i < block->count; i++) {
		if (!block->fields[i].required)
			continue;
		pomost__buffer_print(schema->buffer, "%s\"%s\"", first ? "" : ", ",
				     block->fields[i].key);
		first = false;
	}
	text(schema, "], ");
	if (block->one_of)
		write_one_of(schema, block->one_of);
	text(schema, "\"properties\": {");
	schema->frames[schema->depth++] = (struct frame){block, 0, false, after};
}

/* Whether the rows of a block stand somewhere below a field: then that block is opened. */
static const struct pomost__block *
block_below(const struct pomost__field *field, const char **before, const char **after)
{
	const struct pomost__kind *kind = form(field);
	const struct pomost__field *value;

	*before = "";
	*after = "}";
	if (kind == &pomost__kind_mapping)
		return field->detail;
	if (kind == &pomost__kind_items) {
		*before = "{\"type\": \"array\", \"minItems\": 1, \"items\": ";
		*after = "}}";
		return ((const struct pomost__items *)field->detail)->block;
	}
	if (kind != &pomost__kind_entries)
		return NULL;
	value = ((const struct pomost__entries *)field->detail)->value;
	if (form(value) != &pomost__kind_mapping)
		return NULL;
	*before = "{\"type\": \"object\", \"additionalProperties\": ";
	*after = "}}";
	return value->detail;
}

/* The forms of a value that may have several: those that are no blocks, then the block, if any. */
static bool
open_either(struct schema *schema, const struct pomost__either *either)
{
	const struct pomost__field *forms[] = {either->scalar, either->sequence, either->mapping};
	const struct pomost__entries *entries;
	bool first = true;
	int i;

	text(schema, "{\"anyOf\": [");
	for (i = 0; i < 3; i++) {
		if (!forms[i])
			continue;
		text(schema, first ? "" : ", ");
		first = false;
		if (form(forms[i]) == &pomost__kind_mapping) {
			open_block(schema, forms[i]->detail, "}]}");
			return true;
		}
		if (form(forms[i]) == &pomost__kind_entries) {
			/* One choice within another: what is claimed for a part. */
			entries = forms[i]->detail;
			if (form(entries->value) == &pomost__kind_either) {
				const struct pomost__either *inner = entries->value->detail;

				text(schema, "{\"type\": \"object\", \"additionalProperties\": "
					     "{\"anyOf\": [");
				write_value(schema, inner->scalar);
				text(schema, ", ");
				write_value(schema, inner->sequence);
				text(schema, "]}}");
				continue;
			}
		}
		write_value(schema, forms[i]);
	}
	text(schema, "]}");
	return false;
}

static void
write_field(struct schema *schema, const struct pomost__field *field)
{
	const char *before;
	const char *after;
	const struct pomost__block *block = block_below(field, &before, &after);
	const struct pomost__field *value = field;

	text(schema, "{\"description\": ");
	pomost__buffer_json(schema->buffer, field->meaning, strlen(field->meaning));
	text(schema, ", \"allOf\": [");
	if (form(field) == &pomost__kind_entries && !block) {
		value = ((const struct pomost__entries *)field->detail)->value;
		if (form(value) == &pomost__kind_either) {
			text(schema, "{\"type\": \"object\", \"additionalProperties\": ");
			if (open_either(schema, value->detail)) {
				schema->frames[schema->depth - 1].after = "}]}}]}";
				return;
			}
			text(schema, "}]}");
			return;
		}
		value = field;
	}
	if (block) {
		text(schema, before);
		open_block(schema, block, *before ? "}}]}" : "}]}");
		return;
	}
	if (form(field) == &pomost__kind_either) {
		if (open_either(schema, field->detail))
			schema->frames[schema->depth - 1].after = "}]}]}";
		else
			text(schema, "]}");
		return;
	}
	write_value(schema, value);
	text(schema, "]}");
}

static bool
is_own(const struct pomost__block *block, const char *key)
{
	size_t i;

	for (i = 0; i < block->count; i++) {
		if (strcmp(block->fields[i].key, key) == 0)
			return true;
	}
	return false;
}

static void
write_rows(struct schema *schema)
{
	while (schema->depth > 0) {
		struct frame *frame = &schema->frames[schema->depth - 1];
		const struct pomost__block *block = frame->block;
		const struct pomost__field *fields = block->fields;
		size_t count = block->count;
		const struct pomost__field *field;

		if (frame->inherited) {
			fields = block->inherited->fields;
			count = block->inherited->count;
		}
		if (frame->row == count) {
			if (!frame->inherited && block->inherited) {
				frame->inherited = true;
				frame->row = 0;
				continue;
			}
			text(schema, "}");
			text(schema, frame->after);
			schema->depth--;
			continue;
		}
		field = &fields[frame->row++];
		/* A key of the block's own hides that which holds for everything below. */
		if (frame->inherited && is_own(block, field->key))
			continue;
		if (frame->row > 1 || frame->inherited)
			text(schema, ", ");
		pomost__buffer_print(schema->buffer, "\n    \"%s\": ", field->key);
		write_field(schema, field);
	}
}

/* By kind of document; kinds begin at 1. */
static const struct pomost__block *const blocks[] = {
	[POMOST_DOCUMENT_PROGRAMME] = &pomost__programme_block,
	[POMOST_DOCUMENT_CASE] = &pomost__application_block,
	[POMOST_DOCUMENT_SERIES] = &pomost__series_block,
	[POMOST_DOCUMENT_TESTS] = &pomost__tests_block,
	[POMOST_DOCUMENT_PROGRESS] = &pomost__progress_block,
};

int32_t
pomost_document_schema(int32_t kind, char **result, size_t *length, pomost_error **error)
{
	const struct pomost__block *const *known = blocks;
	const struct pomost__block *block =
		kind >= POMOST_DOCUMENT_PROGRAMME && kind <= POMOST_DOCUMENT_PROGRESS ? known[kind]
										      : NULL;
	struct pomost__errors errors = {0};
	struct pomost__buffer buffer = {0};
	struct schema schema = {.buffer = &buffer};

	if (result)
		*result = NULL;
	if (!block || !result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a kind of document and a result");
	pomost__buffer_print(&buffer,
			     "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
			     "  \"title\": \"pomost %s\",\n  \"allOf\": [",
			     block->name);
	open_block(&schema, block, "}],\n");
	write_rows(&schema);
	pomost__buffer_add(&buffer, definitions, sizeof definitions - 1);
	open_block(&schema, &pomost__value_block, "}]}\n  }\n");
	write_rows(&schema);
	pomost__buffer_text(&buffer, "}\n");
	*result = pomost__buffer_take(&buffer, length);
	if (*result)
		return pomost__succeed(error);
	pomost__errors_nomem(&errors);
	return pomost__errors_end(&errors, error);
}
