/* SPDX-License-Identifier: Apache-2.0 */
/* Minor units: text, sums, scaling; currencies; the rounding table. */
#include "number/money.h"

#include <inttypes.h>
#include <string.h>

#include "check_main.h"
#include "number/decimal.h"

START_TEST(test_format)
{
	static const struct {
		int64_t amount;
		int32_t digits;
		const char *wanted;
	} rows[] = {
		{2400000, 2, "24000.00"},
		{0, 2, "0.00"},
		{5, 2, "0.05"},
		{-5, 2, "-0.05"},
		{-100, 2, "-1.00"},
		{99, 2, "0.99"},
		{1500, 0, "1500"},
		{0, 0, "0"},
		{-7, 0, "-7"},
		{1, 3, "0.001"},
		{12345, 3, "12.345"},
		{12345, 4, "1.2345"},
		{1234, 1, "123.4"},
		{9999999999999999, 2, "99999999999999.99"}, /* T1 */
		{INT64_MAX, 2, "92233720368547758.07"},
		{INT64_MIN, 2, "-92233720368547758.08"},
		{INT64_MIN, 0, "-9223372036854775808"},
	};
	char text[POMOST__MONEY_TEXT];
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t length = pomost__money_format(rows[i].amount, rows[i].digits, text);

		ck_assert_msg(strcmp(text, rows[i].wanted) == 0 && length == strlen(text),
			      "%s, expected %s", text, rows[i].wanted);
	}
}
END_TEST

/* All lengths of a number, around each power of ten, against printf. */
START_TEST(test_format_powers)
{
	int64_t power = 1;
	int i;
	int step;

	for (i = 0; i < 19; i++) {
		for (step = -1; step <= 1; step++) {
			char text[POMOST__MONEY_TEXT];
			char wanted[64];

			pomost__money_format(power + step, 0, text);
			snprintf(wanted, sizeof wanted, "%" PRId64, power + step);
			ck_assert_str_eq(text, wanted);
			pomost__money_format(power + step, 2, text);
			snprintf(wanted, sizeof wanted, "%" PRId64 ".%02d", (power + step) / 100,
				 (int)((power + step) % 100));
			ck_assert_str_eq(text, wanted);
		}
		if (i < 18)
			power *= 10;
	}
}
END_TEST

START_TEST(test_add)
{
	int64_t result = 7;

	ck_assert(pomost__money_add(6821220000, 800, &result));
	ck_assert_int_eq(result, 6821220800); /* T1 OpenFisca#1378 */
	ck_assert(pomost__money_add(INT64_MAX, INT64_MIN, &result));
	ck_assert_int_eq(result, -1);
	ck_assert(!pomost__money_add(INT64_MAX, 1, &result));
	ck_assert(!pomost__money_add(INT64_MIN, -1, &result));
	ck_assert_int_eq(result, -1);
}
END_TEST

START_TEST(test_scale)
{
	static const struct {
		int64_t left;
		int64_t right;
		int64_t divisor;
		int64_t quotient;
		int64_t remainder;
	} rows[] = {
		{100, 1, 3, 33, 1},
		{0, 5, 7, 0, 0},
		{259406129, 17, 20, 220495209, 13},
		{4611686018427387904, 2, 8, 1152921504606846976, 0}, /* 2^63 over 2^3 */
		{INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX, 0},
		/* (2^63 - 1)(2^63 - 2) = (2^63 - 1) × (2^63 - 2) */
		{INT64_MAX - 1, INT64_MAX, INT64_MAX, INT64_MAX - 1, 0},
		/* (m - 1)^2 = m (m - 2) + 1 */
		{INT64_MAX - 1, INT64_MAX - 1, INT64_MAX, INT64_MAX - 2, 1},
		/* 10^18 × 10^18 / (10^18 + 1): 10^36 = (10^18 + 1)(10^18 - 1) + 1 */
		{1000000000000000000, 1000000000000000000, 1000000000000000001, 999999999999999999,
		 1},
		{1000000000000000000, 3, 7, 428571428571428571, 3},
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t quotient = -1;
		int64_t remainder = -1;

		pomost__money_scale(rows[i].left, rows[i].right, rows[i].divisor, &quotient,
				    &remainder);
		ck_assert_msg(quotient == rows[i].quotient && remainder == rows[i].remainder,
			      "row %zu: %" PRId64 " and %" PRId64, i, quotient, remainder);
	}
}
END_TEST

