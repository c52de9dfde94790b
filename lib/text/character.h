/* SPDX-License-Identifier: Apache-2.0 */
/* One character of UTF-8 text, and which of them no document may hold. */
#ifndef POMOST_TEXT_CHARACTER_H
#define POMOST_TEXT_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for the words about one character. */
#define POMOST__CHARACTER_WORDS 64

/*
 * Reads the character at `bytes`, of which there are `length`. Gives its length in bytes, 1 to 4; 0
 * if there is none or it is not valid UTF-8 (overlong, cut short, a surrogate, over U+10FFFF).
 */
size_t pomost__character_read(const char *bytes, size_t length, uint32_t *character);

/*
 * Whether no text may hold the character: controls but tab and LF, DEL, C1 controls, line
 * separators that editors do not show, bidirectional controls, U+FEFF, U+FFFE, U+FFFF. `words`
 * receives what it is, such as "the control character U+0000".
 */
bool pomost__character_is_refused(uint32_t character, char words[POMOST__CHARACTER_WORDS]);

/*
 * Whether a text holds only characters that a document may hold; if not, `words` receives what the
 * first other one is. `characters` receives how many there are before it.
 */
bool pomost__characters_check(const char *bytes, size_t length, size_t *characters,
			      char words[POMOST__CHARACTER_WORDS]);

#endif
