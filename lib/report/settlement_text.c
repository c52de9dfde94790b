/* SPDX-License-Identifier: Apache-2.0 */
/* A settlement for people: what each event changed, what goes back, and how interest comes about. */
#include "report/settlement_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "award/settlement.h"
#include "report/award_report.h"
#include "report/text_columns.h"

/* The column of what goes back of which part. */
#define PART_WIDTH (POMOST__LABEL_WIDTH + POMOST__MONEY_WIDTH)

void
pomost__settlement_text_day(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	char text[POMOST__DATE_TEXT];

	if (award->settlement->on == POMOST__NO_DAY)
		return;
	pomost__date_format(award->settlement->on, text);
	pomost__buffer_print(buffer, "as of %s\n", text);
}

void
pomost__settlement_text_sums(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost__settlement *settlement = award->settlement;
	int64_t total = award->sums[POMOST__SUM_TOTAL];

	pomost__text_line(buffer, award, "due", settlement->due);
	if (settlement->on != POMOST__NO_DAY)
		pomost__text_line(buffer, award, "due later", total - settlement->due);
	if (settlement->has_payments) {
		pomost__text_line(buffer, award, "paid", settlement->paid);
		pomost__text_line(buffer, award, "returned", settlement->returned);
		pomost__text_line(buffer, award, "balance", settlement->balance);
	}
	if (settlement->claims.count == 0)
		return;
	pomost__text_line(buffer, award, "to be paid back", settlement->repaid);
	if (settlement->has_interest)
		pomost__text_line(buffer, award, "interest", settlement->interest);
}

/* An event: its day, what happened, and to which workplace. */
static void
write_event(struct pomost__buffer *buffer, const struct pomost_award *award, int32_t place)
{
	const struct pomost__event_columns *events = &award->settlement->events;
	char day[POMOST__DATE_TEXT];
	size_t length;
	const char *text;

	pomost__date_format(events->on[place], day);
	text = pomost__column_text(&events->what, (uint32_t)place, &length);
	pomost__buffer_print(buffer, "%s %.*s", day, (int)length, text);
	text = pomost__column_text(&events->to, (uint32_t)place, &length);
	if (length > 0)
		pomost__buffer_print(buffer, " %.*s", (int)length, text);
	pomost__buffer_text(buffer, ": ");
	if (events->workplace[place] < 0)
		pomost__buffer_text(buffer, "all workplaces");
	else
		pomost__text_id(buffer, award, events->workplace[place]);
	pomost__buffer_text(buffer, "\n");
}

/* Instalments that one event changed alike: of some months, for some workplaces. */
struct changed {
	int32_t event;
	int32_t part;
	int32_t month;
	int32_t last_month;
	int32_t workplace;
	int32_t last_workplace;
	int64_t before;
	int64_t after;
};

#define COMPARE(member)                                                                            \
	if (a->member != b->member)                                                                \
	return a->member < b->member ? -1 : 1

static int
compare_by_workplace(const void *left, const void *right)
{
	const struct changed *a = left;
	const struct changed *b = right;

	COMPARE(event);
	COMPARE(workplace);
	COMPARE(part);
	COMPARE(month);
	return 0;
}

static int
compare_by_part(const void *left, const void *right)
{
	const struct changed *a = left;
	const struct changed *b = right;

	COMPARE(event);
	COMPARE(part);
	COMPARE(month);
	COMPARE(last_month);
	COMPARE(before);
	COMPARE(after);
	COMPARE(workplace);
	return 0;
}

static bool
is_alike(const struct changed *a, const struct changed *b)
{
	return a->event == b->event && a->part == b->part && a->before == b->before &&
	       a->after == b->after;
}

/* Makes one of the months of each workplace that stand side by side; returns how many are left. */
static size_t
join_months(struct changed *items, size_t count)
{
	size_t kept = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		struct changed *last = &items[kept - (kept > 0)];

		if (kept > 0 && is_alike(last, &items[i]) &&
		    last->workplace == items[i].workplace && last->month > 0 &&
		    last->last_month + 1 == items[i].month)
			last->last_month = items[i].month;
		else
			items[kept++] = items[i];
	}
	return kept;
}

/* Makes one of workplaces that stand side by side. */
static size_t
join_workplaces(struct changed *items, size_t count)
{
	size_t kept = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		struct changed *last = &items[kept - (kept > 0)];

		if (kept > 0 && is_alike(last, &items[i]) && last->workplace >= 0 &&
		    last->month == items[i].month && last->last_month == items[i].last_month &&
		    last->last_workplace + 1 == items[i].workplace)
			last->last_workplace = items[i].workplace;
		else
			items[kept++] = items[i];
	}
	return kept;
}

