/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Forecasts: what many awards or settlements pay together, month by month, part by part, fund by fund.
 *
 * A forecast owns its memory; the awards may be freed once they are added. It is used by one thread at a time. All
 * pointers to columns are *borrowed out*: valid until an award is added or the forecast is freed. Money is in whole minor
 * units.
 */
#ifndef POMOST_FORECAST_H
#define POMOST_FORECAST_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/award.h>
#include <pomost/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Flags of pomost_forecast_new(). */
enum {
	POMOST_BY_DUE =
		1 /**< each instalment belongs to the month of its due day, not of its first day */
};

typedef struct pomost_forecast pomost_forecast;

/**
 * A forecast of nothing.
 *
 * @param flags  0 or #POMOST_BY_DUE.
 * @param result receives it; *new out*, freed by pomost_forecast_free().
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT for a NULL or an unknown flag; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_forecast_new(uint32_t flags, pomost_forecast **result,
				       pomost_error **error);

/**
 * Adds the instalments of an award or a settlement. After an error the forecast is as it was.
 *
 * @param award *borrowed in*.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT for a NULL; #POMOST_ERR_MISMATCH for another currency than those before;
 *         #POMOST_ERR_LIMIT if a sum does not fit 64 bits of minor units, or there are more than 256 funds;
 *         #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_forecast_add(pomost_forecast *forecast, const pomost_award *award,
				       pomost_error **error);

/**
 * How many rows a table has.
 *
 * @param table "forecast", "financing" or "months" (docs/abi.md); *borrowed in*.
 * @return as pomost_award_rows().
 * @since 0.1
 */
POMOST_API int32_t pomost_forecast_rows(pomost_forecast *forecast, const char *table, size_t *rows,
					pomost_error **error);

/**
 * A column of 64-bit numbers; as pomost_award_column_i64(). Months have a column `financing.NAME` for each fund.
 * @since 0.1
 */
POMOST_API int32_t pomost_forecast_column_i64(pomost_forecast *forecast, const char *table,
					      const char *column, const int64_t **items,
					      pomost_error **error);

/**
 * A column of 32-bit numbers; as pomost_award_column_i32(). `month` is the first day of the month, #POMOST_NO_DATE for
 * what belongs to none.
 * @since 0.1
 */
POMOST_API int32_t pomost_forecast_column_i32(pomost_forecast *forecast, const char *table,
					      const char *column, const int32_t **items,
					      pomost_error **error);

/**
 * A column of texts; as pomost_award_column_text().
 * @since 0.1
 */
POMOST_API int32_t pomost_forecast_column_text(pomost_forecast *forecast, const char *table,
					       const char *column, const int32_t **offsets,
					       const char **bytes, pomost_error **error);

/**
 * The names of the columns of a table; as pomost_award_column().
 * @since 0.1
 */
POMOST_API int32_t pomost_forecast_column(pomost_forecast *forecast, const char *table,
					  size_t index, const char **name, const char **kind,
					  pomost_error **error);

/**
 * The forecast as text.
 *
 * @param format "json" (schema `pomost.forecast/1`), "csv" (a line for each month and part) or "text"; *borrowed in*.
 * @param text   receives the text, UTF-8, which ends in LF and NUL; *new out*, freed by pomost_text_free().
 * @param length receives its length in bytes without the NUL; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT for a NULL or an unknown format; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_forecast_report(pomost_forecast *forecast, const char *format,
					  char **text, size_t *length, pomost_error **error);

/**
 * Frees a forecast. If NULL, does nothing.
 * @since 0.1
 */
POMOST_API void pomost_forecast_free(pomost_forecast *forecast);

#ifdef __cplusplus
}
#endif
#endif
