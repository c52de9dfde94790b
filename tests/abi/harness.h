/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the programs that use the library from outside share: checks that are counted, TAP, and the
 * programmes that they compute with. They see only the public headers.
 */
#ifndef POMOST_TESTS_HARNESS_H
#define POMOST_TESTS_HARNESS_H

#include <stdarg.h>
#include <stdbool.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <pomost/pomost.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define UNUSED __attribute__((unused))

static long checks_passed;
static long checks_failed;

/* One check. A failure is told, and the program goes on. */
__attribute__((unused, format(printf, 4, 5))) static bool
check_that(bool good, const char *file, int line, const char *format, ...)
{
	va_list arguments;

	if (good) {
		checks_passed++;
		return true;
	}
	if (++checks_failed > 40)
		return false;
	printf("# %s:%d: ", file, line);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	return false;
}

#define CHECK(condition) check_that((condition), __FILE__, __LINE__, "%s", #condition)
#define CHECK_SAYING(condition, ...) check_that((condition), __FILE__, __LINE__, __VA_ARGS__)

/* Two numbers, whatever their width; each is evaluated once. */
#define CHECK_EQUAL(found, expected)                                                               \
	check_equal((long long)(found), (long long)(expected), __FILE__, __LINE__, #found)

UNUSED static bool
check_equal(long long found, long long expected, const char *file, int line, const char *text)
{
	return check_that(found == expected, file, line, "%s is %lld, expected %lld", text, found,
			  expected);
}

struct test {
	const char *name;
	void (*run)(void);
};

/* Runs all tests, one line of TAP each; what main() returns. */
UNUSED static int
run_tests(const struct test *tests, size_t count)
{
	size_t i;

	if (getenv("POMOST_TEST_LOCALE") &&
	    (!setlocale(LC_ALL, "") || strcmp(localeconv()->decimal_point, ",") != 0)) {
		printf("Bail out! the comma locale cannot be set\n");
		return 1;
	}

	for (i = 0; i < count; i++) {
		long before = checks_failed;

		tests[i].run();
		printf("%sok %zu - %s\n", checks_failed == before ? "" : "not ", i + 1,
		       tests[i].name);
		fflush(stdout);
	}
	printf("1..%zu\n# %ld passed, %ld failed\n", count, checks_passed, checks_failed);
	return checks_failed || !checks_passed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Ends the program where it cannot go on. */
UNUSED static void
bail_out(const char *why, pomost_error *error)
{
	const char *message = pomost_error_message(error);

	printf("Bail out! %s: %s\n", why, message ? message : "");
	exit(EXIT_FAILURE);
}

/* A path in the tree of the sources. */
UNUSED static const char *
source_path(const char *name)
{
	static char path[4096];
	const char *root = getenv("POMOST_SOURCE");

	snprintf(path, sizeof path, "%s/%s", root ? root : ".", name);
	return path;
}

UNUSED static pomost_programme *
load_jowes(void)
{
	pomost_programme *programme;
	pomost_error *error;

	if (pomost_programme_load(source_path("data/programmes/pl/jowes/programme.yaml"), NULL,
				  &programme, &error) != POMOST_OK)
		bail_out("the programme jowes", error);
	return programme;
}

UNUSED static pomost_programme *
parse_programme(const char *text)
{
	pomost_programme *programme;
	pomost_error *error;

	if (pomost_programme_parse(text, strlen(text), "programme", NULL, &programme, &error) !=
	    POMOST_OK)
		bail_out("a programme", error);
	return programme;
}

UNUSED static pomost_case *
parse_case(pomost_programme *programme, const char *text)
{
	pomost_case *subject;
	pomost_error *error;

	if (pomost_case_parse(programme, text, strlen(text), "case", &subject, &error) != POMOST_OK)
		bail_out("a case", error);
	return subject;
}

/* An award as JSON, freed by pomost_text_free(). NULL where the case is refused. */
UNUSED static char *
json_of(pomost_case *subject)
{
	pomost_award *award;
	char *text = NULL;

	if (pomost_case_assess(subject, 0, &award, NULL) == POMOST_OK)
		pomost_award_report(award, "json", &text, NULL, NULL);
	pomost_award_free(award);
	return text;
}

/* Sets one value of a case that must take it. */
UNUSED static void
set(pomost_case *subject, const char *path, const char *value)
{
	pomost_error *error;
	int32_t status = pomost_case_set(subject, path, value, &error);

	CHECK_SAYING(status == POMOST_OK, "%s: %s: %s", path, value, pomost_error_message(error));
	pomost_error_free(error);
}

/* Days since 1970-01-01, counted year by year: it shares nothing with the library. */
UNUSED static int32_t
day_of(int year, int month, int day)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int32_t days = day - 1;
	int y;
	int m;

	for (y = 1970; y < year; y++)
		days += 365 + ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0);
	for (m = 1; m < month; m++)
		days += lengths[m - 1] +
			(m == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0));
	return days;
}

#endif
