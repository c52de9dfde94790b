/* SPDX-License-Identifier: Apache-2.0 */
#include "award/caps.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "award/aid.h"
#include "award/amount.h"
#include "award/explain.h"
#include "award/pattern.h"
#include "award/schedule.h"
#include "number/money.h"
#include "number/split.h"

/* An instalment and the calendar month to which it belongs. */
struct dated {
	int32_t month; /* months since year 0 */
	uint32_t row;
};

/* One cap at work, on one group of slots, and of instalments. */
struct capping {
	struct pomost__work *work;
	const struct pomost__cap *cap;
	struct pomost__instalments *rows;
	uint32_t slots;
	uint32_t only;             /* the slot of a cap per workplace; EVERY for the entity */
	const struct dated *dated; /* the rows of a month; NULL where all months count */
	uint32_t dated_count;
	int64_t *had;     /* by slot: what it has under the cap */
	bool *applies;    /* by slot: whether the cap's condition holds */
	uint32_t *order;  /* the rows of each slot, one slot after the other */
	uint32_t *begins; /* by slot: where its rows begin in `order`; one more */
	int64_t *scratch; /* three times the rows or slots */
	int64_t limit;
	int64_t before;
	bool indexed; /* `order` is of this group */
	bool lowered; /* something was taken off */
};

#define EVERY UINT32_MAX

/* The calendar month to which an instalment belongs; -1 where it belongs to none. */
static int32_t
month_of(const struct pomost__instalments *rows, uint32_t row)
{
	int32_t day = rows->month[row] > 0 ? rows->from[row] : rows->due[row];
	struct pomost__date date;

	if (day == POMOST__NO_DAY)
		return -1;
	date = pomost__date_of(day);
	return date.year * 12 + date.month - 1;
}

static bool
in_scope(const struct capping *capping, uint32_t row)
{
	uint32_t part = (uint32_t)capping->rows->part[row];

	return part >= capping->cap->first_part && part <= capping->cap->last_part &&
	       capping->applies[pomost__slot_of(capping->rows->workplace[row])];
}

/* Whether an instalment is one of the group. */
static bool
in_group(const struct capping *capping, uint32_t row)
{
	uint32_t slot = pomost__slot_of(capping->rows->workplace[row]);

	return in_scope(capping, row) && (capping->only == EVERY || capping->only == slot) &&
	       (!capping->dated || month_of(capping->rows, row) == capping->dated->month);
}

/* What each slot has under the cap. */
static void
gather(struct capping *capping)
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
group_sum(const struct capping *capping)
{
	int64_t sum = 0;
	uint32_t i;

	if (capping->only != EVERY)
		return capping->had[capping->only];
	for (i = 0; i < capping->slots; i++)
		sum += capping->had[i];
	return sum;
}

/* How many workplaces have something. */
static uint32_t
group_count(const struct capping *capping)
{
	uint32_t count = 0;
	uint32_t i;

	for (i = 1; i < capping->slots; i++)
		count += capping->had[i] > 0;
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
	pomost__work_paid(
		capping->work,
		pomost__slot_of(capping->rows->workplace[row]))[capping->rows->part[row]] -=
		before - amount;
	if (capping->work->recorder)
		pomost__record_lowered(capping->work, capping->cap, row, before, amount);
}

static bool
allocate_index(struct capping *capping)
{
	struct pomost__arena *arena = &capping->work->arena;
	uint32_t rows = capping->rows->count;
	uint32_t most = capping->slots > rows ? capping->slots : rows;

	if (capping->begins)
		return true;
	capping->begins =
		pomost__arena_raw(arena, (size_t)capping->slots + 2, sizeof *capping->begins);
	capping->order = pomost__arena_raw(arena, rows, sizeof *capping->order);
	capping->scratch = pomost__arena_raw(arena, 3 * (size_t)most, sizeof *capping->scratch);
	return (capping->begins && capping->order && capping->scratch) ||
	       pomost__work_nomem(capping->work);
}