/* What events changed, in the order of the events. NULL when memory ran out. */
static struct changed *
gather_changes(const struct pomost_award *award, size_t *count)
{
	const struct pomost__change_columns *changes = &award->settlement->changes;
	const struct pomost__instalments *rows = &award->instalments;
	struct changed *items = calloc(changes->count + 1, sizeof *items);
	size_t i;

	*count = 0;
	if (!items)
		return NULL;
	for (i = 0; i < changes->count; i++) {
		int32_t row = changes->instalment[i];

		items[i] = (struct changed){
			.event = changes->event[i],
			.part = rows->part[row],
			.month = rows->month[row],
			.last_month = rows->month[row],
			.workplace = rows->workplace[row],
			.last_workplace = rows->workplace[row],
			.before = changes->before[i],
			.after = changes->after[i],
		};
	}
	qsort(items, changes->count, sizeof *items, compare_by_workplace);
	*count = join_months(items, changes->count);
	qsort(items, *count, sizeof *items, compare_by_part);
	*count = join_workplaces(items, *count);
	return items;
}

static void
write_changed(struct pomost__buffer *buffer, const struct pomost_award *award,
	      const struct changed *changed)
{
	char name[128];
	int length =
		snprintf(name, sizeof name, "  %s", award->programme->parts[changed->part].name);

	if (changed->month > 0)
		length += snprintf(name + length, sizeof name - (size_t)length, " %" PRId32,
				   changed->month);
	if (changed->last_month > changed->month)
		length += snprintf(name + length, sizeof name - (size_t)length, " to %" PRId32,
				   changed->last_month);
	pomost__text_padded(buffer, name, (size_t)length, POMOST__LABEL_WIDTH);
	pomost__text_money(buffer, award, changed->before);
	pomost__text_money(buffer, award, changed->after);
	pomost__buffer_text(buffer, " ");
	pomost__text_ids(buffer, award, changed->workplace, changed->last_workplace);
	pomost__buffer_text(buffer, "\n");
}

/* All that one event changed, and the sums of it; returns where the next one begins. */
static size_t
write_changes(struct pomost__buffer *buffer, const struct pomost_award *award,
	      const struct changed *items, size_t begin, size_t count)
{
	int64_t before = 0;
	int64_t after = 0;
	int32_t instalments = 0;
	size_t i;

	for (i = begin; i < count && items[i].event == items[begin].event; i++) {
		int32_t alike = (items[i].last_month - items[i].month + 1) *
				(items[i].last_workplace - items[i].workplace + 1);

		write_changed(buffer, award, &items[i]);
		before += items[i].before * alike;
		after += items[i].after * alike;
		instalments += alike;
	}
	if (instalments > 1) {
		pomost__text_padded(buffer, "  together", 10, POMOST__LABEL_WIDTH);
		pomost__text_money(buffer, award, before);
		pomost__text_money(buffer, award, after);
		pomost__buffer_text(buffer, "\n");
	}
	return i;
}

static void
write_events(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	size_t events = award->settlement->events.count;
	struct changed *items;
	size_t count;
	size_t at = 0;
	size_t i;

	if (events == 0)
		return;
	items = gather_changes(award, &count);
	if (!items) {
		buffer->failed = true;
		return;
	}
	pomost__buffer_text(buffer,
			    "\nevent                      each before      each after for\n");
	for (i = 0; i < events; i++) {
		write_event(buffer, award, (int32_t)i);
		if (at < count && items[at].event == (int32_t)i)
			at = write_changes(buffer, award, items, at, count);
	}
	free(items);
}

/* What goes back of one part by one share. */
struct repaid {
	int32_t claim;
	int32_t part;
	bool after_closing;
	const char *kind;
	size_t kind_length;
	const char *share;
	size_t share_length;
	int64_t paid;
	int64_t amount;
};

static int
compare_repaid(const void *left, const void *right)
{
	const struct repaid *a = left;
	const struct repaid *b = right;

	COMPARE(claim);
	COMPARE(part);
	COMPARE(after_closing);
	COMPARE(share_length);
	return memcmp(a->share, b->share, a->share_length);
}

/* What goes back by claim, part and share. NULL when memory ran out. */
static struct repaid *
gather_repaid(const struct pomost_award *award, size_t *count)
{
	const struct pomost__repayment_columns *columns = &award->settlement->repayments;
	struct repaid *items = calloc(columns->count + 1, sizeof *items);
	size_t i;

	*count = 0;
	if (!items)
		return NULL;
	for (i = 0; i < columns->count; i++) {
		struct repaid *item = &items[i];

		item->claim = columns->claim[i];
		item->part = award->instalments.part[columns->instalment[i]];
		item->kind = pomost__column_text(&columns->kind, (uint32_t)i, &item->kind_length);
		item->share =
			pomost__column_text(&columns->share, (uint32_t)i, &item->share_length);
		item->after_closing = item->kind_length == strlen("after-closing");
		item->paid = columns->paid[i];
		item->amount = columns->amount[i];
	}
	qsort(items, columns->count, sizeof *items, compare_repaid);
	for (i = 0; i < columns->count; i++) {
		struct repaid *last = &items[*count - (*count > 0)];

		if (*count > 0 && compare_repaid(last, &items[i]) == 0) {
			last->paid += items[i].paid;
			last->amount += items[i].amount;
		} else {
			items[(*count)++] = items[i];
		}
	}
	return items;
}

