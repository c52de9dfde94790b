/* SPDX-License-Identifier: Apache-2.0 */
#include "report/format.h"

#include <stdlib.h>
#include <string.h>

#include <pomost/programme.h>

void
pomost_text_free(char *text)
{
	free(text);
}

int32_t
pomost__report(const struct pomost__formats *formats, const void *object, const char *format,
	       char **text, size_t *length, pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct pomost__buffer buffer = {0};
	void (*write)(struct pomost__buffer *, const void *) = NULL;
	struct pomost__echo echo;

	if (text)
		*text = NULL;
	if (!object || !format || !text)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected an object, a format and a text, found NULL");
	if (strcmp(format, "text") == 0)
		write = formats->text;
	else if (strcmp(format, "json") == 0)
		write = formats->json;
	else if (strcmp(format, "csv") == 0)
		write = formats->csv;
	if (!write)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a format text, json or csv, found %s",
				    pomost__echo(&echo, format, strlen(format)));
	write(&buffer, object);
	*text = pomost__buffer_take(&buffer, length);
	if (*text)
		return pomost__succeed(error);
	pomost__errors_nomem(&errors);
	return pomost__errors_end(&errors, error);
}

void
pomost__csv_field(struct pomost__buffer *buffer, const char *bytes, size_t length)
{
	bool quotes = false;
	size_t i;

	for (i = 0; i < length; i++)
		quotes |=
			bytes[i] == ',' || bytes[i] == '"' || bytes[i] == '\n' || bytes[i] == '\r';
	if (!quotes) {
		pomost__buffer_add(buffer, bytes, length);
		return;
	}
	pomost__buffer_add(buffer, "\"", 1);
	for (i = 0; i < length; i++) {
		if (bytes[i] == '"')
			pomost__buffer_add(buffer, "\"", 1);
		pomost__buffer_add(buffer, bytes + i, 1);
	}
	pomost__buffer_add(buffer, "\"", 1);
}
