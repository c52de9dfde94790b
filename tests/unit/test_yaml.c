/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "failing_malloc.h"
#include "text/yaml.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT(literal) literal, sizeof(literal) - 1

#define FAILURES 20

struct result {
	struct pomost__arena arena;
	struct pomost__node *root;
	pomost_error *error;
	int32_t status;
};

static void
read_text(struct result *result, const char *text, size_t length)
{
	struct pomost__errors errors = {0};
	/* A copy of the exact size, so that a tool sees each byte read beyond. */
	char *copy = malloc(length ? length : 1);

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, text, length);
	pomost__arena_init(&result->arena, NULL, 0);
	result->root = pomost__yaml_read(&result->arena, copy, length, "f", &errors);
	result->status = pomost__errors_end(&errors, &result->error);
	free(copy);
	ck_assert((result->root != NULL) == (result->status == POMOST_OK));
	ck_assert((result->error != NULL) == (result->status != POMOST_OK));
}

static void
free_result(struct result *result)
{
	pomost__arena_free(&result->arena);
	pomost_error_free(result->error);
}

/* Values: what they are, and where. */

static const struct value_row {
	const char *label;
	const char *text;
	size_t length;
	const char *path;
	const char *value; /* NULL: no scalar */
	bool quoted;
	int32_t line, column, key_line, key_column;
} value_rows[] = {
	{"plain", TEXT("a: 24000.00\n"), "a", "24000.00", false, 1, 4, 1, 1},
	{"plain is raw", TEXT("a: 0x1F\n"), "a", "0x1F", false, 1, 4, 1, 1},
	{"plain with blanks", TEXT("a:   not  consent   # x\n"), "a", "not  consent", false, 1, 6,
	 1, 1},
	{"a ratio", TEXT("a: {b: 3/4}\n"), "a.b", "3/4", false, 1, 8, 1, 5},
	{"a percentage", TEXT("- {share: 85%}\n"), "[0].share", "85%", false, 1, 11, 1, 4},
	{"double quotes", TEXT("a: \"1\"\n"), "a", "1", true, 1, 4, 1, 1},
	{"single quotes", TEXT("a: 'it''s'\n"), "a", "it's", true, 1, 4, 1, 1},
	{"empty quotes", TEXT("a: ''\n"), "a", "", true, 1, 4, 1, 1},
	{"nothing", TEXT("a:\nb: 1\n"), "a", "", false, 1, 3, 1, 1},
	{"nothing at the end", TEXT("b: 1\na:"), "a", "", false, 2, 3, 2, 1},
	{"nothing in a list", TEXT("- \n- x\n"), "[0]", "", false, 1, 2, 0, 0},
	{"nothing, and the next token below", TEXT("{a, b\n\n}"), "b", "", false, 1, 5, 1, 5},
	{"nothing between commas", TEXT("{a: , b: 1}"), "a", "", false, 1, 5, 1, 2},
	{"literal block", TEXT("a: |\n  x\n\n  y\n"), "a", "x\n\ny\n", true, 1, 4, 1, 1},
	{"folded block", TEXT("a: >-\n  x\n  y\n"), "a", "x y", true, 1, 4, 1, 1},
	{"plain in two lines", TEXT("a: x\n  y\n"), "a", "x y", false, 1, 4, 1, 1},
	{"a tab inside", TEXT("a: x\ty\n"), "a", "x\ty", false, 1, 4, 1, 1},
	{"escapes", TEXT("a: \"\\t\\n\\u0142\\x41\\U0001F600\"\n"), "a", "\t\nłA😀", true, 1, 4, 1,
	 1},
	{"columns count characters", TEXT("łódź: {ąę: 😀x, b: 1}\n"), "łódź.b", "1", false, 1, 19, 1,
	 16},
	{"a byte order mark",
	 TEXT("\xEF\xBB\xBF"
	      "a: 1\n"),
	 "a", "1", false, 1, 4, 1, 1},
	{"CR LF", TEXT("a: 1\r\nb: |\r\n  x\r\n  y\r\nc: 2\r\n"), "c", "2", false, 5, 4, 5, 1},
	{"CR LF in a block", TEXT("b: |\r\n  x\r\n  y\r\n"), "b", "x\ny\n", true, 1, 4, 1, 1},
	{"comments", TEXT("# x\na: 1 # y\n# z\nb: 2\n"), "b", "2", false, 4, 4, 4, 1},
	{"a marked document", TEXT("---\na: 1\n...\n"), "a", "1", false, 2, 4, 2, 1},
	{"a document in the line of its mark", TEXT("--- {a: 1}\n"), "a", "1", false, 1, 9, 1, 6},
	{"a scalar as document", TEXT("x\n"), "", "x", false, 1, 1, 0, 0},
	{"an empty text as document", TEXT("''"), "", "", true, 1, 1, 0, 0},
	{"a list in a mapping", TEXT("a:\n- x\n- y\n"), "a[1]", "y", false, 3, 3, 0, 0},
	{"the mapping itself", TEXT("a:\n  b: 1\n"), "a", NULL, false, 2, 3, 1, 1},
	{"the list itself", TEXT("a:\n  - b\n"), "a", NULL, false, 2, 3, 1, 1},
	{"an empty mapping", TEXT("a: {}\n"), "a", NULL, false, 1, 4, 1, 1},
	{"a mapping in a list has no key", TEXT("a:\n  - b: 1\n"), "a[0]", NULL, false, 2, 5, 0, 0},
	{"a pair in a list", TEXT("[a: b]"), "[0].a", "b", false, 1, 5, 1, 2},
	{"an explicit key", TEXT("? a\n: b\n"), "a", "b", false, 2, 3, 1, 3},
	{"a quoted key", TEXT("'a b': 1\n"), "a b", "1", false, 1, 8, 1, 1},
	{"a quoted merge key is a key", TEXT("\"<<\": 1\n"), "<<", "1", false, 1, 7, 1, 1},
	{"a value of two less-than signs", TEXT("a: <<\n"), "a", "<<", false, 1, 4, 1, 1},
	{"a colon in a plain value", TEXT("a: http://x:80/y\n"), "a", "http://x:80/y", false, 1, 4,
	 1, 1},
	/* libyaml folds these: YAML says so. The floors above see a text that they do not know. */
	{"a list too far in is text", TEXT("a: 1\n - b\n"), "a", "1 - b", false, 1, 4, 1, 1},
	{"no blank after a colon is text", TEXT("{a:1}"), "a:1", "", false, 1, 5, 1, 2},

	{"JSON", TEXT("{\"a\":1,\"b\":[true,null,-1.50,{\"c\":\"x\"}]}"), "b[3].c", "x", true, 1,
	 34, 1, 30},
	{"JSON number", TEXT("{\"a\":1,\"b\":[true,null,-1.50]}"), "b[2]", "-1.50", false, 1, 23, 0,
	 0},
	{"JSON blank before a colon", TEXT("{\"a\" :1}"), "a", "1", false, 1, 7, 1, 2},
	{"JSON value below its key", TEXT("{\"a\":\n1}"), "a", "1", false, 2, 1, 1, 2},
	{"JSON with CR LF", TEXT("{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n"), "b", "2", false, 3, 8,
	 3, 3},
	{"JSON slash", TEXT("{\"a\":\"x\\/y\"}"), "a", "x/y", true, 1, 6, 1, 2},
	{"JSON escapes", TEXT("{\"a\":\"\\\"\\\\\\n\\t\\u0142\"}"), "a", "\"\\\n\tł", true, 1, 6, 1,
	 2},
	{"JSON brackets at the margin", TEXT("{\n\"a\": [\n1\n]\n}\n"), "a[0]", "1", false, 3, 1, 0,
	 0},
};

