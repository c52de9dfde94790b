/* SPDX-License-Identifier: Apache-2.0 */
/* What events changed in each instalment, and what each added month pays. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "award/recorder.h"
#include "award/schedule.h"
#include "life/explain.h"
#include "number/money.h"

/* One instalment as it is explained. */
struct explaining {
	struct pomost__work *work;
	const struct pomost__lines *lines; /* of its slot */
	const struct pomost__line *line;
	const struct pomost__reason *reasons; /* of the line */
};

static const struct pomost__event *
event_of(const struct explaining *explaining, uint32_t event)
{
	const struct pomost__event *events = explaining->work->subject->application.events.items;

	return &events[event];
}

/* The first reason of a kind that an event is; any event for POMOST__NO_EVENT. NULL if there is none. */
static const struct pomost__reason *
find_reason(const struct explaining *explaining, enum pomost__reason_kind kind, uint32_t event)
{
	uint32_t i;

	for (i = 0; i < explaining->line->reason_count; i++) {
		const struct pomost__reason *reason = &explaining->reasons[i];

		if (reason->kind == kind && (event == POMOST__NO_EVENT || reason->event == event))
			return reason;
	}
	return NULL;
}

/* The rule that says what follows an event: a closing has none. */
static const struct pomost__node *
rule_of(const struct explaining *explaining, uint32_t event, const char **source)
{
	const struct pomost__rules *rules = &explaining->work->programme->rules;
	const struct pomost__vacancy *vacancy = rules->vacancy.item;
	const struct pomost__suspension *suspension = rules->suspension.item;

	*source = NULL;
	switch (event_of(explaining, event)->what.value) {
	case POMOST__EVENT_VACATED:
		*source = vacancy->scope.source.bytes;
		return rules->vacancy.node;
	case POMOST__EVENT_SUSPENDED:
		*source = suspension->scope.source.bytes;
		return rules->suspension.node;
	default:
		return NULL;
	}
}

/* An event as `vacated 2017-06-10`. */
static void
input_event(const struct explaining *explaining, const char *name, uint32_t number)
{
	const struct pomost__event *event = event_of(explaining, number);
	char day[POMOST__DATE_TEXT];
	char text[64];

	pomost__date_format(event->on.day, day);
	snprintf(text, sizeof text, "%.32s %s", event->what.node->text, day);
	pomost__inputs_text(explaining->work->recorder, name, text);
}

/* How a span ended, and for a vacancy by when it had to. */
static void
input_end(const struct explaining *explaining, const struct pomost__span *span)
{
	const struct pomost__vacancy *vacancy = explaining->work->programme->rules.vacancy.item;
	struct pomost__recorder *recorder = explaining->work->recorder;
	const struct pomost__term *term;
	int64_t count;
	char text[64];

	if (span->ended_by != POMOST__NO_EVENT) {
		const struct pomost__event *event = event_of(explaining, span->ended_by);

		pomost__inputs_day(recorder, event->what.node->text, event->on.day);
	}
	if (event_of(explaining, span->event)->what.value != POMOST__EVENT_VACATED)
		return;
	term = vacancy->refill_within.item;
	count = term->days.node ? term->days.value : term->months.value;
	snprintf(text, sizeof text, "%" PRId64 " %s%s", count, term->days.node ? "day" : "month",
		 count == 1 ? "" : "s");
	pomost__inputs_text(recorder, "refill-within", text);
}

/* Which instalment it is. */
static void
input_line(const struct explaining *explaining)
{
	const struct pomost__line *line = explaining->line;
	struct pomost__work *work = explaining->work;

	pomost__inputs_slot(work, line->slot);
	pomost__inputs_text(work->recorder, "part", work->programme->parts[line->date.part].name);
	if (line->date.month > 0)
		pomost__inputs_number(work->recorder, "month", line->date.month);
}

static void
print_share(struct pomost__buffer *text, const struct pomost__month_share *share)
{
	if (share->of == 1)
		pomost__buffer_print(text, "%" PRId32, share->days);
	else
		pomost__buffer_print(text, "%" PRId32 "/%" PRId32, share->days, share->of);
}

/* Adds what was printed as an input. */
static void
input_buffer(const struct explaining *explaining, const char *name, struct pomost__buffer *text)
{
	if (text->failed)
		explaining->work->recorder->failed = true;
	else if (text->length > 0)
		pomost__inputs_add(explaining->work->recorder, name, text->bytes, text->length);
	pomost__buffer_free(text);
}

