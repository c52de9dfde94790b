/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every function of lib/libpomost.map: with NULL where that is forbidden, with and without an error
 * pointer, and once well. The last test compares what was called here with the map.
 */
#include "calls.h"

static const char case_text[] =
	"{pomost: 1, id: c, programme: jowes, workplaces: [{id: w, employed: "
	"2017-04-01, job-fraction: 1}]}";
#define CASE_TEXT case_text, sizeof case_text - 1

static const char programme_text[] =
	"{pomost: 1, id: p, name: p, currency: PLN, sources: {s: {title: t, seen: 2026-11-22}}, "
	"grant: {amount: {flat: 1}}}";
#define PROGRAMME_TEXT programme_text, sizeof programme_text - 1

static pomost_programme *jowes;

static void
test_version(void)
{
	note("pomost_version");
	CHECK(strcmp(pomost_version(), "0.1.0") == 0);
	CHECK_EQUAL(CALL(pomost_feature, "yaml"), 1);
	CHECK_EQUAL(pomost_feature("json"), 1);
	CHECK_EQUAL(pomost_feature("explain"), 1);
	CHECK_EQUAL(pomost_feature("limbs-gmp") + pomost_feature("limbs-portable"), 1);
	CHECK_EQUAL(pomost_feature("limbs"), 0);
	CHECK_EQUAL(pomost_feature(""), 0);
	CHECK_EQUAL(pomost_feature(NULL), 0);
}

static void
test_status(void)
{
	static const char *const names[] = {
		"POMOST_OK",
		"POMOST_ERR_ARGUMENT",
		"POMOST_ERR_NOMEM",
		"POMOST_ERR_LIMIT",
		"POMOST_ERR_IO",
		"POMOST_ERR_SYNTAX",
		"POMOST_ERR_KEY_UNKNOWN",
		"POMOST_ERR_KEY_MISSING",
		"POMOST_ERR_KEY_TWICE",
		"POMOST_ERR_TYPE",
		"POMOST_ERR_NUMBER",
		"POMOST_ERR_DATE",
		"POMOST_ERR_VALUE",
		"POMOST_ERR_REFERENCE",
		"POMOST_ERR_REFUSED",
		"POMOST_ERR_UNSTATED",
		"POMOST_ERR_MISMATCH",
		"POMOST_ERR_DIVISION",
	};
	size_t i;

	for (i = 0; i < COUNT(names); i++)
		CHECK(strcmp(CALL(pomost_status_name, (int32_t)i), names[i]) == 0);
	CHECK(pomost_status_name(-1) == NULL);
	CHECK(pomost_status_name((int32_t)COUNT(names)) == NULL);
	CHECK(pomost_status_name(INT32_MIN) == NULL);
	CHECK(pomost_status_name(INT32_MAX) == NULL);
}

static void
test_errors(void)
{
	pomost_error *error;

	CHECK_EQUAL(CALL(pomost_error_code, NULL), POMOST_OK);
	CHECK(CALL(pomost_error_message, NULL) == NULL);
	CHECK(CALL(pomost_error_file, NULL) == NULL);
	CHECK_EQUAL(CALL(pomost_error_line, NULL), 0);
	CHECK_EQUAL(CALL(pomost_error_column, NULL), 0);
	CHECK(CALL(pomost_error_path, NULL) == NULL);
	CHECK(CALL(pomost_error_next, NULL) == NULL);
	CALL(pomost_error_free, NULL);
	/* Of a call, not of a document: no place. */
	CHECK(pomost_programme_parse(NULL, 0, "f", NULL, &jowes, &error) == POMOST_ERR_ARGUMENT);
	CHECK(pomost_error_file(error) == NULL);
	CHECK_EQUAL(pomost_error_line(error), 0);
	CHECK_EQUAL(pomost_error_column(error), 0);
	CHECK(pomost_error_path(error) == NULL);
	pomost_error_free(error);
}

static bool
decimal_is(const pomost_decimal *value, const char *expected)
{
	char text[POMOST_DECIMAL_TEXT];
	size_t length;

	return pomost_decimal_format(value, text, sizeof text, &length, NULL) == POMOST_OK &&
	       length == strlen(expected) && strcmp(text, expected) == 0;
}

static void
test_decimal_in_and_out(void)
{
	pomost_decimal a;
	pomost_decimal zero = {{0}};
	char text[POMOST_DECIMAL_TEXT] = "untouched";
	int64_t number = 77;

	WORKS(pomost_decimal_parse, "-2.50", 5, &a);
	CHECK(decimal_is(&a, "-2.50"));
	REFUSES(pomost_decimal_parse, NULL, 1, &a);
	REFUSES(pomost_decimal_parse, "1", 1, NULL);
	FAILS(POMOST_ERR_NUMBER, pomost_decimal_parse, "1", 0, &a);
	FAILS(POMOST_ERR_NUMBER, pomost_decimal_parse, "1,5", 3, &a);
	FAILS(POMOST_ERR_NUMBER, pomost_decimal_parse, "1\0", 2, &a);
	CHECK(decimal_is(&a, "-2.50"));
	CHECK(decimal_is(&zero, "0"));

	WORKS(pomost_decimal_from_i64, INT64_MIN, 2, &a);
	CHECK(decimal_is(&a, "-92233720368547758.08"));
	REFUSES(pomost_decimal_from_i64, 1, 2, NULL);
	FAILS(POMOST_ERR_LIMIT, pomost_decimal_from_i64, 1, -1, &a);
	FAILS(POMOST_ERR_LIMIT, pomost_decimal_from_i64, 1, 65, &a);

	WORKS(pomost_decimal_to_i64, &a, 2, &number);
	CHECK_EQUAL(number, INT64_MIN);
	REFUSES(pomost_decimal_to_i64, NULL, 2, &number);
	REFUSES(pomost_decimal_to_i64, &a, 2, NULL);
	FAILS(POMOST_ERR_VALUE, pomost_decimal_to_i64, &a, 1, &number);
	FAILS(POMOST_ERR_LIMIT, pomost_decimal_to_i64, &a, 3, &number);
	FAILS(POMOST_ERR_LIMIT, pomost_decimal_to_i64, &a, 65, &number);

	WORKS(pomost_decimal_format, &zero, text, 2, NULL);
	CHECK(strcmp(text, "0") == 0);
	FAILS(POMOST_ERR_LIMIT, pomost_decimal_format, &zero, text, 1, NULL);
	REFUSES(pomost_decimal_format, NULL, text, sizeof text, NULL);
	REFUSES(pomost_decimal_format, &zero, NULL, sizeof text, NULL);
}

