/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers from and to text. */
#include <string.h>

#include "number/decimal.h"
#include "number/wide.h"

struct literal {
	const char *whole;
	const char *fraction;
	size_t whole_count;
	size_t fraction_count;
	uint64_t coefficient; /* means nothing over 18 digits */
	bool negative;
};

/* Reads digits up to the first byte that is none; returns where that is. */
static const char *
read_digits(const char *at, const char *end, uint64_t *coefficient)
{
	uint64_t value = *coefficient;

	for (; at < end; at++) {
		unsigned digit = (unsigned)*at - (unsigned)'0';

		if (digit > 9)
			break;
		value = value * 10 + digit;
	}
	*coefficient = value;
	return at;
}

/* Whether the text is of the grammar; its length may be anything. */
static bool
scan(const char *text, size_t length, struct literal *literal)
{
	const char *end = text + length;
	const char *at = text;

	literal->negative = at < end && *at == '-';
	if (literal->negative)
		at++;
	literal->coefficient = 0;
	literal->whole = at;
	at = read_digits(at, end, &literal->coefficient);
	literal->whole_count = (size_t)(at - literal->whole);
	literal->fraction = at;
	literal->fraction_count = 0;
	if (literal->whole_count == 0 || (literal->whole_count > 1 && *literal->whole == '0'))
		return false;
	if (at == end)
		return true;
	if (*at != '.')
		return false;
	literal->fraction = ++at;
	at = read_digits(at, end, &literal->coefficient);
	literal->fraction_count = (size_t)(at - literal->fraction);
	return literal->fraction_count > 0 && at == end;
}

static void
read_exactly(const struct literal *literal, struct pomost_decimal *result)
{
	char digits[POMOST_LIMIT_LITERAL_DIGITS];
	struct pomost__wide wide;

	memcpy(digits, literal->whole, literal->whole_count);
	if (literal->fraction_count > 0)
		memcpy(digits + literal->whole_count, literal->fraction, literal->fraction_count);
	pomost__wide_from_digits(digits, (int32_t)(literal->whole_count + literal->fraction_count),
				 literal->negative, &wide);
	/* 64 digits are within the limit of 128. */
	(void)pomost__wide_to_decimal(&wide, (int32_t)literal->fraction_count, result);
}

int32_t
pomost__decimal_parse(const char *text, size_t length, struct pomost_decimal *result)
{
	struct literal literal;
	int64_t value;

	if (!scan(text, length, &literal))
		return POMOST_ERR_NUMBER;
	if (literal.whole_count + literal.fraction_count > POMOST_LIMIT_LITERAL_DIGITS ||
	    literal.fraction_count > POMOST_LIMIT_LITERAL_SCALE)
		return POMOST_ERR_LIMIT;
	value = (int64_t)(literal.negative ? 0 - literal.coefficient : literal.coefficient);
	if (literal.whole_count + literal.fraction_count <= POMOST__FAST_DIGITS &&
	    pomost__is_fast(value))
		pomost__decimal_set(result, value, (int32_t)literal.fraction_count);
	else
		read_exactly(&literal, result);
	return POMOST_OK;
}

/* How many digits a magnitude has; one for zero. */
static int32_t
count_digits(uint64_t magnitude)
{
	/* 1233 / 4096 is the logarithm of 2 to base 10, near enough to be at most one short. */
	int32_t bits = 64 - __builtin_clzll(magnitude | 1);
	int32_t digits = bits * 1233 >> 12;

	return digits + (magnitude >= pomost__powers_of_ten[digits] || digits == 0);
}

static const char digit_pairs[] = "00010203040506070809"
				  "10111213141516171819"
				  "20212223242526272829"
				  "30313233343536373839"
				  "40414243444546474849"
				  "50515253545556575859"
				  "60616263646566676869"
				  "70717273747576777879"
				  "80818283848586878889"
				  "90919293949596979899";

/* Writes the lowest `count` digits so that they end at `end`; returns the others. */
static uint64_t
write_digits(uint64_t value, int32_t count, char *end)
{
	for (; count >= 2; count -= 2) {
		end -= 2;
		memcpy(end, digit_pairs + 2 * (value % 100), 2);
		value /= 100;
	}
	if (count > 0) {
		*--end = (char)('0' + value % 10);
		value /= 10;
	}
	return value;
}

size_t
pomost__small_format(int64_t coefficient, int32_t scale, char *buffer)
{
	uint64_t magnitude = pomost__magnitude(coefficient);
	int32_t digits = count_digits(magnitude);
	char *at = buffer;

	if (digits <= scale)
		digits = scale + 1;
	if (coefficient < 0)
		*at++ = '-';
	at += digits;
	if (scale > 0) {
		magnitude = write_digits(magnitude, scale, at + 1);
		at[-scale] = '.';
		write_digits(magnitude, digits - scale, at - scale);
		at++;
	} else {
		write_digits(magnitude, digits, at);
	}
	*at = '\0';
	return (size_t)(at - buffer);
}

size_t
pomost__decimal_format(const struct pomost_decimal *value, char *buffer)
{
	int32_t scale = pomost__decimal_scale(value);
	char text[POMOST__WIDE_TEXT];
	struct pomost__wide wide;
	size_t length;

	if (pomost__decimal_is_fast(value))
		return pomost__small_format(pomost__decimal_small(value), scale, buffer);
	pomost__wide_from_decimal(value, &wide);
	length = pomost__wide_format(&wide, scale, text);
	memcpy(buffer, text, length + 1);
	return length;
}
