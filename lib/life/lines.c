/* SPDX-License-Identifier: Apache-2.0 */
#include "life/lines.h"

#include <string.h>

#include "award/schedule.h"
#include "life/anew.h"

/* The run of each row as it was written: what is paid once stands before the runs. */
static int32_t
run_of(const struct pomost__pattern *dates, uint32_t row)
{
	uint32_t end = dates->count;
	uint32_t i;

	for (i = dates->run_count; i-- > 0;) {
		end -= dates->runs[i].count;
		if (row >= end)
			return (int32_t)i;
	}
	return -1;
}

bool
pomost__lines_gather(struct pomost__work *work, struct pomost__award_lines *lines)
{
	const struct pomost__instalments *rows = &work->award->instalments;
	uint32_t slots = work->award->workplace_count + 1;
	uint32_t *next;
	uint32_t i;

	lines->items = pomost__arena_raw(&work->arena, rows->count, sizeof *lines->items);
	lines->begin = pomost__arena_alloc(&work->arena, (size_t)slots + 1, sizeof *lines->begin);
	next = pomost__arena_raw(&work->arena, slots, sizeof *next);
	if (!lines->items || !lines->begin || !next)
		return pomost__work_nomem(work);
	for (i = 0; i < rows->count; i++)
		lines->begin[pomost__slot_of(rows->workplace[i]) + 1]++;
	for (i = 0; i < slots; i++) {
		lines->begin[i + 1] += lines->begin[i];
		next[i] = lines->begin[i];
	}
	for (i = 0; i < rows->count; i++) {
		uint32_t slot = pomost__slot_of(rows->workplace[i]);
		const struct pomost__pattern *dates = work->schedule->dates[slot];
		/* Those of a slot are in the order of its dates. */
		const struct pomost__date_row *date =
			&dates->dates[next[slot] - lines->begin[slot]];

		lines->items[next[slot]++] = (struct pomost__line){
			.date = *date,
			.slot = slot,
			.run = run_of(dates, date->row),
			.base = i,
			.before = rows->amount[i],
			.full = rows->amount[i],
			.amount = rows->amount[i],
			.stood = rows->amount[i],
		};
	}
	return true;
}

/* What was not paid on days that are moved, and why. */
struct moved {
	uint32_t line;
	uint32_t event;
	int64_t sum;
};

/* One slot as its events act on it. */
struct settling {
	struct pomost__work *work;
	struct pomost__lines *lines;
	struct pomost__calendar calendar; /* of a slot with phases */
	const struct pomost__pattern *dates;
	struct pomost__buffer items;   /* struct pomost__line, added ones */
	struct pomost__buffer changes; /* struct pomost__change */
	struct pomost__buffer reasons; /* struct pomost__reason */
	struct pomost__buffer moved;   /* struct moved, of the phase */
	size_t moved_at;               /* how many of them are paid */
	uint32_t added;
};

static void
note_change(struct settling *settling, uint32_t line, uint32_t event, int64_t before, int64_t after)
{
	struct pomost__change *changes = (struct pomost__change *)settling->changes.bytes;
	size_t count = settling->changes.length / sizeof *changes;
	struct pomost__change change = {line, event, before, after};
	size_t i;

	if (before == after)
		return;
	/* One line for all that an event changed in an instalment; what follows it goes on from there. */
	for (i = count; i > 0 && changes[i - 1].line == line; i--) {
		if (changes[i - 1].event != event)
			continue;
		for (; i <= count; i++) {
			changes[i - 1].after -= before - after;
			if (i < count)
				changes[i].before -= before - after;
		}
		return;
	}
	pomost__buffer_add(&settling->changes, (const char *)&change, sizeof change);
}

/* So many changes of one slot are more than a settlement may have. */
static bool
check_changes(struct settling *settling)
{
	struct pomost__work *work = settling->work;

	return settling->changes.length <= POMOST_LIMIT_CHANGES * sizeof(struct pomost__change) ||
	       pomost__work_refuse(work, work->subject->application.events.node, POMOST_ERR_LIMIT,
				   "expected at most %d changes by events, found more",
				   POMOST_LIMIT_CHANGES);
}

/* Reasons are kept only where they are explained: those of one line stand side by side. */
POMOST__RARE static void
keep_reason(struct settling *settling, struct pomost__line *line,
	    const struct pomost__reason *reason)
{
	if (line->reason_count++ == 0)
		line->reason = (uint32_t)(settling->reasons.length / sizeof *reason);
	pomost__buffer_add(&settling->reasons, (const char *)reason, sizeof *reason);
}

