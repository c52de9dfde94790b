/* SPDX-License-Identifier: Apache-2.0 */
#include "life/standing.h"

#include "calendar/month.h"

/* The events of one slot as they pass. */
struct passing {
	struct pomost__work *work;
	struct pomost__standing *standing;
	uint32_t room;
	const struct pomost__event *vacated; /* NULL while it is filled */
	uint32_t vacated_at;
	const struct pomost__event *suspended;
	uint32_t suspended_at;
};

bool
pomost__standing_months_after(struct pomost__work *work, const struct pomost__node *place,
			      int32_t day, int32_t count, const char *what, int32_t *result)
{
	const struct pomost__bridging *bridging = work->programme->bridging;
	const struct pomost__node *rule = bridging ? bridging->month_end.node : NULL;
	struct pomost__date date = pomost__date_of(day);

	switch (pomost__month_start(date, count,
				    rule ? (enum pomost__month_end)bridging->month_end.value : 0,
				    result)) {
	case POMOST__MONTH_OK:
		return true;
	case POMOST__MONTH_MOVED:
		pomost__work_use(work, rule);
		return true;
	case POMOST__MONTH_MISSING:
		return pomost__work_refuse(
			work, place, rule ? POMOST_ERR_REFUSED : POMOST_ERR_UNSTATED,
			"%s would end on day %d, which does not exist; bridging.month-end is %s",
			what, (int)date.day, rule ? "refuse" : "not stated");
	default:
		return pomost__work_refuse(work, place, POMOST_ERR_LIMIT,
					   "expected days up to the year 9999 under %s, found "
					   "later ones",
					   what);
	}
}

static void
add_span(struct passing *passing, int32_t begin, int32_t end, uint32_t event, uint32_t ended_by,
	 bool moves)
{
	const struct pomost__event *events = passing->work->subject->application.events.items;
	struct pomost__standing *standing = passing->standing;
	bool is_suspension = events[event].what.value == POMOST__EVENT_SUSPENDED;

	if (begin > end)
		return;
	standing->spans[standing->span_count++] =
		(struct pomost__span){begin, end, event, ended_by, moves, is_suspension};
	standing->has_suspensions |= is_suspension;
	standing->has_vacancies |= !is_suspension;
}

static void
close(struct passing *passing, int32_t day, uint32_t event, uint32_t ended_by)
{
	struct pomost__standing *standing = passing->standing;

	standing->closing = &standing->spans[standing->span_count];
	add_span(passing, day, POMOST__ENDLESS, event, ended_by, false);
	standing->closed = day;
	standing->closed_by = event;
}

/* A vacancy and a suspension need the rule that says what follows. */
static bool
has_rule(struct pomost__work *work, const struct pomost__event *event)
{
	const struct pomost__rules *rules = &work->programme->rules;
	bool is_vacancy = event->what.value == POMOST__EVENT_VACATED;
	const struct pomost__optional *rule = is_vacancy ? &rules->vacancy : &rules->suspension;
	const char *name = is_vacancy ? "vacancy" : "suspension";

	if (!is_vacancy && event->what.value != POMOST__EVENT_SUSPENDED)
		return true;
	pomost__work_use(work, rule->node);
	return rule->item ||
	       pomost__work_refuse(work, event->node, POMOST_ERR_UNSTATED,
				   "expected the programme to say what follows a %s, under %s, "
				   "found nothing",
				   name, name);
}

/* The last day on which what is vacant may be refilled. */
static bool
find_refill_day(struct passing *passing, int32_t *day)
{
	const struct pomost__vacancy *vacancy = passing->work->programme->rules.vacancy.item;
	const struct pomost__term *term = vacancy->refill_within.item;
	const struct pomost__event *vacated = passing->vacated;

	if (!term->days.node)
		return pomost__standing_months_after(passing->work, vacated->node, vacated->on.day,
						     (int32_t)term->months.value,
						     "vacancy.refill-within", day);
	*day = vacated->on.day + (int32_t)term->days.value;
	return true;
}

