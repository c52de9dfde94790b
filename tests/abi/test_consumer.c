/* SPDX-License-Identifier: Apache-2.0 */
/* A newcomer's use of the library: the figures of JOWES through columns, reports and errors. */
#include "harness.h"

static pomost_programme *jowes;

static int64_t
sum_of(const pomost_award *award, const char *column)
{
	const int64_t *items;

	if (!CHECK(pomost_award_column_i64(award, "award", column, &items, NULL) == POMOST_OK))
		return -1;
	return items[0];
}

static const int64_t *
amounts_of(const pomost_award *award, const char *table, const char *column)
{
	const int64_t *items;

	CHECK_SAYING(pomost_award_column_i64(award, table, column, &items, NULL) == POMOST_OK,
		     "%s.%s", table, column);
	return items;
}

static const int32_t *
numbers_of(const pomost_award *award, const char *table, const char *column)
{
	const int32_t *items;

	CHECK_SAYING(pomost_award_column_i32(award, table, column, &items, NULL) == POMOST_OK,
		     "%s.%s", table, column);
	return items;
}

static bool
text_is(const pomost_award *award, const char *table, const char *column, size_t row,
	const char *expected)
{
	const int32_t *offsets;
	const char *bytes;
	size_t length;

	if (!CHECK(pomost_award_column_text(award, table, column, &offsets, &bytes, NULL) ==
		   POMOST_OK))
		return false;
	length = (size_t)(offsets[row + 1] - offsets[row]);
	return length == strlen(expected) && memcmp(bytes + offsets[row], expected, length) == 0;
}

static size_t
rows_of(const pomost_award *award, const char *table)
{
	size_t rows = 0;

	CHECK(pomost_award_rows(award, table, &rows, NULL) == POMOST_OK);
	return rows;
}

/* A case of workplaces that are all alike. */
static pomost_award *
award_for(int64_t workplaces, int32_t employed, int32_t decided, const char *earlier)
{
	pomost_case *subject;
	pomost_award *award;
	pomost_error *error;

	CHECK(pomost_case_new(jowes, &subject, &error) == POMOST_OK);
	set(subject, "id", "c");
	set(subject, "agreement", "2017-03-15");
	if (decided != POMOST_NO_DATE)
		CHECK(pomost_case_set_date(subject, "decisions.extension", decided, &error) ==
		      POMOST_OK);
	if (earlier) {
		set(subject, "entity.id", "e");
		set(subject, "entity.earlier.grant", earlier);
	}
	CHECK(pomost_case_add(subject, "workplaces", NULL, &error) == POMOST_OK);
	CHECK(pomost_case_set_i64(subject, "workplaces[0].count", workplaces, &error) == POMOST_OK);
	CHECK(pomost_case_set_date(subject, "workplaces[0].employed", employed, &error) ==
	      POMOST_OK);
	set(subject, "workplaces[0].job-fraction", "1");
	if (pomost_case_assess(subject, 0, &award, &error) != POMOST_OK)
		bail_out("an award", error);
	pomost_case_free(subject);
	return award;
}

static const struct {
	const char *label;
	int64_t workplaces;
	bool extended;
	const char *earlier;
	int64_t requested, grant, bridging, total; /* grosze */
} figure_rows[] = {
	{"one", 1, true, NULL, 2400000, 2400000, 1500000, 3900000},
	{"one, not extended", 1, false, NULL, 2400000, 2400000, 1050000, 3450000},
	{"five", 5, true, NULL, 12000000, 12000000, 7500000, 19500000},
	{"five, not extended", 5, false, NULL, 12000000, 12000000, 5250000, 17250000},
	{"six", 6, true, NULL, 14400000, 12000000, 9000000, 21000000},
	{"seven", 7, true, NULL, 16800000, 12000000, 10500000, 22500000},
	{"100 000 earlier", 5, true, "100000", 12000000, 2000000, 7500000, 9500000},
	{"120 000 earlier", 2, true, "120000", 4800000, 0, 3000000, 3000000},
	{"more earlier than the cap", 2, true, "130000", 4800000, 0, 3000000, 3000000},
};

