/* SPDX-License-Identifier: Apache-2.0 */
/* Text that a test puts together. */
#ifndef POMOST_TESTS_TEXT_H
#define POMOST_TESTS_TEXT_H

#include "harness.h"

/* Text that grows. */
struct text {
	char *bytes;
	size_t length;
	size_t room;
};

__attribute__((unused, format(printf, 2, 3))) static void
add(struct text *text, const char *format, ...)
{
	va_list arguments;

	if (text->room - text->length < 512) {
		text->room = text->room * 2 + 4096;
		text->bytes = realloc(text->bytes, text->room);
		if (!text->bytes)
			bail_out("out of memory", NULL);
	}
	va_start(arguments, format);
	text->length += (size_t)vsnprintf(text->bytes + text->length, text->room - text->length,
					  format, arguments);
	va_end(arguments);
}

#endif
