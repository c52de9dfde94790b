/* SPDX-License-Identifier: Apache-2.0 */
#include "life/settle.h"

#include <stdlib.h>
#include <string.h>

#include "award/assess.h"
#include "life/explain.h"
#include "life/look_back.h"

/* Each slot by itself. */
static bool
settle_slots(struct pomost__settle *settle, uint32_t *added)
{
	struct pomost__work *work = settle->work;
	uint32_t slots = work->award->workplace_count + 1;
	uint64_t changes = 0;
	uint32_t i;

	settle->slots = pomost__arena_alloc(&work->arena, slots, sizeof *settle->slots);
	if (!settle->slots)
		return pomost__work_nomem(work);
	*added = 0;
	for (i = 0; i < slots; i++) {
		struct pomost__lines *lines = &settle->slots[i];

		if (!pomost__lines_of(work, &settle->award, i, settle->on, true, lines))
			return false;
		changes += lines->change_count;
		if (changes > POMOST_LIMIT_CHANGES)
			return pomost__work_refuse(work, work->subject->application.events.node,
						   POMOST_ERR_LIMIT,
						   "expected at most %d changes by events, found "
						   "more",
						   POMOST_LIMIT_CHANGES);
		if (settle->looks_back && lines->standing.closed != POMOST__NO_DAY &&
		    lines->count > 0 &&
		    !pomost__look_back(work, &settle->award, i, settle->on, lines))
			return false;
		*added += settle->slots[i].count -
			  (settle->award.begin[i + 1] - settle->award.begin[i]);
		if (work->award->instalments.count + *added > POMOST_LIMIT_INSTALMENTS)
			return pomost__work_refuse(work, work->subject->application.events.node,
						   POMOST_ERR_LIMIT,
						   "expected at most %d instalments, found more",
						   POMOST_LIMIT_INSTALMENTS);
	}
	return true;
}

static int
compare_lines(const void *left, const void *right)
{
	const struct pomost__line *a = *(struct pomost__line *const *)left;
	const struct pomost__line *b = *(struct pomost__line *const *)right;

	if (a->date.day != b->date.day)
		return a->date.day < b->date.day ? -1 : 1;
	if (a->slot != b->slot)
		return a->slot < b->slot ? -1 : 1;
	if (a->date.month != b->date.month)
		return a->date.month < b->date.month ? -1 : 1;
	return a->run < b->run ? -1 : a->run > b->run;
}

/* Those of the award keep their order; added ones go where they belong. */
static bool
order_rows(struct pomost__settle *settle, uint32_t added)
{
	struct pomost__work *work = settle->work;
	uint32_t count = work->award->instalments.count;
	struct pomost__line **base = pomost__arena_raw(&work->arena, count, sizeof(void *));
	struct pomost__line **more = pomost__arena_raw(&work->arena, added, sizeof(void *));
	uint32_t found = 0;
	uint32_t i;
	uint32_t j;

	settle->row_count = count + added;
	settle->rows = pomost__arena_raw(&work->arena, settle->row_count, sizeof(void *));
	if (!base || !more || !settle->rows)
		return pomost__work_nomem(work);
	for (i = 0; i <= work->award->workplace_count; i++) {
		struct pomost__lines *lines = &settle->slots[i];

		for (j = 0; j < lines->count; j++) {
			if (lines->items[j].base == POMOST__ADDED)
				more[found++] = &lines->items[j];
			else
				base[lines->items[j].base] = &lines->items[j];
		}
	}
	qsort(more, added, sizeof *more, compare_lines);
	for (i = 0, j = 0; i < count || j < added;) {
		bool takes_base =
			j == added || (i < count && compare_lines(&base[i], &more[j]) <= 0);
		struct pomost__line *line = takes_base ? base[i++] : more[j++];

		line->row = i + j - 1;
		settle->rows[line->row] = line;
	}
	return true;
}

static void
write_row(struct pomost__instalments *rows, uint32_t at, const struct pomost__line *line,
	  const struct pomost__instalments *from, uint32_t base)
{
	rows->workplace[at] = (int32_t)line->slot - 1;
	rows->part[at] = line->date.part;
	rows->month[at] = line->date.month;
	rows->from[at] = line->date.from;
	rows->to[at] = line->date.to;
	rows->due[at] = line->date.due;
	rows->amount[at] = line->amount;
	rows->ceiling[at] = from->ceiling[base];
	if (rows->own)
		rows->own[at] = line->base == POMOST__ADDED ? 0 : from->own[base];
}

/* The row of the award from which a line takes what events do not change. */
static uint32_t
base_of(const struct pomost__settle *settle, const struct pomost__line *line)
{
	const struct pomost__lines *lines = &settle->slots[line->slot];
	uint32_t i = 0;

	if (line->base != POMOST__ADDED)
		return line->base;
	/* The phase of an added month has others. */
	while (lines->items[i].run != line->run)
		i++;
	return lines->items[i].base;
}

/* The award again, with the rows as they stand. */
static bool
write_rows(struct pomost__settle *settle)
{
	struct pomost__work *work = settle->work;
	pomost_award *before = work->award;
	size_t caps = work->programme->cap_count * sizeof *before->cap_before;
	pomost_award *award;
	uint32_t i;

	/* Mostly no month is added: then rows keep their places. */
	if (settle->row_count == before->instalments.count) {
		for (i = 0; i < settle->row_count; i++)
			before->instalments.amount[i] = settle->rows[i]->amount;
		return true;
	}
	award = pomost__award_new(work, settle->row_count);
	if (!award)
		return pomost__work_nomem(work);
	award->sums[POMOST__SUM_REQUESTED] = before->sums[POMOST__SUM_REQUESTED];
	memcpy(award->cap_before, before->cap_before, caps);
	memcpy(award->cap_after, before->cap_after, caps);
	for (i = 0; i < settle->row_count; i++)
		write_row(&award->instalments, i, settle->rows[i], &before->instalments,
			  base_of(settle, settle->rows[i]));
	award->instalments.count = settle->row_count;
	work->award = award;
	pomost_award_free(before);
	return true;
}

