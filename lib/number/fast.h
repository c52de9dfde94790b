/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fast path: numbers that fit int64_t. Each operation of this floor first tries it, and where
 * it does not fit goes over to limbs. Builds with POMOST_FAST_BITS of 7 (the fast path ends at
 * 2^7) and 0 (there is none) must give the same bits everywhere.
 */
#ifndef POMOST_NUMBER_FAST_H
#define POMOST_NUMBER_FAST_H

#include <stdbool.h>
#include <stdint.h>

#include "number/rounding.h"

#ifndef POMOST_FAST_BITS
#define POMOST_FAST_BITS 63
#endif

/* The largest power of ten of the tables that is also an int64_t. */
#define POMOST__FAST_DIGITS 18

/* 10^0 to 10^19. */
extern const uint64_t pomost__powers_of_ten[20];

/* Whether the fast path may take this operand or give this result. */
static inline bool
pomost__is_fast(int64_t value)
{
#if POMOST_FAST_BITS >= 63
	(void)value;
	return true;
#elif POMOST_FAST_BITS == 0
	(void)value;
	return false;
#else
	return value < INT64_C(1) << POMOST_FAST_BITS && value > -(INT64_C(1) << POMOST_FAST_BITS);
#endif
}

/* The absolute value; that of INT64_MIN too. */
static inline uint64_t
pomost__magnitude(int64_t value)
{
	return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

/* A magnitude and a sign as one number; false where it does not fit. */
static inline bool
pomost__signed(uint64_t magnitude, bool negative, int64_t *result)
{
	if (magnitude > (uint64_t)INT64_MAX + negative)
		return false;
	/* Two's complement, which int64_t is by definition. */
	*result = (int64_t)(negative ? 0 - magnitude : magnitude);
	return true;
}

/* magnitude / divisor rounded once. `exact` receives whether nothing was cut. */
static inline uint64_t
pomost__fast_divide(uint64_t magnitude, uint64_t divisor, bool negative, int32_t mode, bool *exact)
{
	uint64_t quotient = magnitude / divisor;
	uint64_t rest = magnitude % divisor;
	/* Not 2 × rest, which may not fit. */
	uint64_t other = divisor - rest;

	*exact = rest == 0;
	return quotient + pomost__rounds_up(mode, negative, quotient & 1, rest != 0,
					    (rest > other) - (rest < other));
}

/* value × 10^power; false where it is not for the fast path. */
static inline bool
pomost__fast_shift(int64_t value, int32_t power, int64_t *result)
{
	int64_t product;

	if (power < 0 || power > POMOST__FAST_DIGITS || !pomost__is_fast(value) ||
	    __builtin_mul_overflow(value, (int64_t)pomost__powers_of_ten[power], &product) ||
	    !pomost__is_fast(product))
		return false;
	*result = product;
	return true;
}

/*
 * numerator × 10^power / denominator rounded once, power being negative or not; the denominator is
 * not zero. False where it is not for the fast path.
 */
bool pomost__fast_quotient(int64_t numerator, int64_t denominator, int32_t power, int32_t mode,
			   int64_t *result, bool *exact);

/* The greatest number that divides both without remainder; that of a number and 0 is the number. */
uint64_t pomost__greatest_divisor(uint64_t left, uint64_t right);

#endif