static void
write_repaid(struct pomost__buffer *buffer, const struct pomost_award *award,
	     const struct repaid *repaid)
{
	char name[160];
	int length =
		snprintf(name, sizeof name, "  %s %.*s", award->programme->parts[repaid->part].name,
			 (int)repaid->kind_length, repaid->kind);

	if (repaid->share_length > 1)
		length += snprintf(name + length, sizeof name - (size_t)length, " %.*s",
				   (int)repaid->share_length, repaid->share);
	pomost__text_padded(buffer, name, (size_t)length, PART_WIDTH);
	pomost__text_money(buffer, award, repaid->paid);
	pomost__text_money(buffer, award, repaid->amount);
	pomost__buffer_text(buffer, "\n");
}

/* A sum of a claim, below what goes back. */
static void
write_sum(struct pomost__buffer *buffer, const struct pomost_award *award, const char *name,
	  int64_t amount)
{
	pomost__text_padded(buffer, name, strlen(name), PART_WIDTH + POMOST__MONEY_WIDTH);
	pomost__text_money(buffer, award, amount);
}

static void
write_claim_sums(struct pomost__buffer *buffer, const struct pomost_award *award, uint32_t place)
{
	const struct pomost__claim_columns *claims = &award->settlement->claims;
	char day[POMOST__DATE_TEXT];
	size_t length;
	const char *exact = pomost__column_text(&claims->exact, place, &length);

	if (award->settlement->has_interest) {
		write_sum(buffer, award, "  together", claims->repaid[place]);
		pomost__buffer_text(buffer, "\n");
		write_sum(buffer, award, "  interest", claims->interest[place]);
		pomost__buffer_text(buffer, " exactly ");
		pomost__buffer_add(buffer, exact, length);
		pomost__buffer_text(buffer, "\n");
	}
	write_sum(buffer, award, "  total", claims->total[place]);
	if (claims->deadline[place] != POMOST__NO_DAY) {
		pomost__date_format(claims->deadline[place], day);
		pomost__buffer_print(buffer, " until %s", day);
	}
	pomost__buffer_text(buffer, "\n");
}

static void
write_claims(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost__claim_columns *claims = &award->settlement->claims;
	struct repaid *items;
	size_t count;
	size_t at = 0;
	uint32_t i;

	if (claims->count == 0)
		return;
	items = gather_repaid(award, &count);
	if (!items) {
		buffer->failed = true;
		return;
	}
	pomost__buffer_text(buffer, "\n");
	pomost__text_padded(buffer, "to be paid back", 15, PART_WIDTH);
	pomost__buffer_text(buffer, "        was paid       goes back\n");
	for (i = 0; i < claims->count; i++) {
		write_event(buffer, award, claims->event[i]);
		for (; at < count && items[at].claim == (int32_t)i; at++)
			write_repaid(buffer, award, &items[at]);
		write_claim_sums(buffer, award, i);
	}
	free(items);
}

/* What an officer might miss. */
static void
write_remarks(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost__settlement *settlement = award->settlement;
	const struct pomost__repayment *rules = award->programme->rules.repayment.item;

	if (!rules && settlement->has_closed)
		pomost__buffer_text(buffer,
				    "\nthe programme states no repayment: nothing is claimed "
				    "of what was closed\n");
	else if (settlement->has_closed && settlement->claims.count == 0)
		pomost__buffer_text(buffer, "\nnothing goes back of what was closed\n");
	else if (settlement->claims.count > 0 && rules && rules->interest.item &&
		 !settlement->has_interest)
		pomost__buffer_text(buffer,
				    "\ninterest is computed as of a day, and none is given\n");
}

static void
write_interest(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost__interest_columns *periods = &award->settlement->periods;
	uint32_t i;

	if (periods->count == 0)
		return;
	pomost__buffer_text(buffer, "\nhow interest comes about:\n"
				    "  from        to            days    rate             sum  "
				    "exactly\n");
	for (i = 0; i < periods->count; i++) {
		size_t length;
		const char *text;

		if (i == 0 || periods->claim[i] != periods->claim[i - 1])
			write_event(buffer, award,
				    award->settlement->claims.event[periods->claim[i]]);
		pomost__buffer_text(buffer, "  ");
		pomost__text_day(buffer, periods->from[i]);
		pomost__text_day(buffer, periods->to[i]);
		text = pomost__column_text(&periods->rate, i, &length);
		pomost__buffer_print(buffer, "%6" PRId32 "%8.*s", periods->days[i], (int)length,
				     text);
		pomost__text_money(buffer, award, periods->sum[i]);
		text = pomost__column_text(&periods->exact, i, &length);
		pomost__buffer_text(buffer, "  ");
		pomost__buffer_add(buffer, text, length);
		pomost__buffer_text(buffer, "\n");
	}
}

void
pomost__settlement_text(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	write_events(buffer, award);
	write_claims(buffer, award);
	write_interest(buffer, award);
	write_remarks(buffer, award);
	if (award->settlement->has_payments)
		pomost__reconciliation_text(buffer, award);
}
