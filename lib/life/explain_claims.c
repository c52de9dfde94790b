/* SPDX-License-Identifier: Apache-2.0 */
/* What was due, what goes back, its interest, and by when it is paid back. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "award/recorder.h"
#include "life/explain.h"
#include "number/money.h"

void
pomost__explain_due(const struct pomost__settle *settle)
{
	char of[64] = "instalments";

	if (settle->on != POMOST__NO_DAY) {
		char day[POMOST__DATE_TEXT];

		pomost__date_format(settle->on, day);
		snprintf(of, sizeof of, "instalments due up to %s", day);
	}
	pomost__recorder_sum(settle->work, settle->result->due, "", "due", of);
}

/* For how long a workplace had to be kept, and was. */
static void
input_kept(struct pomost__recorder *recorder, const struct pomost__kept *kept, int32_t kind)
{
	pomost__inputs_day(recorder, "durability-from", kept->begin);
	pomost__inputs_day(recorder, "durability-to", kept->end - 1);
	if (kind == POMOST__REPAY_BY_MONTH) {
		pomost__inputs_number(recorder, "months", kept->months);
		pomost__inputs_number(recorder, "months-completed", kept->months_done);
	} else if (kind == POMOST__REPAY_BY_DAY) {
		pomost__inputs_number(recorder, "days", kept->days);
		pomost__inputs_number(recorder, "days-left", kept->days_left);
	}
}

/* share × what was paid of the part so far. False where it has too many digits. */
static bool
multiply_share(const struct pomost__work *work, const struct pomost__repaid_sum *sum,
	       struct pomost__ratio *exact)
{
	struct pomost__ratio share;
	struct pomost__ratio of;

	pomost__ratio_from_i64(sum->share, 0, &share);
	pomost__ratio_from_i64(sum->of, 0, &of);
	share.denominator = of.numerator;
	pomost__ratio_from_i64(sum->running, work->programme->digits, exact);
	return pomost__ratio_multiply(exact, &share, exact) == POMOST_OK;
}

void
pomost__explain_repayment(const struct pomost__settle *settle, const struct pomost__claims *claims,
			  uint32_t number, const char *kind, const char *share)
{
	const struct pomost__repayment *rules = settle->work->programme->rules.repayment.item;
	const struct pomost__repaid_sum *sum = &claims->sums[number];
	const struct pomost__line *line = settle->rows[sum->row];
	const struct pomost__standing *standing = &settle->slots[line->slot].standing;
	struct pomost__work *work = settle->work;
	const struct pomost__node *rule = sum->after_closing ? NULL : sum->rule->kind.node;
	char result[POMOST__MONEY_TEXT];
	char text[POMOST__RATIO_TEXT];
	struct pomost__ratio exact;
	int32_t mode = 0;

	pomost__inputs_begin(work->recorder, NULL);
	pomost__inputs_slot(work, line->slot);
	pomost__inputs_text(work->recorder, "part", work->programme->parts[line->date.part].name);
	pomost__inputs_text(work->recorder, "kind", kind);
	pomost__inputs_day(work->recorder, "closed", standing->closed);
	pomost__inputs_money(work, "paid", sum->paid);
	pomost__inputs_text(work->recorder, "share", share);
	pomost__money_format(sum->amount, work->programme->digits, result);
	strcpy(text, result);
	if (!sum->after_closing) {
		input_kept(work->recorder, &claims->kept[line->slot], sum->kind);
		pomost__inputs_money(work, "running", sum->running);
		pomost__inputs_money(work, "had", sum->had);
		if (multiply_share(work, sum, &exact)) {
			pomost__ratio_format(&exact, text);
			mode = pomost__recorder_mode(work, &exact, rules->scope.rounding.value);
		}
	}
	pomost__recorder_add(work, rule ? pomost__recorder_path(work, rule) : NULL,
			     rule ? rules->scope.source.bytes : NULL, text, mode, result,
			     "repayments[%" PRIu32 "].amount", number);
}

void
pomost__explain_claim(const struct pomost__settle *settle, uint32_t claim, const char *name,
		      const char *of, int64_t sum)
{
	char figure[32];

	snprintf(figure, sizeof figure, "claims[%" PRIu32 "].", claim);
	pomost__recorder_sum(settle->work, sum, figure, name, of);
}

