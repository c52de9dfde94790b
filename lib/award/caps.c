/* SPDX-License-Identifier: Apache-2.0 */
#include "award/caps.h"

#include <inttypes.h>
#include <string.h>

#include "award/explain.h"
#include "award/pattern.h"
#include "award/schedule.h"
#include "number/money.h"
#include "number/split.h"

/* One cap at work, on one group of workplaces. */
struct capping {
	struct pomost__work *work;
	const struct pomost__cap *cap;
	struct pomost__instalments *rows;
	uint32_t only;    /* the workplace of a cap per workplace; EVERY for the entity */
	int64_t *had;     /* by workplace: what it has under the cap */
	bool *applies;    /* by workplace: whether the cap's condition holds */
	uint32_t *order;  /* the rows of each workplace, one workplace after the other */
	uint32_t *begins; /* by workplace: where its rows begin in `order`; one more */
	int64_t *scratch; /* three times the rows or workplaces */
	int64_t limit;
	int64_t before;
	bool lowered; /* something was taken off */
};

#define EVERY UINT32_MAX

static bool
in_scope(const struct capping *capping, uint32_t row)
{
	uint32_t part = (uint32_t)capping->rows->part[row];

	return part >= capping->cap->first_part && part <= capping->cap->last_part &&
	       capping->applies[capping->rows->workplace[row]];
}

static bool
in_group(const struct capping *capping, uint32_t workplace)
{
	return capping->only == EVERY || capping->only == workplace;
}

/* What each workplace has under the cap. */
static void
gather(struct capping *capping)
{
	uint32_t workplaces = capping->work->award->workplace_count;
	uint32_t part;
	uint32_t i;

	for (i = 0; i < workplaces; i++) {
		const int64_t *paid = pomost__work_paid(capping->work, i);

		capping->had[i] = 0;
		for (part = capping->cap->first_part; part <= capping->cap->last_part; part++)
			capping->had[i] += capping->applies[i] ? paid[part] : 0;
	}
}

static int64_t
group_sum(const struct capping *capping)
{
	uint32_t workplaces = capping->work->award->workplace_count;
	int64_t sum = 0;
	uint32_t i;

	for (i = 0; i < workplaces; i++) {
		if (in_group(capping, i))
			sum += capping->had[i];
	}
	return sum;
}

static uint32_t
group_count(const struct capping *capping)
{
	uint32_t workplaces = capping->work->award->workplace_count;
	uint32_t count = 0;
	uint32_t i;

	for (i = 0; i < workplaces; i++)
		count += in_group(capping, i) && capping->had[i] > 0;
	return count;
}

static void
lower(struct capping *capping, uint32_t row, int64_t amount)
{
	int64_t before = capping->rows->amount[row];

	if (before == amount)
		return;
	capping->lowered = true;
	capping->rows->amount[row] = amount;
	pomost__work_paid(capping->work,
			  (uint32_t)capping->rows->workplace[row])[capping->rows->part[row]] -=
		before - amount;
	if (capping->work->recorder)
		pomost__record_lowered(capping->work, capping->cap, row, before, amount);
}

/* Lists the rows under the cap workplace by workplace, once for a cap. */
static bool
index_rows(struct capping *capping)
{
	uint32_t workplaces = capping->work->award->workplace_count;
	struct pomost__arena *arena = &capping->work->arena;
	uint32_t i;

	if (capping->begins)
		return true;
	capping->begins =
		pomost__arena_alloc(arena, (size_t)workplaces + 2, sizeof *capping->begins);
	capping->order = pomost__arena_raw(arena, capping->rows->count, sizeof *capping->order);
	capping->scratch = pomost__arena_raw(
		arena,
		3 * (size_t)(workplaces > capping->rows->count ? workplaces : capping->rows->count),
		sizeof *capping->scratch);
	if (!capping->begins || !capping->order || !capping->scratch)
		return pomost__work_nomem(capping->work);
	/* Counted two places on, so that filling leaves each begin at its place. */
	for (i = 0; i < capping->rows->count; i++) {
		if (in_scope(capping, i))
			capping->begins[capping->rows->workplace[i] + 2]++;
	}
	for (i = 2; i < workplaces + 2; i++)
		capping->begins[i] += capping->begins[i - 1];
	for (i = 0; i < capping->rows->count; i++) {
		if (in_scope(capping, i))
			capping->order[capping->begins[capping->rows->workplace[i] + 1]++] = i;
	}
	return true;
}

