/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Programmes: the rule set of one operator and edition, read from YAML or JSON.
 *
 * A programme is immutable once made, holds its own memory, and counts its references: cases and
 * awards keep it alive. Threads may use one programme together without locks.
 */
#ifndef POMOST_PROGRAMME_H
#define POMOST_PROGRAMME_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/error.h>
#include <pomost/series.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pomost_programme pomost_programme;

/**
 * Reads a programme from text: YAML 1.1 of plain data, or JSON (docs/programme-format.md).
 *
 * All faults of content are told at once; a fault of syntax stops the reading.
 *
 * @param text   the bytes, UTF-8, at most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors, UTF-8, ends in NUL; *borrowed in*; may be NULL.
 * @param series the reference series that it may name; the programme keeps a reference; may be NULL.
 * @param result receives the programme; *new out*, freed by pomost_programme_unref().
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `text` or `result` is NULL; #POMOST_ERR_NOMEM; or the
 *         code of the first fault: #POMOST_ERR_LIMIT, #POMOST_ERR_SYNTAX,
 *         #POMOST_ERR_KEY_UNKNOWN, #POMOST_ERR_KEY_MISSING, #POMOST_ERR_KEY_TWICE,
 *         #POMOST_ERR_TYPE, #POMOST_ERR_NUMBER, #POMOST_ERR_DIVISION, #POMOST_ERR_DATE,
 *         #POMOST_ERR_VALUE, #POMOST_ERR_REFERENCE, #POMOST_ERR_UNSTATED.
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_parse(const char *text, size_t length, const char *file,
					  pomost_series *series, pomost_programme **result,
					  pomost_error **error);

/**
 * Reads a programme from a file, to at most 1 MiB. A pipe will do.
 *
 * @param path UTF-8, ends in NUL; *borrowed in*. It is also the name in errors.
 * @param series as of pomost_programme_parse().
 * @param result receives the programme; *new out*, freed by pomost_programme_unref().
 * @return as pomost_programme_parse(); #POMOST_ERR_IO if the file cannot be read.
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_load(const char *path, pomost_series *series,
					 pomost_programme **result, pomost_error **error);

/**
 * Counts one more reference. Atomic.
 * @return `programme`; NULL if it is NULL.
 * @since 0.1
 */
POMOST_API pomost_programme *pomost_programme_ref(pomost_programme *programme);

/**
 * Gives back one reference, and frees the programme with the last. Atomic. If NULL, does nothing.
 * @since 0.1
 */
POMOST_API void pomost_programme_unref(pomost_programme *programme);

/**
 * The text of a scalar of the programme, as it stands in the file.
 *
 * @param path   the path of the value, such as "id", "name", "operator" or
 *               "bridging.phases.basic.months"; ends in NUL; *borrowed in*.
 * @param text   receives the bytes, which end in NUL; *borrowed out*: valid until the programme is
 *               freed. NULL where the programme has no such value, which is no error.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL; #POMOST_ERR_TYPE if the value is a
 *         mapping or a list; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_get(const pomost_programme *programme, const char *path,
					const char **text, pomost_error **error);

/**
 * The rules as a person reads them.
 *
 * @param format "text", "json" or "csv"; *borrowed in*.
 * @param text   receives the text, UTF-8, which ends in LF and NUL; *new out*, freed by
 *               pomost_text_free().
 * @param length receives its length in bytes without the NUL; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer other than `length` is NULL or the format is
 *         unknown; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_report(const pomost_programme *programme, const char *format,
					   char **text, size_t *length, pomost_error **error);

/**
 * Another programme: this one with what an overlay says instead. An overlay is a mapping of some of the keys
 * of a programme: a mapping in it is laid over that of the programme key by key, at every depth; any
 * other value takes the place of the programme's. Errors name the overlay's places where they lie in it.
 *
 * @param text   the overlay, UTF-8, at most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors, UTF-8, ends in NUL; *borrowed in*; may be NULL.
 * @param result receives the programme; *new out*, freed by pomost_programme_unref().
 * @return as pomost_programme_parse().
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_overlay(const pomost_programme *programme, const char *text,
					    size_t length, const char *file,
					    pomost_programme **result, pomost_error **error);

/**
 * Another programme: this one with another value at a path, or one more key. What stands on the way must
 * stand already.
 *
 * @param path   such as "bridging.phases[0].amount.flat" or "bridging.phases.basic.months"; ends in
 *               NUL; *borrowed in*. Errors call it their file.
 * @param value  YAML, such as "1850" or "{up-to: 20000}"; ends in NUL; *borrowed in*.
 * @param result receives the programme; *new out*, freed by pomost_programme_unref().
 * @return as pomost_programme_parse(); #POMOST_ERR_REFERENCE if the path leads nowhere.
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_set(const pomost_programme *programme, const char *path,
					const char *value, pomost_programme **result,
					pomost_error **error);

/**
 * The figures that the programme itself states or implies: its budget with each part to the last minor unit,
 * its targets and its services.
 *
 * @param format "text", "json" or "csv"; *borrowed in*.
 * @param text   receives the figures, UTF-8, which end in LF and NUL; *new out*, freed by
 *               pomost_text_free().
 * @param length receives its length in bytes without the NUL; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer other than `length` is NULL or the format is
 *         unknown; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_figures(const pomost_programme *programme, const char *format,
					    char **text, size_t *length, pomost_error **error);

/**
 * What the programme is to reach, and what it has reached: for each target the exact ratio.
 *
 * @param text   what was achieved: `pomost: 1`, `programme: ID` and `achieved: {NAME: n}`, UTF-8, at
 *               most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors, UTF-8, ends in NUL; *borrowed in*; may be NULL.
 * @param format "text", "json" or "csv"; *borrowed in*.
 * @param report receives the report, UTF-8, which ends in LF and NUL; *new out*, freed by
 *               pomost_text_free().
 * @param report_length receives its length in bytes without the NUL; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT for a NULL or an unknown format; #POMOST_ERR_NOMEM; or the
 *         code of the first fault of the text; #POMOST_ERR_REFERENCE for a name that is no target.
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_progress(const pomost_programme *programme, const char *text,
					     size_t length, const char *file, const char *format,
					     char **report, size_t *report_length,
					     pomost_error **error);

/**
 * What the programme pays, in one line of English, such as
 * "grant up to 24000; basic 6 × 1750 PLN".
 *
 * @param text receives the line without an end of line, UTF-8, ends in NUL; *borrowed out*: valid
 *             until the programme is freed.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_summary(const pomost_programme *programme, const char **text,
					    pomost_error **error);

/**
 * Frees a text that a report returned. If NULL, does nothing.
 * @since 0.1
 */
POMOST_API void pomost_text_free(char *text);

#ifdef __cplusplus
}
#endif
#endif
