/* SPDX-License-Identifier: Apache-2.0 */
#include "award/schedule.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

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

static bool
same_amounts(const struct pomost__work *work, const struct pomost__workplace *left,
	     const struct pomost__workplace *right)
{
	if (left->entry == right->entry)
		return true;
	return !left->entry->requested.node && !right->entry->requested.node &&
	       same_facts(work, left, right) &&
	       pomost__ratio_compare(&left->entry->fraction.ratio,
				     &right->entry->fraction.ratio) == 0;
}

/* The pattern of amounts of a workplace, remembered or new. NULL after an error. */
static const struct pomost__pattern *
amounts_of(struct pomost__work *work, const struct pomost__workplace *workplace,
	   const struct pomost__pattern **last)
{
	const struct pomost__pattern *known = *last;
	struct pomost__pattern *made;
	int looks;

	for (looks = 0; known && looks < POMOST_REMEMBERED; looks++, known = known->before) {
		if (same_amounts(work, known->workplace, workplace))
			return known;
	}
	made = pomost__pattern_of_amounts(work, workplace);
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
	int32_t anchor = pomost__pattern_anchor(work, workplace);
	int32_t grant_due = pomost__pattern_grant_due(work, workplace);
	const struct pomost__pattern *known = *last;
	struct pomost__pattern *made;
	int looks;

	for (looks = 0; known && looks < POMOST_REMEMBERED; looks++, known = known->before) {
		if (known->anchor == anchor && known->grant_due == grant_due &&
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
count_rows(struct pomost__work *work, struct pomost__schedule *schedule)
{
	const struct pomost_case *subject = work->subject;
	uint64_t rows = 0;
	uint32_t i;

	for (i = 0; i < subject->workplace_count; i++)
		rows += pomost__pattern_rows(work, &subject->workplaces[i]);
	if (rows > POMOST_LIMIT_INSTALMENTS)
		return pomost__work_refuse(work, subject->application.workplaces.node,
					   POMOST_ERR_LIMIT,
					   "expected at most %d instalments, found %" PRIu64,
					   POMOST_LIMIT_INSTALMENTS, rows);
	schedule->rows = (uint32_t)rows;
	return true;
}

bool
pomost__schedule_find(struct pomost__work *work, struct pomost__schedule *schedule)
{
	const struct pomost_case *subject = work->subject;
	const struct pomost__pattern *amounts = NULL;
	const struct pomost__pattern *dates = NULL;
	uint32_t i;

	*schedule = (struct pomost__schedule){.shares_dates = true};
	if (!count_rows(work, schedule))
		return false;
	schedule->amounts = pomost__arena_raw(&work->arena, subject->workplace_count,
					      sizeof(struct pomost__pattern *));
	schedule->dates = pomost__arena_raw(&work->arena, subject->workplace_count,
					    sizeof(struct pomost__pattern *));
	if (!schedule->amounts || !schedule->dates)
		return pomost__work_nomem(work);
	for (i = 0; i < subject->workplace_count; i++) {
		schedule->amounts[i] = amounts_of(work, &subject->workplaces[i], &amounts);
		if (!schedule->amounts[i])
			return false;
		schedule->dates[i] = dates_of(work, &subject->workplaces[i], &dates);
		if (!schedule->dates[i])
			return false;
		schedule->shares_dates &= schedule->dates[i] == schedule->dates[0];
		if (!pomost__money_add(schedule->requested, schedule->amounts[i]->requested,
				       &schedule->requested))
			return pomost__work_refuse(work, subject->workplaces[i].entry->node,
						   POMOST_ERR_LIMIT,
						   "expected claims that together fit 64 bits of minor "
						   "units, found larger ones");
	}
	return true;
}

static inline void
write_row(struct pomost__instalments *rows, uint32_t workplace,
	  const struct pomost__date_row *date, const struct pomost__pattern *amounts)
{
	const struct pomost__amount_row *amount = &amounts->amounts[date->row];
	uint32_t at = rows->count++;

	rows->workplace[at] = (int32_t)workplace;
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

/* All workplaces have the same dates: day by day, and on each day workplace by workplace. */
static void
write_shared(const struct pomost__schedule *schedule, uint32_t workplaces,
	     struct pomost__instalments *rows)
{
	const struct pomost__pattern *dates = schedule->dates[0];
	uint32_t begin;
	uint32_t end;
	uint32_t i;
	uint32_t j;

	for (begin = 0; begin < dates->count; begin = end) {
		end = begin + 1;
		while (end < dates->count && dates->dates[end].day == dates->dates[begin].day)
			end++;
		for (i = 0; i < workplaces; i++) {
			for (j = begin; j < end; j++)
				write_row(rows, i, &dates->dates[j], schedule->amounts[i]);
		}
	}
}

/* A row and where it goes; rows of one workplace are in order among themselves. */
struct placed {
	int32_t day;
	uint32_t workplace;
	uint32_t place;
};

static int
compare_placed(const void *left, const void *right)
{
	const struct placed *a = left;
	const struct placed *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->workplace != b->workplace)
		return a->workplace < b->workplace ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

bool
pomost__schedule_write(struct pomost__work *work, const struct pomost__schedule *schedule,
		       struct pomost__instalments *rows)
{
	uint32_t workplaces = work->subject->workplace_count;
	struct placed *placed;
	uint32_t count = 0;
	uint32_t i;
	uint32_t j;

	if (schedule->shares_dates) {
		write_shared(schedule, workplaces, rows);
		return true;
	}
	placed = pomost__arena_raw(&work->arena, schedule->rows, sizeof *placed);
	if (!placed)
		return pomost__work_nomem(work);
	for (i = 0; i < workplaces; i++) {
		for (j = 0; j < schedule->dates[i]->count; j++)
			placed[count++] =
				(struct placed){schedule->dates[i]->dates[j].day, i, j};
	}
	qsort(placed, count, sizeof *placed, compare_placed);
	for (i = 0; i < count; i++) {
		uint32_t workplace = placed[i].workplace;

		write_row(rows, workplace, &schedule->dates[workplace]->dates[placed[i].place],
			  schedule->amounts[workplace]);
	}
	return true;
}
