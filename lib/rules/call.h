/* SPDX-License-Identifier: Apache-2.0 */
/* Calls: how applications are ranked within the pool. It acts in a call, not in one case. */
#ifndef POMOST_RULES_CALL_H
#define POMOST_RULES_CALL_H

#include "rules/scope.h"

/* What happens to an application that does not fit. */
enum pomost__misfit {
	POMOST__MISFIT_STOP = 0,
	POMOST__MISFIT_SKIP,
	POMOST__MISFIT_PART,
};

struct pomost__call {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__integer rounds;
	struct pomost__list order;  /* struct pomost__text */
	struct pomost__word misfit; /* enum pomost__misfit */
};

extern const struct pomost__block pomost__call_block;

#endif
