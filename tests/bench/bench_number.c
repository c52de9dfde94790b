/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a decimal costs, beside GMP's integers doing the same work with care: reused, never
 * initialised anew, text in a buffer that stands ready. Prints rows for run.py.
 *
 * Built twice: with the library's own inline functions, and with BENCH_ABI as another program that
 * calls the public functions of the shared library.
 *
 * Both sides compute 1 024 rows of amounts up to 10^9 with two digits and rates of two to four;
 * first their results are compared.
 */
#include <pomost/decimal.h>

#include <gmp.h>
#include <stdio.h>
#include <string.h>

#include "timing.h"
#ifndef BENCH_ABI
#include "number/decimal.h"
#endif

#define ROWS 1024
/* Adding and comparing is so little work that fetching 1 024 rows would take longer, so they take
 * the first of them only. Neither side branches on the amounts there. */
#define NEAR_ROWS 256
#define RUNS 150
#define PASSES 8

static pomost_decimal amounts[ROWS];
static pomost_decimal others[ROWS];
static pomost_decimal rates[ROWS];
static pomost_decimal results[ROWS];
static char texts[ROWS][POMOST_DECIMAL_TEXT];
static size_t lengths[ROWS];
static mpz_t big_amounts[ROWS];
static mpz_t big_others[ROWS];
static mpz_t big_rates[ROWS];
static mpz_t big_results[ROWS];
static mpz_t powers[8];
static mpz_t halves[8];
static int32_t rate_scales[ROWS];
static char digits[ROWS][POMOST_DECIMAL_TEXT];
static char buffers[ROWS][POMOST_DECIMAL_TEXT];
static volatile int64_t sink;

#ifdef BENCH_ABI
#define OUR_NAME(operation) operation ", through the ABI"
#define WANTED(times) 1
#define add(left, right, result) pomost_decimal_add(left, right, result, NULL)
#define parse(text, length, result) pomost_decimal_parse(text, length, result, NULL)
#define format(value, buffer) pomost_decimal_format(value, buffer, POMOST_DECIMAL_TEXT, NULL, NULL)

static inline int32_t
multiply_round(const pomost_decimal *left, const pomost_decimal *right, pomost_decimal *result)
{
	pomost_decimal_multiply(left, right, result, NULL);
	return pomost_decimal_round(result, 2, POMOST_HALF_UP, result, NULL);
}

static inline int32_t
compare(const pomost_decimal *left, const pomost_decimal *right)
{
	int32_t order = 0;

	pomost_decimal_compare(left, right, &order, NULL);
	return order;
}
#else
#define OUR_NAME(operation) operation
#define WANTED(times) times
#define add(left, right, result) pomost__decimal_add(left, right, result)
#define multiply_round(left, right, result)                                                        \
	pomost__decimal_multiply_round(left, right, 2, POMOST_HALF_UP, result)
#define compare(left, right) pomost__decimal_compare(left, right)
#define parse(text, length, result) pomost__decimal_parse(text, length, result)
#define format(value, buffer) pomost__decimal_format(value, buffer)
#endif

static void
our_add(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < NEAR_ROWS; i++)
			add(&amounts[i], &others[i], &results[i]);
	}
}

static void
mpz_add_rows(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < NEAR_ROWS; i++)
			mpz_add(big_results[i], big_amounts[i], big_others[i]);
	}
}

static void
our_multiply(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < ROWS; i++)
			multiply_round(&amounts[i], &rates[i], &results[i]);
	}
}

/* Half away from zero: half of the unit is added, on the side of the sign, and the rest cut. */
static void
mpz_multiply_rows(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < ROWS; i++) {
			mpz_ptr result = big_results[i];
			int32_t cut = rate_scales[i];

			mpz_mul(result, big_amounts[i], big_rates[i]);
			if (mpz_sgn(result) < 0)
				mpz_sub(result, result, halves[cut]);
			else
				mpz_add(result, result, halves[cut]);
			mpz_tdiv_q(result, result, powers[cut]);
		}
	}
}

static void
our_compare(void)
{
	int64_t sum = 0;
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < NEAR_ROWS; i++)
			sum += compare(&amounts[i], &others[i]);
	}
	sink = sum;
}

static void
mpz_compare_rows(void)
{
	int64_t sum = 0;
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < NEAR_ROWS; i++) {
			int order = mpz_cmp(big_amounts[i], big_others[i]);

			sum += (order > 0) - (order < 0);
		}
	}
	sink = sum;
}

static void
our_parse(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < ROWS; i++)
			parse(texts[i], lengths[i], &results[i]);
	}
}

/* Without a point, which mpz does not read: the baseline has less to do. */
static void
mpz_parse_rows(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < ROWS; i++)
			mpz_set_str(big_results[i], digits[i], 10);
	}
}

static void
our_format(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < ROWS; i++)
			format(&amounts[i], buffers[i]);
	}
}

static void
mpz_format_rows(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < ROWS; i++)
			mpz_get_str(buffers[i], 10, big_amounts[i]);
	}
}

enum { ADD, MULTIPLY, COMPARE, PARSE, FORMAT, OPERATIONS };

