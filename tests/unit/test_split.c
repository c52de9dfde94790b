/* SPDX-License-Identifier: Apache-2.0 */
/* Splitting: the parts always add up, and nothing else decides than the rule. */
#include "number/split.h"

#include <inttypes.h>
#include <string.h>

#include "check_main.h"

#define MOST 64

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 33;
}

static struct pomost__ratio
ratio(const char *text)
{
	struct pomost__ratio result;

	ck_assert_msg(pomost__ratio_parse(text, strlen(text), &result) == POMOST_OK, "%s", text);
	return result;
}

static const struct {
	const char *label;
	int64_t total;
	size_t count;
	int64_t weights[8];
	int64_t parts[8];
} splits[] = {
	{"120000 over 7: 17142.857",
	 12000000,
	 7,
	 {1, 1, 1, 1, 1, 1, 1},
	 {1714286, 1714286, 1714286, 1714286, 1714286, 1714285, 1714285}},
	{"the same by money",
	 12000000,
	 7,
	 {2400000, 2400000, 2400000, 2400000, 2400000, 2400000, 2400000},
	 {1714286, 1714286, 1714286, 1714286, 1714286, 1714285, 1714285}},
	{"ties to the earlier", 1, 3, {5, 5, 5}, {1, 0, 0}},
	{"the largest remainder first", 10, 3, {1, 1, 4}, {2, 2, 6}}, /* 1.67, 1.67, 6.67 */
	{"remainders by size", 7, 3, {3, 5, 6}, {2, 2, 3}},           /* 1.5, 2.5, 3.0 */
	{"two left, three tie", 5, 3, {1, 1, 1}, {2, 2, 1}},
	{"nothing to split", 0, 3, {7, 0, 9}, {0, 0, 0}},
	{"a cap that just holds", 21, 3, {7, 5, 9}, {7, 5, 9}},
	{"zero weights get nothing", 5, 4, {0, 3, 0, 3}, {0, 3, 0, 2}},
	{"all weights zero", 0, 2, {0, 0}, {0, 0}},
	{"one part", 99, 1, {3}, {99}},
	{"no part", 0, 0, {0}, {0}},
	{"more than the weights", 100, 2, {1, 2}, {33, 67}},
	{"large, beyond 64 bits",
	 INT64_MAX,
	 3,
	 {INT64_MAX / 3, INT64_MAX / 3, INT64_MAX / 3},
	 {3074457345618258603, 3074457345618258602, 3074457345618258602}},
	{"seven workplaces, one asks less: 120000 of 163999.99",
	 12000000,
	 7,
	 {2400000, 1999999, 2400000, 2400000, 2400000, 2400000, 2400000},
	 /* 12e6 × 2.4e6 / 16399999 = 1756097.66…, 12e6 × 1999999 / 16399999 = 1463414.0… */
	 {1756098, 1463414, 1756098, 1756098, 1756098, 1756097, 1756097}},
};

START_TEST(test_largest_remainder)
{
	struct pomost__findings findings = {0};
	size_t i;
	size_t j;

	for (i = 0; i < sizeof splits / sizeof *splits; i++) {
		int64_t parts[8] = {0};
		int64_t scratch[16];
		int64_t over[8];

		memcpy(over, splits[i].weights, sizeof over);
		pomost__split_largest_remainder(splits[i].total, splits[i].weights, splits[i].count,
						parts, scratch);
		/* The parts may be the weights. */
		pomost__split_largest_remainder(splits[i].total, over, splits[i].count, over,
						scratch);
		for (j = 0; j < splits[i].count; j++) {
			if (parts[j] != splits[i].parts[j] || over[j] != parts[j])
				pomost__finding(&findings, "%s: part %zu: %" PRId64 " and %" PRId64,
						splits[i].label, j, parts[j], over[j]);
		}
	}
	pomost__findings_end(&findings);
}
END_TEST

/* The same the slow way: cut all down, then search for each unit that is left. */
static void
split_slowly(int64_t total, const int64_t *weights, size_t count, int64_t *parts)
{
	bool given[MOST] = {false};
	int64_t sum = 0;
	int64_t left = total;
	size_t i;

	for (i = 0; i < count; i++)
		sum += weights[i];
	for (i = 0; i < count; i++) {
		parts[i] = total * weights[i] / sum;
		left -= parts[i];
	}
	for (; left > 0; left--) {
		size_t best = count;

		for (i = 0; i < count; i++) {
			if (!given[i] && (best == count ||
					  total * weights[i] % sum > total * weights[best] % sum))
				best = i;
		}
		given[best] = true;
		parts[best]++;
	}
}

