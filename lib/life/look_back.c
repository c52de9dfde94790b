/* SPDX-License-Identifier: Apache-2.0 */
#include "life/look_back.h"

#include <stdlib.h>
#include <string.h>

#include "calendar/month.h"

/* A slot as it stood from one day to the next on which its standing may differ. */
struct looking_back {
	struct pomost__work *work;
	struct pomost__award_lines *award;
	uint32_t slot;
	int32_t on;
	struct pomost__lines *lines;
	int32_t *days; /* on which the standing may differ, in order */
	uint32_t day_count;
};

static int
compare_days(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left;
	int32_t b = *(const int32_t *)right;

	return a < b ? -1 : a > b;
}

/* The day after the last one for a refill; no day where there is none. */
static int32_t
refill_ends(const struct pomost__work *work, int32_t vacated)
{
	const struct pomost__vacancy *vacancy = work->programme->rules.vacancy.item;
	const struct pomost__bridging *bridging = work->programme->bridging;
	const struct pomost__term *term = vacancy ? vacancy->refill_within.item : NULL;
	int32_t last;

	if (!term)
		return POMOST__NO_DAY;
	if (term->days.node)
		return vacated + (int32_t)term->days.value + 1;
	/* Where there is no such day the settlement as of it tells. */
	if (pomost__month_start(pomost__date_of(vacated), (int32_t)term->months.value,
				bridging ? (enum pomost__month_end)bridging->month_end.value : 0,
				&last) > POMOST__MONTH_MOVED)
		return POMOST__NO_DAY;
	return last + 1;
}

/* The days of the events, and those after which a vacancy is a closing. */
static bool
find_days(struct looking_back *back)
{
	const struct pomost_case *subject = back->work->subject;
	struct pomost__timeline timeline = pomost__timeline_of(subject, (int32_t)back->slot - 1);
	const struct pomost__event *event;
	uint32_t at;

	back->days = pomost__arena_raw(&back->work->arena,
				       2 * (size_t)pomost__timeline_count(&timeline) + 1,
				       sizeof *back->days);
	if (!back->days)
		return pomost__work_nomem(back->work);
	while ((event = pomost__timeline_next(&timeline, &at)) != NULL) {
		int32_t ends = event->what.value == POMOST__EVENT_VACATED
				       ? refill_ends(back->work, event->on.day)
				       : POMOST__NO_DAY;

		back->days[back->day_count++] = event->on.day;
		if (ends != POMOST__NO_DAY)
			back->days[back->day_count++] = ends;
	}
	qsort(back->days, back->day_count, sizeof *back->days, compare_days);
	return true;
}

/* The line that stands for the same instalment; NULL if there is none any more. */
static struct pomost__line *
find_line(const struct pomost__lines *lines, const struct pomost__line *then)
{
	uint32_t i;

	for (i = 0; i < lines->count; i++) {
		struct pomost__line *line = &lines->items[i];

		if (line->base == then->base && line->run == then->run &&
		    line->date.month == then->date.month)
			return line;
	}
	return NULL;
}

/* A month that is no longer added. */
static bool
keep_line(struct looking_back *back, const struct pomost__line *then)
{
	struct pomost__lines *lines = back->lines;
	struct pomost__line *items =
		pomost__arena_raw(&back->work->arena, (size_t)lines->count + 1, sizeof *items);

	if (!items)
		return pomost__work_nomem(back->work);
	memcpy(items, lines->items, lines->count * sizeof *items);
	items[lines->count] = *then;
	items[lines->count].before = then->amount;
	items[lines->count].amount = 0;
	items[lines->count].stood = then->amount;
	items[lines->count].change_count = 0;
	lines->items = items;
	lines->count++;
	return true;
}

/* What was due from the day of a standing to before another. */
static bool
take_lines(struct looking_back *back, const struct pomost__lines *then, int32_t from, int32_t to)
{
	uint32_t i;

	for (i = 0; i < then->count; i++) {
		const struct pomost__line *old = &then->items[i];
		int32_t day = pomost__line_day(old);
		struct pomost__line *line;

		if (day < from || day >= to)
			continue;
		line = find_line(back->lines, old);
		if (line)
			line->stood = old->amount;
		else if (old->amount > 0 && !keep_line(back, old))
			return false;
	}
	return true;
}

/*
 * The lines as of a day, up to before another. What is computed for them alone leaves no explanation, and its memory
 * is given back.
 */
static bool
look(struct looking_back *back, int32_t from, int32_t to)
{
	struct pomost__work *work = back->work;
	struct pomost__recorder *recorder = work->recorder;
	struct pomost__arena kept = work->arena;
	struct pomost__arena used;
	struct pomost__lines then;
	bool done;

	pomost__arena_init(&work->arena, NULL, 0);
	work->recorder = NULL;
	done = pomost__lines_of(work, back->award, back->slot, from, false, &then);
	used = work->arena;
	work->arena = kept;
	work->recorder = recorder;
	done = done && take_lines(back, &then, from, to);
	pomost__arena_free(&used);
	return done;
}

/* Whether something may have been due from one day to before another. */
static bool
has_due(const struct looking_back *back, int32_t from, int32_t to)
{
	const struct pomost__rules *rules = &back->work->programme->rules;
	const struct pomost__vacancy *vacancy = rules->vacancy.item;
	const struct pomost__suspension *suspension = rules->suspension.item;
	uint32_t i;

	if ((vacancy && vacancy->shifts_schedule.value) ||
	    (suspension && suspension->shifts_schedule.value))
		return true;
	for (i = 0; i < back->lines->count; i++) {
		int32_t day = pomost__line_day(&back->lines->items[i]);

		if (day >= from && day < to)
			return true;
	}
	return false;
}

bool
pomost__look_back(struct pomost__work *work, struct pomost__award_lines *award, uint32_t slot,
		  int32_t on, struct pomost__lines *lines)
{
	struct looking_back back = {
		.work = work, .award = award, .slot = slot, .on = on, .lines = lines};
	uint32_t i;

	if (!find_days(&back))
		return false;
	for (i = 0; i < back.day_count; i++) {
		int32_t to = i + 1 < back.day_count ? back.days[i + 1] : INT32_MAX;

		if (on != POMOST__NO_DAY && back.days[i] > on)
			break;
		if (on != POMOST__NO_DAY && to > on)
			to = on + 1;
		if (back.days[i] < to && has_due(&back, back.days[i], to) &&
		    !look(&back, back.days[i], to))
			return false;
	}
	return true;
}
