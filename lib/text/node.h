/* SPDX-License-Identifier: Apache-2.0 */
/* A document as a tree of nodes that know their place. */
#ifndef POMOST_TEXT_NODE_H
#define POMOST_TEXT_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

enum pomost__node_kind {
	POMOST__SCALAR = 1,
	POMOST__SEQUENCE,
	POMOST__MAPPING,
};

/*
 * A value. In a mapping it also holds its key. Scalars are raw text: nothing is taken for a number,
 * a date or a truth value here.
 */
struct pomost__node {
	enum pomost__node_kind kind;
	bool quoted;          /* a scalar in quotes, or a block scalar */
	int32_t line, column; /* of the value, from 1; columns count code points */
	int32_t key_line, key_column;
	const char *key; /* ends in NUL; NULL outside a mapping */
	uint32_t key_length;
	uint32_t length;  /* of `text` */
	const char *text; /* of a scalar; ends in NUL; NULL otherwise */
	uint32_t count;   /* of children */
	uint32_t place;   /* among the parent's children, from 0 */
	struct pomost__node *parent;
	struct pomost__node *first; /* child */
	struct pomost__node *last;
	struct pomost__node *next; /* sibling */
	int32_t mark;              /* for the floors above; -1 when read */
	const char *file;          /* where it is not that of the document; or NULL */
};

/* The child of a mapping by its key; NULL if there is none, or `node` is NULL or no mapping. */
struct pomost__node *pomost__node_get(const struct pomost__node *node, const char *key);

/*
 * The node after another in the order of the document, among those below `top`; `top` itself after
 * the last of them.
 */
const struct pomost__node *pomost__node_after(const struct pomost__node *node,
					      const struct pomost__node *top);

/* The item of a list by its place; NULL if there is none. */
struct pomost__node *pomost__node_item(const struct pomost__node *node, uint32_t place);

/*
 * The path of a node: keys joined by `.`; an item of a list by its `name`, where it has one that no
 * other item has, else by its place, `[1]`: so also where the name is over 80 bytes, or holds a
 * `.`, a `[` or a control. The root is "". In the arena; NULL when memory ran out.
 */
const char *pomost__node_path(struct pomost__arena *arena, const struct pomost__node *node);

/*
 * The node at a path, or NULL. Every item of a list answers to its place as well as to its name; a
 * name that stands twice in the list names nothing. A key that itself holds a dot is found too: the
 * longest key that fits is taken. `root` may be NULL.
 */
struct pomost__node *pomost__node_find(const struct pomost__node *root, const char *path,
				       size_t length);

/*
 * Appends a new child, without a place in a file; a scalar has the text "". `key` is NULL in a
 * list; it is copied. A NULL parent makes a root. NULL when memory ran out.
 */
struct pomost__node *pomost__node_append(struct pomost__arena *arena, struct pomost__node *parent,
					 enum pomost__node_kind kind, const char *key,
					 size_t key_length);

/* A copy of a node and all below it, without a parent. Texts are shared. NULL when memory ran out. */
struct pomost__node *pomost__node_copy(struct pomost__arena *arena, const struct pomost__node *top);

/*
 * Puts a value in the place of another, which keeps its key and its place; `value` must not be used
 * afterwards.
 */
void pomost__node_replace(struct pomost__node *node, struct pomost__node *value);

/* Adds a value as the last child, under a key, or in a list without one (`key` is then NULL). */
void pomost__node_adopt(struct pomost__node *parent, struct pomost__node *value, const char *key,
			uint32_t key_length);

/* Adds an error about a node (its value's place), with its path. */
__attribute__((format(printf, 5, 6))) POMOST__RARE int32_t
pomost__node_fail(struct pomost__errors *errors, const char *file, const struct pomost__node *node,
		  int32_t code, const char *format, ...);

#endif
