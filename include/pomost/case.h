/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Cases: one entity's application and its workplaces, as text or built by path.
 *
 * A case belongs to a programme, which it keeps alive. It is used by one thread at a time.
 */
#ifndef POMOST_CASE_H
#define POMOST_CASE_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/error.h>
#include <pomost/programme.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pomost_case pomost_case;

/**
 * Makes an empty case of a programme, to be built by path. Its keys `pomost` and `programme` are
 * set.
 *
 * @param programme counted; *borrowed in*.
 * @param result    receives the case; *new out*, freed by pomost_case_free().
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_case_new(pomost_programme *programme, pomost_case **result,
				   pomost_error **error);

/**
 * Reads a case of a programme from text: YAML 1.1 of plain data, or JSON. All faults of content are
 * told at once; a fault of syntax stops the reading.
 *
 * @param programme counted; *borrowed in*.
 * @param text   the bytes, UTF-8, at most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors; *borrowed in*; may be NULL.
 * @param result receives the case; *new out*, freed by pomost_case_free().
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `programme`, `text` or `result` is NULL;
 *         #POMOST_ERR_MISMATCH if it is a case of another programme; #POMOST_ERR_REFERENCE if it
 *         names a decision, a trait, a date or a part that the programme does not know;
 *         otherwise as pomost_programme_parse().
 * @since 0.1
 */
POMOST_API int32_t pomost_case_parse(pomost_programme *programme, const char *text, size_t length,
				     const char *file, pomost_case **result, pomost_error **error);

/**
 * Reads a case from a file, to at most 1 MiB. A pipe will do.
 *
 * @param path UTF-8, ends in NUL; *borrowed in*. It is also the name in errors.
 * @return as pomost_case_parse(); #POMOST_ERR_IO if the file cannot be read.
 * @since 0.1
 */
POMOST_API int32_t pomost_case_load(pomost_programme *programme, const char *path,
				    pomost_case **result, pomost_error **error);

/**
 * Appends an item to a list of the case, such as "workplaces".
 *
 * @param path  the path of the list; ends in NUL; *borrowed in*.
 * @param index receives the place of the new item, from 0; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `subject` or `path` is NULL or malformed;
 *         #POMOST_ERR_KEY_UNKNOWN if a case has no such key; #POMOST_ERR_TYPE if it is not a list
 *         of mappings; #POMOST_ERR_REFERENCE if a place on the way does not exist;
 *         #POMOST_ERR_SYNTAX if the path holds what no document may; #POMOST_ERR_LIMIT if the list is full; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_case_add(pomost_case *subject, const char *path, size_t *index,
				   pomost_error **error);

/**
 * Sets a value of the case. Path and text are those of a case file, and are checked by the same
 * table: `pomost_case_set(c, "workplaces[0].employed", "2017-04-01", &e)`. Mappings on the way are
 * made; an item of a list must have been added, save that the place after the last scalar of a list
 * of scalars is added.
 *
 * @param path  ends in NUL; *borrowed in*.
 * @param value the text of a scalar, UTF-8, ends in NUL; *borrowed in*.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL or the path is malformed;
 *         #POMOST_ERR_KEY_UNKNOWN if a case has no such key; #POMOST_ERR_REFERENCE if the place in a
 *         list does not exist, or the value names what the programme does not know;
 *         #POMOST_ERR_SYNTAX if path or value hold what no document may; #POMOST_ERR_TYPE,
 *         #POMOST_ERR_NUMBER, #POMOST_ERR_DIVISION, #POMOST_ERR_DATE, #POMOST_ERR_VALUE,
 *         #POMOST_ERR_MISMATCH or #POMOST_ERR_LIMIT if the value is not of its kind;
 *         #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_case_set(pomost_case *subject, const char *path, const char *value,
				   pomost_error **error);

/**
 * Sets a date, in days since 1970-01-01 (−719162 to 2932896, which are the years 1 to 9999).
 * @return as pomost_case_set(); #POMOST_ERR_DATE if the day is out of range.
 * @since 0.1
 */
POMOST_API int32_t pomost_case_set_date(pomost_case *subject, const char *path, int32_t day,
					pomost_error **error);

/**
 * Sets a whole number: a count, or money in whole major units.
 * @return as pomost_case_set().
 * @since 0.1
 */
POMOST_API int32_t pomost_case_set_i64(pomost_case *subject, const char *path, int64_t value,
				       pomost_error **error);

/**
 * Checks the case as a whole: each required key, each name, each number of workplaces. A case that
 * was read from text has been checked; pomost_case_assess() checks one that was built.
 *
 * @return as pomost_case_parse().
 * @since 0.1
 */
POMOST_API int32_t pomost_case_check(pomost_case *subject, pomost_error **error);

/**
 * Frees a case and gives back its programme. If NULL, does nothing.
 * @since 0.1
 */
POMOST_API void pomost_case_free(pomost_case *subject);

/**
 * Reads a case from text as one of this programme, whichever it names: to ask what another programme would
 * pay for it.
 *
 * @param programme as of pomost_case_parse(), and so for all else.
 * @param text   the bytes, UTF-8, at most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors; *borrowed in*; may be NULL.
 * @param result receives the case; *new out*, freed by pomost_case_free().
 * @return as pomost_case_parse(), but for #POMOST_ERR_MISMATCH.
 * @since 0.1
 */
POMOST_API int32_t pomost_case_parse_as(pomost_programme *programme, const char *text,
					size_t length, const char *file, pomost_case **result,
					pomost_error **error);

/**
 * Which of several editions of a programme, files with the same `id`, holds for a case: that with the latest
 * first day not after the day of the case by which it is chosen. The case need not be whole.
 *
 * @param programmes `count` of them; *borrowed in*.
 * @param count  at least 1. A single one is chosen without a look at the case.
 * @param text   the case, UTF-8, at most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors, UTF-8, ends in NUL; *borrowed in*; may be NULL.
 * @param chosen receives a place from 0 to `count` - 1; untouched after a fault.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT for a NULL or no programme; #POMOST_ERR_NOMEM; a fault of
 *         the text's syntax; #POMOST_ERR_REFUSED where no edition holds.
 * @since 0.1
 */
POMOST_API int32_t pomost_edition_choose(pomost_programme *const *programmes, size_t count,
					 const char *text, size_t length, const char *file,
					 size_t *chosen, pomost_error **error);

#ifdef __cplusplus
}
#endif
#endif
