/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The decimal as the library itself calls it: no error object, the fast path inline. The public
 * functions of <pomost/decimal.h> are wrappers that check their arguments and make errors.
 *
 * Here pointers are not NULL, operands are numbers, modes are one of the seven, and scales are 0
 * to 64. A status is POMOST_OK or what the public function of that name documents; then the result
 * stays as it was. The result may be an operand.
 *
 * Layout of the eight words. Word 0: the seal in the high half; in the low half the scale (bits 0
 * to 7), whether the coefficient is large (8) and then negative (9), and how many words it takes
 * (16 to 23). A coefficient that fits int64_t is small: it is word 1, and what stands in words 2 to
 * 7 means nothing. Any other is large: its magnitude is words 1 to 7, the lowest first. So each
 * number of one scale has one form, whichever path made it. Words of zero are the number 0 without
 * a seal.
 */
#ifndef POMOST_NUMBER_DECIMAL_H
#define POMOST_NUMBER_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pomost/decimal.h>

#include "base/limits.h"
#include "base/rare.h"
#include "number/fast.h"

/* "pomo" */
#define POMOST__DECIMAL_SEAL (UINT64_C(0x706F6D6F) << 32)
#define POMOST__DECIMAL_LARGE (UINT64_C(1) << 8)
#define POMOST__DECIMAL_NEGATIVE (UINT64_C(1) << 9)
#define POMOST__DECIMAL_WORDS 7

/* What the inline path does not do: fast on two scales where that fits, else exact. */
POMOST__RARE int32_t pomost__decimal_sum(const struct pomost_decimal *left,
					 const struct pomost_decimal *right, bool subtract,
					 struct pomost_decimal *result);

POMOST__RARE int32_t pomost__decimal_product(const struct pomost_decimal *left,
					     const struct pomost_decimal *right,
					     struct pomost_decimal *result);

POMOST__RARE int32_t pomost__decimal_product_round(const struct pomost_decimal *left,
						   const struct pomost_decimal *right,
						   int32_t scale, int32_t mode,
						   struct pomost_decimal *result);

POMOST__RARE int pomost__decimal_order(const struct pomost_decimal *left,
				       const struct pomost_decimal *right);

static inline int32_t
pomost__decimal_scale(const struct pomost_decimal *value)
{
	return (int32_t)(value->reserved[0] & 0xFF);
}

static inline bool
pomost__decimal_is_small(const struct pomost_decimal *value)
{
	return !(value->reserved[0] & POMOST__DECIMAL_LARGE);
}

/* The coefficient of a small number. */
static inline int64_t
pomost__decimal_small(const struct pomost_decimal *value)
{
	return (int64_t)value->reserved[1];
}

/* Whether the fast path may take it. */
static inline bool
pomost__decimal_is_fast(const struct pomost_decimal *value)
{
	return pomost__decimal_is_small(value) && pomost__is_fast(pomost__decimal_small(value));
}

/* How many words a large coefficient takes. */
static inline int32_t
pomost__decimal_words(const struct pomost_decimal *value)
{
	return (int32_t)(value->reserved[0] >> 16 & 0xFF);
}

/* -1, 0, 1. */
static inline int
pomost__decimal_sign(const struct pomost_decimal *value)
{
	int64_t small = pomost__decimal_small(value);

	if (pomost__decimal_is_small(value))
		return (small > 0) - (small < 0);
	return value->reserved[0] & POMOST__DECIMAL_NEGATIVE ? -1 : 1;
}

/* Word 0 of a large number. */
static inline uint64_t
pomost__decimal_header(int32_t scale, int32_t words, bool negative)
{
	return POMOST__DECIMAL_SEAL | (uint64_t)words << 16 |
	       (negative ? POMOST__DECIMAL_NEGATIVE : 0) | POMOST__DECIMAL_LARGE | (uint64_t)scale;
}

/* coefficient / 10^scale. */
static inline void
pomost__decimal_set(struct pomost_decimal *result, int64_t coefficient, int32_t scale)
{
	result->reserved[0] = POMOST__DECIMAL_SEAL | (uint64_t)scale;
	result->reserved[1] = (uint64_t)coefficient;
}

/* The part of pomost__decimal_is_valid() for zero bytes and large numbers. */
POMOST__RARE bool pomost__decimal_is_valid_form(const struct pomost_decimal *value);

/* Whether these bytes are a number: zero, or one of the forms above and within the limits. */
static inline bool
pomost__decimal_is_valid(const struct pomost_decimal *value)
{
	return value->reserved[0] - POMOST__DECIMAL_SEAL <= POMOST_LIMIT_SCALE ||
	       pomost__decimal_is_valid_form(value);
}

