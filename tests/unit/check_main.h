/* SPDX-License-Identifier: Apache-2.0 */
/* What every test program of Check does. */
#ifndef POMOST_TESTS_CHECK_MAIN_H
#define POMOST_TESTS_CHECK_MAIN_H

#include <check.h>
#include <locale.h>
#include <string.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* A slow machine under valgrind takes this long for an exhaustive range. */
#define POMOST__CHECK_SECONDS 600

/* A test that walks a table gathers what it finds here and fails once. All zero at first. */
struct pomost__findings {
	int count;
	size_t length;
	char text[8192];
};

/* Notes one failure, the first 20 with their text. */
__attribute__((unused, format(printf, 2, 3))) static void
pomost__finding(struct pomost__findings *findings, const char *format, ...)
{
	size_t room = sizeof findings->text - findings->length;
	va_list arguments;
	int length;

	if (++findings->count > 20 || room < 400)
		return;
	va_start(arguments, format);
	length = vsnprintf(findings->text + findings->length, 398, format, arguments);
	va_end(arguments);
	findings->length += (size_t)(length < 398 ? length : 397);
	findings->text[findings->length++] = '\n';
	findings->text[findings->length] = '\0';
}

/* Fails if there was any. */
__attribute__((unused)) static void
pomost__findings_end(const struct pomost__findings *findings)
{
	ck_assert_msg(findings->count == 0, "%d failures:\n%s", findings->count, findings->text);
}

/* Adds a case of one test to a suite. */
__attribute__((unused)) static void
pomost__check_add(Suite *suite, const char *name, const TTest *test)
{
	TCase *tcase = tcase_create(name);

	tcase_set_timeout(tcase, POMOST__CHECK_SECONDS);
	tcase_add_test(tcase, test);
	suite_add_tcase(suite, tcase);
}

/* Runs a suite; what main() returns. */
__attribute__((unused)) static int
pomost__check_run(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	int failed;

	/* A run in a comma locale that could not set it would test nothing. */
	if (getenv("POMOST_TEST_LOCALE") &&
	    (!setlocale(LC_ALL, "") || strcmp(localeconv()->decimal_point, ",") != 0)) {
		fprintf(stderr, "the comma locale cannot be set\n");
		return EXIT_FAILURE;
	}
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
