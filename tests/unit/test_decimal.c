/* SPDX-License-Identifier: Apache-2.0 */
/* <pomost/decimal.h>: the grammar, the operations, rounding, limits, and what is refused. */
#include <pomost/decimal.h>

#include <inttypes.h>
#include <string.h>

#include "check_main.h"
#include "number/decimal.h"

/* A number of up to 128 digits, longer than a literal may be, put together from parts of 32. */
static pomost_decimal
number(const char *text)
{
	const char *point = strchr(text, '.');
	int32_t scale = point ? (int32_t)strlen(point + 1) : 0;
	pomost_decimal value = {{0}};
	pomost_decimal part;
	bool negative = *text == '-';
	const char *at = text + negative;

	while (*at) {
		char digit[2] = {*at++, '\0'};

		if (*digit == '.')
			continue;
		ck_assert_int_eq(pomost_decimal_from_i64(10, 0, &part, NULL), 0);
		ck_assert_int_eq(pomost_decimal_multiply(&value, &part, &value, NULL), 0);
		ck_assert_int_eq(pomost_decimal_from_i64(atoi(digit), 0, &part, NULL), 0);
		ck_assert_int_eq(pomost_decimal_add(&value, &part, &value, NULL), 0);
	}
	ck_assert_int_eq(pomost_decimal_from_i64(negative ? -1 : 1, scale, &part, NULL), 0);
	ck_assert_int_eq(pomost_decimal_multiply(&value, &part, &value, NULL), 0);
	return value;
}

/* "9" 128 times and the like: `count` times the text. */
static const char *
repeat(const char *text, int count, char *buffer)
{
	*buffer = '\0';
	while (count-- > 0)
		strcat(buffer, text);
	return buffer;
}

static const char *
text_of(const pomost_decimal *value, char *buffer)
{
	size_t length = 0;

	if (pomost_decimal_format(value, buffer, POMOST_DECIMAL_TEXT, &length, NULL) != POMOST_OK)
		return "(not formatted)";
	return strlen(buffer) == length ? buffer : "(length is wrong)";
}

/* Whether the words that mean something are the same bits. */
static bool
same(const pomost_decimal *left, const pomost_decimal *right)
{
	size_t size = pomost__decimal_is_small(left) ? 16 : sizeof *left;

	return memcmp(left, right, size) == 0;
}

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 20 ^ *state << 44;
}

/* Numbers of all sizes: 1 to 63 bits, either sign, scale 0 to 8. */
static pomost_decimal
random_number(uint64_t *state)
{
	uint64_t bits = next_random(state);
	int64_t value = (int64_t)(bits >> (1 + next_random(state) % 63));
	pomost_decimal result;

	if (next_random(state) & 1)
		value = -value;
	pomost__decimal_set(&result, value, (int32_t)(next_random(state) % 9));
	return result;
}

static const struct {
	const char *label;
	const char *text;
	int32_t status;
	const char *again; /* as it is written; NULL: the same */
} literals[] = {
	{"zero", "0", 0, NULL},
	{"minus zero has no sign", "-0", 0, "0"},
	{"minus zero keeps its scale", "-0.00", 0, "0.00"},
	{"fraction", "0.5", 0, NULL},
	{"small", "-0.05", 0, NULL},
	{"scale is kept", "2.50", 0, NULL},
	{"money", "24000.00", 0, NULL},
	{"18 digits", "123456789012345678", 0, NULL},
	{"19 digits", "-1234567890123456.789", 0, NULL},
	{"2^63 - 1", "9223372036854775807", 0, NULL},
	{"2^63", "9223372036854775808", 0, NULL},
	{"-2^63", "-9223372036854775808", 0, NULL},
	{"-2^63 - 1", "-9223372036854775809", 0, NULL},
	{"2^64", "18446744073709551616", 0, NULL},
	{"64 digits", "1234567890123456789012345678901234567890123456789012345678901234", 0, NULL},
	{"65 digits", "12345678901234567890123456789012345678901234567890123456789012345",
	 POMOST_ERR_LIMIT, NULL},
	{"64 digits, 32 after the point",
	 "-99999999999999999999999999999999.99999999999999999999999999999999", 0, NULL},
	{"32 after the point", "0.00000000000000000000000000000001", 0, NULL},
	{"33 after the point", "0.000000000000000000000000000000001", POMOST_ERR_LIMIT, NULL},
	{"65 digits, 32 after the point",
	 "100000000000000000000000000000000.00000000000000000000000000000000", POMOST_ERR_LIMIT,
	 NULL},
	{"grouping", "1,234", POMOST_ERR_NUMBER, NULL},
	{"decimal comma", "1,5", POMOST_ERR_NUMBER, NULL},
	{"blank group", "1 234", POMOST_ERR_NUMBER, NULL},
	{"exponent", "1e3", POMOST_ERR_NUMBER, NULL},
	{"T21 large exponent", "1e1000000000", POMOST_ERR_NUMBER, NULL},
	{"T21 small exponent", "1e-1000000000", POMOST_ERR_NUMBER, NULL},
	{"hexadecimal", "0x10", POMOST_ERR_NUMBER, NULL},
	{"octal look", "010", POMOST_ERR_NUMBER, NULL},
	{"two zeros", "00", POMOST_ERR_NUMBER, NULL},
	{"minus and octal look", "-01", POMOST_ERR_NUMBER, NULL},
	{"no number", "NaN", POMOST_ERR_NUMBER, NULL},
	{"infinity", "-inf", POMOST_ERR_NUMBER, NULL},
	{"bare fraction", ".5", POMOST_ERR_NUMBER, NULL},
	{"bare point", "5.", POMOST_ERR_NUMBER, NULL},
	{"point alone", ".", POMOST_ERR_NUMBER, NULL},
	{"sign alone", "-", POMOST_ERR_NUMBER, NULL},
	{"sign and point", "-.5", POMOST_ERR_NUMBER, NULL},
	{"two signs", "--1", POMOST_ERR_NUMBER, NULL},
	{"plus", "+1", POMOST_ERR_NUMBER, NULL},
	{"blank before", " 1", POMOST_ERR_NUMBER, NULL},
	{"blank after", "1 ", POMOST_ERR_NUMBER, NULL},
	{"line end after", "1\n", POMOST_ERR_NUMBER, NULL},
	{"two points", "1.2.3", POMOST_ERR_NUMBER, NULL},
	{"two points in a row", "1..2", POMOST_ERR_NUMBER, NULL},
	{"percent", "85%", POMOST_ERR_NUMBER, NULL},
	{"ratio", "3/4", POMOST_ERR_NUMBER, NULL},
	{"Arabic digits", "\xD9\xA1\xD9\xA2", POMOST_ERR_NUMBER, NULL},
	{"true minus",
	 "\xE2\x88\x92"
	 "1",
	 POMOST_ERR_NUMBER, NULL},
	{"empty", "", POMOST_ERR_NUMBER, NULL},
};

