/* SPDX-License-Identifier: Apache-2.0 */
#include "number/fast.h"

const uint64_t pomost__powers_of_ten[20] = {
	UINT64_C(1),
	UINT64_C(10),
	UINT64_C(100),
	UINT64_C(1000),
	UINT64_C(10000),
	UINT64_C(100000),
	UINT64_C(1000000),
	UINT64_C(10000000),
	UINT64_C(100000000),
	UINT64_C(1000000000),
	UINT64_C(10000000000),
	UINT64_C(100000000000),
	UINT64_C(1000000000000),
	UINT64_C(10000000000000),
	UINT64_C(100000000000000),
	UINT64_C(1000000000000000),
	UINT64_C(10000000000000000),
	UINT64_C(100000000000000000),
	UINT64_C(1000000000000000000),
	UINT64_C(10000000000000000000),
};

bool
pomost__fast_quotient(int64_t numerator, int64_t denominator, int32_t power, int32_t mode,
		      int64_t *result, bool *exact)
{
	bool negative = (numerator < 0) != (denominator < 0);
	int64_t upper;
	int64_t lower;
	int64_t rounded;
	uint64_t quotient;
	bool whole;

	if (!pomost__fast_shift(numerator, power > 0 ? power : 0, &upper) ||
	    !pomost__fast_shift(denominator, power < 0 ? -power : 0, &lower))
		return false;
	quotient = pomost__fast_divide(pomost__magnitude(upper), pomost__magnitude(lower), negative,
				       mode, &whole);
	if (!pomost__signed(quotient, negative, &rounded) || !pomost__is_fast(rounded))
		return false;
	*result = rounded;
	*exact = whole;
	return true;
}

uint64_t
pomost__greatest_divisor(uint64_t left, uint64_t right)
{
	while (right > 0) {
		uint64_t rest = left % right;

		left = right;
		right = rest;
	}
	return left;
}
