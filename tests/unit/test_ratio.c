/* SPDX-License-Identifier: Apache-2.0 */
/* Ratios: literals, exact arithmetic, rounding once, text. */
#include "number/ratio.h"

#include <inttypes.h>
#include <string.h>

#include "check_main.h"
#include "number/decimal.h"

static struct pomost__ratio
ratio(const char *text)
{
	struct pomost__ratio result;

	ck_assert_msg(pomost__ratio_parse(text, strlen(text), &result) == POMOST_OK, "%s", text);
	return result;
}

/* What fails must leave this as it is. */
static const struct pomost__ratio untouched = {{{1, 2, 3}}, {{4, 5, 6}}};

static const struct {
	const char *label;
	const char *text;
	int32_t status;
	const char *exact; /* as pomost__ratio_format() writes it */
} literals[] = {
	{"decimal", "24000.00", 0, "24000"},
	{"decimal with needed zeros", "-0.0500", 0, "-0.05"},
	{"zero", "-0.00", 0, "0"},
	{"whole", "100", 0, "100"},
	{"percent", "85%", 0, "0.85"},
	{"percent with a fraction", "7.75%", 0, "0.0775"},
	{"negative percent", "-12.5%", 0, "-0.125"},
	{"hundred percent", "100%", 0, "1"},
	{"zero percent", "0%", 0, "0"},
	{"three quarters", "3/4", 0, "0.75"},
	{"a third", "1/3", 0, "1/3"},
	{"lowest terms", "-20/74", 0, "-10/37"},
	{"whole ratio", "12/4", 0, "3"},
	{"zero over", "0/7", 0, "0"},
	{"minus zero over", "-0/7", 0, "0"},
	{"64 digits over 64",
	 "1000000000000000000000000000000000000000000000000000000000000000/"
	 "3000000000000000000000000000000000000000000000000000000000000000",
	 0, "1/3"},
	{"2^-64 has 64 digits after the point", "1/18446744073709551616", 0,
	 "0.0000000000000000000542101086242752217003726400434970855712890625"},
	{"2^-65 has 65", "1/36893488147419103232", 0, "1/36893488147419103232"},
	{"division by zero", "1/0", POMOST_ERR_DIVISION, NULL},
	{"division by no digit", "1/", POMOST_ERR_NUMBER, NULL},
	{"nothing divided", "/4", POMOST_ERR_NUMBER, NULL},
	{"slash alone", "/", POMOST_ERR_NUMBER, NULL},
	{"two slashes", "1/2/3", POMOST_ERR_NUMBER, NULL},
	{"sign below", "3/-4", POMOST_ERR_NUMBER, NULL},
	{"minus zero below", "3/-0", POMOST_ERR_NUMBER, NULL},
	{"fraction above", "1.5/2", POMOST_ERR_NUMBER, NULL},
	{"fraction below", "3/4.0", POMOST_ERR_NUMBER, NULL},
	{"octal look below", "3/04", POMOST_ERR_NUMBER, NULL},
	{"blanks", "3 / 4", POMOST_ERR_NUMBER, NULL},
	{"percent of a ratio", "3/4%", POMOST_ERR_NUMBER, NULL},
	{"percent twice", "5%%", POMOST_ERR_NUMBER, NULL},
	{"percent after a blank", "85 %", POMOST_ERR_NUMBER, NULL},
	{"percent alone", "%", POMOST_ERR_NUMBER, NULL},
	{"percent before", "%5", POMOST_ERR_NUMBER, NULL},
	{"grouping", "1,234", POMOST_ERR_NUMBER, NULL},
	{"exponent", "1e3", POMOST_ERR_NUMBER, NULL},
	{"empty", "", POMOST_ERR_NUMBER, NULL},
	{"65 digits above", "10000000000000000000000000000000000000000000000000000000000000000/3",
	 POMOST_ERR_LIMIT, NULL},
	{"65 digits below", "3/10000000000000000000000000000000000000000000000000000000000000000",
	 POMOST_ERR_LIMIT, NULL},
	{"33 after the point", "0.000000000000000000000000000000001%", POMOST_ERR_LIMIT, NULL},
	{"no number below, too long above",
	 "10000000000000000000000000000000000000000000000000000000000000000/x", POMOST_ERR_NUMBER,
	 NULL},
};

