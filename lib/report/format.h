/* SPDX-License-Identifier: Apache-2.0 */
/* The forms in which reports come. */
#ifndef POMOST_REPORT_FORMAT_H
#define POMOST_REPORT_FORMAT_H

#include "base/buffer.h"
#include "base/error.h"

/* Writers of one object, by the names of the formats. */
struct pomost__formats {
	void (*text)(struct pomost__buffer *buffer, const void *object);
	void (*json)(struct pomost__buffer *buffer, const void *object);
	void (*csv)(struct pomost__buffer *buffer, const void *object);
};

/* The whole of a public report call: checks, writes, hands over. */
int32_t pomost__report(const struct pomost__formats *formats, const void *object,
		       const char *format, char **text, size_t *length, pomost_error **error);

/* A CSV field, in quotes where it holds a comma, a quote or a line end. */
void pomost__csv_field(struct pomost__buffer *buffer, const char *bytes, size_t length);

#endif
