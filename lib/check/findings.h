/* SPDX-License-Identifier: Apache-2.0 */
/* What the linter found: a code, a place, what was found, and its remedy. */
#ifndef POMOST_CHECK_FINDINGS_H
#define POMOST_CHECK_FINDINGS_H

#include "base/limits.h"
#include "rules/programme.h"

/* The names of the codes, and their remedies, stand in one table in findings.c. */
enum pomost__finding_code {
	POMOST__FIND_BAND_GAP,
	POMOST__FIND_BAND_OVERLAP,
	POMOST__FIND_ROW_SHADOWED,
	POMOST__FIND_VALUE_JUMP,
	POMOST__FIND_VALUE_OFF_PROPORTION,
	POMOST__FIND_MONTHS_TOTAL,
	POMOST__FIND_OWN_ABOVE_AMOUNT,
	POMOST__FIND_CAP_UNREACHABLE,
	POMOST__FIND_CAP_ALWAYS,
	POMOST__FIND_CAP_FLAT_PROPORTIONAL,
	POMOST__FIND_UNTIL_CUTS_PHASE,
	POMOST__FIND_DUE_BEFORE_START,
	POMOST__FIND_CONDITION_NEVER,
	POMOST__FIND_NEEDS_CONTRADICT,
	POMOST__FIND_TOGETHER_ALONE,
	POMOST__FIND_SOURCE_NONE,
	POMOST__FIND_SERIES_ENDS_EARLY,
};

struct pomost__finding {
	enum pomost__finding_code code;
	const struct pomost__node *node;
	const char *path;
	const char *message;
};

/*
 * As many as errors are told at once are kept, the others only counted: a path may be as long as a file.
 */
struct pomost__findings {
	const struct pomost_programme *programme;
	struct pomost__arena arena;
	struct pomost__arena scratch; /* what a lint works with, until pomost__findings_release() */
	struct pomost__finding items[POMOST_LIMIT_ERRORS];
	uint32_t count;
	int32_t found; /* with those that are not kept */
};

/* Adds a finding about a node, which is not NULL. */
__attribute__((format(printf, 4, 5))) void pomost__find(struct pomost__findings *findings,
							enum pomost__finding_code code,
							const struct pomost__node *node,
							const char *format, ...);

/* Frees what a lint worked with. */
void pomost__findings_release(struct pomost__findings *findings);

/* Puts them into the order of the document. */
void pomost__findings_sort(struct pomost__findings *findings);

const char *pomost__finding_name(const struct pomost__finding *finding);

const char *pomost__finding_remedy(const struct pomost__finding *finding);

/* The text of a scalar, clipped and escaped, in quotes. */
const char *pomost__tell(struct pomost__echo *echo, const struct pomost__node *node);

/* The lints, one idea a file. Each adds what it finds. */
void pomost__lint_tables(struct pomost__findings *findings);
void pomost__lint_values(struct pomost__findings *findings);
void pomost__lint_caps(struct pomost__findings *findings);
void pomost__lint_phases(struct pomost__findings *findings);
void pomost__lint_needs(struct pomost__findings *findings);
void pomost__lint_sources(struct pomost__findings *findings);

#endif
