/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "text/character.h"
#include "text/scan.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* `text` and its length without the NUL that C adds. */
#define TEXT(literal) literal, sizeof(literal) - 1

static const struct row {
	const char *label;
	const char *text;
	size_t length;
	int32_t line; /* 0: it may be read */
	int32_t column;
	const char *message;
	size_t skip;
} rows[] = {
	{.label = "empty", TEXT("")},
	{.label = "plain", TEXT("a: 1\nb: 2\n")},
	{.label = "no last line end", TEXT("a: 1")},
	{.label = "CR LF", TEXT("a: 1\r\nb: 2\r\n")},
	{.label = "a tab between", TEXT("a:\t1\n")},
	{.label = "a tab after a dash", TEXT("-\ta\n")},
	{.label = "a byte order mark",
	 TEXT("\xEF\xBB\xBF"
	      "a: 1\n"),
	 .skip = 3},
	{.label = "only a byte order mark", TEXT("\xEF\xBB\xBF"), .skip = 3},
	{.label = "Polish", TEXT("Częstochowa: Łódź\n")},
	{.label = "the edges of UTF-8",
	 TEXT("\xC2\xA0 \xDF\xBF \xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBD "
	      "\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF")},
	{.label = "a percent sign inside", TEXT("share: 85%\n %\n")},
	{.label = "a zero-width joiner", TEXT("\xE2\x80\x8D")},

	{.label = "NUL",
	 TEXT("a\0"),
	 .line = 1,
	 .column = 2,
	 .message = "expected UTF-8 text, found the control character U+0000"},
	{.label = "NUL alone", TEXT("\0"), .line = 1, .column = 1, .message = "U+0000"},
	{.label = "U+0008", TEXT("\x08"), .line = 1, .column = 1, .message = "U+0008"},
	{.label = "U+000B", TEXT("\x0B"), .line = 1, .column = 1, .message = "U+000B"},
	{.label = "U+001F", TEXT("a\n\x1F"), .line = 2, .column = 1, .message = "U+001F"},
	{.label = "DEL", TEXT("a\x7F"), .line = 1, .column = 2, .message = "U+007F"},
	{.label = "U+0080",
	 TEXT("\xC2\x80"),
	 .line = 1,
	 .column = 1,
	 .message = "the control character U+0080"},
	{.label = "U+009F",
	 TEXT("\xC2\x9F"),
	 .line = 1,
	 .column = 1,
	 .message = "the control character U+009F"},
	{.label = "U+0085",
	 TEXT("ą\xC2\x85"),
	 .line = 1,
	 .column = 2,
	 .message = "the line separator U+0085"},
	{.label = "U+2028",
	 TEXT("# \xE2\x80\xA8"),
	 .line = 1,
	 .column = 3,
	 .message = "the line separator U+2028"},
	{.label = "U+2029",
	 TEXT("\xE2\x80\xA9"),
	 .line = 1,
	 .column = 1,
	 .message = "the line separator U+2029"},
	{.label = "U+061C",
	 TEXT("\xD8\x9C"),
	 .line = 1,
	 .column = 1,
	 .message = "the bidirectional control U+061C"},
	{.label = "U+200E", TEXT("\xE2\x80\x8E"), .line = 1, .column = 1, .message = "U+200E"},
	{.label = "U+202A", TEXT("\xE2\x80\xAA"), .line = 1, .column = 1, .message = "U+202A"},
	{.label = "U+202E", TEXT("\xE2\x80\xAE"), .line = 1, .column = 1, .message = "U+202E"},
	{.label = "U+2066", TEXT("\xE2\x81\xA6"), .line = 1, .column = 1, .message = "U+2066"},
	{.label = "U+2069", TEXT("\xE2\x81\xA9"), .line = 1, .column = 1, .message = "U+2069"},
	{.label = "a mark inside",
	 TEXT("a\xEF\xBB\xBF"),
	 .line = 1,
	 .column = 2,
	 .message = "the byte order mark U+FEFF"},
	{.label = "two marks",
	 TEXT("\xEF\xBB\xBF\xEF\xBB\xBF"),
	 .line = 1,
	 .column = 1,
	 .message = "the byte order mark U+FEFF",
	 .skip = 3},
	{.label = "a mark has no column",
	 TEXT("\xEF\xBB\xBF"
	      "ab\x7F"),
	 .line = 1,
	 .column = 3,
	 .message = "U+007F",
	 .skip = 3},
	{.label = "U+FFFE",
	 TEXT("\xEF\xBF\xBE"),
	 .line = 1,
	 .column = 1,
	 .message = "the noncharacter U+FFFE"},
	{.label = "U+FFFF", TEXT("\xEF\xBF\xBF"), .line = 1, .column = 1, .message = "U+FFFF"},

	{.label = "a continuation alone",
	 TEXT("a\x80"),
	 .line = 1,
	 .column = 2,
	 .message = "expected UTF-8 text, found the byte 0x80"},
	{.label = "0xC0", TEXT("\xC0\x80"), .line = 1, .column = 1, .message = "the byte 0xC0"},
	{.label = "0xC1", TEXT("\xC1\xBF"), .line = 1, .column = 1, .message = "the byte 0xC1"},
	{.label = "overlong of 3", TEXT("\xE0\x9F\xBF"), .line = 1, .column = 1, .message = "0xE0"},
	{.label = "overlong of 4",
	 TEXT("\xF0\x8F\xBF\xBF"),
	 .line = 1,
	 .column = 1,
	 .message = "0xF0"},
	{.label = "a low surrogate",
	 TEXT("\xED\xBF\xBF"),
	 .line = 1,
	 .column = 1,
	 .message = "0xED"},
	{.label = "over U+10FFFF",
	 TEXT("\xF4\x90\x80\x80"),
	 .line = 1,
	 .column = 1,
	 .message = "0xF4"},
	{.label = "0xF5", TEXT("\xF5\x80\x80\x80"), .line = 1, .column = 1, .message = "0xF5"},
	{.label = "0xFF", TEXT("ok\n  \xFF"), .line = 2, .column = 3, .message = "0xFF"},
	{.label = "cut after 1 of 2", TEXT("Å\xC5"), .line = 1, .column = 2, .message = "0xC5"},
	{.label = "cut after 2 of 3", TEXT("\xE2\x82"), .line = 1, .column = 1, .message = "0xE2"},
	{.label = "cut after 3 of 4",
	 TEXT("\xF0\x9F\x98"),
	 .line = 1,
	 .column = 1,
	 .message = "0xF0"},
	{.label = "the third byte",
	 TEXT("\xE2\x82"
	      "a"),
	 .line = 1,
	 .column = 1,
	 .message = "0xE2"},
	{.label = "columns count characters",
	 TEXT("Łódź 😀\xFF"),
	 .line = 1,
	 .column = 7,
	 .message = "0xFF"},

	{.label = "UTF-16 LE",
	 TEXT("\xFF\xFE"
	      "a\0"),
	 .line = 1,
	 .column = 1,
	 .message = "expected UTF-8 text, found a byte order mark of UTF-16"},
	{.label = "UTF-16 BE", TEXT("\xFE\xFF\0a"), .line = 1, .column = 1, .message = "UTF-16"},
	{.label = "UTF-32 LE",
	 TEXT("\xFF\xFE\0\0a\0\0\0"),
	 .line = 1,
	 .column = 1,
	 .message = "UTF-32"},
	{.label = "UTF-32 BE",
	 TEXT("\0\0\xFE\xFF\0\0\0a"),
	 .line = 1,
	 .column = 1,
	 .message = "UTF-32"},

	{.label = "CR alone",
	 TEXT("a\rb"),
	 .line = 1,
	 .column = 2,
	 .message = "expected LF or CR LF as the end of a line, found CR alone"},
	{.label = "CR at the end", TEXT("a\r"), .line = 1, .column = 2, .message = "CR alone"},
	{.label = "CR CR LF", TEXT("a\r\r\n"), .line = 1, .column = 2, .message = "CR alone"},
	{.label = "a directive",
	 TEXT("%YAML 1.1\n"),
	 .line = 1,
	 .column = 1,
	 .message = "a directive"},
	{.label = "a directive after a mark",
	 TEXT("\xEF\xBB\xBF%TAG\n"),
	 .line = 1,
	 .column = 1,
	 .message = "a directive",
	 .skip = 3},
	{.label = "a directive in line 3",
	 TEXT("a\r\n\r\n%"),
	 .line = 3,
	 .column = 1,
	 .message = "a directive"},
	{.label = "a tab as indent",
	 TEXT("a:\n\tb"),
	 .line = 2,
	 .column = 1,
	 .message = "expected blanks as indent, found a tab"},
	{.label = "a tab in the first line",
	 TEXT("\ta"),
	 .line = 1,
	 .column = 1,
	 .message = "found a tab"},
	{.label = "a tab after blanks",
	 TEXT("a:\r\n  \tb"),
	 .line = 2,
	 .column = 3,
	 .message = "found a tab"},
	{.label = "a tab in a blank line",
	 TEXT("a:\n\t\n"),
	 .line = 2,
	 .column = 1,
	 .message = "found a tab"},
};

