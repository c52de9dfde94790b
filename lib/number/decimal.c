/* SPDX-License-Identifier: Apache-2.0 */
/* The public functions: they check what they are given, call decimal.h, and make errors. */
#include "number/decimal.h"

#include <string.h>

#include "base/error.h"

/* Why an operand is refused. */
static POMOST__RARE int32_t
refuse_operand(const pomost_decimal *value, const char *name, pomost_error **error)
{
	return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected a number as %s, found %s", name,
			    value ? "bytes that are none" : "NULL");
}

static POMOST__RARE int32_t
refuse_null(const char *what, const char *name, pomost_error **error)
{
	return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected %s as %s, found NULL", what,
			    name);
}

static bool
is_operand(const pomost_decimal *value)
{
	return value && pomost__decimal_is_valid(value);
}

/* Why two operands and a result are refused. */
static POMOST__RARE int32_t
refuse_two(const pomost_decimal *left, const pomost_decimal *right, pomost_error **error)
{
	if (!is_operand(left))
		return refuse_operand(left, "left", error);
	if (!is_operand(right))
		return refuse_operand(right, "right", error);
	return refuse_null("room for a result", "result", error);
}

static POMOST__RARE int32_t
refuse_scale(int32_t scale, pomost_error **error)
{
	return pomost__fail(error, POMOST_ERR_LIMIT, "expected a scale of 0 to %d, found %d",
			    POMOST_LIMIT_SCALE, (int)scale);
}

static POMOST__RARE int32_t
refuse_mode(int32_t mode, pomost_error **error)
{
	return pomost__fail(error, POMOST_ERR_ARGUMENT,
			    "expected a rounding mode of %d to %d, found %d", POMOST_HALF_UP,
			    POMOST_FLOOR, (int)mode);
}

static int32_t
fail_over_limit(const char *what, pomost_error **error)
{
	return pomost__fail(error, POMOST_ERR_LIMIT,
			    "expected a %s of at most %d digits, found more", what,
			    POMOST_LIMIT_DIGITS);
}

static bool
is_scale(int32_t scale)
{
	return scale >= 0 && scale <= POMOST_LIMIT_SCALE;
}

int32_t
pomost_decimal_parse(const char *text, size_t length, pomost_decimal *result, pomost_error **error)
{
	struct pomost__echo echo;
	int32_t status;

	if (!text)
		return refuse_null("a text", "text", error);
	if (!result)
		return refuse_null("room for a number", "result", error);
	status = pomost__decimal_parse(text, length, result);
	if (status == POMOST_ERR_LIMIT)
		return pomost__fail(error, status,
				    "expected a number of at most %d digits, %d after the point, "
				    "found %s",
				    POMOST_LIMIT_LITERAL_DIGITS, POMOST_LIMIT_LITERAL_SCALE,
				    pomost__echo(&echo, text, length));
	if (status != POMOST_OK)
		return pomost__fail(error, status, "expected a number such as 1234.50, found %s",
				    pomost__echo(&echo, text, length));
	return pomost__succeed(error);
}

int32_t
pomost_decimal_from_i64(int64_t coefficient, int32_t scale, pomost_decimal *result,
			pomost_error **error)
{
	if (!result)
		return refuse_null("room for a number", "result", error);
	if (!is_scale(scale))
		return refuse_scale(scale, error);
	pomost__decimal_set(result, coefficient, scale);
	return pomost__succeed(error);
}

int32_t
pomost_decimal_to_i64(const pomost_decimal *value, int32_t scale, int64_t *result,
		      pomost_error **error)
{
	char text[POMOST_DECIMAL_TEXT];
	int32_t status;

	if (!is_operand(value))
		return refuse_operand(value, "value", error);
	if (!result)
		return refuse_null("room for an integer", "result", error);
	if (!is_scale(scale))
		return refuse_scale(scale, error);
	status = pomost__decimal_to_i64(value, scale, result);
	if (status == POMOST_OK)
		return pomost__succeed(error);
	pomost__decimal_format(value, text);
	if (status == POMOST_ERR_VALUE)
		return pomost__fail(error, status,
				    "expected a number of at most %d digits after the point, "
				    "found %s",
				    (int)scale, text);
	return pomost__fail(error, status,
			    "expected a number that fits 64 bits at scale %d, found %s", (int)scale,
			    text);
}

