/* SPDX-License-Identifier: Apache-2.0 */
/* When the rows of a workplace begin, end and are due. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "award/pattern.h"
#include "calendar/month.h"

/* The months of one workplace as they are laid out. */
struct calendar {
	struct pomost__work *work;
	const struct pomost__workplace *workplace;
	const struct pomost__bridging *bridging;
	struct pomost__pattern *pattern;
	struct pomost__date anchor;
	bool splits;                    /* calendar months are cut by the first day */
	bool moved;                     /* some day that was looked for did not exist */
	int32_t until;                  /* nothing is paid from this day on */
	int32_t last_month;             /* of the phase before; 0 at the start */
	int32_t last_day;               /* of the phase before */
	struct pomost__month_walk next; /* the calendar month in which the month after it starts */
};

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

/* Adds the error for a month that could not start. Always false. */
POMOST__RARE static bool
fail_month(struct calendar *calendar, int32_t month, enum pomost__month_status status)
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

/* The first day of a month of the bridging, from 1. */
static bool
month_start(struct calendar *calendar, int32_t month, int32_t *day)
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
month_near(const struct calendar *calendar, int32_t day)
{
	struct pomost__date date = pomost__date_of(day);

	return (date.year - calendar->anchor.year) * 12 + date.month - calendar->anchor.month + 1;
}

/*
 * The first month that begins on or after a day, not before `least`. Of the months near the day one
 * before may have been moved onto it, and that of the day itself may begin before it.
 */
POMOST__RARE static bool
month_from(struct calendar *calendar, int32_t day, int32_t least, int32_t *month)
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
		if (!month_start(calendar, candidate, &start))
			return false;
		if (start >= day)
			break;
	}
	*month = candidate;
	return true;
}

/* The month that holds a day, not before `least`. */
POMOST__RARE static bool
month_of(struct calendar *calendar, int32_t day, int32_t least, int32_t *month)
{
	if (!month_from(calendar, day + 1, least + 1, month))
		return false;
	*month -= 1;
	return true;
}

