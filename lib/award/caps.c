/* SPDX-License-Identifier: Apache-2.0 */
#include "award/caps.h"

#include <stdlib.h>
#include <string.h>

#include "award/aid.h"
#include "award/amount.h"
#include "award/explain.h"
#include "award/pattern.h"
#include "award/schedule.h"
#include "award/trim.h"

/* What each slot has under the cap. */
static void
gather(struct pomost__capping *capping)
{
	uint32_t part;
	uint32_t i;

	if (capping->dated) {
		memset(capping->had, 0, capping->slots * sizeof *capping->had);
		for (i = 0; i < capping->dated_count; i++) {
			uint32_t row = capping->dated[i].row;

			capping->had[pomost__slot_of(capping->rows->workplace[row])] +=
				capping->rows->amount[row];
		}
		return;
	}
	capping->had[0] = 0;
	for (i = capping->work->schedule->first_slot; i < capping->slots; i++) {
		const int64_t *paid = pomost__work_paid(capping->work, i);

		capping->had[i] = 0;
		for (part = capping->cap->first_part; part <= capping->cap->last_part; part++)
			capping->had[i] += capping->applies[i] ? paid[part] : 0;
	}
}

static int64_t
group_sum(const struct pomost__capping *capping)
{
	int64_t sum = 0;
	uint32_t i;

	if (capping->only != POMOST__EVERY)
		return capping->had[capping->only];
	for (i = 0; i < capping->slots; i++)
		sum += capping->had[i];
	return sum;
}

/* How many workplaces have something. */
static uint32_t
group_count(const struct pomost__capping *capping)
{
	uint32_t count = 0;
	uint32_t i;

	for (i = 1; i < capping->slots; i++)
		count += capping->had[i] > 0;
	return count;
}

/* For what the limit of a group is computed. */
static struct pomost__subject
limit_subject(const struct pomost__capping *capping)
{
	const struct pomost__schedule *schedule = capping->work->schedule;
	struct pomost__subject subject = {
		.workplace = &capping->work->subject->entity,
		.month = POMOST__NO_DAY,
		.bridging_end = POMOST__NO_DAY,
	};

	if (capping->dated) {
		struct pomost__date date = {capping->dated->month / 12,
					    capping->dated->month % 12 + 1, 1};

		subject.month = pomost__day_of(date);
	}
	if (capping->only != POMOST__EVERY) {
		subject.workplace = pomost__slot_workplace(capping->work, capping->only);
		subject.bridging_end = schedule->dates[capping->only]->bridging_end;
	}
	return subject;
}

/* The limit in minor units, cut down. */
POMOST__RARE static bool
compute_limit(struct pomost__capping *capping, struct pomost__ratio *exact)
{
	const struct pomost__value *amount = &capping->cap->amount;
	struct pomost__work *work = capping->work;
	struct pomost__subject subject;

	if (amount->whole && !work->recorder) {
		capping->limit = amount->minor;
		return true;
	}
	if (capping->cap->aid.node) {
		if (!pomost__aid_headroom(work, capping->cap, exact))
			return false;
	} else {
		subject = limit_subject(capping);
		if (!pomost__amount_value_of(work, &subject, amount, exact))
			return false;
	}
	return pomost__ratio_to_i64(exact, work->programme->digits, POMOST_DOWN, &capping->limit,
				    NULL) == POMOST_OK ||
	       pomost__work_blame(
		       work, amount->node ? amount->node : capping->cap->aid.node, POMOST_ERR_LIMIT,
		       "expected a limit that fits 64 bits of minor units, found a larger "
		       "one");
}

/* The limit, after what the entity had before. */
static bool
find_limit(struct pomost__capping *capping)
{
	const struct pomost__cap *cap = capping->cap;
	struct pomost__work *work = capping->work;
	int64_t earlier = 0;
	struct pomost__ratio exact;

	if (cap->workplaces.node) {
		capping->limit = cap->workplaces.value;
		earlier = pomost__case_earlier(work->subject, "workplaces");
		pomost__ratio_from_i64(capping->limit, 0, &exact);
	} else {
		if (!compute_limit(capping, &exact))
			return false;
		if (cap->per.value == POMOST__PER_ENTITY && !cap->aid.node)
			earlier = pomost__case_earlier(work->subject, cap->on.bytes);
	}
	capping->limit = capping->limit > earlier ? capping->limit - earlier : 0;
	if (work->recorder)
		pomost__record_limit(work, cap,
				     capping->only == POMOST__EVERY ? NULL : &capping->only,
				     capping->dated ? capping->dated->month : -1, &exact, earlier,
				     capping->limit);
	return true;
}

static bool
cap_group(struct pomost__capping *capping, uint32_t only)
{
	capping->only = only;
	if (!find_limit(capping))
		return false;
	capping->before =
		capping->cap->workplaces.node ? (int64_t)group_count(capping) : group_sum(capping);
	return capping->before <= capping->limit || pomost__capping_trim(capping);
}

static void
use_rules(struct pomost__work *work, const struct pomost__cap *cap)
{
	pomost__work_use(work, cap->on.node);
	pomost__work_use(work, cap->per.node);
	/* Of a table, only what the row in force is made of. */
	if (!(cap->amount.needs & POMOST__NEEDS_LOOKUP))
		pomost__work_use(work, cap->amount.node);
	pomost__work_use(work, cap->workplaces.node);
	pomost__work_use(work, cap->aid.node);
	pomost__work_use(work, cap->requires.node);
}

