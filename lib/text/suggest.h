/* SPDX-License-Identifier: Apache-2.0 */
/* The nearest known name to one that is unknown. */
#ifndef POMOST_TEXT_SUGGEST_H
#define POMOST_TEXT_SUGGEST_H

#include <stddef.h>

/*
 * The one of `count` names nearest to `name` by Damerau-Levenshtein distance (optimal string
 * alignment, ASCII case ignored, bytes), if it is at most a third of the longer of the two and at
 * most 3; but 1 is always near enough where `name` has 2 bytes or more. Ties go to the earlier.
 * NULL if none is near, or `name` is over 64 bytes.
 */
const char *pomost__suggest(const char *name, size_t length, const char *const *names,
			    size_t count);

#endif