START_TEST(test_values)
{
	size_t i;

	for (i = 0; i < COUNT(value_rows); i++) {
		const struct value_row *row = &value_rows[i];
		const struct pomost__node *node;
		struct result result;

		read_text(&result, row->text, row->length);
		ck_assert_msg(result.root != NULL, "%s: %s", row->label,
			      pomost_error_message(result.error));
		node = pomost__node_find(result.root, row->path, strlen(row->path));
		ck_assert_msg(node != NULL, "%s", row->label);
		ck_assert_msg((node->kind == POMOST__SCALAR) == (row->value != NULL), "%s",
			      row->label);
		if (row->value)
			ck_assert_msg(strcmp(node->text, row->value) == 0 &&
					      node->length == strlen(row->value),
				      "%s: %s", row->label, node->text);
		ck_assert_msg(node->quoted == row->quoted, "%s", row->label);
		ck_assert_msg(node->line == row->line && node->column == row->column, "%s: %d:%d",
			      row->label, node->line, node->column);
		ck_assert_msg(node->key_line == row->key_line &&
				      node->key_column == row->key_column,
			      "%s: key %d:%d", row->label, node->key_line, node->key_column);
		ck_assert_msg((node->key != NULL) == (row->key_line != 0), "%s", row->label);
		ck_assert_int_eq(node->mark, -1);
		free_result(&result);
	}
}
END_TEST