START_TEST(test_literals)
{
	struct pomost__findings findings = {0};
	size_t i;

	for (i = 0; i < sizeof literals / sizeof *literals; i++) {
		const char *wanted = literals[i].again ? literals[i].again : literals[i].text;
		pomost_decimal value = {{0}};
		char text[POMOST_DECIMAL_TEXT];
		pomost_error *error;
		int32_t status = pomost_decimal_parse(literals[i].text, strlen(literals[i].text),
						      &value, &error);

		if (status != literals[i].status || pomost_error_code(error) != status)
			pomost__finding(&findings, "%s: status %d, expected %d", literals[i].label,
					(int)status, (int)literals[i].status);
		else if (status == POMOST_OK && strcmp(text_of(&value, text), wanted) != 0)
			pomost__finding(&findings, "%s: %s, expected %s", literals[i].label, text,
					wanted);
		else if (status != POMOST_OK && value.reserved[0] != 0)
			pomost__finding(&findings, "%s: the result was written", literals[i].label);
		pomost_error_free(error);
	}
	pomost__findings_end(&findings);
}
END_TEST

/* T21: a million digits are refused at once; and the error clips what it echoes. */
START_TEST(test_long_literal)
{
	size_t length = 1000000;
	char *text = malloc(length);
	pomost_decimal value;
	pomost_error *error;

	ck_assert_ptr_nonnull(text);
	memset(text, '7', length);
	ck_assert_int_eq(pomost_decimal_parse(text, length, &value, &error), POMOST_ERR_LIMIT);
	ck_assert_uint_lt(strlen(pomost_error_message(error)), 300);
	pomost_error_free(error);
	text[length - 1] = 'x';
	ck_assert_int_eq(pomost_decimal_parse(text, length, &value, NULL), POMOST_ERR_NUMBER);
	/* The text need not end in NUL, and what follows it does not count. */
	ck_assert_int_eq(pomost_decimal_parse(text, 3, &value, NULL), POMOST_OK);
	ck_assert_int_eq((int)value.reserved[1], 777);
	free(text);
}
END_TEST

