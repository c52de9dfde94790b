/* SPDX-License-Identifier: Apache-2.0 */
/*
 * GMP's mpn kernels once more, in C11 on 32-bit limbs: for where GMP is not (WebAssembly), for
 * where it hides from a tool (MemorySanitizer), and to compare GMP with. Contracts in limbs.h.
 */
#ifndef POMOST_NUMBER_LIMBS_PORTABLE_H
#define POMOST_NUMBER_LIMBS_PORTABLE_H

#include <stdint.h>

/* The longest dividend of tdiv_qr: it is shifted in a buffer on the stack. */
#define POMOST__PORTABLE_LIMBS 40

uint32_t pomost__portable_add(uint32_t *result, const uint32_t *left, int32_t left_count,
			      const uint32_t *right, int32_t right_count);

uint32_t pomost__portable_add_1(uint32_t *result, const uint32_t *left, int32_t count,
				uint32_t right);

uint32_t pomost__portable_sub(uint32_t *result, const uint32_t *left, int32_t left_count,
			      const uint32_t *right, int32_t right_count);

int pomost__portable_cmp(const uint32_t *left, const uint32_t *right, int32_t count);

uint32_t pomost__portable_mul(uint32_t *result, const uint32_t *left, int32_t left_count,
			      const uint32_t *right, int32_t right_count);

uint32_t pomost__portable_mul_1(uint32_t *result, const uint32_t *left, int32_t count,
				uint32_t right);

uint32_t pomost__portable_lshift(uint32_t *result, const uint32_t *left, int32_t count,
				 uint32_t bits);

/* `fraction` and `zero` are 0: GMP's parameter for limbs after the point, which we do not use. */
uint32_t pomost__portable_divrem_1(uint32_t *quotient, int32_t fraction, const uint32_t *left,
				   int32_t count, uint32_t divisor);

void pomost__portable_tdiv_qr(uint32_t *quotient, uint32_t *remainder, int32_t zero,
			      const uint32_t *left, int32_t left_count, const uint32_t *right,
			      int32_t right_count);

#endif