START_TEST(test_literals)
{
	struct pomost__findings findings = {0};
	char text[POMOST__RATIO_TEXT];
	size_t i;

	for (i = 0; i < sizeof literals / sizeof *literals; i++) {
		struct pomost__ratio value = untouched;
		int32_t status =
			pomost__ratio_parse(literals[i].text, strlen(literals[i].text), &value);

		if (status != literals[i].status)
			pomost__finding(&findings, "%s: status %d, expected %d", literals[i].label,
					(int)status, (int)literals[i].status);
		else if (status != POMOST_OK && memcmp(&value, &untouched, sizeof value) != 0)
			pomost__finding(&findings, "%s: the result was written", literals[i].label);
		else if (status == POMOST_OK &&
			 (pomost__ratio_format(&value, text) != strlen(text) ||
			  strcmp(text, literals[i].exact) != 0))
			pomost__finding(&findings, "%s: %s, expected %s", literals[i].label, text,
					literals[i].exact);
	}
	pomost__findings_end(&findings);
}
END_TEST

static const struct {
	const char *label;
	const char *text;
	int64_t factor;
	int32_t digits;
	int32_t mode;
	int32_t status;
	int64_t wanted;
	bool exact;
} scalings[] = {
	{"whole", "24000.00", 1, 2, 0, 0, 2400000, true},
	{"not whole, no mode", "0.005", 1, 2, 0, POMOST_ERR_VALUE, 0, false},
	{"not whole, with a mode", "0.005", 1, 2, POMOST_HALF_UP, 0, 1, false},
	{"below zero", "-0.005", 1, 2, POMOST_HALF_UP, 0, -1, false},
	{"below zero, floor", "-0.001", 1, 2, POMOST_FLOOR, 0, -1, false},
	{"no digits", "3/4", 1, 0, POMOST_HALF_EVEN, 0, 1, false},
	{"tie to even", "5/2", 1, 0, POMOST_HALF_EVEN, 0, 2, false},
	{"T5 policyengine-us#9171", "2/37", 10000000, 2, POMOST_HALF_UP, 0, 54054054, false},
	{"T5 the rate is exact", "2/37", 370000000, 0, 0, 0, 20000000, true},
	{"T13 BCApps#5718", "27/28", 1, 5, POMOST_HALF_UP, 0, 96429, false},
	{"share of 85 %", "85%", 259406129, 0, POMOST_HALF_UP, 0, 220495210, false},
	{"share of 80 %", "80%", 159986980, 0, 0, 0, 127989584, true},
	{"largest", "9223372036854775807", 1, 0, 0, 0, INT64_MAX, true},
	{"over the largest", "9223372036854775808", 1, 0, 0, POMOST_ERR_LIMIT, 0, false},
	{"rounded over the largest", "9223372036854775807.5", 1, 0, POMOST_HALF_UP,
	 POMOST_ERR_LIMIT, 0, false},
	{"rounded down to the largest", "9223372036854775807.5", 1, 0, POMOST_HALF_DOWN, 0,
	 INT64_MAX, false},
	{"smallest", "-9223372036854775808", 1, 0, 0, 0, INT64_MIN, true},
	{"smallest rounded", "-9223372036854775808.5", 1, 0, POMOST_HALF_DOWN, 0, INT64_MIN, false},
	{"below the smallest", "-9223372036854775809", 1, 0, 0, POMOST_ERR_LIMIT, 0, false},
	{"digits lift it over", "92233720368547759", 1, 2, 0, POMOST_ERR_LIMIT, 0, false},
	{"not whole comes before too large", "100000000000000000000000.5", 1, 0, 0,
	 POMOST_ERR_VALUE, 0, false},
	{"large over large",
	 "1000000000000000000000000000000000000000/3000000000000000000000000000000000000000", 9000,
	 0, 0, 0, 3000, true},
	{"zero", "0/3", 5, 2, 0, 0, 0, true},
	{"factor below zero", "1/3", -5, 0, POMOST_UP, 0, -2, false},
};

