/* SPDX-License-Identifier: Apache-2.0 */
#include "number/ratio.h"

#include <string.h>

#include "number/decimal.h"
#include "number/wide.h"

/* Both parts of `a/b`; `slash` is where it stands. */
static int32_t
parse_parts(const char *text, size_t length, size_t slash, struct pomost__ratio *result)
{
	const char *lower = text + slash + 1;
	size_t lower_length = length - slash - 1;
	int32_t status = pomost__decimal_parse(text, slash, &result->numerator);
	int32_t other = pomost__decimal_parse(lower, lower_length, &result->denominator);

	if (status == POMOST_ERR_NUMBER || other == POMOST_ERR_NUMBER || lower[0] == '-' ||
	    memchr(text, '.', length))
		return POMOST_ERR_NUMBER;
	if (status != POMOST_OK || other != POMOST_OK)
		return POMOST_ERR_LIMIT;
	return pomost__decimal_sign(&result->denominator) == 0 ? POMOST_ERR_DIVISION : POMOST_OK;
}

int32_t
pomost__ratio_parse(const char *text, size_t length, struct pomost__ratio *result)
{
	struct pomost__ratio read;
	const char *slash = length > 0 ? memchr(text, '/', length) : NULL;
	int32_t status;

	if (slash) {
		status = parse_parts(text, length, (size_t)(slash - text), &read);
	} else {
		bool percent = length > 0 && text[length - 1] == '%';

		status =
			pomost__decimal_parse(text, percent ? length - 1 : length, &read.numerator);
		pomost__decimal_set(&read.denominator, percent ? 100 : 1, 0);
	}
	if (status == POMOST_OK)
		*result = read;
	return status;
}

void
pomost__ratio_from_i64(int64_t value, int32_t scale, struct pomost__ratio *result)
{
	pomost__decimal_set(&result->numerator, value, scale);
	pomost__decimal_set(&result->denominator, 1, 0);
}

int32_t
pomost__ratio_multiply(const struct pomost__ratio *left, const struct pomost__ratio *right,
		       struct pomost__ratio *result)
{
	struct pomost_decimal numerator;
	int32_t status = pomost__decimal_multiply(&left->numerator, &right->numerator, &numerator);

	if (status == POMOST_OK)
		status = pomost__decimal_multiply(&left->denominator, &right->denominator,
						  &result->denominator);
	if (status == POMOST_OK)
		result->numerator = numerator;
	return status;
}

int32_t
pomost__ratio_add(const struct pomost__ratio *left, const struct pomost__ratio *right,
		  struct pomost__ratio *result)
{
	struct pomost_decimal a;
	struct pomost_decimal b;
	struct pomost_decimal denominator;
	int32_t status;

	/* Kept short where that costs nothing: sums of decimals stay decimals. */
	if (pomost__decimal_compare(&left->denominator, &right->denominator) == 0) {
		denominator = left->denominator;
		status = pomost__decimal_add(&left->numerator, &right->numerator,
					     &result->numerator);
		if (status == POMOST_OK)
			result->denominator = denominator;
		return status;
	}
	status = pomost__decimal_multiply(&left->numerator, &right->denominator, &a);
	if (status == POMOST_OK)
		status = pomost__decimal_multiply(&right->numerator, &left->denominator, &b);
	if (status == POMOST_OK)
		status = pomost__decimal_multiply(&left->denominator, &right->denominator,
						  &denominator);
	if (status == POMOST_OK)
		status = pomost__decimal_add(&a, &b, &result->numerator);
	if (status == POMOST_OK)
		result->denominator = denominator;
	return status;
}

/* left's numerator × right's denominator × 10^power. */
static void
cross(const struct pomost__ratio *left, const struct pomost__ratio *right, int32_t power,
      struct pomost__wide *product)
{
	struct pomost__wide x;
	struct pomost__wide y;

	pomost__wide_from_decimal(&left->numerator, &x);
	pomost__wide_from_decimal(&right->denominator, &y);
	pomost__wide_multiply(&x, &y, product);
	pomost__wide_shift(product, power);
}

int
pomost__ratio_compare(const struct pomost__ratio *left, const struct pomost__ratio *right)
{
	int32_t power =
		pomost__decimal_scale(&left->numerator) - pomost__decimal_scale(&right->numerator);
	struct pomost_decimal a;
	struct pomost_decimal b;
	struct pomost__wide x;
	struct pomost__wide y;

	if (pomost__decimal_multiply(&left->numerator, &right->denominator, &a) == POMOST_OK &&
	    pomost__decimal_multiply(&right->numerator, &left->denominator, &b) == POMOST_OK)
		return pomost__decimal_compare(&a, &b);
	cross(left, right, -power, &x);
	cross(right, left, power, &y);
	return pomost__wide_compare(&x, &y);
}

