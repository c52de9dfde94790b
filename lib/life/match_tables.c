/* SPDX-License-Identifier: Apache-2.0 */
/* A reconciliation as tables: payments, matches, candidates, and what is open. */
#include <string.h>

#include "life/matching.h"

static bool
fill_payments(struct pomost__matching *matching, uint32_t count)
{
	struct pomost__settle *settle = matching->settle;
	struct pomost__payment_columns *columns = &settle->result->payments;
	struct pomost__arena *arena = &settle->result->arena;
	size_t references = 0;
	size_t names = 0;
	uint32_t i;

	for (i = 0; i < count; i++) {
		references += matching->payments[i].reference.length;
		names += strlen(pomost__payment_statuses[matching->outcomes[i].status]);
	}
	if (!pomost__settle_column(settle, columns->line, count) ||
	    !pomost__settle_column(settle, columns->date, count) ||
	    !pomost__settle_column(settle, columns->amount, count) ||
	    !pomost__settle_column(settle, columns->workplace, count) ||
	    !pomost__settle_column(settle, columns->matched, count) ||
	    !pomost__settle_column(settle, columns->difference, count) ||
	    !pomost__settle_column(settle, columns->days, count) ||
	    !pomost__column_init(&columns->reference, arena, count, references) ||
	    !pomost__column_init(&columns->status, arena, count, names))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		const struct pomost__payment *payment = &matching->payments[i];
		const struct pomost__payment_outcome *outcome = &matching->outcomes[i];
		const char *status = pomost__payment_statuses[outcome->status];

		columns->line[i] = payment->node->line;
		columns->date[i] = payment->date.day;
		columns->amount[i] = payment->amount.amount;
		columns->workplace[i] = payment->place;
		columns->matched[i] = outcome->matched;
		columns->difference[i] = outcome->difference;
		columns->days[i] = outcome->days;
		pomost__column_add(&columns->reference, payment->reference.bytes,
				   payment->reference.length);
		pomost__column_add(&columns->status, status, strlen(status));
		settle->result->mismatches += outcome->status >= POMOST__PAYMENT_SHORT &&
					      outcome->status <= POMOST__PAYMENT_AMBIGUOUS;
	}
	columns->count = count;
	return true;
}

static bool
fill_matches(struct pomost__matching *matching)
{
	struct pomost__settle *settle = matching->settle;
	struct pomost__match_columns *columns = &settle->result->matches;
	const struct pomost__payment_match *items =
		(const struct pomost__payment_match *)matching->matches.bytes;
	size_t count = matching->matches.length / sizeof *items;
	size_t i;

	if (!pomost__settle_column(settle, columns->payment, count) ||
	    !pomost__settle_column(settle, columns->instalment, count) ||
	    !pomost__settle_column(settle, columns->amount, count))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		columns->payment[i] = (int32_t)items[i].payment;
		columns->instalment[i] = (int32_t)items[i].row;
		columns->amount[i] = items[i].amount;
	}
	columns->count = count;
	return true;
}

static bool
fill_candidates(struct pomost__matching *matching)
{
	struct pomost__settle *settle = matching->settle;
	struct pomost__candidate_columns *columns = &settle->result->candidates;
	const struct pomost__payment_candidate *items =
		(const struct pomost__payment_candidate *)matching->candidates.bytes;
	size_t count = matching->candidates.length / sizeof *items;
	size_t i;

	if (!pomost__settle_column(settle, columns->payment, count) ||
	    !pomost__settle_column(settle, columns->candidate, count) ||
	    !pomost__settle_column(settle, columns->instalment, count))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		columns->payment[i] = (int32_t)items[i].payment;
		columns->candidate[i] = (int32_t)items[i].number;
		columns->instalment[i] = (int32_t)items[i].row;
	}
	columns->count = count;
	return true;
}

/* What is due by the day and not paid. */
static bool
fill_open(struct pomost__matching *matching)
{
	struct pomost__settle *settle = matching->settle;
	struct pomost__open_columns *columns = &settle->result->open;
	uint32_t i;

	if (!pomost__settle_column(settle, columns->instalment, settle->row_count) ||
	    !pomost__settle_column(settle, columns->amount, settle->row_count))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < settle->row_count; i++) {
		if (matching->dues[i].open == 0 ||
		    !pomost__line_is_due(settle->rows[i], settle->on))
			continue;
		columns->instalment[columns->count] = (int32_t)i;
		columns->amount[columns->count++] = matching->dues[i].open;
	}
	settle->result->mismatches += (int32_t)columns->count;
	return true;
}

bool
pomost__match_tables(struct pomost__matching *matching, uint32_t count)
{
	return fill_payments(matching, count) && fill_matches(matching) &&
	       fill_candidates(matching) && fill_open(matching);
}
