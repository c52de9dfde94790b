/* SPDX-License-Identifier: Apache-2.0 */
#include "text/fields.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "text/kinds.h"
#include "text/suggest.h"

/* The most keys of one block that an error lists. */
#define LISTED_KEYS 40
#define LIST_SIZE 512

const char *
pomost__node_found(struct pomost__echo *echo, const struct pomost__node *node)
{
	if (node->kind == POMOST__SEQUENCE)
		return "a list";
	if (node->kind == POMOST__MAPPING)
		return "a mapping";
	if (node->length == 0 && !node->quoted)
		return "nothing";
	return pomost__echo(echo, node->text, node->length);
}

static const struct pomost__field *
find(const struct pomost__field *fields, size_t count, const char *key, size_t length)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (strncmp(fields[i].key, key, length) == 0 && fields[i].key[length] == '\0')
			return &fields[i];
	}
	return NULL;
}

const struct pomost__field *
pomost__block_field(const struct pomost__block *block, const char *key, size_t length)
{
	const struct pomost__field *field = find(block->fields, block->count, key, length);

	if (!field && block->inherited)
		field = find(block->inherited->fields, block->inherited->count, key, length);
	return field;
}

static size_t
known_keys(const struct pomost__block *block, const char *keys[LISTED_KEYS])
{
	const struct pomost__inherited *inherited = block->inherited;
	size_t count = 0;
	size_t i;

	for (i = 0; i < block->count && count < LISTED_KEYS; i++)
		keys[count++] = block->fields[i].key;
	for (i = 0; inherited && i < inherited->count && count < LISTED_KEYS; i++)
		keys[count++] = inherited->fields[i].key;
	return count;
}

static void
list_keys(const char *const *keys, size_t count, char text[LIST_SIZE])
{
	size_t at = 0;
	size_t i;

	text[0] = '\0';
	for (i = 0; i < count && at < LIST_SIZE; i++)
		at += (size_t)snprintf(text + at, LIST_SIZE - at, "%s%s", i ? ", " : "", keys[i]);
}

int32_t
pomost__block_unknown(struct pomost__reader *reader, const struct pomost__node *node,
		      const struct pomost__block *block)
{
	const char *keys[LISTED_KEYS];
	size_t count = known_keys(block, keys);
	const char *near = pomost__suggest(node->key, node->key_length, keys, count);
	const char *path = pomost__node_path(reader->arena, node);
	struct pomost__place place = {
		.file = node->file ? node->file : reader->file,
		.path = path,
		.line = node->key_line,
		.column = node->key_column,
	};
	struct pomost__echo echo;
	char list[LIST_SIZE];

	if (!path)
		return pomost__errors_nomem(reader->errors);
	pomost__echo(&echo, node->key, node->key_length);
	if (near)
		return pomost__errors_add(reader->errors, POMOST_ERR_KEY_UNKNOWN, &place,
					  "unknown key %s; did you mean \"%s\"?", echo.text, near);
	list_keys(keys, count, list);
	return pomost__errors_add(reader->errors, POMOST_ERR_KEY_UNKNOWN, &place,
				  "unknown key %s; expected one of %s", echo.text, list);
}

static bool
read_field(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__field *field, void *item)
{
	return field->kind->read(reader, node, field, (char *)item + field->offset);
}

static bool
require(struct pomost__reader *reader, const struct pomost__node *node,
	const struct pomost__block *block)
{
	bool complete = true;
	size_t i;

	for (i = 0; i < block->count; i++) {
		const struct pomost__field *field = &block->fields[i];

		if (!field->required || pomost__node_get(node, field->key))
			continue;
		complete = pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
					       "expected the key \"%s\" (%s), found none",
					       field->key, field->kind->name);
	}
	return complete;
}

/* Exactly one of some keys stands. */
static bool
require_one(struct pomost__reader *reader, const struct pomost__node *node,
	    const char *const *one_of)
{
	char list[LIST_SIZE];
	size_t count = 0;
	size_t found = 0;

	for (; one_of[count]; count++)
		found += pomost__node_get(node, one_of[count]) != NULL;
	if (found == 1)
		return true;
	list_keys(one_of, count, list);
	return pomost__reader_fail(reader, node, found ? POMOST_ERR_VALUE : POMOST_ERR_KEY_MISSING,
				   "expected one of %s, found %s", list,
				   found == 0   ? "none"
				   : found == 2 ? "both"
						: "several");
}

/* Reads the keys that hold for everything below, before all others. */
static bool
read_inherited(struct pomost__reader *reader, const struct pomost__node *node,
	       const struct pomost__block *block, void *item)
{
	const struct pomost__inherited *inherited = block->inherited;
	void *scope = (char *)item + block->scope_offset;
	bool good = true;
	size_t i;

	if (reader->scope)
		memcpy(scope, reader->scope, inherited->size);
	for (i = 0; i < inherited->count; i++) {
		const struct pomost__field *field = &inherited->fields[i];
		const struct pomost__node *child = pomost__node_get(node, field->key);

		if (child && !read_field(reader, child, field, scope))
			good = false;
	}
	reader->scope = scope;
	return good;
}

/* A key of a block whose other keys are names. */
static bool
read_other(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__block *block, void *block_item)
{
	const struct pomost__entries *entries = block->others;
	struct pomost__list *list = (void *)((char *)block_item + block->others_offset);
	char *item;

	if (!list->items) {
		list->node = node->parent;
		list->items =
			pomost__arena_alloc(reader->arena, node->parent->count, entries->size);
		if (!list->items)
			return pomost__reader_nomem(reader);
	}
	item = (char *)list->items + list->count++ * entries->size;
	*(struct pomost__text *)(void *)item =
		(struct pomost__text){node, node->key, node->key_length};
	return entries->value->kind->read(reader, node, entries->value,
					  item + entries->value->offset);
}

bool
pomost__block_read(struct pomost__reader *reader, const struct pomost__node *node,
		   const struct pomost__block *block, void *item)
{
	const struct pomost__inherited *inherited = block->inherited;
	const struct pomost__node *child;
	const void *scope = reader->scope;
	struct pomost__echo echo;
	bool good = true;

	if (node->kind != POMOST__MAPPING)
		return pomost__reader_fail(reader, node, POMOST_ERR_TYPE,
					   "expected a mapping (%s), found %s", block->name,
					   pomost__node_found(&echo, node));
	*(const struct pomost__node **)item = node;
	if (inherited && !read_inherited(reader, node, block, item))
		good = false;
	for (child = node->first; child; child = child->next) {
		const struct pomost__field *field =
			find(block->fields, block->count, child->key, child->key_length);

		if (field) {
			good = read_field(reader, child, field, item) && good;
		} else if (inherited && find(inherited->fields, inherited->count, child->key,
					     child->key_length)) {
			continue;
		} else if (block->others) {
			good = read_other(reader, child, block, item) && good;
		} else {
			pomost__block_unknown(reader, child, block);
			good = false;
		}
	}
	good = require(reader, node, block) && good;
	if (block->one_of)
		good = require_one(reader, node, block->one_of) && good;
	if (good && block->check)
		good = block->check(reader, node, item);
	reader->scope = scope;
	return good;
}
