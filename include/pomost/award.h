/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Awards: the computed result for a case, as tables of columns, as JSON, CSV and text.
 *
 * An award owns its memory, keeps its programme alive, and one call frees it. It is immutable:
 * threads may read one together. All pointers to columns are *borrowed out*: valid until the award
 * is freed.
 *
 * Money is in whole minor units (grosze, cents). Days are days since 1970-01-01; #POMOST_NO_DATE
 * stands where there is none. The tables and their columns are listed in docs/abi.md.
 */
#ifndef POMOST_AWARD_H
#define POMOST_AWARD_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/case.h>
#include <pomost/date.h>
#include <pomost/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Flags of pomost_case_assess(). */
enum {
	POMOST_EXPLAIN = 1 /**< record where each figure comes from */
};

typedef struct pomost_award pomost_award;

/**
 * Computes what a programme pays for a case. docs/semantics.md says how.
 *
 * @param subject the case, which names its programme; *borrowed in*.
 * @param flags   0 or #POMOST_EXPLAIN.
 * @param result  receives the award; *new out*, freed by pomost_award_free().
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL or a flag is unknown;
 *         #POMOST_ERR_REFUSED if a rule of the programme refuses the case; #POMOST_ERR_UNSTATED if
 *         the case needs a rule that the programme does not have, or has as `unstated`;
 *         #POMOST_ERR_KEY_MISSING if the case does not give a day that a rule needs;
 *         #POMOST_ERR_VALUE if a claim is not what the rules allow, an amount is negative, or an own
 *         contribution is above its amount; #POMOST_ERR_TYPE if a list is
 *         claimed for the grant; #POMOST_ERR_LIMIT if a figure,
 *         the number of instalments or the explanations (16 MiB) are too large; #POMOST_ERR_NOMEM; and, for a case that was built
 *         by path, as pomost_case_check().
 * @since 0.1
 */
POMOST_API int32_t pomost_case_assess(pomost_case *subject, uint32_t flags, pomost_award **result,
				      pomost_error **error);

/**
 * How many rows a table has.
 *
 * @param table "award", "parts", "workplaces", "instalments", "financing", "caps", "assumptions" or
 *              "explanations"; *borrowed in*.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL or there is no such table;
 *         #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_award_rows(const pomost_award *award, const char *table, size_t *rows,
				     pomost_error **error);

/**
 * A column of 64-bit numbers: money in minor units. It has as many items as the table has rows;
 * where that is none, the pointer may be NULL.
 *
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL, or the table has no such column of
 *         this kind; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_award_column_i64(const pomost_award *award, const char *table,
					   const char *column, const int64_t **items,
					   pomost_error **error);

/**
 * A column of 32-bit numbers: days, indices, counts, or flags that are 0 or 1.
 * @return as pomost_award_column_i64().
 * @since 0.1
 */
POMOST_API int32_t pomost_award_column_i32(const pomost_award *award, const char *table,
					   const char *column, const int32_t **items,
					   pomost_error **error);

/**
 * A column of texts, UTF-8: text *i* is the bytes from `offsets[i]` to before `offsets[i + 1]`.
 * There is one offset more than rows. Exact numbers come as text too.
 * @return as pomost_award_column_i64().
 * @since 0.1
 */
POMOST_API int32_t pomost_award_column_text(const pomost_award *award, const char *table,
					    const char *column, const int32_t **offsets,
					    const char **bytes, pomost_error **error);

/**
 * The names of the columns of a table, in their order: `kind` receives "i64", "i32", "date" (a
 * column of i32 that holds days) or "text". The instalments' columns end with `financing.NAME` (i64)
 * for each fund.
 *
 * @param index from 0.
 * @param name  receives the name, or NULL after the last column; *borrowed out*: valid until the
 *              award is freed.
 * @param kind  receives the kind; *borrowed out*: static.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL or there is no such table;
 *         #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_award_column(const pomost_award *award, const char *table, size_t index,
				       const char **name, const char **kind, pomost_error **error);

/**
 * The award as text.
 *
 * @param format "json" (schema `pomost.award/1`), "csv" (the instalments) or "text" (for people);
 *               *borrowed in*.
 * @param text   receives the text, UTF-8, which ends in LF and NUL; *new out*, freed by
 *               pomost_text_free().
 * @param length receives its length in bytes without the NUL; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer other than `length` is NULL or the format is
 *         unknown; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_award_report(const pomost_award *award, const char *format, char **text,
				       size_t *length, pomost_error **error);

/**
 * Frees an award and gives back its programme. If NULL, does nothing.
 * @since 0.1
 */
POMOST_API void pomost_award_free(pomost_award *award);

/**
 * Two awards side by side: each sum, workplace and instalment that differs, or that only one of them has.
 *
 * @param left   an award; *borrowed in*.
 * @param right  another, of the same currency; *borrowed in*.
 * @param format "text", "json" or "csv"; *borrowed in*.
 * @param text   receives the report, UTF-8, which ends in LF and NUL; *new out*, freed by
 *               pomost_text_free().
 * @param length receives its length in bytes without the NUL; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT for a NULL or an unknown format; #POMOST_ERR_MISMATCH for
 *         awards of different currencies; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_award_diff(const pomost_award *left, const pomost_award *right,
				     const char *format, char **text, size_t *length,
				     pomost_error **error);

#ifdef __cplusplus
}
#endif
#endif
