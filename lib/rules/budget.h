/* SPDX-License-Identifier: Apache-2.0 */
/* The budget of a programme: a total, its parts, and how each part is split again. */
#ifndef POMOST_RULES_BUDGET_H
#define POMOST_RULES_BUDGET_H

#include "rules/financing.h"

struct pomost__budget {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__number total; /* in major units of its currency */
	struct pomost__text currency;
	struct pomost__list parts; /* struct pomost__fund */
	struct pomost__list each;  /* struct pomost__fund */

	/* Once linked, in minor units. */
	int32_t digits;
	int64_t sum;
	int64_t *part_sums; /* by part */
	int64_t *each_sums; /* by part, or of the total where there are none, and fund of `each` */
};

extern const struct pomost__block pomost__budget_block;

/*
 * Computes what the parts and the funds of each are, by the programme's currency unless the budget
 * names one. Shares are rounded by the mode that stands at them; what says rest takes what is left.
 */
bool pomost__budget_link(struct pomost__reader *reader, struct pomost__budget *budget,
			 const struct pomost__text *currency);

#endif