int
pomost__ratio_sign(const struct pomost__ratio *value)
{
	return pomost__decimal_sign(&value->numerator);
}

/* value × factor × 10^digits as a quotient of whole numbers. */
static void
widen(const struct pomost__ratio *value, int64_t factor, int32_t digits,
      struct pomost__wide *numerator, struct pomost__wide *denominator)
{
	int32_t power = digits - pomost__decimal_scale(&value->numerator);
	struct pomost__wide x;
	struct pomost__wide y;

	pomost__wide_from_decimal(&value->numerator, &x);
	pomost__wide_from_i64(factor, &y);
	pomost__wide_multiply(&x, &y, numerator);
	pomost__wide_shift(numerator, power);
	pomost__wide_from_decimal(&value->denominator, denominator);
	pomost__wide_shift(denominator, -power);
}

int32_t
pomost__ratio_scale_i64(const struct pomost__ratio *value, int64_t factor, int32_t digits,
			int32_t mode, int64_t *result, bool *exact)
{
	const struct pomost_decimal *numerator = &value->numerator;
	const struct pomost_decimal *denominator = &value->denominator;
	int32_t power = digits - pomost__decimal_scale(numerator);
	struct pomost__wide upper;
	struct pomost__wide lower;
	struct pomost__wide quotient;
	int64_t product;
	int64_t rounded;
	bool whole;

	if (!pomost__decimal_is_fast(numerator) || !pomost__decimal_is_small(denominator) ||
	    !pomost__is_fast(factor) ||
	    __builtin_mul_overflow(pomost__decimal_small(numerator), factor, &product) ||
	    !pomost__fast_quotient(product, pomost__decimal_small(denominator), power, mode,
				   &rounded, &whole)) {
		widen(value, factor, digits, &upper, &lower);
		whole = pomost__wide_divide_round(&upper, &lower, mode, &quotient);
		if (!whole && mode == 0)
			return POMOST_ERR_VALUE;
		if (!pomost__wide_to_i64(&quotient, &rounded))
			return POMOST_ERR_LIMIT;
	}
	if (!whole && mode == 0)
		return POMOST_ERR_VALUE;
	*result = rounded;
	if (exact)
		*exact = whole;
	return POMOST_OK;
}

int32_t
pomost__ratio_to_i64(const struct pomost__ratio *value, int32_t digits, int32_t mode,
		     int64_t *result, bool *exact)
{
	return pomost__ratio_scale_i64(value, 1, digits, mode, result, exact);
}

/* How often the divisor goes into the value, which is divided by it as often. Not zero. */
static int32_t
take_out(struct pomost__wide *value, pomost__limb divisor)
{
	struct pomost__wide divided = *value;
	int32_t times = 0;

	while (pomost__wide_divide_small(&divided, divisor) == 0) {
		*value = divided;
		times++;
	}
	return times;
}

size_t
pomost__ratio_format(const struct pomost__ratio *value, char *buffer)
{
	struct pomost__wide numerator;
	struct pomost__wide denominator;
	struct pomost__wide rest;
	struct pomost__wide quotient;
	char text[POMOST__WIDE_TEXT];
	int32_t twos;
	int32_t fives;
	int32_t scale;
	size_t length;

	widen(value, 1, 0, &numerator, &denominator);
	if (numerator.count == 0) {
		memcpy(buffer, "0", 2);
		return 1;
	}
	pomost__wide_reduce(&numerator, &denominator);
	rest = denominator;
	twos = take_out(&rest, 2);
	fives = take_out(&rest, 5);
	scale = twos > fives ? twos : fives;
	if (rest.count == 1 && rest.limbs[0] == 1 && scale <= POMOST_LIMIT_SCALE) {
		pomost__wide_shift(&numerator, scale);
		pomost__wide_divide(&numerator, &denominator, &quotient, &rest);
		length = pomost__wide_format(&quotient, scale, text);
		memcpy(buffer, text, length + 1);
		return length;
	}
	length = pomost__wide_format(&numerator, 0, text);
	memcpy(buffer, text, length);
	buffer[length++] = '/';
	twos = (int32_t)pomost__wide_format(&denominator, 0, text);
	memcpy(buffer + length, text, (size_t)twos + 1);
	return length + (size_t)twos;
}