/* A vacancy that ended, in time or not: then the workplace is closed by it, and nothing follows. */
static bool
refill(struct passing *passing, const struct pomost__event *event, uint32_t at, bool *ended)
{
	const struct pomost__vacancy *vacancy = passing->work->programme->rules.vacancy.item;
	const struct pomost__event *vacated = passing->vacated;
	int32_t last;

	if (!find_refill_day(passing, &last))
		return false;
	passing->vacated = NULL;
	*ended = event->on.day > last;
	if (*ended) {
		close(passing, vacated->on.day, passing->vacated_at, at);
		return true;
	}
	if (vacancy->while_vacant.value == 0)
		add_span(passing, vacated->on.day, event->on.day - 1, passing->vacated_at, at,
			 vacancy->shifts_schedule.value);
	return true;
}

/* A suspension up to a day, POMOST__ENDLESS where it has not ended: then no event ended it. */
static void
end_suspension(struct passing *passing, int32_t last, uint32_t ended_by)
{
	const struct pomost__suspension *rule = passing->work->programme->rules.suspension.item;

	if (rule->paid.value == 0)
		add_span(passing, passing->suspended->on.day, last, passing->suspended_at, ended_by,
			 rule->shifts_schedule.value && last != POMOST__ENDLESS);
	passing->suspended = NULL;
}

/* What is still open when the last event has passed. */
static bool
end_passing(struct passing *passing, int32_t on)
{
	const struct pomost__vacancy *vacancy = passing->work->programme->rules.vacancy.item;
	int32_t begin;
	int32_t last;

	if (passing->suspended)
		end_suspension(passing, POMOST__ENDLESS, POMOST__NO_EVENT);
	if (!passing->vacated)
		return true;
	begin = passing->vacated->on.day;
	if (on == POMOST__NO_DAY) {
		close(passing, begin, passing->vacated_at, POMOST__NO_EVENT);
		return true;
	}
	if (!find_refill_day(passing, &last))
		return false;
	if (on > last)
		close(passing, begin, passing->vacated_at, POMOST__NO_EVENT);
	else
		add_span(passing, vacancy->while_vacant.value == 0 ? begin : last, POMOST__ENDLESS,
			 passing->vacated_at, POMOST__NO_EVENT, false);
	return true;
}

/* One event. `*ended` where nothing that follows changes anything. */
static bool
pass(struct passing *passing, const struct pomost__event *event, uint32_t at, bool *ended)
{
	struct pomost__standing *standing = passing->standing;

	switch (event->what.value) {
	case POMOST__EVENT_VACATED:
		passing->vacated = event;
		passing->vacated_at = at;
		return true;
	case POMOST__EVENT_REFILLED:
		return refill(passing, event, at, ended);
	case POMOST__EVENT_SUSPENDED:
		passing->suspended = event;
		passing->suspended_at = at;
		return true;
	case POMOST__EVENT_RESUMED:
		end_suspension(passing, event->on.day - 1, at);
		return true;
	case POMOST__EVENT_JOB_FRACTION:
		standing->fractions[standing->fraction_count++] =
			(struct pomost__fraction_change){.day = event->on.day, .event = at};
		return true;
	default:
		if (passing->vacated)
			close(passing, passing->vacated->on.day, passing->vacated_at, at);
		else
			close(passing, event->on.day, at, POMOST__NO_EVENT);
		passing->vacated = NULL;
		*ended = true;
		return true;
	}
}

static bool
is_closing(const struct pomost__event *event)
{
	return event->what.value == POMOST__EVENT_CLOSED ||
	       event->what.value == POMOST__EVENT_AGREEMENT_ENDED;
}