/* Shares a workplace's new sum among its rows, weighed by what each had. */
static void
share_rows(struct capping *capping, uint32_t workplace, int64_t sum)
{
	const uint32_t *order = capping->order + capping->begins[workplace];
	uint32_t count = capping->begins[workplace + 1] - capping->begins[workplace];
	int64_t *amounts = capping->scratch;
	uint32_t i;

	for (i = 0; i < count; i++)
		amounts[i] = capping->rows->amount[order[i]];
	pomost__split_largest_remainder(sum, amounts, count, amounts, capping->scratch + count);
	for (i = 0; i < count; i++)
		lower(capping, order[i], amounts[i]);
}

static bool
trim_proportional(struct capping *capping)
{
	uint32_t workplaces = capping->work->award->workplace_count;
	int64_t *sums;
	uint32_t i;

	if (!index_rows(capping))
		return false;
	if (capping->only != EVERY) {
		share_rows(capping, capping->only, capping->limit);
		return true;
	}
	sums = pomost__arena_raw(&capping->work->arena, workplaces, sizeof *sums);
	if (!sums)
		return pomost__work_nomem(capping->work);
	pomost__split_largest_remainder(capping->limit, capping->had, workplaces, sums,
					capping->scratch);
	for (i = 0; i < workplaces; i++) {
		if (sums[i] == capping->had[i])
			continue;
		if (capping->work->recorder)
			pomost__record_share(capping->work, capping->cap, i, capping->had[i],
					     capping->before, capping->limit, sums[i]);
		share_rows(capping, i, sums[i]);
	}
	return true;
}

/* The day by which an instalment is ordered: due, else first; without either it is the smallest. */
static int32_t
day_of(const struct pomost__instalments *rows, uint32_t row)
{
	return rows->due[row] != POMOST__NO_DAY ? rows->due[row] : rows->from[row];
}

/* Where the instalments of one workplace on one day begin, the last of which is `last`. */
static uint32_t
day_begin(const struct pomost__instalments *rows, uint32_t last)
{
	uint32_t begin = last;

	while (begin > 0 && rows->workplace[begin - 1] == rows->workplace[last] &&
	       day_of(rows, begin - 1) == day_of(rows, last))
		begin--;
	return begin;
}

/* Takes up to `excess` off an instalment, and gives what is left of it. */
static int64_t
take_off(struct capping *capping, uint32_t row, int64_t excess)
{
	int64_t amount = capping->rows->amount[row];
	int64_t taken = amount < excess ? amount : excess;

	if (!in_scope(capping, row) || !in_group(capping, (uint32_t)capping->rows->workplace[row]))
		return excess;
	lower(capping, row, amount - taken);
	return excess - taken;
}

/*
 * Instalments stand in the order of their days, so the last are taken first. Those of one workplace on one
 * day stand by month; of them the one of the phase written last goes first, in it the later month, and the
 * grant last: `places` says how far each workplace's own rows, which know how they are written, have been
 * gone through.
 */