static void
test_decimal_operations(void)
{
	pomost_decimal a;
	pomost_decimal b;
	pomost_decimal none = {{0}};
	pomost_decimal r;
	int32_t order = 77;

	CHECK(pomost_decimal_parse("10.0", 4, &a, NULL) == POMOST_OK);
	CHECK(pomost_decimal_parse("3", 1, &b, NULL) == POMOST_OK);
	r = a;
	WORKS(pomost_decimal_add, &a, &b, &r);
	CHECK(decimal_is(&r, "13.0"));
	WORKS(pomost_decimal_subtract, &b, &a, &r);
	CHECK(decimal_is(&r, "-7.0"));
	WORKS(pomost_decimal_multiply, &a, &b, &r);
	CHECK(decimal_is(&r, "30.0"));
	WORKS(pomost_decimal_divide, &a, &b, 2, POMOST_UP, &r);
	CHECK(decimal_is(&r, "3.34"));
	WORKS(pomost_decimal_round, &r, 1, POMOST_DOWN, &r);
	CHECK(decimal_is(&r, "3.3"));
	WORKS(pomost_decimal_compare, &a, &b, &order);
	CHECK_EQUAL(order, 1);
	REFUSES(pomost_decimal_add, NULL, &b, &r);
	REFUSES(pomost_decimal_add, &a, NULL, &r);
	REFUSES(pomost_decimal_add, &a, &b, NULL);
	REFUSES(pomost_decimal_subtract, NULL, &b, &r);
	REFUSES(pomost_decimal_subtract, &a, NULL, &r);
	REFUSES(pomost_decimal_subtract, &a, &b, NULL);
	REFUSES(pomost_decimal_multiply, NULL, &b, &r);
	REFUSES(pomost_decimal_multiply, &a, NULL, &r);
	REFUSES(pomost_decimal_multiply, &a, &b, NULL);
	REFUSES(pomost_decimal_divide, NULL, &b, 2, POMOST_UP, &r);
	REFUSES(pomost_decimal_divide, &a, NULL, 2, POMOST_UP, &r);
	REFUSES(pomost_decimal_divide, &a, &b, 2, POMOST_UP, NULL);
	REFUSES(pomost_decimal_divide, &a, &b, 2, 0, &r);
	REFUSES(pomost_decimal_divide, &a, &b, 2, 8, &r);
	FAILS(POMOST_ERR_DIVISION, pomost_decimal_divide, &a, &none, 2, POMOST_UP, &r);
	FAILS(POMOST_ERR_LIMIT, pomost_decimal_divide, &a, &b, 65, POMOST_UP, &r);
	FAILS(POMOST_ERR_LIMIT, pomost_decimal_divide, &a, &b, -1, POMOST_UP, &r);
	REFUSES(pomost_decimal_round, NULL, 1, POMOST_DOWN, &r);
	REFUSES(pomost_decimal_round, &a, 1, POMOST_DOWN, NULL);
	REFUSES(pomost_decimal_round, &a, 1, -1, &r);
	FAILS(POMOST_ERR_LIMIT, pomost_decimal_round, &a, 65, POMOST_DOWN, &r);
	REFUSES(pomost_decimal_compare, NULL, &b, &order);
	REFUSES(pomost_decimal_compare, &a, NULL, &order);
	REFUSES(pomost_decimal_compare, &a, &b, NULL);
	/* A result is left as it was by every failure. */
	CHECK(decimal_is(&r, "3.3"));
	CHECK_EQUAL(order, 1);
}

/* Bytes that no function here made are no number. */
static void
test_decimal_seal(void)
{
	pomost_decimal good;
	pomost_decimal bad;
	pomost_decimal copy;
	char text[POMOST_DECIMAL_TEXT];
	int32_t order;
	size_t i;

	CHECK(pomost_decimal_parse("12.5", 4, &good, NULL) == POMOST_OK);
	memcpy(&copy, &good, sizeof copy);
	CHECK(decimal_is(&copy, "12.5"));
	memset(&bad, 0xA5, sizeof bad);
	REFUSES(pomost_decimal_add, &bad, &good, &copy);
	REFUSES(pomost_decimal_add, &good, &bad, &copy);
	REFUSES(pomost_decimal_compare, &good, &bad, &order);
	REFUSES(pomost_decimal_format, &bad, text, sizeof text, NULL);
	REFUSES(pomost_decimal_round, &bad, 0, POMOST_UP, &copy);
	CHECK(decimal_is(&copy, "12.5"));
	/* One changed bit: refused, or a number that can be written; never a crash. */
	for (i = 0; i < sizeof good * 8; i++) {
		int32_t status;

		bad = good;
		bad.reserved[i / 64] ^= (uint64_t)1 << (i % 64);
		status = pomost_decimal_format(&bad, text, sizeof text, NULL, NULL);
		CHECK_SAYING(status == POMOST_OK || status == POMOST_ERR_ARGUMENT, "bit %zu", i);
	}
}

