/* SPDX-License-Identifier: Apache-2.0 */
/* Building a case by path: the same checks and the same award as from text. */
#include "harness.h"

static pomost_programme *rules;

/* Everything that a case can say to a programme of today. */
static const char programme_text[] =
	"pomost: 1\nid: p\nname: p\ncurrency: PLN\n"
	"sources: {s: {title: t, seen: 2026-11-22}}\nsource: s\nrounding: half-up\n"
	"grant: {amount: {up-to: {times: [24000, job-fraction]}}, due: {days: 14, from: signing}}\n"
	"bridging:\n"
	"  from: employment\n"
	"  month-end: clamp\n"
	"  phases:\n"
	"    - {name: basic, months: 2, amount: {up-to: 1750}}\n"
	"    - {name: extended, months: 2, amount: {flat: 1000}, requires: [extension, not "
	"young]}\n"
	"caps:\n"
	"  - {name: entity, on: grant, per: entity, amount: 60000, trim: proportional}\n";

static const char case_text[] =
	"pomost: 1\nid: c-1\nprogramme: p\nagreement: 2017-03-15\n"
	"dates: {signing: 2017-03-20}\n"
	"entity: {id: e, name: Spółdzielnia, traits: [young], earlier: {grant: 100.50, workplaces: "
	"1}}\n"
	"decisions: {extension: {applied: 2017-05-01, decided: 2017-05-20, starts: 2017-06-15}}\n"
	"workplaces:\n"
	"  - {id: a b, employed: 2017-01-31, job-fraction: 3/4, traits: [young], requested: "
	"{grant: 9000, basic: [1000, 999.99]}}\n"
	"  - {count: 2, employed: 2017-04-01, job-fraction: 1, requested: 24000}\n"
	"  - {id: z, employed: 2017-04-01, job-fraction: 85%, traits: []}\n";

static const struct step {
	const char *path;
	const char *value; /* NULL: an item is added */
} steps[] = {
	{"id", "c-1"},
	{"agreement", "2017-03-15"},
	{"dates.signing", "2017-03-20"},
	{"entity.id", "e"},
	{"entity.name", "Spółdzielnia"},
	{"entity.traits[0]", "young"},
	{"entity.earlier.grant", "100.50"},
	{"entity.earlier.workplaces", "1"},
	{"decisions.extension.applied", "2017-05-01"},
	{"decisions.extension.decided", "2017-05-20"},
	{"decisions.extension.starts", "2017-06-15"},
	{"workplaces", NULL},
	{"workplaces", NULL},
	{"workplaces", NULL},
	{"workplaces[0].id", "a b"},
	{"workplaces[0].employed", "2017-01-31"},
	{"workplaces[0].job-fraction", "3/4"},
	{"workplaces[0].traits[0]", "young"},
	{"workplaces[0].requested.grant", "9000"},
	{"workplaces[0].requested.basic[0]", "1000"},
	{"workplaces[0].requested.basic[1]", "999.99"},
	{"workplaces[2].id", "z"},
	{"workplaces[1].count", "2"},
	{"workplaces[1].employed", "2017-04-01"},
	{"workplaces[1].job-fraction", "1"},
	{"workplaces[1].requested", "24000"},
	{"workplaces[2].employed", "2017-04-01"},
	{"workplaces[2].job-fraction", "85%"},
};

static pomost_case *
build(void)
{
	pomost_case *subject;
	size_t i;

	CHECK(pomost_case_new(rules, &subject, NULL) == POMOST_OK);
	for (i = 0; i < COUNT(steps); i++) {
		if (steps[i].value)
			set(subject, steps[i].path, steps[i].value);
		else
			CHECK(pomost_case_add(subject, steps[i].path, NULL, NULL) == POMOST_OK);
	}
	return subject;
}

static bool
check_same(pomost_case *subject, const char *expected, const char *label)
{
	char *text = json_of(subject);
	bool good = text && expected && strcmp(text, expected) == 0;
	size_t at = 0;

	while (text && expected && text[at] && text[at] == expected[at])
		at++;
	CHECK_SAYING(good, "%s: differs from byte %zu: %.*s", label, at,
		     text ? (int)strcspn(text + at, "\n") : 7, text ? text + at : "refused");
	pomost_text_free(text);
	return good;
}

