/* SPDX-License-Identifier: Apache-2.0 */
#include "life/match.h"

#include <stdlib.h>
#include <string.h>

#include "life/matching.h"
#include "number/money.h"

const char *const pomost__payment_statuses[] = {"matched", "late",      "short",    "over",
						"unknown", "ambiguous", "returned", "later"};

static void
note_receipt(struct pomost__match_trial *trial, uint32_t row, int64_t kept, int64_t over)
{
	const struct pomost__payment *payment = trial->payment;
	struct pomost__receipt receipt = {
		.row = row,
		.day = payment->date.day,
		.paid_on = payment->date.day,
		.received = payment->received.node ? payment->received.day : payment->date.day,
		.kept = kept,
		.over = over,
	};

	if (kept > 0 || over > 0)
		pomost__buffer_add(&trial->matching->paid, (const char *)&receipt, sizeof receipt);
}

/* Pays the rows of a group in their order; what is over counts for what events took. */
static void
pay_group(struct pomost__match_trial *trial, const struct pomost__match_group *group)
{
	struct pomost__matching *matching = trial->matching;
	struct pomost__payment_outcome *outcome = &matching->outcomes[trial->place];
	int64_t left = trial->payment->amount.amount;
	int32_t first[2] = {INT32_MAX, INT32_MAX}; /* of what events took, and of what is open */
	bool is_open = false;
	bool counts;
	int64_t open = 0;
	uint32_t i;

	trial->with_taken = true;
	for (i = group->begin; i < group->end; i++) {
		struct pomost__matched_due *due = &matching->dues[i];
		int64_t part = due->open < left ? due->open : left;
		struct pomost__payment_match match = {trial->place, i, part};

		if (!pomost__group_has(trial, group, i))
			continue;
		counts = due->open > 0;
		if (due->day != POMOST__NO_DAY && due->day < first[counts])
			first[counts] = due->day;
		is_open |= counts;
		open += due->open;
		if (part == 0)
			continue;
		due->open -= part;
		left -= part;
		pomost__buffer_add(&matching->matches, (const char *)&match, sizeof match);
		note_receipt(trial, i, part, 0);
	}
	for (i = group->begin; i < group->end && left > 0; i++) {
		struct pomost__matched_due *due = &matching->dues[i];
		int64_t part = due->taken < left ? due->taken : left;

		if (!pomost__group_has(trial, group, i) || part == 0)
			continue;
		due->taken -= part;
		left -= part;
		note_receipt(trial, i, 0, part);
	}
	outcome->difference = trial->payment->amount.amount - open;
	outcome->matched = outcome->difference < 0 ? trial->payment->amount.amount : open;
	/* It is late by the earliest of what it pays, and only then by what events took. */
	if (first[is_open] < trial->payment->date.day)
		outcome->days = trial->payment->date.day - first[is_open];
	outcome->status = outcome->difference < 0   ? POMOST__PAYMENT_SHORT
			  : outcome->difference > 0 ? POMOST__PAYMENT_OVER
			  : outcome->days > 0       ? POMOST__PAYMENT_LATE
						    : POMOST__PAYMENT_MATCHED;
	while (matching->first_open < matching->due_count &&
	       matching->dues[matching->first_open].open == 0 &&
	       matching->dues[matching->first_open].taken == 0)
		matching->first_open++;
}

/* Several groups would do: they are listed, and nothing is paid. */
static void
list_candidates(struct pomost__match_trial *trial, uint32_t count)
{
	const struct pomost__match_group *groups =
		(const struct pomost__match_group *)trial->matching->groups.bytes;
	uint32_t i;
	uint32_t j;

	trial->matching->outcomes[trial->place].status = POMOST__PAYMENT_AMBIGUOUS;
	for (i = 0; i < count; i++) {
		for (j = groups[i].begin; j < groups[i].end; j++) {
			struct pomost__payment_candidate candidate = {trial->place, i, j};

			if (pomost__group_has(trial, &groups[i], j))
				pomost__buffer_add(&trial->matching->candidates,
						   (const char *)&candidate, sizeof candidate);
		}
	}
	trial->matching->too_many |=
		trial->matching->candidates.length >
		POMOST_LIMIT_CHANGES * sizeof(struct pomost__payment_candidate);
}

static void
match(struct pomost__match_trial *trial)
{
	struct pomost__matching *matching = trial->matching;
	uint32_t count = pomost__groups_exact(trial);

	if (count == 0) {
		trial->with_taken = false;
		count = pomost__groups_largest(trial);
	}
	if (count > 1) {
		list_candidates(trial, count);
	} else if (count == 1) {
		struct pomost__match_group group =
			*(const struct pomost__match_group *)matching->groups.bytes;

		pay_group(trial, &group);
	} else {
		matching->outcomes[trial->place].status = POMOST__PAYMENT_UNKNOWN;
		matching->outcomes[trial->place].difference = trial->payment->amount.amount;
	}
}

