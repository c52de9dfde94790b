/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "text/node.h"
#include "text/yaml.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define A80 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const char document[] = "bridging:\n"
			       "  phases:\n"
			       "    - {name: basic, months: 6}\n"
			       "    - {name: extended, months: 3}\n"
			       "    - {name: extended, months: 4}\n"
			       "    - {months: 5}\n"
			       "    - {name: v1.2, months: 7}\n"
			       "    - {name: 'a[0]', months: 8}\n"
			       "    - {name: '', months: 9}\n"
			       "    - {name: [x], months: 10}\n"
			       "    - {name: \"a\\tb\", months: 11}\n"
			       "    - {name: " A80 ", months: 12}\n"
			       "    - {name: " A80 "a, months: 13}\n"
			       "workplaces:\n"
			       "  - {id: w1, employed: 2017-04-01}\n"
			       "  - [[1, 2], {name: deep, x: y}]\n"
			       "together: [grant, maintenance]\n"
			       "assumed:\n"
			       "  bridging: whole\n"
			       "  bridging.from: taken as the first day\n"
			       "  caps.entity.trim: silent\n"
			       "  'odd[1]': bracket\n"
			       "\"\": empty\n";

static struct pomost__arena arena;
static struct pomost__node *root;

static void
read_document(void)
{
	struct pomost__errors errors = {0};

	pomost__arena_init(&arena, NULL, 0);
	root = pomost__yaml_read(&arena, document, sizeof document - 1, NULL, &errors);
	ck_assert_ptr_nonnull(root);
}

static void
free_document(void)
{
	pomost__arena_free(&arena);
}

static const struct find_row {
	const char *path;
	const char *text; /* of the scalar there; NULL: there is nothing */
} find_rows[] = {
	{"bridging.phases.basic.months", "6"},
	{"bridging.phases[0].months", "6"},
	{"bridging.phases[1].months", "3"},
	{"bridging.phases[2].months", "4"},
	{"bridging.phases.extended.months", NULL}, /* stands twice */
	{"bridging.phases[3].months", "5"},
	{"bridging.phases.v1.2.months", "7"},
	{"bridging.phases[4].months", "7"},
	{"bridging.phases.a[0].months", "8"},
	{"bridging.phases[6].months", "9"},
	{"bridging.phases..months", NULL},
	{"bridging.phases[7].months", "10"},
	{"bridging.phases[7].name[0]", "x"},
	{"workplaces[0].employed", "2017-04-01"},
	{"workplaces[1][0][1]", "2"},
	{"workplaces[1].deep.x", "y"},
	{"workplaces[1][1].x", "y"},
	{"workplaces.w1.employed", NULL}, /* an id is no name */
	{"together[1]", "maintenance"},
	{"together[2]", NULL},
	{"together.grant", NULL},
	{"together[01]", NULL},
	{"together[00]", NULL},
	{"together[+1]", NULL},
	{"together[ 1]", NULL},
	{"together[]", NULL},
	{"together[", NULL},
	{"together[1", NULL},
	{"together[1]x", NULL},
	{"together[1].x", NULL},
	{"together.[1]", NULL},
	{"together[4294967297]", NULL},
	{"together[99999999999999999999]", NULL},
	{"assumed.bridging", "whole"},
	{"assumed.bridging.from", "taken as the first day"},
	{"assumed.bridging.due", NULL},
	{"assumed.caps.entity.trim", "silent"},
	{"assumed.caps.entity", NULL},
	{"assumed.odd[1]", "bracket"},
	{".assumed.bridging", NULL},
	{"assumed..bridging", NULL},
	{"assumed.bridging.", NULL},
	{"assume", NULL},
	{"assumedx", NULL},
	{"[0]", NULL},
	{"bridging[0]", NULL},
};

START_TEST(test_find)
{
	size_t i;

	for (i = 0; i < COUNT(find_rows); i++) {
		const char *path = find_rows[i].path;
		const char *text = find_rows[i].text;
		struct pomost__node *node = pomost__node_find(root, path, strlen(path));

		ck_assert_msg(!text == !node, "%s", path);
		ck_assert_msg(!text || strcmp(node->text, text) == 0, "%s", path);
	}
	ck_assert_ptr_eq(pomost__node_find(root, "", 0), root);
	ck_assert_ptr_null(pomost__node_find(NULL, "a", 1));
	/* The length counts, not a NUL. */
	ck_assert_ptr_eq(pomost__node_find(root, "assumed.x", 7),
			 pomost__node_get(root, "assumed"));
}
END_TEST

