/* SPDX-License-Identifier: Apache-2.0 */
/* What the inline path of decimal.h does not do: two scales, division, and the exact path. */
#include <string.h>

#include "number/decimal.h"
#include "number/wide.h"

/* The coefficient of `value` as it is at `scale`, at least its own. */
static void
widen(const struct pomost_decimal *value, int32_t scale, struct pomost__wide *result)
{
	pomost__wide_from_decimal(value, result);
	pomost__wide_shift(result, scale - pomost__decimal_scale(value));
}

/* Both coefficients at one scale, where the fast path can hold them. */
static bool
align(const struct pomost_decimal *left, const struct pomost_decimal *right, int32_t scale,
      int64_t *a, int64_t *b)
{
	return pomost__decimal_is_small(left) && pomost__decimal_is_small(right) &&
	       pomost__fast_shift(pomost__decimal_small(left), scale - pomost__decimal_scale(left),
				  a) &&
	       pomost__fast_shift(pomost__decimal_small(right),
				  scale - pomost__decimal_scale(right), b);
}

static int32_t
larger_scale(const struct pomost_decimal *left, const struct pomost_decimal *right)
{
	int32_t a = pomost__decimal_scale(left);
	int32_t b = pomost__decimal_scale(right);

	return a > b ? a : b;
}

int32_t
pomost__decimal_sum(const struct pomost_decimal *left, const struct pomost_decimal *right,
		    bool subtract, struct pomost_decimal *result)
{
	int32_t scale = larger_scale(left, right);
	struct pomost__wide x;
	struct pomost__wide y;
	int64_t a;
	int64_t b;
	int64_t sum;

	if (align(left, right, scale, &a, &b) &&
	    !(subtract ? __builtin_sub_overflow(a, b, &sum) : __builtin_add_overflow(a, b, &sum)) &&
	    pomost__is_fast(sum)) {
		pomost__decimal_set(result, sum, scale);
		return POMOST_OK;
	}
	widen(left, scale, &x);
	widen(right, scale, &y);
	if (subtract && y.count > 0)
		y.negative = !y.negative;
	pomost__wide_add(&x, &y, &x);
	return pomost__wide_to_decimal(&x, scale, result);
}

int32_t
pomost__decimal_product(const struct pomost_decimal *left, const struct pomost_decimal *right,
			struct pomost_decimal *result)
{
	int32_t scale = pomost__decimal_scale(left) + pomost__decimal_scale(right);
	struct pomost__wide x;
	struct pomost__wide y;
	struct pomost__wide product;

	pomost__wide_from_decimal(left, &x);
	pomost__wide_from_decimal(right, &y);
	pomost__wide_multiply(&x, &y, &product);
	return pomost__wide_to_decimal(&product, scale, result);
}

/* value / 10^cut, rounded once, as a decimal of `scale`; cut may be below zero. */
static int32_t
cut_to(struct pomost__wide *value, int32_t cut, int32_t scale, int32_t mode,
       struct pomost_decimal *result)
{
	struct pomost__wide divisor;
	struct pomost__wide quotient;

	if (cut <= 0) {
		pomost__wide_shift(value, -cut);
		return pomost__wide_to_decimal(value, scale, result);
	}
	pomost__wide_from_i64(1, &divisor);
	pomost__wide_shift(&divisor, cut);
	pomost__wide_divide_round(value, &divisor, mode, &quotient);
	return pomost__wide_to_decimal(&quotient, scale, result);
}

int32_t
pomost__decimal_product_round(const struct pomost_decimal *left, const struct pomost_decimal *right,
			      int32_t scale, int32_t mode, struct pomost_decimal *result)
{
	int32_t cut = pomost__decimal_scale(left) + pomost__decimal_scale(right) - scale;
	struct pomost__wide x;
	struct pomost__wide y;
	struct pomost__wide product;

	pomost__wide_from_decimal(left, &x);
	pomost__wide_from_decimal(right, &y);
	pomost__wide_multiply(&x, &y, &product);
	return cut_to(&product, cut, scale, mode, result);
}