static void
test_documents(void)
{
	char *text = GARBAGE;
	size_t length = 77;
	int32_t kind = 77;

	WORKS(pomost_document_kind, PROGRAMME_TEXT, NULL, &kind);
	CHECK_EQUAL(kind, POMOST_DOCUMENT_PROGRAMME);
	WORKS(pomost_document_kind, CASE_TEXT, "file", &kind);
	CHECK_EQUAL(kind, POMOST_DOCUMENT_CASE);
	REFUSES(pomost_document_kind, NULL, 0, NULL, &kind);
	REFUSES(pomost_document_kind, CASE_TEXT, NULL, NULL);
	FAILS(POMOST_ERR_KEY_MISSING, pomost_document_kind, "a: 1", 4, NULL, &kind);
	FAILS(POMOST_ERR_TYPE, pomost_document_kind, "[]", 2, NULL, &kind);
	FAILS(POMOST_ERR_SYNTAX, pomost_document_kind, "", 0, NULL, &kind);
	FAILS(POMOST_ERR_KEY_TWICE, pomost_document_kind, "{a: 1, a: 1}", 12, NULL, &kind);

	WORKS(pomost_document_get, CASE_TEXT, NULL, "workplaces[0].employed", &text);
	CHECK(strcmp(text, "2017-04-01") == 0);
	pomost_text_free(text);
	WORKS(pomost_document_get, CASE_TEXT, NULL, "workplaces", &text);
	CHECK(text == NULL);
	WORKS(pomost_document_get, CASE_TEXT, NULL, "nothing", &text);
	CHECK(text == NULL);
	text = GARBAGE;
	REFUSES(pomost_document_get, NULL, 0, NULL, "id", &text);
	CHECK(text == NULL);
	REFUSES(pomost_document_get, CASE_TEXT, NULL, NULL, &text);
	REFUSES(pomost_document_get, CASE_TEXT, NULL, "id", NULL);
	text = GARBAGE;
	FAILS(POMOST_ERR_SYNTAX, pomost_document_get, "[", 1, NULL, "id", &text);
	CHECK(text == NULL);

	WORKS(pomost_document_load, source_path("data/programmes/pl/jowes/programme.yaml"), &text,
	      &length);
	CHECK(length == strlen(text) && length > 100);
	pomost_text_free(text);
	text = GARBAGE;
	FAILS(POMOST_ERR_IO, pomost_document_load, source_path("data/nothing.yaml"), &text,
	      &length);
	CHECK(text == NULL);
	FAILS(POMOST_ERR_IO, pomost_document_load, source_path("data"), &text, &length);
	REFUSES(pomost_document_load, NULL, &text, &length);
	REFUSES(pomost_document_load, "x", NULL, &length);
	REFUSES(pomost_document_load, "x", &text, NULL);

	for (kind = POMOST_DOCUMENT_PROGRAMME; kind <= POMOST_DOCUMENT_CASE; kind++) {
		WORKS(pomost_document_schema, kind, &text, &length);
		CHECK(length == strlen(text) && text[length - 1] == '\n');
		pomost_text_free(text);
		WORKS(pomost_document_schema, kind, &text, NULL);
		pomost_text_free(text);
	}
	text = GARBAGE;
	REFUSES(pomost_document_schema, 0, &text, &length);
	CHECK(text == NULL);
	REFUSES(pomost_document_schema, 6, &text, &length);
	REFUSES(pomost_document_schema, POMOST_DOCUMENT_CASE, NULL, &length);
}