static const struct path_row {
	const char *by_place; /* as pomost__node_find() takes it */
	const char *path;     /* as pomost__node_path() writes it */
} path_rows[] = {
	{"", ""},
	{"bridging", "bridging"},
	{"bridging.phases", "bridging.phases"},
	{"bridging.phases[0]", "bridging.phases.basic"},
	{"bridging.phases[0].months", "bridging.phases.basic.months"},
	{"bridging.phases[0].name", "bridging.phases.basic.name"},
	{"bridging.phases[1].months", "bridging.phases[1].months"},
	{"bridging.phases[2].months", "bridging.phases[2].months"},
	{"bridging.phases[3].months", "bridging.phases[3].months"},
	{"bridging.phases[4].months", "bridging.phases[4].months"},
	{"bridging.phases[5].months", "bridging.phases[5].months"},
	{"bridging.phases[6].months", "bridging.phases[6].months"},
	{"bridging.phases[7].name[0]", "bridging.phases[7].name[0]"},
	{"bridging.phases[8].months", "bridging.phases[8].months"},
	{"bridging.phases[9].months", "bridging.phases." A80 ".months"},
	{"bridging.phases[10].months", "bridging.phases[10].months"},
	{"workplaces[0].employed", "workplaces[0].employed"},
	{"workplaces[1][0][1]", "workplaces[1][0][1]"},
	{"workplaces[1][1].x", "workplaces[1].deep.x"},
	{"together[1]", "together[1]"},
	{"assumed.bridging.from", "assumed.bridging.from"},
};

START_TEST(test_path)
{
	size_t i;

	for (i = 0; i < COUNT(path_rows); i++) {
		const char *by_place = path_rows[i].by_place;
		struct pomost__node *node = pomost__node_find(root, by_place, strlen(by_place));

		ck_assert_msg(node != NULL, "%s", by_place);
		ck_assert_str_eq(pomost__node_path(&arena, node), path_rows[i].path);
	}
}
END_TEST