static void
test_figures(void)
{
	size_t i;

	for (i = 0; i < COUNT(figure_rows); i++) {
		int32_t decided = figure_rows[i].extended ? day_of(2017, 9, 20) : POMOST_NO_DATE;
		pomost_award *award = award_for(figure_rows[i].workplaces, day_of(2017, 4, 1),
						decided, figure_rows[i].earlier);

		CHECK_SAYING(sum_of(award, "requested") == figure_rows[i].requested &&
				     sum_of(award, "grant") == figure_rows[i].grant &&
				     sum_of(award, "bridging") == figure_rows[i].bridging &&
				     sum_of(award, "components") == 0 &&
				     sum_of(award, "total") == figure_rows[i].total,
			     "%s: total %lld", figure_rows[i].label,
			     (long long)sum_of(award, "total"));
		pomost_award_free(award);
	}
}

static void
test_head(void)
{
	pomost_award *award = award_for(5, day_of(2017, 4, 1), day_of(2017, 9, 20), NULL);

	CHECK_EQUAL(rows_of(award, "award"), 1);
	CHECK(text_is(award, "award", "programme", 0, "jowes"));
	CHECK(text_is(award, "award", "case", 0, "c"));
	CHECK(text_is(award, "award", "currency", 0, "PLN"));
	CHECK_EQUAL(numbers_of(award, "award", "digits")[0], 2);
	CHECK_EQUAL(rows_of(award, "parts"), 3);
	CHECK(text_is(award, "parts", "name", 0, "grant"));
	CHECK(text_is(award, "parts", "name", 1, "basic"));
	CHECK(text_is(award, "parts", "name", 2, "extended"));
	CHECK(text_is(award, "parts", "kind", 0, "grant"));
	CHECK(text_is(award, "parts", "kind", 2, "phase"));
	CHECK_EQUAL(amounts_of(award, "parts", "amount")[1], 5250000);
	CHECK_EQUAL(amounts_of(award, "parts", "amount")[2], 2250000);
	CHECK_EQUAL(rows_of(award, "financing"), 0);
	CHECK_EQUAL(rows_of(award, "explanations"), 0);
	pomost_award_free(award);
}

/* The grosze that 120 000 shared among seven leaves over go to the first. */
static void
test_seven(void)
{
	pomost_award *award = award_for(7, day_of(2017, 4, 1), POMOST_NO_DATE, NULL);
	const int64_t *grants = amounts_of(award, "workplaces", "grant");
	const int64_t *totals = amounts_of(award, "workplaces", "total");
	const int64_t *bridging = amounts_of(award, "workplaces", "bridging");
	int i;

	CHECK_EQUAL(rows_of(award, "workplaces"), 7);
	for (i = 0; i < 7; i++) {
		CHECK_EQUAL(grants[i], i < 5 ? 1714286 : 1714285);
		CHECK_EQUAL(totals[i], grants[i] + bridging[i]);
	}
	CHECK(text_is(award, "workplaces", "id", 6, "w7"));
	CHECK_EQUAL(rows_of(award, "caps"), 1);
	CHECK(text_is(award, "caps", "rule", 0, "caps.entity"));
	CHECK_EQUAL(amounts_of(award, "caps", "before")[0], 16800000);
	CHECK_EQUAL(amounts_of(award, "caps", "after")[0], 12000000);
	pomost_award_free(award);
}

/* From 31 January each month counts from the anchor. */
static void
test_january(void)
{
	static const struct {
		int month, from_month, from_day, to_month, to_day;
	} rows[] = {
		{1, 1, 31, 2, 27}, {2, 2, 28, 3, 30}, {3, 3, 31, 4, 29},
		{4, 4, 30, 5, 30}, {5, 5, 31, 6, 29}, {6, 6, 30, 7, 30},
	};
	pomost_award *award = award_for(1, day_of(2018, 1, 31), POMOST_NO_DATE, NULL);
	const int32_t *month = numbers_of(award, "instalments", "month");
	const int32_t *from = numbers_of(award, "instalments", "from");
	const int32_t *to = numbers_of(award, "instalments", "to");
	const int32_t *due = numbers_of(award, "instalments", "due");
	size_t i;

	CHECK_EQUAL(rows_of(award, "instalments"), 7);
	CHECK_EQUAL(month[0], 0);
	CHECK_EQUAL(from[0], POMOST_NO_DATE);
	CHECK_EQUAL(to[0], POMOST_NO_DATE);
	CHECK_EQUAL(due[0], day_of(2017, 3, 15));
	for (i = 0; i < COUNT(rows); i++) {
		CHECK_EQUAL(month[i + 1], rows[i].month);
		CHECK_EQUAL(from[i + 1], day_of(2018, rows[i].from_month, rows[i].from_day));
		CHECK_EQUAL(to[i + 1], day_of(2018, rows[i].to_month, rows[i].to_day));
		CHECK_EQUAL(due[i + 1], day_of(2018, rows[i].from_month + 1, 1) - 1);
	}
	pomost_award_free(award);
}

