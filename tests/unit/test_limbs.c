/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernels: by identities, at the sizes of the exact path and at the corners of Knuth's
 * division. In a build on GMP also: its allocator is never called, and the portable kernels, which
 * are compiled in here, give the same.
 */
#include "number/limbs.h"

#include <string.h>

#include "check_main.h"
#include "number/decimal.h"
#include "number/ratio.h"
#include "number/wide.h"

#ifndef POMOST_LIMBS_PORTABLE
#include "number/limbs_portable.c"
#endif

#define MOST 36
/* The longest that the exact path divides, and divides by: 320 and 192 digits, in limbs. */
#define DIVIDEND (17 * 64 / POMOST__LIMB_BITS)
#define DIVISOR (10 * 64 / POMOST__LIMB_BITS)

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 24 ^ *state << 40;
}

/* Limbs of the kinds that carry, borrow and guess wrong; the highest is not zero. */
static void
fill(pomost__limb *limbs, int32_t count, uint64_t *state)
{
	int32_t i;

	for (i = 0; i < count; i++) {
		pomost__limb top = (pomost__limb)1 << (POMOST__LIMB_BITS - 1);
		pomost__limb kinds[] = {
			0,       1,       (pomost__limb)-1, top,
			top - 1, top + 1, (pomost__limb)-2, (pomost__limb)next_random(state)};

		limbs[i] = kinds[next_random(state) % 8];
	}
	if (limbs[count - 1] == 0)
		limbs[count - 1] = (pomost__limb)next_random(state) | 1;
}

/* left = quotient × right + remainder, and remainder < right. */
static bool
divides(const pomost__limb *left, int32_t left_count, const pomost__limb *right,
	int32_t right_count, const pomost__limb *quotient, const pomost__limb *remainder)
{
	int32_t count = left_count - right_count + 1;
	pomost__limb product[2 * MOST] = {0};

	if (pomost__limbs_cmp(remainder, right, right_count) >= 0)
		return false;
	if (count >= right_count)
		pomost__limbs_mul(product, quotient, count, right, right_count);
	else
		pomost__limbs_mul(product, right, right_count, quotient, count);
	if (pomost__limbs_add(product, product, left_count + 1, remainder, right_count))
		return false;
	return product[left_count] == 0 && pomost__limbs_cmp(product, left, left_count) == 0;
}

START_TEST(test_division)
{
	struct pomost__findings findings = {0};
	uint64_t state = 1;
	int row;

	for (row = 0; row < 200000; row++) {
		int32_t right_count = 1 + (int32_t)(next_random(&state) % DIVISOR);
		int32_t left_count =
			right_count +
			(int32_t)(next_random(&state) % (uint64_t)(DIVIDEND + 1 - right_count));
		pomost__limb left[MOST];
		pomost__limb right[MOST];
		pomost__limb quotient[MOST];
		pomost__limb remainder[MOST];

		fill(left, left_count, &state);
		fill(right, right_count, &state);
		pomost__limbs_tdiv_qr(quotient, remainder, left, left_count, right, right_count);
		if (!divides(left, left_count, right, right_count, quotient, remainder))
			pomost__finding(&findings, "row %d: %d by %d limbs", row, (int)left_count,
					(int)right_count);
		if (right_count > 1)
			continue;
		remainder[0] = pomost__limbs_divrem_1(quotient, left, left_count, right[0]);
		if (!divides(left, left_count, right, 1, quotient, remainder))
			pomost__finding(&findings, "row %d: %d by one limb", row, (int)left_count);
	}
	pomost__findings_end(&findings);
}
END_TEST

/* (a + b) - b = a; 2a = a + a; a × one limb = a × that limb as a number; a + one limb likewise. */
START_TEST(test_sums)
{
	struct pomost__findings findings = {0};
	uint64_t state = 2;
	int row;

	for (row = 0; row < 100000; row++) {
		int32_t b_count = 1 + (int32_t)(next_random(&state) % (MOST / 2));
		int32_t a_count = b_count + (int32_t)(next_random(&state) % (MOST / 2));
		pomost__limb a[MOST];
		pomost__limb b[MOST];
		pomost__limb x[MOST + 1];
		pomost__limb y[MOST + 1];

		fill(a, a_count, &state);
		fill(b, b_count, &state);
		x[a_count] = pomost__limbs_add(x, a, a_count, b, b_count);
		pomost__limbs_sub(y, x, a_count + 1, b, b_count);
		if (y[a_count] != 0 || pomost__limbs_cmp(y, a, a_count) != 0)
			pomost__finding(&findings, "row %d: add and subtract", row);
		x[a_count] = pomost__limbs_add(x, a, a_count, a, a_count);
		y[a_count] = pomost__limbs_lshift(y, a, a_count, 1);
		if (pomost__limbs_cmp(x, y, a_count + 1) != 0)
			pomost__finding(&findings, "row %d: shift", row);
		x[a_count] = pomost__limbs_mul_1(x, a, a_count, b[0]);
		pomost__limbs_mul(y, a, a_count, b, 1);
		if (pomost__limbs_cmp(x, y, a_count + 1) != 0)
			pomost__finding(&findings, "row %d: multiply", row);
		x[a_count] = pomost__limbs_add_1(x, a, a_count, b[0]);
		y[a_count] = pomost__limbs_add(y, a, a_count, b, 1);
		if (pomost__limbs_cmp(x, y, a_count + 1) != 0)
			pomost__finding(&findings, "row %d: add one", row);
		if ((pomost__limbs_cmp(a, x, a_count) > 0) !=
		    (pomost__limbs_cmp(x, a, a_count) < 0))
			pomost__finding(&findings, "row %d: compare", row);
	}
	pomost__findings_end(&findings);
}
END_TEST

