/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts: what is paid, flat or up to a ceiling. */
#ifndef POMOST_RULES_AMOUNT_H
#define POMOST_RULES_AMOUNT_H

#include "rules/scope.h"
#include "rules/value.h"

/* What an amount of a phase is for. */
enum pomost__amount_per {
	POMOST__PER_MONTH = 0,
	POMOST__PER_PHASE,
};

/* How the amount of a phase is spread over its months. */
enum pomost__spread {
	POMOST__SPREAD_REST_LAST = 1,
	POMOST__SPREAD_REST_FIRST,
	POMOST__SPREAD_LARGEST_REMAINDER,
	POMOST__SPREAD_AS_CLAIMED,
};

/* Exactly one of the two values stands. */
struct pomost__amount {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__value flat;
	struct pomost__value up_to;
	struct pomost__word per;    /* enum pomost__amount_per; of a phase */
	struct pomost__word spread; /* enum pomost__spread; of a phase */
};

extern const struct pomost__block pomost__amount_block;
extern const struct pomost__block pomost__phase_amount_block;

/* The value of an amount, whichever of the two it is. */
static inline const struct pomost__value *
pomost__amount_value(const struct pomost__amount *amount)
{
	return amount->flat.node ? &amount->flat : &amount->up_to;
}

#endif
