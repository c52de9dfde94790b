/* SPDX-License-Identifier: Apache-2.0 */
#include "number/limbs_portable.h"

/*
 * D. E. Knuth, The Art of Computer Programming, volume 2, section 4.3.1. The base is 2^32, so the
 * product of two limbs and two carries fit 64 bits.
 */

uint32_t
pomost__portable_add_1(uint32_t *result, const uint32_t *left, int32_t count, uint32_t right)
{
	uint64_t carry = right;
	int32_t i;

	for (i = 0; i < count; i++) {
		carry += left[i];
		result[i] = (uint32_t)carry;
		carry >>= 32;
	}
	return (uint32_t)carry;
}

uint32_t
pomost__portable_add(uint32_t *result, const uint32_t *left, int32_t left_count,
		     const uint32_t *right, int32_t right_count)
{
	uint64_t carry = 0;
	int32_t i;

	for (i = 0; i < right_count; i++) {
		carry += (uint64_t)left[i] + right[i];
		result[i] = (uint32_t)carry;
		carry >>= 32;
	}
	return pomost__portable_add_1(result + i, left + i, left_count - i, (uint32_t)carry);
}

uint32_t
pomost__portable_sub(uint32_t *result, const uint32_t *left, int32_t left_count,
		     const uint32_t *right, int32_t right_count)
{
	uint32_t borrow = 0;
	int32_t i;

	for (i = 0; i < left_count; i++) {
		uint64_t take = (i < right_count ? (uint64_t)right[i] : 0) + borrow;
		uint32_t from = left[i];

		/* Before the write: result may be left or right. */
		borrow = from < take;
		result[i] = (uint32_t)(from - take);
	}
	return borrow;
}

int
pomost__portable_cmp(const uint32_t *left, const uint32_t *right, int32_t count)
{
	int32_t i;

	for (i = count - 1; i >= 0; i--) {
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	}
	return 0;
}

uint32_t
pomost__portable_mul_1(uint32_t *result, const uint32_t *left, int32_t count, uint32_t right)
{
	uint64_t carry = 0;
	int32_t i;

	for (i = 0; i < count; i++) {
		carry += (uint64_t)left[i] * right;
		result[i] = (uint32_t)carry;
		carry >>= 32;
	}
	return (uint32_t)carry;
}

/* result += left × right; returns the carry. */
static uint32_t
addmul_1(uint32_t *result, const uint32_t *left, int32_t count, uint32_t right)
{
	uint64_t carry = 0;
	int32_t i;

	for (i = 0; i < count; i++) {
		carry += (uint64_t)left[i] * right + result[i];
		result[i] = (uint32_t)carry;
		carry >>= 32;
	}
	return (uint32_t)carry;
}

/* result -= left × right; returns the borrow. */
static uint32_t
submul_1(uint32_t *result, const uint32_t *left, int32_t count, uint32_t right)
{
	uint64_t borrow = 0;
	int32_t i;

	for (i = 0; i < count; i++) {
		uint64_t take = (uint64_t)left[i] * right + borrow;
		uint32_t low = (uint32_t)take;

		borrow = (take >> 32) + (result[i] < low);
		result[i] -= low;
	}
	return (uint32_t)borrow;
}

/* Algorithm M. */
uint32_t
pomost__portable_mul(uint32_t *result, const uint32_t *left, int32_t left_count,
		     const uint32_t *right, int32_t right_count)
{
	int32_t i;

	result[left_count] = pomost__portable_mul_1(result, left, left_count, right[0]);
	for (i = 1; i < right_count; i++)
		result[left_count + i] = addmul_1(result + i, left, left_count, right[i]);
	return result[left_count + right_count - 1];
}

uint32_t
pomost__portable_lshift(uint32_t *result, const uint32_t *left, int32_t count, uint32_t bits)
{
	uint64_t carry = 0;
	int32_t i;

	for (i = 0; i < count; i++) {
		carry |= (uint64_t)left[i] << bits;
		result[i] = (uint32_t)carry;
		carry >>= 32;
	}
	return (uint32_t)carry;
}

uint32_t
pomost__portable_divrem_1(uint32_t *quotient, int32_t fraction, const uint32_t *left, int32_t count,
			  uint32_t divisor)
{
	uint64_t rest = 0;
	int32_t i;

	(void)fraction;
	for (i = count - 1; i >= 0; i--) {
		rest = rest << 32 | left[i];
		quotient[i] = (uint32_t)(rest / divisor);
		rest %= divisor;
	}
	return (uint32_t)rest;
}

/* Step D3: one digit of the quotient from the three highest of `from` and the two of `divisor`.
 * It is right or one too large. */
static uint32_t
guess(const uint32_t *from, const uint32_t *divisor, int32_t count)
{
	uint64_t high = (uint64_t)from[count] << 32 | from[count - 1];
	uint64_t digit = high / divisor[count - 1];
	uint64_t rest = high % divisor[count - 1];

	while (digit >> 32 || digit * divisor[count - 2] > (rest << 32 | from[count - 2])) {
		digit--;
		rest += divisor[count - 1];
		if (rest >> 32)
			break;
	}
	return (uint32_t)digit;
}

/* Algorithm D, for a divisor of two limbs or more. */
void
pomost__portable_tdiv_qr(uint32_t *quotient, uint32_t *remainder, int32_t zero,
			 const uint32_t *left, int32_t left_count, const uint32_t *right,
			 int32_t right_count)
{
	uint32_t from[POMOST__PORTABLE_LIMBS + 1];
	uint32_t divisor[POMOST__PORTABLE_LIMBS];
	uint32_t bits = 0;
	int32_t i;

	if (right_count == 1) {
		remainder[0] =
			pomost__portable_divrem_1(quotient, zero, left, left_count, right[0]);
		return;
	}
	while (!((right[right_count - 1] << bits) >> 31))
		bits++;
	pomost__portable_lshift(divisor, right, right_count, bits);
	from[left_count] = pomost__portable_lshift(from, left, left_count, bits);
	for (i = left_count - right_count; i >= 0; i--) {
		uint32_t digit = guess(from + i, divisor, right_count);
		uint32_t *part = from + i;
		uint32_t borrow = submul_1(part, divisor, right_count, digit);

		if (part[right_count] < borrow) {
			digit--;
			borrow -=
				pomost__portable_add(part, part, right_count, divisor, right_count);
		}
		part[right_count] -= borrow;
		quotient[i] = digit;
	}
	for (i = 0; i < right_count; i++) {
		uint64_t both = (uint64_t)from[i + 1] << 32 | from[i];

		remainder[i] = (uint32_t)(both >> bits);
	}
}