/* The days that are not paid because of an event, and which parts of the month they are. */
static void
input_days(const struct explaining *explaining, uint32_t event)
{
	const struct pomost__bridging *bridging = explaining->work->programme->bridging;
	struct pomost__buffer unpaid = {0};
	struct pomost__buffer shares = {0};
	bool parted = false;
	uint32_t i;

	for (i = 0; i < explaining->line->reason_count; i++) {
		const struct pomost__reason *reason = &explaining->reasons[i];
		const struct pomost__loss *loss = &reason->loss;
		char from[POMOST__DATE_TEXT];
		char to[POMOST__DATE_TEXT];

		if (reason->kind != POMOST__REASON_CUT ||
		    (event != POMOST__NO_EVENT && reason->event != event))
			continue;
		pomost__date_format(loss->from, from);
		pomost__date_format(loss->to, to);
		pomost__buffer_print(&unpaid, "%s%s to %s", unpaid.length ? ", " : "", from, to);
		parted |= loss->parted;
		if (!loss->parted || loss->after.of == 0)
			continue;
		pomost__buffer_text(&shares, shares.length ? ", " : "");
		print_share(&shares, &loss->before);
		pomost__buffer_text(&shares, " to ");
		print_share(&shares, &loss->after);
	}
	input_buffer(explaining, "unpaid", &unpaid);
	if (parted)
		pomost__inputs_text(explaining->work->recorder, "part-months",
				    bridging->part_months.node->text);
	input_buffer(explaining, "shares", &shares);
}

/* Adds amount × share, below zero for one that is taken away; notes whether it had to be rounded. */
static bool
add_share(const struct explaining *explaining, int64_t amount,
	  const struct pomost__month_share *share, struct pomost__ratio *exact, bool *rounded)
{
	struct pomost__work *work = explaining->work;
	struct pomost__ratio part;
	struct pomost__ratio of;

	pomost__ratio_from_i64(share->days, 0, &part);
	pomost__ratio_from_i64(share->of, 0, &of);
	part.denominator = of.numerator;
	pomost__ratio_from_i64(amount, work->programme->digits, &of);
	if (pomost__ratio_multiply(&of, &part, &part) != POMOST_OK)
		return false;
	*rounded |= pomost__recorder_mode(work, &part, POMOST_DOWN) != 0;
	return pomost__ratio_add(exact, &part, exact) == POMOST_OK;
}

/* The mode by which parts of the month are rounded, if something was. */
static int32_t
mode_if(const struct explaining *explaining, bool rounded)
{
	const struct pomost__line *line = explaining->line;
	const struct pomost__run *run =
		&explaining->work->schedule->dates[line->slot]->runs[line->run];

	return rounded ? pomost__amount_value(run->phase->amount.item)->scope.rounding.value : 0;
}

/*
 * What is left of an amount of which an event (POMOST__NO_EVENT: any) takes days, exactly; the mode if some
 * running share was rounded. Returns the length of the text, 0 where it has too many digits.
 */
static size_t
format_left(const struct explaining *explaining, uint32_t event, int64_t before,
	    char text[POMOST__RATIO_TEXT], int32_t *mode)
{
	const struct pomost__line *line = explaining->line;
	struct pomost__ratio exact;
	bool rounded = false;
	uint32_t i;

	pomost__ratio_from_i64(before, explaining->work->programme->digits, &exact);
	for (i = 0; i < line->reason_count; i++) {
		const struct pomost__reason *reason = &explaining->reasons[i];
		struct pomost__month_share whole = {1, 1};
		const struct pomost__loss *loss = &reason->loss;

		if (reason->kind != POMOST__REASON_CUT ||
		    (event != POMOST__NO_EVENT && reason->event != event))
			continue;
		if (loss->after.of == 0) {
			if (!add_share(explaining, -loss->sum, &whole, &exact, &rounded))
				return 0;
		} else if (!add_share(explaining, line->full, &loss->before, &exact, &rounded) ||
			   !add_share(explaining, -line->full, &loss->after, &exact, &rounded)) {
			return 0;
		}
	}
	*mode = mode_if(explaining, rounded);
	return pomost__ratio_format(&exact, text);
}

/* Ends an explanation of the line. */
static void
add(const struct explaining *explaining, const struct pomost__node *rule, const char *source,
    const char *exact, int32_t mode, int64_t after)
{
	struct pomost__work *work = explaining->work;
	char result[POMOST__MONEY_TEXT];

	pomost__money_format(after, work->programme->digits, result);
	pomost__recorder_add(work, rule ? pomost__recorder_path(work, rule) : NULL, source,
			     exact ? exact : result, mode, result,
			     "instalments[%" PRIu32 "].amount", explaining->line->row);
}