/* Each row: left, operation, right, result; an operation that fails has its status. */
static const struct {
	const char *label;
	const char *left;
	const char *right;
	const char *result;
	char operation;
	int32_t scale;
	int32_t mode;
	int32_t status;
} operations[] = {
	{"T1 OpenFisca#1378", "68212200", "8", "68212208", '+', 0, 0, 0},
	{"T1 OpenFisca#1378 product", "8526526", "8", "68212208", '*', 0, 0, 0},
	{"T1 turnover", "99999999999999.99", "0.01", "100000000000000.00", '+', 0, 0, 0},
	{"T1 turnover back", "100000000000000.00", "99999999999999.99", "0.01", '-', 0, 0, 0},
	{"T2 2^24 + 1", "16777216", "1", "16777217", '+', 0, 0, 0},
	{"T2 OpenFisca-Japan#156", "20000000", "1", "20000001", '+', 0, 0, 0},
	{"T2 2^31 - 1", "2147483646", "1", "2147483647", '+', 0, 0, 0},
	{"T2 2^31 + 1", "2147483647", "2", "2147483649", '+', 0, 0, 0},
	{"T2 2^53 + 1", "9007199254740992", "1", "9007199254740993", '+', 0, 0, 0},
	{"T2 2^63 - 1", "9223372036854775806", "1", "9223372036854775807", '+', 0, 0, 0},
	{"T2 2^63", "9223372036854775807", "1", "9223372036854775808", '+', 0, 0, 0},
	{"T2 2^63 + 1", "9223372036854775807", "2", "9223372036854775809", '+', 0, 0, 0},
	{"T2 2^63 + 1 back", "9223372036854775809", "2", "9223372036854775807", '-', 0, 0, 0},
	{"T2 -2^63", "-9223372036854775807", "1", "-9223372036854775808", '-', 0, 0, 0},
	{"T2 -2^63 - 1", "-9223372036854775808", "1", "-9223372036854775809", '-', 0, 0, 0},
	{"T2 -2^63 negated", "0", "-9223372036854775808", "9223372036854775808", '-', 0, 0, 0},
	{"T2 -2^63 times -1", "-9223372036854775808", "-1", "9223372036854775808", '*', 0, 0, 0},
	{"T2 -2^63 over -1", "-9223372036854775808", "-1", "9223372036854775808", '/', 0,
	 POMOST_DOWN, 0},
	{"T2 2^64 - 1", "18446744073709551614", "1", "18446744073709551615", '+', 0, 0, 0},
	{"T2 2^64 + 1", "18446744073709551615", "2", "18446744073709551617", '+', 0, 0, 0},
	{"T2 2^64 + 1 back", "18446744073709551617", "2", "18446744073709551615", '-', 0, 0, 0},
	{"T3 smart-answers#1530 a", "35.765", "1", "35.77", '/', 2, POMOST_HALF_UP, 0},
	{"T3 smart-answers#1530 b", "35.775", "1", "35.78", '/', 2, POMOST_HALF_UP, 0},
	{"T3 smart-answers#1530 c", "35.785", "1", "35.79", '/', 2, POMOST_HALF_UP, 0},
	{"T3 half-even a", "35.765", "1", "35.76", '/', 2, POMOST_HALF_EVEN, 0},
	{"T3 half-even b", "35.775", "1", "35.78", '/', 2, POMOST_HALF_EVEN, 0},
	{"T3 half-even c", "35.785", "1", "35.78", '/', 2, POMOST_HALF_EVEN, 0},
	{"T3 down", "35.785", "1", "35.78", '/', 2, POMOST_DOWN, 0},
	{"T3 up", "35.785", "1", "35.79", '/', 2, POMOST_UP, 0},
	{"T3 below zero half-up", "-35.785", "1", "-35.79", '/', 2, POMOST_HALF_UP, 0},
	{"T3 below zero half-even", "-35.785", "1", "-35.78", '/', 2, POMOST_HALF_EVEN, 0},
	{"T3 below zero down", "-35.785", "1", "-35.78", '/', 2, POMOST_DOWN, 0},
	{"T3 below zero up", "-35.785", "1", "-35.79", '/', 2, POMOST_UP, 0},
	{"T4 recurly-js#147", "302.00", "0.2", "60.40", 'x', 2, POMOST_UP, 0},
	{"T5 policyengine-us#9171", "20000000", "37", "540540.54", '/', 2, POMOST_HALF_UP, 0},
	{"T6 Odoo#274450", "26.85", "0.70", "18.7950", '*', 0, 0, 0},
	{"T6 Odoo#274450 rounded once", "26.85", "0.70", "18.80", 'x', 2, POMOST_HALF_UP, 0},
	{"T7 beancount#828", "2.0", "4.35", "6.35", '+', 0, 0, 0},
	{"T7 the other way", "4.35", "2.0", "6.35", '+', 0, 0, 0},
	{"T8 ledger#3220 rounded each month", "33.335", "1", "33.34", 'x', 2, POMOST_HALF_UP, 0},
	{"T8 ledger#3220 rounded at the end", "33.335", "3", "100.01", 'x', 2, POMOST_HALF_UP, 0},
	{"T13 BCApps#5718", "27", "28", "0.96429", '/', 5, POMOST_HALF_UP, 0},
	{"T13 leap year", "252", "29", "8.68966", '/', 5, POMOST_HALF_UP, 0},
	{"scales differ", "-1.5", "0.25", "-1.25", '+', 0, 0, 0},
	{"difference of zero", "1.50", "1.5", "0.00", '-', 0, 0, 0},
	{"product of signs", "-0.5", "-0.5", "0.25", '*', 0, 0, 0},
	{"zero has no sign", "-5", "0.0", "0.0", '*', 0, 0, 0},
	{"a third", "1", "3", "0.3333", '/', 4, POMOST_HALF_UP, 0},
	{"two thirds below zero", "-2", "3", "-0.6667", '/', 4, POMOST_HALF_UP, 0},
	{"divisor below zero", "2", "-3", "-1", '/', 0, POMOST_FLOOR, 0},
	{"zero over", "0", "-7", "0.00", '/', 2, POMOST_UP, 0},
	{"cut to nothing", "-0.001", "1", "0", '/', 0, POMOST_DOWN, 0},
	{"up from nothing", "-0.001", "1", "-1", '/', 0, POMOST_UP, 0},
	{"division by zero", "1", "0.00", NULL, '/', 2, POMOST_DOWN, POMOST_ERR_DIVISION},
	{"zero by zero", "0", "0", NULL, '/', 2, POMOST_DOWN, POMOST_ERR_DIVISION},
	{"equal at other scales", "2.0", "2.00", "0", '?', 0, 0, 0},
	{"less", "-2.01", "-2", "-1", '?', 0, 0, 0},
	{"greater", "0.1", "0.09999999999999999999999999999999", "1", '?', 0, 0, 0},
	{"2^63 is more", "9223372036854775808", "9223372036854775807", "1", '?', 0, 0, 0},
	{"-2^63 - 1 is less", "-9223372036854775809", "-9223372036854775808", "-1", '?', 0, 0, 0},
	{"signs", "-18446744073709551616", "18446744073709551616", "-1", '?', 0, 0, 0},
	{"zeros", "0.000", "-0", "0", '?', 0, 0, 0},
};

