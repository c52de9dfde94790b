/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Documents before it is known what they are: which kind, and one value of them. And the schema of
 * each kind.
 */
#ifndef POMOST_DOCUMENT_H
#define POMOST_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Kinds of documents. The numbers are permanent. */
enum {
	POMOST_DOCUMENT_PROGRAMME = 1, /**< has `currency` */
	POMOST_DOCUMENT_CASE = 2,      /**< has `programme` */
	POMOST_DOCUMENT_SERIES = 3,    /**< has `series` */
	POMOST_DOCUMENT_TESTS = 4,     /**< has `tests` and `programme` */
	POMOST_DOCUMENT_PROGRESS = 5   /**< has `achieved` and `programme` */
};

/**
 * Says what a text is, by its keys: a case names its `programme`, and so do tests, which have `tests`, and a
 * report of progress, which has `achieved`; a programme has a `currency`, a series a `series`.
 *
 * @param text   the bytes, UTF-8, at most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors; *borrowed in*; may be NULL.
 * @param kind   receives the kind.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `text` or `kind` is NULL; #POMOST_ERR_SYNTAX,
 *         #POMOST_ERR_KEY_TWICE or #POMOST_ERR_LIMIT if it cannot be read; #POMOST_ERR_KEY_MISSING
 *         if it has none of these keys, or those of two kinds; #POMOST_ERR_TYPE if it is no mapping; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_document_kind(const char *text, size_t length, const char *file,
					int32_t *kind, pomost_error **error);

/**
 * Finds the text of one scalar of a document, without checking the rest: for the `programme` of a
 * case, before the programme is loaded.
 *
 * @param text   the bytes, UTF-8, at most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors; *borrowed in*; may be NULL.
 * @param path   the path of the value; *borrowed in*.
 * @param value  receives its text, which ends in NUL; *new out*, freed by pomost_text_free(). NULL
 *               where the document has no such scalar, which is no error.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `text`, `path` or `value` is NULL;
 *         #POMOST_ERR_SYNTAX, #POMOST_ERR_KEY_TWICE or #POMOST_ERR_LIMIT if the document cannot be
 *         read; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_document_get(const char *text, size_t length, const char *file,
				       const char *path, char **value, pomost_error **error);

/**
 * Reads a file of at most 1 MiB as bytes, from a pipe too.
 *
 * @param path   UTF-8, ends in NUL; *borrowed in*.
 * @param text   receives the bytes, with a NUL after the last; *new out*, freed by
 *               pomost_text_free().
 * @param length receives how many there are, without the NUL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL; #POMOST_ERR_IO if the file cannot be
 *         read; #POMOST_ERR_LIMIT if it is larger; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_document_load(const char *path, char **text, size_t *length,
					pomost_error **error);

/**
 * The JSON Schema (draft 2020-12) of a kind of document, made from the table by which the reader
 * works.
 *
 * @param kind #POMOST_DOCUMENT_PROGRAMME and so on.
 * @param text receives the schema, UTF-8, which ends in LF and NUL; *new out*, freed by
 *             pomost_text_free().
 * @param length receives its length in bytes without the NUL; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `text` is NULL or the kind is unknown;
 *         #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_document_schema(int32_t kind, char **text, size_t *length,
					  pomost_error **error);

#ifdef __cplusplus
}
#endif
#endif
