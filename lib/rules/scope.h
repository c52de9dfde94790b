/* SPDX-License-Identifier: Apache-2.0 */
/* What may stand in every mapping of a programme and holds for everything below it. */
#ifndef POMOST_RULES_SCOPE_H
#define POMOST_RULES_SCOPE_H

#include "rules/moment.h"

struct pomost__scope {
	struct pomost__text source;
	struct pomost__moment at;
	struct pomost__word rounding; /* value: a mode; 0 where none was named */
};

extern const struct pomost__inherited pomost__scope_keys;

/* Whether a node only says how what stands beside it is looked up, cited or rounded. */
bool pomost__scope_has(const struct pomost__node *node);

#endif