/* (a + 1)(a - 1) = a^2 - 1 at the largest size, and carries through all limbs. */
START_TEST(test_products)
{
	pomost__limb ones[DIVISOR];
	pomost__limb less[DIVISOR];
	pomost__limb square[2 * DIVISOR];
	pomost__limb product[2 * DIVISOR + 1];
	pomost__limb more[DIVISOR + 1] = {0};
	int32_t i;

	for (i = 0; i < DIVISOR; i++)
		ones[i] = less[i] = (pomost__limb)-1;
	less[0]--;
	more[DIVISOR] = 1;
	pomost__limbs_mul(square, ones, DIVISOR, ones, DIVISOR);
	pomost__limbs_mul(product, more, DIVISOR + 1, less, DIVISOR);
	ck_assert_uint_eq(pomost__limbs_add_1(product, product, 2 * DIVISOR, 1), 0);
	ck_assert_int_eq(pomost__limbs_cmp(square, product, 2 * DIVISOR), 0);
	ck_assert_uint_eq(square[0], 1);
	ck_assert_uint_eq(square[DIVISOR], (pomost__limb)-2);
}
END_TEST

/* The exact path itself at its largest: comparing ratios, and multiplying and rounding. */
static void
work_at_the_limits(void)
{
	static const char nines[] =
		"9999999999999999999999999999999999999999999999999999999999999999";
	struct pomost__ratio ratio;
	struct pomost__ratio other;
	pomost_decimal large;
	pomost_decimal fine;
	pomost_decimal result;
	char text[POMOST__RATIO_TEXT];
	int64_t whole;

	pomost_decimal_parse(nines, 64, &large, NULL);
	pomost_decimal_multiply(&large, &large, &large, NULL);
	pomost_decimal_from_i64(1, 64, &fine, NULL);
	pomost_decimal_multiply(&large, &fine, &fine, NULL);
	ck_assert_int_eq(pomost_decimal_compare(&large, &fine, &(int32_t){0}, NULL), POMOST_OK);
	ck_assert_int_eq(pomost__decimal_multiply_round(&fine, &fine, 0, POMOST_UP, &result),
			 POMOST_OK);
	ck_assert_int_eq(pomost__decimal_multiply_round(&large, &large, 64, POMOST_UP, &result),
			 POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost__decimal_divide(&large, &fine, 63, POMOST_UP, &result), POMOST_OK);
	ck_assert_int_eq(pomost__decimal_divide(&fine, &large, 64, POMOST_UP, &result), POMOST_OK);
	ck_assert_int_eq(pomost__decimal_add(&large, &fine, &result), POMOST_ERR_LIMIT);
	pomost__decimal_format(&large, text);
	ratio.numerator = fine;
	ratio.denominator = large;
	other.numerator = large;
	other.denominator = large;
	ck_assert_int_eq(pomost__ratio_compare(&ratio, &other), -1);
	ck_assert_int_eq(pomost__ratio_compare(&other, &ratio), 1);
	ck_assert_int_eq(pomost__ratio_scale_i64(&ratio, INT64_MAX, 64, POMOST_UP, &whole, NULL),
			 POMOST_OK);
	ck_assert_int_eq(whole, INT64_MAX);
	pomost_decimal_from_i64(7, 0, &ratio.numerator, NULL);
	ck_assert_uint_gt(pomost__ratio_format(&ratio, text), 128);
}

#ifdef POMOST_LIMBS_PORTABLE

START_TEST(test_limits)
{
	work_at_the_limits();
}
END_TEST

#else

static int allocations;

static void *
count_alloc(size_t size)
{
	allocations++;
	return malloc(size);
}

static void *
count_realloc(void *block, size_t old_size, size_t size)
{
	(void)old_size;
	allocations++;
	return realloc(block, size);
}

static void
count_free(void *block, size_t size)
{
	(void)size;
	free(block);
}

START_TEST(test_limits)
{
	mp_set_memory_functions(count_alloc, count_realloc, count_free);
	work_at_the_limits();
	ck_assert_int_eq(allocations, 0);
}
END_TEST

