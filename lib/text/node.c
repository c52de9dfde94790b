/* SPDX-License-Identifier: Apache-2.0 */
#include "text/node.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"

/* As long as a message may be. */
#define MESSAGE_SIZE 1024

struct pomost__node *
pomost__node_get(const struct pomost__node *node, const char *key)
{
	size_t length = strlen(key);
	struct pomost__node *child;

	if (!node || node->kind != POMOST__MAPPING)
		return NULL;
	for (child = node->first; child; child = child->next) {
		if (child->key_length == length && memcmp(child->key, key, length) == 0)
			return child;
	}
	return NULL;
}

const struct pomost__node *
pomost__node_after(const struct pomost__node *node, const struct pomost__node *top)
{
	if (node->first)
		return node->first;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? top : node->next;
}

struct pomost__node *
pomost__node_item(const struct pomost__node *node, uint32_t place)
{
	struct pomost__node *child;

	if (!node || node->kind != POMOST__SEQUENCE || place >= node->count)
		return NULL;
	for (child = node->first; child && child->place != place; child = child->next)
		;
	return child;
}

/* What an item of a list calls itself, or NULL. */
static const struct pomost__node *
name_of(const struct pomost__node *item)
{
	const struct pomost__node *name = pomost__node_get(item, "name");

	return name && name->kind == POMOST__SCALAR && name->length > 0 ? name : NULL;
}

static bool
is_same_text(const struct pomost__node *left, const struct pomost__node *right)
{
	return left->length == right->length && memcmp(left->text, right->text, left->length) == 0;
}

static bool
is_only_one(const struct pomost__node *item, const struct pomost__node *name)
{
	const struct pomost__node *other;

	for (other = item->parent->first; other; other = other->next) {
		const struct pomost__node *its = other == item ? NULL : name_of(other);

		if (its && is_same_text(its, name))
			return false;
	}
	return true;
}

/* A path is one line that an error can show, and its points and brackets are its own. */
static bool
fits_path(const struct pomost__node *name)
{
	uint32_t i;

	if (name->length > POMOST_LIMIT_ECHO)
		return false;
	for (i = 0; i < name->length; i++) {
		unsigned char byte = (unsigned char)name->text[i];

		if (byte == '.' || byte == '[' || byte < 0x20)
			return false;
	}
	return true;
}

/* One step of a path: `.key`, `.name` or `[place]`. */
struct step {
	const char *text;
	size_t length;
	bool dot;
	char place[16];
};

/* As much of a key as an error text echoes, up to where a character begins. */
static size_t
clip(const char *key, size_t length)
{
	if (length <= POMOST_LIMIT_ECHO)
		return length;
	length = POMOST_LIMIT_ECHO;
	while (length > 0 && ((unsigned char)key[length] & 0xC0) == 0x80)
		length--;
	return length;
}

static void
make_step(struct step *step, const struct pomost__node *node)
{
	const struct pomost__node *name;

	if (node->parent->kind == POMOST__MAPPING) {
		step->text = node->key;
		step->length = clip(node->key, node->key_length);
		step->dot = node->parent->parent != NULL;
		return;
	}
	name = name_of(node);
	if (name && fits_path(name) && is_only_one(node, name)) {
		step->text = name->text;
		step->length = name->length;
		step->dot = node->parent->parent != NULL;
		return;
	}
	step->length =
		(size_t)snprintf(step->place, sizeof step->place, "[%" PRIu32 "]", node->place);
	step->text = step->place;
	step->dot = false;
}

const char *
pomost__node_path(struct pomost__arena *arena, const struct pomost__node *node)
{
	const struct pomost__node *at;
	struct step step;
	size_t length = 0;
	char *path;

	for (at = node; at->parent; at = at->parent) {
		make_step(&step, at);
		length += step.length + (step.dot ? 1 : 0);
	}
	path = pomost__arena_raw(arena, length + 1, 1);
	if (!path)
		return NULL;
	path[length] = '\0';
	for (at = node; at->parent; at = at->parent) {
		make_step(&step, at);
		length -= step.length;
		memcpy(path + length, step.text, step.length);
		if (step.dot)
			path[--length] = '.';
	}
	return path;
}

/* Whether `text` is the beginning of a path, as a whole step of it. */
static bool
begins(const char *path, size_t length, const char *text, size_t text_length)
{
	if (text_length > length || memcmp(path, text, text_length) != 0)
		return false;
	return text_length == length || path[text_length] == '.' || path[text_length] == '[';
}

static struct pomost__node *
step_by_key(const struct pomost__node *node, const char *path, size_t length, size_t *used)
{
	struct pomost__node *child;
	struct pomost__node *found = NULL;

	for (child = node->first; child; child = child->next) {
		if (found && child->key_length <= found->key_length)
			continue;
		if (begins(path, length, child->key, child->key_length))
			found = child;
	}
	*used = found ? found->key_length : 0;
	return found;
}

static struct pomost__node *
step_by_name(const struct pomost__node *node, const char *path, size_t length, size_t *used)
{
	struct pomost__node *child;
	struct pomost__node *found = NULL;

	*used = 0;
	for (child = node->first; child; child = child->next) {
		const struct pomost__node *name = name_of(child);

		if (!name || (found && name->length <= *used))
			continue;
		if (begins(path, length, name->text, name->length)) {
			found = child;
			*used = name->length;
		}
	}
	/* A name that stands twice names nothing. */
	if (found && !is_only_one(found, name_of(found)))
		return NULL;
	return found;
}

