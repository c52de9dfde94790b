/* SPDX-License-Identifier: Apache-2.0 */
#include "award/amount.h"

#include "award/explain.h"
#include "number/money.h"

/* The circumstances of an amount. */
struct circumstances {
	struct pomost__circumstances base; /* first */
	struct pomost__work *work;
	const struct pomost__subject *subject;
};

static int32_t
day_of(const struct pomost__circumstances *base, const struct pomost__moment *moment)
{
	const struct circumstances *self = (const struct circumstances *)base;

	switch (moment->kind) {
	case POMOST__MOMENT_MONTH:
		return self->subject->month;
	case POMOST__MOMENT_BRIDGING_END:
		return self->subject->bridging_end;
	case POMOST__MOMENT_DECISION:
		return pomost__work_decided(self->work, self->subject->requires);
	default:
		return pomost__case_moment(self->work->subject, self->subject->workplace, moment);
	}
}

static void
use_node(const struct pomost__circumstances *base, const struct pomost__node *node, bool below)
{
	const struct circumstances *self = (const struct circumstances *)base;

	if (below)
		pomost__work_use(self->work, node);
	else
		pomost__work_use_one(self->work, node);
}

static void
note_lookup(const struct pomost__circumstances *base, const struct pomost__node *lookup,
	    const struct pomost__node *row, const struct pomost__text *source)
{
	const struct circumstances *self = (const struct circumstances *)base;

	pomost__record_lookup(self->work, lookup, row, source);
}

/* Apart, as most amounts are constants. */
POMOST__RARE static bool
compute_value(struct pomost__work *work, const struct pomost__subject *subject,
	      const struct pomost__value *value, struct pomost__ratio *exact)
{
	struct pomost__value_fault fault;
	struct circumstances circumstances = {
		.base = {.fraction = &subject->workplace->entry->fraction.ratio,
			 .facts = subject->workplace->facts,
			 .months = subject->months,
			 .day = day_of,
			 .use = use_node,
			 .note = work->recorder ? note_lookup : NULL,
			 .fault = &fault},
		.work = work,
		.subject = subject,
	};

	return pomost__value_compute(value, &circumstances.base, exact) ||
	       pomost__work_fault(work, subject->workplace, &fault);
}

bool
pomost__amount_value_of(struct pomost__work *work, const struct pomost__subject *subject,
			const struct pomost__value *value, struct pomost__ratio *exact)
{
	/* Of a table, only what the row in force is made of. */
	if (!(value->needs & POMOST__NEEDS_LOOKUP))
		pomost__work_use(work, value->node);
	if (!compute_value(work, subject, value, exact))
		return false;
	if (pomost__ratio_sign(exact) < 0)
		return pomost__work_blame(
			work, value->node, POMOST_ERR_VALUE,
			"expected an amount not below zero, found a negative one");
	return true;
}

bool
pomost__amount_round(struct pomost__work *work, const struct pomost__value *value,
		     const struct pomost__ratio *exact, int64_t *result)
{
	const struct pomost__word *rounding = &value->scope.rounding;
	char text[POMOST__RATIO_TEXT];
	bool whole = true;
	int32_t status = pomost__ratio_to_i64(exact, work->programme->digits, rounding->value,
					      result, &whole);

	if (status == POMOST_OK) {
		if (!whole)
			pomost__work_use(work, rounding->node);
		return true;
	}
	if (status == POMOST_ERR_LIMIT)
		return pomost__work_blame(
			work, value->node, status,
			"expected an amount that fits 64 bits of minor units, found a "
			"larger one");
	pomost__ratio_format(exact, text);
	return pomost__work_blame(
		work, value->node, POMOST_ERR_UNSTATED,
		"expected rounding to be stated, as %s is not a whole number of minor "
		"units",
		text);
}

bool
pomost__amount_part(struct pomost__work *work, const struct pomost__value *value,
		    const struct pomost__ratio *amount, const struct pomost__month_share *share,
		    int64_t *result)
{
	struct pomost__ratio part;
	struct pomost__ratio of;

	pomost__ratio_from_i64(share->days, 0, &part);
	pomost__ratio_from_i64(share->of, 0, &of);
	part.denominator = of.numerator;
	if (pomost__ratio_multiply(amount, &part, &part) != POMOST_OK)
		return pomost__work_blame(work, value->node, POMOST_ERR_LIMIT,
					  "expected an amount of at most %d digits, found a larger "
					  "one",
					  POMOST_LIMIT_DIGITS);
	return pomost__amount_round(work, value, &part, result);
}

