/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Filling columns with one value in blocks of a fixed size, for which compilers use vector
 * stores. A block may reach beyond what is meant, never beyond the column: columns are filled from their
 * beginning on, so what it overwrites is written afterwards.
 */
#ifndef POMOST_AWARD_FILL_H
#define POMOST_AWARD_FILL_H

#include <stdint.h>

#define POMOST__FILL_BLOCK 8

static inline void
pomost__fill_i32(int32_t *items, int32_t value)
{
	int k;

	for (k = 0; k < POMOST__FILL_BLOCK; k++)
		items[k] = value;
}

static inline void
pomost__fill_i64(int64_t *items, int64_t value)
{
	int k;

	for (k = 0; k < POMOST__FILL_BLOCK; k++)
		items[k] = value;
}

/*
 * One more than `before`, and then always one more. Each item is a sum, so that compilers make vectors of
 * them; a first item that is none would keep them from it.
 */
static inline void
pomost__fill_count(int32_t *items, int32_t before)
{
	int k;

	for (k = 0; k < POMOST__FILL_BLOCK; k++)
		items[k] = before + (k + 1);
}

#endif