static int32_t
operate(char operation, const pomost_decimal *left, const pomost_decimal *right, int32_t scale,
	int32_t mode, pomost_decimal *result)
{
	int32_t order;
	int32_t status;

	switch (operation) {
	case '+':
		return pomost_decimal_add(left, right, result, NULL);
	case '-':
		return pomost_decimal_subtract(left, right, result, NULL);
	case '*':
		return pomost_decimal_multiply(left, right, result, NULL);
	case '/':
		return pomost_decimal_divide(left, right, scale, mode, result, NULL);
	case 'x':
		return pomost__decimal_multiply_round(left, right, scale, mode, result);
	default:
		status = pomost_decimal_compare(left, right, &order, NULL);
		return status ? status : pomost_decimal_from_i64(order, 0, result, NULL);
	}
}

/* Each row three times: the result elsewhere, over the left and over the right operand. */
START_TEST(test_operations)
{
	struct pomost__findings findings = {0};
	size_t i;
	int way;

	for (i = 0; i < 3 * sizeof operations / sizeof *operations; i++) {
		size_t row = i / 3;
		pomost_decimal left = number(operations[row].left);
		pomost_decimal right = number(operations[row].right);
		pomost_decimal elsewhere = {{0}};
		pomost_decimal *result;
		pomost_decimal before;
		char text[POMOST_DECIMAL_TEXT];
		int32_t status;

		way = (int)(i % 3);
		result = way == 0 ? &elsewhere : way == 1 ? &left : &right;
		before = *result;
		status = operate(operations[row].operation, &left, &right, operations[row].scale,
				 operations[row].mode, result);
		if (status != operations[row].status)
			pomost__finding(&findings, "%s (%d): status %d, expected %d",
					operations[row].label, way, (int)status,
					(int)operations[row].status);
		else if (status == POMOST_OK &&
			 strcmp(text_of(result, text), operations[row].result) != 0)
			pomost__finding(&findings, "%s (%d): %s, expected %s",
					operations[row].label, way, text, operations[row].result);
		else if (status != POMOST_OK && memcmp(&before, result, sizeof before) != 0)
			pomost__finding(&findings, "%s (%d): the result was written",
					operations[row].label, way);
	}
	pomost__findings_end(&findings);
}
END_TEST

/* What the seven modes make of a number, in the order of their numbers; by hand. */
static const struct {
	const char *text;
	int32_t tenths;
	int32_t wanted[7];
} roundings[] = {
	{"5.5", 55, {6, 6, 5, 6, 5, 6, 5}},          {"2.5", 25, {3, 2, 2, 3, 2, 3, 2}},
	{"1.6", 16, {2, 2, 2, 2, 1, 2, 1}},          {"1.5", 15, {2, 2, 1, 2, 1, 2, 1}},
	{"1.1", 11, {1, 1, 1, 2, 1, 2, 1}},          {"1.0", 10, {1, 1, 1, 1, 1, 1, 1}},
	{"0.5", 5, {1, 0, 0, 1, 0, 1, 0}},           {"0.4", 4, {0, 0, 0, 1, 0, 1, 0}},
	{"0.0", 0, {0, 0, 0, 0, 0, 0, 0}},           {"-0.4", -4, {0, 0, 0, -1, 0, 0, -1}},
	{"-0.5", -5, {-1, 0, 0, -1, 0, 0, -1}},      {"-1.0", -10, {-1, -1, -1, -1, -1, -1, -1}},
	{"-1.1", -11, {-1, -1, -1, -2, -1, -1, -2}}, {"-1.5", -15, {-2, -2, -1, -2, -1, -1, -2}},
	{"-1.6", -16, {-2, -2, -2, -2, -1, -1, -2}}, {"-2.5", -25, {-3, -2, -2, -3, -2, -2, -3}},
	{"-5.5", -55, {-6, -6, -5, -6, -5, -5, -6}},
};

/* Also far from zero, where limbs round: 10^40 is even, so nothing else changes. */
START_TEST(test_modes)
{
	struct pomost__findings findings = {0};
	pomost_decimal far[3];
	size_t i;
	int32_t mode;
	int way;

	far[0] = number("0");
	far[1] = number("10000000000000000000000000000000000000000");
	far[2] = number("-10000000000000000000000000000000000000000");
	for (i = 0; i < sizeof roundings / sizeof *roundings; i++) {
		for (mode = POMOST_HALF_UP; mode <= POMOST_FLOOR; mode++) {
			for (way = 0; way < 3; way++) {
				int32_t wanted = roundings[i].wanted[mode - 1];
				pomost_decimal value = number(roundings[i].text);
				char text[POMOST_DECIMAL_TEXT];
				int32_t order;
				pomost_decimal expected;

				if ((way == 1 && roundings[i].tenths < 0) ||
				    (way == 2 && roundings[i].tenths >= 0))
					continue;
				pomost_decimal_from_i64(wanted, 0, &expected, NULL);
				pomost_decimal_add(&expected, &far[way], &expected, NULL);
				pomost_decimal_add(&value, &far[way], &value, NULL);
				pomost_decimal_round(&value, 0, mode, &value, NULL);
				pomost_decimal_compare(&value, &expected, &order, NULL);
				if (order != 0 || !same(&value, &expected))
					pomost__finding(&findings, "%s, mode %d, way %d: %s",
							roundings[i].text, (int)mode, way,
							text_of(&value, text));
			}
		}
	}
	pomost__findings_end(&findings);
}
END_TEST