/* Days of a month that are not paid. */
static void
explain_cut(const struct explaining *explaining, const struct pomost__change *change,
	    const struct pomost__span *span)
{
	struct pomost__work *work = explaining->work;
	const char *source;
	const struct pomost__node *rule = rule_of(explaining, change->event, &source);
	char text[POMOST__RATIO_TEXT];
	int32_t mode = 0;
	size_t length;

	pomost__inputs_begin(work->recorder, NULL);
	input_event(explaining, "event", change->event);
	input_end(explaining, span);
	input_line(explaining);
	pomost__inputs_money(work, "before", change->before);
	if (explaining->line->full != change->before)
		pomost__inputs_money(work, "month-amount", explaining->line->full);
	input_days(explaining, change->event);
	length = format_left(explaining, change->event, change->before, text, &mode);
	add(explaining, rule, source, length > 0 ? text : NULL, mode, change->after);
}

/* What is paid once, after the closing. */
static void
explain_closed(const struct explaining *explaining, const struct pomost__change *change,
	       const struct pomost__span *span)
{
	struct pomost__work *work = explaining->work;
	const char *source;
	const struct pomost__node *rule = rule_of(explaining, change->event, &source);

	pomost__inputs_begin(work->recorder, NULL);
	input_event(explaining, "event", change->event);
	input_end(explaining, span);
	input_line(explaining);
	pomost__inputs_money(work, "before", change->before);
	pomost__inputs_day(work->recorder, "due", explaining->line->date.due);
	add(explaining, rule, source, NULL, 0, change->after);
}

/* An amount that was computed anew: the smaller of it and what the caps left. */
static void
explain_anew(const struct explaining *explaining, const struct pomost__change *change,
	     const struct pomost__reason *reason)
{
	struct pomost__work *work = explaining->work;
	const struct pomost__record *record = &work->recorder->records[reason->record];
	char result[POMOST__MONEY_TEXT];

	pomost__inputs_begin(work->recorder, record->inputs);
	input_event(explaining, "event", change->event);
	input_line(explaining);
	pomost__inputs_money(work, "before", change->before);
	if (reason->capped)
		pomost__inputs_text(work->recorder, "computed", record->exact);
	pomost__inputs_money(work, "at-most", explaining->line->before);
	pomost__money_format(change->after, work->programme->digits, result);
	pomost__recorder_add(work, record->rule, record->source,
			     reason->capped ? result : record->exact,
			     reason->capped ? 0 : record->mode, result,
			     "instalments[%" PRIu32 "].amount", explaining->line->row);
}

/* What the added month may pay, and which days of its own are not paid. */
static void
input_added(const struct explaining *explaining)
{
	const struct pomost__reason *reason =
		find_reason(explaining, POMOST__REASON_ADDED, POMOST__NO_EVENT);
	const struct pomost__reason *cut =
		find_reason(explaining, POMOST__REASON_CUT, POMOST__NO_EVENT);
	struct pomost__buffer share = {0};

	pomost__inputs_money(explaining->work, "largest-month", reason->added.most);
	if (reason->added.kept.of > 0) {
		print_share(&share, &reason->added.kept);
		input_buffer(explaining, "share-until", &share);
	}
	pomost__inputs_money(explaining->work, "month-amount", explaining->line->full);
	if (!cut)
		return;
	input_event(explaining, "unpaid-since", cut->event);
	input_days(explaining, POMOST__NO_EVENT);
}

/* Whose sums the added month pays because of an event, as `100.00 of instalments[2]`. */
static void
input_paid(const struct explaining *explaining, uint32_t event)
{
	int32_t digits = explaining->work->programme->digits;
	struct pomost__buffer text = {0};
	uint32_t i;

	for (i = 0; i < explaining->line->reason_count; i++) {
		const struct pomost__reason *reason = &explaining->reasons[i];
		char sum[POMOST__MONEY_TEXT];

		if (reason->kind != POMOST__REASON_MOVED || reason->event != event)
			continue;
		pomost__money_format(reason->sum, digits, sum);
		pomost__buffer_print(&text, "%s%s of instalments[%" PRIu32 "]",
				     text.length ? ", " : "", sum,
				     explaining->lines->items[reason->line].row);
	}
	input_buffer(explaining, "pays", &text);
}

/*
 * What an added month comes to, exactly: what `until` leaves of the largest, where that is all it may pay; less its
 * own unpaid days. Returns the length of the text, 0 where it has too many digits.
 */
