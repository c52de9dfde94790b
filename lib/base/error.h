/* SPDX-License-Identifier: Apache-2.0 */
/* Making errors, one or a list of them. */
#ifndef POMOST_BASE_ERROR_H
#define POMOST_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pomost/error.h>

#include "base/rare.h"

/* Where a fault is. All fields may be zero. */
struct pomost__place {
	const char *file;
	const char *path;
	int32_t line;
	int32_t column;
};

/*
 * Errors as they are found. `status` is the code of the first, POMOST_OK while there is none, and
 * POMOST_ERR_NOMEM once memory ran out (then nothing else is kept).
 */
struct pomost__errors {
	pomost_error *first;
	pomost_error *last;
	int32_t status;
	int32_t count;
};

/* Adds an error; from the 101st on it only counts. Returns `code`, or NOMEM. */
__attribute__((format(printf, 4, 5))) POMOST__RARE int32_t
pomost__errors_add(struct pomost__errors *errors, int32_t code, const struct pomost__place *place,
		   const char *format, ...);

/* Notes that memory ran out. Returns POMOST_ERR_NOMEM. */
int32_t pomost__errors_nomem(struct pomost__errors *errors);

/*
 * Ends the list: hands it to `error` (if not NULL; else frees it), sets *error to NULL where there
 * is none, and returns its status. The list is empty afterwards.
 */
int32_t pomost__errors_end(struct pomost__errors *errors, pomost_error **error);

/* One error without a place, for `error`, which may be NULL. Returns `code`, or NOMEM. */
__attribute__((format(printf, 3, 4))) POMOST__RARE int32_t pomost__fail(pomost_error **error,
									int32_t code,
									const char *format, ...);

/* Sets *error to NULL, if there is one, and returns POMOST_OK. */
static inline int32_t
pomost__succeed(pomost_error **error)
{
	if (error)
		*error = NULL;
	return POMOST_OK;
}

/* Room for one echo: each of 80 bytes may become four, and quotes, dots and NUL. */
#define POMOST__ECHO_SIZE (4 * 80 + 8)

struct pomost__echo {
	char text[POMOST__ECHO_SIZE];
};

/*
 * Input as an error text shows it: in double quotes, clipped to 80 bytes at a character, with
 * `"`, `\` and controls escaped. Returns `echo->text`.
 */
const char *pomost__echo(struct pomost__echo *echo, const char *bytes, size_t length);

#endif
