/* SPDX-License-Identifier: Apache-2.0 */
/* Caps: ceilings on what a workplace, an entity or the pool may get. */
#ifndef POMOST_RULES_CAPS_H
#define POMOST_RULES_CAPS_H

#include "base/limits.h"
#include "rules/condition.h"
#include "rules/series.h"

enum pomost__cap_per {
	POMOST__PER_WORKPLACE = 1,
	POMOST__PER_ENTITY,
	POMOST__PER_ENTITY_MONTH,
	POMOST__PER_CALL,
	POMOST__PER_PROGRAMME,
};

/* `refuse` is what holds when nothing is said. */
enum pomost__trim {
	POMOST__TRIM_REFUSE = 0,
	POMOST__TRIM_PROPORTIONAL,
	POMOST__TRIM_LAST_FIRST,
	POMOST__TRIM_WHOLE_WORKPLACES,
};

/* Exactly one of `amount`, `workplaces` and `aid` stands. */
struct pomost__cap {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__text name;
	struct pomost__text on;
	struct pomost__word per;
	struct pomost__value amount;
	struct pomost__integer workplaces;
	struct pomost__text aid; /* a series of ceilings */
	struct pomost__condition requires;
	struct pomost__word trim;
	uint32_t first_part, last_part; /* what `on` names, once linked; a stage is one part */
	uint32_t rule;                  /* among the caps of a case, once linked */
	struct pomost__series_use aid_use;
};

extern const struct pomost__items pomost__caps_items;

/* Whether a cap acts on the case alone, not in a call. */
static inline bool
pomost__cap_is_of_case(const struct pomost__cap *cap)
{
	return cap->per.value < POMOST__PER_CALL;
}

#endif
