/* SPDX-License-Identifier: Apache-2.0 */
/* Running golden tests: each figure is compared exactly, as the text that a report writes. */
#include <pomost/settlement.h>
#include <pomost/check.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "case/case.h"
#include "check/tests_file.h"
#include "report/format.h"
#include "report/json.h"
#include "report/progress.h"
#include "text/yaml.h"

/* What differs from what a test expects. */
struct difference {
	const char *path;
	const char *expected;
	const char *found;
	struct difference *next;
};

struct outcome {
	const struct pomost__test *test;
	struct difference *first;
	struct difference *last;
};

/* A run of all tests of a file. */
struct run {
	struct pomost__arena arena;
	pomost_programme *const *programmes;
	size_t count;
	const char *file;
	struct pomost__tests tests;
	struct outcome *outcomes;
	int32_t failed;
	bool nomem;
};

static void
add_difference(struct run *run, struct outcome *outcome, const char *path, const char *expected,
	       const char *found)
{
	struct difference *difference = pomost__arena_alloc(&run->arena, 1, sizeof *difference);

	if (!difference) {
		run->nomem = true;
		return;
	}
	*difference =
		(struct difference){pomost__arena_text(&run->arena, path, strlen(path)),
				    pomost__arena_text(&run->arena, expected, strlen(expected)),
				    pomost__arena_text(&run->arena, found, strlen(found)), NULL};
	run->nomem |= !difference->path || !difference->expected || !difference->found;
	if (outcome->last)
		outcome->last->next = difference;
	else
		outcome->first = difference;
	outcome->last = difference;
}

/* The first error, as a difference; it is freed. */
static void
add_error(struct run *run, struct outcome *outcome, const char *expected, pomost_error *error)
{
	const char *name = pomost_status_name(pomost_error_code(error));
	char *found = pomost__arena_print(&run->arena, "%s: %s%s%s", name + strlen("POMOST_ERR_"),
					  pomost_error_path(error) ? pomost_error_path(error) : "",
					  pomost_error_path(error) ? ": " : "",
					  pomost_error_message(error));

	run->nomem |= pomost_error_code(error) == POMOST_ERR_NOMEM || !found;
	if (found)
		add_difference(run, outcome, "refused", expected, found);
	pomost_error_free(error);
}

/* What stands at a path, as text; of a list its length. */
static const char *
found_text(const struct pomost__node *node, char length[16])
{
	if (!node)
		return "nothing";
	if (node->kind == POMOST__SCALAR)
		return node->text;
	if (node->kind == POMOST__MAPPING)
		return "a mapping";
	snprintf(length, 16, "%" PRIu32, node->count);
	return length;
}

/* Compares what a test expects with a report in JSON, or with a part of it. */
static void
compare(struct run *run, struct outcome *outcome, const char *json, size_t length, const char *part)
{
	const struct pomost__expected *items = outcome->test->expect.items;
	struct pomost__errors errors = {0};
	const struct pomost__node *root;
	pomost_error *error;
	char count[16];
	uint32_t i;

	root = pomost__yaml_read(&run->arena, json, length, "report", &errors);
	if (pomost__errors_end(&errors, &error) != POMOST_OK) {
		add_error(run, outcome, "figures", error);
		return;
	}
	if (part)
		root = pomost__node_get(root, part);
	for (i = 0; i < outcome->test->expect.count; i++) {
		const struct pomost__text *path = &items[i].path;
		const char *found =
			found_text(pomost__node_find(root, path->bytes, path->length), count);

		if (strcmp(found, items[i].value.bytes) != 0)
			add_difference(run, outcome, path->bytes, items[i].value.bytes, found);
	}
}

/* Whether some error of a chain is the one that is expected. */
static bool
is_expected(const struct pomost__refusal *refusal, const pomost_error *error)
{
	for (; error; error = pomost_error_next(error)) {
		if (pomost_error_code(error) == refusal->status &&
		    (!refusal->says.node ||
		     strstr(pomost_error_message(error), refusal->says.bytes)))
			return true;
	}
	return false;
}

