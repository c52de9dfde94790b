/* SPDX-License-Identifier: Apache-2.0 */
/* Values: numbers, the job fraction, and what is computed from them. */
#ifndef POMOST_RULES_VALUE_H
#define POMOST_RULES_VALUE_H

#include "rules/scope.h"

struct pomost__value_step;

/*
 * A value as steps in postfix order. One that depends on no case is computed when it is read:
 * `constant` then points to it.
 */
struct pomost__value {
	const struct pomost__node *node;
	struct pomost__scope scope; /* of the mapping that the value is, or in which it stands */
	const struct pomost__value_step *steps;
	uint32_t count;
	bool uses_fraction;
	bool times_fraction; /* somewhere below `times`: the programme speaks of part-time work */
	bool unstated;       /* somewhere in it */
	const struct pomost__ratio *constant;
	bool whole;    /* a constant that is a whole number of minor units: */
	int64_t minor; /* this one, once the currency is known */
};

extern const struct pomost__kind pomost__kind_value;

/*
 * Computes a value that is stated, for a workplace's job fraction. `fraction` may be NULL where the
 * value does not use it. POMOST_ERR_LIMIT where a product is too large.
 */
int32_t pomost__value_compute(const struct pomost__value *value,
			      const struct pomost__ratio *fraction, struct pomost__ratio *result);

#endif
