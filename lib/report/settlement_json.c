/* SPDX-License-Identifier: Apache-2.0 */
/* What `pomost.settlement/1` has beside the keys of an award. */
#include "award/settlement.h"
#include "report/award_writer.h"

void
pomost__settlement_json_head(struct pomost__award_writer *writer)
{
	const struct pomost__settlement *settlement = writer->award->settlement;

	pomost__write_key_day(writer, "on", settlement->on);
	pomost__write_key_money(writer, "due", settlement->due);
}

/* Begins a list of `name`. */
static void
open_list(struct pomost__award_writer *writer, const char *name)
{
	pomost__write_key(writer, name);
	pomost__write_open(writer, '[');
}

static void
open_item(struct pomost__award_writer *writer)
{
	pomost__write_item(writer);
	pomost__write_open(writer, '{');
}

static void
write_events(struct pomost__award_writer *writer, const struct pomost__event_columns *events)
{
	uint32_t i;

	open_list(writer, "events");
	for (i = 0; i < events->count; i++) {
		open_item(writer);
		pomost__write_key_day(writer, "on", events->on[i]);
		pomost__write_key_column(writer, "what", &events->what, i, false);
		pomost__write_key_workplace(writer, events->workplace[i]);
		pomost__write_key_column(writer, "to", &events->to, i, true);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

static void
write_changes(struct pomost__award_writer *writer, const struct pomost__change_columns *changes)
{
	uint32_t i;

	open_list(writer, "changes");
	for (i = 0; i < changes->count; i++) {
		open_item(writer);
		pomost__write_key_number(writer, "instalment", changes->instalment[i]);
		pomost__write_key_number(writer, "event", changes->event[i]);
		pomost__write_key_money(writer, "before", changes->before[i]);
		pomost__write_key_money(writer, "after", changes->after[i]);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

static void
write_claims(struct pomost__award_writer *writer, const struct pomost__settlement *settlement)
{
	const struct pomost__claim_columns *claims = &settlement->claims;
	uint32_t i;

	open_list(writer, "claims");
	for (i = 0; i < claims->count; i++) {
		open_item(writer);
		pomost__write_key_number(writer, "event", claims->event[i]);
		pomost__write_key_money(writer, "repaid", claims->repaid[i]);
		pomost__write_key_column(writer, "exact", &claims->exact, i, true);
		if (settlement->has_interest)
			pomost__write_key_money(writer, "interest", claims->interest[i]);
		else
			pomost__write_key_text(writer, "interest", NULL);
		pomost__write_key_money(writer, "total", claims->total[i]);
		pomost__write_key_day(writer, "deadline", claims->deadline[i]);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

static void
write_repayments(struct pomost__award_writer *writer,
		 const struct pomost__repayment_columns *repayments)
{
	uint32_t i;

	open_list(writer, "repayments");
	for (i = 0; i < repayments->count; i++) {
		open_item(writer);
		pomost__write_key_number(writer, "claim", repayments->claim[i]);
		pomost__write_key_number(writer, "instalment", repayments->instalment[i]);
		pomost__write_key_column(writer, "kind", &repayments->kind, i, false);
		pomost__write_key_column(writer, "share", &repayments->share, i, false);
		pomost__write_key_money(writer, "paid", repayments->paid[i]);
		pomost__write_key_money(writer, "amount", repayments->amount[i]);
		pomost__write_key_day(writer, "day", repayments->day[i]);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

static void
write_interest(struct pomost__award_writer *writer, const struct pomost__interest_columns *periods)
{
	uint32_t i;

	open_list(writer, "interest");
	for (i = 0; i < periods->count; i++) {
		open_item(writer);
		pomost__write_key_number(writer, "claim", periods->claim[i]);
		pomost__write_key_day(writer, "from", periods->from[i]);
		pomost__write_key_day(writer, "to", periods->to[i]);
		pomost__write_key_number(writer, "days", periods->days[i]);
		pomost__write_key_column(writer, "rate", &periods->rate, i, false);
		pomost__write_key_money(writer, "sum", periods->sum[i]);
		pomost__write_key_column(writer, "exact", &periods->exact, i, false);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

static void
write_payments(struct pomost__award_writer *writer, const struct pomost__payment_columns *payments)
{
	uint32_t i;

	open_list(writer, "payments");
	for (i = 0; i < payments->count; i++) {
		open_item(writer);
		pomost__write_key_number(writer, "line", payments->line[i]);
		pomost__write_key_day(writer, "date", payments->date[i]);
		pomost__write_key_money(writer, "amount", payments->amount[i]);
		pomost__write_key_column(writer, "reference", &payments->reference, i, false);
		pomost__write_key_workplace(writer, payments->workplace[i]);
		pomost__write_key_column(writer, "status", &payments->status, i, false);
		pomost__write_key_money(writer, "matched", payments->matched[i]);
		pomost__write_key_money(writer, "difference", payments->difference[i]);
		pomost__write_key_number(writer, "days", payments->days[i]);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

static void
write_matches(struct pomost__award_writer *writer, const struct pomost__settlement *settlement)
{
	const struct pomost__candidate_columns *candidates = &settlement->candidates;
	const struct pomost__match_columns *matches = &settlement->matches;
	const struct pomost__open_columns *open = &settlement->open;
	uint32_t i;

	open_list(writer, "matches");
	for (i = 0; i < matches->count; i++) {
		open_item(writer);
		pomost__write_key_number(writer, "payment", matches->payment[i]);
		pomost__write_key_number(writer, "instalment", matches->instalment[i]);
		pomost__write_key_money(writer, "amount", matches->amount[i]);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
	open_list(writer, "candidates");
	for (i = 0; i < candidates->count; i++) {
		open_item(writer);
		pomost__write_key_number(writer, "payment", candidates->payment[i]);
		pomost__write_key_number(writer, "candidate", candidates->candidate[i]);
		pomost__write_key_number(writer, "instalment", candidates->instalment[i]);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
	open_list(writer, "open");
	for (i = 0; i < open->count; i++) {
		open_item(writer);
		pomost__write_key_number(writer, "instalment", open->instalment[i]);
		pomost__write_key_money(writer, "amount", open->amount[i]);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

static void
write_reconciliation(struct pomost__award_writer *writer,
		     const struct pomost__settlement *settlement)
{
	if (!settlement->has_payments) {
		pomost__write_key_text(writer, "reconciliation", NULL);
		return;
	}
	pomost__write_key(writer, "reconciliation");
	pomost__write_open(writer, '{');
	pomost__write_key_money(writer, "paid", settlement->paid);
	pomost__write_key_money(writer, "returned", settlement->returned);
	pomost__write_key_money(writer, "balance", settlement->balance);
	write_payments(writer, &settlement->payments);
	write_matches(writer, settlement);
	pomost__write_close(writer, '}');
}

void
pomost__settlement_json(struct pomost__award_writer *writer)
{
	const struct pomost__settlement *settlement = writer->award->settlement;

	write_events(writer, &settlement->events);
	write_changes(writer, &settlement->changes);
	write_claims(writer, settlement);
	write_repayments(writer, &settlement->repayments);
	write_interest(writer, &settlement->periods);
	write_reconciliation(writer, settlement);
}
