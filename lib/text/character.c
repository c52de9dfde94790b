/* SPDX-License-Identifier: Apache-2.0 */
#include "text/character.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct range {
	uint32_t first;
	uint32_t last;
	const char *words;
};

/*
 * U+0085, U+2028 and U+2029 end a line for libyaml and not for most editors, so a comment could
 * hide a live key. Bidirectional controls show text in another order than it is read.
 */
static const struct range refused[] = {
	{0x0000, 0x0008, "the control character"},
	{0x000B, 0x001F, "the control character"},
	{0x007F, 0x0084, "the control character"},
	{0x0085, 0x0085, "the line separator"},
	{0x0086, 0x009F, "the control character"},
	{0x061C, 0x061C, "the bidirectional control"},
	{0x200E, 0x200F, "the bidirectional control"},
	{0x2028, 0x2029, "the line separator"},
	{0x202A, 0x202E, "the bidirectional control"},
	{0x2066, 0x2069, "the bidirectional control"},
	{0xFEFF, 0xFEFF, "the byte order mark"},
	{0xFFFE, 0xFFFF, "the noncharacter"},
};

/* Unicode 15, table 3-7: the well-formed sequences, by their first byte and the second's range. */
static const struct sequence {
	unsigned char first;
	unsigned char last;
	unsigned char low;
	unsigned char high;
	unsigned char length;
	unsigned char mask;
} sequences[] = {
	{0xC2, 0xDF, 0x80, 0xBF, 2, 0x1F}, {0xE0, 0xE0, 0xA0, 0xBF, 3, 0x0F},
	{0xE1, 0xEC, 0x80, 0xBF, 3, 0x0F}, {0xED, 0xED, 0x80, 0x9F, 3, 0x0F},
	{0xEE, 0xEF, 0x80, 0xBF, 3, 0x0F}, {0xF0, 0xF0, 0x90, 0xBF, 4, 0x07},
	{0xF1, 0xF3, 0x80, 0xBF, 4, 0x07}, {0xF4, 0xF4, 0x80, 0x8F, 4, 0x07},
};

static size_t
read_sequence(const struct sequence *sequence, const unsigned char *bytes, size_t length,
	      uint32_t *character)
{
	uint32_t value = bytes[0] & sequence->mask;
	size_t i;

	if (length < sequence->length || bytes[1] < sequence->low || bytes[1] > sequence->high)
		return 0;
	for (i = 1; i < sequence->length; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (bytes[i] & 0x3Fu);
	}
	*character = value;
	return sequence->length;
}

size_t
pomost__character_read(const char *bytes, size_t length, uint32_t *character)
{
	const unsigned char *first = (const unsigned char *)bytes;
	size_t i;

	if (length == 0)
		return 0;
	if (*first < 0x80) {
		*character = *first;
		return 1;
	}
	for (i = 0; i < COUNT(sequences); i++) {
		if (*first >= sequences[i].first && *first <= sequences[i].last)
			return read_sequence(&sequences[i], first, length, character);
	}
	return 0;
}

bool
pomost__character_is_refused(uint32_t character, char words[POMOST__CHARACTER_WORDS])
{
	size_t i;

	for (i = 0; i < COUNT(refused) && refused[i].first <= character; i++) {
		if (character > refused[i].last)
			continue;
		snprintf(words, POMOST__CHARACTER_WORDS, "%s U+%04" PRIX32, refused[i].words,
			 character);
		return true;
	}
	return false;
}

bool
pomost__characters_check(const char *bytes, size_t length, size_t *characters,
			 char words[POMOST__CHARACTER_WORDS])
{
	uint32_t character;

	for (*characters = 0; length > 0; (*characters)++) {
		size_t size = pomost__character_read(bytes, length, &character);

		if (size == 0) {
			memcpy(words, "invalid UTF-8", sizeof "invalid UTF-8");
			return false;
		}
		if (pomost__character_is_refused(character, words))
			return false;
		bytes += size;
		length -= size;
	}
	return true;
}
