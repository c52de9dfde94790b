/* SPDX-License-Identifier: Apache-2.0 */
/* Claims as tables: their sums, their interest, and by when they are paid back. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "life/explain.h"
#include "number/money.h"

/* One claim: sums of one event that stand side by side. */
struct claim {
	uint32_t begin;
	uint32_t end;
	int64_t repaid;
	int64_t interest;
	const char *exact; /* NULL where no interest is computed */
};

struct tabling {
	struct pomost__settle *settle;
	const struct pomost__claims *found;
	const struct pomost__interest *interest; /* NULL where none is computed */
	struct claim *claims;
	uint32_t count;
	struct pomost__buffer periods; /* struct pomost__rate_days */
};

/* What a share of a claim is called. */
static const char *
kind_of(const struct pomost__repaid_sum *sum)
{
	static const char *const kinds[] = {
		[POMOST__REPAY_NONE] = "none",
		[POMOST__REPAY_WHOLE] = "whole",
		[POMOST__REPAY_BY_MONTH] = "by-month",
		[POMOST__REPAY_BY_DAY] = "by-day",
	};

	return sum->after_closing ? "after-closing" : kinds[sum->kind];
}

/* A share such as 4/12 in lowest terms; 1 is written as a whole number. */
#define SHARE_TEXT 24

static size_t
write_share(const struct pomost__repaid_sum *sum, char text[SHARE_TEXT])
{
	if (sum->of == 1)
		return (size_t)snprintf(text, SHARE_TEXT, "%" PRId32, sum->share);
	return (size_t)snprintf(text, SHARE_TEXT, "%" PRId32 "/%" PRId32, sum->share, sum->of);
}

/* Parts the sums into claims. */
static bool
part_claims(struct tabling *tabling)
{
	const struct pomost__claims *found = tabling->found;
	struct pomost__work *work = tabling->settle->work;
	uint32_t i;

	tabling->claims = pomost__arena_alloc(&work->arena, found->count, sizeof *tabling->claims);
	if (!tabling->claims)
		return pomost__work_nomem(work);
	for (i = 0; i < found->count; i++) {
		struct claim *claim;

		if (i == 0 || found->sums[i].event != found->sums[i - 1].event)
			tabling->claims[tabling->count++].begin = i;
		claim = &tabling->claims[tabling->count - 1];
		claim->end = i + 1;
		if (!pomost__money_add(claim->repaid, found->sums[i].amount, &claim->repaid))
			return pomost__work_refuse(work, work->subject->application.events.node,
						   POMOST_ERR_LIMIT,
						   "expected claims that fit 64 bits of minor "
						   "units, found larger ones");
	}
	return true;
}

/* A sum by the day from which its interest runs. */
struct dated {
	int32_t day;
	int64_t sum;
};

static int
compare_dated(const void *left, const void *right)
{
	const struct dated *a = left;
	const struct dated *b = right;

	return a->day < b->day ? -1 : a->day > b->day;
}

/* The sums of a claim by day. NULL after an error. */
static struct dated *
date_sums(struct tabling *tabling, const struct claim *claim)
{
	struct pomost__work *work = tabling->settle->work;
	const struct pomost__repaid_sum *sums = tabling->found->sums;
	bool from_receipt = tabling->interest->from.value == 1;
	struct dated *dated =
		pomost__arena_raw(&work->arena, claim->end - claim->begin, sizeof *dated);
	uint32_t i;

	if (!dated) {
		pomost__work_nomem(work);
		return NULL;
	}
	for (i = claim->begin; i < claim->end; i++) {
		int32_t day = from_receipt ? sums[i].received : sums[i].paid_on;

		if (day == POMOST__NO_DAY) {
			(void)pomost__work_blame(
				work, tabling->interest->from.node, POMOST_ERR_UNSTATED,
				"expected a due day of instalments[%u], from which interest runs, "
				"found none",
				(unsigned)sums[i].row);
			return NULL;
		}
		dated[i - claim->begin] = (struct dated){day, sums[i].amount};
	}
	qsort(dated, claim->end - claim->begin, sizeof *dated, compare_dated);
	return dated;
}

/* The unit and the floor are used as they are looked up. */
static void
use_rules(struct pomost__work *work, const struct pomost__interest *rules)
{
	pomost__work_use(work, rules->series.node);
	pomost__work_use(work, rules->from.node);
	pomost__work_use(work, rules->first_day.node);
	pomost__work_use(work, rules->last_day.node);
}

