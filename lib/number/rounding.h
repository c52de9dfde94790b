/* SPDX-License-Identifier: Apache-2.0 */
/* The seven rounding modes. */
#ifndef POMOST_NUMBER_ROUNDING_H
#define POMOST_NUMBER_ROUNDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pomost/decimal.h>

/* Names of the modes, "half-up" …, at their numbers; [0] is NULL. Ends after POMOST_FLOOR. */
extern const char *const pomost__rounding_names[POMOST_FLOOR + 1];

/*
 * The modes themselves, a truth table each: bit (negative × 8 + odd × 4 + cut) says whether the
 * magnitude goes up, where cut is 0 nothing, 1 less than a half, 2 a half, 3 more. [0] is no mode:
 * it cuts, and who names no mode looks whether anything was cut.
 */
extern const uint16_t pomost__rounding_tables[POMOST_FLOOR + 1];

static inline bool
pomost__is_rounding(int32_t mode)
{
	return mode >= POMOST_HALF_UP && mode <= POMOST_FLOOR;
}

/*
 * Whether a magnitude that was cut down goes up by one. `half` says how what was cut compares with
 * one half (-1, 0, 1), `inexact` whether anything was cut, `odd` whether the cut magnitude is odd.
 * The one place where anything is rounded.
 */
static inline bool
pomost__rounds_up(int32_t mode, bool negative, bool odd, bool inexact, int half)
{
	uint32_t cut = inexact ? (uint32_t)(half + 2) : 0;
	uint32_t row = (uint32_t)negative << 3 | (uint32_t)odd << 2 | cut;

	return pomost__rounding_tables[mode] >> row & 1;
}

#endif
