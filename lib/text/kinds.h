/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds of values that documents of every sort share, and the slots they fill. */
#ifndef POMOST_TEXT_KINDS_H
#define POMOST_TEXT_KINDS_H

#include "number/ratio.h"
#include "text/fields.h"

struct pomost__text {
	const struct pomost__node *node;
	const char *bytes; /* ends in NUL */
	uint32_t length;
};

struct pomost__day {
	const struct pomost__node *node;
	int32_t day;
};

struct pomost__integer {
	const struct pomost__node *node;
	int64_t value;
};

/* One of a list of words, by its place in it. */
struct pomost__word {
	const struct pomost__node *node;
	int32_t value;
};

struct pomost__number {
	const struct pomost__node *node;
	struct pomost__ratio ratio;
};

/* Whole minor units of the currency; not below zero. */
struct pomost__money {
	const struct pomost__node *node;
	int64_t amount;
};

/* Items of a block, of a mapping of any names, or texts. */
struct pomost__list {
	const struct pomost__node *node;
	void *items;
	uint32_t count;
};

/* A mapping that may be absent: its struct, or NULL. */
struct pomost__optional {
	const struct pomost__node *node;
	void *item;
};

/* Details. */
struct pomost__range {
	int64_t least;
	int64_t most;
};

struct pomost__words {
	const char *const *words; /* NULL where a number has no word */
	int32_t count;
};

/*
 * A value that is read by its form: as a scalar, a list or a mapping; NULL where that form is not
 * allowed. Offsets of the rows count from the slot of the whole.
 */
struct pomost__either {
	const struct pomost__field *scalar;
	const struct pomost__field *sequence;
	const struct pomost__field *mapping;
};

/* A block in a list, and how many of it there may be. */
struct pomost__items {
	const struct pomost__block *block;
	uint32_t most;
};

extern const struct pomost__kind pomost__kind_text;  /* not empty, one line */
extern const struct pomost__kind pomost__kind_name;  /* 1 to 64 bytes without blanks */
extern const struct pomost__kind pomost__kind_label; /* 1 to 64 bytes, blanks inside allowed */
extern const struct pomost__kind pomost__kind_date;
extern const struct pomost__kind pomost__kind_integer; /* detail: a range */
extern const struct pomost__kind pomost__kind_word;    /* detail: words */
extern const struct pomost__kind pomost__kind_truth;   /* true or false; slot: word, 1 or 0 */
extern const struct pomost__kind
	pomost__kind_number; /* decimal, ratio or percentage; detail: NULL */
extern const struct pomost__kind pomost__kind_money;    /* detail: NULL */
extern const struct pomost__kind pomost__kind_currency; /* by ISO 4217; slot: text */
extern const struct pomost__kind pomost__kind_mapping;  /* detail: a block; slot: optional */
extern const struct pomost__kind pomost__kind_items;    /* detail: items; slot: list */
extern const struct pomost__kind pomost__kind_entries;  /* detail: entries; slot: list */
extern const struct pomost__kind
	pomost__kind_sequence; /* a list; detail: entries without names; slot: list */
extern const struct pomost__kind pomost__kind_either; /* detail: either */

/* The detail of a list of names; items: struct pomost__text. */
extern const struct pomost__entries pomost__names_entries;

/* Whether the text of a node is a name; adds an error otherwise. */
bool pomost__read_name(struct pomost__reader *reader, const struct pomost__node *node,
		       struct pomost__text *text);

/* A number literal in a node; adds an error otherwise. */
bool pomost__read_number(struct pomost__reader *reader, const struct pomost__node *node,
			 struct pomost__ratio *ratio);

/* Money not below zero and with no more digits than the currency has; adds an error otherwise. */
bool pomost__read_money(struct pomost__reader *reader, const struct pomost__node *node,
			int64_t *amount);

/* A scalar; adds an error that says what was expected otherwise. */
bool pomost__read_scalar(struct pomost__reader *reader, const struct pomost__node *node,
			 const char *expected);

/* Whether a slot's text equals a word. */
bool pomost__text_is(const struct pomost__node *node, const char *word);

#endif