/* Lists the rows of the group slot by slot. */
POMOST__RARE static bool
index_rows(struct capping *capping)
{
	uint32_t count = capping->dated ? capping->dated_count : capping->rows->count;
	uint32_t i;

	if (capping->indexed)
		return true;
	if (!allocate_index(capping))
		return false;
	memset(capping->begins, 0, ((size_t)capping->slots + 2) * sizeof *capping->begins);
	/* Counted two places on, so that filling leaves each begin at its place. */
	for (i = 0; i < count; i++) {
		uint32_t row = capping->dated ? capping->dated[i].row : i;

		if (in_scope(capping, row))
			capping->begins[pomost__slot_of(capping->rows->workplace[row]) + 2]++;
	}
	for (i = 2; i < capping->slots + 2; i++)
		capping->begins[i] += capping->begins[i - 1];
	for (i = 0; i < count; i++) {
		uint32_t row = capping->dated ? capping->dated[i].row : i;
		uint32_t slot = pomost__slot_of(capping->rows->workplace[row]);

		if (in_scope(capping, row))
			capping->order[capping->begins[slot + 1]++] = row;
	}
	capping->indexed = true;
	return true;
}

/* Shares a slot's new sum among its rows, weighed by what each had. */
static void
share_rows(struct capping *capping, uint32_t slot, int64_t sum)
{
	const uint32_t *order = capping->order + capping->begins[slot];
	uint32_t count = capping->begins[slot + 1] - capping->begins[slot];
	int64_t *amounts = capping->scratch;
	uint32_t i;

	for (i = 0; i < count; i++)
		amounts[i] = capping->rows->amount[order[i]];
	pomost__split_largest_remainder(sum, amounts, count, amounts, capping->scratch + count);
	for (i = 0; i < count; i++)
		lower(capping, order[i], amounts[i]);
}

