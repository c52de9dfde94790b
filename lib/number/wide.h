/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The exact path: whole numbers of up to 1280 bits in buffers on the stack.
 *
 * The longest that come up have 320 digits, or 1064 bits: a product of two numbers of 128 digits,
 * shifted by 64 more (comparing ratios; multiplying and rounding to more digits). Shifting and
 * multiplying are not checked against the room; whoever calls them keeps within those 320.
 */
#ifndef POMOST_NUMBER_WIDE_H
#define POMOST_NUMBER_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pomost/decimal.h>

#include "number/limbs.h"

#define POMOST__WIDE_LIMBS (1280 / POMOST__LIMB_BITS)

/* The longest text of a number of this kind: sign, 320 digits, point, NUL, and a chunk to spare. */
#define POMOST__WIDE_TEXT 360

struct pomost__wide {
	int32_t count; /* limbs in use, the highest not zero; 0 for zero */
	bool negative; /* zero is not */
	pomost__limb limbs[POMOST__WIDE_LIMBS];
};

void pomost__wide_from_i64(int64_t value, struct pomost__wide *result);

/* The coefficient alone, without its scale. */
void pomost__wide_from_decimal(const struct pomost_decimal *value, struct pomost__wide *result);

/* Of digits '0' to '9', at most 128. */
void pomost__wide_from_digits(const char *digits, int32_t count, bool negative,
			      struct pomost__wide *result);

/* As the coefficient of a decimal; POMOST_ERR_LIMIT over 128 digits, then *result stays. */
int32_t pomost__wide_to_decimal(const struct pomost__wide *value, int32_t scale,
				struct pomost_decimal *result);

/* False where it does not fit; then *result stays. */
bool pomost__wide_to_i64(const struct pomost__wide *value, int64_t *result);

/* value × one limb + one limb, of magnitudes. */
void pomost__wide_multiply_add(struct pomost__wide *value, pomost__limb factor,
			       pomost__limb summand);

/* value × 10^power, power >= 0. */
void pomost__wide_shift(struct pomost__wide *value, int32_t power);

/* The result is neither operand. */
void pomost__wide_multiply(const struct pomost__wide *left, const struct pomost__wide *right,
			   struct pomost__wide *result);

/* The result may be an operand. */
void pomost__wide_add(const struct pomost__wide *left, const struct pomost__wide *right,
		      struct pomost__wide *result);

/* -1, 0, 1. */
int pomost__wide_compare(const struct pomost__wide *left, const struct pomost__wide *right);

/* Divides by one limb, returns the remainder of the magnitude. */
pomost__limb pomost__wide_divide_small(struct pomost__wide *value, pomost__limb divisor);

/* left / right cut towards zero, and what is left, with the sign of left. The four differ; right is
 * not zero. */
void pomost__wide_divide(const struct pomost__wide *left, const struct pomost__wide *right,
			 struct pomost__wide *quotient, struct pomost__wide *remainder);

/* left / right rounded once; mode 0 cuts. Returns whether nothing was cut. */
bool pomost__wide_divide_round(const struct pomost__wide *left, const struct pomost__wide *right,
			       int32_t mode, struct pomost__wide *quotient);

/* Divides both by their greatest common divisor. Neither is zero. */
void pomost__wide_reduce(struct pomost__wide *left, struct pomost__wide *right);

/* value / 10^scale as text; `buffer` holds POMOST__WIDE_TEXT bytes. Returns the length. */
size_t pomost__wide_format(const struct pomost__wide *value, int32_t scale, char *buffer);

#endif