START_TEST(test_scale)
{
	struct pomost__findings findings = {0};
	size_t i;

	for (i = 0; i < sizeof scalings / sizeof *scalings; i++) {
		struct pomost__ratio value = ratio(scalings[i].text);
		int64_t found = 0;
		bool exact = false;
		int32_t status =
			pomost__ratio_scale_i64(&value, scalings[i].factor, scalings[i].digits,
						scalings[i].mode, &found, &exact);

		if (status != scalings[i].status || found != scalings[i].wanted ||
		    exact != scalings[i].exact)
			pomost__finding(&findings, "%s: status %d, %" PRId64 ", exact %d",
					scalings[i].label, (int)status, found, exact);
		if (scalings[i].factor != 1)
			continue;
		found = 0;
		status = pomost__ratio_to_i64(&value, scalings[i].digits, scalings[i].mode, &found,
					      NULL);
		if (status != scalings[i].status || found != scalings[i].wanted)
			pomost__finding(&findings, "%s: to_i64: status %d, %" PRId64,
					scalings[i].label, (int)status, found);
	}
	pomost__findings_end(&findings);
}
END_TEST

static const struct {
	const char *left;
	const char *right;
	const char *product;
	const char *sum;
	int order;
} pairs[] = {
	{"1/3", "1/6", "1/18", "0.5", 1},
	{"-1/3", "1/3", "-1/9", "0", -1},
	{"0.75", "3/4", "0.5625", "1.5", 0},
	{"85%", "0.15", "0.1275", "1", 1},
	{"9/28", "3", "27/28", "93/28", -1},
	{"2/37", "10000000", "20000000/37", "370000002/37", -1},
	{"0", "-5/7", "0", "-5/7", 1},
	{"1750.00", "0.25", "437.5", "1750.25", 1},
	{"20000001/20000000", "20000002/20000001", "1.0000001", "800000080000001/400000020000000",
	 1},
	{"18446744073709551617/18446744073709551616", "1",
	 "18446744073709551617/18446744073709551616", "36893488147419103233/18446744073709551616",
	 1},
};

/* The exact text of a ratio, where 2^-64 makes it a long decimal, is not what the row has; so the
 * wanted text is read and compared as a value. */
static void
expect_value(struct pomost__findings *findings, size_t row, const char *what,
	     const struct pomost__ratio *found, const char *wanted)
{
	struct pomost__ratio value = ratio(wanted);
	char text[POMOST__RATIO_TEXT];

	if (pomost__ratio_compare(found, &value) != 0) {
		pomost__ratio_format(found, text);
		pomost__finding(findings, "pair %zu: %s: %s, expected %s", row, what, text, wanted);
	}
}

START_TEST(test_pairs)
{
	struct pomost__findings findings = {0};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct pomost__ratio left = ratio(pairs[i].left);
		struct pomost__ratio right = ratio(pairs[i].right);
		struct pomost__ratio result;

		if (pomost__ratio_compare(&left, &right) != pairs[i].order ||
		    pomost__ratio_compare(&right, &left) != -pairs[i].order)
			pomost__finding(&findings, "pair %zu: order", i);
		ck_assert_int_eq(pomost__ratio_multiply(&left, &right, &result), POMOST_OK);
		expect_value(&findings, i, "product", &result, pairs[i].product);
		ck_assert_int_eq(pomost__ratio_add(&left, &right, &result), POMOST_OK);
		expect_value(&findings, i, "sum", &result, pairs[i].sum);
		/* The result over an operand. */
		result = left;
		ck_assert_int_eq(pomost__ratio_multiply(&result, &right, &result), POMOST_OK);
		expect_value(&findings, i, "product over left", &result, pairs[i].product);
		result = right;
		ck_assert_int_eq(pomost__ratio_add(&left, &result, &result), POMOST_OK);
		expect_value(&findings, i, "sum over right", &result, pairs[i].sum);
	}
	pomost__findings_end(&findings);
}
END_TEST

