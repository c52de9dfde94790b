/* SPDX-License-Identifier: Apache-2.0 */
#include "award/linked.h"

#include "award/explain.h"

bool
pomost__linked_check(struct pomost__work *work)
{
	const struct pomost__list *list = &work->programme->rules.together;
	const struct pomost__application *application = &work->subject->application;
	const struct pomost__text *names = list->items;
	uint32_t absent = list->count;
	uint32_t asked = list->count;
	uint32_t i;

	pomost__work_use(work, list->node);
	for (i = 0; i < list->count; i++) {
		if (work->subject->without[work->programme->together[i]])
			absent = i;
		else
			asked = i;
	}
	if (absent == list->count || asked == list->count)
		return true;
	return pomost__work_refuse(work, application->without.node, POMOST_ERR_REFUSED,
				   "expected %s and %s together, found a case without %s",
				   names[asked].bytes, names[absent].bytes, names[absent].bytes);
}

/* Whether a part is one of the linked ones. */
static bool
is_linked(const struct pomost_programme *programme, uint32_t part)
{
	uint32_t i;

	for (i = 0; i < programme->rules.together.count; i++) {
		if (programme->together[i] == part)
			return true;
	}
	return false;
}

/* Whether a workplace has some of the linked parts, but not all. */
static bool
has_some(const struct pomost__work *work, uint32_t slot)
{
	const int64_t *paid = pomost__work_paid(work, slot);
	uint32_t count = work->programme->rules.together.count;
	uint32_t had = 0;
	uint32_t i;

	for (i = 0; i < count; i++)
		had += paid[work->programme->together[i]] > 0;
	return had > 0 && had < count;
}

bool
pomost__linked_apply(struct pomost__work *work)
{
	struct pomost_award *award = work->award;
	struct pomost__instalments *rows = &award->instalments;
	bool *drops;
	bool any = false;
	uint32_t i;

	if (work->programme->rules.together.count == 0)
		return true;
	drops = pomost__arena_alloc(&work->arena, (size_t)award->workplace_count + 1,
				    sizeof *drops);
	if (!drops)
		return pomost__work_nomem(work);
	for (i = 1; i <= award->workplace_count; i++) {
		drops[i] = has_some(work, i);
		any |= drops[i];
	}
	if (!any)
		return true;
	for (i = 0; i < rows->count; i++) {
		uint32_t slot = pomost__slot_of(rows->workplace[i]);
		uint32_t part = (uint32_t)rows->part[i];

		if (!drops[slot] || rows->amount[i] == 0 || !is_linked(work->programme, part))
			continue;
		pomost__work_paid(work, slot)[part] -= rows->amount[i];
		if (work->recorder)
			pomost__record_unlinked(work, i, rows->amount[i]);
		rows->amount[i] = 0;
	}
	return true;
}
