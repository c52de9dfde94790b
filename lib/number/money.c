/* SPDX-License-Identifier: Apache-2.0 */
#include "number/money.h"

#include "number/decimal.h"
#include "number/wide.h"

size_t
pomost__money_format(int64_t amount, int32_t digits, char *buffer)
{
	return pomost__small_format(amount, digits, buffer);
}

static void
scale_exactly(int64_t left, int64_t right, int64_t divisor, int64_t *quotient, int64_t *remainder)
{
	struct pomost__wide x;
	struct pomost__wide y;
	struct pomost__wide product;
	struct pomost__wide rest;

	pomost__wide_from_i64(left, &x);
	pomost__wide_from_i64(right, &y);
	pomost__wide_multiply(&x, &y, &product);
	pomost__wide_from_i64(divisor, &x);
	pomost__wide_divide(&product, &x, &y, &rest);
	/* They fit: the quotient by contract, the rest is less than the divisor. */
	(void)pomost__wide_to_i64(&y, quotient);
	(void)pomost__wide_to_i64(&rest, remainder);
}

void
pomost__money_scale(int64_t left, int64_t right, int64_t divisor, int64_t *quotient,
		    int64_t *remainder)
{
	int64_t product;

	if (!pomost__is_fast(left) || !pomost__is_fast(right) || !pomost__is_fast(divisor)) {
		scale_exactly(left, right, divisor, quotient, remainder);
	} else if (!__builtin_mul_overflow(left, right, &product)) {
		*quotient = product / divisor;
		*remainder = product % divisor;
	} else {
#ifdef __SIZEOF_INT128__
		__extension__ unsigned __int128 wide = (unsigned __int128)left * (uint64_t)right;

		*quotient = (int64_t)(wide / (uint64_t)divisor);
		*remainder = (int64_t)(wide % (uint64_t)divisor);
#else
		scale_exactly(left, right, divisor, quotient, remainder);
#endif
	}
}