bool
pomost__standing_of(struct pomost__work *work, uint32_t slot, int32_t on,
		    struct pomost__standing *standing)
{
	struct passing passing = {.work = work, .standing = standing};
	struct pomost__timeline timeline = pomost__timeline_of(work->subject, (int32_t)slot - 1);
	uint32_t count = pomost__timeline_count(&timeline);
	const struct pomost__event *event;
	bool ended = false;
	uint32_t at;

	*standing = (struct pomost__standing){.first = POMOST__NO_DAY, .closed = POMOST__NO_DAY};
	if (count == 0)
		return true;
	/* Each event ends or begins at most one span. */
	standing->spans =
		pomost__arena_raw(&work->arena, (size_t)count + 1, sizeof *standing->spans);
	standing->fractions = pomost__arena_raw(&work->arena, count, sizeof *standing->fractions);
	if (!standing->spans || !standing->fractions)
		return pomost__work_nomem(work);
	while ((event = pomost__timeline_next(&timeline, &at)) != NULL) {
		if (on != POMOST__NO_DAY && event->on.day > on)
			break;
		if (slot == 0 && !is_closing(event))
			continue;
		if (standing->first == POMOST__NO_DAY)
			standing->first = event->on.day;
		if (!has_rule(work, event) || (!ended && !pass(&passing, event, at, &ended)))
			return false;
	}
	return end_passing(&passing, on);
}

/* The first span that ends on a day or later: they stand in the order of their ends. */
static uint32_t
first_span(const struct pomost__standing *standing, int32_t day)
{
	uint32_t begin = 0;
	uint32_t end = standing->span_count;

	while (begin < end) {
		uint32_t middle = begin + (end - begin) / 2;

		if (standing->spans[middle].end < day)
			begin = middle + 1;
		else
			end = middle;
	}
	return begin;
}

/* Lets a span act on the days from `days->from` on. */
static void
take_span(struct pomost__days *days, const struct pomost__span *span)
{
	if (span->begin > days->from) {
		if (span->begin - 1 < days->to)
			days->to = span->begin - 1;
		return;
	}
	if (span->end < days->to)
		days->to = span->end;
	if (!days->span || span->begin < days->span->begin ||
	    (span->begin == days->span->begin && span->event < days->span->event))
		days->span = span;
	days->moves &= span->moves;
}

/*
 * The days from `from` on up to the next on which a span begins or ends. Vacancies do not overlap, nor do
 * suspensions: behind one of each that begins later only what has no end, which stands last, may matter.
 */
static struct pomost__days
next_days(const struct pomost__standing *standing, int32_t from, int32_t to)
{
	struct pomost__days days = {.from = from, .to = to, .moves = true};
	uint32_t count = standing->span_count;
	bool later[2] = {!standing->has_vacancies, !standing->has_suspensions};
	uint32_t i;

	for (i = first_span(standing, from); i < count && !(later[0] && later[1]); i++) {
		take_span(&days, &standing->spans[i]);
		later[standing->spans[i].is_suspension] |= standing->spans[i].begin > to;
	}
	while (count > i && standing->spans[count - 1].end == POMOST__ENDLESS)
		take_span(&days, &standing->spans[--count]);
	days.moves &= days.span != NULL;
	return days;
}

struct pomost__days
pomost__standing_days(const struct pomost__standing *standing, int32_t from, int32_t to)
{
	struct pomost__days days = next_days(standing, from, to);

	while (days.to < to) {
		struct pomost__days next = next_days(standing, days.to + 1, to);

		if (next.moves != days.moves || (next.span == NULL) != (days.span == NULL) ||
		    (next.span && next.span->event != days.span->event))
			break;
		days.to = next.to;
	}
	return days;
}

bool
pomost__standing_is_endless(const struct pomost__standing *standing, int32_t day)
{
	uint32_t i;

	for (i = 0; i < standing->span_count; i++) {
		if (standing->spans[i].end == POMOST__ENDLESS && standing->spans[i].begin <= day)
			return true;
	}
	return false;
}