START_TEST(test_random_splits)
{
	struct pomost__findings findings = {0};
	uint64_t state = 42;
	int row;

	for (row = 0; row < 20000; row++) {
		int64_t weights[MOST];
		int64_t parts[MOST];
		int64_t wanted[MOST];
		int64_t scratch[2 * MOST];
		size_t count = 1 + next_random(&state) % MOST;
		/* Few different weights make many ties. */
		uint64_t range = 1 + next_random(&state) % (row % 2 ? 4 : 3000000);
		int64_t sum = 0;
		int64_t total;
		int64_t check = 0;
		size_t i;

		for (i = 0; i < count; i++) {
			weights[i] = (int64_t)(next_random(&state) % range);
			sum += weights[i];
		}
		if (sum == 0)
			continue;
		total = (int64_t)(next_random(&state) % (uint64_t)(sum + 1));
		pomost__split_largest_remainder(total, weights, count, parts, scratch);
		split_slowly(total, weights, count, wanted);
		for (i = 0; i < count; i++)
			check += parts[i];
		if (check != total || memcmp(parts, wanted, count * sizeof *parts) != 0)
			pomost__finding(&findings, "row %d: %" PRId64 " of %" PRId64, row, check,
					total);
	}
	pomost__findings_end(&findings);
}
END_TEST

START_TEST(test_rest)
{
	static const struct {
		int64_t total;
		size_t count;
		int64_t each;
		int64_t other;
	} rows[] = {
		{2902600, 12, 241883, 241887}, /* 29026 over 12 months */
		{3817800, 12, 318150, 318150},
		{100, 3, 33, 34},
		{2, 3, 0, 2},
		{0, 5, 0, 0},
		{7, 1, 7, 7},
		{INT64_MAX, 2, INT64_MAX / 2, INT64_MAX / 2 + 1},
	};
	size_t i;
	size_t j;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t last[12];
		int64_t first[12];
		size_t count = rows[i].count;

		pomost__split_rest_last(rows[i].total, count, last);
		pomost__split_rest_first(rows[i].total, count, first);
		for (j = 0; j < count; j++) {
			ck_assert_int_eq(last[j], j + 1 == count ? rows[i].other : rows[i].each);
			ck_assert_int_eq(first[j], j == 0 ? rows[i].other : rows[i].each);
		}
	}
}
END_TEST

/* One amount through a share. */
START_TEST(test_share_once)
{
	static const struct {
		const char *ratio;
		int64_t amount;
		int32_t mode;
		int32_t status;
		int64_t wanted;
	} rows[] = {
		{"85%", 259406129, POMOST_HALF_UP, 0, 220495210}, /* 2 204 952.0965 rounds up */
		{"80%", 159986980, 0, 0, 127989584},              /* 1 279 895.84 exactly */
		{"85%", 259406129, 0, POMOST_ERR_VALUE, -1},
		{"85%", 259406129, POMOST_DOWN, 0, 220495209},
		{"1/2", 5, POMOST_HALF_EVEN, 0, 2},
		{"1/2", 7, POMOST_HALF_EVEN, 0, 4},
		{"1/2", 5, POMOST_HALF_DOWN, 0, 2},
		{"1/2", 5, POMOST_HALF_UP, 0, 3},
		{"1/3", 1, POMOST_CEILING, 0, 1},
		{"1", INT64_MAX, 0, 0, INT64_MAX},
		{"100%", 100, 0, 0, 100},
		{"0", INT64_MAX, 0, 0, 0},
		{"0.00", 5, 0, 0, 0},
		/* beyond 64 bits: a third, and nearly a third */
		{"100000000000000000000000/300000000000000000000000", 9, 0, 0, 3},
		{"0.33333333333333333333333333333333", 3, POMOST_HALF_UP, 0, 1},
		{"0.33333333333333333333333333333333", 3, POMOST_DOWN, 0, 0},
		{"0.33333333333333333333333333333333", 3, 0, POMOST_ERR_VALUE, -1},
		{"9223372036854775806/9223372036854775807", INT64_MAX, 0, 0, INT64_MAX - 1},
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pomost__ratio value = ratio(rows[i].ratio);
		struct pomost__share share;
		int64_t found = -1;
		int32_t status;

		pomost__share_init(&share, &value, rows[i].mode);
		status = pomost__share_add(&share, rows[i].amount, &found);
		ck_assert_msg(status == rows[i].status && found == rows[i].wanted,
			      "%s of %" PRId64 ": status %d, %" PRId64, rows[i].ratio,
			      rows[i].amount, (int)status, found);
	}
}
END_TEST

