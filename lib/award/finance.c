/* SPDX-License-Identifier: Apache-2.0 */
#include "award/finance.h"

#include "award/explain.h"
#include "award/fill.h"
#include "number/split.h"

/* One fund as the instalments pass. */
struct funding {
	struct pomost__share share;
	int64_t had;
	int64_t target;  /* what it should have had by now */
	int64_t running; /* of a fund of a fixed sum: payments and contributions so far */
	int64_t *parts;  /* its column */
};

static bool
fail_share(struct pomost__work *work, const struct pomost__fund *fund, uint32_t row, int32_t status)
{
	if (status == POMOST_ERR_LIMIT)
		return pomost__work_blame(
			work, pomost__fund_rule(fund), status,
			"expected payments and own contributions that together fit 64 "
			"bits of minor units, found larger ones");
	return pomost__work_blame(
		work, fund->share.node, POMOST_ERR_UNSTATED,
		"expected rounding to be stated, as the share of instalments[%u] is "
		"not a whole number of minor units",
		(unsigned)row);
}

/* The own contribution of a row: a payment of zero brings none. */
static inline int64_t
own_of(const struct pomost__instalments *rows, uint32_t row)
{
	return rows->own && rows->amount[row] > 0 ? rows->own[row] : 0;
}

/* A fund of a fixed sum pays first, until the sum is used up. */
static int32_t
add_fixed(struct funding *funding, const struct pomost__fund *fund, int64_t amount)
{
	if (!pomost__money_add(funding->running, amount, &funding->running))
		return POMOST_ERR_LIMIT;
	funding->target = funding->running < fund->fixed ? funding->running : fund->fixed;
	return POMOST_OK;
}

/*
 * Each fund but the rest gets round(share × running total) less what it has had, not below zero nor above
 * what is left of the row.
 */
POMOST__RARE static bool
split_row(struct pomost__work *work, struct funding *fundings, uint32_t row)
{
	const struct pomost__fund *funds = work->programme->rules.financing.items;
	const struct pomost__instalments *rows = &work->award->instalments;
	uint32_t count = work->programme->rules.financing.count;
	uint32_t rest = work->programme->rest_fund;
	int64_t payment = rows->amount[row];
	int64_t own = own_of(rows, row);
	int64_t left = payment;
	uint32_t i;

	for (i = 0; i < count; i++) {
		struct funding *funding = &fundings[i];
		int64_t part;
		int32_t status;

		if (i == rest)
			continue;
		status = funds[i].amount.node ? add_fixed(funding, &funds[i], payment + own)
					      : pomost__share_add(&funding->share, payment + own,
								  &funding->target);
		if (status != POMOST_OK)
			return fail_share(work, &funds[i], row, status);
		part = funding->target - funding->had;
		part = part < 0 ? 0 : part > left ? left : part;
		if (work->recorder)
			pomost__record_fund(work, &funds[i], row,
					    funds[i].share.node ? &funding->share : NULL,
					    funds[i].share.node ? funding->had : payment, part);
		funding->had += part;
		left -= part;
		funding->parts[row] = part;
	}
	fundings[rest].parts[row] = left;
	fundings[rest].had += left;
	if (work->recorder)
		pomost__record_fund(work, &funds[rest], row, NULL, payment, left);
	if (count < work->programme->fund_count) {
		if (work->recorder)
			pomost__record_contribution(work, row, own);
		fundings[count].parts[row] = own;
		fundings[count].had += own;
	}
	return true;
}

/*
 * What each fund gets of every row of a payment and contribution, if that is always the same: each share of it
 * is whole, and no fund has more or less than it should.
 */
static bool
find_steps(const struct pomost__work *work, struct funding *fundings, int64_t payment, int64_t own,
	   int64_t *steps)
{
	uint32_t count = work->programme->rules.financing.count;
	uint32_t rest = work->programme->rest_fund;
	int64_t left = payment;
	uint32_t i;

	for (i = 0; i < count; i++) {
		if (i == rest)
			continue;
		if (fundings[i].had != fundings[i].target ||
		    !pomost__share_is_even(&fundings[i].share, payment + own, &steps[i]) ||
		    steps[i] > left)
			return false;
		left -= steps[i];
	}
	steps[rest] = left;
	steps[count] = own;
	return true;
}