static void
test_same_as_text(void)
{
	pomost_case *written = parse_case(rules, case_text);
	pomost_case *built = build();
	char *expected = json_of(written);

	CHECK(expected != NULL);
	CHECK(pomost_case_check(built, NULL) == POMOST_OK);
	check_same(built, expected, "built");
	check_same(built, expected, "assessed twice");
	pomost_text_free(expected);
	pomost_case_free(built);
	pomost_case_free(written);
}

/* The case of the documentation, in an order of its own. */
static void
test_example(void)
{
	static const struct step rows[] = {
		{"workplaces", NULL},
		{"workplaces[0].requested", "24000"},
		{"workplaces[0].id", "w1"},
		{"decisions.extension", "2017-09-20"},
		{"workplaces", NULL},
		{"workplaces[1].job-fraction", "1"},
		{"workplaces[1].employed", "2017-05-15"},
		{"workplaces[1].id", "w2"},
		{"workplaces[1].requested", "19999.99"},
		{"workplaces", NULL},
		{"workplaces[2].count", "3"},
		{"workplaces[2].employed", "2017-04-01"},
		{"workplaces[2].job-fraction", "1"},
		{"workplaces[0].employed", "2017-04-01"},
		{"workplaces[0].job-fraction", "1"},
		{"id", "ps-001"},
		{"agreement", "2017-03-15"},
		{"entity.id", "ps-001"},
	};
	static char expected[65536];
	pomost_programme *jowes = load_jowes();
	pomost_case *subject;
	size_t length = 0;
	FILE *file;
	size_t i;

	file = fopen(source_path("tests/golden/jowes-example/expected.json"), "rb");
	if (CHECK(file != NULL)) {
		length = fread(expected, 1, sizeof expected - 1, file);
		fclose(file);
	}
	expected[length] = '\0';
	CHECK(pomost_case_new(jowes, &subject, NULL) == POMOST_OK);
	for (i = 0; i < COUNT(rows); i++) {
		if (rows[i].value)
			set(subject, rows[i].path, rows[i].value);
		else
			CHECK(pomost_case_add(subject, rows[i].path, NULL, NULL) == POMOST_OK);
	}
	check_same(subject, expected, "the example");
	pomost_case_free(subject);
	pomost_programme_unref(jowes);
}