static void
test_programmes(void)
{
	pomost_programme *made = GARBAGE;
	const char *text = GARBAGE;
	char *report = GARBAGE;
	size_t length = 77;

	WORKS(pomost_programme_parse, PROGRAMME_TEXT, NULL, NULL, &made);
	pomost_programme_unref(made);
	made = GARBAGE;
	REFUSES(pomost_programme_parse, NULL, 0, NULL, NULL, &made);
	CHECK(made == NULL);
	REFUSES(pomost_programme_parse, PROGRAMME_TEXT, NULL, NULL, NULL);
	made = GARBAGE;
	FAILS(POMOST_ERR_SYNTAX, pomost_programme_parse, PROGRAMME_TEXT - 1, NULL, NULL, &made);
	CHECK(made == NULL);
	FAILS(POMOST_ERR_SYNTAX, pomost_programme_parse, "", 0, NULL, NULL, &made);

	WORKS(pomost_programme_load, source_path("data/programmes/pl/jowes/programme.yaml"), NULL,
	      &made);
	CHECK(CALL(pomost_programme_ref, made) == made);
	CALL(pomost_programme_unref, made);
	CHECK(pomost_programme_ref(NULL) == NULL);
	pomost_programme_unref(NULL);
	jowes = made;
	made = GARBAGE;
	FAILS(POMOST_ERR_IO, pomost_programme_load, source_path("data/nothing.yaml"), NULL, &made);
	CHECK(made == NULL);
	made = GARBAGE;
	REFUSES(pomost_programme_load, NULL, NULL, &made);
	CHECK(made == NULL);
	REFUSES(pomost_programme_load, "x", NULL, NULL);

	WORKS(pomost_programme_get, jowes, "currency", &text);
	CHECK(strcmp(text, "PLN") == 0);
	FAILS(POMOST_ERR_TYPE, pomost_programme_get, jowes, "grant", &text);
	CHECK(text == NULL);
	text = GARBAGE;
	REFUSES(pomost_programme_get, NULL, "id", &text);
	CHECK(text == NULL);
	REFUSES(pomost_programme_get, jowes, NULL, &text);
	REFUSES(pomost_programme_get, jowes, "id", NULL);
	WORKS(pomost_programme_summary, jowes, &text);
	text = GARBAGE;
	REFUSES(pomost_programme_summary, NULL, &text);
	CHECK(text == NULL);
	REFUSES(pomost_programme_summary, jowes, NULL);

	WORKS(pomost_programme_report, jowes, "csv", &report, &length);
	CHECK_EQUAL(length, strlen(report));
	CALL(pomost_text_free, report);
	pomost_text_free(NULL);
	report = GARBAGE;
	REFUSES(pomost_programme_report, jowes, "xml", &report, &length);
	CHECK(report == NULL);
	REFUSES(pomost_programme_report, jowes, "", &report, NULL);
	REFUSES(pomost_programme_report, jowes, NULL, &report, NULL);
	REFUSES(pomost_programme_report, NULL, "csv", &report, NULL);
	REFUSES(pomost_programme_report, jowes, "csv", NULL, NULL);
}

static void
test_cases(void)
{
	pomost_case *made = GARBAGE;
	pomost_case *built;
	size_t index = 77;

	WORKS(pomost_case_parse, jowes, CASE_TEXT, NULL, &made);
	WORKS(pomost_case_check, made);
	CALL(pomost_case_free, made);
	pomost_case_free(NULL);
	REFUSES(pomost_case_check, NULL);
	made = GARBAGE;
	REFUSES(pomost_case_parse, NULL, CASE_TEXT, NULL, &made);
	CHECK(made == NULL);
	REFUSES(pomost_case_parse, jowes, NULL, 0, NULL, &made);
	REFUSES(pomost_case_parse, jowes, CASE_TEXT, NULL, NULL);
	made = GARBAGE;
	FAILS(POMOST_ERR_SYNTAX, pomost_case_parse, jowes, "[", 1, NULL, &made);
	CHECK(made == NULL);

	WORKS(pomost_case_load, jowes, source_path("tests/golden/jowes-example/case.yaml"), &made);
	pomost_case_free(made);
	made = GARBAGE;
	FAILS(POMOST_ERR_IO, pomost_case_load, jowes, source_path("tests/nothing.yaml"), &made);
	CHECK(made == NULL);
	REFUSES(pomost_case_load, NULL, "x", &made);
	REFUSES(pomost_case_load, jowes, NULL, &made);
	REFUSES(pomost_case_load, jowes, "x", NULL);

	WORKS(pomost_case_new, jowes, &built);
	made = GARBAGE;
	REFUSES(pomost_case_new, NULL, &made);
	CHECK(made == NULL);
	REFUSES(pomost_case_new, jowes, NULL);
	WORKS(pomost_case_add, built, "workplaces", &index);
	CHECK_EQUAL(index, 0);
	WORKS(pomost_case_add, built, "workplaces", NULL);
	REFUSES(pomost_case_add, NULL, "workplaces", &index);
	REFUSES(pomost_case_add, built, NULL, &index);
	WORKS(pomost_case_set, built, "id", "c");
	REFUSES(pomost_case_set, NULL, "id", "c");
	REFUSES(pomost_case_set, built, NULL, "c");
	REFUSES(pomost_case_set, built, "id", NULL);
	WORKS(pomost_case_set_date, built, "agreement", 0);
	REFUSES(pomost_case_set_date, NULL, "agreement", 0);
	REFUSES(pomost_case_set_date, built, NULL, 0);
	FAILS(POMOST_ERR_DATE, pomost_case_set_date, built, "agreement", POMOST_NO_DATE);
	WORKS(pomost_case_set_i64, built, "workplaces[0].count", 2);
	REFUSES(pomost_case_set_i64, NULL, "workplaces[0].count", 2);
	REFUSES(pomost_case_set_i64, built, NULL, 2);
	pomost_case_free(built);
}