/* Bad inputs: folders of data. */

struct expected {
	char code[64];
	int line;
	int column;
	char path[512];
	char message[512];
};

static size_t
read_file(const char *folder, const char *name, char *bytes, size_t size)
{
	char path[1024];
	size_t length;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (!file)
		return SIZE_MAX;
	length = fread(bytes, 1, size, file);
	fclose(file);
	return length;
}

static size_t
read_input(const char *folder, char *bytes, size_t size)
{
	static const char *const names[] = {"input.yaml", "input.json", "input.bin"};
	size_t length = SIZE_MAX;
	size_t i;

	for (i = 0; i < COUNT(names) && length == SIZE_MAX; i++)
		length = read_file(folder, names[i], bytes, size);
	return length;
}

static bool
read_expected(const char *folder, struct expected *expected)
{
	char text[1100];
	size_t length = read_file(folder, "error", text, sizeof text - 1);
	char *second;

	if (length == SIZE_MAX)
		return false;
	text[length] = '\0';
	expected->message[0] = '\0';
	if (sscanf(text, "%63s %d %d %511s", expected->code, &expected->line, &expected->column,
		   expected->path) != 4)
		return false;
	second = strchr(text, '\n');
	if (second && second[1]) {
		second[1 + strcspn(second + 1, "\n")] = '\0';
		snprintf(expected->message, sizeof expected->message, "%s", second + 1);
	}
	return true;
}

/* Says what differs, or returns true. */
static bool
check_folder(const char *folder)
{
	static char bytes[64 * 1024];
	size_t length = read_input(folder, bytes, sizeof bytes);
	struct expected expected;
	struct result result;
	const char *path;
	bool good;

	if (length == SIZE_MAX || !read_expected(folder, &expected)) {
		fprintf(stderr, "%s: no input, or no error\n", folder);
		return false;
	}
	read_text(&result, bytes, length);
	path = pomost_error_path(result.error);
	path = path && *path ? path : "-";
	good = result.error && strcmp(pomost_status_name(result.status), expected.code) == 0 &&
	       pomost_error_line(result.error) == expected.line &&
	       pomost_error_column(result.error) == expected.column &&
	       strcmp(path, expected.path) == 0 &&
	       strstr(pomost_error_message(result.error), expected.message) &&
	       strcmp(pomost_error_file(result.error), "f") == 0 &&
	       !pomost_error_next(result.error);
	if (!good)
		fprintf(stderr, "%s: got %s %d %d %s\n\t%s\n", folder,
			pomost_status_name(result.status), pomost_error_line(result.error),
			pomost_error_column(result.error), path,
			result.error ? pomost_error_message(result.error) : "no error");
	free_result(&result);
	return good;
}

START_TEST(test_bad_folders)
{
	const char *data = getenv("POMOST_TEST_DATA");
	const struct dirent *entry;
	char folder[768];
	char bad[512];
	int folders = 0;
	int failures = 0;
	DIR *directory;

	snprintf(bad, sizeof bad, "%s/bad", data ? data : "tests/data");
	directory = opendir(bad);
	ck_assert_msg(directory != NULL, "%s", bad);
	while ((entry = readdir(directory)) && failures < FAILURES) {
		if (strncmp(entry->d_name, "syntax-", 7) != 0)
			continue;
		folders++;
		snprintf(folder, sizeof folder, "%s/%s", bad, entry->d_name);
		failures += !check_folder(folder);
	}
	closedir(directory);
	ck_assert_int_eq(failures, 0);
	ck_assert_int_ge(folders, 90);
}
END_TEST

/* Keys that stand twice: all of them, in the order of the document. */

