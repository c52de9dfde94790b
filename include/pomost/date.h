/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Days: days since 1970-01-01 of the proleptic Gregorian calendar, years 1 to 9999.
 */
#ifndef POMOST_DATE_H
#define POMOST_DATE_H

#include <stdint.h>

#include <pomost/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Stands where there is no date. */
#define POMOST_NO_DATE INT32_MIN

/** Room for a date as text, with its NUL. */
#define POMOST_DATE_TEXT 11

/**
 * Reads a date.
 *
 * @param text `YYYY-MM-DD` and nothing else, ends in NUL; *borrowed in*.
 * @param day  receives the day, days since 1970-01-01.
 * @return #POMOST_OK; #POMOST_ERR_DATE if it is not of that form, or there is no such day; #POMOST_ERR_ARGUMENT if a
 *         pointer is NULL; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_date_parse(const char *text, int32_t *day, pomost_error **error);

/**
 * Writes a date as `YYYY-MM-DD`.
 *
 * @param day    days since 1970-01-01.
 * @param buffer receives the text and its NUL; at least #POMOST_DATE_TEXT bytes.
 * @return #POMOST_OK; #POMOST_ERR_DATE for a day outside the years 1 to 9999; #POMOST_ERR_ARGUMENT if `buffer` is
 *         NULL; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_date_format(int32_t day, char *buffer, pomost_error **error);

#ifdef __cplusplus
}
#endif
#endif