static int
compare_dates(const void *left, const void *right)
{
	const struct pomost__payment *a = *(const struct pomost__payment *const *)left;
	const struct pomost__payment *b = *(const struct pomost__payment *const *)right;

	if (a->date.day != b->date.day)
		return a->date.day < b->date.day ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* The payments by date, then by line. NULL when memory ran out. */
static const struct pomost__payment **
sort(struct pomost__matching *matching, uint32_t count)
{
	const struct pomost__payment **sorted =
		pomost__arena_raw(&matching->settle->work->arena, count, sizeof(void *));
	uint32_t i;

	if (!sorted)
		return NULL;
	for (i = 0; i < count; i++)
		sorted[i] = &matching->payments[i];
	qsort(sorted, count, sizeof *sorted, compare_dates);
	return sorted;
}

static bool
begin_dues(struct pomost__matching *matching)
{
	struct pomost__settle *settle = matching->settle;
	uint32_t i;

	matching->due_count = settle->row_count;
	matching->dues =
		pomost__arena_raw(&settle->work->arena, settle->row_count, sizeof *matching->dues);
	if (!matching->dues)
		return pomost__work_nomem(settle->work);
	for (i = 0; i < settle->row_count; i++) {
		const struct pomost__line *line = settle->rows[i];
		int64_t most = line->before > line->stood ? line->before : line->stood;
		int64_t taken = most > line->amount ? most - line->amount : 0;

		matching->dues[i] = (struct pomost__matched_due){pomost__line_day(line), line->slot,
								 line->amount, taken};
	}
	return true;
}

/* Adds to the sums of payments. */
static bool
sum_payment(struct pomost__matching *matching, int64_t amount)
{
	struct pomost__settlement *result = matching->settle->result;
	struct pomost__work *work = matching->settle->work;

	if (amount > 0 ? pomost__money_add(result->paid, amount, &result->paid)
		       : pomost__money_add(result->returned, -amount, &result->returned))
		return true;
	return pomost__work_refuse(work, work->subject->root, POMOST_ERR_LIMIT,
				   "expected payments that together fit 64 bits of minor units, "
				   "found larger ones");
}

static bool
match_all(struct pomost__matching *matching, uint32_t count)
{
	struct pomost__settle *settle = matching->settle;
	const struct pomost__payment **sorted = sort(matching, count);
	uint32_t i;

	if (!sorted)
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		struct pomost__match_trial trial = {
			.matching = matching,
			.payment = sorted[i],
			.place = (uint32_t)(sorted[i] - matching->payments),
			.slot = sorted[i]->place >= 0 ? sorted[i]->place + 1 : -1};
		struct pomost__payment_outcome *outcome = &matching->outcomes[trial.place];

		if (settle->on != POMOST__NO_DAY && sorted[i]->date.day > settle->on) {
			outcome->status = POMOST__PAYMENT_LATER;
			continue;
		}
		if (!sum_payment(matching, sorted[i]->amount.amount))
			return false;
		if (sorted[i]->amount.amount < 0)
			outcome->status = POMOST__PAYMENT_RETURNED;
		else
			match(&trial);
		if (!pomost__work_step(settle->work, matching->steps))
			return false;
		matching->steps = 0;
		if (matching->too_many)
			return pomost__work_refuse(
				settle->work, settle->work->subject->root, POMOST_ERR_LIMIT,
				"expected payments that may be for at most %d instalments in all, "
				"found more from that of line %d on",
				POMOST_LIMIT_CHANGES, (int)sorted[i]->node->line);
	}
	return true;
}

static int
compare_receipts(const void *left, const void *right)
{
	const struct pomost__receipt *a = left;
	const struct pomost__receipt *b = right;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return a->day < b->day ? -1 : a->day > b->day;
}

/* Hands over what was paid of each instalment. */
static bool
hand_over(struct pomost__matching *matching)
{
	struct pomost__receipts *receipts = matching->receipts;

	receipts->count = (uint32_t)(matching->paid.length / sizeof *receipts->items);
	receipts->items = pomost__arena_raw(&matching->settle->work->arena, receipts->count,
					    sizeof *receipts->items);
	if (!receipts->items)
		return pomost__work_nomem(matching->settle->work);
	if (receipts->count > 0)
		memcpy(receipts->items, matching->paid.bytes, matching->paid.length);
	qsort(receipts->items, receipts->count, sizeof *receipts->items, compare_receipts);
	return true;
}

bool
pomost__match_payments(struct pomost__settle *settle, const struct pomost__list *payments,
		       struct pomost__receipts *receipts)
{
	struct pomost__matching matching = {
		.settle = settle, .payments = payments->items, .receipts = receipts};
	bool done;

	matching.outcomes = pomost__arena_alloc(&settle->work->arena, payments->count,
						sizeof *matching.outcomes);
	if (!matching.outcomes)
		return pomost__work_nomem(settle->work);
	settle->result->has_payments = true;
	done = begin_dues(&matching) && match_all(&matching, payments->count);
	if (matching.groups.failed || matching.matches.failed || matching.candidates.failed ||
	    matching.paid.failed)
		done = pomost__work_nomem(settle->work);
	done = done && pomost__match_tables(&matching, payments->count) && hand_over(&matching);
	/* Both are not below zero, so their difference fits. */
	if (done && __builtin_sub_overflow(settle->result->due,
					   settle->result->paid - settle->result->returned,
					   &settle->result->balance))
		done = pomost__work_refuse(settle->work, settle->work->subject->root,
					   POMOST_ERR_LIMIT,
					   "expected a balance that fits 64 bits of minor units, "
					   "found a larger one");
	pomost__buffer_free(&matching.groups);
	pomost__buffer_free(&matching.matches);
	pomost__buffer_free(&matching.candidates);
	pomost__buffer_free(&matching.paid);
	return done;
}