static bool
accrue(struct tabling *tabling, uint32_t number)
{
	struct claim *claim = &tabling->claims[number];
	struct pomost__work *work = tabling->settle->work;
	struct pomost__accruing accruing = {.settle = tabling->settle,
					    .rules = tabling->interest,
					    .periods = &tabling->periods,
					    .claim = number};
	const struct dated *dated = date_sums(tabling, claim);
	uint32_t count = claim->end - claim->begin;
	char text[POMOST__RATIO_TEXT];
	struct pomost__ratio exact;
	uint32_t begin;
	uint32_t end;

	if (!dated)
		return false;
	use_rules(work, tabling->interest);
	pomost__ratio_from_i64(0, 0, &accruing.total);
	for (begin = 0; begin < count; begin = end) {
		int64_t sum = 0;

		for (end = begin; end < count && dated[end].day == dated[begin].day; end++)
			sum += dated[end].sum;
		if (!pomost__interest_add(&accruing, sum, dated[begin].day))
			return false;
	}
	if (!pomost__interest_end(&accruing, &exact, &claim->interest))
		return false;
	claim->exact = pomost__arena_text(&work->arena, text, pomost__ratio_format(&exact, text));
	return claim->exact || pomost__work_nomem(work);
}

/* The last day for paying back what is demanded on the day of the settlement; or no day. */
static bool
find_deadline(struct tabling *tabling, int32_t *deadline)
{
	struct pomost__work *work = tabling->settle->work;
	const struct pomost__repayment *rules = work->programme->rules.repayment.item;
	const struct pomost__term *term = rules ? rules->within.item : NULL;
	int32_t on = tabling->settle->on;

	*deadline = POMOST__NO_DAY;
	if (!term || on == POMOST__NO_DAY)
		return true;
	pomost__work_use(work, rules->within.node);
	if (!term->days.node)
		return pomost__standing_months_after(work, work->subject->application.events.node,
						     on, (int32_t)term->months.value,
						     "repayment.within", deadline);
	*deadline = on + (int32_t)term->days.value;
	return *deadline <= POMOST__DAY_MAX ||
	       pomost__work_refuse(work, work->subject->application.events.node, POMOST_ERR_LIMIT,
				   "expected days up to the year 9999 under repayment.within, "
				   "found later ones");
}

static bool
fill_claims(struct tabling *tabling, int32_t deadline)
{
	struct pomost__settle *settle = tabling->settle;
	struct pomost__claim_columns *columns = &settle->result->claims;
	size_t size = 0;
	uint32_t i;

	for (i = 0; i < tabling->count; i++)
		size += tabling->claims[i].exact ? strlen(tabling->claims[i].exact) : 0;
	if (!pomost__settle_column(settle, columns->event, tabling->count) ||
	    !pomost__settle_column(settle, columns->repaid, tabling->count) ||
	    !pomost__settle_column(settle, columns->interest, tabling->count) ||
	    !pomost__settle_column(settle, columns->total, tabling->count) ||
	    !pomost__settle_column(settle, columns->deadline, tabling->count) ||
	    !pomost__column_init(&columns->exact, &settle->result->arena, tabling->count, size))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < tabling->count; i++) {
		const struct claim *claim = &tabling->claims[i];
		const char *exact = claim->exact ? claim->exact : "";

		columns->event[i] = settle->taken[tabling->found->sums[claim->begin].event];
		columns->repaid[i] = claim->repaid;
		columns->interest[i] = claim->interest;
		columns->deadline[i] = deadline;
		pomost__column_add(&columns->exact, exact, strlen(exact));
		if (!pomost__money_add(claim->repaid, claim->interest, &columns->total[i]) ||
		    !pomost__money_add(settle->result->repaid, claim->repaid,
				       &settle->result->repaid) ||
		    !pomost__money_add(settle->result->interest, claim->interest,
				       &settle->result->interest))
			return pomost__work_refuse(settle->work,
						   settle->work->subject->application.events.node,
						   POMOST_ERR_LIMIT,
						   "expected claims that fit 64 bits of minor "
						   "units, found larger ones");
	}
	columns->count = tabling->count;
	return true;
}

static bool
fill_repayments(struct tabling *tabling)
{
	struct pomost__settle *settle = tabling->settle;
	struct pomost__repayment_columns *columns = &settle->result->repayments;
	struct pomost__arena *arena = &settle->result->arena;
	const struct pomost__claims *found = tabling->found;
	size_t kinds = 0;
	size_t shares = 0;
	char share[SHARE_TEXT];
	uint32_t claim = 0;
	uint32_t i;

	for (i = 0; i < found->count; i++) {
		kinds += strlen(kind_of(&found->sums[i]));
		shares += write_share(&found->sums[i], share);
	}
	if (!pomost__settle_column(settle, columns->claim, found->count) ||
	    !pomost__settle_column(settle, columns->instalment, found->count) ||
	    !pomost__settle_column(settle, columns->paid, found->count) ||
	    !pomost__settle_column(settle, columns->amount, found->count) ||
	    !pomost__settle_column(settle, columns->day, found->count) ||
	    !pomost__column_init(&columns->kind, arena, found->count, kinds) ||
	    !pomost__column_init(&columns->share, arena, found->count, shares))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < found->count; i++) {
		const struct pomost__repaid_sum *sum = &found->sums[i];

		claim += i == tabling->claims[claim].end;
		columns->claim[i] = (int32_t)claim;
		columns->instalment[i] = (int32_t)sum->row;
		columns->paid[i] = sum->paid;
		columns->amount[i] = sum->amount;
		columns->day[i] = sum->day;
		pomost__column_add(&columns->kind, kind_of(sum), strlen(kind_of(sum)));
		pomost__column_add(&columns->share, share, write_share(sum, share));
	}
	columns->count = found->count;
	return true;
}

