/* SPDX-License-Identifier: Apache-2.0 */
#include "award/months.h"

/* Adds the error for a month that could not start. Always false. */
POMOST__RARE static bool
fail_month(struct pomost__calendar *calendar, int32_t month, enum pomost__month_status status)
{
	const struct pomost__node *entry = calendar->workplace->entry->node;

	if (status == POMOST__MONTH_RANGE)
		return pomost__work_refuse(calendar->work, entry, POMOST_ERR_LIMIT,
					   "expected months up to the year 9999, found later ones");
	if (calendar->bridging->month_end.node)
		return pomost__work_refuse(calendar->work, entry, POMOST_ERR_REFUSED,
					   "month %d would begin on day %d, which does not exist; "
					   "bridging.month-end is refuse",
					   (int)month, (int)calendar->anchor.day);
	return pomost__work_refuse(calendar->work, entry, POMOST_ERR_UNSTATED,
				   "month %d would begin on day %d, which does not exist; expected "
				   "bridging.month-end, found none",
				   (int)month, (int)calendar->anchor.day);
}

bool
pomost__months_start(struct pomost__calendar *calendar, int32_t month, int32_t *day)
{
	enum pomost__month_status status = pomost__month_start(
		calendar->anchor, month - 1,
		(enum pomost__month_end)calendar->bridging->month_end.value, day);

	calendar->moved |= status == POMOST__MONTH_MOVED;
	return status == POMOST__MONTH_OK || status == POMOST__MONTH_MOVED ||
	       fail_month(calendar, month, status);
}

/* The month, from 1, that begins in the calendar month of a day; may be below 1. */
static int32_t
month_near(const struct pomost__calendar *calendar, int32_t day)
{
	struct pomost__date date = pomost__date_of(day);

	return (date.year - calendar->anchor.year) * 12 + date.month - calendar->anchor.month + 1;
}

/*
 * The first month that begins on or after a day, not before `least`. Of the months near the day one
 * before may have been moved onto it, and that of the day itself may begin before it.
 */
POMOST__RARE static bool
month_from(struct pomost__calendar *calendar, int32_t day, int32_t least, int32_t *month)
{
	int32_t candidate = month_near(calendar, day) - 1;
	int32_t start;

	if (calendar->bridging->month_end.value != POMOST__MONTH_END_NEXT)
		candidate++;
	if (candidate < least)
		candidate = least;
	for (;; candidate++) {
		if (candidate > POMOST_LIMIT_MONTHS)
			break;
		if (!pomost__months_start(calendar, candidate, &start))
			return false;
		if (start >= day)
			break;
	}
	*month = candidate;
	return true;
}

/* The month that holds a day, not before `least`. */
POMOST__RARE static bool
month_of(struct pomost__calendar *calendar, int32_t day, int32_t least, int32_t *month)
{
	if (!month_from(calendar, day + 1, least + 1, month))
		return false;
	*month -= 1;
	return true;
}

/* The month with which a phase starts: its own place, or later by the day of a decision. */
bool
pomost__months_phase_start(struct pomost__calendar *calendar, const struct pomost__phase *phase,
			   int32_t *month)
{
	const struct pomost__condition *requires = &phase->requires;
	const struct pomost_case *subject = calendar->work->subject;
	int32_t place = phase->start.node ? (int32_t)phase->start.value : calendar->last_month + 1;
	uint32_t i;

	*month = place;
	for (i = 0; i < requires->count; i++) {
		const struct pomost__decided *decision =
			&subject->decisions[requires->items[i].index];
		int32_t decided = decision->decided;
		int32_t starts = decision->starts;
		int32_t later = place;

		if (requires->items[i].negated || decided == POMOST__NO_DAY)
			continue;
		/* Mostly the phase before lasts beyond the decision: its place is late enough. */
		if (starts == POMOST__NO_DAY && place == calendar->last_month + 1 &&
		    decided <= calendar->next.first)
			continue;
		if (starts != POMOST__NO_DAY ? !month_of(calendar, starts, place, &later)
					     : !month_from(calendar, decided, place, &later))
			return false;
		if (later > *month)
			*month = later;
	}
	return true;
}

/*
 * The due day of an instalment in a month after that of the walk: in the next, or where its first day was
 * moved out of it.
 */
POMOST__RARE static bool
due_later(struct pomost__calendar *calendar, const struct pomost__bridging_due *due,
	  struct pomost__month_walk walk, int32_t from, int32_t *day)
{
	int32_t months = (from >= walk.first + walk.length) + (due->month.value == 1);

	for (; months > 0; months--) {
		if (!pomost__month_walk_next(&walk))
			return pomost__work_refuse(calendar->work, calendar->workplace->entry->node,
						   POMOST_ERR_LIMIT,
						   "expected due days up to the year 9999, found "
						   "later ones");
	}
	*day = pomost__month_walk_due(&walk, (int32_t)due->day.value);
	return true;
}

/* Goes on with a month, from 1, whose days nobody asks for. */
POMOST__RARE static bool
leave_months(struct pomost__calendar *calendar, int32_t month)
{
	return pomost__month_walk_begin(&calendar->next, calendar->anchor, month - 1) ||
	       fail_month(calendar, month, POMOST__MONTH_RANGE);
}

