/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions: which decisions and traits must hold, or must not. */
#ifndef POMOST_RULES_CONDITION_H
#define POMOST_RULES_CONDITION_H

#include "text/kinds.h"

struct pomost__condition_item {
	const char *name;
	uint32_t index; /* among the names of the programme, once linked */
	bool negated;
};

/* All items must hold; none at all always holds. */
struct pomost__condition {
	const struct pomost__node *node;
	struct pomost__condition_item *items;
	uint32_t count;
	struct pomost__condition *before; /* in the registry */
};

extern const struct pomost__kind pomost__kind_condition;

/* The names that the conditions of a programme use, in order, each once. */
struct pomost__names {
	const char **names;
	uint32_t count;
};

/*
 * Gathers the names of conditions, a list of the registry, and gives each item its index. False when memory
 * ran out.
 */
bool pomost__names_link(struct pomost__names *names, struct pomost__arena *arena,
			struct pomost__condition *conditions);

/* Sorts names and keeps each once. */
void pomost__names_sort(struct pomost__names *names);

/* The index of a name; false if no condition uses it. */
bool pomost__names_find(const struct pomost__names *names, const char *name, uint32_t *index);

/* How many words hold one bit for each name. */
static inline size_t
pomost__names_words(const struct pomost__names *names)
{
	return ((size_t)names->count + 63) / 64;
}

/* Whether a condition holds, by the bits of what does. */
static inline bool
pomost__condition_holds(const struct pomost__condition *condition, const uint64_t *facts)
{
	uint32_t i;

	for (i = 0; i < condition->count; i++) {
		uint32_t index = condition->items[i].index;
		bool holds = (facts[index / 64] >> (index % 64)) & 1;

		if (holds == condition->items[i].negated)
			return false;
	}
	return true;
}

#endif