START_TEST(test_rows)
{
	const struct row *row = &rows[_i];
	/* A copy of the exact size, so that a tool sees each byte read beyond. */
	char *text = malloc(row->length ? row->length : 1);
	struct pomost__errors errors = {0};
	pomost_error *error;
	size_t skip = 9;
	bool good;

	memcpy(text, row->text, row->length);
	good = pomost__scan(text, row->length, "x.yaml", &errors, &skip);
	free(text);
	ck_assert_msg(good == (row->line == 0), "%s", row->label);
	ck_assert_msg(skip == row->skip, "%s: skip %d", row->label, (int)skip);
	ck_assert_msg(pomost__errors_end(&errors, &error) == (good ? POMOST_OK : POMOST_ERR_SYNTAX),
		      "%s", row->label);
	ck_assert_msg(
		pomost_error_line(error) == row->line && pomost_error_column(error) == row->column,
		"%s: %d:%d", row->label, pomost_error_line(error), pomost_error_column(error));
	if (!good) {
		ck_assert_msg(strstr(pomost_error_message(error), row->message) != NULL, "%s: %s",
			      row->label, pomost_error_message(error));
		ck_assert_str_eq(pomost_error_file(error), "x.yaml");
		ck_assert_str_eq(pomost_error_path(error), "");
		ck_assert_ptr_null(pomost_error_next(error));
	}
	pomost_error_free(error);
}
END_TEST