bool
pomost__months_lay(struct pomost__calendar *calendar, const struct pomost__run *run, int32_t first)
{
	enum pomost__month_end rule = (enum pomost__month_end)calendar->bridging->month_end.value;
	const struct pomost__bridging_due *due = calendar->bridging->due.item;
	struct pomost__pattern *pattern = calendar->pattern;
	int32_t anchor_day = calendar->anchor.day;
	int32_t part = (int32_t)run->phase->part;
	int32_t last = first + run->months - 1;
	struct pomost__month_walk walk;
	enum pomost__month_status status;
	bool moved = false;
	int32_t month;
	int32_t start;

	if (first != calendar->last_month + 1 &&
	    !pomost__month_walk_begin(&calendar->next, calendar->anchor, first - 1))
		return fail_month(calendar, first, POMOST__MONTH_RANGE);
	/* A copy whose address nobody takes, so that it is in registers. */
	walk = calendar->next;
	/* Nothing is asked of months that begin after all payment has ended. */
	if (walk.first >= calendar->until) {
		calendar->last_month = last;
		return leave_months(calendar, last + 1);
	}
	status = pomost__month_walk_start(&walk, anchor_day, rule, &start);
	/* Each month ends the day before the next one starts. */
	for (month = first; month <= last; month++) {
		struct pomost__date_row *row = &pattern->dates[pattern->count];

		if (status == POMOST__MONTH_MISSING)
			return fail_month(calendar, month, status);
		if (start >= calendar->until)
			break;
		row->part = part;
		row->month = month;
		row->from = start;
		row->row = pattern->count++;
		moved |= status == POMOST__MONTH_MOVED;
		if (!due)
			row->due = POMOST__NO_DAY;
		else if (due->month.value == 0 && start < walk.first + walk.length)
			row->due = pomost__month_walk_due(&walk, (int32_t)due->day.value);
		else if (!due_later(calendar, due, walk, start, &row->due))
			return false;
		row->day = row->due != POMOST__NO_DAY ? row->due : start;
		if (!pomost__month_walk_next(&walk))
			return fail_month(calendar, month + 1, POMOST__MONTH_RANGE);
		status = pomost__month_walk_start(&walk, anchor_day, rule, &start);
		row->to = start - 1;
	}
	if (status == POMOST__MONTH_MISSING)
		return fail_month(calendar, month, status);
	if (moved || status == POMOST__MONTH_MOVED)
		pomost__work_use(calendar->work, calendar->bridging->month_end.node);
	calendar->last_month = last;
	calendar->next = walk;
	return month > last || leave_months(calendar, last + 1);
}

/* One instalment of a phase whose first day cuts calendar months. */
static bool
lay_piece(struct pomost__calendar *calendar, const struct pomost__run *run, int32_t month,
	  int32_t from, int32_t to)
{
	const struct pomost__bridging_due *due = calendar->bridging->due.item;
	struct pomost__pattern *pattern = calendar->pattern;
	struct pomost__date_row *row = &pattern->dates[pattern->count];

	*row = (struct pomost__date_row){
		.part = (int32_t)run->phase->part,
		.month = month,
		.from = from,
		.to = to,
		.due = POMOST__NO_DAY,
		.row = pattern->count++,
	};
	if (due &&
	    !pomost__due_day(from, (int32_t)due->day.value, due->month.value == 1, &row->due))
		return pomost__work_refuse(
			calendar->work, calendar->workplace->entry->node, POMOST_ERR_LIMIT,
			"expected due days up to the year 9999, found later ones");
	row->day = row->due != POMOST__NO_DAY ? row->due : from;
	return true;
}

/* The last day of the calendar month of a day. */
int32_t
pomost__months_last_day(int32_t day)
{
	struct pomost__date date = pomost__date_of(day);

	return day - date.day + pomost__days_in_month(date.year, date.month);
}

/*
 * A phase whose months are calendar months. Beginning inside one, it has a piece of it first, and at its end
 * what that piece left; beginning on a 1st, where `month-end` moved it there, whole ones only.
 */
bool
pomost__months_lay_split(struct pomost__calendar *calendar, const struct pomost__run *run,
			 int32_t first)
{
	bool follows = !run->phase->start.node && calendar->last_month > 0 &&
		       first == calendar->last_month + 1;
	uint32_t begin = calendar->pattern->count;
	struct pomost__month_walk walk;
	bool is_cut;
	int32_t from;
	int32_t after = POMOST__NO_DAY;
	int32_t i;

	/* Nothing is asked of months that begin after all payment has ended. */
	if (!pomost__month_walk_begin(&walk, calendar->anchor, first - 1))
		return fail_month(calendar, first, POMOST__MONTH_RANGE);
	if (walk.first >= calendar->until) {
		calendar->last_month = first + run->months - 1;
		calendar->last_day = walk.first - 1;
		return true;
	}
	if (!pomost__months_start(calendar, first, &from))
		return false;
	if (follows && from <= calendar->last_day)
		from = calendar->last_day + 1;
	is_cut = pomost__date_of(from).day != 1;
	if (is_cut && !pomost__months_start(calendar, first + run->months, &after))
		return false;
	for (i = 0; i < run->months + is_cut; i++) {
		int32_t last = pomost__months_last_day(from);

		if (is_cut && i == run->months)
			last = after - 1;
		if (!lay_piece(calendar, run, first + i, from, last))
			return false;
		from = last + 1;
		if (from > POMOST__DAY_MAX && i + 1 < run->months + is_cut)
			return fail_month(calendar, first + i + 1, POMOST__MONTH_RANGE);
	}
	if (is_cut) {
		calendar->pattern->pieces[begin].kind = POMOST__PIECE_FIRST;
		calendar->pattern->pieces[begin + (uint32_t)run->months].kind = POMOST__PIECE_LAST;
	}
	calendar->last_month = first + run->months - 1;
	calendar->last_day = from - 1;
	return true;
}