static void
keep_cut(struct settling *settling, struct pomost__line *line, const struct pomost__cut *cut)
{
	uint32_t i;

	for (i = 0; settling->work->recorder && i < cut->count; i++)
		keep_reason(settling, line,
			    &(struct pomost__reason){.kind = POMOST__REASON_CUT,
						     .event = cut->losses[i].span->event,
						     .loss = cut->losses[i]});
}

static void
move(struct settling *settling, uint32_t line, uint32_t event, int64_t sum)
{
	struct moved moved = {line, event, sum};

	if (sum > 0)
		pomost__buffer_add(&settling->moved, (const char *)&moved, sizeof moved);
}

/* What the days of a month take from it. */
static bool
cut_month(struct settling *settling, const struct pomost__line *line, struct pomost__cut *cut)
{
	const struct pomost__run *run = &settling->dates->runs[line->run];

	return pomost__month_cut(&settling->calendar, &settling->lines->standing,
				 pomost__amount_value(run->phase->amount.item), line->date.from,
				 line->date.to, line->full, cut);
}

/* A month of the award: what is lost, by reason, and what is left. */
static bool
cut_line(struct settling *settling, struct pomost__line *line, uint32_t place)
{
	struct pomost__cut cut;
	uint32_t i;

	if (!cut_month(settling, line, &cut))
		return false;
	line->amount = line->full;
	keep_cut(settling, line, &cut);
	for (i = 0; i < cut.count; i++) {
		const struct pomost__loss *loss = &cut.losses[i];
		uint32_t event = loss->span->event;

		note_change(settling, place, event, line->amount, line->amount - loss->sum);
		line->amount -= loss->sum;
		if (loss->moves)
			move(settling, place, event, loss->sum);
	}
	return true;
}

/* What is paid once is not paid when the workplace was closed by the day on which it is due. */
static void
close_line(struct settling *settling, struct pomost__line *line, uint32_t place)
{
	const struct pomost__standing *standing = &settling->lines->standing;

	if (standing->closed == POMOST__NO_DAY || line->date.due == POMOST__NO_DAY ||
	    line->date.due < standing->closed)
		return;
	note_change(settling, place, standing->closed_by, line->full, 0);
	line->amount = 0;
	if (settling->work->recorder)
		keep_reason(settling, line,
			    &(struct pomost__reason){.kind = POMOST__REASON_CLOSED,
						     .event = standing->closed_by,
						     .loss = {.span = standing->closing}});
}

static bool
settle_line(struct settling *settling, uint32_t place)
{
	struct pomost__line *line = &settling->lines->items[place];
	uint32_t i;

	if (line->run < 0) {
		close_line(settling, line, place);
		return true;
	}
	for (i = 0; i < settling->lines->standing.fraction_count; i++) {
		struct pomost__fraction_change *change = &settling->lines->standing.fractions[i];
		struct pomost__reason reason = {.kind = POMOST__REASON_ANEW,
						.event = change->event};
		int64_t before = line->full;

		if (change->day > line->date.from)
			break;
		if (!pomost__work_step(settling->work, 1) || !check_changes(settling))
			return false;
		if (!pomost__anew_line(settling->work, change, settling->dates, line, &reason))
			return false;
		note_change(settling, place, change->event, before, line->full);
		if (settling->work->recorder && before != line->full)
			keep_reason(settling, line, &reason);
	}
	return cut_line(settling, line, place);
}

/* Pays what was moved to a month, the first first. */
static void
pay_moved(struct settling *settling, struct pomost__line *line, uint32_t place)
{
	struct moved *moved = (struct moved *)settling->moved.bytes;
	int64_t amount = line->amount;
	int64_t paid = 0;

	while (paid < amount) {
		struct moved *first = &moved[settling->moved_at];
		int64_t part = first->sum < amount - paid ? first->sum : amount - paid;

		if (settling->work->recorder)
			keep_reason(settling, line,
				    &(struct pomost__reason){.kind = POMOST__REASON_MOVED,
							     .event = first->event,
							     .line = first->line,
							     .sum = part});
		note_change(settling, place, first->event, paid, paid + part);
		paid += part;
		first->sum -= part;
		settling->moved_at += first->sum == 0;
	}
}

/* Gives up sums that were moved, behind those that stay. */
static void
drop_moved(struct settling *settling, int64_t stay, int64_t drop)
{
	struct moved *moved = (struct moved *)settling->moved.bytes;
	size_t count = settling->moved.length / sizeof *moved;
	size_t i;

	for (i = settling->moved_at; i < count && drop > 0; i++) {
		int64_t kept = moved[i].sum < stay ? moved[i].sum : stay;
		int64_t part = moved[i].sum - kept < drop ? moved[i].sum - kept : drop;

		stay -= kept;
		drop -= part;
		moved[i].sum -= part;
	}
	while (settling->moved_at < count && moved[settling->moved_at].sum == 0)
		settling->moved_at++;
}