/* The month with which a phase starts: its own place, or later by the day of a decision. */
static bool
phase_start(struct calendar *calendar, const struct pomost__phase *phase, int32_t *month)
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
due_later(struct calendar *calendar, const struct pomost__bridging_due *due,
	  const struct pomost__month_walk *here, int32_t from, int32_t *day)
{
	int32_t months = (from >= here->first + here->length) + (due->month.value == 1);
	struct pomost__month_walk walk = *here;

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
leave_months(struct calendar *calendar, int32_t month)
{
	return pomost__month_walk_begin(&calendar->next, calendar->anchor, month - 1) ||
	       fail_month(calendar, month, POMOST__MONTH_RANGE);
}

static bool
lay_months(struct calendar *calendar, const struct pomost__run *run, int32_t first)
{
	enum pomost__month_end rule = (enum pomost__month_end)calendar->bridging->month_end.value;
	const struct pomost__bridging_due *due = calendar->bridging->due.item;
	struct pomost__pattern *pattern = calendar->pattern;
	int32_t anchor_day = calendar->anchor.day;
	int32_t last = first + run->months - 1;
	struct pomost__month_walk walk = calendar->next;
	enum pomost__month_status status;
	bool moved = false;
	int32_t month;
	int32_t start;

	if (first != calendar->last_month + 1 &&
	    !pomost__month_walk_begin(&walk, calendar->anchor, first - 1))
		return fail_month(calendar, first, POMOST__MONTH_RANGE);
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
		row->part = (int32_t)run->phase->part;
		row->month = month;
		row->from = start;
		row->row = pattern->count++;
		moved |= status == POMOST__MONTH_MOVED;
		if (!due)
			row->due = POMOST__NO_DAY;
		else if (due->month.value == 0 && start < walk.first + walk.length)
			row->due = pomost__month_walk_due(&walk, (int32_t)due->day.value);
		else if (!due_later(calendar, due, &walk, start, &row->due))
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
lay_piece(struct calendar *calendar, const struct pomost__run *run, int32_t month, int32_t from,
	  int32_t to)
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
static int32_t
month_last(int32_t day)
{
	struct pomost__date date = pomost__date_of(day);

	return day - date.day + pomost__days_in_month(date.year, date.month);
}

/*
 * A phase whose months are calendar months. Beginning inside one, it has a piece of it first, and at its end
 * what that piece left; beginning on a 1st, where `month-end` moved it there, whole ones only.
 */
POMOST__RARE static bool
lay_split(struct calendar *calendar, const struct pomost__run *run, int32_t first)
{
	bool follows = !run->phase->start.node && calendar->last_month > 0 &&
		       first == calendar->last_month + 1;
	uint32_t begin = calendar->pattern->count;
	bool is_cut;
	int32_t from;
	int32_t after = POMOST__NO_DAY;
	int32_t i;

	if (!month_start(calendar, first, &from))
		return false;
	if (follows && from <= calendar->last_day)
		from = calendar->last_day + 1;
	is_cut = pomost__date_of(from).day != 1;
	if (is_cut && !month_start(calendar, first + run->months, &after))
		return false;
	for (i = 0; i < run->months + is_cut; i++) {
		int32_t last = month_last(from);

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

/* A day of a series of holidays; fails where the series does not know it. */
struct holidays {
	struct calendar *calendar;
	const struct pomost__series_use *use;
};

static bool
is_holiday(const void *context, int32_t day, bool *holiday)
{
	const struct holidays *holidays = context;
	enum pomost__holiday answer;
	char text[POMOST__DATE_TEXT];

	*holiday = false;
	if (!holidays->use)
		return true;
	answer = pomost__series_holiday(holidays->use->series, day);
	*holiday = answer == POMOST__HOLIDAY_YES;
	if (answer != POMOST__HOLIDAY_UNKNOWN)
		return true;
	pomost__date_format(day, text);
	return pomost__work_blame(holidays->calendar->work, holidays->use->node,
				  POMOST_ERR_UNSTATED,
				  "expected the series %s to be known on %s, found it unknown",
				  holidays->use->name.bytes, text);
}

/* The share of a span that its first days are. */
static bool
share_of(struct calendar *calendar, int32_t first, int32_t length, int32_t days,
	 struct pomost__month_share *share)
{
	const struct pomost__bridging *bridging = calendar->bridging;
	struct holidays holidays = {calendar,
				    bridging->has_holidays ? &bridging->holiday_use : NULL};

	pomost__work_use(calendar->work, bridging->part_months.node);
	if (bridging->part_months.value == POMOST__PART_MONTHS_WORKING_DAYS)
		pomost__work_use(calendar->work, bridging->holidays.node);
	return pomost__month_share_of((enum pomost__part_months)bridging->part_months.value, first,
				      length, days, is_holiday, &holidays, share);
}

/* What of its month an instalment that `until` cuts keeps. */
static bool
cut_row(struct calendar *calendar, struct pomost__date_row *row, struct pomost__piece *piece)
{
	int32_t length = row->to - row->from + 1;
	int32_t days = calendar->until - row->from;

	piece->cut = true;
	row->to = calendar->until - 1;
	switch (calendar->bridging->part_months.value) {
	case POMOST__PART_MONTHS_UNSTATED:
		return pomost__work_refuse(calendar->work, calendar->workplace->entry->node,
					   POMOST_ERR_UNSTATED,
					   "month %d is cut by bridging.until; expected "
					   "bridging.part-months, found none",
					   (int)row->month);
	case POMOST__PART_MONTHS_WHOLE:
		days = length;
		break;
	case POMOST__PART_MONTHS_NONE:
		days = 0;
		break;
	default:
		break;
	}
	return share_of(calendar, row->from, length, days, &piece->kept);
}

/* Takes away what `until` leaves out of the rows of a phase, and says what of its month each is. */
POMOST__RARE static bool
finish_rows(struct calendar *calendar, uint32_t begin)
{
	struct pomost__pattern *pattern = calendar->pattern;
	uint32_t i;

	for (i = begin; i < pattern->count; i++) {
		struct pomost__date_row *row = &pattern->dates[i];
		struct pomost__piece *piece = &pattern->pieces[i];

		if (row->from >= calendar->until) {
			memset(piece, 0, (pattern->count - i) * sizeof *piece);
			pattern->count = i;
			break;
		}
		piece->from = row->from;
		if (piece->kind == POMOST__PIECE_FIRST) {
			struct pomost__date date = pomost__date_of(row->from);

			if (!share_of(calendar, row->from - date.day + 1,
				      pomost__days_in_month(date.year, date.month), date.day - 1,
				      &piece->before))
				return false;
		}
		if (row->to >= calendar->until && !cut_row(calendar, row, piece))
			return false;
	}
	return true;
}

static bool
lay_phase(struct calendar *calendar, struct pomost__run *run)
{
	struct pomost__pattern *pattern = calendar->pattern;
	uint32_t begin = pattern->count;
	int32_t first;

	calendar->moved = false;
	if (!phase_start(calendar, run->phase, &first))
		return false;
	if (first + run->months - 1 > POMOST_LIMIT_MONTHS)
		return pomost__work_refuse(
			calendar->work, calendar->workplace->entry->node, POMOST_ERR_LIMIT,
			"expected a schedule of at most %d months, found month %d",
			POMOST_LIMIT_MONTHS, (int)(first + run->months - 1));
	if (!(calendar->splits ? lay_split(calendar, run, first)
			       : lay_months(calendar, run, first)))
		return false;
	if (pattern->count > begin)
		run->from = pattern->dates[begin].from;
	if (pattern->pieces && !finish_rows(calendar, begin))
		return false;
	run->count = pattern->count - begin;
	if (calendar->moved && run->count > 0)
		pomost__work_use(calendar->work, calendar->bridging->month_end.node);
	if (run->count > 0 && pattern->dates[pattern->count - 1].to > pattern->bridging_end)
		pattern->bridging_end = pattern->dates[pattern->count - 1].to;
	return true;
}

/* The rules that every instalment of the bridging rests on. */
static void
use_rules(struct pomost__work *work, const struct pomost__bridging *bridging)
{
	const struct pomost__bridging_due *due = bridging->due.item;

	pomost__work_use(work, bridging->from.node);
	pomost__work_use(work, bridging->count_months.node);
	pomost__work_use(work, due ? due->day.node : NULL);
	pomost__work_use(work, due ? due->month.node : NULL);
}

/* So many months after a moment, for a rule that names it. */
POMOST__RARE static bool
find_after(struct calendar *calendar, const struct pomost__months_after *after, const char *rule,
	   int32_t *day)
{
	int32_t from =
		pomost__case_moment(calendar->work->subject, calendar->workplace, &after->from);
	enum pomost__month_end month_end =
		(enum pomost__month_end)calendar->bridging->month_end.value;
	const struct pomost__node *entry = calendar->workplace->entry->node;
	struct pomost__date date;

	if (from == POMOST__NO_DAY)
		return pomost__work_refuse(
			calendar->work, entry, POMOST_ERR_KEY_MISSING,
			"expected the day of %s, from which %s counts, found none",
			after->from.name, rule);
	date = pomost__date_of(from);
	switch (pomost__month_start(date, (int32_t)after->months.value, month_end, day)) {
	case POMOST__MONTH_OK:
		return true;
	case POMOST__MONTH_MOVED:
		pomost__work_use(calendar->work, calendar->bridging->month_end.node);
		return true;
	case POMOST__MONTH_MISSING:
		return pomost__work_refuse(
			calendar->work, entry,
			calendar->bridging->month_end.node ? POMOST_ERR_REFUSED
							   : POMOST_ERR_UNSTATED,
			"%s would end on day %d, which does not exist; bridging.month-end is %s",
			rule, (int)date.day,
			calendar->bridging->month_end.node ? "refuse" : "not stated");
	default:
		return pomost__work_refuse(
			calendar->work, entry, POMOST_ERR_LIMIT,
			"expected days up to the year 9999 under %s, found later "
			"ones",
			rule);
	}
}

/* The application for a phase is not made too early. */
POMOST__RARE static bool
check_application(struct calendar *calendar, const struct pomost__phase *phase)
{
	const struct pomost__months_after *after = phase->apply_after.item;
	const struct pomost__node *entry = calendar->workplace->entry->node;
	int32_t applied = POMOST__NO_DAY;
	int32_t earliest;
	char rule[128];
	char text[POMOST__DATE_TEXT];
	char found[POMOST__DATE_TEXT];
	uint32_t i;

	if (!after)
		return true;
	pomost__work_use(calendar->work, phase->apply_after.node);
	for (i = 0; i < phase->requires.count && applied == POMOST__NO_DAY; i++) {
		const struct pomost__condition_item *item = &phase->requires.items[i];

		if (!item->negated)
			applied = calendar->work->subject->decisions[item->index].applied;
	}
	snprintf(rule, sizeof rule, "apply-after of %s", phase->name.bytes);
	if (applied == POMOST__NO_DAY)
		return pomost__work_refuse(calendar->work, entry, POMOST_ERR_KEY_MISSING,
					   "expected the day of the application for %s, which "
					   "apply-after judges, found none",
					   phase->name.bytes);
	if (!find_after(calendar, after, rule, &earliest))
		return false;
	if (applied >= earliest)
		return true;
	pomost__date_format(earliest, text);
	pomost__date_format(applied, found);
	return pomost__work_refuse(calendar->work, entry, POMOST_ERR_REFUSED,
				   "expected an application for %s from %s on, found one of %s",
				   phase->name.bytes, text, found);
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

/* The day on which month 1 begins, and whether calendar months are cut by it. */
static bool
begin_calendar(struct calendar *calendar)
{
	const struct pomost__bridging *bridging = calendar->bridging;
	int32_t day =
		pomost__case_moment(calendar->work->subject, calendar->workplace, &bridging->from);
	struct pomost__date *anchor = &calendar->anchor;

	if (day == POMOST__NO_DAY)
		return pomost__work_refuse(calendar->work, calendar->workplace->entry->node,
					   POMOST_ERR_KEY_MISSING,
					   "expected the day of %s, from which bridging.from "
					   "counts, found none",
					   bridging->from.node->text);
	*anchor = pomost__date_of(day);
	if (bridging->count_months.value == POMOST__COUNT_CALENDAR && anchor->day != 1) {
		enum pomost__part_months kind =
			(enum pomost__part_months)bridging->part_months.value;

		if (kind == POMOST__PART_MONTHS_UNSTATED)
			return pomost__work_refuse(
				calendar->work, calendar->workplace->entry->node,
				POMOST_ERR_UNSTATED,
				"month 1 begins inside a calendar month; expected "
				"bridging.part-months, found none");
		pomost__work_use(calendar->work, bridging->part_months.node);
		calendar->splits = pomost__month_share_by_days(kind);
		if (!calendar->splits) {
			day = kind == POMOST__PART_MONTHS_WHOLE ? day - anchor->day + 1
								: month_last(day) + 1;
			*anchor = pomost__date_of(day);
		}
	}
	calendar->next = pomost__month_walk_at(*anchor, day);
	calendar->until = INT32_MAX;
	pomost__work_use(calendar->work, bridging->until.node);
	return !bridging->until.item ||
	       find_after(calendar, bridging->until.item, "bridging.until", &calendar->until);
}

static bool
lay_bridging(struct pomost__work *work, const struct pomost__workplace *workplace,
	     struct pomost__pattern *pattern)
{
	struct calendar calendar = {.work = work,
				    .workplace = workplace,
				    .bridging = work->programme->bridging,
				    .pattern = pattern};
	uint32_t once = pattern->count;
	uint32_t i;

	if (pattern->run_count == 0)
		return true;
	if (!begin_calendar(&calendar))
		return false;
	for (i = 0; i < pattern->run_count; i++) {
		struct pomost__run *run = &pattern->runs[i];

		pomost__work_use(work, run->phase->start.node);
		if ((run->phase->apply_after.item && !check_application(&calendar, run->phase)) ||
		    !lay_phase(&calendar, run))
			return false;
	}
	if (pattern->count > once)
		use_rules(work, calendar.bridging);
	return true;
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
	if (!lay_bridging(work, workplace, pattern))
		return NULL;
	for (i = 0; i < once; i++) {
		if (!find_due(work, workplace, pattern, &pattern->dates[i]))
			return NULL;
	}
	order_rows(pattern, once);
	return pattern;
}
