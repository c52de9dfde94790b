/* SPDX-License-Identifier: Apache-2.0 */
/* What a programme has reached of its targets. */
#ifndef POMOST_REPORT_PROGRESS_H
#define POMOST_REPORT_PROGRESS_H

#include "rules/programme.h"

/* Read with the programme as the reader's owner. */
extern const struct pomost__block pomost__progress_block;

/* The report of a document that was read into nodes; as pomost_programme_progress(). */
int32_t pomost__progress_of(const struct pomost_programme *programme, struct pomost__arena *arena,
			    const struct pomost__node *root, const char *file, const char *format,
			    char **report, size_t *length, pomost_error **error);

#endif
