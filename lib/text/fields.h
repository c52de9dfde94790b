/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which keys a mapping may have, as tables. The reader, the builder by path, the JSON Schema and the
 * documentation all come from these tables: a new key is a row.
 */
#ifndef POMOST_TEXT_FIELDS_H
#define POMOST_TEXT_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/node.h"

struct pomost__field;
struct pomost__entries;

/* What is at hand while a document is read. */
struct pomost__reader {
	struct pomost__arena *arena;
	struct pomost__errors *errors;
	const char *file;
	int32_t digits;    /* of the currency, for money; -1 while it is not known */
	const void *scope; /* what the mappings above say for all below them; NULL at the root */
	void *owner;       /* what is being read, for kinds of the floors above */
};

/*
 * A kind of value. `read` fills the slot of a field from a node; it adds its errors to the reader and
 * then returns false. Every slot begins with a pointer to its node, which is NULL where the key is
 * absent.
 */
struct pomost__kind {
	const char *name; /* as the documents call it */
	bool (*read)(struct pomost__reader *reader, const struct pomost__node *node,
		     const struct pomost__field *field, void *slot);
	const char *schema; /* JSON Schema of a value, where it does not follow from the detail */
	const struct pomost__kind *form; /* the shared kind that this one narrows, or NULL */
};

/* A row: one key of a mapping. */
struct pomost__field {
	const char *key;
	const struct pomost__kind *kind;
	const void *detail; /* what the kind needs to know more: a block, words, a range */
	size_t offset;      /* of the slot in the struct */
	bool required;
	const char *meaning;
};

/* Keys that may stand in a mapping and hold for everything below it. */
struct pomost__inherited {
	const struct pomost__field *fields;
	size_t count;
	size_t size; /* of the struct that they fill */
};

/*
 * A mapping: its struct begins with a node pointer. With `inherited`, that struct follows at
 * `scope_offset`. `check` looks at what one key alone cannot tell.
 */
struct pomost__block {
	const char *name;
	const struct pomost__field *fields;
	size_t count;
	size_t size;
	const char *const *one_of; /* keys of which exactly one stands; ends in NULL; or NULL */
	/* All other keys, where they are names: a list of entries at `others_offset`; or NULL */
	const struct pomost__entries *others;
	size_t others_offset;
	const struct pomost__inherited *inherited;
	size_t scope_offset;
	bool (*check)(struct pomost__reader *reader, const struct pomost__node *node, void *item);
};

/* A mapping of any names, each with a value of one kind. Items begin with a struct pomost__text. */
struct pomost__entries {
	const struct pomost__field *value; /* one row; its key says what the names are */
	size_t size;                       /* of an item */
};

/* Reads a mapping by its table into `item`, which is zeroed. False if there was an error. */
bool pomost__block_read(struct pomost__reader *reader, const struct pomost__node *node,
			const struct pomost__block *block, void *item);

/* The row of a key; NULL if the block has none. Looks into the inherited keys as well. */
const struct pomost__field *pomost__block_field(const struct pomost__block *block, const char *key,
						size_t length);

/* Adds the error for a key that a block does not know. Returns the status. */
int32_t pomost__block_unknown(struct pomost__reader *reader, const struct pomost__node *node,
			      const struct pomost__block *block);

/* Adds an error about a node of what is read. Always false, so that a kind may return it. */
#define pomost__reader_fail(reader, node, ...)                                                     \
	(pomost__node_fail((reader)->errors, (reader)->file, (node), __VA_ARGS__), false)

/* Notes that memory ran out. Always false. */
static inline bool
pomost__reader_nomem(struct pomost__reader *reader)
{
	pomost__errors_nomem(reader->errors);
	return false;
}

/* What a node is, for error texts: `"text"`, `nothing`, `a list`, `a mapping`. */
const char *pomost__node_found(struct pomost__echo *echo, const struct pomost__node *node);

#endif
