/* SPDX-License-Identifier: Apache-2.0 */
#include "award/schedule.h"

#include <inttypes.h>
#include <string.h>

#include "award/fill.h"
#include "award/pattern.h"
#include "number/money.h"

/*
 * How many patterns are remembered within one call: as many kinds of workplaces as a case is likely to
 * have. A build that remembers none must give the same bytes.
 */
#ifndef POMOST_REMEMBERED
#define POMOST_REMEMBERED 32
#endif

static bool
same_facts(const struct pomost__work *work, const struct pomost__workplace *left,
	   const struct pomost__workplace *right)
{
	size_t words = pomost__names_words(&work->programme->names);

	return left->facts == right->facts ||
	       memcmp(left->facts, right->facts, words * sizeof *left->facts) == 0;
}

/* Whether two workplaces begin on one day, and say the same of their months. */
static bool
same_start(const struct pomost__workplace *left, const struct pomost__workplace *right)
{
	return left->entry == right->entry ||
	       (left->entry->employed.day == right->entry->employed.day &&
		(left->entry->employed.node != NULL) == (right->entry->employed.node != NULL) &&
		left->entry->months.value == right->entry->months.value);
}

static bool
same_amounts(const struct pomost__work *work, const struct pomost__workplace *left,
	     const struct pomost__workplace *right)
{
	if (left->entry == right->entry)
		return true;
	return !left->entry->requested.node && !right->entry->requested.node &&
	       same_facts(work, left, right) &&
	       pomost__ratio_compare(&left->entry->fraction.ratio, &right->entry->fraction.ratio) ==
		       0;
}

/* The pattern of amounts of a workplace, remembered or new. NULL after an error. */
static const struct pomost__pattern *
amounts_of(struct pomost__work *work, const struct pomost__workplace *workplace,
	   const struct pomost__pattern *dates, const struct pomost__pattern **last)
{
	bool by_dates = work->programme->amounts_by_dates;
	const struct pomost__pattern *known = *last;
	struct pomost__pattern *made;
	int looks;

	for (looks = 0; known && looks < POMOST_REMEMBERED; looks++, known = known->before) {
		if (same_amounts(work, known->workplace, workplace) &&
		    (!by_dates ||
		     (known->of_dates == dates && same_start(known->workplace, workplace))))
			return known;
	}
	made = pomost__pattern_of_amounts(work, workplace, dates);
	if (made) {
		made->before = *last;
		*last = made;
	}
	return made;
}

/* The pattern of dates of a workplace, remembered or new. NULL after an error. */
static const struct pomost__pattern *
dates_of(struct pomost__work *work, const struct pomost__workplace *workplace,
	 const struct pomost__pattern **last)
{
	bool by_start = work->programme->dates_by_start;
	const struct pomost__pattern *known = *last;
	struct pomost__pattern *made;
	int looks;

	for (looks = 0; known && looks < POMOST_REMEMBERED; looks++, known = known->before) {
		if ((!by_start || same_start(known->workplace, workplace)) &&
		    same_facts(work, known->workplace, workplace))
			return known;
	}
	made = pomost__pattern_of_dates(work, workplace);
	if (made) {
		made->before = *last;
		*last = made;
	}
	return made;
}

/* Instalments are counted before anything is allocated for them. */
static bool
count_rows(struct pomost__work *work, struct pomost__schedule *schedule, uint32_t count)
{
	schedule->rows += count;
	return schedule->rows <= POMOST_LIMIT_INSTALMENTS ||
	       pomost__work_refuse(work, work->subject->application.workplaces.node,
				   POMOST_ERR_LIMIT, "expected at most %d instalments, found more",
				   POMOST_LIMIT_INSTALMENTS);
}

/* All payments together fit, and all contributions, so every sum of some of them does. */
static bool
add_sums(struct pomost__work *work, struct pomost__schedule *schedule, uint32_t slot)
{
	const struct pomost__pattern *amounts = schedule->amounts[slot];

	if (!pomost__money_add(schedule->requested, amounts->requested, &schedule->requested) ||
	    !pomost__money_add(schedule->paid, amounts->paid, &schedule->paid) ||
	    !pomost__money_add(schedule->own, amounts->own, &schedule->own))
		return pomost__work_refuse(
			work, work->subject->application.workplaces.node, POMOST_ERR_LIMIT,
			"expected claims and instalments that together fit 64 bits of "
			"minor units, found larger ones");
	memcpy(pomost__work_paid(work, slot), amounts->sums,
	       work->programme->part_count * sizeof *amounts->sums);
	return true;
}

/* Finds the patterns of one slot, remembered or new. */
POMOST__RARE static bool
find_patterns(struct pomost__work *work, struct pomost__schedule *schedule, uint32_t slot,
	      const struct pomost__pattern **amounts, const struct pomost__pattern **dates)
{
	const struct pomost__workplace *workplace = pomost__slot_workplace(work, slot);

	schedule->dates[slot] = dates_of(work, workplace, dates);
	if (!schedule->dates[slot])
		return false;
	schedule->amounts[slot] = amounts_of(work, workplace, schedule->dates[slot], amounts);
	return schedule->amounts[slot] != NULL;
}

