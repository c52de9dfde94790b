/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Reference series: minimum wages, unit rates, aid ceilings and interest rates by date. A set of them is
 * made first, and programmes that refer to series are read with it.
 */
#ifndef POMOST_SERIES_H
#define POMOST_SERIES_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A set of reference series. It is filled first, by one thread; once a programme is read with it, it must not
 * be added to any more, and any number of threads may use it.
 */
typedef struct pomost_series pomost_series;

/**
 * Makes an empty set.
 *
 * @param result receives the set; *new out*, freed by pomost_series_unref().
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `result` is NULL; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_series_new(pomost_series **result, pomost_error **error);

/**
 * Adds a series from the text of its file (docs/series-format.md). After a fault the set is as it was.
 *
 * @param series the set.
 * @param text   the bytes, UTF-8, at most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors, UTF-8, ends in NUL; *borrowed in*; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `series` or `text` is NULL; #POMOST_ERR_NOMEM; or the
 *         code of the first fault, as pomost_programme_parse(); #POMOST_ERR_VALUE also where the set
 *         has a series of that name.
 * @since 0.1
 */
POMOST_API int32_t pomost_series_parse(pomost_series *series, const char *text, size_t length,
				       const char *file, pomost_error **error);

/**
 * Adds a series from a file, to at most 1 MiB. A pipe will do.
 *
 * @param series the set.
 * @param path   UTF-8, ends in NUL; *borrowed in*. It is also the name in errors.
 * @return as pomost_series_parse(); #POMOST_ERR_IO if the file cannot be read.
 * @since 0.1
 */
POMOST_API int32_t pomost_series_load(pomost_series *series, const char *path,
				      pomost_error **error);

/**
 * The value of a series on a day, as its file writes it.
 *
 * @param series the set.
 * @param name   of the series, ends in NUL; *borrowed in*.
 * @param day    days since 1970-01-01, of the years 1 to 9999.
 * @param text   receives the value, ends in NUL; *borrowed out*, from the set; NULL after a fault.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT for a NULL; #POMOST_ERR_REFERENCE if the set has no such
 *         series; #POMOST_ERR_TYPE if it is one of aid ceilings; #POMOST_ERR_DATE for a day out of
 *         range; #POMOST_ERR_UNSTATED for a day of which the series does not know the value.
 * @since 0.1
 */
POMOST_API int32_t pomost_series_value(const pomost_series *series, const char *name, int32_t day,
				       const char **text, pomost_error **error);

/**
 * Counts one more reference. Atomic.
 * @return `series`; NULL if it is NULL.
 * @since 0.1
 */
POMOST_API pomost_series *pomost_series_ref(pomost_series *series);

/**
 * Gives a reference back; the last one frees the set. Atomic. NULL is allowed.
 * @since 0.1
 */
POMOST_API void pomost_series_unref(pomost_series *series);

#ifdef __cplusplus
}
#endif

#endif