/* The same by another formula: from the floor, and from doubles of everything. */
static int64_t
expected_rounding(int64_t value, int64_t unit, int32_t mode)
{
	int64_t above = value < 0 ? -value : value;
	int64_t sign = value < 0 ? -1 : 1;
	int64_t floored = value / unit - (value % unit < 0);
	int64_t even = value + unit / 2;
	int64_t nearest = even / unit - (even % unit < 0);

	switch (mode) {
	case POMOST_HALF_UP:
		return sign * ((2 * above + unit) / (2 * unit));
	case POMOST_HALF_EVEN:
		return nearest - (even % unit == 0 && nearest % 2 != 0);
	case POMOST_HALF_DOWN:
		return sign * ((2 * above + unit - 1) / (2 * unit));
	case POMOST_UP:
		return sign * ((above + unit - 1) / unit);
	case POMOST_DOWN:
		return sign * (above / unit);
	case POMOST_CEILING:
		return floored + (floored * unit != value);
	default:
		return floored;
	}
}

START_TEST(test_every_rounding)
{
	struct pomost__findings findings = {0};
	int64_t unit = 1;
	int32_t scale;
	int32_t mode;
	int64_t i;

	for (scale = 1; scale <= 4; scale++) {
		unit *= 10;
		for (i = -200000; i <= 200000; i++) {
			pomost_decimal value;
			pomost_decimal result;

			pomost__decimal_set(&value, i, scale);
			for (mode = POMOST_HALF_UP; mode <= POMOST_FLOOR; mode++) {
				int64_t wanted = expected_rounding(i, unit, mode);
				int64_t found;

				pomost__decimal_round(&value, 0, mode, &result);
				found = pomost__decimal_small(&result);
				if (found != wanted)
					pomost__finding(&findings,
							"%" PRId64 " over %" PRId64
							", mode %d: %" PRId64 ", expected %" PRId64,
							i, unit, (int)mode, found, wanted);
			}
		}
	}
	pomost__findings_end(&findings);
}
END_TEST

/* Numbers of 127, 128 and 129 digits; scales of 63, 64 and 65. */
START_TEST(test_limits)
{
	char text[200];
	char again[POMOST_DECIMAL_TEXT];
	pomost_decimal one = number("1");
	pomost_decimal ten = number("10");
	pomost_decimal largest = number(repeat("9", 128, text));
	pomost_decimal shorter = number(repeat("9", 127, text));
	pomost_decimal finest;
	pomost_decimal result;
	pomost_decimal before = largest;

	ck_assert_str_eq(text_of(&largest, again), repeat("9", 128, text));
	ck_assert_int_eq(pomost_decimal_add(&shorter, &one, &result, NULL), POMOST_OK);
	ck_assert_int_eq(pomost_decimal_multiply(&shorter, &ten, &result, NULL), POMOST_OK);
	ck_assert_int_eq(pomost_decimal_multiply(&largest, &one, &result, NULL), POMOST_OK);
	ck_assert(same(&result, &largest));
	ck_assert_int_eq(pomost_decimal_add(&largest, &one, &largest, NULL), POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_multiply(&largest, &ten, &largest, NULL), POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_multiply(&largest, &largest, &largest, NULL),
			 POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_round(&largest, 1, POMOST_DOWN, &largest, NULL),
			 POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_divide(&largest, &one, 64, POMOST_DOWN, &largest, NULL),
			 POMOST_ERR_LIMIT);
	ck_assert_mem_eq(&before, &largest, sizeof before);
	ck_assert_int_eq(pomost_decimal_divide(&largest, &largest, 64, POMOST_UP, &result, NULL),
			 POMOST_OK);
	ck_assert_str_eq(text_of(&result, again),
			 "1.0000000000000000000000000000000000000000000000000000000000000000");

	ck_assert_int_eq(pomost_decimal_from_i64(1, 63, &finest, NULL), POMOST_OK);
	ck_assert_int_eq(pomost_decimal_from_i64(1, 65, &finest, NULL), POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_from_i64(1, -1, &finest, NULL), POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_from_i64(1, 64, &finest, NULL), POMOST_OK);
	ck_assert_int_eq(pomost_decimal_multiply(&finest, &one, &result, NULL), POMOST_OK);
	pomost_decimal_from_i64(1, 1, &result, NULL);
	ck_assert_int_eq(pomost_decimal_multiply(&finest, &result, &result, NULL),
			 POMOST_ERR_LIMIT);
	/* 128 digits, 64 of them after the point: the longest text. */
	ck_assert_int_eq(pomost_decimal_multiply(&largest, &finest, &result, NULL), POMOST_OK);
	ck_assert_int_eq(pomost_decimal_subtract(&one, &result, &result, NULL), POMOST_OK);
	text_of(&result, again);
	ck_assert_uint_eq(strlen(again), POMOST_DECIMAL_TEXT - 2);
	ck_assert_int_eq(pomost_decimal_add(&largest, &finest, &result, NULL), POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_divide(&finest, &largest, 64, POMOST_UP, &result, NULL),
			 POMOST_OK);
	ck_assert(same(&result, &finest));
	ck_assert_int_eq(pomost_decimal_divide(&one, &finest, 64, POMOST_UP, &result, NULL),
			 POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_divide(&one, &finest, 63, POMOST_UP, &result, NULL),
			 POMOST_OK);
	/* A product that is over both limits before it is rounded. */
	ck_assert_int_eq(pomost_decimal_multiply(&largest, &finest, &result, NULL), POMOST_OK);
	ck_assert_int_eq(pomost__decimal_multiply_round(&result, &result, 0, POMOST_UP, &result),
			 POMOST_OK);
	/* (10^64 - 10^-64)^2 = 10^128 - 2 + 10^-128, up: 10^128 - 1. */
	ck_assert(same(&result, &largest));
}
END_TEST