static void
take_error(struct run *run, struct outcome *outcome, pomost_error *error)
{
	const struct pomost__refusal *refusal = outcome->test->refused.item;
	char *expected;

	if (refusal && is_expected(refusal, error)) {
		pomost_error_free(error);
		return;
	}
	expected = refusal ? pomost__arena_print(&run->arena, "%s%s%s", refusal->code.bytes,
						 refusal->says.node ? ": " : "",
						 refusal->says.node ? refusal->says.bytes : "")
			   : pomost__arena_text(&run->arena, "an award", 8);
	if (!expected)
		run->nomem = true;
	add_error(run, outcome, expected ? expected : "", error);
}

static void
run_case(struct run *run, struct outcome *outcome, pomost_programme *programme)
{
	const struct pomost__test *test = outcome->test;
	pomost_case *subject = pomost__case_of_node(programme, test->about, run->file);
	const struct pomost__refusal *refusal = test->refused.item;
	pomost_award *award = NULL;
	pomost_error *error = NULL;
	char *json = NULL;
	size_t length;

	if (!subject) {
		run->nomem = true;
		return;
	}
	if ((test->settled.node ? pomost_case_settle(subject, test->settled.day, 0, &award, &error)
				: pomost_case_assess(subject, 0, &award, &error)) != POMOST_OK)
		take_error(run, outcome, error);
	else if (refusal)
		add_difference(run, outcome, "refused", refusal->code.bytes, "an award");
	else if (pomost_award_report(award, "json", &json, &length, &error) != POMOST_OK)
		take_error(run, outcome, error);
	else
		compare(run, outcome, json, length, NULL);
	pomost_text_free(json);
	pomost_award_free(award);
	pomost_case_free(subject);
}

/* A document of what was achieved, of the mapping that a test gives. */
static struct pomost__node *
progress_document(struct run *run, const struct pomost__test *test, const char *id)
{
	struct pomost__arena *arena = &run->arena;
	struct pomost__node *root = pomost__node_append(arena, NULL, POMOST__MAPPING, NULL, 0);
	struct pomost__node *achieved = pomost__node_copy(arena, test->achieved);
	struct pomost__node *node;

	if (!root || !achieved)
		return NULL;
	root->line = test->node->line;
	root->column = test->node->column;
	node = pomost__node_append(arena, root, POMOST__SCALAR, "pomost", 6);
	if (!node)
		return NULL;
	node->text = "1";
	node->length = 1;
	node = pomost__node_append(arena, root, POMOST__SCALAR, "programme", 9);
	if (!node)
		return NULL;
	node->text = id;
	node->length = (uint32_t)strlen(id);
	pomost__node_adopt(root, achieved, "achieved", 8);
	return root;
}

static void
run_progress(struct run *run, struct outcome *outcome, const pomost_programme *programme)
{
	struct pomost__node *root =
		progress_document(run, outcome->test, programme->rules.id.bytes);
	pomost_error *error = NULL;
	char *json = NULL;
	size_t length;

	if (!root)
		run->nomem = true;
	else if (pomost__progress_of(programme, &run->arena, root, run->file, "json", &json,
				     &length, &error) != POMOST_OK)
		take_error(run, outcome, error);
	else
		compare(run, outcome, json, length, "targets");
	pomost_text_free(json);
}

static void
run_figures(struct run *run, struct outcome *outcome, const pomost_programme *programme)
{
	pomost_error *error = NULL;
	char *json = NULL;
	size_t length;

	if (pomost_programme_figures(programme, "json", &json, &length, &error) != POMOST_OK)
		take_error(run, outcome, error);
	else
		compare(run, outcome, json, length, NULL);
	pomost_text_free(json);
}

/* The edition for a test, with the values that the test sets. NULL after a difference. */
static pomost_programme *
prepare(struct run *run, struct outcome *outcome)
{
	const struct pomost__test *test = outcome->test;
	const struct pomost__change *changes = test->set.items;
	size_t chosen = run->count - 1;
	pomost_programme *programme;
	pomost_error *error;
	uint32_t i;

	if (test->about && run->count > 1)
		chosen = pomost__edition_find(run->programmes, run->count, test->about);
	if (chosen == run->count) {
		pomost__fail(&error, POMOST_ERR_REFUSED,
			     "expected a case of the days of some edition, found one of none");
		take_error(run, outcome, error);
		return NULL;
	}
	programme = pomost_programme_ref(run->programmes[chosen]);
	for (i = 0; i < test->set.count; i++) {
		pomost_programme *changed;

		if (pomost__programme_set_node(programme, changes[i].path.bytes, changes[i].value,
					       run->file, &changed, &error) != POMOST_OK) {
			take_error(run, outcome, error);
			pomost_programme_unref(programme);
			return NULL;
		}
		pomost_programme_unref(programme);
		programme = changed;
	}
	return programme;
}

