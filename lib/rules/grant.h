/* SPDX-License-Identifier: Apache-2.0 */
/* The grant: one-off money to create a workplace. */
#ifndef POMOST_RULES_GRANT_H
#define POMOST_RULES_GRANT_H

#include "rules/amount.h"
#include "rules/condition.h"

/* Due so many days after a moment. */
struct pomost__grant_due {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__integer days;
	struct pomost__moment from;
};

struct pomost__grant {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__optional amount; /* struct pomost__amount; required */
	struct pomost__value own;
	struct pomost__optional due; /* struct pomost__grant_due */
	struct pomost__condition requires;
};

extern const struct pomost__block pomost__grant_block;

#endif