static void
test_awards(void)
{
	pomost_case *subject = parse_case(jowes, case_text);
	pomost_award *award = GARBAGE;
	const int64_t *amounts = GARBAGE;
	const int32_t *numbers = GARBAGE;
	const char *bytes = GARBAGE;
	const char *name = GARBAGE;
	char *text = GARBAGE;
	size_t rows = 77;

	REFUSES(pomost_case_assess, NULL, 0, &award);
	CHECK(award == NULL);
	REFUSES(pomost_case_assess, subject, 0, NULL);
	REFUSES(pomost_case_assess, subject, 2, &award);
	REFUSES(pomost_case_assess, subject, UINT32_MAX, &award);
	WORKS(pomost_case_assess, subject, POMOST_EXPLAIN, &award);

	WORKS(pomost_award_rows, award, "instalments", &rows);
	CHECK_EQUAL(rows, 7);
	REFUSES(pomost_award_rows, NULL, "instalments", &rows);
	REFUSES(pomost_award_rows, award, NULL, &rows);
	REFUSES(pomost_award_rows, award, "instalments", NULL);
	REFUSES(pomost_award_rows, award, "instalment", &rows);
	REFUSES(pomost_award_rows, award, "", &rows);

	WORKS(pomost_award_column_i64, award, "award", "total", &amounts);
	CHECK_EQUAL(amounts[0], 3450000);
	REFUSES(pomost_award_column_i64, award, "award", "digits", &amounts);
	CHECK(amounts == NULL);
	REFUSES(pomost_award_column_i64, NULL, "award", "total", &amounts);
	REFUSES(pomost_award_column_i64, award, NULL, "total", &amounts);
	REFUSES(pomost_award_column_i64, award, "award", NULL, &amounts);
	REFUSES(pomost_award_column_i64, award, "award", "total", NULL);
	REFUSES(pomost_award_column_i64, award, "nothing", "total", &amounts);
	REFUSES(pomost_award_column_i64, award, "instalments", "financing.EU", &amounts);
	REFUSES(pomost_award_column_i64, award, "instalments", "financing.", &amounts);

	WORKS(pomost_award_column_i32, award, "award", "digits", &numbers);
	WORKS(pomost_award_column_i32, award, "instalments", "due", &numbers);
	REFUSES(pomost_award_column_i32, award, "award", "total", &numbers);
	CHECK(numbers == NULL);
	REFUSES(pomost_award_column_i32, NULL, "award", "digits", &numbers);
	REFUSES(pomost_award_column_i32, award, NULL, "digits", &numbers);
	REFUSES(pomost_award_column_i32, award, "award", NULL, &numbers);
	REFUSES(pomost_award_column_i32, award, "award", "digits", NULL);

	WORKS(pomost_award_column_text, award, "award", "case", &numbers, &bytes);
	CHECK(numbers[1] == 1 && bytes[0] == 'c');
	REFUSES(pomost_award_column_text, award, "award", "total", &numbers, &bytes);
	CHECK(numbers == NULL && bytes == NULL);
	REFUSES(pomost_award_column_text, NULL, "award", "case", &numbers, &bytes);
	REFUSES(pomost_award_column_text, award, NULL, "case", &numbers, &bytes);
	REFUSES(pomost_award_column_text, award, "award", NULL, &numbers, &bytes);
	REFUSES(pomost_award_column_text, award, "award", "case", NULL, &bytes);
	bytes = GARBAGE;
	numbers = GARBAGE;
	REFUSES(pomost_award_column_text, award, "award", "case", &numbers, NULL);
	CHECK(numbers == NULL);

	WORKS(pomost_award_column, award, "award", 0, &name, &bytes);
	CHECK(strcmp(name, "programme") == 0 && strcmp(bytes, "text") == 0);
	REFUSES(pomost_award_column, NULL, "award", 0, &name, &bytes);
	CHECK(name == NULL && bytes == NULL);
	REFUSES(pomost_award_column, award, NULL, 0, &name, &bytes);
	REFUSES(pomost_award_column, award, "award", 0, NULL, &bytes);
	REFUSES(pomost_award_column, award, "award", 0, &name, NULL);
	REFUSES(pomost_award_column, award, "awards", 0, &name, &bytes);

	WORKS(pomost_award_report, award, "text", &text, NULL);
	pomost_text_free(text);
	WORKS(pomost_award_report, award, "csv", &text, &rows);
	CHECK_EQUAL(rows, strlen(text));
	pomost_text_free(text);
	text = GARBAGE;
	REFUSES(pomost_award_report, award, "JSON", &text, &rows);
	CHECK(text == NULL);
	REFUSES(pomost_award_report, award, NULL, &text, &rows);
	REFUSES(pomost_award_report, NULL, "json", &text, &rows);
	REFUSES(pomost_award_report, award, "json", NULL, &rows);
	CALL(pomost_award_free, award);
	pomost_award_free(NULL);
	pomost_case_free(subject);
}

static const char series_text[] =
	"{pomost: 1, series: wage, unit: PLN, source: s, known-to: 2012-12-31, rows: [{from: "
	"2011-01-01, value: 1386}, {from: 2012-01-01, value: unknown}]}";
#define SERIES_TEXT series_text, sizeof series_text - 1

/* 2011-06-01, 2010-12-31 and 2012-06-01. */
#define KNOWN_DAY 15126
#define EARLY_DAY 14974
#define UNKNOWN_DAY 15492