/* The sum of a value that is no whole number of minor units, or not always the same. */
POMOST__RARE static bool
compute_exactly(struct pomost__work *work, const struct pomost__subject *subject,
		const struct pomost__value *value, const struct pomost__money *claim, int64_t *sum,
		struct pomost__ratio *exact)
{
	struct pomost__ratio claimed;
	struct pomost__ratio made;

	if (!exact)
		exact = &made;
	if (!pomost__amount_value_of(work, subject, value, exact))
		return false;
	if (claim) {
		pomost__ratio_from_i64(claim->amount, work->programme->digits, &claimed);
		if (pomost__ratio_compare(&claimed, exact) < 0)
			*exact = claimed;
	}
	return pomost__amount_round(work, value, exact, sum);
}

/*
 * The sum of a value, and where a claim is smaller, that claim: it is in minor units already. A value that is
 * whole needs no arithmetic; `exact` is then made only where it is asked for.
 */
static bool
compute_sum(struct pomost__work *work, const struct pomost__subject *subject,
	    const struct pomost__value *value, const struct pomost__money *claim, int64_t *sum,
	    struct pomost__ratio *exact)
{
	if (!value->whole)
		return compute_exactly(work, subject, value, claim, sum, exact);
	pomost__work_use(work, value->node);
	*sum = claim && claim->amount < value->minor ? claim->amount : value->minor;
	if (exact)
		pomost__ratio_from_i64(*sum, work->programme->digits, exact);
	return true;
}

POMOST__RARE static bool
check_flat(struct pomost__work *work, const struct pomost__money *claim, int64_t sum)
{
	char expected[POMOST__MONEY_TEXT];

	/* It was compared when it was the whole amount; another job fraction does not claim again. */
	if (claim->amount == sum || work->anew != POMOST__NO_DAY)
		return true;
	pomost__money_format(sum, work->programme->digits, expected);
	return pomost__work_refuse(work, claim->node, POMOST_ERR_VALUE,
				   "expected a claim for the flat amount %s, found \"%s\"",
				   expected, claim->node->text);
}

/* Takes off the own contribution, which there is. */
POMOST__RARE static bool
take_own(struct pomost__work *work, const struct pomost__subject *subject,
	 const struct pomost__value *own, struct pomost__ratio *exact,
	 struct pomost__sum_due *result)
{
	char text[POMOST__MONEY_TEXT];

	if (!compute_sum(work, subject, own, NULL, &result->own, exact))
		return false;
	if (result->own > result->paid) {
		pomost__money_format(result->paid, work->programme->digits, text);
		return pomost__work_blame(
			work, own->node, POMOST_ERR_VALUE,
			"expected an own contribution of at most the amount %s, found "
			"a larger one",
			text);
	}
	result->paid -= result->own;
	return true;
}

/* The amount with the own contribution. */
static bool
compute_gross(struct pomost__work *work, const struct pomost__subject *subject,
	      const struct pomost__amount *amount, const struct pomost__money *claim,
	      struct pomost__ratio *exact, struct pomost__sum_due *result)
{
	const struct pomost__value *value = pomost__amount_value(amount);
	bool up_to = value == &amount->up_to;

	*result = (struct pomost__sum_due){.ceiling = up_to && !claim};
	if (!compute_sum(work, subject, value, up_to ? claim : NULL, &result->paid, exact))
		return false;
	result->requested = claim ? claim->amount : result->paid;
	return up_to || !claim || check_flat(work, claim, result->paid);
}

POMOST__RARE static bool
compute_recorded(struct pomost__work *work, const struct pomost__subject *subject,
		 const struct pomost__amount *amount, const struct pomost__value *own,
		 const struct pomost__money *claim, struct pomost__ratio *exact,
		 struct pomost__sum_due *result)
{
	struct pomost__ratio made;
	struct pomost__ratio made_own;

	if (!exact)
		exact = &made;
	if (!compute_gross(work, subject, amount, claim, exact, result))
		return false;
	result->record =
		pomost__record_amount(work, subject, pomost__amount_value(amount), claim, exact);
	if (!own)
		return true;
	if (!take_own(work, subject, own, &made_own, result))
		return false;
	if (result->own > 0)
		pomost__record_own(work, subject, own, &made_own, result);
	return true;
}

bool
pomost__amount_compute(struct pomost__work *work, const struct pomost__subject *subject,
		       const struct pomost__amount *amount, const struct pomost__value *own,
		       const struct pomost__money *claim, struct pomost__ratio *exact,
		       struct pomost__sum_due *result)
{
	if (own && !own->node)
		own = NULL;
	if (work->recorder)
		return compute_recorded(work, subject, amount, own, claim, exact, result);
	return compute_gross(work, subject, amount, claim, exact, result) &&
	       (!own || take_own(work, subject, own, NULL, result));
}
