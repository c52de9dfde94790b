/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of an instalment's financing are, and what its sums are of. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "award/recorder.h"
#include "number/money.h"

void
pomost__record_contribution(struct pomost__work *work, uint32_t row, int64_t own)
{
	char result[POMOST__MONEY_TEXT];

	pomost__inputs_begin(work->recorder, NULL);
	pomost__money_format(own, work->programme->digits, result);
	pomost__inputs_text(work->recorder, "own", result);
	pomost__recorder_add(work, NULL, NULL, result, 0, result,
			     "instalments[%" PRIu32 "].financing.own", row);
}

void
pomost__record_fund(struct pomost__work *work, const struct pomost__fund *fund, uint32_t row,
		    const struct pomost__share *share, int64_t had, int64_t part)
{
	char result[POMOST__MONEY_TEXT];
	char text[POMOST__RATIO_TEXT];
	struct pomost__ratio exact;
	int32_t mode = 0;

	pomost__inputs_begin(work->recorder, NULL);
	pomost__money_format(part, work->programme->digits, result);
	strcpy(text, result);
	if (share) {
		pomost__ratio_from_i64(share->running, work->programme->digits, &exact);
		pomost__inputs_text(work->recorder, "share", fund->share.node->text);
		pomost__inputs_money(work, "running", share->running);
		pomost__inputs_money(work, "had", had);
		if (pomost__ratio_multiply(&exact, &fund->share.ratio, &exact) == POMOST_OK) {
			pomost__ratio_format(&exact, text);
			mode = pomost__recorder_mode(work, &exact, fund->scope.rounding.value);
		}
	} else {
		if (fund->amount.node)
			pomost__inputs_money(work, "amount", fund->fixed);
		pomost__inputs_money(work, "payment", had);
	}
	pomost__recorder_add(work, pomost__recorder_path(work, pomost__fund_rule(fund)),
			     fund->scope.source.bytes, text, mode, result,
			     "instalments[%" PRIu32 "].financing.%s", row, fund->name.bytes);
}

static void
record_sums(struct pomost__work *work)
{
	const struct pomost_programme *programme = work->programme;
	const struct pomost_award *award = work->award;
	const struct pomost__column *funds = &programme->fund_names;
	char figure[64];
	char name[80];
	uint32_t i;

	pomost__recorder_sum(work, award->sums[POMOST__SUM_REQUESTED], "grant.requested", "",
			     "claims for the grant, and amounts where nothing was claimed");
	pomost__recorder_sum(work, award->sums[POMOST__SUM_GRANT], "grant.awarded", "",
			     "instalments of the grant");
	for (i = 0; i < programme->part_count; i++) {
		if (programme->parts[i].kind == POMOST__PART_COMPONENT)
			pomost__recorder_sum(work, award->part_amount[i], "components.",
					     programme->parts[i].name,
					     "instalments of the component");
		if (programme->parts[i].kind == POMOST__PART_STAGE)
			pomost__recorder_sum(work, award->part_amount[i], "bridging.phases.",
					     programme->parts[i].name, "instalments of the phase");
	}
	pomost__recorder_sum(work, award->sums[POMOST__SUM_BRIDGING], "bridging.awarded", "",
			     "phases");
	pomost__recorder_sum(work, award->sums[POMOST__SUM_TOTAL], "total", "",
			     "grant, components and bridging");
	for (i = 0; i < programme->fund_count; i++) {
		snprintf(name, sizeof name, "%.*s",
			 (int)(funds->offsets[i + 1] - funds->offsets[i]),
			 funds->bytes + funds->offsets[i]);
		pomost__recorder_sum(work, award->fund_amount[i], "financing.", name,
				     "the fund's part of each instalment");
	}
	for (i = 0; i < award->workplace_count; i++) {
		snprintf(figure, sizeof figure, "workplaces[%" PRIu32 "].", i);
		pomost__recorder_sum(work, award->workplace_grant[i], figure, "grant",
				     "instalments of the workplace's grant");
		pomost__recorder_sum(work, award->workplace_bridging[i], figure, "bridging",
				     "instalments of the workplace's phases");
		pomost__recorder_sum(work, award->workplace_components[i], figure, "components",
				     "instalments of the workplace's components");
		pomost__recorder_sum(work, award->workplace_total[i], figure, "total",
				     "instalments of the workplace");
	}
}

bool
pomost__record_end(struct pomost__work *work)
{
	record_sums(work);
	return pomost__recorder_end(work);
}
