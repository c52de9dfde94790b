/* SPDX-License-Identifier: Apache-2.0 */
#include "text/yaml_words.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text/character.h"
#include "text/yaml.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Which of the places that are known is told. */
enum place {
	AT_PROBLEM = 0,
	AT_CONTEXT, /* where the construct began that libyaml was in */
	AT_SCALAR,  /* where the last scalar began */
	PLACES
};

struct words {
	const char *problem; /* as libyaml says it; NULL for any within `context` */
	const char *context; /* NULL for any */
	const char *expected;
	const char *found; /* NULL: what stands in the text at the place that is told */
	bool begins;       /* the line where the context began is told too */
	enum place place;
};

#define PROBLEM_COLON "mapping values are not allowed in this context"
#define PROBLEM_LIST "did not find expected ',' or ']'"
#define PROBLEM_MAPPING "did not find expected ',' or '}'"

#define KEY_AND_COLON "a key of at most 1024 characters that stands in one line with its \":\""

static const struct words table[] = {
	{
		.problem = "could not find expected ':'",
		.expected = KEY_AND_COLON,
		.place = AT_CONTEXT,
	},
	{
		.problem = PROBLEM_COLON,
		.expected = "one key in a line, in the column of the others, and "
			    "quotes around a value that holds \": \"",
	},
	{
		.problem = PROBLEM_MAPPING,
		.expected = "\",\" or \"}\" in the mapping",
		.begins = true,
	},
	{
		.problem = PROBLEM_LIST,
		.expected = "\",\" or \"]\" in the list",
		.begins = true,
	},
	{
		.problem = "did not find expected key",
		.expected = "the end of the line, or a key in the column of the mapping",
		.begins = true,
	},
	{
		.problem = "did not find expected '-' indicator",
		.expected = "the end of the line, or \"-\" in the column of the list",
		.begins = true,
	},
	{
		.problem = "block sequence entries are not allowed in this context",
		.expected = "a list to begin in a line of its own",
	},
	{
		.problem = "mapping keys are not allowed in this context",
		.expected = "a key to begin in a line of its own",
	},
	{
		.problem = "found unexpected ':'",
		.expected = "a blank after \":\", or text in quotes",
	},
	{
		.problem = "did not find expected node content",
		.expected = "a value",
	},
	{
		.problem = "found character that cannot start any token",
		.expected = "a value, in quotes where it begins with \"@\", \"`\" or \"%\"",
	},
	{
		.problem = "did not find expected <document start>",
		.expected = "the end of the document",
	},
	{
		.problem = "found unexpected end of stream",
		.expected = "a closing quote",
		.found = "the end of the text",
		.place = AT_CONTEXT,
	},
	{
		.problem = "found unexpected document indicator",
		.expected = "a closing quote",
		.found = "the mark of a document",
		.place = AT_CONTEXT,
	},
	{
		.problem = "found unknown escape character",
		.expected = "an escape that YAML knows, or two backslashes",
	},
	{
		.problem = "did not find expected hexdecimal number",
		.expected = "2 hexadecimal digits after \"\\x\", 4 after \"\\u\", 8 after \"\\U\"",
	},
	{
		.problem = "found invalid Unicode character escape code",
		.expected = "the character itself in UTF-8",
		.found = "an escape that is half of a surrogate pair, or no character",
	},
	{
		.problem = "found an indentation indicator equal to 0",
		.expected = "an indent of 1 to 9 for the block of text",
	},
	{
		.problem = "did not find expected comment or line break",
		.expected = "the end of the line, and the block of text below it",
	},
	{
		.context = "while scanning an anchor",
		.expected = "plain data",
		.found = "an anchor",
		.place = AT_CONTEXT,
	},
	{
		.context = "while scanning an alias",
		.expected = "plain data",
		.found = "an alias",
		.place = AT_CONTEXT,
	},
	{
		.context = "while scanning a tag",
		.expected = "plain data",
		.found = "a tag",
		.place = AT_CONTEXT,
	},
	{
		.context = "while parsing a tag",
		.expected = "plain data",
		.found = "a tag",
		.place = AT_CONTEXT,
	},
	{
		.problem = "found undefined tag handle",
		.expected = "plain data",
		.found = "a tag",
		.place = AT_CONTEXT,
	},
};

/* For what a later libyaml may say; of what 0.2.5 says after the scan, all is in the table. */
static const struct words unknown = {
	.expected = "YAML of plain data",
	.found = "something that does not parse",
};

static bool
is_text(const char *left, const char *right)
{
	return left && strcmp(left, right) == 0;
}

static const struct words *
look_up(const yaml_parser_t *parser)
{
	size_t i;

	for (i = 0; i < COUNT(table); i++) {
		if (table[i].problem && !is_text(parser->problem, table[i].problem))
			continue;
		if (table[i].context && !is_text(parser->context, table[i].context))
			continue;
		return &table[i];
	}
	return &unknown;
}

