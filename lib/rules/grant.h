/* SPDX-License-Identifier: Apache-2.0 */
/* The grant, and components: one-off money, for each workplace or for the entity. */
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

/* `workplace` is what holds when nothing is said. */
enum pomost__grant_per {
	POMOST__GRANT_PER_WORKPLACE = 0,
	POMOST__GRANT_PER_ENTITY,
};

/* The grant, or a component, which has a name. */
struct pomost__grant {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__text name;       /* of a component */
	struct pomost__optional amount; /* struct pomost__amount; required */
	struct pomost__value own;
	struct pomost__word per;     /* enum pomost__grant_per */
	struct pomost__optional due; /* struct pomost__grant_due */
	struct pomost__condition requires;
};

extern const struct pomost__block pomost__grant_block;
extern const struct pomost__items pomost__components_items;

#endif
