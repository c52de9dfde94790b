/* SPDX-License-Identifier: Apache-2.0 */
#include "number/wide.h"

#include <string.h>

#include "base/limits.h"
#include "number/decimal.h"
#include "number/fast.h"

#define LIMBS_PER_WORD (64 / POMOST__LIMB_BITS)

/* 10^128, the first magnitude that is no coefficient. */
static const uint64_t first_over_limit[POMOST__DECIMAL_WORDS] = {
	UINT64_C(0),
	UINT64_C(0),
	UINT64_C(0x03df99092e953e01),
	UINT64_C(0x2374e42f0f1538fd),
	UINT64_C(0xc404dc08d3cff5ec),
	UINT64_C(0xa6337f19bccdb0da),
	UINT64_C(0x0000024ee91f2603),
};

_Static_assert(POMOST_LIMIT_DIGITS == 128, "first_over_limit is ten to that");

static void
trim(struct pomost__wide *value)
{
	while (value->count > 0 && value->limbs[value->count - 1] == 0)
		value->count--;
	if (value->count == 0)
		value->negative = false;
}

static void
from_words(const uint64_t *words, int32_t count, bool negative, struct pomost__wide *result)
{
	int32_t i;
	int32_t bits;

	result->count = 0;
	for (i = 0; i < count; i++) {
		for (bits = 0; bits < 64; bits += POMOST__LIMB_BITS)
			result->limbs[result->count++] = (pomost__limb)(words[i] >> bits);
	}
	result->negative = negative;
	trim(result);
}

/* Word i of the magnitude; zero above its end. */
static uint64_t
word_at(const struct pomost__wide *value, int32_t i)
{
	int32_t at = i * LIMBS_PER_WORD;
	uint64_t word = 0;
	int32_t bits;

	for (bits = 0; bits < 64 && at < value->count; bits += POMOST__LIMB_BITS, at++)
		word |= (uint64_t)value->limbs[at] << bits;
	return word;
}

void
pomost__wide_from_i64(int64_t value, struct pomost__wide *result)
{
	uint64_t magnitude = pomost__magnitude(value);

	from_words(&magnitude, 1, value < 0, result);
}

void
pomost__wide_from_decimal(const struct pomost_decimal *value, struct pomost__wide *result)
{
	if (pomost__decimal_is_small(value))
		pomost__wide_from_i64(pomost__decimal_small(value), result);
	else
		from_words(value->reserved + 1, pomost__decimal_words(value),
			   pomost__decimal_sign(value) < 0, result);
}

void
pomost__wide_from_digits(const char *digits, int32_t count, bool negative,
			 struct pomost__wide *result)
{
	int32_t at = 0;

	result->count = 0;
	while (at < count) {
		int32_t end = at + POMOST__LIMB_DIGITS < count ? at + POMOST__LIMB_DIGITS : count;
		pomost__limb factor = (pomost__limb)pomost__powers_of_ten[end - at];
		pomost__limb chunk = 0;

		for (; at < end; at++)
			chunk = chunk * 10 + (pomost__limb)(digits[at] - '0');
		pomost__wide_multiply_add(result, factor, chunk);
	}
	result->negative = negative && result->count > 0;
}

int32_t
pomost__wide_to_decimal(const struct pomost__wide *value, int32_t scale,
			struct pomost_decimal *result)
{
	uint64_t words[POMOST__DECIMAL_WORDS];
	int64_t small;
	int32_t count = 0;
	int32_t i;

	if (pomost__wide_to_i64(value, &small)) {
		pomost__decimal_set(result, small, scale);
		return POMOST_OK;
	}
	if (value->count > POMOST__DECIMAL_WORDS * LIMBS_PER_WORD)
		return POMOST_ERR_LIMIT;
	for (i = 0; i < POMOST__DECIMAL_WORDS; i++) {
		words[i] = word_at(value, i);
		if (words[i])
			count = i + 1;
	}
	for (i = POMOST__DECIMAL_WORDS - 1; i > 0 && words[i] == first_over_limit[i]; i--)
		continue;
	if (words[i] >= first_over_limit[i])
		return POMOST_ERR_LIMIT;
	result->reserved[0] = pomost__decimal_header(scale, count, value->negative);
	memcpy(result->reserved + 1, words, sizeof words);
	return POMOST_OK;
}

bool
pomost__wide_to_i64(const struct pomost__wide *value, int64_t *result)
{
	return value->count <= LIMBS_PER_WORD &&
	       pomost__signed(word_at(value, 0), value->negative, result);
}

void
pomost__wide_multiply_add(struct pomost__wide *value, pomost__limb factor, pomost__limb summand)
{
	pomost__limb carry;

	if (value->count == 0) {
		value->limbs[0] = summand;
		value->count = summand != 0;
		return;
	}
	carry = pomost__limbs_mul_1(value->limbs, value->limbs, value->count, factor);
	carry += pomost__limbs_add_1(value->limbs, value->limbs, value->count, summand);
	if (carry)
		value->limbs[value->count++] = carry;
}

void
pomost__wide_shift(struct pomost__wide *value, int32_t power)
{
	while (power > 0) {
		int32_t step = power < POMOST__LIMB_DIGITS ? power : POMOST__LIMB_DIGITS;

		pomost__wide_multiply_add(value, (pomost__limb)pomost__powers_of_ten[step], 0);
		power -= step;
	}
}

void
pomost__wide_multiply(const struct pomost__wide *left, const struct pomost__wide *right,
		      struct pomost__wide *result)
{
	const struct pomost__wide *longer = left->count >= right->count ? left : right;
	const struct pomost__wide *shorter = longer == left ? right : left;