/* Where in the bytes a mark is: libyaml counts characters. */
static const char *
find(const struct pomost__yaml_failure *failure, const yaml_mark_t *mark)
{
	const char *at = failure->bytes;
	size_t left = failure->length;
	size_t i;

	for (i = 0; i < mark->index; i++) {
		uint32_t character;
		size_t size = pomost__character_read(at, left, &character);

		if (size == 0)
			break;
		at += size;
		left -= size;
	}
	return at;
}

/*
 * libyaml drops a key whose ":" is too far from it or in another line, and then stumbles over the
 * ":". JSON allows both, so it is told as what it is.
 */
static bool
is_lost_key(const struct pomost__yaml_failure *failure)
{
	const yaml_parser_t *parser = failure->parser;
	const yaml_mark_t *mark = &parser->problem_mark;
	const char *at = find(failure, mark);
	bool same_line = mark->line == failure->scalar.line;
	bool far = mark->index - failure->scalar.index > POMOST__YAML_KEY;

	if (at == failure->bytes + failure->length || *at != ':')
		return false;
	if (is_text(parser->problem, PROBLEM_MAPPING))
		return far || !same_line;
	return is_text(parser->problem, PROBLEM_COLON) && far && same_line;
}

static bool
is_unclosed(const struct pomost__yaml_failure *failure)
{
	const yaml_parser_t *parser = failure->parser;

	return (is_text(parser->problem, PROBLEM_LIST) ||
		is_text(parser->problem, PROBLEM_MAPPING)) &&
	       find(failure, &parser->problem_mark) == failure->bytes + failure->length;
}

static struct words
choose(const struct pomost__yaml_failure *failure)
{
	struct words words = *look_up(failure->parser);

	if (is_lost_key(failure))
		return (struct words){.expected = KEY_AND_COLON, .place = AT_SCALAR};
	/* What was never closed is best told where it was opened. */
	if (is_unclosed(failure)) {
		words.found = "the end of the text";
		words.place = AT_CONTEXT;
	}
	return words;
}

/* How much of the text at a place is one word. */
static size_t
measure(const char *at, const char *end)
{
	bool quoted = *at == '"' || *at == '\'';
	const char *stops = quoted ? "\r\n" : " \t\r\n,[]{}:\"'\\";
	const char *next = at + 1;

	if (strchr(",[]{}:", *at))
		return 1;
	while (next < end && !strchr(stops, *next) && !(quoted && *next == *at))
		next++;
	return (size_t)(next - at);
}

static const char *
describe(struct pomost__echo *echo, const char *at, const char *end)
{
	size_t length;

	if (at == end)
		return "the end of the text";
	if (*at == '\n' || *at == '\r')
		return "the end of the line";
	length = measure(at, end);
	/* A quoted text is shown without its own quotes. */
	if (length > 1 && (*at == '"' || *at == '\''))
		return pomost__echo(echo, at + 1, length - 1);
	return pomost__echo(echo, at, length);
}

/* Behind a last line without a line end libyaml counts one line more, which no editor shows. */
static void
correct_end(const struct pomost__yaml_failure *failure, struct pomost__place *place)
{
	const char *end = failure->bytes + failure->length;
	const char *at = end;

	if (failure->length == 0 || end[-1] == '\n')
		return;
	place->line--;
	place->column = 1;
	while (at > failure->bytes && at[-1] != '\n') {
		at--;
		/* Each character has one byte that is no continuation. */
		if (((unsigned char)*at & 0xC0) != 0x80)
			place->column++;
	}
}

static void
tell(const struct pomost__yaml_failure *failure, struct pomost__errors *errors)
{
	const yaml_parser_t *parser = failure->parser;
	const yaml_mark_t *marks[PLACES] = {
		[AT_PROBLEM] = &parser->problem_mark,
		[AT_CONTEXT] = &parser->context_mark,
		[AT_SCALAR] = &failure->scalar,
	};
	struct words words = choose(failure);
	const yaml_mark_t *mark = marks[words.place];
	struct pomost__place place = {
		.file = failure->file,
		.path = "",
		.line = (int32_t)mark->line + 1,
		.column = (int32_t)mark->column + 1,
	};
	const char *end = failure->bytes + failure->length;
	const char *at = find(failure, mark);
	struct pomost__echo echo;
	char begins[48] = "";

	if (words.begins)
		snprintf(begins, sizeof begins, " that begins in line %d",
			 (int)parser->context_mark.line + 1);
	if (at == end && mark->line > 0 && mark->column == 0)
		correct_end(failure, &place);
	if (!words.found)
		words.found = describe(&echo, at, end);
	pomost__errors_add(errors, POMOST_ERR_SYNTAX, &place, "expected %s%s, found %s",
			   words.expected, begins, words.found);
}

void
pomost__yaml_words_add(const struct pomost__yaml_failure *failure, struct pomost__errors *errors)
{
	yaml_error_type_t kind = failure->parser->error;

	/* Some failures of malloc() within libyaml leave no error behind. */
	if (kind == YAML_NO_ERROR || kind == YAML_MEMORY_ERROR)
		pomost__errors_nomem(errors);
	else
		tell(failure, errors);
}
