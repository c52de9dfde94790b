/* SPDX-License-Identifier: Apache-2.0 */
/* When the rows of a workplace begin, end and are due. */
#include <stdlib.h>

#include "award/pattern.h"
#include "calendar/month.h"

/* The months of one workplace as they are laid out. */
struct calendar {
	struct pomost__work *work;
	const struct pomost__workplace *workplace;
	const struct pomost__bridging *bridging;
	struct pomost__date anchor;
	int32_t last_month;             /* of the phase before; 0 at the start */
	struct pomost__month_walk next; /* the calendar month in which the month after it starts */
};

int32_t
pomost__pattern_anchor(const struct pomost__work *work, const struct pomost__workplace *workplace)
{
	const struct pomost__bridging *bridging = work->programme->bridging;

	return bridging ? pomost__case_moment(work->subject, workplace, &bridging->from)
			: POMOST__NO_DAY;
}

int32_t
pomost__pattern_grant_due(const struct pomost__work *work,
			  const struct pomost__workplace *workplace)
{
	static const struct pomost__moment agreement = {.kind = POMOST__MOMENT_AGREEMENT};
	const struct pomost__grant *grant = work->programme->grant;
	const struct pomost__grant_due *due = grant ? grant->due.item : NULL;
	int32_t day = pomost__case_moment(work->subject, workplace, due ? &due->from : &agreement);

	if (due && day != POMOST__NO_DAY)
		day += (int32_t)due->days.value;
	return day;
}

/* Adds the error for a month that could not start. Always false. */
static bool
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
static bool
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
static bool
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
		int32_t decided = subject->decided[requires->items[i].index];
		int32_t starts = subject->starts[requires->items[i].index];
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
static bool
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

static bool
lay_months(struct calendar *calendar, const struct pomost__phase *phase, int32_t first,
	   struct pomost__pattern *pattern)
{
	enum pomost__month_end rule = (enum pomost__month_end)calendar->bridging->month_end.value;
	const struct pomost__bridging_due *due = calendar->bridging->due.item;
	int32_t anchor_day = calendar->anchor.day;
	int32_t last = first + (int32_t)phase->months.value - 1;
	struct pomost__month_walk walk = calendar->next;
	enum pomost__month_status status;
	bool moved = false;
	int32_t month;
	int32_t start;

	if (first != calendar->last_month + 1 &&
	    !pomost__month_walk_begin(&walk, calendar->anchor, first - 1))
		return fail_month(calendar, first, POMOST__MONTH_RANGE);
	status = pomost__month_walk_start(&walk, anchor_day, rule, &start);
	/* Each month ends the day before the next one starts. */
	for (month = first; month <= last; month++) {
		struct pomost__date_row *row = &pattern->dates[pattern->count];

		if (status == POMOST__MONTH_MISSING)
			return fail_month(calendar, month, status);
		row->part = (int32_t)phase->part;
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
	return true;
}

static bool
lay_phase(struct calendar *calendar, const struct pomost__phase *phase,
	  struct pomost__pattern *pattern)
{
	int32_t months = (int32_t)phase->months.value;
	int32_t first;

	if (!phase_start(calendar, phase, &first))
		return false;
	if (first + months - 1 > POMOST_LIMIT_MONTHS)
		return pomost__work_refuse(
			calendar->work, calendar->workplace->entry->node, POMOST_ERR_LIMIT,
			"expected a schedule of at most %d months, found month %d",
			POMOST_LIMIT_MONTHS, (int)(first + months - 1));
	return lay_months(calendar, phase, first, pattern);
}

/* The rules that every instalment of the bridging rests on. */
static void
use_rules(struct pomost__work *work, const struct pomost__bridging *bridging)
{
	const struct pomost__bridging_due *due = bridging->due.item;

	pomost__work_use(work, bridging->from.node);
	pomost__work_use(work, due ? due->day.node : NULL);
	pomost__work_use(work, due ? due->month.node : NULL);
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
 * a phase begins can that of the pattern be broken; mostly it is not.
 */
static void
order_rows(struct pomost__pattern *pattern, const uint32_t *begins, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++) {
		uint32_t begin = begins[i];

		if (begin > 0 &&
		    compare_rows(&pattern->dates[begin - 1], &pattern->dates[begin]) > 0) {
			qsort(pattern->dates, pattern->count, sizeof *pattern->dates, compare_rows);
			return;
		}
	}
}

static bool
lay_bridging(struct pomost__work *work, const struct pomost__workplace *workplace,
	     struct pomost__pattern *pattern)
{
	struct calendar calendar = {
		.work = work, .workplace = workplace, .bridging = work->programme->bridging};
	const struct pomost__phase *phases;
	uint32_t begins[POMOST_LIMIT_PHASES];
	uint32_t granted = 0;
	uint32_t count;
	uint32_t i;

	phases = pomost__programme_phases(work->programme, &count);
	for (i = 0; i < count; i++) {
		if (!pomost__condition_holds(&phases[i].requires, workplace->facts))
			continue;
		if (pattern->anchor == POMOST__NO_DAY)
			return pomost__work_refuse(
				work, workplace->entry->node, POMOST_ERR_KEY_MISSING,
				"expected the day of %s, from which bridging.from "
				"counts, found none",
				calendar.bridging->from.node->text);
		if (calendar.last_month == 0) {
			calendar.anchor = pomost__date_of(pattern->anchor);
			calendar.next = pomost__month_walk_at(calendar.anchor, pattern->anchor);
		}
		if (calendar.last_month == 0)
			use_rules(work, calendar.bridging);
		pomost__work_use(work, phases[i].months.node);
		pomost__work_use(work, phases[i].start.node);
		begins[granted++] = pattern->count;
		if (!lay_phase(&calendar, &phases[i], pattern))
			return false;
	}
	order_rows(pattern, begins, granted);
	return true;
}

static bool
lay_grant(struct pomost__work *work, const struct pomost__workplace *workplace,
	  struct pomost__pattern *pattern)
{
	const struct pomost__grant *grant = work->programme->grant;
	const struct pomost__grant_due *due = grant ? grant->due.item : NULL;
	int32_t day = pattern->grant_due;

	if (!grant || !pomost__condition_holds(&grant->requires, workplace->facts))
		return true;
	if (day != POMOST__NO_DAY && day > POMOST__DAY_MAX)
		return pomost__work_refuse(
			work, workplace->entry->node, POMOST_ERR_LIMIT,
			"expected due days up to the year 9999, found later ones");
	if (due && day != POMOST__NO_DAY) {
		pomost__work_use(work, due->days.node);
		pomost__work_use(work, due->from.node);
	}
	pattern->dates[0] = (struct pomost__date_row){
		.from = POMOST__NO_DAY, .to = POMOST__NO_DAY, .due = day, .day = day};
	pattern->count = 1;
	return true;
}

struct pomost__pattern *
pomost__pattern_of_dates(struct pomost__work *work, const struct pomost__workplace *workplace,
			 uint32_t rows)
{
	struct pomost__pattern *pattern =
		pomost__pattern_new(work, workplace, rows * sizeof *pattern->dates);

	if (!pattern)
		return NULL;
	pattern->dates = (struct pomost__date_row *)(pattern + 1);
	pattern->anchor = pomost__pattern_anchor(work, workplace);
	pattern->grant_due = pomost__pattern_grant_due(work, workplace);
	if (!lay_grant(work, workplace, pattern) || !lay_bridging(work, workplace, pattern))
		return NULL;
	return pattern;
}