START_TEST(test_all_twice)
{
	static const struct {
		int line, column;
		const char *path;
		const char *message;
	} rows[] = {
		{2, 11, "b.c", "key \"c\" stands twice, first in line 2"},
		{5, 5, "list.x.k", "key \"k\" stands twice, first in line 4"},
		{7, 1, "a", "key \"a\" stands twice, first in line 1"},
		{7, 11, "a.q", "key \"q\" stands twice, first in line 7"},
		{8, 1, "a", "key \"a\" stands twice, first in line 1"},
	};
	static const char text[] = "a: 1\n"
				   "b: {c: 1, c: 2}\n"
				   "list:\n"
				   "  - k: 1\n"
				   "    k: 2\n"
				   "    name: x\n"
				   "a: {q: 1, q: 2}\n"
				   "'a': 3\n";
	struct result result;
	const pomost_error *error;
	size_t i = 0;

	read_text(&result, text, sizeof text - 1);
	ck_assert_int_eq(result.status, POMOST_ERR_KEY_TWICE);
	for (error = result.error; error; error = pomost_error_next(error), i++) {
		ck_assert_uint_lt(i, COUNT(rows));
		ck_assert_str_eq(pomost_error_message(error), rows[i].message);
		ck_assert_str_eq(pomost_error_path(error), rows[i].path);
		ck_assert_int_eq(pomost_error_line(error), rows[i].line);
		ck_assert_int_eq(pomost_error_column(error), rows[i].column);
	}
	ck_assert_uint_eq(i, COUNT(rows));
	free_result(&result);
}
END_TEST

/* Limits. */

/* `count` times `unit` between a head and a tail; the caller frees it. */
static char *
repeat(const char *head, const char *unit, size_t count, const char *tail, size_t *length)
{
	size_t one = strlen(unit);
	char *text = malloc(strlen(head) + one * count + strlen(tail) + 1);
	char *end = text;
	size_t i;

	end += strlen(strcpy(end, head));
	for (i = 0; i < count; i++, end += one)
		memcpy(end, unit, one);
	end += strlen(strcpy(end, tail));
	*length = (size_t)(end - text);
	return text;
}

static void
check_repeat(const char *head, const char *unit, size_t count, const char *tail, int32_t status)
{
	struct result result;
	size_t length;
	char *text = repeat(head, unit, count, tail, &length);

	read_text(&result, text, length);
	ck_assert_msg(result.status == status, "%d of %s: %s", (int)count, unit,
		      result.error ? pomost_error_message(result.error) : "no error");
	free_result(&result);
	free(text);
}

START_TEST(test_nodes)
{
	/* The list counts as one. */
	check_repeat("[", "a,", POMOST_LIMIT_NODES - 2, "]", POMOST_OK);
	check_repeat("[", "a,", POMOST_LIMIT_NODES - 1, "]", POMOST_OK);
	check_repeat("[", "a,", POMOST_LIMIT_NODES, "]", POMOST_ERR_LIMIT);
	check_repeat("[", "[],", POMOST_LIMIT_NODES - 1, "]", POMOST_OK);
	check_repeat("[", "{},", POMOST_LIMIT_NODES, "]", POMOST_ERR_LIMIT);
}
END_TEST

START_TEST(test_depth)
{
	char close[POMOST_LIMIT_DEPTH + 2] = "";
	int depth;

	for (depth = 1; depth <= POMOST_LIMIT_DEPTH + 1; depth++) {
		close[depth - 1] = ']';
		close[depth] = '\0';
		check_repeat("", "[", (size_t)depth, close,
			     depth > POMOST_LIMIT_DEPTH ? POMOST_ERR_LIMIT : POMOST_OK);
	}
}
END_TEST

static int32_t
read_keys(int count, int same)
{
	struct result result;
	char *text = malloc((size_t)count * 8 + 1);
	size_t length = 0;
	int32_t status;
	int i;

	for (i = 0; i < count; i++)
		length += (size_t)sprintf(text + length, "k%04d:\n", i == same ? 0 : i);
	read_text(&result, text, length);
	status = result.status;
	if (status == POMOST_ERR_LIMIT) {
		ck_assert_int_eq(pomost_error_line(result.error), POMOST_LIMIT_KEYS + 1);
		ck_assert_int_eq(pomost_error_column(result.error), 1);
		ck_assert_str_eq(pomost_error_message(result.error),
				 "expected at most 1000 keys in a mapping, found more");
	}
	free_result(&result);
	free(text);
	return status;
}

