/* SPDX-License-Identifier: Apache-2.0 */
#include "award/finance.h"

#include "award/explain.h"
#include "number/split.h"

/* One fund as the instalments pass. */
struct funding {
	struct pomost__share share;
	int64_t had;
};

static bool
fail_share(struct pomost__work *work, const struct pomost__fund *fund, uint32_t row,
	   int32_t status)
{
	if (status == POMOST_ERR_LIMIT)
		return pomost__work_blame(work, fund->share.node, status,
					  "expected payments and own contributions that together fit 64 "
					  "bits of minor units, found larger ones");
	return pomost__work_blame(work, fund->share.node, POMOST_ERR_UNSTATED,
				  "expected rounding to be stated, as the share of instalments[%u] is "
				  "not a whole number of minor units",
				  (unsigned)row);
}

/*
 * Each fund but the rest gets round(share × running total) less what it has had, not below zero nor above
 * what is left of the row.
 */
static bool
split_row(struct pomost__work *work, struct funding *fundings, uint32_t row)
{
	const struct pomost__fund *funds = work->programme->rules.financing.items;
	struct pomost__instalments *rows = &work->award->instalments;
	uint32_t count = work->programme->rules.financing.count;
	uint32_t rest = work->programme->rest_fund;
	int64_t payment = rows->amount[row];
	int64_t own = rows->own && payment > 0 ? rows->own[row] : 0;
	int64_t left = payment;
	uint32_t i;

	for (i = 0; i < count; i++) {
		int64_t target;
		int64_t part;
		int32_t status;

		if (i == rest)
			continue;
		status = pomost__share_add(&fundings[i].share, payment + own, &target);
		if (status != POMOST_OK)
			return fail_share(work, &funds[i], row, status);
		part = target - fundings[i].had;
		part = part < 0 ? 0 : part > left ? left : part;
		if (work->recorder)
			pomost__record_fund(work, &funds[i], row, &fundings[i].share,
					    fundings[i].had, part);
		fundings[i].had += part;
		left -= part;
		rows->funds[i][row] = part;
	}
	rows->funds[rest][row] = left;
	fundings[rest].had += left;
	if (work->recorder)
		pomost__record_fund(work, &funds[rest], row, NULL, payment, left);
	if (count < work->programme->fund_count) {
		rows->funds[count][row] = own;
		fundings[count].had += own;
	}
	return true;
}

bool
pomost__finance_split(struct pomost__work *work)
{
	const struct pomost__fund *funds = work->programme->rules.financing.items;
	struct funding fundings[POMOST_LIMIT_FUNDS + 1];
	struct pomost_award *award = work->award;
	uint32_t i;

	if (work->programme->fund_count == 0 || award->instalments.count == 0)
		return true;
	for (i = 0; i < work->programme->rules.financing.count; i++) {
		pomost__work_use(work, funds[i].share.node);
		if (!funds[i].share.rest)
			pomost__share_init(&fundings[i].share, &funds[i].share.ratio,
					   funds[i].scope.rounding.value);
	}
	for (i = 0; i < work->programme->fund_count; i++)
		fundings[i].had = 0;
	for (i = 0; i < award->instalments.count; i++) {
		if (!split_row(work, fundings, i))
			return false;
	}
	for (i = 0; i < work->programme->fund_count; i++)
		award->fund_amount[i] = fundings[i].had;
	for (i = 0; i < work->programme->rules.financing.count; i++) {
		if (i != work->programme->rest_fund && fundings[i].share.rounded)
			pomost__work_use(work, funds[i].scope.rounding.node);
	}
	return true;
}
