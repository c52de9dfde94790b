/* SPDX-License-Identifier: Apache-2.0 */
/* Bridging support: monthly money after the grant, in phases. */
#ifndef POMOST_RULES_BRIDGING_H
#define POMOST_RULES_BRIDGING_H

#include "rules/amount.h"
#include "rules/condition.h"

/* A run of months with one amount. Phases of one name are one stage. */
struct pomost__phase {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__text name;
	struct pomost__integer months;
	struct pomost__optional amount; /* struct pomost__amount; required */
	struct pomost__integer start;
	struct pomost__condition requires;
	uint32_t part; /* of the stage, once linked */
};

/* The day of the month on which an instalment is due. */
struct pomost__bridging_due {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__integer day; /* 1 to 31, or POMOST__DUE_LAST */
	struct pomost__word month;  /* 0 the same month, 1 the next */
};

struct pomost__bridging {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__moment from;
	struct pomost__word month_end; /* enum pomost__month_end */
	struct pomost__optional due;   /* struct pomost__bridging_due */
	struct pomost__list phases;    /* struct pomost__phase */
};

extern const struct pomost__block pomost__bridging_block;

#endif
