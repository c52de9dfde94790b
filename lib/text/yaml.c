/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON is read as the part of YAML that it is. What JSON allows and this reader refuses, each with
 * an error that says so: a pair of surrogate escapes (`\ud83d\ude00`); escapes or raw characters
 * that text/scan refuses (`\u0000`, `\b`, `\f`, `\r`, U+007F, U+2028); a tab in the indent; a line
 * break between a key and its `:`; a key of more than 1024 characters, quotes counted, or with a
 * line end or a tab in it; a key that stands twice. A number with quotes and one without differ
 * only in `quoted`. tests/data/bad/syntax-json-* pins these.
 */
#include "text/yaml.h"

#include <string.h>

#include <yaml.h>

#include "base/limits.h"
#include "text/character.h"
#include "text/scan.h"
#include "text/yaml_twice.h"
#include "text/yaml_words.h"

/* A limit as it stands in a message. */
#define DIGITS(limit) DIGITS_OF(limit)
#define DIGITS_OF(digits) #digits

struct reader {
	yaml_parser_t parser;
	struct pomost__arena *arena;
	struct pomost__errors *errors;
	const char *file;
	struct pomost__node *root;
	struct pomost__node *parent; /* the list or mapping that is open */
	struct pomost__node key;     /* holds the key that waits for its value, if there is one */
	yaml_mark_t scalar;          /* where the last scalar began */
	int32_t depth;
	int32_t nodes;
	bool ended;
};

/* Adds an error at a mark, with the path of `node`, which may be NULL. Returns false. */
static bool
refuse(struct reader *reader, int32_t code, const yaml_mark_t *mark,
       const struct pomost__node *node, const char *expected, const char *found)
{
	struct pomost__place place = {
		.file = reader->file,
		.path = node ? pomost__node_path(reader->arena, node) : "",
		.line = (int32_t)mark->line + 1,
		.column = (int32_t)mark->column + 1,
	};

	if (place.path)
		pomost__errors_add(reader->errors, code, &place, "expected %s, found %s", expected,
				   found);
	else
		pomost__errors_nomem(reader->errors);
	return false;
}

static bool
wants_key(const struct reader *reader)
{
	return reader->parent && reader->parent->kind == POMOST__MAPPING && !reader->key.key;
}

/* Appends a value that begins at a mark, and takes the key for it. NULL after an error. */
static struct pomost__node *
add_value(struct reader *reader, enum pomost__node_kind kind, const yaml_mark_t *mark)
{
	struct pomost__node *node;

	if (reader->nodes == POMOST_LIMIT_NODES) {
		refuse(reader, POMOST_ERR_LIMIT, mark, reader->parent,
		       "at most " DIGITS(POMOST_LIMIT_NODES) " values in a document", "more");
		return NULL;
	}
	node = pomost__node_append(reader->arena, reader->parent, kind, NULL, 0);
	if (!node) {
		pomost__errors_nomem(reader->errors);
		return NULL;
	}
	node->line = (int32_t)mark->line + 1;
	node->column = (int32_t)mark->column + 1;
	node->key = reader->key.key;
	node->key_length = reader->key.key_length;
	node->key_line = reader->key.key_line;
	node->key_column = reader->key.key_column;
	reader->key = (struct pomost__node){0};
	reader->nodes++;
	if (!reader->root)
		reader->root = node;
	return node;
}

/* Plain data have neither tags, which name types, nor anchors, which make one value of two. */
static bool
refuse_properties(struct reader *reader, const yaml_event_t *event, const yaml_char_t *anchor,
		  const yaml_char_t *tag, const struct pomost__node *node)
{
	if (anchor)
		return refuse(reader, POMOST_ERR_SYNTAX, &event->start_mark, node, "plain data",
			      "an anchor");
	if (tag)
		return refuse(reader, POMOST_ERR_SYNTAX, &event->start_mark, node, "plain data",
			      "a tag");
	return true;
}

/* An escape may bring in what the scan kept out. `characters` receives how many there are. */
static bool
check_text(struct reader *reader, const yaml_event_t *event, const struct pomost__node *node,
	   size_t *characters)
{
	char words[POMOST__CHARACTER_WORDS];

	return pomost__characters_check((const char *)event->data.scalar.value,
					event->data.scalar.length, characters, words) ||
	       refuse(reader, POMOST_ERR_SYNTAX, &event->start_mark, node, "text without controls",
		      words);
}