/* GMP's limbs as limbs of 32 bits; returns how many. */
static int32_t
narrow(const pomost__limb *limbs, int32_t count, uint32_t *result)
{
	int32_t length = 0;
	int32_t i;
	int32_t bits;

	for (i = 0; i < count; i++) {
		for (bits = 0; bits < POMOST__LIMB_BITS; bits += 32)
			result[length++] = (uint32_t)(limbs[i] >> bits);
	}
	while (length > 1 && result[length - 1] == 0)
		length--;
	return length;
}

static bool
is_same(const pomost__limb *limbs, int32_t count, const uint32_t *twin, int32_t twin_count)
{
	uint32_t narrowed[4 * MOST];
	int32_t length = narrow(limbs, count, narrowed);

	while (twin_count > 1 && twin[twin_count - 1] == 0)
		twin_count--;
	return length == twin_count && memcmp(narrowed, twin, (size_t)length * sizeof *twin) == 0;
}

START_TEST(test_twin)
{
	struct pomost__findings findings = {0};
	uint64_t state = 3;
	int row;

	for (row = 0; row < 100000; row++) {
		int32_t b_count = 1 + (int32_t)(next_random(&state) % DIVISOR);
		int32_t a_count = b_count + (int32_t)(next_random(&state) %
						      (uint64_t)(DIVIDEND + 1 - b_count));
		pomost__limb a[MOST];
		pomost__limb b[MOST];
		pomost__limb x[2 * MOST];
		pomost__limb y[MOST];
		uint32_t c[2 * MOST];
		uint32_t d[2 * MOST];
		uint32_t z[4 * MOST];
		uint32_t w[2 * MOST];
		int32_t c_count;
		int32_t d_count;

		fill(a, a_count, &state);
		fill(b, b_count, &state);
		c_count = narrow(a, a_count, c);
		d_count = narrow(b, b_count, d);
		if (c_count < d_count || c_count > POMOST__PORTABLE_LIMBS)
			continue;
		x[a_count] = pomost__limbs_add(x, a, a_count, b, b_count);
		z[c_count] = pomost__portable_add(z, c, c_count, d, d_count);
		if (!is_same(x, a_count + 1, z, c_count + 1))
			pomost__finding(&findings, "row %d: add", row);
		pomost__limbs_mul(x, a, a_count, b, b_count);
		pomost__portable_mul(z, c, c_count, d, d_count);
		if (!is_same(x, a_count + b_count, z, c_count + d_count))
			pomost__finding(&findings, "row %d: multiply", row);
		pomost__limbs_tdiv_qr(x, y, a, a_count, b, b_count);
		pomost__portable_tdiv_qr(z, w, 0, c, c_count, d, d_count);
		if (!is_same(x, a_count - b_count + 1, z, c_count - d_count + 1) ||
		    !is_same(y, b_count, w, d_count))
			pomost__finding(&findings, "row %d: divide", row);
	}
	pomost__findings_end(&findings);
}
END_TEST

/* Three and four limbs over two and three, of the five limbs at the corners, all of them: here the
 * first guess of a digit is wrong by two, and the second by one. */
START_TEST(test_twin_corners)
{
	static const uint32_t corners[] = {0, 1, UINT32_MAX / 2, UINT32_MAX / 2 + 1, UINT32_MAX};
	struct pomost__findings findings = {0};
	uint32_t number;

	for (number = 0; number < 78125; number++) {
		uint32_t left[4];
		uint32_t right[3];
		uint32_t quotient[4];
		uint32_t remainder[3];
		uint32_t again[8] = {0};
		uint32_t rest = number;
		int i;

		for (i = 0; i < 4; i++, rest /= 5)
			left[i] = corners[rest % 5];
		for (i = 0; i < 3; i++, rest /= 5)
			right[i] = corners[rest % 5];
		if (right[2] == 0)
			continue;
		pomost__portable_tdiv_qr(quotient, remainder, 0, left, 4, right, 3);
		pomost__portable_mul(again, right, 3, quotient, 2);
		again[5] = pomost__portable_add(again, again, 5, remainder, 3);
		if (pomost__portable_cmp(remainder, right, 3) >= 0 || again[4] || again[5] ||
		    pomost__portable_cmp(again, left, 4) != 0)
			pomost__finding(&findings, "number %u", (unsigned)number);
	}
	pomost__findings_end(&findings);
}
END_TEST

#endif

int
main(void)
{
	Suite *suite = suite_create("limbs");

	pomost__check_add(suite, "division", test_division);
	pomost__check_add(suite, "sums", test_sums);
	pomost__check_add(suite, "products", test_products);
	pomost__check_add(suite, "limits", test_limits);
#ifndef POMOST_LIMBS_PORTABLE
	pomost__check_add(suite, "twin", test_twin);
	pomost__check_add(suite, "twin corners", test_twin_corners);
#endif
	return pomost__check_run(suite);
}