/* Wrong paths and values. After each the case says what it said before. */
static const struct {
	const char *path;
	const char *value;
	int32_t status;
} wrong_rows[] = {
	/* paths that are malformed */
	{"", "x", POMOST_ERR_ARGUMENT},
	{".", "x", POMOST_ERR_ARGUMENT},
	{".id", "x", POMOST_ERR_ARGUMENT},
	{"id.", "x", POMOST_ERR_TYPE},
	{"entity.", "x", POMOST_ERR_ARGUMENT},
	{"entity..id", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[]", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[0", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[0]id", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[-1].id", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[+1].id", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[ 0].id", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[0x0].id", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[a].id", "x", POMOST_ERR_ARGUMENT},
	{"workplaces[0].", "x", POMOST_ERR_ARGUMENT},
	/* keys that no case has */
	{"nothing", "x", POMOST_ERR_KEY_UNKNOWN},
	{"ID", "x", POMOST_ERR_KEY_UNKNOWN},
	{"i", "x", POMOST_ERR_KEY_UNKNOWN},
	{"idd", "x", POMOST_ERR_KEY_UNKNOWN},
	{"id ", "x", POMOST_ERR_KEY_UNKNOWN},
	{"currency", "PLN", POMOST_ERR_KEY_UNKNOWN},
	{"entity.nothing", "x", POMOST_ERR_KEY_UNKNOWN},
	{"workplaces[0].employd", "2017-04-01", POMOST_ERR_KEY_UNKNOWN},
	{"decisions.extension.by", "x", POMOST_ERR_KEY_UNKNOWN},
	/* places that no list has */
	{"workplaces[3].id", "x", POMOST_ERR_REFERENCE},
	{"workplaces[999999].id", "x", POMOST_ERR_REFERENCE},
	{"entity.traits[2]", "young", POMOST_ERR_REFERENCE},
	{"workplaces[2].traits[1]", "young", POMOST_ERR_REFERENCE},
	/* names that the programme does not know */
	{"dates.birthday", "2017-04-01", POMOST_ERR_REFERENCE},
	{"decisions.extention", "2017-04-01", POMOST_ERR_REFERENCE},
	{"entity.traits[1]", "old", POMOST_ERR_REFERENCE},
	{"entity.earlier.nothing", "1", POMOST_ERR_REFERENCE},
	{"workplaces[0].requested.nothing", "1", POMOST_ERR_REFERENCE},
	/* one form for another */
	{"workplaces", "x", POMOST_ERR_TYPE},
	{"workplaces[0]", "x", POMOST_ERR_TYPE},
	{"entity", "x", POMOST_ERR_TYPE},
	{"dates", "x", POMOST_ERR_TYPE},
	{"entity.traits", "young", POMOST_ERR_TYPE},
	{"entity[0]", "x", POMOST_ERR_TYPE},
	{"id[0]", "x", POMOST_ERR_TYPE},
	{"id.x", "x", POMOST_ERR_TYPE},
	{"agreement.x", "x", POMOST_ERR_TYPE},
	{"workplaces.id", "x", POMOST_ERR_TYPE},
	{"workplaces[0].requested", "1", POMOST_ERR_TYPE},
	{"workplaces[1].requested.grant", "1", POMOST_ERR_TYPE},
	{"decisions.extension", "true", POMOST_ERR_TYPE},
	/* values that are none */
	{"agreement", "2017-02-29", POMOST_ERR_DATE},
	{"agreement", "2017-4-1", POMOST_ERR_DATE},
	{"dates.signing", "2017-13-01", POMOST_ERR_DATE},
	{"workplaces[0].employed", "tomorrow", POMOST_ERR_DATE},
	{"workplaces[0].job-fraction", "half", POMOST_ERR_NUMBER},
	{"workplaces[0].job-fraction", "1,5", POMOST_ERR_NUMBER},
	{"workplaces[0].job-fraction", "0", POMOST_ERR_VALUE},
	{"workplaces[0].job-fraction", "5/4", POMOST_ERR_VALUE},
	{"workplaces[1].requested", "1e3", POMOST_ERR_NUMBER},
	{"workplaces[1].requested", "-1", POMOST_ERR_VALUE},
	{"workplaces[1].requested", "0.001", POMOST_ERR_VALUE},
	{"workplaces[1].requested", "92233720368547758.08", POMOST_ERR_LIMIT},
	{"workplaces[1].count", "0", POMOST_ERR_VALUE},
	{"workplaces[1].count", "1.0", POMOST_ERR_VALUE},
	{"workplaces[1].count", "10001", POMOST_ERR_VALUE},
	{"entity.earlier.workplaces", "-1", POMOST_ERR_VALUE},
	{"pomost", "2", POMOST_ERR_VALUE},
	{"programme", "q", POMOST_ERR_MISMATCH},
	{"id", "a\nb", POMOST_ERR_VALUE},
};

static void
test_wrong(void)
{
	pomost_case *subject = build();
	char *expected = json_of(subject);
	size_t i;

	for (i = 0; i < COUNT(wrong_rows); i++) {
		pomost_error *error;
		int32_t status =
			pomost_case_set(subject, wrong_rows[i].path, wrong_rows[i].value, &error);

		CHECK_SAYING(status == wrong_rows[i].status, "%s: %s: %s, expected %s: %s",
			     wrong_rows[i].path, wrong_rows[i].value, pomost_status_name(status),
			     pomost_status_name(wrong_rows[i].status),
			     error ? pomost_error_message(error) : "");
		CHECK_SAYING(pomost_error_code(error) == status, "%s", wrong_rows[i].path);
		pomost_error_free(error);
		/* One that went wrong must not spoil the rows after it. */
		if (!check_same(subject, expected, wrong_rows[i].path)) {
			pomost_case_free(subject);
			subject = build();
		}
	}
	pomost_text_free(expected);
	pomost_case_free(subject);
}

/* The same of an empty case: a path that fails makes nothing on its way. */
static void
test_wrong_in_empty(void)
{
	static const struct step rows[] = {
		{"entity.earlier.grant", "-1"},
		{"entity.nothing", "x"},
		{"entity.traits[0]", "old"},
		{"entity.traits[1]", "young"},
		{"decisions.extension", "maybe"},
		{"dates.signing", "x"},
		{"agreement", "x"},
		{"workplaces[0].id", "x"},
	};
	pomost_case *subject;
	char *expected;
	char *text;
	size_t i;

	CHECK(pomost_case_new(rules, &subject, NULL) == POMOST_OK);
	for (i = 0; i < COUNT(rows); i++)
		CHECK_SAYING(pomost_case_set(subject, rows[i].path, rows[i].value, NULL) !=
				     POMOST_OK,
			     "%s", rows[i].path);
	set(subject, "id", "c");
	CHECK(pomost_case_add(subject, "workplaces", NULL, NULL) == POMOST_OK);
	set(subject, "workplaces[0].id", "w");
	set(subject, "workplaces[0].employed", "2017-04-01");
	set(subject, "workplaces[0].job-fraction", "1");
	text = json_of(subject);
	pomost_case_free(subject);
	subject =
		parse_case(rules, "{pomost: 1, id: c, programme: p, workplaces: [{id: w, employed: "
				  "2017-04-01, job-fraction: 1}]}");
	expected = json_of(subject);
	CHECK(text && expected && strcmp(text, expected) == 0);
	pomost_text_free(text);
	pomost_text_free(expected);
	pomost_case_free(subject);
}

