/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernels of big numbers, and the only place that knows GMP.
 *
 * A number is an array of limbs, the lowest first. Each kernel is one of GMP's mpn functions: they
 * work in the caller's buffers and, at the sizes of wide.h, ask for no memory (a test counts).
 * With POMOST_LIMBS_PORTABLE they are the library's own C, on 32-bit limbs.
 */
#ifndef POMOST_NUMBER_LIMBS_H
#define POMOST_NUMBER_LIMBS_H

#include <stdint.h>

#ifdef POMOST_LIMBS_PORTABLE

#include "number/limbs_portable.h"

typedef uint32_t pomost__limb;
#define POMOST__LIMB_BITS 32

#define POMOST__KERNEL(name) pomost__portable_##name
#define POMOST__SIZE(count) (count)

#else

#include <gmp.h>

typedef mp_limb_t pomost__limb;
#define POMOST__LIMB_BITS GMP_NUMB_BITS

_Static_assert(GMP_NAIL_BITS == 0, "a limb holds digits in all its bits");

#define POMOST__KERNEL(name) mpn_##name
#define POMOST__SIZE(count) ((mp_size_t)(count))

#endif

/* The digits of the largest power of ten that both a limb and an int64_t hold. */
#if POMOST__LIMB_BITS == 64
#define POMOST__LIMB_DIGITS 18
#elif POMOST__LIMB_BITS == 32
#define POMOST__LIMB_DIGITS 9
#else
#error "a limb has 32 or 64 bits"
#endif

/* result = left + right, of left_count limbs; left_count >= right_count >= 1. Returns the carry. */
static inline pomost__limb
pomost__limbs_add(pomost__limb *result, const pomost__limb *left, int32_t left_count,
		  const pomost__limb *right, int32_t right_count)
{
	return POMOST__KERNEL(add)(result, left, POMOST__SIZE(left_count), right,
				   POMOST__SIZE(right_count));
}

/* result = left + one limb; count >= 1. Returns the carry. */
static inline pomost__limb
pomost__limbs_add_1(pomost__limb *result, const pomost__limb *left, int32_t count,
		    pomost__limb right)
{
	return POMOST__KERNEL(add_1)(result, left, POMOST__SIZE(count), right);
}

/* result = left - right, where left >= right and left_count >= right_count >= 1. */
static inline void
pomost__limbs_sub(pomost__limb *result, const pomost__limb *left, int32_t left_count,
		  const pomost__limb *right, int32_t right_count)
{
	POMOST__KERNEL(sub)
	(result, left, POMOST__SIZE(left_count), right, POMOST__SIZE(right_count));
}

/* Below, at or above 0 as left is less than, equal to or greater than right; count >= 1. */
static inline int
pomost__limbs_cmp(const pomost__limb *left, const pomost__limb *right, int32_t count)
{
	return POMOST__KERNEL(cmp)(left, right, POMOST__SIZE(count));
}

/* result = left × right, of left_count + right_count limbs; result is neither of them;
 * left_count >= right_count >= 1. */
static inline void
pomost__limbs_mul(pomost__limb *result, const pomost__limb *left, int32_t left_count,
		  const pomost__limb *right, int32_t right_count)
{
	POMOST__KERNEL(mul)
	(result, left, POMOST__SIZE(left_count), right, POMOST__SIZE(right_count));
}

/* result = left × one limb; result may be left. Returns the limb that is carried out. */
static inline pomost__limb
pomost__limbs_mul_1(pomost__limb *result, const pomost__limb *left, int32_t count,
		    pomost__limb right)
{
	return POMOST__KERNEL(mul_1)(result, left, POMOST__SIZE(count), right);
}

/* result = left × 2^bits, 1 <= bits < POMOST__LIMB_BITS; result may be left. Returns the bits that
 * are carried out. */
static inline pomost__limb
pomost__limbs_lshift(pomost__limb *result, const pomost__limb *left, int32_t count, uint32_t bits)
{
	return POMOST__KERNEL(lshift)(result, left, POMOST__SIZE(count), bits);
}

/* quotient (of count limbs) = left / one limb; quotient may be left. Returns the remainder. */
static inline pomost__limb
pomost__limbs_divrem_1(pomost__limb *quotient, const pomost__limb *left, int32_t count,
		       pomost__limb divisor)
{
	return POMOST__KERNEL(divrem_1)(quotient, POMOST__SIZE(0), left, POMOST__SIZE(count),
					divisor);
}

/*
 * quotient (of left_count - right_count + 1 limbs) and remainder (of right_count limbs) of
 * left / right; left_count >= right_count >= 1, the highest limb of right is not zero, and no two
 * of the arrays overlap.
 */
static inline void
pomost__limbs_tdiv_qr(pomost__limb *quotient, pomost__limb *remainder, const pomost__limb *left,
		      int32_t left_count, const pomost__limb *right, int32_t right_count)
{
	POMOST__KERNEL(tdiv_qr)
	(quotient, remainder, POMOST__SIZE(0), left, POMOST__SIZE(left_count), right,
	 POMOST__SIZE(right_count));
}

#undef POMOST__KERNEL
#undef POMOST__SIZE

#endif