START_TEST(test_currencies)
{
	static const struct {
		const char *code;
		int32_t digits;
	} rows[] = {
		{"PLN", 2},  {"EUR", 2},  {"USD", 2},  {"AED", 2},   {"ZWG", 2},  {"ZMW", 2},
		{"CZK", 2},  {"HUF", 2},  {"RON", 2},  {"BGN", 2},   {"SEK", 2},  {"UAH", 2},
		{"GBP", 2},  {"CHF", 2},  {"JPY", 0},  {"KRW", 0},   {"ISK", 0},  {"CLP", 0},
		{"VND", 0},  {"XAF", 0},  {"XOF", 0},  {"XPF", 0},   {"UGX", 0},  {"RWF", 0},
		{"GNF", 0},  {"DJF", 0},  {"KMF", 0},  {"BIF", 0},   {"PYG", 0},  {"VUV", 0},
		{"KWD", 3},  {"BHD", 3},  {"OMR", 3},  {"JOD", 3},   {"TND", 3},  {"IQD", 3},
		{"LYD", 3},  {"CLF", 4},  {"XCD", 2},  {"XAU", -1},  {"XAG", -1}, {"XXX", -1},
		{"XTS", -1}, {"XDR", -1}, {"XBA", -1}, {"XSU", -1},  {"XUA", -1}, {"DEM", -1},
		{"PLZ", -1}, {"pln", -1}, {"PL", -1},  {"PLNN", -1}, {"", -1},    {"AAA", -1},
		{"ZZZ", -1}, {"   ", -1},
	};
	char code[4] = "AAA";
	int known = 0;
	size_t i;
	int32_t at;

	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(pomost__currency_digits(rows[i].code, strlen(rows[i].code)) ==
				      rows[i].digits,
			      "%s", rows[i].code);
	/* Without a NUL: only three bytes are looked at. */
	ck_assert_int_eq(pomost__currency_digits("PLN2", 3), 2);
	/* Every code there is: the table is in order only if each of its rows is found. */
	for (at = 0; at < 26 * 26 * 26; at++) {
		code[0] = (char)('A' + at / 676);
		code[1] = (char)('A' + at / 26 % 26);
		code[2] = (char)('A' + at % 26);
		known += pomost__currency_digits(code, 3) >= 0;
	}
	ck_assert_int_eq(known, POMOST__CURRENCY_COUNT);
}
END_TEST

START_TEST(test_rounding_names)
{
	static const char *const wanted[] = {NULL, "half-up", "half-even", "half-down",
					     "up", "down",    "ceiling",   "floor"};
	int32_t mode;

	ck_assert_ptr_null(pomost__rounding_names[0]);
	for (mode = POMOST_HALF_UP; mode <= POMOST_FLOOR; mode++) {
		ck_assert_str_eq(pomost__rounding_names[mode], wanted[mode]);
		ck_assert(pomost__is_rounding(mode));
		/* What is exact never moves. */
		ck_assert(!pomost__rounds_up(mode, false, true, false, -1));
		ck_assert(!pomost__rounds_up(mode, true, true, false, -1));
	}
	ck_assert(!pomost__is_rounding(0));
	ck_assert(!pomost__is_rounding(8));
	ck_assert(!pomost__is_rounding(-1));
	ck_assert(pomost__rounds_up(POMOST_HALF_EVEN, true, true, true, 0));
	ck_assert(!pomost__rounds_up(POMOST_HALF_EVEN, true, false, true, 0));
	ck_assert(pomost__rounds_up(POMOST_FLOOR, true, false, true, -1));
	ck_assert(!pomost__rounds_up(POMOST_FLOOR, false, false, true, 1));
	ck_assert(pomost__rounds_up(POMOST_CEILING, false, false, true, -1));
	/* No mode cuts. */
	ck_assert(!pomost__rounds_up(0, false, true, true, 1));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("money");

	pomost__check_add(suite, "format", test_format);
	pomost__check_add(suite, "format powers", test_format_powers);
	pomost__check_add(suite, "add", test_add);
	pomost__check_add(suite, "scale", test_scale);
	pomost__check_add(suite, "currencies", test_currencies);
	pomost__check_add(suite, "rounding names", test_rounding_names);
	return pomost__check_run(suite);
}
