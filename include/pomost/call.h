/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Calls: ranked applications, and what each gets of what there is to hand out. docs/semantics.md says how, under
 * *Calls*.
 *
 * Decisions own their memory and keep their programme alive. They are immutable: threads may read them together. All
 * pointers to columns are *borrowed out*: valid until the decisions are freed. Money is in whole minor units.
 */
#ifndef POMOST_CALL_H
#define POMOST_CALL_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/case.h>
#include <pomost/error.h>
#include <pomost/programme.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The decisions on the applications of one or more rounds. */
typedef struct pomost_call pomost_call;

/**
 * Decides on the applications of a ranking, round by round.
 *
 * @param programme the programme, with `call` and its pools; *borrowed in*.
 * @param cases     `count` cases of the programme, by whose id lines of the ranking name them; *borrowed in*; may be
 *                  NULL where `count` is 0.
 * @param ranking   CSV, UTF-8, at most 1 MiB: a line of names (`case`; the names of `call.order`; `round`, `workplaces`,
 *                  `employed`, `agreement`, `job-fraction`, `requested` if wanted), then an application a line;
 *                  *borrowed in*.
 * @param length    how many bytes.
 * @param file      the name to put into errors, UTF-8, ends in NUL; *borrowed in*; may be NULL.
 * @param result    receives the decisions; *new out*, freed by pomost_call_free().
 * @return #POMOST_OK, also where applications are refused; #POMOST_ERR_ARGUMENT for a NULL; #POMOST_ERR_KEY_MISSING
 *         if the programme has no `call`; #POMOST_ERR_VALUE for a limit of a pool that needs a case, a case twice in a
 *         round, or a round that there is not; #POMOST_ERR_REFERENCE for a case that is not among `cases`, or one of them
 *         that no line names; #POMOST_ERR_MISMATCH for a case of another programme; #POMOST_ERR_SYNTAX,
 *         #POMOST_ERR_KEY_UNKNOWN, #POMOST_ERR_KEY_MISSING, #POMOST_ERR_KEY_TWICE, #POMOST_ERR_NUMBER,
 *         #POMOST_ERR_DATE for other faults of the ranking; #POMOST_ERR_LIMIT; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_call_decide(pomost_programme *programme, pomost_case *const *cases,
				      size_t count, const char *ranking, size_t length,
				      const char *file, pomost_call **result, pomost_error **error);

/**
 * How many rows a table has.
 *
 * @param table "call", "financing", "pools", "decisions", "left" or "assumptions" (docs/abi.md); *borrowed in*.
 * @return as pomost_award_rows().
 * @since 0.1
 */
POMOST_API int32_t pomost_call_rows(const pomost_call *call, const char *table, size_t *rows,
				    pomost_error **error);

/**
 * A column of 64-bit numbers; as pomost_award_column_i64(). Pools have a column `financing.NAME` for each fund.
 * @since 0.1
 */
POMOST_API int32_t pomost_call_column_i64(const pomost_call *call, const char *table,
					  const char *column, const int64_t **items,
					  pomost_error **error);

/**
 * A column of 32-bit numbers; as pomost_award_column_i32().
 * @since 0.1
 */
POMOST_API int32_t pomost_call_column_i32(const pomost_call *call, const char *table,
					  const char *column, const int32_t **items,
					  pomost_error **error);

/**
 * A column of texts; as pomost_award_column_text().
 * @since 0.1
 */
POMOST_API int32_t pomost_call_column_text(const pomost_call *call, const char *table,
					   const char *column, const int32_t **offsets,
					   const char **bytes, pomost_error **error);

/**
 * The names of the columns of a table; as pomost_award_column().
 * @since 0.1
 */
POMOST_API int32_t pomost_call_column(const pomost_call *call, const char *table, size_t index,
				      const char **name, const char **kind, pomost_error **error);

/**
 * The decisions as text.
 *
 * @param format "json" (schema `pomost.call/1`), "csv" (a line for each decision) or "text"; *borrowed in*.
 * @param text   receives the text, UTF-8, which ends in LF and NUL; *new out*, freed by pomost_text_free().
 * @param length receives its length in bytes without the NUL; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT for a NULL or an unknown format; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_call_report(const pomost_call *call, const char *format, char **text,
				      size_t *length, pomost_error **error);

/**
 * Frees decisions and gives back their programme. If NULL, does nothing.
 * @since 0.1
 */
POMOST_API void pomost_call_free(pomost_call *call);

#ifdef __cplusplus
}
#endif
#endif