POMOST__RARE static bool
trim_proportional(struct capping *capping)
{
	int64_t *sums;
	uint32_t i;

	if (!index_rows(capping))
		return false;
	if (capping->only != EVERY) {
		share_rows(capping, capping->only, capping->limit);
		return true;
	}
	sums = pomost__arena_raw(&capping->work->arena, capping->slots, sizeof *sums);
	if (!sums)
		return pomost__work_nomem(capping->work);
	pomost__split_largest_remainder(capping->limit, capping->had, capping->slots, sums,
					capping->scratch);
	for (i = 0; i < capping->slots; i++) {
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

	if (!in_group(capping, row))
		return excess;
	lower(capping, row, amount - taken);
	return excess - taken;
}

/* What goes last of one workplace on one day has the least rank: the grant; then phases; then components. */
static uint32_t
rank(const struct capping *capping, const struct pomost__date_row *date)
{
	static const uint32_t kinds[] = {
		[POMOST__PART_GRANT] = 0,
		[POMOST__PART_STAGE] = 1,
		[POMOST__PART_COMPONENT] = 2,
	};

	/* A workplace has far fewer rows than fit beside its kind. */
	return kinds[capping->work->programme->parts[date->part].kind] << 24 | date->row;
}

/*
 * Instalments stand in the order of their days, so the last are taken first. Those of one workplace on one
 * day stand by month; of them components go first, then the phase written last, in it the later month, and
 * the grant last: `places` says how far each slot's own rows, which know how they are written, have been
 * gone through.
 */
POMOST__RARE static bool
trim_last_first(struct capping *capping)
{
	const struct pomost__schedule *schedule = capping->work->schedule;
	uint32_t *places = pomost__arena_raw(&capping->work->arena, capping->slots, sizeof *places);
	int64_t excess = capping->before - capping->limit;
	uint32_t end = capping->rows->count;
	uint32_t i;

	if (!places)
		return pomost__work_nomem(capping->work);
	for (i = schedule->first_slot; i < capping->slots; i++)
		places[i] = schedule->dates[i]->count;
	while (excess > 0 && end > 0) {
		uint32_t begin = day_begin(capping->rows, end - 1);
		uint32_t slot = pomost__slot_of(capping->rows->workplace[begin]);
		const struct pomost__date_row *dates =
			schedule->dates[slot]->dates + places[slot] - (end - begin);
		uint32_t before = UINT32_MAX;
		uint32_t left;

		for (left = end - begin; left > 0 && excess > 0; left--) {
			uint32_t latest = 0;
			bool found = false;

			for (i = 0; i < end - begin; i++) {
				uint32_t here = rank(capping, &dates[i]);

				if (here < before &&
				    (!found || here > rank(capping, &dates[latest]))) {
					latest = i;
					found = true;
				}
			}
			before = rank(capping, &dates[latest]);
			excess = take_off(capping, begin + latest, excess);
		}
		places[slot] -= end - begin;
		end = begin;
	}
	return true;
}

POMOST__RARE static bool
trim_refuse(struct capping *capping)
{
	const struct pomost__node *node =
		capping->only == EVERY
			? capping->work->subject->application.workplaces.node
			: pomost__slot_workplace(capping->work, capping->only)->entry->node;
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

/* Drops the last workplaces that have something under the cap, with all that they have. */
POMOST__RARE static bool
trim_whole_workplaces(struct capping *capping)
{
	bool counts = capping->cap->workplaces.node != NULL;
	int64_t left = capping->before;
	uint32_t i = capping->slots;
	bool *drops;

	drops = pomost__arena_alloc(&capping->work->arena, i, sizeof *drops);
	if (!drops)
		return pomost__work_nomem(capping->work);
	while (left > capping->limit && i-- > 1) {
		if ((capping->only != EVERY && capping->only != i) || capping->had[i] == 0)
			continue;
		left -= counts ? 1 : capping->had[i];
		drops[i] = true;
	}
	/* What is paid once for the entity is no workplace's. */
	if (left > capping->limit)
		return trim_refuse(capping);
	for (i = 0; i < capping->rows->count; i++) {
		if (drops[pomost__slot_of(capping->rows->workplace[i])])
			lower(capping, i, 0);
	}
	return true;
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

/* For what the limit of a group is computed. */
static struct pomost__subject
limit_subject(const struct capping *capping)
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
	if (capping->only != EVERY) {
		subject.workplace = pomost__slot_workplace(capping->work, capping->only);
		subject.bridging_end = schedule->dates[capping->only]->bridging_end;
	}
	return subject;
}

/* The limit in minor units, cut down. */
POMOST__RARE static bool
compute_limit(struct capping *capping, struct pomost__ratio *exact)
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
find_limit(struct capping *capping)
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
		pomost__record_limit(work, cap, capping->only == EVERY ? NULL : &capping->only,
				     capping->dated ? capping->dated->month : -1, &exact, earlier,
				     capping->limit);
	return true;
}

static bool
cap_group(struct capping *capping, uint32_t only)
{
	capping->only = only;
	if (!find_limit(capping))
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
	const struct dated *a = left;
	const struct dated *b = right;

	if (a->month != b->month)
		return a->month < b->month ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static int64_t
dated_sum(const struct capping *capping, const struct dated *dated, uint32_t count)
{
	int64_t sum = 0;
	uint32_t i;

	for (i = 0; i < count; i++)
		sum += capping->rows->amount[dated[i].row];
	return sum;
}

/* Each calendar month is a group, in their order. */
POMOST__RARE static bool
cap_months(struct capping *capping)
{
	struct pomost_award *award = capping->work->award;
	struct dated *dated =
		pomost__arena_raw(&capping->work->arena, capping->rows->count, sizeof *dated);
	uint32_t count = 0;
	uint32_t begin;
	uint32_t end;
	uint32_t i;

	if (!dated)
		return pomost__work_nomem(capping->work);
	for (i = 0; i < capping->rows->count; i++) {
		if (in_scope(capping, i) && month_of(capping->rows, i) >= 0)
			dated[count++] = (struct dated){month_of(capping->rows, i), i};
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
		if (!cap_group(capping, EVERY))
			return false;
	}
	capping->dated = NULL;
	award->cap_after[capping->cap->rule] = dated_sum(capping, dated, count);
	return true;
}

/* The entity is one group, or each workplace is. */
static bool
cap_slots(struct capping *capping, bool any)
{
	struct pomost_award *award = capping->work->award;
	uint32_t rule = capping->cap->rule;
	bool per_entity = capping->cap->per.value == POMOST__PER_ENTITY;
	uint32_t i;

	if (!per_entity)
		capping->applies[0] = false;
	gather(capping);
	capping->only = EVERY;
	award->cap_before[rule] = group_sum(capping);
	if (per_entity) {
		if (any && !cap_group(capping, EVERY))
			return false;
	} else {
		for (i = 1; i < capping->slots; i++) {
			if (capping->applies[i] && !cap_group(capping, i))
				return false;
		}
	}
	if (capping->lowered)
		gather(capping);
	capping->only = EVERY;
	award->cap_after[rule] = capping->lowered ? group_sum(capping) : award->cap_before[rule];
	return true;
}

static bool
apply(struct capping *capping)
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
	struct capping capping;
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