static bool
trim_last_first(struct capping *capping)
{
	const struct pomost__schedule *schedule = capping->work->schedule;
	uint32_t workplaces = capping->work->award->workplace_count;
	uint32_t *places = pomost__arena_raw(&capping->work->arena, workplaces, sizeof *places);
	int64_t excess = capping->before - capping->limit;
	uint32_t end = capping->rows->count;
	uint32_t i;

	if (!places)
		return pomost__work_nomem(capping->work);
	for (i = 0; i < workplaces; i++)
		places[i] = schedule->dates[i]->count;
	while (excess > 0 && end > 0) {
		uint32_t begin = day_begin(capping->rows, end - 1);
		uint32_t workplace = (uint32_t)capping->rows->workplace[begin];
		const struct pomost__date_row *dates =
			schedule->dates[workplace]->dates + places[workplace] - (end - begin);
		uint32_t before = UINT32_MAX;
		uint32_t left;

		for (left = end - begin; left > 0 && excess > 0; left--) {
			uint32_t latest = 0;
			bool found = false;

			for (i = 0; i < end - begin; i++) {
				if (dates[i].row < before &&
				    (!found || dates[i].row > dates[latest].row)) {
					latest = i;
					found = true;
				}
			}
			before = dates[latest].row;
			excess = take_off(capping, begin + latest, excess);
		}
		places[workplace] -= end - begin;
		end = begin;
	}
	return true;
}

/* Drops the last workplaces that have something under the cap, with all that they have. */
static bool
trim_whole_workplaces(struct capping *capping)
{
	bool counts = capping->cap->workplaces.node != NULL;
	int64_t left = capping->before;
	uint32_t i = capping->work->award->workplace_count;
	bool *drops;

	drops = pomost__arena_alloc(&capping->work->arena, i, sizeof *drops);
	if (!drops)
		return pomost__work_nomem(capping->work);
	while (left > capping->limit && i-- > 0) {
		if (!in_group(capping, i) || capping->had[i] == 0)
			continue;
		left -= counts ? 1 : capping->had[i];
		drops[i] = true;
	}
	for (i = 0; i < capping->rows->count; i++) {
		if (drops[capping->rows->workplace[i]])
			lower(capping, i, 0);
	}
	return true;
}

static bool
trim_refuse(struct capping *capping)
{
	const struct pomost__node *node =
		capping->only == EVERY
			? capping->work->subject->application.workplaces.node
			: capping->work->subject->workplaces[capping->only].entry->node;
	const char *path = pomost__node_path(&capping->work->arena, capping->cap->node);
	int32_t digits = capping->work->programme->digits;
	char limit[POMOST__MONEY_TEXT];
	char before[POMOST__MONEY_TEXT];
	char excess[POMOST__MONEY_TEXT];

	if (!path)
		return pomost__work_nomem(capping->work);
	if (capping->cap->workplaces.node)
		digits = 0;
	pomost__money_format(capping->limit, digits, limit);
	pomost__money_format(capping->before, digits, before);
	pomost__money_format(capping->before - capping->limit, digits, excess);
	return pomost__work_refuse(capping->work, node, POMOST_ERR_REFUSED,
				   "expected at most %s%s under %s, found %s, which is %s too much",
				   limit, capping->cap->workplaces.node ? " workplaces" : "", path,
				   before, excess);
}

static bool
trim(struct capping *capping)
{
	static bool (*const trims[])(struct capping *) = {
		[POMOST__TRIM_REFUSE] = trim_refuse,
		[POMOST__TRIM_PROPORTIONAL] = trim_proportional,
		[POMOST__TRIM_LAST_FIRST] = trim_last_first,
		[POMOST__TRIM_WHOLE_WORKPLACES] = trim_whole_workplaces,
	};

	pomost__work_use(capping->work, capping->cap->trim.node);
	return trims[capping->cap->trim.value](capping);
}

/* The limit in minor units, cut down. */
static bool
compute_limit(struct capping *capping, const struct pomost__workplace *workplace,
	      struct pomost__ratio *exact)
{
	const struct pomost__value *amount = &capping->cap->amount;
	struct pomost__work *work = capping->work;
	int32_t status;

