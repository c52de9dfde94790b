/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * What looks wrong in a programme, and whether it pays what its tests say.
 */
#ifndef POMOST_CHECK_H
#define POMOST_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/programme.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Looks for what can never be right, or probably is not, in a programme that can be read
 * (docs/findings.md). A finding has a code, a place and a remedy.
 *
 * @param format "text", "json" or "csv"; *borrowed in*.
 * @param text   receives the findings, UTF-8, which end in LF and NUL ("" as text without any); *new
 *               out*, freed by pomost_text_free().
 * @param length receives its length in bytes without the NUL; may be NULL.
 * @param count  receives how many findings there are; may be NULL.
 * @return #POMOST_OK, also with findings; #POMOST_ERR_ARGUMENT for a NULL or an unknown format;
 *         #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_programme_check(const pomost_programme *programme, const char *format,
					  char **text, size_t *length, int32_t *count,
					  pomost_error **error);

/**
 * Runs golden tests: each computes the award of a case, the programme's own figures or its progress, and
 * compares what is expected exactly, as text (docs/tests-format.md).
 *
 * @param programmes the `count` editions of one programme; *borrowed in*. A case takes that which holds.
 * @param count  at least 1.
 * @param text   the tests, UTF-8, at most 1 MiB; *borrowed in*.
 * @param length how many bytes.
 * @param file   the name to put into errors, UTF-8, ends in NUL; *borrowed in*; may be NULL.
 * @param format "text", "json" or "csv"; *borrowed in*.
 * @param report receives a row for each test, and what differs, UTF-8, which ends in LF and NUL; *new
 *               out*, freed by pomost_text_free().
 * @param report_length receives its length in bytes without the NUL; may be NULL.
 * @param failed receives how many tests failed; may be NULL.
 * @return #POMOST_OK, also where tests failed; #POMOST_ERR_ARGUMENT for a NULL, no programme or an
 *         unknown format; #POMOST_ERR_NOMEM; or the code of the first fault of the tests' text.
 * @since 0.1
 */
POMOST_API int32_t pomost_tests_run(pomost_programme *const *programmes, size_t count,
				    const char *text, size_t length, const char *file,
				    const char *format, char **report, size_t *report_length,
				    int32_t *failed, pomost_error **error);

#ifdef __cplusplus
}
#endif

#endif
