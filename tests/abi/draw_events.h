/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Programmes with rules for events, and cases with events, drawn by number: the same number draws the same on every
 * platform. Sequences of events are mostly such as may happen; days lie close together and about the ends of terms.
 */
#ifndef POMOST_TESTS_DRAW_EVENTS_H
#define POMOST_TESTS_DRAW_EVENTS_H

#include "text.h"

#define WORKPLACES 6
#define EVENTS 12
#define PHASES 3

enum what { VACATED, REFILLED, CLOSED, JOB_FRACTION, SUSPENDED, RESUMED, AGREEMENT_ENDED };

static const char *const whats[] = {"vacated",   "refilled", "closed",         "job-fraction",
				    "suspended", "resumed",  "agreement-ended"};

/* The generator: splitmix64. */
struct lot {
	uint64_t state;
};

static uint64_t
draw(struct lot *lot)
{
	uint64_t z = lot->state += 0x9E3779B97F4A7C15U;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

/* A number from 0 to before `end`. */
static int
below(struct lot *lot, int end)
{
	return (int)(draw(lot) % (uint64_t)end);
}

static bool
chance(struct lot *lot, int percent)
{
	return below(lot, 100) < percent;
}

#define ONE_OF(lot, list) ((list)[below(lot, (int)COUNT(list))])

struct event {
	int32_t on;
	enum what what;
	int workplace; /* -1: all */
	const char *to;
};

/* What a test must know of the rules, to tell what is to come out. */
struct drawn_rules {
	bool next; /* month-end */
	bool has_until;
	bool refill_months;
	int refill;
	bool vacancy_shifts;
	bool suspension_shifts;
	bool by_fraction;
	int phases;
	const char *phase_names[PHASES];
};

struct drawn {
	uint64_t number;
	struct drawn_rules rules;
	struct text programme;
	int32_t agreement;
	int workplaces;
	int32_t employed[WORKPLACES];
	const char *fractions[WORKPLACES];
	struct event events[EVENTS];
	int event_count;
	bool valid; /* the events may have happened */
};

/* A day as text; in turn in one of four buffers. */
static const char *
day_text(int32_t day)
{
	static char texts[4][POMOST_DATE_TEXT];
	static int turn;

	turn = (turn + 1) % 4;
	if (pomost_date_format(day, texts[turn], NULL) != POMOST_OK)
		bail_out("a day", NULL);
	return texts[turn];
}

/* The day so many months later; where there is none, the last of the month or the first of the next. */
static int32_t
months_later(int32_t day, int count, bool next)
{
	int32_t first;
	int year;
	int month;
	int of_month;

	sscanf(day_text(day), "%d-%d-%d", &year, &month, &of_month);
	month += count;
	year += (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	first = day_of(year, month, 1);
	day = first + of_month - 1;
	first = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
	return day < first ? day : next ? first : first - 1;
}

/* The last day on which a workplace that was vacated may be refilled. */
static int32_t
refill_end(const struct drawn_rules *rules, int32_t vacated)
{
	return rules->refill_months ? months_later(vacated, rules->refill, rules->next)
				    : vacated + rules->refill;
}

static void
draw_phases(struct drawn *drawn, struct lot *lot)
{
	static const char *const names[] = {"basic", "extended", "extended"};
	static const char *const spreads[] = {"rest-last", "rest-first", "largest-remainder"};
	struct text *text = &drawn->programme;
	int i;

	drawn->rules.phases = 1 + below(lot, PHASES);
	add(text, "  phases:\n");
	for (i = 0; i < drawn->rules.phases; i++) {
		static const int sums[] = {175000, 100000, 100, 1, 33333, 99999, 238617};
		int sum = ONE_OF(lot, sums);

		drawn->rules.phase_names[i] = names[i];
		add(text, "    - {name: %s, months: %d, amount: {flat: ", names[i],
		    1 + below(lot, 5));
		if (drawn->rules.by_fraction)
			add(text, "{times: [%d.%02d, job-fraction]}", sum / 100, sum % 100);
		else
			add(text, "%d.%02d", sum / 100, sum % 100);
		if (chance(lot, 25))
			add(text, ", per: phase, spread: %s", ONE_OF(lot, spreads));
		add(text, "}}\n");
	}
}

static void
draw_bridging(struct drawn *drawn, struct lot *lot)
{
	static const char *const parts[] = {"whole", "none", "calendar-days", "thirtieths",
					    "working-days"};
	static const char *const days[] = {"1", "10", "15", "last"};
	struct text *text = &drawn->programme;

	drawn->rules.next = chance(lot, 30);
	add(text, "bridging:\n  from: employment\n  month-end: %s\n  part-months: %s\n",
	    drawn->rules.next ? "next" : "clamp", ONE_OF(lot, parts));
	add(text, "  holidays: none\n  count-months: %s\n",
	    chance(lot, 30) ? "calendar" : "from-start");
	if (chance(lot, 80))
		add(text, "  due: {day: %s, month: %s}\n", ONE_OF(lot, days),
		    chance(lot, 50) ? "same" : "next");
	drawn->rules.has_until = chance(lot, 20);
	if (drawn->rules.has_until)
		add(text, "  until: {months: %d, from: agreement}\n", 2 + below(lot, 10));
	draw_phases(drawn, lot);
}

static void
draw_caps(struct drawn *drawn, struct lot *lot)
{
	static const char *const ons[] = {"total", "bridging", "grant", "basic"};
	static const char *const pers[] = {"entity", "workplace", "entity-month"};
	static const char *const trims[] = {"proportional", "last-first", "whole-workplaces"};

	if (!chance(lot, 30))
		return;
	add(&drawn->programme, "caps: [{on: %s, per: %s, amount: %d.%02d, trim: %s}]\n",
	    ONE_OF(lot, ons), ONE_OF(lot, pers), 500 + below(lot, 60000), below(lot, 100),
	    ONE_OF(lot, trims));
}

/* What happens to a workplace that is vacant, suspended or closed. */
static void
draw_life(struct drawn *drawn, struct lot *lot)
{
	static const char *const kinds[] = {"whole", "by-month", "by-day", "none"};
	static const char *const moments[] = {"employment", "agreement", "bridging-end"};
	static const int days[] = {1, 14, 30, 60};
	struct drawn_rules *rules = &drawn->rules;
	struct text *text = &drawn->programme;

	rules->refill_months = chance(lot, 40);
	rules->refill = rules->refill_months ? 1 + below(lot, 3) : ONE_OF(lot, days);
	rules->vacancy_shifts = chance(lot, 60);
	rules->suspension_shifts = chance(lot, 60);
	add(text, "vacancy: {refill-within: {%s: %d}, while-vacant: %s, shifts-schedule: %s}\n",
	    rules->refill_months ? "months" : "days", rules->refill,
	    chance(lot, 70) ? "unpaid" : "paid", rules->vacancy_shifts ? "true" : "false");
	add(text, "suspension: {paid: %s, shifts-schedule: %s}\n",
	    chance(lot, 25) ? "true" : "false", rules->suspension_shifts ? "true" : "false");
	add(text, "durability: {months: %d, from: %s}\n", 1 + below(lot, 24), ONE_OF(lot, moments));
	add(text, "repayment: {grant: %s, training: %s, basic: %s", ONE_OF(lot, kinds),
	    ONE_OF(lot, kinds), ONE_OF(lot, kinds));
	if (rules->phases > 1)
		add(text, ", extended: %s", ONE_OF(lot, kinds));
	add(text, chance(lot, 50) ? ", within: {days: 30}}\n" : "}\n");
}

static void
draw_programme(struct drawn *drawn, struct lot *lot)
{
	static const char *const modes[] = {"half-up", "half-even", "half-down", "up", "down"};
	struct text *text = &drawn->programme;

	add(text, "pomost: 1\nid: p\nname: p\ncurrency: PLN\n"
		  "sources: {s: {title: t, seen: 2026-11-22}}\nsource: s\n");
	add(text, "rounding: %s\n", ONE_OF(lot, modes));
	drawn->rules.by_fraction = chance(lot, 50);
	add(text, "grant:\n  amount: {flat: %d.%02d}\n", below(lot, 30000), below(lot, 100));
	if (chance(lot, 60))
		add(text, "  due: {days: %d, from: employment}\n", below(lot, 200));
	add(text, "components:\n  - {name: training, amount: {flat: %d}, per: %s, ",
	    1 + below(lot, 900), chance(lot, 20) ? "entity" : "workplace");
	add(text, "due: {days: %d, from: agreement}}\n", below(lot, 150));
	draw_bridging(drawn, lot);
	draw_caps(drawn, lot);
	if (chance(lot, 50))
		add(text, "financing: [{name: EU, share: 84.28%%}, {name: state, share: rest}]\n");
	draw_life(drawn, lot);
}

/* How the workplaces stand while events are drawn. */
struct drawing {
	bool vacant[WORKPLACES];
	bool suspended[WORKPLACES];
	bool closed[WORKPLACES];
	int32_t vacated[WORKPLACES];
};

/* Whether an event may happen to a workplace. */
static bool
may_happen(const struct drawing *drawing, enum what what, int workplace)
{
	switch (what) {
	case VACATED:
		return !drawing->vacant[workplace];
	case REFILLED:
		return drawing->vacant[workplace];
	case SUSPENDED:
		return !drawing->suspended[workplace];
	case RESUMED:
		return drawing->suspended[workplace];
	default:
		return true;
	}
}

/* The same of one that may concern all; those that are closed are passed by. */
static bool
may_all(const struct drawn *drawn, const struct drawing *drawing, const struct event *event)
{
	int i;

	if (event->workplace >= 0)
		return event->what != AGREEMENT_ENDED && !drawing->closed[event->workplace] &&
		       event->on >= drawn->employed[event->workplace] &&
		       may_happen(drawing, event->what, event->workplace);
	for (i = 0; i < drawn->workplaces; i++) {
		if (!drawing->closed[i] && !may_happen(drawing, event->what, i))
			return false;
	}
	return true;
}

static void
happen(struct drawing *drawing, const struct event *event, int workplace)
{
	if (drawing->closed[workplace])
		return;
	drawing->vacant[workplace] ^= event->what == VACATED || event->what == REFILLED;
	drawing->suspended[workplace] ^= event->what == SUSPENDED || event->what == RESUMED;
	drawing->closed[workplace] |= event->what == CLOSED || event->what == AGREEMENT_ENDED;
	if (event->what == VACATED)
		drawing->vacated[workplace] = event->on;
}

/* The next day: the same, soon, or about the end of the term of a vacancy. */
static int32_t
next_day(const struct drawn *drawn, const struct drawing *drawing, struct lot *lot, int32_t day,
	 int workplace)
{
	int32_t later = day + (chance(lot, 20) ? 0 : 1 + below(lot, chance(lot, 30) ? 90 : 20));

	if (workplace >= 0 && drawing->vacant[workplace] && chance(lot, 40))
		later = refill_end(&drawn->rules, drawing->vacated[workplace]) - 1 + below(lot, 3);
	return later > day ? later : day;
}

/* What is likely next. */
static enum what
next_what(const struct drawn *drawn, const struct drawing *drawing, struct lot *lot, int workplace)
{
	int first = workplace >= 0 ? workplace : 0;

	if (drawing->vacant[first] && chance(lot, 60))
		return REFILLED;
	if (drawing->suspended[first] && chance(lot, 60))
		return RESUMED;
	if (chance(lot, 12))
		return workplace < 0 && chance(lot, 50) ? AGREEMENT_ENDED : CLOSED;
	if (drawn->rules.by_fraction && chance(lot, 20))
		return JOB_FRACTION;
	return chance(lot, 50) ? VACATED : SUSPENDED;
}

static void
draw_events(struct drawn *drawn, struct lot *lot)
{
	static const char *const fractions[] = {"1", "1/2", "3/4"};
	struct drawing drawing = {{0}, {0}, {0}, {0}};
	int32_t day = drawn->agreement;
	int wanted = below(lot, EVENTS) + 1;
	int i;

	drawn->valid = true;
	drawn->event_count = 0;
	while (wanted-- > 0) {
		int workplace = chance(lot, 15) ? -1 : below(lot, drawn->workplaces);
		struct event event = {.workplace = workplace};
		bool may;

		event.on = next_day(drawn, &drawing, lot, day, workplace);
		event.what = next_what(drawn, &drawing, lot, workplace);
		if (event.what == JOB_FRACTION)
			event.to = ONE_OF(lot, fractions);
		may = may_all(drawn, &drawing, &event);
		if (!may && !chance(lot, 1))
			continue;
		drawn->valid &= may;
		for (i = 0; may && i < drawn->workplaces; i++) {
			if (workplace < 0 || workplace == i)
				happen(&drawing, &event, i);
		}
		drawn->events[drawn->event_count++] = event;
		day = event.on;
	}
}

/* The programme of a number; cases are drawn for it anew. */
static void
draw_rules(struct drawn *drawn, uint64_t number)
{
	struct lot lot = {number * 2};

	*drawn = (struct drawn){.programme = drawn->programme};
	drawn->programme.length = 0;
	draw_programme(drawn, &lot);
}

static void
draw_case(struct drawn *drawn, uint64_t number)
{
	static const char *const fractions[] = {"1", "1", "1/2"};
	struct lot lot = {number * 2 + 1};
	int i;

	drawn->number = number;
	drawn->agreement = day_of(2017, 1, 31) + below(&lot, 90);
	drawn->workplaces = 1 + below(&lot, WORKPLACES);
	for (i = 0; i < drawn->workplaces; i++) {
		drawn->employed[i] = drawn->agreement + (chance(&lot, 40) ? 0 : below(&lot, 45));
		drawn->fractions[i] = drawn->rules.by_fraction ? ONE_OF(&lot, fractions) : "1";
	}
	draw_events(drawn, &lot);
}

/* The case with the first `count` of its events in an order; its text is to be freed. */
static struct text
write_case(const struct drawn *drawn, const int *order, int count)
{
	struct text text = {0};
	int i;

	add(&text, "pomost: 1\nid: c\nprogramme: p\nagreement: %s\nworkplaces:\n",
	    day_text(drawn->agreement));
	for (i = 0; i < drawn->workplaces; i++)
		add(&text, "  - {id: w%d, employed: %s, job-fraction: %s}\n", i + 1,
		    day_text(drawn->employed[i]), drawn->fractions[i]);
	for (i = 0; i < count; i++) {
		const struct event *event = &drawn->events[order[i]];

		add(&text, "%s  - {on: %s, what: %s", i == 0 ? "events:\n" : "",
		    day_text(event->on), whats[event->what]);
		if (event->workplace >= 0)
			add(&text, ", workplace: w%d", event->workplace + 1);
		if (event->to)
			add(&text, ", to: %s", event->to);
		add(&text, "}\n");
	}
	return text;
}

#endif