START_TEST(test_to_i64)
{
	static const struct {
		const char *text;
		int32_t scale;
		int32_t status;
		int64_t wanted;
	} rows[] = {
		{"24000.00", 2, 0, 2400000},
		{"24000", 2, 0, 2400000},
		{"24000.000", 2, 0, 2400000},
		{"24000.001", 2, POMOST_ERR_VALUE, 0},
		{"-0.5", 1, 0, -5},
		{"-0.5", 0, POMOST_ERR_VALUE, 0},
		{"92233720368547758.07", 2, 0, INT64_MAX},
		{"92233720368547758.08", 2, POMOST_ERR_LIMIT, 0},
		{"-92233720368547758.08", 2, 0, INT64_MIN},
		{"-92233720368547758.09", 2, POMOST_ERR_LIMIT, 0},
		{"1", 64, POMOST_ERR_LIMIT, 0},
		{"0", 64, 0, 0},
		{"1", 65, POMOST_ERR_LIMIT, 0},
		{"1", -1, POMOST_ERR_LIMIT, 0},
		{"100000000000000000000000000000.5", 0, POMOST_ERR_VALUE, 0},
		{"9223372036854775807.000000000000000000000000000", 0, 0, INT64_MAX},
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		pomost_decimal value = number(rows[i].text);
		int64_t found = 0;
		int32_t status = pomost_decimal_to_i64(&value, rows[i].scale, &found, NULL);

		ck_assert_msg(status == rows[i].status && found == rows[i].wanted,
			      "%s at %d: status %d, %" PRId64, rows[i].text, (int)rows[i].scale,
			      (int)status, found);
	}
}
END_TEST

START_TEST(test_format_room)
{
	static const char *const texts[] = {"-0.05", "1234567890123456789012345678901234567890.5"};
	char buffer[POMOST_DECIMAL_TEXT];
	size_t i;

	for (i = 0; i < 2; i++) {
		pomost_decimal value = number(texts[i]);
		size_t size = strlen(texts[i]) + 1;
		pomost_error *error;
		size_t length = 7;

		memset(buffer, 'x', sizeof buffer);
		ck_assert_int_eq(pomost_decimal_format(&value, buffer, size - 1, &length, &error),
				 POMOST_ERR_LIMIT);
		ck_assert_int_eq(buffer[0], 'x');
		ck_assert_uint_eq(length, 7);
		ck_assert_ptr_nonnull(strstr(pomost_error_message(error), "expected a buffer of"));
		pomost_error_free(error);
		ck_assert_int_eq(pomost_decimal_format(&value, buffer, 0, NULL, NULL),
				 POMOST_ERR_LIMIT);
		ck_assert_int_eq(pomost_decimal_format(&value, buffer, size, &length, NULL),
				 POMOST_OK);
		ck_assert_str_eq(buffer, texts[i]);
		ck_assert_uint_eq(length, size - 1);
		ck_assert_int_eq(buffer[size], 'x');
		ck_assert_int_eq(pomost_decimal_format(&value, buffer, size, NULL, NULL),
				 POMOST_OK);
	}
}
END_TEST

/* Every function with a NULL, and with bytes that are no number, in each place. */
#define REFUSED(call)                                                                              \
	do {                                                                                       \
		pomost_error *error = NULL;                                                        \
		ck_assert_int_eq((call), POMOST_ERR_ARGUMENT);                                     \
		ck_assert_int_eq(pomost_error_code(error), POMOST_ERR_ARGUMENT);                   \
		ck_assert_ptr_nonnull(strstr(pomost_error_message(error), "expected "));           \
		pomost_error_free(error);                                                          \
	} while (0)

static void
refuse_bad(const pomost_decimal *bad)
{
	pomost_decimal good = {{0}};
	pomost_decimal room;
	char text[POMOST_DECIMAL_TEXT];
	int64_t whole;
	int32_t order;

	REFUSED(pomost_decimal_to_i64(bad, 2, &whole, &error));
	REFUSED(pomost_decimal_format(bad, text, sizeof text, NULL, &error));
	REFUSED(pomost_decimal_add(bad, &good, &room, &error));
	REFUSED(pomost_decimal_add(&good, bad, &room, &error));
	REFUSED(pomost_decimal_subtract(bad, &good, &room, &error));
	REFUSED(pomost_decimal_subtract(&good, bad, &room, &error));
	REFUSED(pomost_decimal_multiply(bad, &good, &room, &error));
	REFUSED(pomost_decimal_multiply(&good, bad, &room, &error));
	REFUSED(pomost_decimal_divide(bad, &good, 2, POMOST_UP, &room, &error));
	REFUSED(pomost_decimal_divide(&good, bad, 2, POMOST_UP, &room, &error));
	REFUSED(pomost_decimal_round(bad, 2, POMOST_UP, &room, &error));
	REFUSED(pomost_decimal_compare(bad, &good, &order, &error));
	REFUSED(pomost_decimal_compare(&good, bad, &order, &error));
}

