/* SPDX-License-Identifier: Apache-2.0 */
/* The assumptions on which decisions rest; those of the awards themselves are told with the awards. */
#include "call/assumptions.h"

#include "award/work.h"

/* The rules by which a pool was measured. */
static void
use_pool(struct pomost__work *work, const struct pomost__cap *cap)
{
	pomost__work_use(work, cap->on.node);
	pomost__work_use(work, cap->per.node);
	pomost__work_use(work, cap->amount.node);
	pomost__work_use(work, cap->workplaces.node);
	pomost__work_use(work, cap->requires.node);
}

static void
use_rules(struct pomost__work *work, const struct pomost__pools *pools)
{
	const struct pomost__call *rules = work->programme->rules.call.item;
	uint32_t i;

	pomost__work_use(work, rules->rounds.node);
	pomost__work_use(work, rules->order.node);
	pomost__work_use(work, rules->misfit.node);
	for (i = 0; i < pools->count; i++)
		use_pool(work, pools->items[i].cap);
}

bool
pomost__call_assumptions(pomost_call *call, const struct pomost__pools *pools,
			 struct pomost__errors *errors)
{
	const pomost_programme *programme = call->programme;
	struct pomost__work work = {.programme = programme, .errors = errors};
	uint32_t i;

	work.used =
		pomost__arena_alloc(&call->arena, programme->assumption_count, sizeof *work.used);
	if (!work.used ||
	    !pomost__column_init(&call->assumption_rules, &call->arena, programme->assumption_count,
				 programme->assumed_paths) ||
	    !pomost__column_init(&call->assumption_texts, &call->arena, programme->assumption_count,
				 programme->assumed_reasons))
		return pomost__work_nomem(&work);
	use_rules(&work, pools);
	for (i = 0; i < programme->assumption_count; i++) {
		const struct pomost__assumption *assumption = &programme->assumptions[i];

		if (!work.used[i])
			continue;
		pomost__column_add(&call->assumption_rules, assumption->path,
				   assumption->path_length);
		pomost__column_add(&call->assumption_texts, assumption->reason,
				   assumption->reason_length);
	}
	return true;
}
