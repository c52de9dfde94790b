/* SPDX-License-Identifier: Apache-2.0 */
/* Exact ratios: what a number in a rule may be (`24000.00`, `3/4`, `85%`). */
#ifndef POMOST_NUMBER_RATIO_H
#define POMOST_NUMBER_RATIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pomost/decimal.h>

/*
 * numerator / denominator. The denominator is a whole number above zero, of scale 0; a decimal has
 * the denominator 1 (and keeps its scale in the numerator). Not reduced.
 */
struct pomost__ratio {
	struct pomost_decimal numerator;
	struct pomost_decimal denominator;
};

/*
 * Reads a literal: a decimal (the grammar of pomost_decimal_parse()), a ratio of two whole numbers
 * `a/b` with b above zero, or a decimal with `%` at once after it: `85%` is 85/100. Status codes as
 * pomost_decimal_parse(); a denominator of zero is POMOST_ERR_DIVISION. The limits of digits hold
 * for each of the numbers written. On failure *result stays.
 */
int32_t pomost__ratio_parse(const char *text, size_t length, struct pomost__ratio *result);

/* value / 10^scale. */
void pomost__ratio_from_i64(int64_t value, int32_t scale, struct pomost__ratio *result);

/* Exact; POMOST_ERR_LIMIT over the limits of decimals. Results may be operands. */
int32_t pomost__ratio_multiply(const struct pomost__ratio *left, const struct pomost__ratio *right,
			       struct pomost__ratio *result);

int32_t pomost__ratio_add(const struct pomost__ratio *left, const struct pomost__ratio *right,
			  struct pomost__ratio *result);

/* -1, 0, 1. Never fails: the products are formed in buffers of twice the size. */
int pomost__ratio_compare(const struct pomost__ratio *left, const struct pomost__ratio *right);

/* -1, 0, 1. */
int pomost__ratio_sign(const struct pomost__ratio *value);

/*
 * value × 10^digits as a whole number, rounded once by `mode`. Mode 0 means that no mode was
 * named: then POMOST_ERR_VALUE if the product is not whole. POMOST_ERR_LIMIT if it does not fit.
 * `exact`, if not NULL, receives whether nothing was rounded.
 */
int32_t pomost__ratio_to_i64(const struct pomost__ratio *value, int32_t digits, int32_t mode,
			     int64_t *result, bool *exact);

/* As pomost__ratio_to_i64(), of value × factor. */
int32_t pomost__ratio_scale_i64(const struct pomost__ratio *value, int64_t factor, int32_t digits,
				int32_t mode, int64_t *result, bool *exact);

/*
 * The exact value as text: a decimal without needless zeros where it has one of at most 64 digits
 * after the point, else `n/d` in lowest terms. `buffer` holds at least POMOST__RATIO_TEXT bytes.
 * Returns the length. (The longest: a sign, 128 digits over 128 + 64.)
 */
#define POMOST__RATIO_TEXT 336
size_t pomost__ratio_format(const struct pomost__ratio *value, char *buffer);

#endif