/* What each slot is paid of each part, anew. */
static bool
sum_rows(struct pomost__settle *settle)
{
	struct pomost__work *work = settle->work;
	uint32_t slots = work->award->workplace_count + 1;
	int64_t total = 0;
	uint32_t i;

	memset(work->paid, 0, (size_t)slots * work->programme->part_count * sizeof *work->paid);
	for (i = 0; i < settle->row_count; i++) {
		const struct pomost__line *line = settle->rows[i];

		pomost__work_paid(work, line->slot)[line->date.part] += line->amount;
		if (!pomost__money_add(total, line->amount, &total))
			return pomost__work_refuse(
				work, work->subject->application.events.node, POMOST_ERR_LIMIT,
				"expected instalments that together fit 64 bits of minor units, "
				"found larger ones");
	}
	return true;
}

bool
pomost__settle_events(struct pomost__settle *settle)
{
	uint32_t added;

	if (!pomost__lines_gather(settle->work, &settle->award) || !settle_slots(settle, &added) ||
	    !order_rows(settle, added) || !write_rows(settle) || !sum_rows(settle))
		return false;
	if (settle->work->recorder)
		pomost__explain_events(settle);
	return true;
}

/* Room for columns of `count` events. */
static bool
make_events(struct pomost__settle *settle, size_t count, size_t what, size_t to)
{
	struct pomost__event_columns *events = &settle->result->events;
	struct pomost__arena *arena = &settle->result->arena;

	return pomost__settle_column(settle, events->on, count) &&
	       pomost__settle_column(settle, events->workplace, count) &&
	       pomost__column_init(&events->what, arena, count, what) &&
	       pomost__column_init(&events->to, arena, count, to);
}

static bool
fill_events(struct pomost__settle *settle)
{
	const struct pomost_case *subject = settle->work->subject;
	const struct pomost__event *items = subject->application.events.items;
	struct pomost__event_columns *events = &settle->result->events;
	uint32_t count = subject->application.events.count;
	size_t what = 0;
	size_t to = 0;
	uint32_t i;

	settle->taken = pomost__arena_raw(&settle->work->arena, count, sizeof *settle->taken);
	if (!settle->taken)
		return false;
	for (i = 0; i < count; i++) {
		settle->taken[i] = -1;
		if (settle->on != POMOST__NO_DAY && items[i].on.day > settle->on)
			continue;
		settle->taken[i] = (int32_t)events->count++;
		what += items[i].what.node->length;
		to += items[i].to.node ? items[i].to.node->length : 0;
	}
	if (!make_events(settle, events->count, what, to))
		return false;
	for (i = 0; i < count; i++) {
		const struct pomost__node *fraction = items[i].to.node;

		if (settle->taken[i] < 0)
			continue;
		events->on[settle->taken[i]] = items[i].on.day;
		events->workplace[settle->taken[i]] = subject->events.workplace[i];
		pomost__column_add(&events->what, items[i].what.node->text,
				   items[i].what.node->length);
		pomost__column_add(&events->to, fraction ? fraction->text : "",
				   fraction ? fraction->length : 0);
	}
	return true;
}

static bool
fill_changes(struct pomost__settle *settle)
{
	struct pomost__change_columns *columns = &settle->result->changes;
	size_t count = 0;
	uint32_t i;
	uint32_t j;

	for (i = 0; i <= settle->work->award->workplace_count; i++)
		count += settle->slots[i].change_count;
	if (!pomost__settle_column(settle, columns->instalment, count) ||
	    !pomost__settle_column(settle, columns->event, count) ||
	    !pomost__settle_column(settle, columns->before, count) ||
	    !pomost__settle_column(settle, columns->after, count))
		return false;
	for (i = 0; i < settle->row_count; i++) {
		const struct pomost__line *line = settle->rows[i];
		const struct pomost__change *changes =
			line->change_count > 0 ? settle->slots[line->slot].changes + line->change
					       : NULL;

		for (j = 0; j < line->change_count; j++) {
			if (changes[j].before == changes[j].after)
				continue;
			columns->instalment[columns->count] = (int32_t)i;
			columns->event[columns->count] = settle->taken[changes[j].event];
			columns->before[columns->count] = changes[j].before;
			columns->after[columns->count++] = changes[j].after;
		}
	}
	return true;
}

bool
pomost__settle_tables(struct pomost__settle *settle)
{
	uint32_t i;

	if (!fill_events(settle) || !fill_changes(settle))
		return pomost__work_nomem(settle->work);
	settle->result->on = settle->on;
	for (i = 0; i <= settle->work->award->workplace_count; i++)
		settle->result->has_closed |= settle->slots[i].standing.closed != POMOST__NO_DAY;
	for (i = 0; i < settle->row_count; i++) {
		if (pomost__line_is_due(settle->rows[i], settle->on))
			settle->result->due += settle->rows[i]->amount;
	}
	if (settle->work->recorder)
		pomost__explain_due(settle);
	return true;
}