/* Adds what the patterns of a slot come to. */
static bool
add_slot(struct pomost__work *work, struct pomost__schedule *schedule, uint32_t slot)
{
	return count_rows(work, schedule, schedule->dates[slot]->count) &&
	       add_sums(work, schedule, slot);
}

/* Whether a workplace is of the same entry of the file as the one before it: they are alike in all. */
static bool
is_repeated(const struct pomost__work *work, uint32_t slot)
{
	const struct pomost__workplace *workplace = pomost__slot_workplace(work, slot);

	return POMOST_REMEMBERED > 0 && slot > 1 && workplace[0].entry == workplace[-1].entry;
}

bool
pomost__schedule_find(struct pomost__work *work, struct pomost__schedule *schedule)
{
	uint32_t slots = work->subject->workplace_count + 1;
	uint32_t first = work->programme->has_entity_parts ? 0 : 1;
	const struct pomost__pattern *amounts = NULL;
	const struct pomost__pattern *dates = NULL;
	uint32_t i;

	*schedule = (struct pomost__schedule){
		.first_slot = first, .shares_dates = first == 1, .shares_amounts = first == 1};
	schedule->amounts = pomost__arena_raw(&work->arena, 2 * (size_t)slots,
					      sizeof(struct pomost__pattern *));
	work->paid = pomost__arena_raw(&work->arena, (size_t)slots * work->programme->part_count,
				       sizeof *work->paid);
	if (!schedule->amounts || !work->paid)
		return pomost__work_nomem(work);
	schedule->dates = schedule->amounts + slots;
	if (first == 0) {
		if (!find_patterns(work, schedule, 0, &amounts, &dates) ||
		    !add_slot(work, schedule, 0))
			return false;
		/* What the entity is paid is not what its workplaces are. */
		amounts = dates = NULL;
	}
	for (i = 1; i < slots; i++) {
		if (is_repeated(work, i)) {
			schedule->dates[i] = schedule->dates[i - 1];
			schedule->amounts[i] = schedule->amounts[i - 1];
		} else if (!find_patterns(work, schedule, i, &amounts, &dates)) {
			return false;
		}
		if (!add_slot(work, schedule, i))
			return false;
		schedule->shares_dates &= schedule->dates[i] == schedule->dates[1];
		schedule->shares_amounts &= schedule->amounts[i] == schedule->amounts[1];
	}
	return true;
}

static inline void
write_row(const struct pomost__instalments *rows, uint32_t at, uint32_t slot,
	  const struct pomost__date_row *date, const struct pomost__pattern *amounts)
{
	const struct pomost__amount_row *amount = &amounts->amounts[date->row];

	rows->workplace[at] = (int32_t)slot - 1;
	rows->part[at] = date->part;
	rows->month[at] = date->month;
	rows->from[at] = date->from;
	rows->to[at] = date->to;
	rows->due[at] = date->due;
	rows->ceiling[at] = amount->ceiling;
	rows->amount[at] = amount->paid;
	if (rows->own)
		rows->own[at] = amount->own;
	if (rows->record)
		rows->record[at] = amount->record;
}

/* One row of all workplaces, the only one of its day, in whole blocks: the amount is the same for all. */
static void
write_blocks(const struct pomost__instalments *rows, uint32_t at,
	     const struct pomost__date_row *date, uint32_t workplaces)
{
	uint32_t end = at + workplaces;
	int32_t before = -1;

	for (; at < end; at += POMOST__FILL_BLOCK, before += POMOST__FILL_BLOCK) {
		pomost__fill_count(rows->workplace + at, before);
		pomost__fill_i32(rows->month + at, date->month);
		pomost__fill_i32(rows->from + at, date->from);
		pomost__fill_i32(rows->to + at, date->to);
		pomost__fill_i32(rows->due + at, date->due);
	}
}

/* Rows from `begin` to the end of what is written, which have part and amount in common. */
struct stretch {
	uint32_t begin;
	int32_t part;
	const struct pomost__amount_row *amount;
};

static void
write_stretch(const struct pomost__instalments *rows, const struct stretch *stretch, uint32_t end)
{
	uint32_t at = stretch->begin;

	for (; at < end; at += POMOST__FILL_BLOCK) {
		pomost__fill_i32(rows->part + at, stretch->part);
		pomost__fill_i32(rows->ceiling + at, stretch->amount->ceiling);
		pomost__fill_i64(rows->amount + at, stretch->amount->paid);
	}
}

static bool
goes_on(const struct stretch *stretch, const struct pomost__date_row *date,
	const struct pomost__amount_row *amount)
{
	return stretch->amount && stretch->part == date->part &&
	       stretch->amount->paid == amount->paid && stretch->amount->ceiling == amount->ceiling;
}

static void
end_stretch(const struct pomost__instalments *rows, const struct stretch *stretch, uint32_t end)
{
	if (stretch->amount)
		write_stretch(rows, stretch, end);
}