/* `[17]`, without leading zeros: a path has one spelling. */
static struct pomost__node *
step_by_place(const struct pomost__node *node, const char *path, size_t length, size_t *used)
{
	uint32_t place = 0;
	size_t i;

	for (i = 1; i < length && path[i] >= '0' && path[i] <= '9'; i++) {
		if (place >= POMOST_LIMIT_NODES || (i == 2 && path[1] == '0'))
			return NULL;
		place = place * 10 + (uint32_t)(path[i] - '0');
	}
	if (i == 1 || i >= length || path[i] != ']')
		return NULL;
	*used = i + 1;
	return pomost__node_item(node, place);
}

static struct pomost__node *
step_into(const struct pomost__node *node, const char *path, size_t length, size_t *used)
{
	if (node->kind == POMOST__MAPPING)
		return step_by_key(node, path, length, used);
	if (node->kind == POMOST__SEQUENCE)
		return step_by_name(node, path, length, used);
	return NULL;
}

struct pomost__node *
pomost__node_find(const struct pomost__node *root, const char *path, size_t length)
{
	/* The tree is the caller's own; it is const here only as a promise not to change it. */
	struct pomost__node *node = (struct pomost__node *)(uintptr_t)root;
	bool first = true;

	while (node && length > 0) {
		size_t used = 0;

		if (node->kind == POMOST__SEQUENCE && *path == '[') {
			node = step_by_place(node, path, length, &used);
		} else if (first) {
			node = step_into(node, path, length, &used);
		} else if (*path == '.') {
			node = step_into(node, path + 1, length - 1, &used);
			used++;
		} else {
			return NULL;
		}
		first = false;
		if (!node)
			return NULL;
		path += used;
		length -= used;
	}
	return node;
}

struct pomost__node *
pomost__node_append(struct pomost__arena *arena, struct pomost__node *parent,
		    enum pomost__node_kind kind, const char *key, size_t key_length)
{
	struct pomost__node *node = pomost__arena_alloc(arena, 1, sizeof *node);

	if (!node)
		return NULL;
	if (key) {
		node->key = pomost__arena_text(arena, key, key_length);
		if (!node->key)
			return NULL;
		node->key_length = (uint32_t)key_length;
	}
	node->kind = kind;
	node->text = kind == POMOST__SCALAR ? "" : NULL;
	node->mark = -1;
	node->parent = parent;
	if (!parent)
		return node;
	node->place = parent->count++;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

static struct pomost__node *
copy_one(struct pomost__arena *arena, const struct pomost__node *node, struct pomost__node *parent)
{
	struct pomost__node *copy = pomost__arena_raw(arena, 1, sizeof *copy);

	if (!copy)
		return NULL;
	*copy = *node;
	copy->parent = parent;
	copy->first = copy->last = copy->next = NULL;
	if (parent && parent->last)
		parent->last->next = copy;
	else if (parent)
		parent->first = copy;
	if (parent)
		parent->last = copy;
	return copy;
}

struct pomost__node *
pomost__node_copy(struct pomost__arena *arena, const struct pomost__node *top)
{
	struct pomost__node *whole = copy_one(arena, top, NULL);
	const struct pomost__node *from = top;
	struct pomost__node *to = whole;

	while (to) {
		if (from->first) {
			from = from->first;
			to = copy_one(arena, from, to);
			continue;
		}
		while (from != top && !from->next) {
			from = from->parent;
			to = to->parent;
		}
		if (from == top)
			return whole;
		from = from->next;
		to = copy_one(arena, from, to->parent);
	}
	return NULL;
}

/* Children know their parent. */
static void
own_children(struct pomost__node *node)
{
	struct pomost__node *child;

	for (child = node->first; child; child = child->next)
		child->parent = node;
}

void
pomost__node_replace(struct pomost__node *node, struct pomost__node *value)
{
	struct pomost__node kept = *node;

	*node = *value;
	node->key = kept.key;
	node->key_length = kept.key_length;
	node->key_line = kept.key_line;
	node->key_column = kept.key_column;
	node->place = kept.place;
	node->parent = kept.parent;
	node->next = kept.next;
	own_children(node);
}

void
pomost__node_adopt(struct pomost__node *parent, struct pomost__node *value, const char *key,
		   uint32_t key_length)
{
	value->key = key;
	value->key_length = key_length;
	value->place = parent->count++;
	value->parent = parent;
	value->next = NULL;
	if (parent->last)
		parent->last->next = value;
	else
		parent->first = value;
	parent->last = value;
}

int32_t
pomost__node_fail(struct pomost__errors *errors, const char *file, const struct pomost__node *node,
		  int32_t code, const char *format, ...)
{
	char block[512];
	char message[MESSAGE_SIZE];
	struct pomost__place place = {
		.file = node->file ? node->file : file, .line = node->line, .column = node->column};
	struct pomost__arena arena;
	va_list arguments;

	pomost__arena_init(&arena, block, sizeof block);
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	/* Errors past the limit are only counted, and a path is not cheap in a long list. */
	if (errors->count < POMOST_LIMIT_ERRORS) {
		place.path = pomost__node_path(&arena, node);
		if (!place.path)
			code = pomost__errors_nomem(errors);
	}
	if (code != POMOST_ERR_NOMEM)
		code = pomost__errors_add(errors, code, &place, "%s", message);
	pomost__arena_free(&arena);
	return code;
}