/* The empty plain scalar, which libyaml puts where the document says nothing. */
static bool
is_nothing(const yaml_event_t *event)
{
	return event->data.scalar.length == 0 &&
	       event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static bool
refuse_key(struct reader *reader, const yaml_event_t *event, const char *expected,
	   const char *found)
{
	return refuse(reader, POMOST_ERR_SYNTAX, &event->start_mark, reader->parent, expected,
		      found);
}

static bool
check_key(struct reader *reader, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;
	size_t characters;

	if (is_nothing(event))
		return refuse_key(reader, event, "a key", "none");
	if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && strcmp(text, "<<") == 0)
		return refuse_key(reader, event, "plain data", "the merge key \"<<\"");
	if (!check_text(reader, event, reader->parent, &characters))
		return false;
	if (characters > POMOST__YAML_KEY)
		return refuse_key(reader, event,
				  "a key of at most " DIGITS(POMOST__YAML_KEY) " characters",
				  "more");
	/* A path, which is made of keys, is one line of an error. */
	if (memchr(text, '\n', length) || memchr(text, '\t', length))
		return refuse_key(reader, event, "a key in one line", "a line end or a tab in it");
	if (reader->parent->count == POMOST_LIMIT_KEYS)
		return refuse(reader, POMOST_ERR_LIMIT, &event->start_mark, reader->parent,
			      "at most " DIGITS(POMOST_LIMIT_KEYS) " keys in a mapping", "more");
	return true;
}

static bool
take_key(struct reader *reader, const yaml_event_t *event)
{
	struct pomost__node *key = &reader->key;
	size_t length = event->data.scalar.length;

	if (!check_key(reader, event))
		return false;
	key->key =
		pomost__arena_text(reader->arena, (const char *)event->data.scalar.value, length);
	if (!key->key) {
		pomost__errors_nomem(reader->errors);
		return false;
	}
	key->key_length = (uint32_t)length;
	key->key_line = (int32_t)event->start_mark.line + 1;
	key->key_column = (int32_t)event->start_mark.column + 1;
	return true;
}

static bool
take_value(struct reader *reader, const yaml_event_t *event)
{
	struct pomost__node *node = add_value(reader, POMOST__SCALAR, &event->start_mark);
	size_t length = event->data.scalar.length;
	size_t characters;

	if (!node ||
	    !refuse_properties(reader, event, event->data.scalar.anchor, event->data.scalar.tag,
			       node) ||
	    !check_text(reader, event, node, &characters))
		return false;
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	if (length == 0) {
		/* libyaml puts nothing where the next token is, which may be lines below. */
		if (!node->quoted && node->key && node->line != node->key_line) {
			node->line = node->key_line;
			node->column = node->key_column;
		}
		return true;
	}
	node->text =
		pomost__arena_text(reader->arena, (const char *)event->data.scalar.value, length);
	node->length = (uint32_t)length;
	if (!node->text)
		pomost__errors_nomem(reader->errors);
	return node->text != NULL;
}

static bool
on_nothing(struct reader *reader, const yaml_event_t *event)
{
	(void)reader;
	(void)event;
	return true;
}

static bool
refuse_empty(struct reader *reader)
{
	static const yaml_mark_t begin = {0, 0, 0};

	return refuse(reader, POMOST_ERR_SYNTAX, &begin, NULL, "a document", "nothing");
}

static bool
on_stream_end(struct reader *reader, const yaml_event_t *event)
{
	(void)event;
	if (!reader->root)
		return refuse_empty(reader);
	reader->ended = true;
	return true;
}

static bool
on_document_start(struct reader *reader, const yaml_event_t *event)
{
	if (reader->root)
		return refuse(reader, POMOST_ERR_SYNTAX, &event->start_mark, NULL, "one document",
			      "a second one");
	return true;
}

static bool
on_alias(struct reader *reader, const yaml_event_t *event)
{
	const struct pomost__node *node = reader->parent;

	if (!wants_key(reader)) {
		node = add_value(reader, POMOST__SCALAR, &event->start_mark);
		if (!node)
			return false;
	}
	return refuse(reader, POMOST_ERR_SYNTAX, &event->start_mark, node, "plain data",
		      "an alias");
}