static struct pomost__node *
next_of(struct pomost__node *node)
{
	if (node->first)
		return node->first;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

/* The path of every node leads back to it. */
START_TEST(test_path_leads_back)
{
	struct pomost__node *node;
	int count = 0;

	for (node = root; node; node = next_of(node)) {
		const char *path = pomost__node_path(&arena, node);

		/* Only the empty key at the top has the path of the document. */
		if (node->key && node->key_length == 0)
			continue;
		ck_assert_msg(pomost__node_find(root, path, strlen(path)) == node, "%s", path);
		count++;
	}
	ck_assert_int_gt(count, 40);
}
END_TEST

START_TEST(test_list_as_root)
{
	struct pomost__errors errors = {0};
	const char text[] = "- {name: a, x: 1}\n- {x: 2}\n";
	struct pomost__node *list = pomost__yaml_read(&arena, text, sizeof text - 1, NULL, &errors);
	struct pomost__node *one = pomost__node_find(list, "a.x", 3);
	struct pomost__node *two = pomost__node_find(list, "[1].x", 5);

	ck_assert_str_eq(one->text, "1");
	ck_assert_str_eq(two->text, "2");
	ck_assert_str_eq(pomost__node_path(&arena, one), "a.x");
	ck_assert_str_eq(pomost__node_path(&arena, two), "[1].x");
}
END_TEST

START_TEST(test_get_and_item)
{
	struct pomost__node *list = pomost__node_get(root, "together");

	ck_assert_str_eq(pomost__node_item(list, 0)->text, "grant");
	ck_assert_str_eq(pomost__node_item(list, 1)->text, "maintenance");
	ck_assert_ptr_null(pomost__node_item(list, 2));
	ck_assert_ptr_null(pomost__node_item(root, 0));
	ck_assert_ptr_null(pomost__node_item(NULL, 0));
	ck_assert_ptr_null(pomost__node_item(list->first, 0));
	ck_assert_str_eq(pomost__node_get(root, "")->text, "empty");
	ck_assert_ptr_null(pomost__node_get(root, "toge"));
	ck_assert_ptr_null(pomost__node_get(root, "togetherness"));
	ck_assert_ptr_null(pomost__node_get(list, "grant"));
	ck_assert_ptr_null(pomost__node_get(list->first, "grant"));
	ck_assert_ptr_null(pomost__node_get(NULL, "grant"));
}
END_TEST

START_TEST(test_append)
{
	char key[] = "workplacesX";
	struct pomost__node *top = pomost__node_append(&arena, NULL, POMOST__MAPPING, NULL, 0);
	struct pomost__node *list = pomost__node_append(&arena, top, POMOST__SEQUENCE, key, 10);
	struct pomost__node *first = pomost__node_append(&arena, list, POMOST__SCALAR, NULL, 0);
	struct pomost__node *second = pomost__node_append(&arena, list, POMOST__MAPPING, NULL, 0);

	key[0] = 'x';
	ck_assert_ptr_null(top->parent);
	ck_assert_ptr_null(top->key);
	ck_assert_str_eq(list->key, "workplaces");
	ck_assert_uint_eq(list->key_length, 10);
	ck_assert_uint_eq(list->count, 2);
	ck_assert_ptr_eq(list->first, first);
	ck_assert_ptr_eq(first->next, second);
	ck_assert_ptr_eq(list->last, second);
	ck_assert_ptr_null(second->next);
	ck_assert_uint_eq(second->place, 1);
	ck_assert_ptr_eq(second->parent, list);
	ck_assert_str_eq(first->text, "");
	ck_assert_uint_eq(first->length, 0);
	ck_assert_ptr_null(second->text);
	ck_assert_int_eq(first->mark, -1);
	ck_assert_int_eq(first->line, 0);
	ck_assert_str_eq(pomost__node_path(&arena, second), "workplaces[1]");
}
END_TEST

START_TEST(test_fail)
{
	struct pomost__errors errors = {0};
	struct pomost__node *node = pomost__node_find(root, "bridging.phases.basic.months", 28);
	pomost_error *error;

	ck_assert_int_eq(pomost__node_fail(&errors, "p.yaml", node, POMOST_ERR_NUMBER,
					   "expected %s, found %d", "a number", 6),
			 POMOST_ERR_NUMBER);
	ck_assert_int_eq(pomost__errors_end(&errors, &error), POMOST_ERR_NUMBER);
	ck_assert_str_eq(pomost_error_message(error), "expected a number, found 6");
	ck_assert_str_eq(pomost_error_path(error), "bridging.phases.basic.months");
	ck_assert_str_eq(pomost_error_file(error), "p.yaml");
	ck_assert_int_eq(pomost_error_line(error), 3);
	ck_assert_int_eq(pomost_error_column(error), 29);
	pomost_error_free(error);
}
END_TEST

START_TEST(test_fail_past_the_limit)
{
	struct pomost__errors errors = {0};
	const pomost_error *last;
	pomost_error *error;
	int i;

	for (i = 0; i < POMOST_LIMIT_ERRORS + 7; i++)
		ck_assert_int_eq(pomost__node_fail(&errors, NULL, root, POMOST_ERR_VALUE, "%d", i),
				 POMOST_ERR_VALUE);
	pomost__errors_end(&errors, &error);
	for (last = error; pomost_error_next(last); last = pomost_error_next(last))
		;
	ck_assert_str_eq(pomost_error_message(last), "and 7 more errors");
	pomost_error_free(error);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("node");
	TCase *test = tcase_create("node");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, test);
	tcase_add_checked_fixture(test, read_document, free_document);
	tcase_add_test(test, test_find);
	tcase_add_test(test, test_path);
	tcase_add_test(test, test_path_leads_back);
	tcase_add_test(test, test_list_as_root);
	tcase_add_test(test, test_get_and_item);
	tcase_add_test(test, test_append);
	tcase_add_test(test, test_fail);
	tcase_add_test(test, test_fail_past_the_limit);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
