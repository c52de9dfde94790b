/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SIZE 1024
#define PRINT_SIZE 1024

void
pomost__buffer_free(struct pomost__buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct pomost__buffer){0};
}

static bool
reserve(struct pomost__buffer *buffer, size_t more)
{
	size_t need = buffer->length + more + 1;
	size_t size = buffer->size ? buffer->size : FIRST_SIZE;
	char *bytes;

	if (buffer->failed)
		return false;
	if (need <= buffer->size)
		return true;
	while (size < need)
		size *= 2;
	bytes = realloc(buffer->bytes, size);
	if (!bytes) {
		buffer->failed = true;
		return false;
	}
	buffer->bytes = bytes;
	buffer->size = size;
	return true;
}

void
pomost__buffer_add(struct pomost__buffer *buffer, const char *bytes, size_t length)
{
	if (!reserve(buffer, length))
		return;
	memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
}

void
pomost__buffer_text(struct pomost__buffer *buffer, const char *text)
{
	pomost__buffer_add(buffer, text, strlen(text));
}

void
pomost__buffer_print(struct pomost__buffer *buffer, const char *format, ...)
{
	char text[PRINT_SIZE];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (length < 0 || length >= PRINT_SIZE)
		buffer->failed = true;
	else
		pomost__buffer_add(buffer, text, (size_t)length);
}

void
pomost__buffer_json(struct pomost__buffer *buffer, const char *bytes, size_t length)
{
	size_t i;

	pomost__buffer_add(buffer, "\"", 1);
	for (i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte == '"' || byte == '\\')
			pomost__buffer_print(buffer, "\\%c", byte);
		else if (byte == '\n')
			pomost__buffer_add(buffer, "\\n", 2);
		else if (byte == '\t')
			pomost__buffer_add(buffer, "\\t", 2);
		else if (byte < 0x20)
			pomost__buffer_print(buffer, "\\u%04x", byte);
		else
			pomost__buffer_add(buffer, (const char *)&bytes[i], 1);
	}
	pomost__buffer_add(buffer, "\"", 1);
}

char *
pomost__buffer_take(struct pomost__buffer *buffer, size_t *length)
{
	char *bytes;

	if (buffer->failed || !reserve(buffer, 0)) {
		pomost__buffer_free(buffer);
		return NULL;
	}
	bytes = buffer->bytes;
	bytes[buffer->length] = '\0';
	if (length)
		*length = buffer->length;
	*buffer = (struct pomost__buffer){0};
	return bytes;
}