/* T6 Odoo#274450: 8.95 × 3 × 70 %, 21 % of it included. Each is rounded once, and the parts add
 * up to the line: 18.80 × 21/121 = 3.2628. */
START_TEST(test_invoice)
{
	struct pomost__ratio line = ratio("8.95");
	struct pomost__ratio count = ratio("3");
	struct pomost__ratio share = ratio("70%");
	struct pomost__ratio tax = ratio("21/121");
	int64_t whole;
	int64_t part;

	ck_assert_int_eq(pomost__ratio_multiply(&line, &count, &line), POMOST_OK);
	ck_assert_int_eq(pomost__ratio_multiply(&line, &share, &line), POMOST_OK);
	ck_assert_int_eq(pomost__ratio_to_i64(&line, 2, POMOST_HALF_UP, &whole, NULL), POMOST_OK);
	ck_assert_int_eq(whole, 1880);
	ck_assert_int_eq(pomost__ratio_scale_i64(&tax, whole, 0, POMOST_HALF_UP, &part, NULL),
			 POMOST_OK);
	ck_assert_int_eq(part, 326);
	ck_assert_int_eq(part + (whole - part), 1880);
}
END_TEST

/* T13: the days of a month add up to the month, whatever the divisor. */
START_TEST(test_days)
{
	struct pomost__ratio month = ratio("9");
	int32_t days;

	for (days = 28; days <= 31; days++) {
		struct pomost__ratio sum = ratio("0");
		struct pomost__ratio day = {{{0}}, {{0}}};
		int32_t i;

		pomost_decimal_from_i64(9, 0, &day.numerator, NULL);
		pomost_decimal_from_i64(days, 0, &day.denominator, NULL);
		for (i = 0; i < days; i++)
			ck_assert_int_eq(pomost__ratio_add(&sum, &day, &sum), POMOST_OK);
		ck_assert_int_eq(pomost__ratio_compare(&sum, &month), 0);
	}
}
END_TEST

/* At 128 digits and scale 64: comparing and writing never fail, arithmetic says LIMIT. */
START_TEST(test_limits)
{
	static const char nines[] =
		"9999999999999999999999999999999999999999999999999999999999999999";
	struct pomost__ratio large = ratio(nines);
	struct pomost__ratio small;
	struct pomost__ratio other;
	struct pomost__ratio before;
	char text[POMOST__RATIO_TEXT];
	int64_t whole;

	/* (10^64 - 1)^2, of 128 digits, below: 1 over it; and above, at scale 64 */
	ck_assert_int_eq(pomost__ratio_multiply(&large, &large, &large), POMOST_OK);
	small.numerator = ratio("-1").numerator;
	small.denominator = large.numerator;
	other = large;
	pomost_decimal_from_i64(1, 64, &other.numerator, NULL);
	ck_assert_int_eq(
		pomost_decimal_multiply(&large.numerator, &other.numerator, &other.numerator, NULL),
		POMOST_OK);
	pomost_decimal_from_i64(1, 0, &other.denominator, NULL);
	pomost_decimal_subtract(&large.numerator, &other.denominator, &other.denominator, NULL);
	ck_assert_int_eq(pomost__ratio_compare(&small, &other), -1);
	ck_assert_int_eq(pomost__ratio_compare(&other, &small), 1);
	ck_assert_int_eq(pomost__ratio_compare(&other, &other), 0);
	ck_assert_int_eq(pomost__ratio_compare(&large, &other), 1);
	ck_assert_int_eq(pomost__ratio_sign(&small), -1);
	ck_assert_int_eq(pomost__ratio_sign(&other), 1);
	/* The longest text: both of 128 digits without a common divisor, 64 more below. */
	ck_assert_uint_lt(pomost__ratio_format(&other, text), POMOST__RATIO_TEXT);
	ck_assert_uint_eq(strlen(text), 128 + 1 + 192);
	ck_assert_uint_eq(pomost__ratio_format(&small, text), 2 + 1 + 128);
	before = small;
	ck_assert_int_eq(pomost__ratio_multiply(&small, &small, &small), POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost__ratio_add(&small, &other, &small), POMOST_ERR_LIMIT);
	/* The numerator is a small number, whose other words mean nothing. */
	ck_assert_mem_eq(&before.numerator, &small.numerator, 16);
	ck_assert_mem_eq(&before.denominator, &small.denominator, sizeof small.denominator);
	ck_assert_int_eq(pomost__ratio_to_i64(&small, 64, POMOST_HALF_UP, &whole, NULL), POMOST_OK);
	ck_assert_int_eq(whole, 0);
	ck_assert_int_eq(pomost__ratio_to_i64(&small, 64, POMOST_UP, &whole, NULL), POMOST_OK);
	ck_assert_int_eq(whole, -1);
	ck_assert_int_eq(pomost__ratio_to_i64(&large, 0, POMOST_UP, &whole, NULL),
			 POMOST_ERR_LIMIT);
	/* other is a hair above 10^-64 */
	ck_assert_int_eq(pomost__ratio_to_i64(&other, 64, POMOST_UP, &whole, NULL), POMOST_OK);
	ck_assert_int_eq(whole, 2);
	ck_assert_int_eq(pomost__ratio_to_i64(&other, 64, POMOST_DOWN, &whole, NULL), POMOST_OK);
	ck_assert_int_eq(whole, 1);
}
END_TEST