/* What is still moved, at most `most`. */
static int64_t
sum_moved(const struct settling *settling, int64_t most)
{
	const struct moved *moved = (const struct moved *)settling->moved.bytes;
	size_t count = settling->moved.length / sizeof *moved;
	int64_t sum = 0;
	size_t i;

	for (i = settling->moved_at; i < count && sum < most; i++)
		sum += moved[i].sum < most - sum ? moved[i].sum : most - sum;
	return sum;
}

static bool
has_moved(const struct settling *settling)
{
	return settling->moved_at < settling->moved.length / sizeof(struct moved);
}

/* The largest amount that a month of a run has, and its last month. */
static int64_t
largest_month(const struct settling *settling, int32_t run, struct pomost__line *last)
{
	const struct pomost__lines *lines = settling->lines;
	int64_t most = 0;
	uint32_t i;

	last->date.month = 0;
	for (i = 0; i < lines->count; i++) {
		if (lines->items[i].run != run)
			continue;
		if (lines->items[i].full > most)
			most = lines->items[i].full;
		if (lines->items[i].date.month > last->date.month)
			*last = lines->items[i];
	}
	return most;
}

/* Adds one month that pays at most `most`; `*ended` where nothing more can be paid. */
static bool
add_month(struct settling *settling, const struct pomost__line *last, int32_t number, int64_t most,
	  bool *ended)
{
	uint32_t place = settling->lines->count + settling->added;
	struct pomost__line line = *last;
	struct pomost__reason reason = {.kind = POMOST__REASON_ADDED, .added = {.most = most}};
	struct pomost__cut cut;
	int64_t stay = 0;
	uint32_t i;

	line.base = POMOST__ADDED;
	line.before = 0;
	line.stood = 0;
	line.reason_count = 0;
	line.date.month = last->date.month + number;
	if (!pomost__month_add(&settling->calendar, &settling->dates->runs[line.run], number,
			       &line.date, &reason.added))
		return false;
	*ended = reason.added.ended;
	if (*ended)
		return true;
	*ended = pomost__standing_is_endless(&settling->lines->standing, line.date.from);
	if (*ended)
		return true;
	*ended = line.date.to + 1 >= settling->calendar.until;
	line.full = sum_moved(settling, reason.added.share);
	if (!cut_month(settling, &line, &cut))
		return false;
	if (settling->work->recorder)
		keep_reason(settling, &line, &reason);
	keep_cut(settling, &line, &cut);
	line.amount = line.full;
	for (i = 0; i < cut.count; i++) {
		line.amount -= cut.losses[i].sum;
		stay += cut.losses[i].moves ? cut.losses[i].sum : 0;
	}
	pay_moved(settling, &line, place);
	drop_moved(settling, stay, line.full - line.amount - stay);
	pomost__buffer_add(&settling->items, (const char *)&line, sizeof line);
	settling->added++;
	return true;
}

/* The months of one phase, and those that are added at its end. */
static bool
settle_run(struct settling *settling, int32_t run)
{
	struct pomost__line last = {0};
	bool ended = false;
	int32_t number;
	int64_t most;
	uint32_t i;

	settling->moved.length = 0;
	settling->moved_at = 0;
	for (i = 0; i < settling->lines->count; i++) {
		if (settling->lines->items[i].run == run && !settle_line(settling, i))
			return false;
	}
	if (!has_moved(settling))
		return true;
	most = largest_month(settling, run, &last);
	for (number = 1; has_moved(settling) && !ended; number++) {
		if (!add_month(settling, &last, number, most, &ended))
			return false;
	}
	return true;
}

static bool
settle_slot(struct settling *settling, uint32_t slot)
{
	const struct pomost__pattern *dates = settling->dates;
	int32_t run;

	settling->calendar = (struct pomost__calendar){
		.work = settling->work,
		.workplace = pomost__slot_workplace(settling->work, slot),
		.bridging = settling->work->programme->bridging,
	};
	if (dates->run_count > 0 && !pomost__bridging_begin(&settling->calendar))
		return false;
	if (!pomost__anew_check(settling->work, slot, &settling->lines->standing))
		return false;
	for (run = -1; run < (int32_t)dates->run_count; run++) {
		if (!settle_run(settling, run))
			return false;
	}
	return true;
}