/* How many times faster than mpz each has to be. */
static const struct {
	const char *name;
	void (*run[2])(void);
	int rows;
	double wanted;
} operations[OPERATIONS] = {
	[ADD] = {OUR_NAME("add"), {our_add, mpz_add_rows}, NEAR_ROWS, WANTED(5)},
	[MULTIPLY] = {OUR_NAME("multiply and round"),
		      {our_multiply, mpz_multiply_rows},
		      ROWS,
		      WANTED(5)},
	[COMPARE] = {OUR_NAME("compare"), {our_compare, mpz_compare_rows}, NEAR_ROWS, 1},
	[PARSE] = {OUR_NAME("parse"), {our_parse, mpz_parse_rows}, ROWS, WANTED(2)},
	[FORMAT] = {OUR_NAME("format"), {our_format, mpz_format_rows}, ROWS, WANTED(2)},
};

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 33;
}

static void
fill(void)
{
	uint64_t state = 2026;
	char text[32];
	int i;

	for (i = 0; i < 8; i++) {
		mpz_init(powers[i]);
		mpz_init(halves[i]);
		mpz_ui_pow_ui(powers[i], 10, (unsigned)i);
		mpz_tdiv_q_ui(halves[i], powers[i], 2);
	}
	for (i = 0; i < ROWS; i++) {
		/* Of all lengths, up to 10^9 in major units; one in eight is below zero. */
		uint64_t bits = next_random(&state) * 64;
		int64_t amount = (int64_t)((bits >> next_random(&state) % 30) % 100000000000);
		int64_t other = (int64_t)(next_random(&state) * 46 % 100000000000);
		int32_t scale = (int32_t)(next_random(&state) % 3) + 2;
		int64_t rate = (int64_t)(next_random(&state) % 20000);

		if (next_random(&state) % 8 == 0)
			amount = -amount;
		rate_scales[i] = scale;
		pomost_decimal_from_i64(amount, 2, &amounts[i], NULL);
		pomost_decimal_from_i64(other, 2, &others[i], NULL);
		pomost_decimal_from_i64(rate, scale, &rates[i], NULL);
		pomost_decimal_format(&amounts[i], texts[i], sizeof texts[i], &lengths[i], NULL);
		snprintf(digits[i], sizeof digits[i], "%lld", (long long)amount);
		mpz_init_set_str(big_amounts[i], digits[i], 10);
		snprintf(text, sizeof text, "%lld", (long long)other);
		mpz_init_set_str(big_others[i], text, 10);
		mpz_init_set_ui(big_rates[i], (unsigned)rate);
		mpz_init2(big_results[i], 192);
	}
}

static void
release(void)
{
	int i;

	for (i = 0; i < 8; i++)
		mpz_clears(powers[i], halves[i], NULL);
	for (i = 0; i < ROWS; i++)
		mpz_clears(big_amounts[i], big_others[i], big_rates[i], big_results[i], NULL);
}

/* An integer's text as that of a number with two digits after the point. */
static void
insert_point(const char *text, char *result)
{
	size_t sign = *text == '-';
	size_t length = strlen(text + sign);
	size_t zeros = length < 3 ? 3 - length : 0;

	sprintf(result, "%.*s%.*s%s", (int)sign, text, (int)zeros, "00", text + sign);
	length = strlen(result);
	memmove(result + length - 1, result + length - 2, 3);
	result[length - 2] = '.';
}

/* Whether the last results of both sides have the same text. */
static int
results_agree(const char *name, int rows)
{
	int i;

	for (i = 0; i < rows; i++) {
		char ours[POMOST_DECIMAL_TEXT];
		char theirs[2 * POMOST_DECIMAL_TEXT];
		char text[POMOST_DECIMAL_TEXT];

		pomost_decimal_format(&results[i], ours, sizeof ours, NULL, NULL);
		mpz_get_str(text, 10, big_results[i]);
		insert_point(text, theirs);
		if (strcmp(ours, theirs) != 0) {
			fprintf(stderr, "%s, row %d: %s, but mpz has %s\n", name, i, ours, theirs);
			return 0;
		}
	}
	return 1;
}

static int
compares_agree(void)
{
	int64_t sum;

	our_compare();
	sum = sink;
	mpz_compare_rows();
	return sum == sink;
}

static int
texts_agree(void)
{
	char text[2 * POMOST_DECIMAL_TEXT];
	int i;

	our_format();
	for (i = 0; i < ROWS; i++) {
		insert_point(digits[i], text);
		if (strcmp(text, buffers[i]) != 0)
			return 0;
	}
	return 1;
}

static int
all_agree(void)
{
	static const int with_results[] = {ADD, MULTIPLY, PARSE};
	int i;

	for (i = 0; i < 3; i++) {
		int operation = with_results[i];

		operations[operation].run[0]();
		operations[operation].run[1]();
		if (!results_agree(operations[operation].name, operations[operation].rows))
			return 0;
	}
	return compares_agree() && texts_agree();
}

int
main(void)
{
	int i;

	fill();
	if (!all_agree()) {
		fputs("decimals and mpz disagree\n", stderr);
		return 1;
	}
	for (i = 0; i < OPERATIONS; i++) {
		struct bench_time times[2];

		bench_measure(operations[i].run, 2, RUNS, (double)PASSES * operations[i].rows,
			      times);
		bench_tell(operations[i].name, &times[0], &times[1], operations[i].wanted);
	}
	release();
	return 0;
}