static bool
on_scalar(struct reader *reader, const yaml_event_t *event)
{
	if (!is_nothing(event))
		reader->scalar = event->start_mark;
	if (!wants_key(reader)) {
		if (!reader->root && is_nothing(event) && !event->data.scalar.anchor &&
		    !event->data.scalar.tag)
			return refuse_empty(reader);
		return take_value(reader, event);
	}
	return refuse_properties(reader, event, event->data.scalar.anchor, event->data.scalar.tag,
				 reader->parent) &&
	       take_key(reader, event);
}

/* libyaml is quadratic in nesting, so it is not asked for the next event once a limit is passed. */
static bool
open_value(struct reader *reader, const yaml_event_t *event, enum pomost__node_kind kind,
	   const yaml_char_t *anchor, const yaml_char_t *tag)
{
	struct pomost__node *node;

	if (wants_key(reader))
		return refuse_properties(reader, event, anchor, tag, reader->parent) &&
		       refuse_key(reader, event, "a key of plain text",
				  kind == POMOST__MAPPING ? "a mapping" : "a list");
	if (reader->depth == POMOST_LIMIT_DEPTH)
		return refuse(reader, POMOST_ERR_LIMIT, &event->start_mark, reader->parent,
			      "at most " DIGITS(POMOST_LIMIT_DEPTH) " levels of nesting", "more");
	node = add_value(reader, kind, &event->start_mark);
	if (!node || !refuse_properties(reader, event, anchor, tag, node))
		return false;
	reader->parent = node;
	reader->depth++;
	return true;
}

static bool
on_sequence_start(struct reader *reader, const yaml_event_t *event)
{
	return open_value(reader, event, POMOST__SEQUENCE, event->data.sequence_start.anchor,
			  event->data.sequence_start.tag);
}

static bool
on_mapping_start(struct reader *reader, const yaml_event_t *event)
{
	return open_value(reader, event, POMOST__MAPPING, event->data.mapping_start.anchor,
			  event->data.mapping_start.tag);
}

static bool
on_end(struct reader *reader, const yaml_event_t *event)
{
	(void)event;
	reader->parent = reader->parent->parent;
	reader->depth--;
	return true;
}

static bool (*const handlers[])(struct reader *, const yaml_event_t *) = {
	[YAML_NO_EVENT] = on_nothing,
	[YAML_STREAM_START_EVENT] = on_nothing,
	[YAML_STREAM_END_EVENT] = on_stream_end,
	[YAML_DOCUMENT_START_EVENT] = on_document_start,
	[YAML_DOCUMENT_END_EVENT] = on_nothing,
	[YAML_ALIAS_EVENT] = on_alias,
	[YAML_SCALAR_EVENT] = on_scalar,
	[YAML_SEQUENCE_START_EVENT] = on_sequence_start,
	[YAML_SEQUENCE_END_EVENT] = on_end,
	[YAML_MAPPING_START_EVENT] = on_mapping_start,
	[YAML_MAPPING_END_EVENT] = on_end,
};

/* After a failure libyaml's parser is in no state to be called again. */
static bool
read_events(struct reader *reader, const char *bytes, size_t length)
{
	while (!reader->ended) {
		yaml_event_t event;
		bool good;

		if (!yaml_parser_parse(&reader->parser, &event)) {
			struct pomost__yaml_failure failure = {
				.parser = &reader->parser,
				.bytes = bytes,
				.length = length,
				.file = reader->file,
				.scalar = reader->scalar,
			};

			pomost__yaml_words_add(&failure, reader->errors);
			return false;
		}
		good = handlers[event.type](reader, &event);
		yaml_event_delete(&event);
		if (!good)
			return false;
	}
	return true;
}

struct pomost__node *
pomost__yaml_read(struct pomost__arena *arena, const char *bytes, size_t length, const char *file,
		  struct pomost__errors *errors)
{
	struct reader reader = {.arena = arena, .errors = errors, .file = file};
	size_t skip;
	bool good;

	if (!pomost__scan(bytes, length, file, errors, &skip))
		return NULL;
	if (!yaml_parser_initialize(&reader.parser)) {
		pomost__errors_nomem(errors);
		return NULL;
	}
	bytes += skip;
	length -= skip;
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)bytes, length);
	good = read_events(&reader, bytes, length);
	yaml_parser_delete(&reader.parser);
	if (!good || !pomost__yaml_twice_check(reader.root, file, errors))
		return NULL;
	return reader.root;
}