START_TEST(test_from_i64)
{
	struct pomost__ratio value;
	char text[POMOST__RATIO_TEXT];

	pomost__ratio_from_i64(2400000, 2, &value);
	pomost__ratio_format(&value, text);
	ck_assert_str_eq(text, "24000");
	pomost__ratio_from_i64(INT64_MIN, 0, &value);
	pomost__ratio_format(&value, text);
	ck_assert_str_eq(text, "-9223372036854775808");
	ck_assert_int_eq(pomost__ratio_sign(&value), -1);
	pomost__ratio_from_i64(0, 4, &value);
	ck_assert_int_eq(pomost__ratio_sign(&value), 0);
}
END_TEST

/* Small ratios against the same in plain integers. */
START_TEST(test_small_ratios)
{
	struct pomost__findings findings = {0};
	int64_t a;
	int64_t b;
	int64_t c;
	int64_t d;

	for (a = -6; a <= 6; a++) {
		for (b = 1; b <= 7; b++) {
			for (c = -6; c <= 6; c++) {
				for (d = 1; d <= 7; d++) {
					struct pomost__ratio x;
					struct pomost__ratio y;
					struct pomost__ratio z;
					int64_t found = 0;

					pomost__decimal_set(&x.numerator, a, 0);
					pomost__decimal_set(&x.denominator, b, 0);
					pomost__decimal_set(&y.numerator, c, 0);
					pomost__decimal_set(&y.denominator, d, 0);
					if (pomost__ratio_compare(&x, &y) !=
					    (a * d > c * b) - (a * d < c * b))
						pomost__finding(&findings, "order");
					pomost__ratio_add(&x, &y, &z);
					pomost__ratio_scale_i64(&z, 420 * 420, 0, 0, &found, NULL);
					if (found != 420 * 420 / (b * d) * (a * d + c * b))
						pomost__finding(&findings, "sum");
					pomost__ratio_multiply(&x, &y, &z);
					pomost__ratio_scale_i64(&z, 420 * 420, 0, 0, &found, NULL);
					if (found != 420 * 420 / (b * d) * a * c)
						pomost__finding(&findings, "product");
				}
			}
		}
	}
	pomost__findings_end(&findings);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("ratio");

	pomost__check_add(suite, "literals", test_literals);
	pomost__check_add(suite, "scale", test_scale);
	pomost__check_add(suite, "pairs", test_pairs);
	pomost__check_add(suite, "invoice", test_invoice);
	pomost__check_add(suite, "days", test_days);
	pomost__check_add(suite, "limits", test_limits);
	pomost__check_add(suite, "from i64", test_from_i64);
	pomost__check_add(suite, "small ratios", test_small_ratios);
	return pomost__check_run(suite);
}