void
pomost__explain_deadline(const struct pomost__settle *settle, uint32_t claim, int32_t deadline)
{
	struct pomost__work *work = settle->work;
	const struct pomost__repayment *rules = work->programme->rules.repayment.item;
	const struct pomost__term *within = rules->within.item;
	char text[POMOST__DATE_TEXT];

	pomost__inputs_begin(work->recorder, NULL);
	pomost__inputs_day(work->recorder, "on", settle->on);
	if (within->days.node)
		pomost__inputs_number(work->recorder, "days", within->days.value);
	else
		pomost__inputs_number(work->recorder, "months", within->months.value);
	pomost__date_format(deadline, text);
	pomost__recorder_add(work, pomost__recorder_path(work, rules->within.node),
			     within->scope.source.bytes, text, 0, text,
			     "claims[%" PRIu32 "].deadline", claim);
}

void
pomost__explain_rate(const struct pomost__accruing *accruing,
		     const struct pomost__rate_days *period, size_t number)
{
	const struct pomost__interest *rules = accruing->rules;
	const struct pomost__series *series = rules->use.series;
	struct pomost__work *work = accruing->settle->work;
	const struct pomost__text *source =
		period->row->source.node ? &period->row->source : &series->source;

	pomost__inputs_begin(work->recorder, NULL);
	pomost__record_lookup(work, rules->series.node, period->row->node, source);
	pomost__inputs_lookups(work->recorder);
	work->recorder->lookup_source = NULL;
	pomost__inputs_money(work, "sum", period->sum);
	pomost__inputs_day(work->recorder, "from", period->from);
	pomost__inputs_day(work->recorder, "to", period->to);
	pomost__inputs_number(work->recorder, "days", period->to - period->from + 1);
	pomost__inputs_text(work->recorder, "rate", period->row->value.node->text);
	pomost__recorder_add(work, pomost__recorder_path(work, rules->series.node), source->bytes,
			     period->exact, 0, period->exact, "interest[%zu].exact", number);
}

void
pomost__explain_lookup(const struct pomost__accruing *accruing, const char *name)
{
	struct pomost__recorder *recorder = accruing->settle->work->recorder;

	recorder->lookup_name = name;
	recorder->lookup_source = NULL;
}

/* A value of the rules as it is written, unless the row by which it was looked up says it. */
static void
input_value(struct pomost__work *work, const char *name, const struct pomost__value *value)
{
	if (value->node && !(value->needs & POMOST__NEEDS_LOOKUP))
		pomost__inputs_value(work, name, value);
}

void
pomost__explain_interest(const struct pomost__accruing *accruing, const struct pomost__ratio *exact,
			 bool whole, bool floored, int64_t charged)
{
	const struct pomost__interest *rules = accruing->rules;
	struct pomost__work *work = accruing->settle->work;
	struct pomost__recorder *recorder = work->recorder;
	const struct pomost__text *row_source = recorder->lookup_source;
	const struct pomost__node *rule = rules->node;
	const struct pomost__text *source = &rules->scope.source;
	char result[POMOST__MONEY_TEXT];
	char text[POMOST__RATIO_TEXT];

	if (floored) {
		rule = rules->floor.node;
		source = row_source ? row_source : &rules->floor.scope.source;
	}
	pomost__inputs_begin(recorder, NULL);
	pomost__inputs_day(recorder, "on", accruing->settle->on);
	pomost__inputs_text(recorder, "from", rules->from.node->text);
	pomost__inputs_text(recorder, "first-day", rules->first_day.node->text);
	pomost__inputs_text(recorder, "last-day", rules->last_day.node->text);
	input_value(work, "unit", &rules->unit);
	input_value(work, "floor", &rules->floor);
	pomost__inputs_lookups(recorder);
	recorder->lookup_name = NULL;
	recorder->lookup_source = NULL;
	pomost__ratio_format(exact, text);
	pomost__money_format(charged, work->programme->digits, result);
	pomost__recorder_add(work, pomost__recorder_path(work, rule), source->bytes, text,
			     whole || floored ? 0 : rules->scope.rounding.value, result,
			     "claims[%" PRIu32 "].interest", accruing->claim);
}