static void
test_series(void)
{
	static const char text_of_programme[] =
		"{pomost: 1, id: p, name: p, currency: PLN, sources: {s: {title: t, seen: "
		"2026-11-22}}, "
		"source: s, at: agreement, grant: {amount: {flat: {series: wage}}}}";
	pomost_series *made = GARBAGE;
	pomost_programme *programme = GARBAGE;
	const char *text = GARBAGE;

	REFUSES(pomost_series_new, NULL);
	WORKS(pomost_series_new, &made);
	REFUSES(pomost_series_parse, NULL, SERIES_TEXT, NULL);
	REFUSES(pomost_series_parse, made, NULL, 0, NULL);
	FAILS(POMOST_ERR_SYNTAX, pomost_series_parse, made, "{pomost: 1", 10, NULL);
	WORKS(pomost_series_parse, made, SERIES_TEXT, "wage.yaml");
	FAILS(POMOST_ERR_VALUE, pomost_series_parse, made, SERIES_TEXT, NULL);
	REFUSES(pomost_series_load, NULL, "x");
	REFUSES(pomost_series_load, made, NULL);
	FAILS(POMOST_ERR_IO, pomost_series_load, made, source_path("data/nothing.yaml"));
	WORKS(pomost_series_load, made, source_path("data/series/de-minimis.yaml"));
	WORKS(pomost_series_value, made, "wage", KNOWN_DAY, &text);
	CHECK(strcmp(text, "1386") == 0);
	FAILS(POMOST_ERR_UNSTATED, pomost_series_value, made, "wage", EARLY_DAY, &text);
	CHECK(text == NULL);
	FAILS(POMOST_ERR_UNSTATED, pomost_series_value, made, "wage", UNKNOWN_DAY, &text);
	FAILS(POMOST_ERR_REFERENCE, pomost_series_value, made, "wages", KNOWN_DAY, &text);
	FAILS(POMOST_ERR_TYPE, pomost_series_value, made, "de-minimis", KNOWN_DAY, &text);
	FAILS(POMOST_ERR_DATE, pomost_series_value, made, "wage", INT32_MAX, &text);
	REFUSES(pomost_series_value, NULL, "wage", KNOWN_DAY, &text);
	REFUSES(pomost_series_value, made, NULL, KNOWN_DAY, &text);
	REFUSES(pomost_series_value, made, "wage", KNOWN_DAY, NULL);
	FAILS(POMOST_ERR_REFERENCE, pomost_programme_parse, text_of_programme,
	      sizeof text_of_programme - 1, NULL, NULL, &programme);
	WORKS(pomost_programme_parse, text_of_programme, sizeof text_of_programme - 1, NULL, made,
	      &programme);
	CHECK(CALL(pomost_series_ref, made) == made);
	CHECK(pomost_series_ref(NULL) == NULL);
	CALL(pomost_series_unref, made);
	/* The programme keeps the series. */
	pomost_series_unref(made);
	pomost_series_unref(NULL);
	pomost_programme_unref(programme);
}

static void
test_what_if(void)
{
	static const char overlay[] = "{bridging: {month-end: next}, name: another}";
	pomost_programme *changed = GARBAGE;
	pomost_programme *again = GARBAGE;
	pomost_case *subject = NULL;
	pomost_award *left = NULL;
	pomost_award *right = NULL;
	const char *text = NULL;
	char *report = GARBAGE;
	size_t length = 0;

	REFUSES(pomost_programme_overlay, NULL, overlay, sizeof overlay - 1, NULL, &changed);
	CHECK(changed == NULL);
	REFUSES(pomost_programme_overlay, jowes, NULL, 0, NULL, &changed);
	REFUSES(pomost_programme_overlay, jowes, overlay, sizeof overlay - 1, NULL, NULL);
	FAILS(POMOST_ERR_TYPE, pomost_programme_overlay, jowes, "[1]", 3, NULL, &changed);
	FAILS(POMOST_ERR_KEY_UNKNOWN, pomost_programme_overlay, jowes, "{x: 1}", 6, "o", &changed);
	WORKS(pomost_programme_overlay, jowes, overlay, sizeof overlay - 1, "o.yaml", &changed);
	pomost_programme_get(changed, "bridging.month-end", &text, NULL);
	CHECK(strcmp(text, "next") == 0);
	pomost_programme_get(changed, "bridging.from", &text, NULL);
	CHECK(strcmp(text, "employment") == 0);
	REFUSES(pomost_programme_set, NULL, "name", "x", &again);
	REFUSES(pomost_programme_set, jowes, NULL, "x", &again);
	REFUSES(pomost_programme_set, jowes, "name", NULL, &again);
	REFUSES(pomost_programme_set, jowes, "name", "x", NULL);
	FAILS(POMOST_ERR_REFERENCE, pomost_programme_set, jowes, "grants.amount", "1", &again);
	FAILS(POMOST_ERR_NUMBER, pomost_programme_set, jowes, "grant.amount.up-to", "1,2", &again);
	WORKS(pomost_programme_set, changed, "bridging.phases[0].amount.flat", "1850", &again);
	/* What was changed stays alive below what was made of it. */
	pomost_programme_unref(changed);
	WORKS(pomost_case_parse_as, again, CASE_TEXT, NULL, &subject);
	pomost_case_assess(subject, 0, &right, NULL);
	pomost_case_free(subject);
	pomost_case_parse(jowes, CASE_TEXT, NULL, &subject, NULL);
	pomost_case_assess(subject, 0, &left, NULL);
	pomost_case_free(subject);
	REFUSES(pomost_case_parse_as, NULL, CASE_TEXT, NULL, &subject);
	REFUSES(pomost_case_parse_as, jowes, NULL, 0, NULL, &subject);
	WORKS(pomost_award_diff, left, right, "csv", &report, &length);
	/* 6 × 100 more, in basic, in all and in the workplace; and each of six months. */
	CHECK(strstr(report, "\ntotal,34500.00,35100.00\n") != NULL);
	CHECK(strstr(report,
		     "instalments.w.basic.1,1750.00 due 2017-04-30,1850.00 due 2017-04-30") !=
	      NULL);
	CHECK_EQUAL(strlen(report), length);
	pomost_text_free(report);
	REFUSES(pomost_award_diff, NULL, right, "csv", &report, &length);
	REFUSES(pomost_award_diff, left, right, "xml", &report, &length);
	REFUSES(pomost_award_diff, left, right, "csv", NULL, &length);
	pomost_award_free(left);
	pomost_award_free(right);
	pomost_programme_unref(again);
}

