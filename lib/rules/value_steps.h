/* SPDX-License-Identifier: Apache-2.0 */
/* The steps of which a value is made, for the files that make and take them. */
#ifndef POMOST_RULES_VALUE_STEPS_H
#define POMOST_RULES_VALUE_STEPS_H

#include "rules/series.h"
#include "rules/table.h"
#include "rules/value.h"

enum pomost__step_kind {
	POMOST__STEP_NUMBER,
	POMOST__STEP_FRACTION,
	POMOST__STEP_UNSTATED,
	POMOST__STEP_TABLE,
	POMOST__STEP_SERIES,
	POMOST__STEP_TIMES,
	POMOST__STEP_LEAST,
	POMOST__STEP_GREATEST,
};

struct pomost__value_step {
	enum pomost__step_kind kind;
	const struct pomost__node *node; /* what it stands for */
	const struct pomost__ratio *number;
	const struct pomost__table *table;
	const struct pomost__series_use *series;
	const struct pomost__scope *scope; /* of a series */
};

#endif