static size_t
format_added(const struct explaining *explaining, char text[POMOST__RATIO_TEXT], int32_t *mode)
{
	const struct pomost__line *line = explaining->line;
	const struct pomost__added *added =
		&find_reason(explaining, POMOST__REASON_ADDED, POMOST__NO_EVENT)->added;
	struct pomost__ratio exact;
	bool rounded = false;

	if (line->full != line->amount || line->full != added->share || added->kept.of == 0)
		return format_left(explaining, POMOST__NO_EVENT, line->full, text, mode);
	pomost__ratio_from_i64(0, 0, &exact);
	if (!add_share(explaining, added->most, &added->kept, &exact, &rounded))
		return 0;
	*mode = mode_if(explaining, rounded);
	return pomost__ratio_format(&exact, text);
}

/* Sums that an added month pays because of an event. With the last event it is all that it pays. */
static void
explain_paid(const struct explaining *explaining, const struct pomost__change *change)
{
	struct pomost__work *work = explaining->work;
	const struct pomost__line *line = explaining->line;
	const char *source;
	const struct pomost__node *rule = rule_of(explaining, change->event, &source);
	char text[POMOST__RATIO_TEXT];
	int32_t mode = 0;
	size_t length = 0;

	pomost__inputs_begin(work->recorder, NULL);
	input_event(explaining, "event", change->event);
	input_line(explaining);
	pomost__inputs_money(work, "before", change->before);
	input_paid(explaining, change->event);
	input_added(explaining);
	if (change->after == line->amount)
		length = format_added(explaining, text, &mode);
	add(explaining, rule, source, length > 0 ? text : NULL, mode, change->after);
}

/* An added month that pays nothing: its days are unpaid, or it is no longer added, as it was closed since. */
static void
explain_nothing(const struct explaining *explaining)
{
	struct pomost__work *work = explaining->work;
	const struct pomost__line *line = explaining->line;
	const struct pomost__reason *cut =
		find_reason(explaining, POMOST__REASON_CUT, POMOST__NO_EVENT);
	const struct pomost__span *span =
		cut ? cut->loss.span : explaining->lines->standing.closing;
	const char *source;
	const struct pomost__node *rule = rule_of(explaining, span->event, &source);

	pomost__inputs_begin(work->recorder, NULL);
	input_event(explaining, "event", span->event);
	input_end(explaining, span);
	input_line(explaining);
	if (cut)
		input_added(explaining);
	else
		pomost__inputs_money(work, "stood", line->stood);
	add(explaining, rule, source, NULL, 0, line->amount);
}

static void
explain_change(const struct explaining *explaining, const struct pomost__change *change)
{
	const struct pomost__reason *anew =
		find_reason(explaining, POMOST__REASON_ANEW, change->event);
	const struct pomost__reason *closed =
		find_reason(explaining, POMOST__REASON_CLOSED, change->event);

	if (explaining->line->base == POMOST__ADDED)
		explain_paid(explaining, change);
	else if (anew)
		explain_anew(explaining, change, anew);
	else if (closed)
		explain_closed(explaining, change, closed->loss.span);
	else
		explain_cut(explaining, change,
			    find_reason(explaining, POMOST__REASON_CUT, change->event)->loss.span);
}

static void
explain_line(const struct explaining *explaining)
{
	const struct pomost__line *line = explaining->line;
	uint32_t i;

	for (i = 0; i < line->change_count; i++) {
		const struct pomost__change *change = &explaining->lines->changes[line->change + i];

		if (change->before != change->after)
			explain_change(explaining, change);
	}
	if (line->base == POMOST__ADDED && line->change_count == 0)
		explain_nothing(explaining);
}

/* The places in the settlement of the rows of the award. */
static void
place_rows(struct pomost__settle *settle)
{
	struct pomost__work *work = settle->work;
	uint32_t *places = pomost__arena_raw(&work->arena, settle->row_count, sizeof *places);
	uint32_t i;

	if (!places) {
		work->recorder->failed = true;
		return;
	}
	for (i = 0; i < settle->row_count; i++) {
		if (settle->rows[i]->base != POMOST__ADDED)
			places[settle->rows[i]->base] = i;
	}
	pomost__recorder_place(work->recorder, places);
}

void
pomost__explain_events(struct pomost__settle *settle)
{
	struct explaining explaining = {.work = settle->work};
	uint32_t i;

	if (settle->work->recorder->failed)
		return;
	place_rows(settle);
	for (i = 0; i < settle->row_count; i++) {
		explaining.line = settle->rows[i];
		explaining.lines = &settle->slots[explaining.line->slot];
		explaining.reasons = explaining.line->reason_count > 0
					     ? explaining.lines->reasons + explaining.line->reason
					     : NULL;
		explain_line(&explaining);
	}
}
