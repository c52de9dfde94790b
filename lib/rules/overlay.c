/* SPDX-License-Identifier: Apache-2.0 */
/* What if: a programme with other values laid over its own. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "rules/programme.h"
#include "text/yaml.h"

/* Every node of an overlay knows its file. */
static void
name_file(struct pomost__node *top, const char *file)
{
	struct pomost__node *node = top;

	do {
		node->file = file;
		node = (struct pomost__node *)pomost__node_after(node, top);
	} while (node != top);
}

/*
 * Lays a mapping over another, key by key; mappings in both are laid over each other in turn, no deeper than
 * documents nest.
 */
static void
lay_over(struct pomost__node *under, struct pomost__node *over)
{
	struct pomost__node *child = over->first;

	while (child) {
		struct pomost__node *next = child->next;
		struct pomost__node *found = pomost__node_get(under, child->key);

		if (found && found->kind == POMOST__MAPPING && child->kind == POMOST__MAPPING)
			lay_over(found, child);
		else if (found)
			pomost__node_replace(found, child);
		else
			pomost__node_adopt(under, child, child->key, child->key_length);
		child = next;
	}
}

/* What is laid over a document must leave it within the limits of documents. */
static void
check_limits(const pomost_programme *programme, struct pomost__errors *errors)
{
	const struct pomost__node *node = programme->root;
	uint32_t count = 0;

	for (; node; node = pomost__programme_next(node)) {
		const struct pomost__node *above = node;
		int depth = 0;

		for (; above; above = above->parent)
			depth++;
		if (depth > POMOST_LIMIT_DEPTH || ++count > POMOST_LIMIT_NODES) {
			pomost__node_fail(errors, programme->file, node, POMOST_ERR_LIMIT,
					  "expected at most %d levels and %d values, found more",
					  POMOST_LIMIT_DEPTH, POMOST_LIMIT_NODES);
			return;
		}
	}
}

/* A programme that shares the texts of another, which it keeps alive. */
static pomost_programme *
begin(const pomost_programme *base, struct pomost__errors *errors)
{
	pomost_programme *programme = pomost__programme_new(base->file, base->series, errors);

	if (!programme)
		return NULL;
	programme->base = pomost_programme_ref((pomost_programme *)base);
	programme->root = pomost__node_copy(&programme->arena, base->root);
	if (programme->root) {
		struct pomost__node *node;

		for (node = programme->root; node; node = pomost__programme_next(node))
			node->mark = -1;
		return programme;
	}
	pomost__errors_nomem(errors);
	pomost_programme_unref(programme);
	return NULL;
}

static struct pomost__node *
read_overlay(pomost_programme *programme, const char *text, size_t length, const char *file,
	     struct pomost__errors *errors)
{
	const char *name = pomost__arena_text(&programme->arena, file ? file : "overlay",
					      strlen(file ? file : "overlay"));
	struct pomost__node *root;

	if (!name) {
		pomost__errors_nomem(errors);
		return NULL;
	}
	root = pomost__yaml_read(&programme->arena, text, length, name, errors);
	if (root)
		name_file(root, name);
	return root;
}

static int32_t
finish(pomost_programme *programme, struct pomost__errors *errors, pomost_programme **result,
       pomost_error **error)
{
	if (errors->status == POMOST_OK)
		check_limits(programme, errors);
	if (errors->status == POMOST_OK)
		pomost__programme_read(programme, errors);
	if (errors->status == POMOST_OK)
		*result = programme;
	else
		pomost_programme_unref(programme);
	return pomost__errors_end(errors, error);
}

int32_t
pomost_programme_overlay(const pomost_programme *base, const char *text, size_t length,
			 const char *file, pomost_programme **result, pomost_error **error)
{
	struct pomost__errors errors = {0};
	pomost_programme *programme;
	struct pomost__node *over;

	if (result)
		*result = NULL;
	if (!base || !text || !result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a programme, a text and a result, found NULL");
	programme = begin(base, &errors);
	if (!programme)
		return pomost__errors_end(&errors, error);
	over = read_overlay(programme, text, length, file, &errors);
	if (over && over->kind != POMOST__MAPPING)
		pomost__node_fail(&errors, over->file, over, POMOST_ERR_TYPE,
				  "expected a mapping of keys of a programme, found another value");
	else if (over)
		lay_over(programme->root, over);
	return finish(programme, &errors, result, error);
}

/* Where the last key of a path begins; the path itself where it has but one. */
static const char *
last_key(const char *path)
{
	const char *dot = strrchr(path, '.');
	const char *bracket = strrchr(path, ']');

	return dot && (!bracket || dot > bracket) ? dot + 1 : path;
}

/* The mapping in which a new key is to stand; NULL if there is none. */
static struct pomost__node *
find_parent(pomost_programme *programme, const char *path, const char *key)
{
	struct pomost__node *parent = programme->root;

	if (key > path)
		parent = pomost__node_find(programme->root, path, (size_t)(key - path) - 1);
	return parent && parent->kind == POMOST__MAPPING && *key && !strpbrk(key, "[]") ? parent
											: NULL;
}

static void
put(pomost_programme *programme, const char *path, struct pomost__node *value,
    struct pomost__errors *errors)
{
	struct pomost__node *found =
		*path ? pomost__node_find(programme->root, path, strlen(path)) : NULL;
	const char *key = last_key(path);
	struct pomost__node *parent = find_parent(programme, path, key);
	struct pomost__place place = {.path = path};
	struct pomost__echo echo;
	char *kept;

	if (found && found->parent) {
		pomost__node_replace(found, value);
	} else if (parent) {
		kept = pomost__arena_text(&programme->arena, key, strlen(key));
		if (kept)
			pomost__node_adopt(parent, value, kept, (uint32_t)strlen(key));
		else
			pomost__errors_nomem(errors);
	} else {
		pomost__errors_add(errors, POMOST_ERR_REFERENCE, &place,
				   "expected the path of a value of the programme, found %s, which "
				   "leads to none",
				   pomost__echo(&echo, path, strlen(path)));
	}
}

int32_t
pomost_programme_set(const pomost_programme *base, const char *path, const char *value,
		     pomost_programme **result, pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct pomost__node *node;
	pomost_programme *programme;

	if (result)
		*result = NULL;
	if (!base || !path || !value || !result)
		return pomost__fail(
			error, POMOST_ERR_ARGUMENT,
			"expected a programme, a path, a value and a result, found NULL");
	programme = begin(base, &errors);
	if (!programme)
		return pomost__errors_end(&errors, error);
	node = read_overlay(programme, value, strlen(value), path, &errors);
	if (node)
		put(programme, path, node, &errors);
	return finish(programme, &errors, result, error);
}

int32_t
pomost__programme_set_node(const pomost_programme *base, const char *path,
			   const struct pomost__node *value, const char *file,
			   pomost_programme **result, pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct pomost__node *copy;
	pomost_programme *programme;

	*result = NULL;
	programme = begin(base, &errors);
	if (!programme)
		return pomost__errors_end(&errors, error);
	copy = pomost__node_copy(&programme->arena, value);
	if (!copy) {
		pomost__errors_nomem(&errors);
	} else {
		name_file(copy, file);
		put(programme, path, copy, &errors);
	}
	return finish(programme, &errors, result, error);
}