int
pomost__decimal_order(const struct pomost_decimal *left, const struct pomost_decimal *right)
{
	int32_t scale = larger_scale(left, right);
	struct pomost__wide x;
	struct pomost__wide y;
	int64_t a;
	int64_t b;

	if (align(left, right, scale, &a, &b))
		return (a > b) - (a < b);
	widen(left, scale, &x);
	widen(right, scale, &y);
	return pomost__wide_compare(&x, &y);
}

int32_t
pomost__decimal_divide(const struct pomost_decimal *left, const struct pomost_decimal *right,
		       int32_t scale, int32_t mode, struct pomost_decimal *result)
{
	int32_t power = scale - pomost__decimal_scale(left) + pomost__decimal_scale(right);
	struct pomost__wide x;
	struct pomost__wide y;
	struct pomost__wide quotient;
	int64_t small;
	bool exact;

	if (pomost__decimal_sign(right) == 0)
		return POMOST_ERR_DIVISION;
	if (pomost__decimal_is_small(left) && pomost__decimal_is_small(right) &&
	    pomost__fast_quotient(pomost__decimal_small(left), pomost__decimal_small(right), power,
				  mode, &small, &exact)) {
		pomost__decimal_set(result, small, scale);
		return POMOST_OK;
	}
	pomost__wide_from_decimal(left, &x);
	pomost__wide_from_decimal(right, &y);
	pomost__wide_shift(&x, power);
	pomost__wide_shift(&y, -power);
	pomost__wide_divide_round(&x, &y, mode, &quotient);
	return pomost__wide_to_decimal(&quotient, scale, result);
}

int32_t
pomost__decimal_round(const struct pomost_decimal *value, int32_t scale, int32_t mode,
		      struct pomost_decimal *result)
{
	int32_t cut = pomost__decimal_scale(value) - scale;
	struct pomost__wide wide;
	int64_t small;
	bool exact;

	if (pomost__decimal_is_small(value) &&
	    pomost__fast_quotient(pomost__decimal_small(value), 1, -cut, mode, &small, &exact)) {
		pomost__decimal_set(result, small, scale);
		return POMOST_OK;
	}
	pomost__wide_from_decimal(value, &wide);
	return cut_to(&wide, cut, scale, mode, result);
}

int32_t
pomost__decimal_to_i64(const struct pomost_decimal *value, int32_t scale, int64_t *result)
{
	int32_t power = scale - pomost__decimal_scale(value);
	struct pomost__wide wide;
	struct pomost__wide divisor;
	struct pomost__wide quotient;
	int64_t small;
	bool exact;

	if (pomost__decimal_is_small(value) &&
	    pomost__fast_quotient(pomost__decimal_small(value), 1, power, 0, &small, &exact)) {
		if (!exact)
			return POMOST_ERR_VALUE;
		*result = small;
		return POMOST_OK;
	}
	pomost__wide_from_decimal(value, &wide);
	pomost__wide_shift(&wide, power);
	pomost__wide_from_i64(1, &divisor);
	pomost__wide_shift(&divisor, -power);
	if (!pomost__wide_divide_round(&wide, &divisor, 0, &quotient))
		return POMOST_ERR_VALUE;
	return pomost__wide_to_i64(&quotient, result) ? POMOST_OK : POMOST_ERR_LIMIT;
}

bool
pomost__decimal_is_valid_form(const struct pomost_decimal *value)
{
	struct pomost__wide wide;
	struct pomost_decimal again;
	uint64_t header = value->reserved[0];
	int32_t words = pomost__decimal_words(value);
	int32_t i;

	if (header == 0) {
		for (i = 1; i <= POMOST__DECIMAL_WORDS; i++) {
			if (value->reserved[i] != 0)
				return false;
		}
		return true;
	}
	if (words < 1 || words > POMOST__DECIMAL_WORDS ||
	    pomost__decimal_scale(value) > POMOST_LIMIT_SCALE ||
	    (header | POMOST__DECIMAL_NEGATIVE) !=
		    pomost__decimal_header(pomost__decimal_scale(value), words, true))
		return false;
	/* Made once more, it is the same: so it keeps the limits and is of the one form. */
	pomost__wide_from_decimal(value, &wide);
	return pomost__wide_to_decimal(&wide, pomost__decimal_scale(value), &again) == POMOST_OK &&
	       again.reserved[0] == header && memcmp(&again, value, sizeof again) == 0;
}