	result->count = 0;
	result->negative = left->negative != right->negative;
	if (shorter->count > 0) {
		pomost__limbs_mul(result->limbs, longer->limbs, longer->count, shorter->limbs,
				  shorter->count);
		result->count = longer->count + shorter->count;
	}
	trim(result);
}

static int
compare_magnitudes(const struct pomost__wide *left, const struct pomost__wide *right)
{
	int order;

	if (left->count != right->count)
		return left->count < right->count ? -1 : 1;
	if (left->count == 0)
		return 0;
	order = pomost__limbs_cmp(left->limbs, right->limbs, left->count);
	return (order > 0) - (order < 0);
}

int
pomost__wide_compare(const struct pomost__wide *left, const struct pomost__wide *right)
{
	if (left->negative != right->negative)
		return left->negative ? -1 : 1;
	return left->negative ? compare_magnitudes(right, left) : compare_magnitudes(left, right);
}

void
pomost__wide_add(const struct pomost__wide *left, const struct pomost__wide *right,
		 struct pomost__wide *result)
{
	const struct pomost__wide *larger = compare_magnitudes(left, right) >= 0 ? left : right;
	const struct pomost__wide *smaller = larger == left ? right : left;
	bool negative = larger->negative;
	int32_t count = larger->count;

	if (smaller->count == 0) {
		if (result != larger)
			*result = *larger;
		return;
	}
	if (larger->negative == smaller->negative) {
		pomost__limb carry = pomost__limbs_add(result->limbs, larger->limbs, count,
						       smaller->limbs, smaller->count);

		if (carry)
			result->limbs[count++] = carry;
	} else {
		pomost__limbs_sub(result->limbs, larger->limbs, count, smaller->limbs,
				  smaller->count);
	}
	result->count = count;
	result->negative = negative;
	trim(result);
}

pomost__limb
pomost__wide_divide_small(struct pomost__wide *value, pomost__limb divisor)
{
	pomost__limb remainder = 0;

	if (value->count > 0)
		remainder =
			pomost__limbs_divrem_1(value->limbs, value->limbs, value->count, divisor);
	trim(value);
	return remainder;
}

void
pomost__wide_divide(const struct pomost__wide *left, const struct pomost__wide *right,
		    struct pomost__wide *quotient, struct pomost__wide *remainder)
{
	if (left->count < right->count) {
		*remainder = *left;
		quotient->count = 0;
		quotient->negative = false;
		return;
	}
	pomost__limbs_tdiv_qr(quotient->limbs, remainder->limbs, left->limbs, left->count,
			      right->limbs, right->count);
	quotient->count = left->count - right->count + 1;
	quotient->negative = left->negative != right->negative;
	trim(quotient);
	remainder->count = right->count;
	remainder->negative = left->negative;
	trim(remainder);
}

bool
pomost__wide_divide_round(const struct pomost__wide *left, const struct pomost__wide *right,
			  int32_t mode, struct pomost__wide *quotient)
{
	bool negative = left->negative != right->negative;
	struct pomost__wide rest;
	pomost__limb carry;
	bool odd;

	pomost__wide_divide(left, right, quotient, &rest);
	if (rest.count == 0)
		return true;
	carry = pomost__limbs_lshift(rest.limbs, rest.limbs, rest.count, 1);
	if (carry)
		rest.limbs[rest.count++] = carry;
	odd = quotient->count > 0 && (quotient->limbs[0] & 1);
	if (pomost__rounds_up(mode, negative, odd, true, compare_magnitudes(&rest, right))) {
		pomost__wide_multiply_add(quotient, 1, 1);
		quotient->negative = negative;
	}
	return false;
}

/* Euclid. Some hundred divisions for the longest numbers. */
void
pomost__wide_reduce(struct pomost__wide *left, struct pomost__wide *right)
{
	struct pomost__wide spaces[3] = {*left, *right};
	struct pomost__wide *upper = &spaces[0];
	struct pomost__wide *lower = &spaces[1];
	struct pomost__wide *spare = &spaces[2];
	struct pomost__wide quotient;

	upper->negative = false;
	lower->negative = false;
	while (lower->count > 0) {
		struct pomost__wide *used = upper;

		pomost__wide_divide(upper, lower, &quotient, spare);
		upper = lower;
		lower = spare;
		spare = used;
	}
	pomost__wide_divide(left, upper, &quotient, spare);
	*left = quotient;
	pomost__wide_divide(right, upper, &quotient, spare);
	*right = quotient;
}

size_t
pomost__wide_format(const struct pomost__wide *value, int32_t scale, char *buffer)
{
	char digits[POMOST__WIDE_TEXT];
	struct pomost__wide rest = *value;
	int32_t begin = POMOST__WIDE_TEXT;
	size_t length = 0;
	size_t whole;

	do {
		uint64_t chunk = pomost__wide_divide_small(
			&rest, (pomost__limb)pomost__powers_of_ten[POMOST__LIMB_DIGITS]);
		int32_t i;

		for (i = 0; i < POMOST__LIMB_DIGITS; i++, chunk /= 10)
			digits[--begin] = (char)('0' + chunk % 10);
	} while (rest.count > 0 || POMOST__WIDE_TEXT - begin <= scale);
	while (digits[begin] == '0' && POMOST__WIDE_TEXT - begin > scale + 1)
		begin++;
	whole = (size_t)(POMOST__WIDE_TEXT - begin - scale);
	if (value->negative)
		buffer[length++] = '-';
	memcpy(buffer + length, digits + begin, whole);
	length += whole;
	if (scale > 0) {
		buffer[length++] = '.';
		memcpy(buffer + length, digits + begin + whole, (size_t)scale);
		length += (size_t)scale;
	}
	buffer[length] = '\0';
	return length;
}