static void
test_checks(void)
{
	static const char achieved[] = "{pomost: 1, programme: jowes, achieved: {workplaces: 24}}";
	static const char tests[] = "{pomost: 1, programme: jowes, tests: [{name: t, basis: "
				    "derived, case: {workplaces: "
				    "[{id: w, employed: 2017-04-01, job-fraction: 1}]}, expect: "
				    "{total: 34500.00}}, {name: "
				    "u, basis: derived, expect: {targets.workplaces: 97}}]}";
	pomost_programme *programmes[1];
	char *report = GARBAGE;
	int32_t count = 77;
	size_t chosen = 77;
	size_t length = 0;

	programmes[0] = jowes;
	REFUSES(pomost_programme_progress, NULL, achieved, sizeof achieved - 1, NULL, "csv",
		&report, &length);
	REFUSES(pomost_programme_progress, jowes, achieved, sizeof achieved - 1, NULL, "xml",
		&report, &length);
	FAILS(POMOST_ERR_MISMATCH, pomost_programme_progress, jowes,
	      "{pomost: 1, programme: p, achieved: {}}", 39, NULL, "csv", &report, &length);
	WORKS(pomost_programme_progress, jowes, achieved, sizeof achieved - 1, NULL, "csv", &report,
	      &length);
	CHECK(strstr(report, "workplaces,96,24,1/4,false\n") != NULL);
	pomost_text_free(report);
	WORKS(pomost_programme_figures, jowes, "csv", &report, &length);
	CHECK(strstr(report, "targets.workplaces,96\n") != NULL);
	pomost_text_free(report);
	REFUSES(pomost_programme_figures, NULL, "csv", &report, &length);
	REFUSES(pomost_programme_figures, jowes, "xml", &report, &length);
	WORKS(pomost_tests_run, programmes, 1, tests, sizeof tests - 1, NULL, "csv", &report,
	      &length, &count);
	CHECK_EQUAL(count, 1);
	CHECK(strstr(report, "jowes,t,derived,true,,,\n") != NULL);
	CHECK(strstr(report, "jowes,u,derived,false,targets.workplaces,97,96\n") != NULL);
	pomost_text_free(report);
	REFUSES(pomost_tests_run, NULL, 1, tests, sizeof tests - 1, NULL, "csv", &report, &length,
		&count);
	REFUSES(pomost_tests_run, programmes, 0, tests, sizeof tests - 1, NULL, "csv", &report,
		&length, &count);
	FAILS(POMOST_ERR_SYNTAX, pomost_tests_run, programmes, 1, "{pomost: 1", 10, NULL, "csv",
	      &report, &length, &count);
	WORKS(pomost_edition_choose, programmes, 1, CASE_TEXT, NULL, &chosen);
	CHECK_EQUAL(chosen, 0);
	REFUSES(pomost_edition_choose, programmes, 0, CASE_TEXT, NULL, &chosen);
	REFUSES(pomost_edition_choose, NULL, 1, CASE_TEXT, NULL, &chosen);
	WORKS(pomost_programme_check, jowes, "csv", &report, &length, &count);
	CHECK_EQUAL(count, 0);
	pomost_text_free(report);
	REFUSES(pomost_programme_check, NULL, "csv", &report, &length, &count);
	REFUSES(pomost_programme_check, jowes, "xml", &report, &length, &count);
}

/* test_settlement.c has them argument by argument. */
static void
test_settlements(void)
{
	static const char payments[] = "date,amount,reference\n2017-04-30,1750.00,a\n";
	pomost_case *subject = parse_case(jowes, case_text);
	pomost_award *award = GARBAGE;
	char text[POMOST_DATE_TEXT];
	int32_t day = 77;

	WORKS(pomost_case_settle, subject, POMOST_NO_DATE, 0, &award);
	pomost_award_free(award);
	REFUSES(pomost_case_settle, NULL, POMOST_NO_DATE, 0, &award);
	CHECK(award == NULL);
	WORKS(pomost_case_reconcile, subject, payments, sizeof payments - 1, NULL, POMOST_NO_DATE,
	      0, &award);
	pomost_award_free(award);
	REFUSES(pomost_case_reconcile, subject, NULL, 0, NULL, POMOST_NO_DATE, 0, &award);
	CHECK(award == NULL);
	pomost_case_free(subject);
	WORKS(pomost_date_parse, "1970-01-02", &day);
	CHECK_EQUAL(day, 1);
	REFUSES(pomost_date_parse, NULL, &day);
	WORKS(pomost_date_format, 1, text);
	CHECK(strcmp(text, "1970-01-02") == 0);
	REFUSES(pomost_date_format, 1, NULL);
}