START_TEST(test_refused)
{
	pomost_decimal good = {{0}};
	pomost_decimal room;
	char text[POMOST_DECIMAL_TEXT];
	int32_t mode;

	refuse_bad(NULL);
	REFUSED(pomost_decimal_parse(NULL, 1, &room, &error));
	REFUSED(pomost_decimal_parse("1", 1, NULL, &error));
	REFUSED(pomost_decimal_from_i64(1, 0, NULL, &error));
	REFUSED(pomost_decimal_to_i64(&good, 2, NULL, &error));
	REFUSED(pomost_decimal_format(&good, NULL, sizeof text, NULL, &error));
	REFUSED(pomost_decimal_add(&good, &good, NULL, &error));
	REFUSED(pomost_decimal_subtract(&good, &good, NULL, &error));
	REFUSED(pomost_decimal_multiply(&good, &good, NULL, &error));
	REFUSED(pomost_decimal_divide(&good, &good, 2, POMOST_UP, NULL, &error));
	REFUSED(pomost_decimal_round(&good, 2, POMOST_UP, NULL, &error));
	REFUSED(pomost_decimal_compare(&good, &good, NULL, &error));
	for (mode = -1; mode <= 9; mode++) {
		if (mode >= POMOST_HALF_UP && mode <= POMOST_FLOOR)
			continue;
		REFUSED(pomost_decimal_round(&good, 2, mode, &room, &error));
		REFUSED(pomost_decimal_divide(&good, &good, 2, mode, &room, &error));
	}
	ck_assert_int_eq(pomost_decimal_round(&good, 65, POMOST_UP, &room, NULL), POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_round(&good, -1, POMOST_UP, &room, NULL), POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_divide(&good, &good, 65, POMOST_UP, &room, NULL),
			 POMOST_ERR_LIMIT);
	ck_assert_int_eq(pomost_decimal_divide(&good, &good, -1, POMOST_UP, &room, NULL),
			 POMOST_ERR_LIMIT);
}
END_TEST

/* Bytes that no function here made; one word of a good number changed. */
START_TEST(test_seal)
{
	char text[200];
	pomost_decimal bad;
	pomost_decimal large = number(repeat("9", 128, text));
	pomost_decimal small = number("5.00");
	int bit;

	memset(&bad, 0xA5, sizeof bad);
	refuse_bad(&bad);
	memset(&bad, 0xFF, sizeof bad);
	refuse_bad(&bad);
	memset(&bad, 0, sizeof bad);
	bad.reserved[7] = 1;
	refuse_bad(&bad);
	/* In the header only these bits may change: the scale of both within 64, and the sign. */
	for (bit = 7; bit < 64; bit++) {
		bad = small;
		bad.reserved[0] ^= UINT64_C(1) << bit;
		refuse_bad(&bad);
		bad = large;
		bad.reserved[0] ^= UINT64_C(1) << bit;
		if (bit != 9)
			refuse_bad(&bad);
	}
	bad = small;
	bad.reserved[0] += 63; /* a scale of 65 */
	refuse_bad(&bad);
	bad = large;
	bad.reserved[1] = 0; /* these three make it 10^128 */
	bad.reserved[2] = 0;
	bad.reserved[3]++;
	refuse_bad(&bad);
	bad = number("18446744073709551616");
	bad.reserved[2] = 0; /* now it is small */
	refuse_bad(&bad);
}
END_TEST

START_TEST(test_zero_memory)
{
	pomost_decimal zero = {{0}};
	pomost_decimal copy;
	pomost_decimal sum;
	pomost_error *error = (pomost_error *)1;
	char text[POMOST_DECIMAL_TEXT];

	ck_assert_str_eq(text_of(&zero, text), "0");
	ck_assert_int_eq(pomost_decimal_add(&zero, &zero, &sum, &error), POMOST_OK);
	ck_assert_ptr_null(error);
	ck_assert_str_eq(text_of(&sum, text), "0");
	copy = number("-123456789012345678901234567890.12");
	memcpy(&sum, &copy, sizeof sum);
	ck_assert_int_eq(pomost_decimal_add(&sum, &zero, &sum, NULL), POMOST_OK);
	ck_assert(same(&sum, &copy));
}
END_TEST

