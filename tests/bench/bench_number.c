/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a decimal costs, beside GMP's integers doing the same work with care: reused, never
 * initialised anew, text in a buffer that stands ready. Prints nanoseconds for one operation, the
 * least of many runs, and how often the slower is slower.
 *
 *     bench_number            the table
 *     bench_number --check    the same, and status 1 where a target is missed
 *
 * Both sides compute 1 024 rows of amounts up to 10^9 with two digits and rates of two to four;
 * first their texts are compared. The columns: `inline` as the library's own code calls it, `ABI`
 * through the public functions, `mpz` the baseline.
 */
#include <pomost/decimal.h>

#include <gmp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "number/decimal.h"

#define ROWS 1024
/* Adding and comparing is so little work that fetching 1 024 rows would take longer, so they take
 * the first of them only. Neither side branches on the amounts there. */
#define NEAR_ROWS 256
#define RUNS 400
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

static void
inline_add(void)
{
	for (int i = 0; i < NEAR_ROWS; i++)
		pomost__decimal_add(&amounts[i], &others[i], &results[i]);
}

static void
public_add(void)
{
	for (int i = 0; i < NEAR_ROWS; i++)
		pomost_decimal_add(&amounts[i], &others[i], &results[i], NULL);
}

static void
mpz_add_rows(void)
{
	for (int i = 0; i < NEAR_ROWS; i++)
		mpz_add(big_results[i], big_amounts[i], big_others[i]);
}

static void
inline_multiply(void)
{
	for (int i = 0; i < ROWS; i++)
		pomost__decimal_multiply_round(&amounts[i], &rates[i], 2, POMOST_HALF_UP,
					       &results[i]);
}

static void
public_multiply(void)
{
	for (int i = 0; i < ROWS; i++) {
		pomost_decimal_multiply(&amounts[i], &rates[i], &results[i], NULL);
		pomost_decimal_round(&results[i], 2, POMOST_HALF_UP, &results[i], NULL);
	}
}

/* Half away from zero: half of the unit is added, on the side of the sign, and the rest cut. */
static void
mpz_multiply_rows(void)
{
	for (int i = 0; i < ROWS; i++) {
		int32_t cut = rate_scales[i];

		mpz_mul(big_results[i], big_amounts[i], big_rates[i]);
		if (mpz_sgn(big_results[i]) < 0)
			mpz_sub(big_results[i], big_results[i], halves[cut]);
		else
			mpz_add(big_results[i], big_results[i], halves[cut]);
		mpz_tdiv_q(big_results[i], big_results[i], powers[cut]);
	}
}

static void
inline_compare(void)
{
	int64_t sum = 0;

	for (int i = 0; i < NEAR_ROWS; i++)
		sum += pomost__decimal_compare(&amounts[i], &others[i]);
	sink = sum;
}

static void
public_compare(void)
{
	int64_t sum = 0;

	for (int i = 0; i < NEAR_ROWS; i++) {
		int32_t order;

		pomost_decimal_compare(&amounts[i], &others[i], &order, NULL);
		sum += order;
	}
	sink = sum;
}

static void
mpz_compare_rows(void)
{
	int64_t sum = 0;

	for (int i = 0; i < NEAR_ROWS; i++) {
		int order = mpz_cmp(big_amounts[i], big_others[i]);

		sum += (order > 0) - (order < 0);
	}
	sink = sum;
}

static void
inline_parse(void)
{
	for (int i = 0; i < ROWS; i++)
		pomost__decimal_parse(texts[i], lengths[i], &results[i]);
}

static void
public_parse(void)
{
	for (int i = 0; i < ROWS; i++)
		pomost_decimal_parse(texts[i], lengths[i], &results[i], NULL);
}

/* Without a point, which mpz does not read: the baseline has less to do. */
static void
mpz_parse_rows(void)
{
	for (int i = 0; i < ROWS; i++)
		mpz_set_str(big_results[i], digits[i], 10);
}

