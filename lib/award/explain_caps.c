/* SPDX-License-Identifier: Apache-2.0 */
/* What caps leave, and what is paid together with what they took. */
#include <inttypes.h>
#include <stdio.h>

#include "award/recorder.h"
#include "number/money.h"

void
pomost__record_aid(struct pomost__work *work, const struct pomost__series_row *regime,
		   const struct pomost__ratio *counted, const struct pomost__number *rate)
{
	struct pomost__buffer *lookups = &work->recorder->lookups;
	char text[POMOST__RATIO_TEXT];

	lookups->length = 0;
	pomost__inputs_member(lookups, "ceiling", regime->ceiling.node->text,
			      regime->ceiling.node->length);
	pomost__inputs_member(lookups, "currency", regime->currency.bytes, regime->currency.length);
	pomost__inputs_member(lookups, "window", regime->window.node->text,
			      regime->window.node->length);
	pomost__inputs_member(lookups, "aid", text, pomost__ratio_format(counted, text));
	if (rate)
		pomost__inputs_member(lookups, "rate", rate->node->text, rate->node->length);
}

void
pomost__record_limit(struct pomost__work *work, const struct pomost__cap *cap, const uint32_t *slot,
		     int32_t month, const struct pomost__ratio *exact, int64_t earlier,
		     int64_t limit)
{
	const struct pomost__node *rule = cap->workplaces.node ? cap->workplaces.node
					  : cap->aid.node      ? cap->aid.node
							       : cap->amount.node;
	const struct pomost__text *source = work->recorder->lookup_source;
	int32_t digits = cap->workplaces.node ? 0 : work->programme->digits;
	char result[POMOST__MONEY_TEXT];
	char text[POMOST__RATIO_TEXT];

	pomost__inputs_begin(work->recorder, NULL);
	if (slot)
		pomost__inputs_slot(work, *slot);
	if (month >= 0) {
		snprintf(text, sizeof text, "%04" PRId32 "-%02" PRId32, month / 12, month % 12 + 1);
		pomost__inputs_text(work->recorder, "month", text);
	}
	if (cap->amount.node && !(cap->amount.needs & POMOST__NEEDS_LOOKUP))
		pomost__inputs_value(work, "amount", &cap->amount);
	pomost__inputs_lookups(work->recorder);
	pomost__money_format(earlier, digits, result);
	pomost__inputs_text(work->recorder, "earlier", result);
	pomost__ratio_format(exact, text);
	pomost__money_format(limit, digits, result);
	pomost__recorder_add(work, pomost__recorder_path(work, rule),
			     source ? source->bytes : cap->scope.source.bytes, text,
			     pomost__recorder_mode(work, exact, POMOST_DOWN), result,
			     "caps[%" PRIu32 "].limit", cap->rule);
	work->recorder->lookup_source = NULL;
}

void
pomost__record_share(struct pomost__work *work, const struct pomost__cap *cap, uint32_t slot,
		     int64_t had, int64_t before, int64_t limit, int64_t left)
{
	char result[POMOST__MONEY_TEXT];
	char text[POMOST__RATIO_TEXT] = "";
	struct pomost__ratio share;
	struct pomost__ratio weight;

	pomost__inputs_begin(work->recorder, NULL);
	pomost__inputs_slot(work, slot);
	pomost__inputs_money(work, "had", had);
	pomost__inputs_money(work, "before", before);
	pomost__inputs_money(work, "limit", limit);
	/* limit × had / before */
	pomost__ratio_from_i64(had, 0, &weight);
	pomost__ratio_from_i64(before, 0, &share);
	weight.denominator = share.numerator;
	pomost__ratio_from_i64(limit, work->programme->digits, &share);
	if (pomost__ratio_multiply(&share, &weight, &share) == POMOST_OK)
		pomost__ratio_format(&share, text);
	pomost__money_format(left, work->programme->digits, result);
	if (slot == 0)
		pomost__recorder_add(work, pomost__recorder_path(work, cap->node),
				     cap->scope.source.bytes, text, 0, result,
				     "caps[%" PRIu32 "].entity", cap->rule);
	else
		pomost__recorder_add(work, pomost__recorder_path(work, cap->node),
				     cap->scope.source.bytes, text, 0, result,
				     "caps[%" PRIu32 "].workplaces[%" PRIu32 "]", cap->rule,
				     slot - 1);
}

void
pomost__record_lowered(struct pomost__work *work, const struct pomost__cap *cap, uint32_t row,
		       int64_t before, int64_t after)
{
	const struct pomost__instalments *rows = &work->award->instalments;
	char result[POMOST__MONEY_TEXT];

	pomost__inputs_begin(work->recorder, NULL);
	pomost__inputs_slot(work, pomost__slot_of(rows->workplace[row]));
	pomost__inputs_text(work->recorder, "part", work->programme->parts[rows->part[row]].name);
	pomost__inputs_money(work, "before", before);
	pomost__inputs_text(work->recorder, "trim",
			    cap->trim.node ? cap->trim.node->text : "refuse");
	pomost__money_format(after, work->programme->digits, result);
	pomost__recorder_add(work, pomost__recorder_path(work, cap->node), cap->scope.source.bytes,
			     result, 0, result, "instalments[%" PRIu32 "].amount", row);
}

void
pomost__record_cap(struct pomost__work *work, const struct pomost__cap *cap, int64_t before,
		   int64_t after)
{
	char result[POMOST__MONEY_TEXT];

	pomost__inputs_begin(work->recorder, NULL);
	pomost__inputs_money(work, "before", before);
	pomost__money_format(after, work->programme->digits, result);
	pomost__recorder_add(work, pomost__recorder_path(work, cap->node), cap->scope.source.bytes,
			     result, 0, result, "caps[%" PRIu32 "].after", cap->rule);
}

void
pomost__record_unlinked(struct pomost__work *work, uint32_t row, int64_t before)
{
	const struct pomost__instalments *rows = &work->award->instalments;
	const struct pomost__node *rule = work->programme->rules.together.node;
	char result[POMOST__MONEY_TEXT];

	pomost__inputs_begin(work->recorder, NULL);
	pomost__inputs_slot(work, pomost__slot_of(rows->workplace[row]));
	pomost__inputs_text(work->recorder, "part", work->programme->parts[rows->part[row]].name);
	pomost__inputs_money(work, "before", before);
	pomost__money_format(0, work->programme->digits, result);
	pomost__recorder_add(work, pomost__recorder_path(work, rule),
			     work->programme->rules.scope.source.bytes, result, 0, result,
			     "instalments[%" PRIu32 "].amount", row);
}