static bool
fill_periods(struct tabling *tabling)
{
	struct pomost__settle *settle = tabling->settle;
	struct pomost__interest_columns *columns = &settle->result->periods;
	struct pomost__arena *arena = &settle->result->arena;
	const struct pomost__rate_days *periods =
		(const struct pomost__rate_days *)tabling->periods.bytes;
	size_t count = tabling->periods.length / sizeof *periods;
	size_t rates = 0;
	size_t exacts = 0;
	size_t i;

	if (tabling->periods.failed)
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		rates += periods[i].row->value.node->length;
		exacts += strlen(periods[i].exact);
	}
	if (!pomost__settle_column(settle, columns->claim, count) ||
	    !pomost__settle_column(settle, columns->from, count) ||
	    !pomost__settle_column(settle, columns->to, count) ||
	    !pomost__settle_column(settle, columns->days, count) ||
	    !pomost__settle_column(settle, columns->sum, count) ||
	    !pomost__column_init(&columns->rate, arena, count, rates) ||
	    !pomost__column_init(&columns->exact, arena, count, exacts))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		const struct pomost__rate_days *period = &periods[i];

		columns->claim[i] = (int32_t)period->claim;
		columns->from[i] = period->from;
		columns->to[i] = period->to;
		columns->days[i] = period->to - period->from + 1;
		columns->sum[i] = period->sum;
		pomost__column_add(&columns->rate, period->row->value.node->text,
				   period->row->value.node->length);
		pomost__column_add(&columns->exact, period->exact, strlen(period->exact));
	}
	columns->count = count;
	return true;
}

/* The sums of a claim, one by one and together. */
POMOST__RARE static void
explain_sums(const struct tabling *tabling, uint32_t number)
{
	const struct claim *claim = &tabling->claims[number];
	char share[SHARE_TEXT];
	uint32_t i;

	for (i = claim->begin; i < claim->end; i++) {
		const struct pomost__repaid_sum *sum = &tabling->found->sums[i];

		write_share(sum, share);
		pomost__explain_repayment(tabling->settle, tabling->found, i, kind_of(sum), share);
	}
	pomost__explain_claim(tabling->settle, number, "repaid", "repayments of the claim",
			      claim->repaid);
}

/* What is left to be said of each claim once its interest is known. */
POMOST__RARE static void
explain_totals(const struct tabling *tabling)
{
	const struct pomost__claim_columns *columns = &tabling->settle->result->claims;
	uint32_t i;

	for (i = 0; i < tabling->count; i++) {
		pomost__explain_claim(tabling->settle, i, "total",
				      tabling->interest ? "repaid and interest" : "repaid",
				      columns->total[i]);
		if (columns->deadline[i] != POMOST__NO_DAY)
			pomost__explain_deadline(tabling->settle, i, columns->deadline[i]);
	}
}

bool
pomost__claims_tables(struct pomost__settle *settle, const struct pomost__claims *claims)
{
	const struct pomost__repayment *rules = settle->work->programme->rules.repayment.item;
	struct tabling tabling = {.settle = settle, .found = claims};
	int32_t deadline = POMOST__NO_DAY;
	bool done;
	uint32_t i;

	if (rules && settle->on != POMOST__NO_DAY)
		tabling.interest = rules->interest.item;
	settle->result->has_interest = tabling.interest != NULL;
	done = part_claims(&tabling) && (tabling.count == 0 || find_deadline(&tabling, &deadline));
	for (i = 0; done && i < tabling.count; i++) {
		if (settle->work->recorder)
			explain_sums(&tabling, i);
		done = !tabling.interest || accrue(&tabling, i);
	}
	done = done && fill_claims(&tabling, deadline) && fill_repayments(&tabling) &&
	       fill_periods(&tabling);
	if (done && settle->work->recorder)
		explain_totals(&tabling);
	pomost__buffer_free(&tabling.periods);
	return done;
}
