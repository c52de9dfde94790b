/* SPDX-License-Identifier: Apache-2.0 */
#include "award/amount.h"

#include "award/explain.h"
#include "number/money.h"

/* The exact value; an unstated one refuses the case in those words. */
static bool
compute_value(struct pomost__work *work, const struct pomost__workplace *workplace,
	      const struct pomost__value *value, struct pomost__ratio *exact)
{
	pomost__work_use(work, value->node);
	if (value->unstated)
		return pomost__work_blame(work, value->node, POMOST_ERR_UNSTATED,
					  "the source does not say: unstated");
	if (pomost__value_compute(value, &workplace->entry->fraction.ratio, exact) != POMOST_OK)
		return pomost__work_blame(
			work, value->node, POMOST_ERR_LIMIT,
			"expected a value of at most %d digits, found a larger one",
			POMOST_LIMIT_DIGITS);
	if (pomost__ratio_sign(exact) < 0)
		return pomost__work_blame(
			work, value->node, POMOST_ERR_VALUE,
			"expected an amount not below zero, found a negative one");
	return true;
}

/* Rounds once, by the mode in force at the rule. */
static bool
round_value(struct pomost__work *work, const struct pomost__node *node,
	    const struct pomost__ratio *exact, const struct pomost__word *rounding, int64_t *result)
{
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
			work, node, status,
			"expected an amount that fits 64 bits of minor units, found a "
			"larger one");
	pomost__ratio_format(exact, text);
	return pomost__work_blame(
		work, node, POMOST_ERR_UNSTATED,
		"expected rounding to be stated, as %s is not a whole number of minor "
		"units",
		text);
}

/*
 * The sum of a value, and where a claim is smaller, that claim: it is in minor units already. A value that is
 * whole needs no arithmetic; `exact` is then made for the recorder alone.
 */
static bool
compute_sum(struct pomost__work *work, const struct pomost__workplace *workplace,
	    const struct pomost__value *value, const struct pomost__money *claim, int64_t *sum,
	    struct pomost__ratio *exact)
{
	struct pomost__ratio claimed;

	if (value->whole) {
		pomost__work_use(work, value->node);
		*sum = claim && claim->amount < value->minor ? claim->amount : value->minor;
		if (work->recorder)
			pomost__ratio_from_i64(*sum, work->programme->digits, exact);
		return true;
	}
	if (!compute_value(work, workplace, value, exact))
		return false;
	if (claim) {
		pomost__ratio_from_i64(claim->amount, work->programme->digits, &claimed);
		if (pomost__ratio_compare(&claimed, exact) < 0)
			*exact = claimed;
	}
	return round_value(work, value->node, exact, &value->scope.rounding, sum);
}

static bool
check_flat(struct pomost__work *work, const struct pomost__money *claim, int64_t sum)
{
	char expected[POMOST__MONEY_TEXT];

	if (claim->amount == sum)
		return true;
	pomost__money_format(sum, work->programme->digits, expected);
	return pomost__work_refuse(work, claim->node, POMOST_ERR_VALUE,
				   "expected a claim for the flat amount %s, found \"%s\"",
				   expected, claim->node->text);
}

static bool
take_own(struct pomost__work *work, const struct pomost__workplace *workplace,
	 const struct pomost__value *own, struct pomost__sum_due *result)
{
	struct pomost__ratio exact;
	char text[POMOST__MONEY_TEXT];

	if (!own || !own->node)
		return true;
	if (!compute_sum(work, workplace, own, NULL, &result->own, &exact))
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

bool
pomost__amount_compute(struct pomost__work *work, const struct pomost__workplace *workplace,
		       const struct pomost__amount *amount, const struct pomost__value *own,
		       const struct pomost__money *claim, struct pomost__sum_due *result)
{
	const struct pomost__value *value = pomost__amount_value(amount);
	bool up_to = value == &amount->up_to;
	struct pomost__ratio exact;

	*result = (struct pomost__sum_due){.ceiling = up_to && !claim};
	if (!compute_sum(work, workplace, value, up_to ? claim : NULL, &result->paid, &exact))
		return false;
	if (!up_to && claim && !check_flat(work, claim, result->paid))
		return false;
	result->requested = claim ? claim->amount : result->paid;
	if (!take_own(work, workplace, own, result))
		return false;
	if (work->recorder)
		result->record =
			pomost__record_amount(work, workplace, amount, claim, &exact, result);
	return true;
}
