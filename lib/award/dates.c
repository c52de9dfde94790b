/* SPDX-License-Identifier: Apache-2.0 */
/* When the rows of a workplace begin, end and are due. */
#include <stdlib.h>
#include <string.h>

#include "award/pattern.h"

int32_t
pomost__pattern_due(const struct pomost__work *work, const struct pomost__workplace *workplace,
		    const struct pomost__grant *grant, int32_t bridging_end)
{
	static const struct pomost__moment agreement = {.kind = POMOST__MOMENT_AGREEMENT};
	const struct pomost__grant_due *due = grant->due.item;
	int32_t day;

	if (due && due->from.kind == POMOST__MOMENT_BRIDGING_END)
		day = bridging_end;
	else if (due && due->from.kind == POMOST__MOMENT_DECISION)
		day = pomost__work_decided(work, &grant->requires);
	else
		day = pomost__case_moment(work->subject, workplace, due ? &due->from : &agreement);
	if (due && day != POMOST__NO_DAY)
		day += (int32_t)due->days.value;
	return day;
}

static int
compare_rows(const void *left, const void *right)
{
	const struct pomost__date_row *a = left;
	const struct pomost__date_row *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->month != b->month)
		return a->month < b->month ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

/*
 * By day, month, and as the parts stand in the programme. The months of a phase are in order, so only where
 * one begins, or among what is paid once, can that of the pattern be broken; mostly it is not.
 */
static void
order_rows(struct pomost__pattern *pattern, uint32_t once)
{
	uint32_t run = 0;
	uint32_t begin = once > 0 ? 1 : pattern->count > 0 ? pattern->runs[run++].count : 0;

	while (begin < pattern->count) {
		if (begin > 0 &&
		    compare_rows(&pattern->dates[begin - 1], &pattern->dates[begin]) > 0) {
			qsort(pattern->dates, pattern->count, sizeof *pattern->dates, compare_rows);
			return;
		}
		begin += begin < once ? 1 : pattern->runs[run++].count;
	}
}

/* The months that the case gives a phase which leaves them to it; 0 where nobody says. */
static int32_t
said_months(const struct pomost_case *subject, const struct pomost__workplace *workplace,
	    const struct pomost__phase *phase)
{
	uint32_t i;

	if (workplace->entry->months.node)
		return (int32_t)workplace->entry->months.value;
	for (i = 0; i < phase->requires.count; i++) {
		const struct pomost__condition_item *item = &phase->requires.items[i];

		if (!item->negated && subject->decisions[item->index].months > 0)
			return subject->decisions[item->index].months;
	}
	return subject->stage_months[phase->part];
}

/* How long a phase is for the workplace, where that is not simply a number. */
POMOST__RARE static bool
find_months(struct pomost__work *work, const struct pomost__workplace *workplace,
	    const struct pomost__phase *phase, struct pomost__run *run)
{
	const struct pomost__months *months = &phase->months;
	const struct pomost__node *entry = workplace->entry->node;

	if (months->unstated)
		return pomost__work_blame(work, months->node, POMOST_ERR_UNSTATED,
					  "the source does not say: unstated");
	run->months = said_months(work->subject, workplace, phase);
	run->longest = run->months == 0;
	if (run->longest && months->most == 0)
		return pomost__work_refuse(
			work, entry, POMOST_ERR_KEY_MISSING,
			"expected the months of %s, which has no upper end, found "
			"none",
			phase->name.bytes);
	if (run->longest)
		run->months = months->most;
	if (run->months >= months->least && (months->most == 0 || run->months <= months->most))
		return true;
	return pomost__work_refuse(work, entry, POMOST_ERR_REFUSED,
				   "expected %d or more months of %s, and at most %d, found %d",
				   (int)months->least, phase->name.bytes,
				   (int)(months->most ? months->most : POMOST_LIMIT_MONTHS),
				   (int)run->months);
}

/* The grant and components, in the order of the parts; when they are due is found after the bridging. */
static void
lay_once(struct pomost__pattern *pattern, uint32_t part)
{
	pattern->dates[pattern->count] = (struct pomost__date_row){
		.part = (int32_t)part,
		.from = POMOST__NO_DAY,
		.to = POMOST__NO_DAY,
		.row = pattern->count,
	};
	pattern->count++;
}