START_TEST(test_keys)
{
	ck_assert_int_eq(read_keys(POMOST_LIMIT_KEYS - 1, 0), POMOST_OK);
	ck_assert_int_eq(read_keys(POMOST_LIMIT_KEYS, 0), POMOST_OK);
	ck_assert_int_eq(read_keys(POMOST_LIMIT_KEYS + 1, 0), POMOST_ERR_LIMIT);
	ck_assert_int_eq(read_keys(POMOST_LIMIT_KEYS, 999), POMOST_ERR_KEY_TWICE);
}
END_TEST

START_TEST(test_key_length)
{
	/* libyaml counts the quotes too. */
	check_repeat("", "k", 1023, ": 1", POMOST_OK);
	check_repeat("", "k", 1024, ": 1", POMOST_OK);
	check_repeat("", "k", 1025, ": 1", POMOST_ERR_SYNTAX);
	check_repeat("", "ł", 1024, ": 1", POMOST_OK);
	check_repeat("", "ł", 1025, ": 1", POMOST_ERR_SYNTAX);
	check_repeat("{\"", "k", 1022, "\": 1}", POMOST_OK);
	check_repeat("{\"", "k", 1023, "\": 1}", POMOST_ERR_SYNTAX);
	check_repeat("? ", "k", 1024, "\n: 1", POMOST_OK);
	check_repeat("? ", "k", 1025, "\n: 1", POMOST_ERR_SYNTAX);
	/* A value has no such limit. */
	check_repeat("k: ", "x", 100000, "", POMOST_OK);
	check_repeat("k: \"", "x", 100000, "\"", POMOST_OK);
}
END_TEST

START_TEST(test_size)
{
	size_t head = strlen("a: 1\n");

	check_repeat("a: 1\n", "\n", POMOST_LIMIT_FILE - head - 1, "", POMOST_OK);
	check_repeat("a: 1\n", "\n", POMOST_LIMIT_FILE - head, "", POMOST_OK);
	check_repeat("a: 1\n", "\n", POMOST_LIMIT_FILE - head + 1, "", POMOST_ERR_LIMIT);
}
END_TEST

/* Full files of one thing: each must be refused or read in well under a second. */
START_TEST(test_hostile)
{
	static const struct {
		const char *unit;
		int32_t status;
	} rows[] = {
		{"[", POMOST_ERR_LIMIT},      {"{", POMOST_ERR_SYNTAX}, /* a mapping as key */
		{"- ", POMOST_ERR_LIMIT},     {"? ", POMOST_ERR_SYNTAX},
		{"{a: ", POMOST_ERR_LIMIT},   {"[a, ", POMOST_ERR_LIMIT},
		{"a: ", POMOST_ERR_SYNTAX},   {"\"", POMOST_ERR_SYNTAX},
		{"a\n", POMOST_OK},           {"a ", POMOST_OK},
		{"# \n", POMOST_ERR_SYNTAX},  {"-\n", POMOST_ERR_LIMIT},
		{"!", POMOST_ERR_SYNTAX},     {"&a ", POMOST_ERR_SYNTAX},
		{"]", POMOST_ERR_SYNTAX},     {": ", POMOST_ERR_SYNTAX},
		{"---\n", POMOST_ERR_SYNTAX},
	};
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		clock_t begin = clock();

		check_repeat("", rows[i].unit, POMOST_LIMIT_FILE / strlen(rows[i].unit), "",
			     rows[i].status);
		/* Wide: sanitizers and valgrind make all slower, but not quadratic. */
		ck_assert_msg((clock() - begin) / CLOCKS_PER_SEC < 20, "%s", rows[i].unit);
	}
}
END_TEST

START_TEST(test_many_twice)
{
	/* Past the hundredth error nothing may cost a walk over the list. */
	check_repeat("", "- {name: x, a: 1, a: 1}\n", 24000, "", POMOST_ERR_KEY_TWICE);
	check_repeat("", "- {b: 1, a: 1, a: 1}\n", 24000, "", POMOST_ERR_KEY_TWICE);
}
END_TEST

/* Memory: each allocation fails in turn, ours and libyaml's. */

