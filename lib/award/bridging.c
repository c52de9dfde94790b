/* SPDX-License-Identifier: Apache-2.0 */
/* The bridging of a workplace: its phases one after another, parts of months, and when it ends. */
#include <stdio.h>
#include <string.h>

#include "award/months.h"

/* A day of a series of holidays; fails where the series does not know it. */
struct holidays {
	struct pomost__calendar *calendar;
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

bool
pomost__bridging_share(struct pomost__calendar *calendar, int32_t first, int32_t length,
		       int32_t days, struct pomost__month_share *share)
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

bool
pomost__bridging_kept(struct pomost__calendar *calendar, int32_t month, int32_t from,
		      int32_t length, struct pomost__month_share *kept)
{
	int32_t days = calendar->until - from;

	switch (calendar->bridging->part_months.value) {
	case POMOST__PART_MONTHS_UNSTATED:
		return pomost__work_refuse(calendar->work, calendar->workplace->entry->node,
					   POMOST_ERR_UNSTATED,
					   "month %d is cut by bridging.until; expected "
					   "bridging.part-months, found none",
					   (int)month);
	case POMOST__PART_MONTHS_WHOLE:
		days = length;
		break;
	case POMOST__PART_MONTHS_NONE:
		days = 0;
		break;
	default:
		break;
	}
	return pomost__bridging_share(calendar, from, length, days, kept);
}

/* What of its month an instalment that `until` cuts keeps. */
static bool
cut_row(struct pomost__calendar *calendar, struct pomost__date_row *row,
	struct pomost__piece *piece)
{
	int32_t length = row->to - row->from + 1;

	piece->cut = true;
	row->to = calendar->until - 1;
	return pomost__bridging_kept(calendar, row->month, row->from, length, &piece->kept);
}

/* Takes away what `until` leaves out of the rows of a phase, and says what of its month each is. */
POMOST__RARE static bool
finish_rows(struct pomost__calendar *calendar, uint32_t begin)
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

			if (!pomost__bridging_share(calendar, row->from - date.day + 1,
						    pomost__days_in_month(date.year, date.month),
						    date.day - 1, &piece->before))
				return false;
		}
		if (row->to >= calendar->until && !cut_row(calendar, row, piece))
			return false;
	}
	return true;
}

static bool
lay_phase(struct pomost__calendar *calendar, struct pomost__run *run)
{
	struct pomost__pattern *pattern = calendar->pattern;
	uint32_t begin = pattern->count;
	int32_t first;

	calendar->moved = false;
	if (!pomost__months_phase_start(calendar, run->phase, &first))
		return false;
	run->first = first;
	if (first + run->months - 1 > POMOST_LIMIT_MONTHS)
		return pomost__work_refuse(
			calendar->work, calendar->workplace->entry->node, POMOST_ERR_LIMIT,
			"expected a schedule of at most %d months, found month %d",
			POMOST_LIMIT_MONTHS, (int)(first + run->months - 1));
	if (!(calendar->splits ? pomost__months_lay_split(calendar, run, first)
			       : pomost__months_lay(calendar, run, first)))
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
find_after(struct pomost__calendar *calendar, const struct pomost__months_after *after,
	   const char *rule, int32_t *day)
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
check_application(struct pomost__calendar *calendar, const struct pomost__phase *phase)
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

bool
pomost__bridging_begin(struct pomost__calendar *calendar)
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
								: pomost__months_last_day(day) + 1;
			*anchor = pomost__date_of(day);
		}
	}
	calendar->next = pomost__month_walk_at(*anchor, day);
	calendar->until = INT32_MAX;
	pomost__work_use(calendar->work, bridging->until.node);
	return !bridging->until.item ||
	       find_after(calendar, bridging->until.item, "bridging.until", &calendar->until);
}

bool
pomost__bridging_lay(struct pomost__work *work, const struct pomost__workplace *workplace,
		     struct pomost__pattern *pattern)
{
	struct pomost__calendar calendar = {.work = work,
					    .workplace = workplace,
					    .bridging = work->programme->bridging,
					    .pattern = pattern};
	uint32_t once = pattern->count;
	uint32_t i;

	if (pattern->run_count == 0)
		return true;
	if (!pomost__bridging_begin(&calendar))
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