/* test_call.c has them argument by argument. */
static void
test_calls(void)
{
	static const char ranking[] = "case,score,received,workplaces,employed,agreement\n"
				      "a,1,2017-01-02,2,2017-04-01,2017-03-15\n";
	const int64_t *items64 = NULL;
	const int32_t *items32 = NULL;
	const int32_t *offsets = NULL;
	const char *bytes = NULL;
	const char *kind = NULL;
	const char *name = NULL;
	pomost_call *call = GARBAGE;
	char *text = NULL;
	size_t rows = 0;

	WORKS(pomost_call_decide, jowes, NULL, 0, ranking, sizeof ranking - 1, NULL, &call);
	WORKS(pomost_call_rows, call, "decisions", &rows);
	CHECK_EQUAL(rows, 1);
	WORKS(pomost_call_column_i64, call, "decisions", "amount", &items64);
	CHECK_EQUAL(items64[0], 2 * 3450000);
	WORKS(pomost_call_column_i32, call, "decisions", "workplaces", &items32);
	CHECK_EQUAL(items32[0], 2);
	WORKS(pomost_call_column_text, call, "decisions", "decision", &offsets, &bytes);
	CHECK(offsets[1] == 6 && memcmp(bytes, "funded", 6) == 0);
	WORKS(pomost_call_column, call, "decisions", 0, &name, &kind);
	CHECK(strcmp(name, "round") == 0 && strcmp(kind, "i32") == 0);
	WORKS(pomost_call_report, call, "csv", &text, NULL);
	CHECK(strstr(text, "1,1,a,funded,2,2,69000.00,\n") != NULL);
	pomost_text_free(text);
	CALL(pomost_call_free, call);
	CALL(pomost_call_free, NULL);
	REFUSES(pomost_call_decide, NULL, NULL, 0, ranking, sizeof ranking - 1, NULL, &call);
	REFUSES(pomost_call_decide, jowes, NULL, 1, ranking, sizeof ranking - 1, NULL, &call);
	REFUSES(pomost_call_rows, NULL, "decisions", &rows);
}

static void
test_forecasts(void)
{
	pomost_case *subject = parse_case(jowes, case_text);
	pomost_forecast *forecast = GARBAGE;
	const int64_t *items64 = NULL;
	const int32_t *items32 = NULL;
	const int32_t *offsets = NULL;
	const int64_t *total = NULL;
	const char *bytes = NULL;
	const char *kind = NULL;
	const char *name = NULL;
	pomost_award *award = NULL;
	char *text = NULL;
	size_t rows = 0;

	REFUSES(pomost_forecast_new, 2, &forecast);
	REFUSES(pomost_forecast_new, 0, NULL);
	WORKS(pomost_forecast_new, POMOST_BY_DUE, &forecast);
	CHECK(pomost_case_assess(subject, 0, &award, NULL) == POMOST_OK);
	WORKS(pomost_forecast_add, forecast, award);
	REFUSES(pomost_forecast_add, forecast, NULL);
	WORKS(pomost_forecast_rows, forecast, "forecast", &rows);
	CHECK_EQUAL(rows, 1);
	WORKS(pomost_forecast_column_i64, forecast, "forecast", "total", &items64);
	CHECK(pomost_award_column_i64(award, "award", "total", &total, NULL) == POMOST_OK);
	CHECK_EQUAL(items64[0], total[0]);
	WORKS(pomost_forecast_column_i32, forecast, "months", "month", &items32);
	WORKS(pomost_forecast_column_text, forecast, "months", "part", &offsets, &bytes);
	CHECK(offsets[1] == 5 && memcmp(bytes, "grant", 5) == 0);
	WORKS(pomost_forecast_column, forecast, "months", 0, &name, &kind);
	CHECK(strcmp(name, "month") == 0 && strcmp(kind, "date") == 0);
	WORKS(pomost_forecast_report, forecast, "csv", &text, NULL);
	CHECK(strncmp(text, "month,programme,part,amount\n", 28) == 0);
	pomost_text_free(text);
	REFUSES(pomost_forecast_rows, NULL, "months", &rows);
	pomost_award_free(award);
	pomost_case_free(subject);
	CALL(pomost_forecast_free, forecast);
	CALL(pomost_forecast_free, NULL);
}

static bool
was_called(const char *name)
{
	size_t i;

	for (i = 0; i < called_count; i++) {
		if (strcmp(called[i], name) == 0)
			return true;
	}
	return false;
}

/* Every symbol of the map was called here. */
static void
test_map(void)
{
	FILE *map = fopen(source_path("lib/libpomost.map"), "r");
	size_t symbols = 0;
	char line[256];

	if (!CHECK(map != NULL))
		return;
	while (fgets(line, sizeof line, map)) {
		char name[256];

		if (sscanf(line, " %255[a-z0-9_];", name) != 1 || strncmp(name, "pomost_", 7) != 0)
			continue;
		symbols++;
		CHECK_SAYING(was_called(name), "%s is not called here", name);
	}
	fclose(map);
	CHECK_EQUAL(symbols, called_count);
	CHECK(symbols >= 65);
}

int
main(void)
{
	static const struct test tests[] = {
		{"version", test_version},
		{"status names", test_status},
		{"errors", test_errors},
		{"decimals: in and out", test_decimal_in_and_out},
		{"decimals: operations", test_decimal_operations},
		{"decimals: the seal", test_decimal_seal},
		{"documents", test_documents},
		{"programmes", test_programmes},
		{"cases", test_cases},
		{"awards", test_awards},
		{"series", test_series},
		{"what if", test_what_if},
		{"checks", test_checks},
		{"settlements", test_settlements},
		{"calls", test_calls},
		{"forecasts", test_forecasts},
		{"the map", test_map},
	};
	int status = run_tests(tests, COUNT(tests));

	pomost_programme_unref(jowes);
	return status;
}
