/* SPDX-License-Identifier: Apache-2.0 */
/* Moments: the days of a case to which a rule refers. */
#ifndef POMOST_RULES_MOMENT_H
#define POMOST_RULES_MOMENT_H

#include "text/kinds.h"

enum pomost__moment_kind {
	POMOST__MOMENT_NONE = 0,
	POMOST__MOMENT_AGREEMENT,
	POMOST__MOMENT_EMPLOYMENT,
	POMOST__MOMENT_BRIDGING_END,
	POMOST__MOMENT_MONTH,
	POMOST__MOMENT_DECISION,
	POMOST__MOMENT_NAMED, /* under `dates` of the case */
};

struct pomost__moment {
	const struct pomost__node *node;
	enum pomost__moment_kind kind;
	const char *name;
};

/* A date that only a case names, as the registry notes it. */
struct pomost__moment_name {
	struct pomost__moment_name *before;
	const char *name;
};

/* Any moment. */
extern const struct pomost__kind pomost__kind_moment;
/* A moment that a case has before its schedule is known: agreement, employment, or a name. */
extern const struct pomost__kind pomost__kind_anchor;
/* A moment after which something is due: any but month. */
extern const struct pomost__kind pomost__kind_due_start;
/* An anchor, or the end of the bridging. */
extern const struct pomost__kind pomost__kind_span_start;

#endif