static void
run_test(struct run *run, struct outcome *outcome)
{
	pomost_programme *programme = prepare(run, outcome);

	if (programme) {
		if (outcome->test->about)
			run_case(run, outcome, programme);
		else if (outcome->test->achieved)
			run_progress(run, outcome, programme);
		else
			run_figures(run, outcome, programme);
	}
	pomost_programme_unref(programme);
	run->failed += outcome->first != NULL;
}

static void
write_text(struct pomost__buffer *buffer, const void *object)
{
	const struct run *run = object;
	uint32_t i;

	for (i = 0; i < run->tests.tests.count; i++) {
		const struct outcome *outcome = &run->outcomes[i];
		const struct difference *difference;

		if (!outcome->first)
			continue;
		pomost__buffer_print(buffer, "%s: %s\n", run->tests.programme.bytes,
				     outcome->test->name.bytes);
		for (difference = outcome->first; difference; difference = difference->next)
			pomost__buffer_print(buffer, "    %s: expected %s, found %s\n",
					     difference->path, difference->expected,
					     difference->found);
	}
	pomost__buffer_print(buffer, "%s: %" PRId32 " passed, %" PRId32 " failed\n",
			     run->tests.programme.bytes,
			     (int32_t)run->tests.tests.count - run->failed, run->failed);
}

static void
write_differences(struct pomost__json *json, const struct outcome *outcome)
{
	const struct difference *difference;

	pomost__json_key(json, "differences", 11);
	pomost__json_open(json, '[');
	for (difference = outcome->first; difference; difference = difference->next) {
		pomost__json_item(json);
		pomost__json_open(json, '{');
		pomost__json_text(json, "path", difference->path);
		pomost__json_text(json, "expected", difference->expected);
		pomost__json_text(json, "found", difference->found);
		pomost__json_close(json, '}');
	}
	pomost__json_close(json, ']');
}

static void
write_json(struct pomost__buffer *buffer, const void *object)
{
	const struct run *run = object;
	struct pomost__json json = {.buffer = buffer};
	uint32_t i;

	pomost__json_open(&json, '{');
	pomost__json_text(&json, "schema", "pomost.tests/1");
	pomost__json_text(&json, "programme", run->tests.programme.bytes);
	pomost__json_key(&json, "passed", 6);
	pomost__buffer_print(buffer, "%" PRId32, (int32_t)run->tests.tests.count - run->failed);
	pomost__json_key(&json, "failed", 6);
	pomost__buffer_print(buffer, "%" PRId32, run->failed);
	pomost__json_key(&json, "tests", 5);
	pomost__json_open(&json, '[');
	for (i = 0; i < run->tests.tests.count; i++) {
		const struct outcome *outcome = &run->outcomes[i];

		pomost__json_item(&json);
		pomost__json_open(&json, '{');
		pomost__json_text(&json, "name", outcome->test->name.bytes);
		pomost__json_text(&json, "basis", pomost__test_bases[outcome->test->basis.value]);
		pomost__json_text(&json, "source", outcome->test->source.bytes);
		pomost__json_key(&json, "passed", 6);
		pomost__buffer_text(buffer, outcome->first ? "false" : "true");
		write_differences(&json, outcome);
		pomost__json_close(&json, '}');
	}
	pomost__json_close(&json, ']');
	pomost__json_close(&json, '}');
	pomost__buffer_add(buffer, "\n", 1);
}

static void
csv_text(struct pomost__buffer *buffer, const char *text, const char *after)
{
	pomost__csv_field(buffer, text, strlen(text));
	pomost__buffer_text(buffer, after);
}