/* Wrong lists. */
static void
test_wrong_add(void)
{
	static const struct {
		const char *path;
		int32_t status;
	} rows[] = {
		{"", POMOST_ERR_ARGUMENT},
		{"workplaces[", POMOST_ERR_ARGUMENT},
		{"nothing", POMOST_ERR_KEY_UNKNOWN},
		{"workplace", POMOST_ERR_KEY_UNKNOWN},
		{"id", POMOST_ERR_TYPE},
		{"entity", POMOST_ERR_TYPE},
		{"dates", POMOST_ERR_TYPE},
		{"entity.traits", POMOST_ERR_TYPE},
		{"workplaces[0]", POMOST_ERR_TYPE},
		{"workplaces[0].requested", POMOST_ERR_TYPE},
	};
	pomost_case *subject = build();
	char *expected = json_of(subject);
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		size_t index = 77;
		int32_t status = pomost_case_add(subject, rows[i].path, &index, NULL);

		CHECK_SAYING(status == rows[i].status, "%s: %s", rows[i].path,
			     pomost_status_name(status));
		CHECK_EQUAL(index, 77);
		check_same(subject, expected, rows[i].path);
	}
	pomost_text_free(expected);
	pomost_case_free(subject);
}

/* What an error of a built case says: the path, and no file. */
static void
test_error_place(void)
{
	pomost_case *subject = build();
	pomost_error *error;

	CHECK(pomost_case_set(subject, "workplaces[0].employed", "2017-4-1", &error) ==
	      POMOST_ERR_DATE);
	CHECK(pomost_error_file(error) == NULL);
	CHECK_EQUAL(pomost_error_line(error), 0);
	CHECK_EQUAL(pomost_error_column(error), 0);
	CHECK(pomost_error_path(error) &&
	      strcmp(pomost_error_path(error), "workplaces[0].employed") == 0);
	CHECK(strstr(pomost_error_message(error), "\"2017-4-1\"") != NULL);
	pomost_error_free(error);
	pomost_case_free(subject);
}

/* The last value counts; what was awarded before stays what it was. */
static void
test_twice(void)
{
	pomost_case *subject;
	pomost_award *before;
	pomost_award *after;
	const int64_t *one;
	const int64_t *two;

	CHECK(pomost_case_new(rules, &subject, NULL) == POMOST_OK);
	set(subject, "id", "first");
	set(subject, "id", "second");
	CHECK(pomost_case_add(subject, "workplaces", NULL, NULL) == POMOST_OK);
	set(subject, "workplaces[0].count", "1");
	set(subject, "workplaces[0].job-fraction", "1");
	set(subject, "workplaces[0].employed", "2017-04-01");
	set(subject, "workplaces[0].requested", "1000");
	CHECK(pomost_case_assess(subject, 0, &before, NULL) == POMOST_OK);
	set(subject, "workplaces[0].requested", "2000.50");
	set(subject, "workplaces[0].count", "2");
	CHECK(pomost_case_assess(subject, 0, &after, NULL) == POMOST_OK);
	CHECK(pomost_award_column_i64(before, "award", "grant", &one, NULL) == POMOST_OK);
	CHECK(pomost_award_column_i64(after, "award", "grant", &two, NULL) == POMOST_OK);
	CHECK_EQUAL(one[0], 100000);
	CHECK_EQUAL(two[0], 400100);
	pomost_award_free(before);
	pomost_award_free(after);
	pomost_case_free(subject);
}