/*
 * Decided in December, the extension begins with the first month that begins after that: the
 * three months between have no instalment, and it keeps its length.
 */
static void
test_late_decision(void)
{
	pomost_award *award = award_for(1, day_of(2017, 4, 1), day_of(2017, 12, 20), NULL);
	const int32_t *month = numbers_of(award, "instalments", "month");
	const int32_t *from = numbers_of(award, "instalments", "from");
	const int32_t *part = numbers_of(award, "instalments", "part");
	const int64_t *amount = amounts_of(award, "instalments", "amount");

	CHECK_EQUAL(rows_of(award, "instalments"), 13);
	CHECK_EQUAL(from[6], day_of(2017, 9, 1));
	CHECK_EQUAL(month[7], 10);
	CHECK_EQUAL(part[7], 2);
	CHECK_EQUAL(from[7], day_of(2018, 1, 1));
	CHECK_EQUAL(amount[7], 100000);
	CHECK_EQUAL(from[12], day_of(2018, 6, 1));
	CHECK_EQUAL(amount[12], 50000);
	CHECK_EQUAL(sum_of(award, "total"), 3900000);
	pomost_award_free(award);
}

/* The case of the documentation: from a file, and the same bytes as the one kept. */
static void
test_example(void)
{
	static char expected[65536];
	pomost_case *subject;
	pomost_award *award;
	pomost_error *error;
	size_t kept;
	size_t length;
	char *text;
	FILE *file;

	file = fopen(source_path("tests/golden/jowes-example/expected.json"), "rb");
	if (!CHECK(file != NULL))
		return;
	kept = fread(expected, 1, sizeof expected, file);
	fclose(file);
	CHECK(pomost_case_load(jowes, source_path("tests/golden/jowes-example/case.yaml"), &subject,
			       &error) == POMOST_OK);
	CHECK(pomost_case_check(subject, &error) == POMOST_OK);
	CHECK(pomost_case_assess(subject, 0, &award, &error) == POMOST_OK);
	CHECK(pomost_award_report(award, "json", &text, &length, &error) == POMOST_OK);
	CHECK_EQUAL(length, kept);
	CHECK(length == kept && memcmp(text, expected, kept) == 0);
	CHECK(text[length] == '\0' && text[length - 1] == '\n');
	pomost_text_free(text);
	CHECK_EQUAL(sum_of(award, "requested"), 11599999);
	CHECK_EQUAL(sum_of(award, "total"), 19099999);
	CHECK_EQUAL(numbers_of(award, "instalments", "ceiling")[0], 0);
	CHECK_EQUAL(numbers_of(award, "instalments", "ceiling")[2], 1);
	CHECK_EQUAL(numbers_of(award, "instalments", "workplace")[4], 4);
	CHECK_EQUAL(rows_of(award, "assumptions"), 2);
	CHECK(text_is(award, "assumptions", "rule", 1, "bridging.due"));
	CHECK(text_is(award, "assumptions", "text", 1, "the offer names no day"));
	pomost_award_free(award);
	pomost_case_free(subject);
}

/* Every column that is listed can be read as its kind, and as no other. */
static void
read_column(const pomost_award *award, const char *table, const char *name, const char *kind)
{
	bool is_text = strcmp(kind, "text") == 0;
	bool is_i64 = strcmp(kind, "i64") == 0;
	bool is_i32 = strcmp(kind, "i32") == 0 || strcmp(kind, "date") == 0;
	const int64_t *items64;
	const int32_t *items32;
	const int32_t *offsets;
	const char *bytes;
	size_t rows = rows_of(award, table);
	size_t i;

	CHECK_SAYING(is_text + is_i64 + is_i32 == 1, "%s.%s: %s", table, name, kind);
	CHECK_SAYING((pomost_award_column_i64(award, table, name, &items64, NULL) == POMOST_OK) ==
			     is_i64,
		     "%s.%s", table, name);
	CHECK_SAYING((pomost_award_column_i32(award, table, name, &items32, NULL) == POMOST_OK) ==
			     is_i32,
		     "%s.%s", table, name);
	CHECK_SAYING((pomost_award_column_text(award, table, name, &offsets, &bytes, NULL) ==
		      POMOST_OK) == is_text,
		     "%s.%s", table, name);
	CHECK((items64 != NULL || rows == 0) >= is_i64);
	CHECK((items32 != NULL || rows == 0) >= is_i32);
	if (!is_text)
		return;
	CHECK_EQUAL(offsets[0], 0);
	for (i = 0; i < rows; i++)
		CHECK(offsets[i + 1] >= offsets[i]);
}

