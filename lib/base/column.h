/* SPDX-License-Identifier: Apache-2.0 */
/* Columns of texts: all bytes in one run, and where each begins. */
#ifndef POMOST_BASE_COLUMN_H
#define POMOST_BASE_COLUMN_H

#include "base/arena.h"

struct pomost__column {
	int32_t *offsets; /* one more than texts */
	char *bytes;
	int32_t count;
};

/* An empty column with room for `count` texts of `size` bytes in all. False when memory ran out. */
bool pomost__column_init(struct pomost__column *column, struct pomost__arena *arena, size_t count,
			 size_t size);

/* Appends a text; there must be room. */
void pomost__column_add(struct pomost__column *column, const char *bytes, size_t length);

/* How many bytes the texts have in all. */
static inline size_t
pomost__column_size(const struct pomost__column *column)
{
	return (size_t)column->offsets[column->count];
}

#endif
