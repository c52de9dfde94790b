/* SPDX-License-Identifier: Apache-2.0 */
#include "life/claims.h"

#include <stdlib.h>
#include <string.h>

#include "number/fast.h"
#include "number/split.h"

/* One part of a slot, receipt by receipt. */
struct part {
	bool known;
	const struct pomost__repaid *rule;
	struct pomost__ratio ratio;
	int32_t share;
	int32_t of;
	struct pomost__share running;
	int64_t had;
};

struct claiming {
	struct pomost__settle *settle;
	struct pomost__work *work;
	const struct pomost__repayment *rules;
	struct pomost__claims *claims;
	struct part *parts; /* by slot and part of the programme */
	bool *has_kept;     /* by slot: what it was kept is known */
};

/* The day after the last day of a workplace's bridging, or for the entity of all; no day without one. */
static int32_t
after_bridging(const struct pomost__settle *settle, uint32_t slot)
{
	int32_t last = POMOST__NO_DAY;
	uint32_t i;

	for (i = 0; i < settle->row_count; i++) {
		const struct pomost__line *line = settle->rows[i];

		if (line->run >= 0 && (slot == 0 || line->slot == slot) && line->date.to > last)
			last = line->date.to;
	}
	return last == POMOST__NO_DAY ? last : last + 1;
}

/* The first day of the span that a workplace must be kept. */
static bool
durability_start(struct claiming *claiming, uint32_t slot, const struct pomost__months_after *rule,
		 int32_t *day)
{
	const struct pomost__workplace *workplace = pomost__slot_workplace(claiming->work, slot);

	/* The entity has its first workplace's day of employment, and the bridging of all. */
	if (slot == 0 && rule->from.kind == POMOST__MOMENT_EMPLOYMENT)
		workplace = &claiming->work->subject->workplaces[0];
	*day = rule->from.kind == POMOST__MOMENT_BRIDGING_END
		       ? after_bridging(claiming->settle, slot)
		       : pomost__case_moment(claiming->work->subject, workplace, &rule->from);
	return *day != POMOST__NO_DAY ||
	       pomost__work_refuse(
		       claiming->work, workplace->entry->node, POMOST_ERR_KEY_MISSING,
		       "expected the day of %s, from which durability counts, found none",
		       rule->from.name);
}

/* How much of the span was kept. */
static bool
find_kept(struct claiming *claiming, uint32_t slot)
{
	struct pomost__work *work = claiming->work;
	const struct pomost__months_after *rule = work->programme->rules.durability.item;
	const struct pomost__workplace *workplace = pomost__slot_workplace(work, slot);
	int32_t closed = claiming->settle->slots[slot].standing.closed;
	struct pomost__kept *kept = &claiming->claims->kept[slot];
	int32_t begin;
	int32_t end;

	if (claiming->has_kept[slot])
		return true;
	claiming->has_kept[slot] = true;
	if (!rule)
		return pomost__work_refuse(
			work, workplace->entry->node, POMOST_ERR_UNSTATED,
			"expected the programme to say how long a workplace must "
			"be kept, under durability, found nothing");
	pomost__work_use(work, work->programme->rules.durability.node);
	kept->months = (int32_t)rule->months.value;
	if (!durability_start(claiming, slot, rule, &begin) ||
	    !pomost__standing_months_after(work, workplace->entry->node, begin, kept->months,
					   "durability", &end))
		return false;
	kept->ended = closed >= end || kept->months == 0;
	kept->days = end - begin;
	kept->days_left = end - (closed > begin ? closed : begin);
	kept->begin = begin;
	kept->end = end;
	kept->months_done = -1;
	return true;
}

static const struct pomost__repaid *
find_rule(const struct claiming *claiming, uint32_t part)
{
	const struct pomost__repaid *rules = claiming->rules->parts.items;
	const char *name = claiming->work->programme->parts[part].name;
	uint32_t i;

	for (i = 0; i < claiming->rules->parts.count; i++) {
		if (strcmp(rules[i].part.bytes, name) == 0)
			return &rules[i];
	}
	return NULL;
}

/* The months completed before the closing: the one that begins in its calendar month decides. */
static bool
find_months_done(struct claiming *claiming, uint32_t slot, int32_t *done)
{
	const struct pomost__workplace *workplace = pomost__slot_workplace(claiming->work, slot);
	int32_t closed = claiming->settle->slots[slot].standing.closed;
	int32_t begin = claiming->claims->kept[slot].begin;
	struct pomost__date first = pomost__date_of(begin);
	struct pomost__date last = pomost__date_of(closed);
	int32_t months = (last.year - first.year) * 12 + last.month - first.month;
	int32_t next;

	*done = 0;
	if (closed <= begin || months == 0)
		return true;
	if (!pomost__standing_months_after(claiming->work, workplace->entry->node, begin, months,
					   "durability", &next))
		return false;
	*done = next <= closed ? months : months - 1;
	return true;
}

/* Which share of a part goes back. */
static bool
find_share(struct claiming *claiming, uint32_t slot, struct part *part)
{
	struct pomost__kept *kept = &claiming->claims->kept[slot];
	uint64_t divisor;

	part->share = 0;
	part->of = 1;
	if (part->rule->kind.value != POMOST__REPAY_NONE && !find_kept(claiming, slot))
		return false;
	if (kept->ended)
		return true;
	switch (part->rule->kind.value) {
	case POMOST__REPAY_WHOLE:
		part->share = 1;
		break;
	case POMOST__REPAY_BY_MONTH:
		if (!find_months_done(claiming, slot, &kept->months_done))
			return false;
		part->share = kept->months - kept->months_done;
		part->of = kept->months;
		break;
	case POMOST__REPAY_BY_DAY:
		part->share = kept->days_left;
		part->of = kept->days;
		break;
	default:
		break;
	}
	divisor = pomost__greatest_divisor((uint64_t)part->share, (uint64_t)part->of);
	part->share /= (int32_t)divisor;
	part->of /= (int32_t)divisor;
	return true;
}