/* All workplaces have the same dates and amounts, and each row is the only one of its day. */
static void
write_alike(const struct pomost__schedule *schedule, uint32_t workplaces,
	    struct pomost__instalments *rows)
{
	const struct pomost__pattern *dates = schedule->dates[1];
	const struct pomost__amount_row *amounts = schedule->amounts[1]->amounts;
	struct stretch stretch = {0};
	uint32_t at = 0;
	uint32_t i;

	for (i = 0; i < dates->count; i++) {
		const struct pomost__date_row *date = &dates->dates[i];
		const struct pomost__amount_row *amount = &amounts[date->row];

		if (!goes_on(&stretch, date, amount)) {
			end_stretch(rows, &stretch, at);
			stretch = (struct stretch){at, date->part, amount};
		}
		write_blocks(rows, at, date, workplaces);
		at += workplaces;
	}
	end_stretch(rows, &stretch, at);
	rows->count = at;
}

/* Whether write_alike() may write: it fills columns in blocks, and knows nothing but what all have. */
static bool
is_alike(const struct pomost__schedule *schedule, const struct pomost__instalments *rows)
{
	const struct pomost__pattern *dates = schedule->dates[1];
	uint32_t i;

	if (!schedule->shares_amounts || rows->own || rows->record)
		return false;
	for (i = 1; i < dates->count; i++) {
		if (dates->dates[i].day == dates->dates[i - 1].day)
			return false;
	}
	return true;
}

/* All workplaces have the same dates: day by day, and on each day workplace by workplace. */
static void
write_shared(const struct pomost__schedule *schedule, uint32_t workplaces,
	     struct pomost__instalments *rows)
{
	const struct pomost__pattern *dates = schedule->dates[1];
	uint32_t begin;
	uint32_t end;
	uint32_t i;
	uint32_t j;

	if (is_alike(schedule, rows)) {
		write_alike(schedule, workplaces, rows);
		return;
	}
	for (begin = 0; begin < dates->count; begin = end) {
		end = begin + 1;
		while (end < dates->count && dates->dates[end].day == dates->dates[begin].day)
			end++;
		for (i = 1; i <= workplaces; i++) {
			for (j = begin; j < end; j++)
				write_row(rows, rows->count++, i, &dates->dates[j],
					  schedule->amounts[i]);
		}
	}
}

/* A row and where it goes; rows of one workplace are in order among themselves. */
struct placed {
	int32_t day;
	uint32_t slot;
	uint32_t place;
};

static inline bool
goes_before(const struct placed *left, const struct placed *right)
{
	return left->day < right->day || (left->day == right->day && left->slot < right->slot);
}

/* Merges two runs that are in order and stand side by side. */
static void
merge(const struct placed *left, uint32_t left_count, const struct placed *right,
      uint32_t right_count, struct placed *merged)
{
	const struct placed *left_end = left + left_count;
	const struct placed *right_end = right + right_count;

	while (left < left_end && right < right_end)
		*merged++ = goes_before(right, left) ? *right++ : *left++;
	while (left < left_end)
		*merged++ = *left++;
	while (right < right_end)
		*merged++ = *right++;
}

/*
 * Orders the rows of all workplaces: those of each are in order, so runs are merged, two at a time. `ends`
 * says where the run of each workplace ends. The result is in one of the two arrays.
 */
POMOST__RARE static struct placed *
merge_runs(struct placed *placed, struct placed *other, uint32_t *ends, uint32_t runs)
{
	while (runs > 1) {
		struct placed *from = placed;
		uint32_t begin = 0;
		uint32_t kept = 0;
		uint32_t i;

		for (i = 0; i < runs; i += 2) {
			uint32_t middle = ends[i];
			uint32_t end = i + 1 < runs ? ends[i + 1] : middle;

			merge(from + begin, middle - begin, from + middle, end - middle,
			      other + begin);
			begin = end;
			ends[kept++] = end;
		}
		runs = kept;
		placed = other;
		other = from;
	}
	return placed;
}

bool
pomost__schedule_write(struct pomost__work *work, const struct pomost__schedule *schedule,
		       struct pomost__instalments *rows)
{
	uint32_t workplaces = work->subject->workplace_count;
	struct placed *placed;
	uint32_t *ends;
	uint32_t count = 0;
	uint32_t runs = 0;
	uint32_t i;
	uint32_t j;

	if (schedule->shares_dates) {
		write_shared(schedule, workplaces, rows);
		return true;
	}
	placed = pomost__arena_raw(&work->arena, 2 * (size_t)schedule->rows, sizeof *placed);
	ends = pomost__arena_raw(&work->arena, (size_t)workplaces + 1, sizeof *ends);
	if (!placed || !ends)
		return pomost__work_nomem(work);
	for (i = schedule->first_slot; i <= workplaces; i++) {
		for (j = 0; j < schedule->dates[i]->count; j++)
			placed[count++] = (struct placed){schedule->dates[i]->dates[j].day, i, j};
		ends[runs++] = count;
	}
	placed = merge_runs(placed, placed + count, ends, runs);
	for (i = 0; i < count; i++) {
		uint32_t slot = placed[i].slot;

		write_row(rows, i, slot, &schedule->dates[slot]->dates[placed[i].place],
			  schedule->amounts[slot]);
	}
	rows->count = count;
	return true;
}
