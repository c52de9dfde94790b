/* SPDX-License-Identifier: Apache-2.0 */
/* Spans of months from a moment on. */
#ifndef POMOST_RULES_SPAN_H
#define POMOST_RULES_SPAN_H

#include "rules/scope.h"

/* So many months after a moment. */
struct pomost__months_after {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__integer months;
	struct pomost__moment from;
};

extern const struct pomost__block pomost__months_after_block; /* from an anchor */
extern const struct pomost__block pomost__span_block; /* also from the end of the bridging */

#endif