int32_t
pomost_decimal_format(const pomost_decimal *value, char *buffer, size_t size, size_t *length,
		      pomost_error **error)
{
	char text[POMOST_DECIMAL_TEXT];
	char *target = size < sizeof text ? text : buffer;
	size_t count;

	if (!is_operand(value))
		return refuse_operand(value, "value", error);
	if (!buffer)
		return refuse_null("room for a text", "buffer", error);
	count = pomost__decimal_format(value, target);
	if (target == text) {
		if (count >= size)
			return pomost__fail(error, POMOST_ERR_LIMIT,
					    "expected a buffer of %zu bytes, found one of %zu",
					    count + 1, size);
		memcpy(buffer, text, count + 1);
	}
	if (length)
		*length = count;
	return pomost__succeed(error);
}

int32_t
pomost_decimal_add(const pomost_decimal *left, const pomost_decimal *right, pomost_decimal *result,
		   pomost_error **error)
{
	if (!is_operand(left) || !is_operand(right) || !result)
		return refuse_two(left, right, error);
	if (pomost__decimal_add(left, right, result) != POMOST_OK)
		return fail_over_limit("sum", error);
	return pomost__succeed(error);
}

int32_t
pomost_decimal_subtract(const pomost_decimal *left, const pomost_decimal *right,
			pomost_decimal *result, pomost_error **error)
{
	if (!is_operand(left) || !is_operand(right) || !result)
		return refuse_two(left, right, error);
	if (pomost__decimal_subtract(left, right, result) != POMOST_OK)
		return fail_over_limit("difference", error);
	return pomost__succeed(error);
}

int32_t
pomost_decimal_multiply(const pomost_decimal *left, const pomost_decimal *right,
			pomost_decimal *result, pomost_error **error)
{
	if (!is_operand(left) || !is_operand(right) || !result)
		return refuse_two(left, right, error);
	if (pomost__decimal_scale(left) + pomost__decimal_scale(right) > POMOST_LIMIT_SCALE)
		return pomost__fail(error, POMOST_ERR_LIMIT,
				    "expected factors whose scales sum to at most %d, "
				    "found %d and %d",
				    POMOST_LIMIT_SCALE, (int)pomost__decimal_scale(left),
				    (int)pomost__decimal_scale(right));
	if (pomost__decimal_multiply(left, right, result) != POMOST_OK)
		return fail_over_limit("product", error);
	return pomost__succeed(error);
}

int32_t
pomost_decimal_divide(const pomost_decimal *left, const pomost_decimal *right, int32_t scale,
		      int32_t mode, pomost_decimal *result, pomost_error **error)
{
	int32_t status;

	if (!is_operand(left) || !is_operand(right) || !result)
		return refuse_two(left, right, error);
	if (!pomost__is_rounding(mode))
		return refuse_mode(mode, error);
	if (!is_scale(scale))
		return refuse_scale(scale, error);
	status = pomost__decimal_divide(left, right, scale, mode, result);
	if (status == POMOST_ERR_DIVISION)
		return pomost__fail(error, status, "expected a divisor other than zero, found 0");
	if (status != POMOST_OK)
		return fail_over_limit("quotient", error);
	return pomost__succeed(error);
}

int32_t
pomost_decimal_round(const pomost_decimal *value, int32_t scale, int32_t mode,
		     pomost_decimal *result, pomost_error **error)
{
	if (!is_operand(value))
		return refuse_operand(value, "value", error);
	if (!result)
		return refuse_null("room for a number", "result", error);
	if (!pomost__is_rounding(mode))
		return refuse_mode(mode, error);
	if (!is_scale(scale))
		return refuse_scale(scale, error);
	if (pomost__decimal_round(value, scale, mode, result) != POMOST_OK)
		return fail_over_limit("rounded number", error);
	return pomost__succeed(error);
}

int32_t
pomost_decimal_compare(const pomost_decimal *left, const pomost_decimal *right, int32_t *result,
		       pomost_error **error)
{
	if (!is_operand(left) || !is_operand(right) || !result)
		return refuse_two(left, right, error);
	*result = pomost__decimal_compare(left, right);
	return pomost__succeed(error);
}
