/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* The longest message: some fixed words, a few echoes, and a list of known keys. */
#define MESSAGE_SIZE 1024

struct pomost_error {
	pomost_error *next;
	const char *file;
	const char *path;
	const char *message;
	int32_t code;
	int32_t line;
	int32_t column;
};

/* Never written to, so threads may share it. */
static const pomost_error out_of_memory = {
	.code = POMOST_ERR_NOMEM,
	.message = "out of memory",
};

static const char *const status_names[] = {
	[POMOST_OK] = "POMOST_OK",
	[POMOST_ERR_ARGUMENT] = "POMOST_ERR_ARGUMENT",
	[POMOST_ERR_NOMEM] = "POMOST_ERR_NOMEM",
	[POMOST_ERR_LIMIT] = "POMOST_ERR_LIMIT",
	[POMOST_ERR_IO] = "POMOST_ERR_IO",
	[POMOST_ERR_SYNTAX] = "POMOST_ERR_SYNTAX",
	[POMOST_ERR_KEY_UNKNOWN] = "POMOST_ERR_KEY_UNKNOWN",
	[POMOST_ERR_KEY_MISSING] = "POMOST_ERR_KEY_MISSING",
	[POMOST_ERR_KEY_TWICE] = "POMOST_ERR_KEY_TWICE",
	[POMOST_ERR_TYPE] = "POMOST_ERR_TYPE",
	[POMOST_ERR_NUMBER] = "POMOST_ERR_NUMBER",
	[POMOST_ERR_DATE] = "POMOST_ERR_DATE",
	[POMOST_ERR_VALUE] = "POMOST_ERR_VALUE",
	[POMOST_ERR_REFERENCE] = "POMOST_ERR_REFERENCE",
	[POMOST_ERR_REFUSED] = "POMOST_ERR_REFUSED",
	[POMOST_ERR_UNSTATED] = "POMOST_ERR_UNSTATED",
	[POMOST_ERR_MISMATCH] = "POMOST_ERR_MISMATCH",
	[POMOST_ERR_DIVISION] = "POMOST_ERR_DIVISION",
};

const char *
pomost_status_name(int32_t status)
{
	if (status < 0 || (size_t)status >= sizeof status_names / sizeof *status_names)
		return NULL;
	return status_names[status];
}

int32_t
pomost_error_code(const pomost_error *error)
{
	return error ? error->code : POMOST_OK;
}

const char *
pomost_error_message(const pomost_error *error)
{
	return error ? error->message : NULL;
}

const char *
pomost_error_file(const pomost_error *error)
{
	return error ? error->file : NULL;
}

int32_t
pomost_error_line(const pomost_error *error)
{
	return error ? error->line : 0;
}

int32_t
pomost_error_column(const pomost_error *error)
{
	return error ? error->column : 0;
}

const char *
pomost_error_path(const pomost_error *error)
{
	return error ? error->path : NULL;
}

const pomost_error *
pomost_error_next(const pomost_error *error)
{
	return error ? error->next : NULL;
}

void
pomost_error_free(pomost_error *error)
{
	while (error && error != &out_of_memory) {
		pomost_error *next = error->next;

		free(error);
		error = next;
	}
}

/* The object and its texts are one block. */
static pomost_error *
make(int32_t code, const struct pomost__place *place, const char *message)
{
	size_t file = place->file ? strlen(place->file) + 1 : 0;
	size_t path = place->path ? strlen(place->path) + 1 : 0;
	size_t text = strlen(message) + 1;
	pomost_error *error = malloc(sizeof *error + file + path + text);
	char *end;

	if (!error)
		return NULL;
	end = (char *)(error + 1);
	*error = (pomost_error){
		.message = memcpy(end, message, text),
		.code = code,
		.line = place->line,
		.column = place->column,
	};
	if (file)
		error->file = memcpy(end + text, place->file, file);
	if (path)
		error->path = memcpy(end + text + file, place->path, path);
	return error;
}

int32_t
pomost__errors_nomem(struct pomost__errors *errors)
{
	pomost_error_free(errors->first);
	errors->first = (pomost_error *)&out_of_memory;
	errors->last = NULL;
	errors->status = POMOST_ERR_NOMEM;
	return POMOST_ERR_NOMEM;
}

static int32_t
append(struct pomost__errors *errors, pomost_error *error)
{
	if (!error)
		return pomost__errors_nomem(errors);
	if (errors->last)
		errors->last->next = error;
	else
		errors->first = error;
	errors->last = error;
	if (errors->status == POMOST_OK)
		errors->status = error->code;
	return error->code;
}

int32_t
pomost__errors_add(struct pomost__errors *errors, int32_t code, const struct pomost__place *place,
		   const char *format, ...)
{
	char message[MESSAGE_SIZE];
	va_list arguments;

	if (errors->status == POMOST_ERR_NOMEM)
		return POMOST_ERR_NOMEM;
	errors->count++;
	if (errors->count > POMOST_LIMIT_ERRORS)
		return code;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	return append(errors, make(code, place, message));
}

int32_t
pomost__errors_end(struct pomost__errors *errors, pomost_error **error)
{
	int32_t status;

	if (errors->count > POMOST_LIMIT_ERRORS && errors->status != POMOST_ERR_NOMEM) {
		struct pomost__place nowhere = {.file = errors->first->file};
		char message[64];

		snprintf(message, sizeof message, "and %d more errors",
			 (int)(errors->count - POMOST_LIMIT_ERRORS));
		append(errors, make(POMOST_ERR_LIMIT, &nowhere, message));
	}
	status = errors->status;
	if (error)
		*error = errors->first;
	else
		pomost_error_free(errors->first);
	*errors = (struct pomost__errors){0};
	return status;
}

int32_t
pomost__fail(pomost_error **error, int32_t code, const char *format, ...)
{
	static const struct pomost__place nowhere;
	char message[MESSAGE_SIZE];
	va_list arguments;

	if (!error)
		return code;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	*error = make(code, &nowhere, message);
	if (!*error) {
		*error = (pomost_error *)&out_of_memory;
		return POMOST_ERR_NOMEM;
	}
	return code;
}

const char *
pomost__echo(struct pomost__echo *echo, const char *bytes, size_t length)
{
	size_t keep = length;
	size_t at = 0;
	size_t i;

	if (keep > POMOST_LIMIT_ECHO) {
		keep = POMOST_LIMIT_ECHO;
		/* Back to where a character begins. */
		while (keep > 0 && ((unsigned char)bytes[keep] & 0xC0) == 0x80)
			keep--;
	}
	echo->text[at++] = '"';
	for (i = 0; i < keep; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte == '"' || byte == '\\') {
			echo->text[at++] = '\\';
			echo->text[at++] = (char)byte;
		} else if (byte < 0x20 || byte == 0x7F) {
			at += (size_t)snprintf(echo->text + at, 5, "\\x%02X", byte);
		} else {
			echo->text[at++] = (char)byte;
		}
	}
	if (keep < length) {
		memcpy(echo->text + at, "...", 3);
		at += 3;
	}
	echo->text[at++] = '"';
	echo->text[at] = '\0';
	return echo->text;
}
