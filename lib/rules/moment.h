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

/* Whether a name is none of the moments that every case has. */
bool pomost__moment_is_named(const char *name);

/* Any moment. */
extern const struct pomost__kind pomost__kind_moment;
/* A moment that a case has before its schedule is known: agreement, employment, or a name. */
extern const struct pomost__kind pomost__kind_anchor;

#endif