static inline int32_t
pomost__decimal_add(const struct pomost_decimal *left, const struct pomost_decimal *right,
		    struct pomost_decimal *result)
{
	int64_t sum;

	if (left->reserved[0] != right->reserved[0] || !pomost__decimal_is_fast(left) ||
	    !pomost__is_fast(pomost__decimal_small(right)) ||
	    __builtin_add_overflow(pomost__decimal_small(left), pomost__decimal_small(right),
				   &sum) ||
	    !pomost__is_fast(sum))
		return pomost__decimal_sum(left, right, false, result);
	pomost__decimal_set(result, sum, pomost__decimal_scale(left));
	return POMOST_OK;
}

static inline int32_t
pomost__decimal_subtract(const struct pomost_decimal *left, const struct pomost_decimal *right,
			 struct pomost_decimal *result)
{
	int64_t difference;

	if (left->reserved[0] != right->reserved[0] || !pomost__decimal_is_fast(left) ||
	    !pomost__is_fast(pomost__decimal_small(right)) ||
	    __builtin_sub_overflow(pomost__decimal_small(left), pomost__decimal_small(right),
				   &difference) ||
	    !pomost__is_fast(difference))
		return pomost__decimal_sum(left, right, true, result);
	pomost__decimal_set(result, difference, pomost__decimal_scale(left));
	return POMOST_OK;
}

static inline int32_t
pomost__decimal_multiply(const struct pomost_decimal *left, const struct pomost_decimal *right,
			 struct pomost_decimal *result)
{
	int32_t scale = pomost__decimal_scale(left) + pomost__decimal_scale(right);
	int64_t product;

	if (scale > POMOST_LIMIT_SCALE)
		return POMOST_ERR_LIMIT;
	if (!pomost__decimal_is_fast(left) || !pomost__decimal_is_fast(right) ||
	    __builtin_mul_overflow(pomost__decimal_small(left), pomost__decimal_small(right),
				   &product) ||
	    !pomost__is_fast(product))
		return pomost__decimal_product(left, right, result);
	pomost__decimal_set(result, product, scale);
	return POMOST_OK;
}

/* left × right, exactly, then rounded once to `scale` by `mode`; only the rounded result has to
 * keep the limits. POMOST_ERR_LIMIT over 128 digits. */
static inline int32_t
pomost__decimal_multiply_round(const struct pomost_decimal *left,
			       const struct pomost_decimal *right, int32_t scale, int32_t mode,
			       struct pomost_decimal *result)
{
	int32_t cut = pomost__decimal_scale(left) + pomost__decimal_scale(right) - scale;
	int64_t product;
	uint64_t magnitude;
	bool exact;

	if (cut < 0 || cut > POMOST__FAST_DIGITS || !pomost__decimal_is_fast(left) ||
	    !pomost__decimal_is_fast(right) ||
	    __builtin_mul_overflow(pomost__decimal_small(left), pomost__decimal_small(right),
				   &product) ||
	    !pomost__is_fast(product))
		return pomost__decimal_product_round(left, right, scale, mode, result);
	magnitude = pomost__fast_divide(pomost__magnitude(product), pomost__powers_of_ten[cut],
					product < 0, mode, &exact);
	/* It fits: rounding took at least a digit away, or changed nothing. */
	pomost__decimal_set(result, (int64_t)(product < 0 ? 0 - magnitude : magnitude), scale);
	return POMOST_OK;
}

/* -1, 0, 1. */
static inline int
pomost__decimal_compare(const struct pomost_decimal *left, const struct pomost_decimal *right)
{
	int64_t a = pomost__decimal_small(left);
	int64_t b = pomost__decimal_small(right);

	if (left->reserved[0] != right->reserved[0] || !pomost__decimal_is_fast(left) ||
	    !pomost__is_fast(b))
		return pomost__decimal_order(left, right);
	return (a > b) - (a < b);
}

int32_t pomost__decimal_divide(const struct pomost_decimal *left,
			       const struct pomost_decimal *right, int32_t scale, int32_t mode,
			       struct pomost_decimal *result);

int32_t pomost__decimal_round(const struct pomost_decimal *value, int32_t scale, int32_t mode,
			      struct pomost_decimal *result);

int32_t pomost__decimal_to_i64(const struct pomost_decimal *value, int32_t scale, int64_t *result);

int32_t pomost__decimal_parse(const char *text, size_t length, struct pomost_decimal *result);

/* `buffer` holds POMOST_DECIMAL_TEXT bytes. Returns the length. */
size_t pomost__decimal_format(const struct pomost_decimal *value, char *buffer);

/* As pomost__decimal_format(), of coefficient / 10^scale. */
size_t pomost__small_format(int64_t coefficient, int32_t scale, char *buffer);

#endif
