/* SPDX-License-Identifier: Apache-2.0 */
#include "text/yaml_twice.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* The node after `node`, a parent before its children: the order of the document. */
static struct pomost__node *
next_of(struct pomost__node *node)
{
	if (node->first)
		return node->first;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

static int
compare(const void *left, const void *right)
{
	const struct pomost__node *a = *(struct pomost__node *const *)left;
	const struct pomost__node *b = *(struct pomost__node *const *)right;
	int order;

	if (a->key_length != b->key_length)
		return a->key_length < b->key_length ? -1 : 1;
	order = memcmp(a->key, b->key, a->key_length);
	if (order != 0)
		return order;
	return a->place < b->place ? -1 : a->place > b->place;
}

static bool
is_same_key(const struct pomost__node *left, const struct pomost__node *right)
{
	return left->key_length == right->key_length &&
	       memcmp(left->key, right->key, left->key_length) == 0;
}

/*
 * Marks each key that stood before with the line where it stood first. Sorting keeps a mapping of
 * a thousand keys from a million comparisons, and a document from a hundred of those.
 */
static bool
mark_twice(const struct pomost__node *mapping)
{
	struct pomost__node *sorted[POMOST_LIMIT_KEYS];
	struct pomost__node *child;
	const struct pomost__node *first;
	size_t count = 0;
	size_t i;
	bool good = true;

	for (child = mapping->first; child; child = child->next)
		sorted[count++] = child;
	qsort(sorted, count, sizeof *sorted, compare);
	first = count > 0 ? sorted[0] : NULL;
	for (i = 1; i < count; i++) {
		if (is_same_key(first, sorted[i])) {
			sorted[i]->mark = first->key_line;
			good = false;
		} else {
			first = sorted[i];
		}
	}
	return good;
}

static void
tell(struct pomost__node *node, const char *file, struct pomost__errors *errors)
{
	struct pomost__echo echo;

	/* The fault is the key, not its value. */
	node->line = node->key_line;
	node->column = node->key_column;
	pomost__node_fail(errors, file, node, POMOST_ERR_KEY_TWICE,
			  "key %s stands twice, first in line %d",
			  pomost__echo(&echo, node->key, node->key_length), (int)node->mark);
}

bool
pomost__yaml_twice_check(struct pomost__node *root, const char *file, struct pomost__errors *errors)
{
	struct pomost__node *node;
	bool good = true;

	for (node = root; node; node = next_of(node)) {
		if (node->kind == POMOST__MAPPING && !mark_twice(node))
			good = false;
	}
	for (node = good ? NULL : root; node; node = next_of(node)) {
		if (node->mark > 0)
			tell(node, file, errors);
	}
	return good;
}