/* Row after row, the share is that of the running total, rounded once, and its steps add up. */
START_TEST(test_running_shares)
{
	static const char *const ratios[] = {
		"85%",
		"15%",
		"1/3",
		"2/37",
		"0.0775",
		"999999999/1000000000",
		"123456789012345678/987654321098765432",
		"0.33333333333333333333333333333333",
		"10000000000000000000000/70000000000000000000000",
	};
	struct pomost__findings findings = {0};
	uint64_t state = 7;
	size_t i;
	int32_t mode;
	int row;

	for (i = 0; i < sizeof ratios / sizeof *ratios; i++) {
		for (mode = POMOST_HALF_UP; mode <= POMOST_FLOOR; mode++) {
			struct pomost__ratio value = ratio(ratios[i]);
			struct pomost__share share;
			int64_t total = 0;
			int64_t steps = 0;
			int64_t before = 0;

			pomost__share_init(&share, &value, mode);
			for (row = 0; row < 1500; row++) {
				/* The same amount again, which has a short way, and others. */
				int64_t amount =
					row % 12 < 6 ? 175000
						     : (int64_t)(next_random(&state) % 100000000);
				int64_t found = -1;
				int64_t wanted = -2;

				total += amount;
				pomost__share_add(&share, amount, &found);
				pomost__ratio_scale_i64(&value, total, 0, mode, &wanted, NULL);
				steps += found - before;
				before = found;
				if (found != wanted || steps != wanted)
					pomost__finding(&findings, "%s, mode %d, row %d: %" PRId64,
							ratios[i], (int)mode, row, found);
			}
		}
	}
	pomost__findings_end(&findings);
}
END_TEST

/* 85 % half-up by plain integers: (17 t × 2 + 20) / 40. */
START_TEST(test_running_plain)
{
	struct pomost__ratio value = ratio("85%");
	struct pomost__share share;
	int64_t total = 0;
	int row;

	pomost__share_init(&share, &value, POMOST_HALF_UP);
	for (row = 0; row < 20000; row++) {
		int64_t found;

		total += row;
		ck_assert_int_eq(pomost__share_add(&share, row, &found), POMOST_OK);
		ck_assert_int_eq(found, (34 * total + 20) / 40);
	}
}
END_TEST

/* A row that fails counts for nothing. */
START_TEST(test_share_fails)
{
	static const char *const ratios[] = {"1/2",
					     "10000000000000000000000/20000000000000000000000"};
	size_t i;

	for (i = 0; i < 2; i++) {
		struct pomost__ratio half = ratio(ratios[i]);
		struct pomost__share share;
		int64_t found = -1;

		pomost__share_init(&share, &half, 0);
		ck_assert_int_eq(pomost__share_add(&share, 4, &found), POMOST_OK);
		ck_assert_int_eq(found, 2);
		ck_assert_int_eq(pomost__share_add(&share, 1, &found), POMOST_ERR_VALUE);
		ck_assert_int_eq(pomost__share_add(&share, INT64_MAX - 3, &found),
				 POMOST_ERR_LIMIT);
		ck_assert_int_eq(found, 2);
		ck_assert_int_eq(pomost__share_add(&share, 2, &found), POMOST_OK);
		ck_assert_int_eq(found, 3);
	}
}
END_TEST

/* A cap shared by as many instalments as a case may have, in the worst order, stays quick. */
START_TEST(test_many)
{
	size_t count = 250000;
	int64_t *weights = malloc(count * sizeof *weights);
	int64_t *scratch = malloc(2 * count * sizeof *scratch);
	int64_t sum = 0;
	int64_t total = 0;
	size_t i;

	ck_assert_ptr_nonnull(weights);
	ck_assert_ptr_nonnull(scratch);
	for (i = 0; i < count; i++) {
		weights[i] = (int64_t)(i % 1000 * 7919 + i);
		total += weights[i];
	}
	total = total / 3 * 2;
	pomost__split_largest_remainder(total, weights, count, weights, scratch);
	for (i = 0; i < count; i++)
		sum += weights[i];
	ck_assert_int_eq(sum, total);
	free(weights);
	free(scratch);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("split");

	pomost__check_add(suite, "largest remainder", test_largest_remainder);
	pomost__check_add(suite, "random splits", test_random_splits);
	pomost__check_add(suite, "rest", test_rest);
	pomost__check_add(suite, "share once", test_share_once);
	pomost__check_add(suite, "running shares", test_running_shares);
	pomost__check_add(suite, "running plain", test_running_plain);
	pomost__check_add(suite, "share fails", test_share_fails);
	pomost__check_add(suite, "many", test_many);
	return pomost__check_run(suite);
}
