/* SPDX-License-Identifier: Apache-2.0 */
/* Text that grows. */
#ifndef POMOST_BASE_BUFFER_H
#define POMOST_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* Always ends in NUL. Once memory ran out, `failed` stays set and nothing more is added. */
struct pomost__buffer {
	char *bytes;
	size_t length;
	size_t size;
	bool failed;
};

void pomost__buffer_free(struct pomost__buffer *buffer);

void pomost__buffer_add(struct pomost__buffer *buffer, const char *bytes, size_t length);

/* Adds text that ends in NUL. */
void pomost__buffer_text(struct pomost__buffer *buffer, const char *text);

/* Adds text as snprintf() makes it, with %s, %d and the like only; at most 1023 bytes. */
__attribute__((format(printf, 2, 3))) void pomost__buffer_print(struct pomost__buffer *buffer,
								const char *format, ...);

/* Adds a string of JSON, in quotes, with what must be escaped escaped. */
void pomost__buffer_json(struct pomost__buffer *buffer, const char *bytes, size_t length);

/* Hands the text over, to be freed by free(); NULL if memory ran out. The buffer is empty then. */
char *pomost__buffer_take(struct pomost__buffer *buffer, size_t *length);

#endif