static void
test_columns(void)
{
	static const struct {
		const char *name;
		size_t columns;
	} tables[] = {{"award", 9},     {"parts", 3}, {"workplaces", 5},  {"instalments", 8},
		      {"financing", 2}, {"caps", 3},  {"assumptions", 2}, {"explanations", 7}};
	pomost_award *award = award_for(5, day_of(2017, 4, 1), day_of(2017, 9, 20), NULL);
	const char *name;
	const char *kind;
	size_t i;
	size_t j;

	for (i = 0; i < COUNT(tables); i++) {
		for (j = 0;; j++) {
			CHECK(pomost_award_column(award, tables[i].name, j, &name, &kind, NULL) ==
			      POMOST_OK);
			if (!name)
				break;
			read_column(award, tables[i].name, name, kind);
		}
		CHECK(kind == NULL);
		CHECK_SAYING(j == tables[i].columns, "%s has %zu columns", tables[i].name, j);
		CHECK(pomost_award_column(award, tables[i].name, SIZE_MAX, &name, &kind, NULL) ==
			      POMOST_OK &&
		      !name);
	}
	pomost_award_free(award);
}

static const char funded[] =
	"pomost: 1\nid: funded\nname: funded\ncurrency: PLN\n"
	"sources: {s: {title: t, seen: 2026-11-22}}\nsource: s\nrounding: half-up\n"
	"grant: {amount: {flat: 100.01}, own: 10}\n"
	"financing: [{name: EU, share: 85%}, {name: state, share: rest}]\n";

