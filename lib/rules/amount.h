/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts: what is paid for one workplace, flat or up to a ceiling. */
#ifndef POMOST_RULES_AMOUNT_H
#define POMOST_RULES_AMOUNT_H

#include "rules/scope.h"
#include "rules/value.h"

/* Exactly one of the two values stands. */
struct pomost__amount {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__value flat;
	struct pomost__value up_to;
};

extern const struct pomost__block pomost__amount_block;

/* The value of an amount, whichever of the two it is. */
static inline const struct pomost__value *
pomost__amount_value(const struct pomost__amount *amount)
{
	return amount->flat.node ? &amount->flat : &amount->up_to;
}

#endif