/* The part of a slot, ready for its receipts. NULL after an error. */
static struct part *
part_of(struct claiming *claiming, const struct pomost__line *line)
{
	struct pomost__work *work = claiming->work;
	uint32_t number = (uint32_t)line->date.part;
	struct part *part =
		&claiming->parts[(size_t)line->slot * work->programme->part_count + number];
	struct pomost__ratio of;

	if (part->known)
		return part;
	part->known = true;
	part->rule = find_rule(claiming, number);
	if (!part->rule) {
		(void)pomost__work_blame(
			work, claiming->rules->node, POMOST_ERR_UNSTATED,
			"expected the programme to say what goes back of %s, under "
			"repayment, found nothing",
			work->programme->parts[number].name);
		return NULL;
	}
	pomost__work_use(work, part->rule->kind.node);
	if (!find_share(claiming, line->slot, part))
		return NULL;
	pomost__ratio_from_i64(part->share, 0, &part->ratio);
	pomost__ratio_from_i64(part->of, 0, &of);
	part->ratio.denominator = of.numerator;
	pomost__share_init(&part->running, &part->ratio, claiming->rules->scope.rounding.value);
	return part;
}

static bool
fail_share(struct claiming *claiming, const struct part *part, int32_t status)
{
	if (status == POMOST_ERR_LIMIT)
		return pomost__work_blame(claiming->work, part->rule->kind.node, status,
					  "expected sums that together fit 64 bits of minor units, "
					  "found larger ones");
	return pomost__work_blame(
		claiming->work, part->rule->kind.node, POMOST_ERR_UNSTATED,
		"expected rounding to be stated, as what goes back is not a whole "
		"number of minor units");
}

/* What goes back of one receipt: the share of what is kept, and all that was too much. */
static bool
claim(struct claiming *claiming, const struct pomost__receipt *receipt)
{
	const struct pomost__line *line = claiming->settle->rows[receipt->row];
	const struct pomost__standing *standing = &claiming->settle->slots[line->slot].standing;
	struct pomost__claims *claims = claiming->claims;
	struct pomost__repaid_sum sum = {.event = standing->closed_by,
					 .row = receipt->row,
					 .day = receipt->day,
					 .paid_on = receipt->paid_on,
					 .received = receipt->received};
	struct part *part;
	int64_t target;
	int32_t status;

	if (standing->closed == POMOST__NO_DAY)
		return true;
	part = part_of(claiming, line);
	if (!part)
		return false;
	if (receipt->kept > 0) {
		status = pomost__share_add(&part->running, receipt->kept, &target);
		if (status != POMOST_OK)
			return fail_share(claiming, part, status);
		if (part->running.rounded)
			pomost__work_use(claiming->work, claiming->rules->scope.rounding.node);
		sum.rule = part->rule;
		sum.kind = part->rule->kind.value;
		sum.share = part->share;
		sum.of = part->of;
		sum.paid = receipt->kept;
		sum.running = part->running.running;
		sum.had = part->had;
		sum.amount = target - part->had;
		part->had = target;
		if (sum.amount > 0)
			claims->sums[claims->count++] = sum;
	}
	if (receipt->over > 0) {
		sum.after_closing = true;
		sum.share = sum.of = 1;
		sum.paid = sum.amount = receipt->over;
		claims->sums[claims->count++] = sum;
	}
	return true;
}

static int
compare_sums(const void *left, const void *right)
{
	const struct pomost__repaid_sum *a = left;
	const struct pomost__repaid_sum *b = right;

	if (a->event != b->event)
		return a->event < b->event ? -1 : 1;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->after_closing != b->after_closing)
		return a->after_closing ? 1 : -1;
	return a->day < b->day ? -1 : a->day > b->day;
}

/* How many sums may go back: of a receipt what was kept, and what was too much. */
static size_t
count_sums(const struct pomost__receipts *receipts)
{
	size_t count = 0;
	uint32_t i;

	for (i = 0; i < receipts->count; i++)
		count += (size_t)(receipts->items[i].kept > 0) + (receipts->items[i].over > 0);
	return count;
}

bool
pomost__claims_find(struct pomost__settle *settle, const struct pomost__receipts *receipts,
		    struct pomost__claims *claims)
{
	struct pomost__work *work = settle->work;
	size_t slots = (size_t)work->award->workplace_count + 1;
	struct claiming claiming = {.settle = settle,
				    .work = work,
				    .rules = work->programme->rules.repayment.item,
				    .claims = claims};
	uint32_t i;

	*claims = (struct pomost__claims){0};
	if (!claiming.rules || receipts->count == 0)
		return true;
	claims->sums = pomost__arena_raw(&work->arena, count_sums(receipts), sizeof *claims->sums);
	claiming.parts = pomost__arena_alloc(&work->arena, slots * work->programme->part_count,
					     sizeof *claiming.parts);
	claims->kept = pomost__arena_alloc(&work->arena, slots, sizeof *claims->kept);
	claiming.has_kept = pomost__arena_alloc(&work->arena, slots, sizeof *claiming.has_kept);
	if (!claims->sums || !claiming.parts || !claims->kept || !claiming.has_kept)
		return pomost__work_nomem(work);
	for (i = 0; i < receipts->count; i++) {
		if (!claim(&claiming, &receipts->items[i]))
			return false;
	}
	qsort(claims->sums, claims->count, sizeof *claims->sums, compare_sums);
	return true;
}
