/* SPDX-License-Identifier: Apache-2.0 */
#include "award/work.h"

/* The assumption on a node, and those on the mappings above it. */
void
pomost__work_use_one(struct pomost__work *work, const struct pomost__node *node)
{
	int32_t i = node->mark;

	for (; i >= 0 && !work->used[i]; i = work->programme->assumptions[i].above)
		work->used[i] = true;
}

/* What a mapping or a list is made of. */
POMOST__RARE static void
use_below(struct pomost__work *work, const struct pomost__node *node)
{
	const struct pomost__node *below;

	for (below = node->first; below != node; below = pomost__node_after(below, node)) {
		if (!pomost__scope_has(below))
			pomost__work_use_one(work, below);
	}
}

void
pomost__work_use_marked(struct pomost__work *work, const struct pomost__node *node)
{
	pomost__work_use_one(work, node);
	if (node->first)
		use_below(work, node);
}

int32_t
pomost__work_decided(const struct pomost__work *work, const struct pomost__condition *requires)
{
	uint32_t i;

	for (i = 0; requires && i < requires->count; i++) {
		const struct pomost__condition_item *item = &requires->items[i];
		int32_t day = work->subject->decisions[item->index].decided;

		if (!item->negated && day != POMOST__NO_DAY)
			return day;
	}
	return POMOST__NO_DAY;
}

bool
pomost__work_fault(struct pomost__work *work, const struct pomost__workplace *workplace,
		   const struct pomost__value_fault *fault)
{
	const char *rule;

	if (!fault->of_case)
		return pomost__work_blame(work, fault->node, fault->code, "%s", fault->message);
	rule = pomost__node_path(&work->arena, fault->node);
	if (!rule)
		return pomost__work_nomem(work);
	return pomost__work_refuse(work, workplace->entry->node, fault->code, "%s (%s)",
				   fault->message, rule);
}

bool
pomost__work_step(struct pomost__work *work, uint64_t steps)
{
	work->steps += steps;
	return work->steps <= POMOST_LIMIT_STEPS ||
	       pomost__work_refuse(work, work->subject->root, POMOST_ERR_LIMIT,
				   "expected events, instalments and payments that can be settled "
				   "in %d steps, found more",
				   POMOST_LIMIT_STEPS);
}
