/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A host that is no friend: it has set a locale with a decimal comma, has functions of its own by
 * the names that the library might use, and frees in every order.
 */
#include <locale.h>
#include <sys/resource.h>

#include "harness.h"

/* Each of these ends the program where the library calls it instead of its own. */
#define MINE(name)                                                                                 \
	__attribute__((visibility("default"))) int name(void);                                     \
	int name(void)                                                                             \
	{                                                                                          \
		printf("Bail out! the library called %s of the host\n", #name);                    \
		exit(EXIT_FAILURE);                                                                \
	}
MINE(decimal_add)
MINE(decimal_parse)
MINE(ratio_multiply)
MINE(money_add)
MINE(split)
MINE(scan)
MINE(suggest)
MINE(parse)
MINE(read_value)
MINE(read_text)
MINE(find)
MINE(fail)
MINE(step)
MINE(create)
MINE(destroy)
MINE(assess)
MINE(arena_alloc)
MINE(buffer_text)
MINE(date_parse)
MINE(yaml_read)
MINE(node_path)
MINE(limbs_add)
MINE(rounding_names)
MINE(programme_block)
MINE(columns)
MINE(tables)

static char *expected;

static const char case_text[] =
	"{pomost: 1, id: c, programme: jowes, agreement: 2017-03-15, decisions: {extension: "
	"2017-09-20}, workplaces: [{count: 5, employed: 2017-04-01, job-fraction: 1, requested: "
	"19999.99}]}";

static void
test_comma(void)
{
	pomost_programme *jowes = load_jowes();
	pomost_case *subject = parse_case(jowes, case_text);
	char *text = json_of(subject);
	pomost_decimal number;
	char buffer[POMOST_DECIMAL_TEXT];

	CHECK(text && strcmp(text, expected) == 0);
	CHECK(strstr(text, "\"174999.95\"") != NULL);
	CHECK(pomost_decimal_parse("1.5", 3, &number, NULL) == POMOST_OK);
	CHECK(pomost_decimal_format(&number, buffer, sizeof buffer, NULL, NULL) == POMOST_OK);
	CHECK(strcmp(buffer, "1.5") == 0);
	CHECK(pomost_decimal_parse("1,5", 3, &number, NULL) == POMOST_ERR_NUMBER);
	pomost_text_free(text);
	pomost_case_free(subject);
	pomost_programme_unref(jowes);
}

/* The host's own locale stays what it was. */
static void
test_locale_stays(void)
{
	char before[256];
	const char *now = setlocale(LC_ALL, NULL);

	snprintf(before, sizeof before, "%s", now ? now : "");
	test_comma();
	now = setlocale(LC_ALL, NULL);
	CHECK(now && strcmp(before, now) == 0);
	CHECK(strcmp(localeconv()->decimal_point, ",") == 0);
}

/* Frees a programme, a case and an award in one of the six orders. */
static void
free_in_order(const int order[3], pomost_programme *programme, pomost_case *subject,
	      pomost_award *award)
{
	int i;

	for (i = 0; i < 3; i++) {
		const int64_t *total;
		const int32_t *offsets;
		const char *bytes;

		if (order[i] == 0)
			pomost_programme_unref(programme);
		else if (order[i] == 1)
			pomost_case_free(subject);
		else
			pomost_award_free(award);
		if (order[2] != 2 || i == 2)
			continue;
		/* The award lives, and holds all that it needs. */
		CHECK(pomost_award_column_i64(award, "award", "total", &total, NULL) == POMOST_OK);
		CHECK_EQUAL(*total, 17499995);
		CHECK(pomost_award_column_text(award, "caps", "rule", &offsets, &bytes, NULL) ==
		      POMOST_OK);
		CHECK(memcmp(bytes, "caps.entity", 11) == 0);
	}
}

static void
test_orders(void)
{
	static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
					 {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	int round;

	for (round = 0; round < 12; round++) {
		pomost_programme *jowes = load_jowes();
		pomost_case *subject = parse_case(jowes, case_text);
		pomost_award *award;
		uint32_t flags = round >= 6 ? POMOST_EXPLAIN : 0;

		CHECK(pomost_case_assess(subject, flags, &award, NULL) == POMOST_OK);
		free_in_order(orders[round % 6], jowes, subject, award);
	}
}

/* A case still works when only it holds its programme; so does the programme's text in errors. */
static void
test_case_holds_programme(void)
{
	pomost_programme *jowes = load_jowes();
	pomost_case *subject = parse_case(jowes, case_text);
	pomost_error *error;
	char *text;

	pomost_programme_unref(jowes);
	text = json_of(subject);
	CHECK(text && strcmp(text, expected) == 0);
	pomost_text_free(text);
	CHECK(pomost_case_set(subject, "decisions.extention", "true", &error) ==
	      POMOST_ERR_REFERENCE);
	pomost_case_free(subject);
	/* An error outlives what it tells of. */
	CHECK(strstr(pomost_error_message(error), "extension") != NULL);
	CHECK(strcmp(pomost_error_path(error), "decisions.extention") == 0);
	pomost_error_free(error);
}

/* Texts are copied: the host may change its own at once. */
static void
test_borrowed_in(void)
{
	pomost_programme *jowes = load_jowes();
	char text[sizeof case_text];
	char file[] = "a name";
	char path[] = "id";
	char value[] = "c";
	pomost_case *subject;
	pomost_error *error;
	char *json;

	memcpy(text, case_text, sizeof text);
	CHECK(pomost_case_parse(jowes, text, sizeof text - 1, file, &subject, NULL) == POMOST_OK);
	memset(text, 'x', sizeof text);
	CHECK(pomost_case_set(subject, path, value, NULL) == POMOST_OK);
	memset(path, 'x', sizeof path);
	memset(value, 'x', sizeof value);
	json = json_of(subject);
	CHECK(json && strcmp(json, expected) == 0);
	pomost_text_free(json);
	pomost_case_free(subject);
	CHECK(pomost_case_parse(jowes, text, 3, file, &subject, &error) != POMOST_OK);
	memset(file, 'x', sizeof file);
	CHECK(strcmp(pomost_error_file(error), "a name") == 0);
	pomost_error_free(error);
	pomost_programme_unref(jowes);
}

/* Sanitizers keep what is freed for a while. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KEEPS_MEMORY 1
#elif defined(__has_feature)
#define KEEPS_MEMORY                                                                               \
	(__has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                    \
	 __has_feature(thread_sanitizer))
#else
#define KEEPS_MEMORY 0
#endif

/* What a case and its award took is given back. */
static void
test_memory_stays(void)
{
	pomost_programme *jowes = load_jowes();
	struct rusage before;
	struct rusage after;
	int i;

	for (i = 0; i < 2000; i++) {
		pomost_case *subject;

		if (i == 200)
			getrusage(RUSAGE_SELF, &before);
		subject = parse_case(jowes, case_text);
		pomost_text_free(json_of(subject));
		pomost_case_free(subject);
	}
	getrusage(RUSAGE_SELF, &after);
	/* In KiB; in bytes on some systems, where the check is the milder. */
	CHECK(after.ru_maxrss - before.ru_maxrss < 4096 || after.ru_maxrss > 1 << 24 ||
	      KEEPS_MEMORY);
	pomost_programme_unref(jowes);
}

int
main(void)
{
	static const struct test tests[] = {
		{"a decimal comma", test_comma},
		{"the locale stays", test_locale_stays},
		{"frees in every order", test_orders},
		{"a case holds its programme", test_case_holds_programme},
		{"texts are copied", test_borrowed_in},
		{"memory is given back", test_memory_stays},
	};
	pomost_programme *jowes = load_jowes();
	pomost_case *subject = parse_case(jowes, case_text);
	const char *name = getenv("POMOST_COMMA_LOCALE");
	int status;

	expected = json_of(subject);
	pomost_case_free(subject);
	pomost_programme_unref(jowes);
	/* Without the locale the test would pass and say nothing. */
	if (!setlocale(LC_ALL, name ? name : "de_DE.UTF-8") ||
	    strcmp(localeconv()->decimal_point, ",") != 0)
		bail_out("no locale with a decimal comma; see with_comma_locale.py", NULL);
	status = run_tests(tests, COUNT(tests));
	pomost_text_free(expected);
	return status;
}
