/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "text/suggest.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define LETTERS "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl"

static const struct row {
	const char *label;
	const char *name;
	const char *names[5];
	const char *nearest;
} rows[] = {
	{"one missing", "amont", {"grant", "amount"}, "amount"},
	{"one more", "phasess", {"phases", "caps"}, "phases"},
	{"one wrong", "trin", {"trim"}, "trim"},
	{"swapped neighbours count as one", "nmae", {"name"}, "name"},
	{"swapped at the start", "ocunt", {"count"}, "count"},
	{"case is ignored", "Bridging", {"bridging"}, "bridging"},
	{"case is ignored in both", "GRANT", {"Grant"}, "Grant"},
	{"the nearest wins", "mouths", {"month", "months"}, "months"},
	{"ties go to the earlier", "cat", {"bat", "car", "cap"}, "bat"},
	{"ties go to the earlier, other order", "cat", {"car", "bat", "cap"}, "car"},
	{"itself", "id", {"is", "id"}, "id"},
	{"two of six is a third", "abcdef", {"abcdxy"}, "abcdxy"},
	{"two of five is over a third", "abcde", {"abcxy"}, NULL},
	{"the longer of the two counts", "abcd", {"abcdxy"}, "abcdxy"},
	{"three of nine is a third", "abcdefghi", {"abcdefxyz"}, "abcdefxyz"},
	{"three of eight is over a third", "abcdefgh", {"abcdexyz"}, NULL},
	{"four is too far at any length", "abcdefghijklmnop", {"abcdefghijklwxyz"}, NULL},
	{"one of two is near enough", "io", {"id"}, "id"},
	{"one of two, longer", "on", {"own"}, "own"},
	{"two of two is not", "xy", {"id"}, NULL},
	{"a name of one byte", "a", {"b", "ab"}, NULL},
	{"a name of one byte, itself", "A", {"b", "a"}, "a"},
	{"an empty name", "", {"a", "id"}, NULL},
	{"no names", "id", {NULL}, NULL},
	{"bytes, not characters", "ośrodek", {"osrodek"}, "osrodek"},
	{"alignment: a swapped pair is not edited again", "ca", {"abc"}, NULL},
	{"64 bytes", LETTERS, {LETTERS "x"}, LETTERS "x"},
	{"64 bytes, a candidate of 67", LETTERS, {LETTERS "xyz"}, LETTERS "xyz"},
	{"64 bytes, a candidate of 68", LETTERS, {LETTERS "wxyz"}, NULL},
	{"65 bytes", LETTERS "x", {LETTERS "x"}, NULL},
};

START_TEST(test_rows)
{
	const struct row *row = &rows[_i];
	size_t count = 0;
	const char *nearest;

	while (count < COUNT(row->names) && row->names[count])
		count++;
	nearest = pomost__suggest(row->name, strlen(row->name), row->names, count);
	if (!row->nearest)
		ck_assert_msg(!nearest, "%s: %s", row->label, nearest);
	else
		ck_assert_msg(nearest && strcmp(nearest, row->nearest) == 0, "%s: %s", row->label,
			      nearest ? nearest : "none");
}
END_TEST

START_TEST(test_length_counts)
{
	static const char *const names[] = {"grant", "caps"};

	/* The bytes after the name are not its own. */
	ck_assert_str_eq(pomost__suggest("capsxyz", 4, names, 2), "caps");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("suggest");
	TCase *test = tcase_create("suggest");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, test);
	tcase_add_loop_test(test, test_rows, 0, (int)COUNT(rows));
	tcase_add_test(test, test_length_counts);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