static bool
find_due(struct pomost__work *work, const struct pomost__workplace *workplace,
	 const struct pomost__pattern *pattern, struct pomost__date_row *row)
{
	const struct pomost__grant *grant = work->programme->parts[row->part].grant;
	const struct pomost__grant_due *due = grant->due.item;

	row->due = pomost__pattern_due(work, workplace, grant, pattern->bridging_end);
	row->day = row->due;
	if (row->due != POMOST__NO_DAY && row->due > POMOST__DAY_MAX)
		return pomost__work_refuse(
			work, workplace->entry->node, POMOST_ERR_LIMIT,
			"expected due days up to the year 9999, found later ones");
	if (due && row->due != POMOST__NO_DAY) {
		pomost__work_use(work, due->days.node);
		pomost__work_use(work, due->from.node);
	}
	return true;
}

static bool
grants_once(const struct pomost__work *work, const struct pomost__workplace *workplace,
	    uint32_t part)
{
	const struct pomost__part *item = &work->programme->parts[part];

	return pomost__pattern_has(work, workplace, item) &&
	       pomost__work_grants(work, workplace, part, &item->grant->requires);
}

/* The phases that are granted, and how long each is; `*rows` is how many rows there can be at most. */
static bool
find_runs(struct pomost__work *work, const struct pomost__workplace *workplace,
	  struct pomost__run *runs, uint32_t *run_count, uint32_t *rows)
{
	const struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;

	*run_count = 0;
	*rows = 0;
	if (workplace != &work->subject->entity) {
		phases = pomost__programme_phases(work->programme, &count);
		for (i = 0; i < count; i++) {
			struct pomost__run *run = &runs[*run_count];

			if (!pomost__work_grants(work, workplace, phases[i].part,
						 &phases[i].requires))
				continue;
			pomost__work_use(work, phases[i].months.node);
			*run = (struct pomost__run){.phase = &phases[i],
						    .months = phases[i].months.most};
			if ((phases[i].months.is_band || phases[i].months.unstated) &&
			    !find_months(work, workplace, &phases[i], run))
				return false;
			/* A calendar month may be cut in two. */
			*rows += (uint32_t)run->months + 1;
			++*run_count;
		}
	}
	*rows += work->programme->first_stage;
	return true;
}

struct pomost__pattern *
pomost__pattern_of_dates(struct pomost__work *work, const struct pomost__workplace *workplace)
{
	bool has_pieces = work->programme->has_pieces;
	struct pomost__pattern *pattern;
	struct pomost__run *runs;
	uint32_t run_count;
	uint32_t once;
	uint32_t rows;
	uint32_t i;

	pomost__programme_phases(work->programme, &run_count);
	runs = pomost__arena_raw(&work->arena, run_count, sizeof *runs);
	if (!runs) {
		pomost__work_nomem(work);
		return NULL;
	}
	if (!find_runs(work, workplace, runs, &run_count, &rows))
		return NULL;
	pattern = pomost__pattern_new(work, workplace,
				      rows * sizeof *pattern->dates +
					      (has_pieces ? rows * sizeof *pattern->pieces : 0));
	if (!pattern)
		return NULL;
	pattern->runs = runs;
	pattern->run_count = run_count;
	pattern->dates = (struct pomost__date_row *)(pattern + 1);
	if (has_pieces) {
		pattern->pieces = (struct pomost__piece *)(pattern->dates + rows);
		memset(pattern->pieces, 0, rows * sizeof *pattern->pieces);
	}
	pattern->bridging_end = POMOST__NO_DAY;
	for (i = 0; i < work->programme->first_stage; i++) {
		if (grants_once(work, workplace, i))
			lay_once(pattern, i);
	}
	once = pattern->count;
	if (!pomost__bridging_lay(work, workplace, pattern))
		return NULL;
	for (i = 0; i < once; i++) {
		if (!find_due(work, workplace, pattern, &pattern->dates[i]))
			return NULL;
	}
	order_rows(pattern, once);
	return pattern;
}
