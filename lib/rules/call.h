/* SPDX-License-Identifier: Apache-2.0 */
/* Calls: how applications are ranked within the pool. Recorded; it acts in a call, not in one case. */
#ifndef POMOST_RULES_CALL_H
#define POMOST_RULES_CALL_H

#include "rules/scope.h"

struct pomost__call {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__integer rounds;
	struct pomost__list order;  /* struct pomost__text */
	struct pomost__word misfit; /* 0 stop, 1 skip, 2 part */
};

extern const struct pomost__block pomost__call_block;

#endif