static const char *const memory_texts[] = {
	"a: 1\nb: [x, \"y\", {c: d}]\ne: |\n  text\n  text\n",
	"{\"a\": {\"b\": [1, 2, 3]}, \"c\": \"d\"}",
	"? a\n: b\n? 'c'\n: >-\n  d\n",
	"--- [a: b, 'c', \"d\\u0142\"]\n...\n",
	"a: 1\nb: {c: 1, c: 2}\na: 2\n", /* twice */
	"a:\n  b: &c 1\n",
	"a: !x 1\n",
	"a: !!str 1\n",
	"a: !<x:y> 1\n",
	"a: *b\n",
	"%X\n",
	"a: \"x\n",
	"[a, b",
	"a: b: c\n",
	"",
};

static void
check_memory(const char *text, bool for_ever)
{
	size_t length = strlen(text);
	struct result good;
	size_t n;

	read_text(&good, text, length);
	for (n = 1; n < 10000; n++) {
		struct pomost__errors errors = {0};
		struct pomost__arena arena;
		struct pomost__node *root;
		pomost_error *error = NULL;
		int32_t status;
		bool failed;

		pomost__arena_init(&arena, NULL, 0);
		failing_begin(n, for_ever);
		root = pomost__yaml_read(&arena, text, length, "f", &errors);
		status = pomost__errors_end(&errors, &error);
		failed = failing_end();
		/* The C library may do without what it asked for: the true answer is right too. */
		ck_assert_msg(status == good.status || (failed && status == POMOST_ERR_NOMEM),
			      "allocation %d of %s: %s", (int)n, text, pomost_status_name(status));
		ck_assert((root != NULL) == (status == POMOST_OK));
		ck_assert_int_eq(pomost_error_code(error), status);
		pomost_error_free(error);
		pomost__arena_free(&arena);
		if (!failed)
			break;
		ck_assert_msg(n > 1 || status == POMOST_ERR_NOMEM, "the first of %s", text);
	}
	ck_assert_uint_lt(n, 10000);
	free_result(&good);
}

START_TEST(test_memory)
{
	size_t i;

	if (!FAILING_MALLOC)
		return;
	for (i = 0; i < COUNT(memory_texts); i++) {
		check_memory(memory_texts[i], false);
		check_memory(memory_texts[i], true);
	}
}
END_TEST

/* No bytes crash it: each byte of a document changed to each of some values. */
START_TEST(test_changed_bytes)
{
	static const char document[] = "pomost: 1\nlist: [a, \"b\\u0142\", {c: 'd'}]\n\"k\": |\n  "
				       "x\n? e\n: >-\n  ł\n# f\n";
	static const char values[] =
		"\0\t\n\r !\"#%&'*,-:<>?@[\\]`{|}~a0\x7F\x80\xC2\xE2\xEF\xF0\xFF";
	char text[sizeof document];
	size_t at;
	size_t i;

	for (at = 0; at < sizeof document - 1; at++) {
		for (i = 0; i < sizeof values - 1; i++) {
			struct result result;

			memcpy(text, document, sizeof document);
			text[at] = values[i];
			read_text(&result, text, sizeof document - 1);
			ck_assert(result.status == POMOST_OK ||
				  result.status == POMOST_ERR_SYNTAX ||
				  result.status == POMOST_ERR_KEY_TWICE);
			/* Whatever is told has a place within the document. */
			ck_assert(!result.error || (pomost_error_line(result.error) >= 1 &&
						    pomost_error_line(result.error) <= 10 &&
						    pomost_error_column(result.error) >= 1));
			free_result(&result);
		}
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("yaml");
	TCase *test = tcase_create("yaml");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, test);
	tcase_set_timeout(test, 300);
	tcase_add_test(test, test_values);
	tcase_add_test(test, test_bad_folders);
	tcase_add_test(test, test_all_twice);
	tcase_add_test(test, test_nodes);
	tcase_add_test(test, test_depth);
	tcase_add_test(test, test_keys);
	tcase_add_test(test, test_key_length);
	tcase_add_test(test, test_size);
	tcase_add_test(test, test_hostile);
	tcase_add_test(test, test_many_twice);
	tcase_add_test(test, test_memory);
	tcase_add_test(test, test_changed_bytes);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