/* A row for each test that passed, and for each difference. */
static void
write_csv(struct pomost__buffer *buffer, const void *object)
{
	const struct run *run = object;
	uint32_t i;

	pomost__buffer_text(buffer, "programme,test,basis,passed,path,expected,found\n");
	for (i = 0; i < run->tests.tests.count; i++) {
		const struct outcome *outcome = &run->outcomes[i];
		const struct difference *difference = outcome->first;

		do {
			csv_text(buffer, run->tests.programme.bytes, ",");
			csv_text(buffer, outcome->test->name.bytes, ",");
			csv_text(buffer, pomost__test_bases[outcome->test->basis.value], ",");
			csv_text(buffer, difference ? "false" : "true", ",");
			csv_text(buffer, difference ? difference->path : "", ",");
			csv_text(buffer, difference ? difference->expected : "", ",");
			csv_text(buffer, difference ? difference->found : "", "\n");
			difference = difference ? difference->next : NULL;
		} while (difference);
	}
}

/* Each source of a test is one of some edition. */
static bool
check_sources(const struct run *run, struct pomost__reader *reader)
{
	const struct pomost__test *tests = run->tests.tests.items;
	bool good = true;
	uint32_t i;
	size_t j;

	for (i = 0; i < run->tests.tests.count; i++) {
		const struct pomost__text *source = &tests[i].source;

		for (j = 0; source->node && j < run->count; j++) {
			if (pomost__programme_cites(run->programmes[j], source->bytes))
				break;
		}
		if (source->node && j == run->count)
			good = pomost__reader_fail(reader, source->node, POMOST_ERR_REFERENCE,
						   "expected one of the programme's sources, found "
						   "\"%s\"",
						   source->bytes);
	}
	return good;
}

/* Reads the tests, whose programme and sources must be those of the programme. */
static bool
read_tests(struct run *run, const char *text, size_t length, struct pomost__errors *errors)
{
	const struct pomost__rules *rules = &run->programmes[0]->rules;
	struct pomost__reader reader = {
		.arena = &run->arena, .errors = errors, .file = run->file, .digits = -1};
	const struct pomost__node *root =
		pomost__yaml_read(&run->arena, text, length, run->file, errors);
	struct pomost__echo echo;

	if (!root || !pomost__block_read(&reader, root, &pomost__tests_block, &run->tests))
		return false;
	if (strcmp(run->tests.programme.bytes, rules->id.bytes) != 0)
		return pomost__reader_fail(
			&reader, run->tests.programme.node, POMOST_ERR_MISMATCH,
			"expected tests of the programme \"%s\", found those of %s",
			rules->id.bytes, pomost__node_found(&echo, run->tests.programme.node));
	return check_sources(run, &reader);
}

static void
run_all(struct run *run, const char *text, size_t length, struct pomost__errors *errors)
{
	const struct pomost__test *tests;
	uint32_t i;

	if (!read_tests(run, text, length, errors)) {
		if (errors->status == POMOST_OK)
			pomost__errors_nomem(errors);
		return;
	}
	tests = run->tests.tests.items;
	run->outcomes =
		pomost__arena_alloc(&run->arena, run->tests.tests.count, sizeof *run->outcomes);
	for (i = 0; run->outcomes && i < run->tests.tests.count && !run->nomem; i++) {
		run->outcomes[i].test = &tests[i];
		run_test(run, &run->outcomes[i]);
	}
	if (!run->outcomes || run->nomem)
		pomost__errors_nomem(errors);
}

int32_t
pomost_tests_run(pomost_programme *const *programmes, size_t count, const char *text, size_t length,
		 const char *file, const char *format, char **report, size_t *report_length,
		 int32_t *failed, pomost_error **error)
{
	static const struct pomost__formats formats = {write_text, write_json, write_csv};
	struct pomost__errors errors = {0};
	struct run run = {.programmes = programmes, .count = count, .file = file};
	int32_t status;

	if (report)
		*report = NULL;
	if (!programmes || count == 0 || !text || !format || !report)
		return pomost__fail(
			error, POMOST_ERR_ARGUMENT,
			"expected programmes, a text, a format and a report, found none");
	pomost__arena_init(&run.arena, NULL, 0);
	run_all(&run, text, length, &errors);
	status = errors.status == POMOST_OK
			 ? pomost__report(&formats, &run, format, report, report_length, error)
			 : pomost__errors_end(&errors, error);
	if (status == POMOST_OK && failed)
		*failed = run.failed;
	pomost__arena_free(&run.arena);
	return status;
}