static void
inline_format(void)
{
	for (int i = 0; i < ROWS; i++)
		pomost__decimal_format(&amounts[i], buffers[i]);
}

static void
public_format(void)
{
	for (int i = 0; i < ROWS; i++)
		pomost_decimal_format(&amounts[i], buffers[i], POMOST_DECIMAL_TEXT, NULL, NULL);
}

static void
mpz_format_rows(void)
{
	for (int i = 0; i < ROWS; i++)
		mpz_get_str(buffers[i], 10, big_amounts[i]);
}

/* The targets: how many times faster than mpz. */
static const struct {
	const char *name;
	void (*run[3])(void);
	int rows;
	double inline_target;
	double public_target;
} operations[] = {
	{"add", {inline_add, public_add, mpz_add_rows}, NEAR_ROWS, 5, 1},
	{"multiply and round", {inline_multiply, public_multiply, mpz_multiply_rows}, ROWS, 5, 1},
	{"compare", {inline_compare, public_compare, mpz_compare_rows}, NEAR_ROWS, 1, 1},
	{"parse", {inline_parse, public_parse, mpz_parse_rows}, ROWS, 2, 1},
	{"format", {inline_format, public_format, mpz_format_rows}, ROWS, 2, 1},
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
		char theirs[POMOST_DECIMAL_TEXT];
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

/* Both ways of ours against mpz, in all operations. */
static int
all_agree(void)
{
	int64_t orders;
	char text[POMOST_DECIMAL_TEXT];
	int way;
	int i;

	for (way = 0; way < 2; way++) {
		for (i = 0; i < 4; i++) {
			if (i == 2)
				continue;
			operations[i].run[way]();
			operations[i].run[2]();
			if (!results_agree(operations[i].name, operations[i].rows))
				return 0;
		}
		operations[2].run[way]();
		orders = sink;
		mpz_compare_rows();
		if (orders != sink)
			return 0;
		operations[4].run[way]();
		for (i = 0; i < ROWS; i++) {
			insert_point(digits[i], text);
			if (strcmp(text, buffers[i]) != 0)
				return 0;
		}
	}
	return 1;
}

static double
nanoseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* The least time of a row, over many runs: what disturbs only adds. */
static void
measure(void (*const run[3])(void), int rows, double least[3])
{
	int repeat;
	int pass;
	int way;

	for (way = 0; way < 3; way++)
		least[way] = 1e300;
	for (repeat = 0; repeat < RUNS; repeat++) {
		for (way = 0; way < 3; way++) {
			double begin = nanoseconds();
			double row;

			for (pass = 0; pass < PASSES; pass++)
				run[way]();
			row = (nanoseconds() - begin) / (PASSES * rows);
			if (row < least[way])
				least[way] = row;
		}
	}
}

int
main(int argc, char **argv)
{
	int check = argc > 1 && strcmp(argv[1], "--check") == 0;
	int missed = 0;
	size_t i;

	fill();
	if (!all_agree()) {
		fputs("the two sides disagree\n", stderr);
		return 1;
	}
	printf("%-20s %8s %8s %8s %12s %12s\n", "ns", "inline", "ABI", "mpz", "mpz/inline",
	       "mpz/ABI");
	for (i = 0; i < sizeof operations / sizeof *operations; i++) {
		double least[3];
		int slow;

		measure(operations[i].run, operations[i].rows, least);
		slow = least[2] < operations[i].inline_target * least[0] ||
		       least[2] < operations[i].public_target * least[1];
		printf("%-20s %8.1f %8.1f %8.1f %8.1f >=%2.0f %8.1f >=%2.0f%s\n",
		       operations[i].name, least[0], least[1], least[2], least[2] / least[0],
		       operations[i].inline_target, least[2] / least[1],
		       operations[i].public_target, slow ? "  missed" : "");
		missed += slow;
	}
	release();
	return check && missed ? 1 : 0;
}