/* Each payment is split without remainder, with a column for each fund. */
static void
test_funds(void)
{
	pomost_programme *programme = parse_programme(funded);
	pomost_case *subject = parse_case(
		programme, "{pomost: 1, id: c, programme: funded, workplaces: [{count: 3, "
			   "job-fraction: 1}]}");
	pomost_award *award;
	const int64_t *eu;
	const int64_t *state;
	const int64_t *own;
	const int64_t *amount;
	int64_t running = 0;
	size_t i;

	CHECK(pomost_case_assess(subject, 0, &award, NULL) == POMOST_OK);
	CHECK_EQUAL(rows_of(award, "financing"), 3);
	CHECK(text_is(award, "financing", "name", 2, "own"));
	eu = amounts_of(award, "instalments", "financing.EU");
	state = amounts_of(award, "instalments", "financing.state");
	own = amounts_of(award, "instalments", "financing.own");
	amount = amounts_of(award, "instalments", "amount");
	for (i = 0; i < 3; i++) {
		running += eu[i];
		CHECK_EQUAL(amount[i], 9001);
		CHECK_EQUAL(own[i], 1000);
		CHECK_EQUAL(eu[i] + state[i], 9001);
		/* 85 % of the running total of 100.01, half up: 85.01, 170.02, 255.03. */
		CHECK_EQUAL(running, (85 * 10001 * (int64_t)(i + 1) + 50) / 100);
	}
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

static void
test_explained(void)
{
	pomost_case *subject;
	pomost_award *award;
	const int32_t *offsets;
	const char *bytes;
	size_t rows;

	CHECK(pomost_case_load(jowes, source_path("tests/golden/jowes-example/case.yaml"), &subject,
			       NULL) == POMOST_OK);
	CHECK(pomost_case_assess(subject, POMOST_EXPLAIN, &award, NULL) == POMOST_OK);
	rows = rows_of(award, "explanations");
	CHECK(rows >= rows_of(award, "instalments"));
	CHECK(pomost_award_column_text(award, "explanations", "rule", &offsets, &bytes, NULL) ==
	      POMOST_OK);
	CHECK(offsets[rows] > 0);
	CHECK_EQUAL(sum_of(award, "total"), 19099999);
	pomost_award_free(award);
	pomost_case_free(subject);
}

/* What a program does with errors: goes along them, shows them, frees the first. */
static void
test_errors(void)
{
	static const char text[] = "pomost: 1\nid: c\nprogramme: jowes\nagreement: 2017-02-29\n"
				   "workplaces: [{id: w, job-fraction: 2}]\n";
	pomost_case *subject = (pomost_case *)1;
	const pomost_error *next;
	pomost_error *error;
	int32_t status;

	status = pomost_case_parse(jowes, text, sizeof text - 1, "my case", &subject, &error);
	CHECK_EQUAL(status, POMOST_ERR_DATE);
	CHECK(subject == NULL);
	CHECK_EQUAL(pomost_error_code(error), status);
	CHECK_EQUAL(pomost_error_line(error), 4);
	CHECK_EQUAL(pomost_error_column(error), 12);
	CHECK(strcmp(pomost_error_path(error), "agreement") == 0);
	CHECK(strcmp(pomost_error_file(error), "my case") == 0);
	CHECK(strstr(pomost_error_message(error), "\"2017-02-29\"") != NULL);
	next = pomost_error_next(error);
	CHECK_EQUAL(pomost_error_code(next), POMOST_ERR_VALUE);
	CHECK_EQUAL(pomost_error_line(next), 5);
	CHECK(strcmp(pomost_error_path(next), "workplaces[0].job-fraction") == 0);
	CHECK(pomost_error_next(next) == NULL);
	pomost_error_free(error);
	/* Without an error object the status alone says it. */
	CHECK_EQUAL(pomost_case_parse(jowes, text, sizeof text - 1, NULL, &subject, NULL), status);
}

static void
test_refused(void)
{
	pomost_case *subject = parse_case(jowes, "{pomost: 1, id: c, programme: jowes, workplaces: "
						 "[{id: w, employed: 2017-04-01, job-fraction: "
						 "1/2}]}");
	pomost_award *award = (pomost_award *)1;
	pomost_error *error;

	CHECK_EQUAL(pomost_case_assess(subject, 0, &award, &error), POMOST_ERR_REFUSED);
	CHECK(award == NULL);
	CHECK(strcmp(pomost_error_path(error), "workplaces[0].job-fraction") == 0);
	pomost_error_free(error);
	/* Set right, the same case is awarded. */
	set(subject, "workplaces[0].job-fraction", "1");
	CHECK_EQUAL(pomost_case_assess(subject, 0, &award, &error), POMOST_OK);
	CHECK_EQUAL(sum_of(award, "total"), 3450000);
	pomost_award_free(award);
	pomost_case_free(subject);
}

static void
test_programme(void)
{
	const char *text;
	char *report;
	size_t length;
	size_t i;

	CHECK(pomost_programme_get(jowes, "id", &text, NULL) == POMOST_OK);
	CHECK(strcmp(text, "jowes") == 0);
	CHECK(pomost_programme_get(jowes, "bridging.phases.basic.months", &text, NULL) ==
	      POMOST_OK);
	CHECK(strcmp(text, "6") == 0);
	CHECK(pomost_programme_get(jowes, "bridging.phases[1].months", &text, NULL) == POMOST_OK);
	CHECK(strcmp(text, "3") == 0);
	CHECK(pomost_programme_get(jowes, "bridging.nothing", &text, NULL) == POMOST_OK && !text);
	CHECK(pomost_programme_summary(jowes, &text, NULL) == POMOST_OK);
	CHECK(strstr(text, "24000") != NULL && strchr(text, '\n') == NULL);
	for (i = 0; i < 3; i++) {
		static const char *const formats[] = {"text", "json", "csv"};

		CHECK(pomost_programme_report(jowes, formats[i], &report, &length, NULL) ==
		      POMOST_OK);
		CHECK(length == strlen(report) && report[length - 1] == '\n');
		pomost_text_free(report);
	}
}

int
main(void)
{
	static const struct test tests[] = {
		{"the figures of JOWES", test_figures},  {"head and parts", test_head},
		{"seven workplaces", test_seven},        {"31 January", test_january},
		{"a late decision", test_late_decision}, {"the example", test_example},
		{"all columns", test_columns},           {"funds", test_funds},
		{"explanations", test_explained},        {"errors", test_errors},
		{"a refused case", test_refused},        {"the programme", test_programme},
	};
	int status;

	jowes = load_jowes();
	status = run_tests(tests, COUNT(tests));
	pomost_programme_unref(jowes);
	return status;
}
