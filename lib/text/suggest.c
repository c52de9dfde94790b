/* SPDX-License-Identifier: Apache-2.0 */
#include "text/suggest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/limits.h"

/* The most that a name may be off, and so the most that a candidate may be longer. */
#define FARTHEST 3
#define ROW (POMOST_LIMIT_SUGGESTION + FARTHEST + 1)

/* The C locale's tolower(), whatever the host's locale is. */
static char
lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool
same(char left, char right)
{
	return lower(left) == lower(right);
}

static size_t
least(size_t left, size_t right)
{
	return left < right ? left : right;
}

/* Damerau-Levenshtein distance, optimal string alignment. Three rows of its matrix suffice. */
static size_t
distance(const char *left, size_t left_length, const char *right, size_t right_length)
{
	uint8_t rows[3][ROW];
	uint8_t *before = rows[0]; /* two rows up */
	uint8_t *above = rows[1];
	uint8_t *row = rows[2];
	size_t i;
	size_t j;

	for (j = 0; j <= right_length; j++)
		row[j] = (uint8_t)j;
	for (i = 1; i <= left_length; i++) {
		uint8_t *spare = before;

		before = above;
		above = row;
		row = spare;
		row[0] = (uint8_t)i;
		for (j = 1; j <= right_length; j++) {
			bool equal = same(left[i - 1], right[j - 1]);
			size_t cost = least(above[j], row[j - 1]) + 1u;

			cost = least(cost, above[j - 1] + (equal ? 0u : 1u));
			if (i > 1 && j > 1 && same(left[i - 1], right[j - 2]) &&
			    same(left[i - 2], right[j - 1]))
				cost = least(cost, before[j - 2] + 1u);
			row[j] = (uint8_t)cost;
		}
	}
	return row[right_length];
}

static bool
is_near(size_t far, size_t name, size_t other)
{
	size_t longer = name > other ? name : other;

	if (far == 1 && name >= 2)
		return true;
	return far <= FARTHEST && far <= longer / 3;
}

const char *
pomost__suggest(const char *name, size_t length, const char *const *names, size_t count)
{
	const char *nearest = NULL;
	size_t shortest = SIZE_MAX;
	size_t i;

	if (length > POMOST_LIMIT_SUGGESTION)
		return NULL;
	for (i = 0; i < count; i++) {
		size_t other = strlen(names[i]);
		size_t far;

		if (other > length + FARTHEST)
			continue;
		far = distance(name, length, names[i], other);
		if (far < shortest && is_near(far, length, other)) {
			shortest = far;
			nearest = names[i];
		}
	}
	return nearest;
}