static void
fill_parts(int64_t *parts, uint32_t count, int64_t part)
{
	const int64_t *end = parts + count;

	for (; parts < end; parts += POMOST__FILL_BLOCK)
		pomost__fill_i64(parts, part);
}

/* Rows that all take the same steps are filled at once. */
static bool
fill_run(struct pomost__work *work, struct funding *fundings, uint32_t begin, uint32_t count,
	 int64_t gross, const int64_t *steps)
{
	const struct pomost__fund *funds = work->programme->rules.financing.items;
	uint32_t shares = work->programme->rules.financing.count;
	uint32_t i;

	for (i = 0; i < work->programme->fund_count; i++) {
		struct funding *funding = &fundings[i];

		if (i < shares && i != work->programme->rest_fund &&
		    !pomost__share_repeat(&funding->share, gross, count))
			return fail_share(work, &funds[i], begin, POMOST_ERR_LIMIT);
		funding->had += steps[i] * (int64_t)count;
		funding->target = funding->had;
		fill_parts(funding->parts + begin, count, steps[i]);
	}
	return true;
}

/* Rows of one payment and contribution. */
static bool
split_run(struct pomost__work *work, struct funding *fundings, uint32_t begin, uint32_t end)
{
	const struct pomost__instalments *rows = &work->award->instalments;
	int64_t steps[POMOST_LIMIT_FUNDS + 1];
	int64_t payment = rows->amount[begin];
	int64_t own = own_of(rows, begin);

	if (!work->recorder && !work->programme->has_fixed_fund &&
	    find_steps(work, fundings, payment, own, steps))
		return fill_run(work, fundings, begin, end - begin, payment + own, steps);
	for (; begin < end; begin++) {
		if (!split_row(work, fundings, begin))
			return false;
	}
	return true;
}

static void
begin_funds(struct pomost__work *work, struct funding *fundings)
{
	const struct pomost__fund *funds = work->programme->rules.financing.items;
	uint32_t i;

	for (i = 0; i < work->programme->fund_count; i++) {
		fundings[i].had = 0;
		fundings[i].target = 0;
		fundings[i].running = 0;
		fundings[i].parts = work->award->instalments.funds[i];
		if (i >= work->programme->rules.financing.count)
			continue;
		pomost__work_use(work, pomost__fund_rule(&funds[i]));
		if (i != work->programme->rest_fund)
			fundings[i].share = funds[i].prepared;
	}
}

static void
end_funds(struct pomost__work *work, const struct funding *fundings)
{
	const struct pomost__fund *funds = work->programme->rules.financing.items;
	uint32_t i;

	for (i = 0; i < work->programme->fund_count; i++) {
		work->award->fund_amount[i] = fundings[i].had;
		if (i < work->programme->rules.financing.count && i != work->programme->rest_fund &&
		    funds[i].share.node && fundings[i].share.rounded)
			pomost__work_use(work, funds[i].scope.rounding.node);
	}
}

/* Where the run of rows that are like one ends. */
static uint32_t
find_run(const struct pomost__instalments *rows, uint32_t begin)
{
	const int64_t *amounts = rows->amount;
	int64_t amount = amounts[begin];
	uint32_t end = begin + 1;

	/* A payment of zero brings no contribution. */
	if (rows->own && amount > 0) {
		while (end < rows->count && amounts[end] == amount &&
		       rows->own[end] == rows->own[begin])
			end++;
	} else {
		/* Four at a time: most runs are long. */
		while (end + 4 <= rows->count &&
		       ((amounts[end] ^ amount) | (amounts[end + 1] ^ amount) |
			(amounts[end + 2] ^ amount) | (amounts[end + 3] ^ amount)) == 0)
			end += 4;
		while (end < rows->count && amounts[end] == amount)
			end++;
	}
	return end;
}

bool
pomost__finance_split(struct pomost__work *work)
{
	struct funding fundings[POMOST_LIMIT_FUNDS + 1];
	const struct pomost__instalments *rows = &work->award->instalments;
	uint32_t begin;
	uint32_t end;

	if (work->programme->fund_count == 0 || rows->count == 0)
		return true;
	begin_funds(work, fundings);
	for (begin = 0; begin < rows->count; begin = end) {
		end = find_run(rows, begin);
		if (!split_run(work, fundings, begin, end))
			return false;
	}
	end_funds(work, fundings);
	return true;
}