/* The fast path and the exact one on the same numbers: the same bits. */
START_TEST(test_identities)
{
	struct pomost__findings findings = {0};
	uint64_t state = 20170401;
	/* 10^50 */
	pomost_decimal far = number("100000000000000000000000000000000000000000000000000");
	int i;

	for (i = 0; i < 100000; i++) {
		pomost_decimal a = random_number(&state);
		pomost_decimal b = random_number(&state);
		int32_t scale = (int32_t)(next_random(&state) % 10);
		int32_t mode = (int32_t)(next_random(&state) % 7) + 1;
		pomost_decimal x;
		pomost_decimal y;
		pomost_decimal z;
		int32_t order;

		/* (a + far) + b - far = a + b, and a + b - b = a but for its scale */
		pomost_decimal_add(&a, &b, &x, NULL);
		pomost_decimal_add(&a, &far, &y, NULL);
		pomost_decimal_add(&y, &b, &y, NULL);
		pomost_decimal_subtract(&y, &far, &y, NULL);
		if (!same(&x, &y))
			pomost__finding(&findings, "row %d: add", i);
		pomost_decimal_subtract(&x, &b, &x, NULL);
		pomost_decimal_compare(&x, &a, &order, NULL);
		if (order != 0)
			pomost__finding(&findings, "row %d: subtract", i);
		/* the product, fast and exact; then rounded in one step and in two */
		pomost_decimal_multiply(&a, &b, &x, NULL);
		pomost__decimal_product(&a, &b, &y);
		if (!same(&x, &y))
			pomost__finding(&findings, "row %d: multiply", i);
		pomost_decimal_round(&x, scale, mode, &x, NULL);
		pomost__decimal_multiply_round(&a, &b, scale, mode, &y);
		pomost__decimal_product_round(&a, &b, scale, mode, &z);
		if (!same(&x, &y) || !same(&x, &z))
			pomost__finding(&findings, "row %d: multiply and round", i);
		if (pomost__decimal_sign(&b) == 0)
			continue;
		/* a × b / b = a rounded; and far × a / (far × b) = a / b */
		pomost_decimal_multiply(&a, &b, &x, NULL);
		pomost_decimal_divide(&x, &b, scale, mode, &x, NULL);
		pomost_decimal_round(&a, scale, mode, &y, NULL);
		if (!same(&x, &y))
			pomost__finding(&findings, "row %d: divide", i);
		pomost_decimal_divide(&a, &b, scale, mode, &x, NULL);
		pomost_decimal_multiply(&a, &far, &y, NULL);
		pomost_decimal_multiply(&b, &far, &z, NULL);
		pomost_decimal_divide(&y, &z, scale, mode, &y, NULL);
		if (!same(&x, &y))
			pomost__finding(&findings, "row %d: divide far", i);
	}
	pomost__findings_end(&findings);
}
END_TEST

/* The same numbers through text and back. */
START_TEST(test_round_trip)
{
	struct pomost__findings findings = {0};
	uint64_t state = 20170315;
	pomost_decimal value = {{0}};
	int i;

	for (i = 0; i < 100000; i++) {
		pomost_decimal factor = random_number(&state);
		char text[POMOST_DECIMAL_TEXT];
		pomost_decimal again;

		if (i % 3 == 2)
			pomost_decimal_multiply(&value, &factor, &value, NULL);
		else
			value = factor;
		text_of(&value, text);
		if (pomost_decimal_parse(text, strlen(text), &again, NULL) != POMOST_OK ||
		    !same(&value, &again))
			pomost__finding(&findings, "%s", text);
	}
	pomost__findings_end(&findings);
}
END_TEST

/*
 * One number for the bits of many results, to be compared between builds: `test_decimal --digest`
 * must print the same with every POMOST_FAST_BITS and with either kind of limbs.
 */
static uint64_t
digest(void)
{
	static const char choices[] = "+-*/x?";
	uint64_t state = 1;
	uint64_t hash = UINT64_C(14695981039346656037);
	pomost_decimal value = {{0}};
	int i;

	for (i = 0; i < 300000; i++) {
		pomost_decimal other = random_number(&state);
		pomost_decimal result = {{0}};
		char operation = choices[next_random(&state) % 6];
		int32_t scale = (int32_t)(next_random(&state) % 65);
		int32_t mode = (int32_t)(next_random(&state) % 7) + 1;
		int32_t status = operate(operation, &value, &other, scale, mode, &result);
		size_t words = pomost__decimal_is_small(&result) ? 2 : 8;
		size_t word;

		for (word = 0; word < words; word++)
			hash = (hash ^ result.reserved[word]) * UINT64_C(1099511628211);
		hash = (hash ^ (uint64_t)status) * UINT64_C(1099511628211);
		/* Chains of results, so that large numbers come up, and new ones when they end. */
		value = status == POMOST_OK && i % 16 ? result : other;
	}
	return hash;
}

int
main(int argc, char **argv)
{
	Suite *suite;

	if (argc > 1 && strcmp(argv[1], "--digest") == 0) {
		printf("%016" PRIx64 "\n", digest());
		return 0;
	}
	suite = suite_create("decimal");
	pomost__check_add(suite, "literals", test_literals);
	pomost__check_add(suite, "long literal", test_long_literal);
	pomost__check_add(suite, "operations", test_operations);
	pomost__check_add(suite, "modes", test_modes);
	pomost__check_add(suite, "every rounding", test_every_rounding);
	pomost__check_add(suite, "limits", test_limits);
	pomost__check_add(suite, "to i64", test_to_i64);
	pomost__check_add(suite, "room for text", test_format_room);
	pomost__check_add(suite, "refused", test_refused);
	pomost__check_add(suite, "seal", test_seal);
	pomost__check_add(suite, "zero memory", test_zero_memory);
	pomost__check_add(suite, "identities", test_identities);
	pomost__check_add(suite, "round trip", test_round_trip);
	return pomost__check_run(suite);
}
