/* SPDX-License-Identifier: Apache-2.0 */
/* Needs: what a case must have, counts and job fractions. */
#ifndef POMOST_RULES_NEEDS_H
#define POMOST_RULES_NEEDS_H

#include "rules/band.h"
#include "rules/condition.h"
#include "rules/scope.h"

/* Exactly one of `count` and `fraction` stands. */
struct pomost__need {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__text count; /* a name of the case, or `workplaces` */
	struct pomost__number from;
	struct pomost__number to;
	struct pomost__text of; /* a name of the case, or `workplaces` */
	struct pomost__band fraction;
	struct pomost__condition requires;
};

extern const struct pomost__items pomost__needs_items;

#endif