static int
compare_dated(const void *left, const void *right)
{
	const struct pomost__dated *a = left;
	const struct pomost__dated *b = right;

	if (a->month != b->month)
		return a->month < b->month ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static int64_t
dated_sum(const struct pomost__capping *capping, const struct pomost__dated *dated, uint32_t count)
{
	int64_t sum = 0;
	uint32_t i;

	for (i = 0; i < count; i++)
		sum += capping->rows->amount[dated[i].row];
	return sum;
}

/* Each calendar month is a group, in their order. */
POMOST__RARE static bool
cap_months(struct pomost__capping *capping)
{
	struct pomost_award *award = capping->work->award;
	struct pomost__dated *dated =
		pomost__arena_raw(&capping->work->arena, capping->rows->count, sizeof *dated);
	uint32_t count = 0;
	uint32_t begin;
	uint32_t end;
	uint32_t i;

	if (!dated)
		return pomost__work_nomem(capping->work);
	for (i = 0; i < capping->rows->count; i++) {
		if (pomost__capping_has(capping, i) && pomost__dated_month(capping->rows, i) >= 0)
			dated[count++] =
				(struct pomost__dated){pomost__dated_month(capping->rows, i), i};
	}
	if (count > 0)
		qsort(dated, count, sizeof *dated, compare_dated);
	award->cap_before[capping->cap->rule] = dated_sum(capping, dated, count);
	for (begin = 0; begin < count; begin = end) {
		end = begin + 1;
		while (end < count && dated[end].month == dated[begin].month)
			end++;
		capping->dated = &dated[begin];
		capping->dated_count = end - begin;
		capping->indexed = false;
		gather(capping);
		if (!cap_group(capping, POMOST__EVERY))
			return false;
	}
	capping->dated = NULL;
	award->cap_after[capping->cap->rule] = dated_sum(capping, dated, count);
	return true;
}

/* The entity is one group, or each workplace is. */
static bool
cap_slots(struct pomost__capping *capping, bool any)
{
	struct pomost_award *award = capping->work->award;
	uint32_t rule = capping->cap->rule;
	bool per_entity = capping->cap->per.value == POMOST__PER_ENTITY;
	uint32_t i;

	if (!per_entity)
		capping->applies[0] = false;
	gather(capping);
	capping->only = POMOST__EVERY;
	award->cap_before[rule] = group_sum(capping);
	if (per_entity) {
		if (any && !cap_group(capping, POMOST__EVERY))
			return false;
	} else {
		for (i = 1; i < capping->slots; i++) {
			if (capping->applies[i] && !cap_group(capping, i))
				return false;
		}
	}
	if (capping->lowered)
		gather(capping);
	capping->only = POMOST__EVERY;
	award->cap_after[rule] = capping->lowered ? group_sum(capping) : award->cap_before[rule];
	return true;
}

static bool
apply(struct pomost__capping *capping)
{
	struct pomost_award *award = capping->work->award;
	const struct pomost__schedule *schedule = capping->work->schedule;
	const struct pomost__cap *cap = capping->cap;
	bool any = false;
	uint32_t i;

	use_rules(capping->work, cap);
	any = cap->requires.count == 0;
	if (any)
		memset(capping->applies, true, capping->slots * sizeof *capping->applies);
	for (i = 0; i < capping->slots && cap->requires.count > 0; i++) {
		const struct pomost__workplace *workplace =
			pomost__slot_workplace(capping->work, i);

		capping->applies[i] = pomost__condition_holds(&cap->requires, workplace->facts);
		any |= capping->applies[i] &&
		       (i > 0 || (schedule->first_slot == 0 && schedule->dates[0]->count > 0));
	}
	if (!(cap->per.value == POMOST__PER_ENTITY_MONTH ? cap_months(capping)
							 : cap_slots(capping, any)))
		return false;
	if (capping->work->recorder)
		pomost__record_cap(capping->work, cap, award->cap_before[cap->rule],
				   award->cap_after[cap->rule]);
	return true;
}

bool
pomost__caps_apply(struct pomost__work *work)
{
	const struct pomost__cap *caps = work->programme->rules.caps.items;
	struct pomost__capping capping;
	uint32_t i;

	if (work->programme->cap_count == 0)
		return true;
	capping.work = work;
	capping.dated = NULL;
	capping.begins = NULL;
	capping.rows = &work->award->instalments;
	capping.slots = work->award->workplace_count + 1;
	capping.had = pomost__arena_raw(&work->arena, capping.slots,
					sizeof *capping.had + sizeof *capping.applies);
	if (!capping.had)
		return pomost__work_nomem(work);
	capping.applies = (bool *)(capping.had + capping.slots);
	for (i = 0; i < work->programme->rules.caps.count; i++) {
		if (!pomost__cap_is_of_case(&caps[i]))
			continue;
		capping.cap = &caps[i];
		capping.indexed = false;
		capping.lowered = false;
		if (!apply(&capping))
			return false;
	}
	return true;
}