/* A case that was read may be changed by path. */
static void
test_change_what_was_read(void)
{
	pomost_case *subject = parse_case(rules, case_text);
	char *expected = json_of(subject);
	size_t index;

	set(subject, "workplaces[1].count", "3");
	CHECK(pomost_case_add(subject, "workplaces", &index, NULL) == POMOST_OK);
	CHECK_EQUAL(index, 3);
	/* The new workplace has nothing yet. */
	CHECK_EQUAL(pomost_case_check(subject, NULL), POMOST_ERR_KEY_MISSING);
	set(subject, "workplaces[3].id", "new");
	set(subject, "workplaces[3].employed", "2017-04-01");
	set(subject, "workplaces[3].job-fraction", "1");
	CHECK_EQUAL(pomost_case_check(subject, NULL), POMOST_OK);
	pomost_case_free(subject);
	pomost_text_free(expected);
}

static void
test_typed(void)
{
	static const struct {
		int32_t day;
		int32_t status;
	} days[] = {
		{-719162, POMOST_OK},
		{2932896, POMOST_OK},
		{0, POMOST_OK},
		{-719163, POMOST_ERR_DATE},
		{2932897, POMOST_ERR_DATE},
		{INT32_MIN, POMOST_ERR_DATE},
		{INT32_MAX, POMOST_ERR_DATE},
	};
	pomost_case *subject = build();
	pomost_case *written;
	char *expected;
	size_t i;

	for (i = 0; i < COUNT(days); i++)
		CHECK_EQUAL(pomost_case_set_date(subject, "agreement", days[i].day, NULL),
			    days[i].status);
	CHECK_EQUAL(pomost_case_set_date(subject, "agreement", day_of(2017, 3, 15), NULL),
		    POMOST_OK);
	CHECK_EQUAL(
		pomost_case_set_date(subject, "workplaces[2].employed", day_of(2017, 4, 1), NULL),
		POMOST_OK);
	CHECK_EQUAL(pomost_case_set_i64(subject, "workplaces[1].count", 2, NULL), POMOST_OK);
	CHECK_EQUAL(pomost_case_set_i64(subject, "workplaces[1].requested", 24000, NULL),
		    POMOST_OK);
	CHECK_EQUAL(pomost_case_set_i64(subject, "workplaces[1].count", INT64_MIN, NULL),
		    POMOST_ERR_VALUE);
	CHECK_EQUAL(pomost_case_set_i64(subject, "workplaces[1].count", INT64_MAX, NULL),
		    POMOST_ERR_VALUE);
	CHECK_EQUAL(pomost_case_set_i64(subject, "workplaces[1].requested", INT64_MAX, NULL),
		    POMOST_ERR_LIMIT);
	CHECK_EQUAL(pomost_case_set_i64(subject, "agreement", 5, NULL), POMOST_ERR_DATE);
	CHECK_EQUAL(pomost_case_set_date(subject, "workplaces[1].count", 5, NULL),
		    POMOST_ERR_NUMBER);
	written = parse_case(rules, case_text);
	expected = json_of(written);
	check_same(subject, expected, "typed");
	pomost_text_free(expected);
	pomost_case_free(written);
	pomost_case_free(subject);
}

/* A case that lacks what it must have is told so, all at once, when it is checked or assessed. */
static void
test_incomplete(void)
{
	pomost_case *subject;
	pomost_award *award;
	pomost_error *error;

	CHECK(pomost_case_new(rules, &subject, NULL) == POMOST_OK);
	CHECK_EQUAL(pomost_case_check(subject, &error), POMOST_ERR_KEY_MISSING);
	CHECK(pomost_error_next(error) && !pomost_error_next(pomost_error_next(error)));
	pomost_error_free(error);
	CHECK_EQUAL(pomost_case_assess(subject, 0, &award, &error), POMOST_ERR_KEY_MISSING);
	CHECK(award == NULL);
	pomost_error_free(error);
	pomost_case_free(subject);
}

int
main(void)
{
	static const struct test tests[] = {
		{"the same as from text", test_same_as_text},
		{"the example", test_example},
		{"wrong paths and values", test_wrong},
		{"wrong paths in an empty case", test_wrong_in_empty},
		{"wrong lists", test_wrong_add},
		{"the place of an error", test_error_place},
		{"set twice", test_twice},
		{"changing what was read", test_change_what_was_read},
		{"dates and whole numbers", test_typed},
		{"an incomplete case", test_incomplete},
	};
	int status;

	rules = parse_programme(programme_text);
	status = run_tests(tests, COUNT(tests));
	pomost_programme_unref(rules);
	return status;
}
