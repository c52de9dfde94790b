/* SPDX-License-Identifier: Apache-2.0 */
#include "text/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* Most files are smaller; a larger one takes a second block. */
#define FIRST_SIZE 16384

static char *
fail(struct pomost__errors *errors, const char *path, int32_t code, const char *message)
{
	struct pomost__place place = {.file = path};

	pomost__errors_add(errors, code, &place, "%s", message);
	return NULL;
}

/* Errors by a few fixed words: strerror() follows the locale and is not safe in threads. */
static char *
fail_with_cause(struct pomost__errors *errors, const char *path, int cause)
{
	switch (cause) {
	case ENOENT:
		return fail(errors, path, POMOST_ERR_IO, "expected a file, found none");
	case EISDIR:
		return fail(errors, path, POMOST_ERR_IO, "expected a file, found a directory");
	case EACCES:
		return fail(errors, path, POMOST_ERR_IO, "no right to read the file");
	default:
		return fail(errors, path, POMOST_ERR_IO, "the file cannot be read");
	}
}

static char *
read_all(FILE *file, const char *path, size_t *length, struct pomost__errors *errors)
{
	size_t size = FIRST_SIZE;
	char *text = malloc(size + 1);
	size_t used = 0;

	while (text) {
		char *larger;

		used += fread(text + used, 1, size - used, file);
		if (used < size)
			break;
		if (size > POMOST_LIMIT_FILE) {
			free(text);
			return fail(errors, path, POMOST_ERR_LIMIT,
				    "expected a file of at most 1 MiB, found a larger one");
		}
		size = POMOST_LIMIT_FILE + 1;
		larger = realloc(text, size + 1);
		if (!larger)
			free(text);
		text = larger;
	}
	if (!text) {
		pomost__errors_nomem(errors);
		return NULL;
	}
	if (ferror(file)) {
		free(text);
		return fail_with_cause(errors, path, errno);
	}
	text[used] = '\0';
	*length = used;
	return text;
}

char *
pomost__file_read(const char *path, size_t *length, struct pomost__errors *errors)
{
	FILE *file = fopen(path, "rb");
	char *text;

	if (!file) {
		if (errno == ENOMEM) {
			pomost__errors_nomem(errors);
			return NULL;
		}
		return fail_with_cause(errors, path, errno);
	}
	text = read_all(file, path, length, errors);
	fclose(file);
	return text;
}