/* Changes by line: those of one line are in their order already. */
static bool
order_changes(struct settling *settling)
{
	struct pomost__lines *lines = settling->lines;
	const struct pomost__change *changes =
		(const struct pomost__change *)settling->changes.bytes;
	uint32_t count = (uint32_t)(settling->changes.length / sizeof *changes);
	uint32_t at = 0;
	uint32_t i;

	lines->changes = pomost__arena_raw(&settling->work->arena, count, sizeof *lines->changes);
	if (!lines->changes)
		return pomost__work_nomem(settling->work);
	for (i = 0; i < count; i++)
		lines->items[changes[i].line].change_count++;
	for (i = 0; i < lines->count; i++) {
		lines->items[i].change = at;
		at += lines->items[i].change_count;
		lines->items[i].change_count = 0;
	}
	for (i = 0; i < count; i++) {
		struct pomost__line *line = &lines->items[changes[i].line];

		lines->changes[line->change + line->change_count++] = changes[i];
	}
	lines->change_count = count;
	return true;
}

/* Puts the added lines behind the others. */
static bool
append_added(struct settling *settling)
{
	struct pomost__lines *lines = settling->lines;
	uint32_t count = lines->count + settling->added;
	struct pomost__line *items;

	if (settling->added == 0)
		return true;
	items = pomost__arena_raw(&settling->work->arena, count, sizeof *items);
	if (!items)
		return pomost__work_nomem(settling->work);
	memcpy(items, lines->items, lines->count * sizeof *items);
	memcpy(items + lines->count, settling->items.bytes, settling->added * sizeof *items);
	lines->items = items;
	lines->count = count;
	return true;
}

/* Hands the reasons over, where they are kept. */
static bool
hand_reasons(struct settling *settling)
{
	struct pomost__reason *reasons;

	if (settling->reasons.length == 0)
		return true;
	reasons = pomost__arena_raw(&settling->work->arena, settling->reasons.length, 1);
	if (!reasons)
		return pomost__work_nomem(settling->work);
	memcpy(reasons, settling->reasons.bytes, settling->reasons.length);
	settling->lines->reasons = reasons;
	return true;
}

/* What settling a line costs, in steps that look at one row. */
#define STEPS_OF_LINE ((uint64_t)80)

/* A copy of the lines of a slot as they were before the events. NULL when memory ran out. */
static struct pomost__line *
copy_lines(struct pomost__work *work, const struct pomost__line *items, uint32_t count)
{
	struct pomost__line *copy = pomost__arena_raw(&work->arena, count, sizeof *copy);
	uint32_t i;

	for (i = 0; copy && i < count; i++) {
		copy[i] = items[i];
		copy[i].full = copy[i].amount = copy[i].stood = items[i].before;
		copy[i].change_count = copy[i].reason_count = 0;
	}
	return copy;
}

/* The standing of a slot. In place, those of workplaces without events of their own are one. */
static bool
find_standing(struct pomost__work *work, struct pomost__award_lines *award, uint32_t slot,
	      int32_t on, bool in_place, struct pomost__standing *standing)
{
	bool alike = in_place && slot > 0 && !pomost__timeline_has_own(work->subject, slot - 1);

	if (alike && award->has_shared) {
		*standing = award->shared;
		return true;
	}
	if (!pomost__standing_of(work, slot, on, standing))
		return false;
	/* Another job fraction is computed for each workplace. */
	if (alike && standing->fraction_count == 0) {
		award->shared = *standing;
		award->has_shared = true;
	}
	return true;
}

bool
pomost__lines_of(struct pomost__work *work, struct pomost__award_lines *award, uint32_t slot,
		 int32_t on, bool in_place, struct pomost__lines *lines)
{
	uint32_t count = award->begin[slot + 1] - award->begin[slot];
	struct pomost__line *items = award->items + award->begin[slot];
	struct settling settling = {
		.work = work, .lines = lines, .dates = work->schedule->dates[slot]};
	bool done;

	*lines = (struct pomost__lines){.items = items, .count = count};
	if (!find_standing(work, award, slot, on, in_place, &lines->standing))
		return false;
	if (lines->standing.first == POMOST__NO_DAY || count == 0)
		return true;
	if (!in_place)
		lines->items = copy_lines(work, items, count);
	if (!lines->items)
		return pomost__work_nomem(work);
	done = pomost__work_step(work,
				 STEPS_OF_LINE * count + pomost__standing_size(&lines->standing)) &&
	       settle_slot(&settling, slot);
	/* What did not fit is counted all the same. */
	if (settling.items.failed || settling.changes.failed || settling.reasons.failed ||
	    settling.moved.failed)
		done = pomost__work_nomem(work);
	done = done && append_added(&settling) && order_changes(&settling) &&
	       hand_reasons(&settling);
	pomost__buffer_free(&settling.items);
	pomost__buffer_free(&settling.changes);
	pomost__buffer_free(&settling.reasons);
	pomost__buffer_free(&settling.moved);
	return done;
}