START_TEST(test_size)
{
	char *text = malloc(POMOST_LIMIT_FILE + 1);
	int more;

	memset(text, ' ', POMOST_LIMIT_FILE + 1);
	text[0] = '\0'; /* the size is looked at first */
	for (more = -1; more <= 1; more++) {
		struct pomost__errors errors = {0};
		pomost_error *error;
		size_t skip;
		size_t length = (size_t)(POMOST_LIMIT_FILE + more);

		ck_assert(!pomost__scan(text, length, NULL, &errors, &skip));
		ck_assert_int_eq(pomost__errors_end(&errors, &error),
				 more == 1 ? POMOST_ERR_LIMIT : POMOST_ERR_SYNTAX);
		ck_assert_int_eq(pomost_error_line(error), more == 1 ? 0 : 1);
		if (more == 1)
			ck_assert_str_eq(
				pomost_error_message(error),
				"expected a document of at most 1048576 bytes, found more");
		pomost_error_free(error);
	}
	text[0] = 'a';
	for (more = -1; more <= 0; more++) {
		struct pomost__errors errors = {0};
		size_t skip;

		ck_assert(pomost__scan(text, (size_t)(POMOST_LIMIT_FILE + more), NULL, &errors,
				       &skip));
	}
	free(text);
}
END_TEST

static size_t
encode(uint32_t character, char *bytes)
{
	static const unsigned char heads[] = {0, 0, 0xC0, 0xE0, 0xF0};
	size_t size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
	size_t i;

	for (i = size; i-- > 1; character >>= 6)
		bytes[i] = (char)(0x80 | (character & 0x3F));
	bytes[0] = (char)(heads[size] | character);
	return size;
}

/* Every character there is, and every one there is not up to where UTF-8 of 4 bytes ends. */
START_TEST(test_all_characters)
{
	uint32_t character;
	int failures = 0;

	for (character = 0; character < 0x200000 && failures < 20; character++) {
		bool exists =
			character <= 0x10FFFF && !(character >= 0xD800 && character <= 0xDFFF);
		char bytes[4];
		size_t size = encode(character, bytes);
		uint32_t back = character;
		uint32_t unused;
		size_t got = pomost__character_read(bytes, size, &back);

		if (got == (exists ? size : 0) && back == character &&
		    pomost__character_read(bytes, size - 1, &unused) == 0)
			continue;
		fprintf(stderr, "U+%04X: %d bytes, U+%04X\n", (unsigned int)character, (int)got,
			(unsigned int)back);
		failures++;
	}
	ck_assert_int_eq(failures, 0);
}
END_TEST

/* No range may grow or shrink unseen. */
START_TEST(test_refused_count)
{
	uint32_t character;
	char words[POMOST__CHARACTER_WORDS];
	int count = 0;

	for (character = 0; character <= 0x10FFFF; character++)
		count += pomost__character_is_refused(character, words);
	/* 30 of C0 (CR too: the scan lets CR LF pass itself), DEL, 32 of C1, 2 separators, 12
	 * bidirectional controls, U+FEFF, U+FFFE, U+FFFF. */
	ck_assert_int_eq(count, 30 + 1 + 32 + 2 + 12 + 3);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("scan");
	TCase *test = tcase_create("scan");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, test);
	tcase_set_timeout(test, 120);
	tcase_add_loop_test(test, test_rows, 0, (int)COUNT(rows));
	tcase_add_test(test, test_size);
	tcase_add_test(test, test_all_characters);
	tcase_add_test(test, test_refused_count);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
