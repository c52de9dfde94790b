/* SPDX-License-Identifier: Apache-2.0 */
#include "text/scan.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "text/character.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct scan {
	const char *next;
	size_t left;
	struct pomost__place place;
	bool in_indent; /* nothing but blanks in this line so far */
	bool is_yaml;   /* in which a directive and a tab in the indent mean something */
	struct pomost__errors *errors;
};

/* UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other. */
static const struct mark {
	const char *bytes;
	size_t length;
	const char *name;
} marks[] = {
	{"\xFF\xFE\0\0", 4, "UTF-32"},
	{"\0\0\xFE\xFF", 4, "UTF-32"},
	{"\xFF\xFE", 2, "UTF-16"},
	{"\xFE\xFF", 2, "UTF-16"},
};

static bool
check_mark(struct scan *scan)
{
	size_t i;

	for (i = 0; i < COUNT(marks); i++) {
		if (scan->left < marks[i].length ||
		    memcmp(scan->next, marks[i].bytes, marks[i].length) != 0)
			continue;
		pomost__errors_add(scan->errors, POMOST_ERR_SYNTAX, &scan->place,
				   "expected UTF-8 text, found a byte order mark of %s",
				   marks[i].name);
		return false;
	}
	return true;
}

static bool
refuse(struct scan *scan, const char *expected, const char *found)
{
	pomost__errors_add(scan->errors, POMOST_ERR_SYNTAX, &scan->place, "expected %s, found %s",
			   expected, found);
	return false;
}

static bool
refuse_byte(struct scan *scan)
{
	pomost__errors_add(scan->errors, POMOST_ERR_SYNTAX, &scan->place,
			   "expected UTF-8 text, found the byte 0x%02X",
			   (unsigned int)(unsigned char)*scan->next);
	return false;
}

static bool
check_character(struct scan *scan, uint32_t character)
{
	char words[POMOST__CHARACTER_WORDS];

	if (character == '\r') {
		if (scan->left > 1 && scan->next[1] == '\n')
			return true;
		return refuse(scan, "LF or CR LF as the end of a line", "CR alone");
	}
	if (pomost__character_is_refused(character, words))
		return refuse(scan, "UTF-8 text", words);
	if (scan->is_yaml && character == '\t' && scan->in_indent)
		return refuse(scan, "blanks as indent", "a tab");
	if (scan->is_yaml && character == '%' && scan->place.column == 1)
		return refuse(scan, "plain data", "a directive (\"%\" begins the line)");
	return true;
}

static void
advance(struct scan *scan, uint32_t character, size_t size)
{
	scan->next += size;
	scan->left -= size;
	if (character == '\n') {
		scan->place.line++;
		scan->place.column = 1;
		scan->in_indent = true;
		return;
	}
	scan->place.column++;
	if (character != ' ')
		scan->in_indent = false;
}

static bool
check_size(struct scan *scan)
{
	struct pomost__place whole = {.file = scan->place.file, .path = ""};

	if (scan->left <= POMOST_LIMIT_FILE)
		return true;
	/* No number is told: a file is read only as far as it takes to know that it is too long. */
	pomost__errors_add(scan->errors, POMOST_ERR_LIMIT, &whole,
			   "expected a document of at most %d bytes, found more",
			   POMOST_LIMIT_FILE);
	return false;
}

static bool
walk(const char *bytes, size_t length, const char *file, bool is_yaml,
     struct pomost__errors *errors, size_t *skip)
{
	struct scan scan = {
		.next = bytes,
		.left = length,
		.place = {.file = file, .path = "", .line = 1, .column = 1},
		.in_indent = true,
		.is_yaml = is_yaml,
		.errors = errors,
	};

	*skip = 0;
	if (!check_size(&scan) || !check_mark(&scan))
		return false;
	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		*skip = 3;
		scan.next += 3;
		scan.left -= 3;
	}
	while (scan.left > 0) {
		uint32_t character;
		size_t size = pomost__character_read(scan.next, scan.left, &character);

		if (size == 0)
			return refuse_byte(&scan);
		if (!check_character(&scan, character))
			return false;
		advance(&scan, character, size);
	}
	return true;
}

bool
pomost__scan(const char *bytes, size_t length, const char *file, struct pomost__errors *errors,
	     size_t *skip)
{
	return walk(bytes, length, file, true, errors, skip);
}

bool
pomost__scan_plain(const char *bytes, size_t length, const char *file,
		   struct pomost__errors *errors, size_t *skip)
{
	return walk(bytes, length, file, false, errors, skip);
}