	if (amount->unstated)
		return pomost__work_blame(work, amount->node, POMOST_ERR_UNSTATED,
					  "the source does not say: unstated");
	if (amount->whole && !work->recorder) {
		capping->limit = amount->minor;
		return true;
	}
	status = pomost__value_compute(amount, &workplace->entry->fraction.ratio, exact);
	if (status == POMOST_OK)
		status = pomost__ratio_to_i64(exact, work->programme->digits, POMOST_DOWN,
					      &capping->limit, NULL);
	if (status == POMOST_OK)
		return true;
	return pomost__work_blame(
		work, amount->node, POMOST_ERR_LIMIT,
		"expected a limit that fits 64 bits of minor units, found a larger "
		"one");
}

/* The limit, after what the entity had before. */
static bool
find_limit(struct capping *capping, const struct pomost__workplace *workplace)
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
		if (!compute_limit(capping, workplace, &exact))
			return false;
		if (cap->per.value == POMOST__PER_ENTITY)
			earlier = pomost__case_earlier(work->subject, cap->on.bytes);
	}
	capping->limit = capping->limit > earlier ? capping->limit - earlier : 0;
	if (work->recorder)
		pomost__record_limit(work, cap, capping->only == EVERY ? NULL : &capping->only,
				     &exact, earlier, capping->limit);
	return true;
}

static bool
cap_group(struct capping *capping, uint32_t only)
{
	uint32_t first = only == EVERY ? 0 : only;

	capping->only = only;
	if (!find_limit(capping, &capping->work->subject->workplaces[first]))
		return false;
	capping->before =
		capping->cap->workplaces.node ? (int64_t)group_count(capping) : group_sum(capping);
	return capping->before <= capping->limit || trim(capping);
}

static void
use_rules(struct pomost__work *work, const struct pomost__cap *cap)
{
	pomost__work_use(work, cap->on.node);
	pomost__work_use(work, cap->per.node);
	pomost__work_use(work, cap->amount.node);
	pomost__work_use(work, cap->workplaces.node);
	pomost__work_use(work, cap->requires.node);
}

static bool
apply(struct capping *capping)
{
	struct pomost_award *award = capping->work->award;
	const struct pomost_case *subject = capping->work->subject;
	uint32_t rule = capping->cap->rule;
	bool any = false;
	uint32_t i;

	use_rules(capping->work, capping->cap);
	for (i = 0; i < award->workplace_count; i++) {
		capping->applies[i] = pomost__condition_holds(&capping->cap->requires,
							      subject->workplaces[i].facts);
		any |= capping->applies[i];
	}
	gather(capping);
	capping->only = EVERY;
	award->cap_before[rule] = group_sum(capping);
	if (capping->cap->per.value == POMOST__PER_ENTITY) {
		if (any && !cap_group(capping, EVERY))
			return false;
	} else {
		for (i = 0; i < award->workplace_count; i++) {
			if (capping->applies[i] && !cap_group(capping, i))
				return false;
		}
	}
	if (capping->lowered)
		gather(capping);
	capping->only = EVERY;
	award->cap_after[rule] = capping->lowered ? group_sum(capping) : award->cap_before[rule];
	if (capping->work->recorder)
		pomost__record_cap(capping->work, capping->cap, award->cap_before[rule],
				   award->cap_after[rule]);
	return true;
}

bool
pomost__caps_apply(struct pomost__work *work)
{
	const struct pomost__cap *caps = work->programme->rules.caps.items;
	uint32_t workplaces = work->award->workplace_count;
	struct capping capping;
	uint32_t i;

	if (work->programme->cap_count == 0)
		return true;
	capping.work = work;
	capping.rows = &work->award->instalments;
	capping.had = pomost__arena_raw(&work->arena, workplaces,
					sizeof *capping.had + sizeof *capping.applies);
	if (!capping.had)
		return pomost__work_nomem(work);
	capping.applies = (bool *)(capping.had + workplaces);
	for (i = 0; i < work->programme->rules.caps.count; i++) {
		if (!pomost__cap_is_of_case(&caps[i]))
			continue;
		capping.cap = &caps[i];
		capping.begins = NULL;
		capping.lowered = false;
		if (!apply(&capping))
			return false;
	}
	return true;
}
