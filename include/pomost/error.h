/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Status codes and the error object.
 *
 * Every call that can fail returns an `int32_t` status, #POMOST_OK for success. On failure its
 * out-parameters are set to NULL and nothing else is touched. Its last parameter, `error`, may be
 * NULL; otherwise it receives a new #pomost_error (*new out*, freed by pomost_error_free()), and
 * NULL on success. The pointer need not be initialised.
 *
 * Reporting that memory ran out allocates nothing: that error object is static, and freeing it
 * does nothing.
 *
 * Thread safety: an error object is used by one thread at a time.
 */
#ifndef POMOST_ERROR_H
#define POMOST_ERROR_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/version.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Status codes. The numbers are permanent; docs/errors.md has one section for each. */
enum {
	POMOST_OK = 0,
	POMOST_ERR_ARGUMENT = 1,
	POMOST_ERR_NOMEM = 2,
	POMOST_ERR_LIMIT = 3,
	POMOST_ERR_IO = 4,
	POMOST_ERR_SYNTAX = 5,
	POMOST_ERR_KEY_UNKNOWN = 6,
	POMOST_ERR_KEY_MISSING = 7,
	POMOST_ERR_KEY_TWICE = 8,
	POMOST_ERR_TYPE = 9,
	POMOST_ERR_NUMBER = 10,
	POMOST_ERR_DATE = 11,
	POMOST_ERR_VALUE = 12,
	POMOST_ERR_REFERENCE = 13,
	POMOST_ERR_REFUSED = 14,
	POMOST_ERR_UNSTATED = 15,
	POMOST_ERR_MISMATCH = 16,
	POMOST_ERR_DIVISION = 17
};

/** One error, and through pomost_error_next() those found with it. */
typedef struct pomost_error pomost_error;

/**
 * The status code of an error: one of the `POMOST_ERR_` constants, #POMOST_OK if `error` is NULL.
 * @since 0.1
 */
POMOST_API int32_t pomost_error_code(const pomost_error *error);

/**
 * What was expected and what was found, in English, UTF-8, lower case, without a full stop and
 * without the place. Input in it is quoted, escaped, and clipped to 80 bytes.
 * NULL if `error` is NULL. *Borrowed out*: valid until `error` is freed.
 * @since 0.1
 */
POMOST_API const char *pomost_error_message(const pomost_error *error);

/**
 * The name of the file as it was given to the reader; NULL where the value came from no file, or
 * `error` is NULL. *Borrowed out*: valid until `error` is freed.
 * @since 0.1
 */
POMOST_API const char *pomost_error_file(const pomost_error *error);

/**
 * The line in that file, counted from 1; 0 where there is none, or `error` is NULL.
 * @since 0.1
 */
POMOST_API int32_t pomost_error_line(const pomost_error *error);

/**
 * The column in that line, counted from 1 in Unicode code points; 0 where there is none, or
 * `error` is NULL.
 * @since 0.1
 */
POMOST_API int32_t pomost_error_column(const pomost_error *error);

/**
 * The path of the value in its document, such as `bridging.phases.extended.months` or
 * `workplaces[0].employed`; an empty string for the document as a whole; NULL where there is no
 * document, or `error` is NULL. *Borrowed out*: valid until `error` is freed.
 * @since 0.1
 */
POMOST_API const char *pomost_error_path(const pomost_error *error);

/**
 * The next of the errors that were found together, in the order of the document; NULL after the
 * last, or if `error` is NULL. At most 100 are told; the last then says how many more there are.
 * *Borrowed out*: valid until the first error is freed.
 * @since 0.1
 */
POMOST_API const pomost_error *pomost_error_next(const pomost_error *error);

/**
 * Frees an error and all that follow it. `error` must be one that a call returned, not one that
 * pomost_error_next() returned. If NULL, does nothing.
 * @since 0.1
 */
POMOST_API void pomost_error_free(pomost_error *error);

/**
 * The name of a status code, such as "POMOST_ERR_LIMIT"; NULL for a number that is no code.
 * *Borrowed out*: static.
 * @since 0.1
 */
POMOST_API const char *pomost_status_name(int32_t status);

#ifdef __cplusplus
}
#endif
#endif
