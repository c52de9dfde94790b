/* SPDX-License-Identifier: Apache-2.0 */
/* What the rows of a workplace pay. */
#include "award/pattern.h"

#include <string.h>

#include "award/amount.h"
#include "award/explain.h"
#include "number/money.h"

struct pomost__pattern *
pomost__pattern_new(struct pomost__work *work, const struct pomost__workplace *workplace,
		    size_t size)
{
	struct pomost__pattern *pattern =
		pomost__arena_raw(&work->arena, 1, sizeof *pattern + size);

	if (pattern)
		*pattern = (struct pomost__pattern){.workplace = workplace};
	else
		pomost__work_nomem(work);
	return pattern;
}

/* What a workplace claims for a part; NULL if nothing. */
static const struct pomost__claimed *
find_claim(const struct pomost__requested *requested, const char *part)
{
	const struct pomost__claim *claims = requested->parts.items;
	uint32_t i;

	for (i = 0; i < requested->parts.count; i++) {
		if (strcmp(claims[i].part.bytes, part) == 0)
			return &claims[i].claimed;
	}
	return NULL;
}

/* The claim for a part that is paid once, the grant's under its name or without one. False after an error. */
static bool
once_claim(struct pomost__work *work, const struct pomost__workplace *workplace,
	   const struct pomost__part *part, const struct pomost__money **claim)
{
	const struct pomost__requested *requested = &workplace->entry->requested;
	const struct pomost__claimed *claimed = find_claim(requested, part->name);

	*claim = claimed ? &claimed->sum : NULL;
	if (part->kind == POMOST__PART_GRANT && requested->grant.node)
		*claim = &requested->grant;
	if (claimed && claimed->sums.node)
		return pomost__work_refuse(work, claimed->node, POMOST_ERR_TYPE,
					   "expected one sum for the %s, found a list", part->name);
	return true;
}

/* Appends rows of one amount to a pattern, and adds them to its sums. */
static bool
add_rows(struct pomost__work *work, const struct pomost__workplace *workplace,
	 struct pomost__pattern *pattern, uint32_t part, const struct pomost__sum_due *sum,
	 uint32_t count)
{
	struct pomost__amount_row *rows = pattern->amounts + pattern->count;
	int64_t paid;
	int64_t own;
	uint32_t i;

	for (i = 0; i < count; i++)
		rows[i] =
			(struct pomost__amount_row){sum->paid, sum->own, sum->record, sum->ceiling};
	pattern->count += count;
	if (!pomost__money_times(sum->paid, count, &paid) ||
	    !pomost__money_times(sum->own, count, &own) ||
	    !pomost__money_add(pattern->paid, paid, &pattern->paid) ||
	    !pomost__money_add(pattern->own, own, &pattern->own))
		return pomost__work_refuse(
			work, workplace->entry->node, POMOST_ERR_LIMIT,
			"expected instalments that together fit 64 bits of minor "
			"units, found larger ones");
	/* A part of what fits. */
	pattern->sums[part] += paid;
	return true;
}

/* Stands for what is not computed anew. */
static const struct pomost__sum_due none;

static bool
compute_once(struct pomost__work *work, const struct pomost__workplace *workplace,
	     struct pomost__pattern *pattern, uint32_t number)
{
	const struct pomost__part *part = &work->programme->parts[number];
	const struct pomost__grant *grant = part->grant;
	struct pomost__subject subject = {
		.workplace = workplace,
		.requires = &grant->requires,
		.bridging_end = pattern->of_dates->bridging_end,
		.months = (int32_t)workplace->entry->months.value,
	};
	const struct pomost__money *claim;
	struct pomost__sum_due sum;

	if (!pomost__pattern_has(work, workplace, part))
		return true;
	if (!once_claim(work, workplace, part, &claim))
		return false;
	if (part->kind == POMOST__PART_GRANT)
		pattern->requested = claim ? claim->amount : 0;
	if (!work->subject->without[number])
		pomost__work_use(work, grant->requires.node);
	if (!pomost__work_grants(work, workplace, number, &grant->requires))
		return true;
	pomost__work_use(work, grant->per.node);
	if (work->anew != POMOST__NO_DAY)
		return add_rows(work, workplace, pattern, number, &none, 1);
	subject.month = pomost__pattern_due(work, workplace, grant, subject.bridging_end);
	if (!pomost__amount_compute(work, &subject, grant->amount.item, &grant->own, claim, NULL,
				    &sum))
		return false;
	if (part->kind == POMOST__PART_GRANT)
		pattern->requested = sum.requested;
	return add_rows(work, workplace, pattern, number, &sum, 1);
}

/* One phase of a workplace, whose months are being paid. */
struct paying {
	struct pomost__work *work;
	struct pomost__pattern *pattern;
	const struct pomost__run *run;
	const struct pomost__amount *amount;
	const struct pomost__value *value;
	struct pomost__subject subject;
	const struct pomost__claimed *claimed; /* for the stage; or NULL */
	const struct pomost__money *sums;      /* of a list, for this phase; or NULL */
	const struct pomost__piece *pieces;    /* of its rows; or NULL */
	const int64_t *spread;                 /* the months of an amount per phase; or NULL */
	struct pomost__sum_due sum;            /* computed last */
	struct pomost__ratio exact;            /* before rounding */
};

/* The months of a stage in its granted phases, those written before a run or all. */
static uint32_t
stage_months(const struct pomost__pattern *dates, uint32_t part, const struct pomost__run *before)
{
	uint32_t months = 0;
	uint32_t i;

	for (i = 0; i < dates->run_count && &dates->runs[i] != before; i++) {
		if (dates->runs[i].phase->part == part)
			months += (uint32_t)dates->runs[i].months;
	}
	return months;
}

/* What is claimed for the months of the phase. A list has one sum for each month of the stage. */
static bool
find_sums(struct paying *paying)
{
	const struct pomost__phase *phase = paying->run->phase;
	const struct pomost__pattern *dates = paying->pattern->of_dates;
	const struct pomost__claimed *claimed =
		find_claim(&paying->subject.workplace->entry->requested, phase->name.bytes);
	bool per_phase = paying->amount->per.value == POMOST__PER_PHASE;
	bool as_claimed = paying->amount->spread.value == POMOST__SPREAD_AS_CLAIMED;
	uint32_t months;

	paying->claimed = claimed;
	if (as_claimed && (!claimed || !claimed->sums.node))
		return pomost__work_refuse(paying->work,
					   claimed ? claimed->node
						   : paying->subject.workplace->entry->node,
					   claimed ? POMOST_ERR_TYPE : POMOST_ERR_KEY_MISSING,
					   "expected a list of the sums claimed for the months of "
					   "%s, as its spread is "
					   "as-claimed, found %s",
					   phase->name.bytes, claimed ? "one sum" : "none");
	if (!claimed || !claimed->sums.node)
		return true;
	if (per_phase && !as_claimed)
		return pomost__work_refuse(paying->work, claimed->node, POMOST_ERR_TYPE,
					   "expected one sum for the whole of %s, found a list",
					   phase->name.bytes);
	months = stage_months(dates, phase->part, NULL);
	if (claimed->sums.count != months)
		return pomost__work_refuse(
			paying->work, claimed->node, POMOST_ERR_VALUE,
			"expected one sum for each of the %u months of %s, found %u",
			(unsigned)months, phase->name.bytes, (unsigned)claimed->sums.count);
	paying->sums = (const struct pomost__money *)claimed->sums.items +
		       stage_months(dates, phase->part, paying->run);
	return true;
}

/* The tranches that are claimed add up to a flat amount, or at most to a ceiling. */
static bool
take_tranches(struct paying *paying, int64_t *spread)
{
	int32_t digits = paying->work->programme->digits;
	bool flat = paying->value == &paying->amount->flat;
	char wanted[POMOST__MONEY_TEXT];
	char found[POMOST__MONEY_TEXT];
	int64_t sum = 0;
	int32_t i;

	for (i = 0; i < paying->run->months; i++) {
		spread[i] = paying->sums[i].amount;
		if (!pomost__money_add(sum, spread[i], &sum))
			return pomost__work_refuse(
				paying->work, paying->sums[i].node, POMOST_ERR_LIMIT,
				"expected sums that together fit 64 bits of minor "
				"units, found larger ones");
	}
	if ((flat ? sum == paying->sum.paid : sum <= paying->sum.paid) ||
	    paying->work->anew != POMOST__NO_DAY)
		return true;
	pomost__money_format(paying->sum.paid, digits, wanted);
	pomost__money_format(sum, digits, found);
	return pomost__work_refuse(
		paying->work, paying->claimed->node, POMOST_ERR_VALUE,
		"expected sums for the months of %s that add up to %s%s, found %s",
		paying->run->phase->name.bytes, flat ? "" : "at most ", wanted, found);
}

/* Spreads the amount of a whole phase, rounded once, over its own months. */
static bool
spread_phase(struct paying *paying)
{
	uint32_t months = (uint32_t)paying->run->months;
	bool as_claimed = paying->amount->spread.value == POMOST__SPREAD_AS_CLAIMED;
	const struct pomost__money *claim =
		paying->claimed && !as_claimed ? &paying->claimed->sum : NULL;
	int64_t *spread =
		pomost__arena_raw(&paying->work->arena, 3 * (size_t)months, sizeof *spread);
	uint32_t i;

	if (!spread)
		return pomost__work_nomem(paying->work);
	pomost__work_use(paying->work, paying->amount->spread.node);
	if (!pomost__amount_compute(paying->work, &paying->subject, paying->amount, NULL, claim,
				    &paying->exact, &paying->sum))
		return false;
	paying->spread = spread;
	switch (paying->amount->spread.value) {
	case POMOST__SPREAD_REST_LAST:
		pomost__split_rest_last(paying->sum.paid, months, spread);
		return true;
	case POMOST__SPREAD_REST_FIRST:
		pomost__split_rest_first(paying->sum.paid, months, spread);
		return true;
	case POMOST__SPREAD_LARGEST_REMAINDER:
		for (i = 0; i < months; i++)
			spread[i] = 1;
		pomost__split_largest_remainder(paying->sum.paid, spread, months, spread,
						spread + months);
		return true;
	default:
		paying->sum.ceiling = false;
		return take_tranches(paying, spread);
	}
}

/* The amount of a month of the phase, from 0, whole. */
static bool
compute_month(struct paying *paying, uint32_t month, bool again)
{
	int32_t digits = paying->work->programme->digits;
	const struct pomost__money *claim = paying->sums      ? &paying->sums[month]
					    : paying->claimed ? &paying->claimed->sum
							      : NULL;
	bool exact = paying->pieces || paying->work->recorder;

	if (paying->spread) {
		paying->sum.paid = paying->spread[month];
		pomost__ratio_from_i64(paying->sum.paid, digits, &paying->exact);
		return true;
	}
	if (again)
		return true;
	if (paying->pieces)
		paying->subject.month = paying->pieces[month].from;
	return pomost__amount_compute(paying->work, &paying->subject, paying->amount, NULL, claim,
				      exact ? &paying->exact : NULL, &paying->sum);
}

/* What is left of the amount of an instalment that is not simply its month. */
static bool
take_piece(struct paying *paying, const struct pomost__piece *piece, int64_t *first)
{
	struct pomost__ratio amount = paying->exact;
	struct pomost__sum_due *sum = &paying->sum;
	int64_t before;

	if (piece->kind == POMOST__PIECE_FIRST) {
		if (!pomost__amount_part(paying->work, paying->value, &amount, &piece->before,
					 &before))
			return false;
		*first = sum->paid - before;
		sum->paid = *first;
	} else if (piece->kind == POMOST__PIECE_LAST) {
		sum->paid -= *first;
	}
	if (piece->kind != POMOST__PIECE_WHOLE)
		pomost__ratio_from_i64(sum->paid, paying->work->programme->digits, &amount);
	if (piece->cut &&
	    !pomost__amount_part(paying->work, paying->value, &amount, &piece->kept, &sum->paid))
		return false;
	if (paying->work->recorder && (piece->cut || piece->kind != POMOST__PIECE_WHOLE))
		sum->record = pomost__record_piece(paying->work, paying->value, piece,
						   &paying->exact, &amount, sum->record);
	return true;
}

/* Row by row, as the months of the phase differ, or parts of months stand among them. */
static bool
pay_rows(struct paying *paying)
{
	bool alike = !paying->sums && !(paying->value->needs & POMOST__NEEDS_MONTH);
	struct pomost__sum_due whole = {0};
	struct pomost__ratio exact;
	bool known = false;
	int64_t first = 0;
	uint32_t i;

	for (i = 0; i < paying->run->count; i++) {
		const struct pomost__piece *piece = paying->pieces ? &paying->pieces[i] : NULL;
		bool last = piece && piece->kind == POMOST__PIECE_LAST;

		if (piece && piece->from < paying->work->anew &&
		    piece->kind == POMOST__PIECE_WHOLE) {
			if (!add_rows(paying->work, paying->subject.workplace, paying->pattern,
				      paying->run->phase->part, &none, 1))
				return false;
			continue;
		}
		/* What was left of the month before is not the month, nor the phase. */
		if (known && (alike || paying->spread)) {
			paying->sum = whole;
			paying->exact = exact;
		}
		if (!compute_month(paying, last ? 0 : i, known && alike))
			return false;
		known = true;
		whole = paying->sum;
		exact = paying->exact;
		paying->sum.ceiling |= paying->run->longest;
		if (piece && !take_piece(paying, piece, &first))
			return false;
		if (!add_rows(paying->work, paying->subject.workplace, paying->pattern,
			      paying->run->phase->part, &paying->sum, 1))
			return false;
	}
	return true;
}

/* A phase whose months are not all alike, or whose amount is that of all of them. */
POMOST__RARE static bool
pay_apart(struct pomost__work *work, const struct pomost__subject *subject,
	  const struct pomost__run *run, struct pomost__pattern *pattern)
{
	const struct pomost__pattern *dates = pattern->of_dates;
	struct paying paying;

	paying.work = work;
	paying.pattern = pattern;
	paying.run = run;
	paying.amount = run->phase->amount.item;
	paying.value = pomost__amount_value(paying.amount);
	paying.subject = *subject;
	paying.sums = NULL;
	paying.pieces = dates->pieces ? &dates->pieces[pattern->count] : NULL;
	paying.spread = NULL;
	if (!find_sums(&paying))
		return false;
	if (run->count == 0)
		return true;
	pomost__work_use(work, paying.amount->per.node);
	if (paying.amount->per.value == POMOST__PER_PHASE && !spread_phase(&paying))
		return false;
	return pay_rows(&paying);
}

/* Whether some month of the next `count` rows begins on or after the day from which amounts are computed anew. */
POMOST__RARE static bool
reaches(const struct pomost__pattern *dates, uint32_t begin, uint32_t count, int32_t day)
{
	uint32_t i;

	for (i = 0; i < dates->count; i++) {
		const struct pomost__date_row *row = &dates->dates[i];

		if (row->row >= begin && row->row < begin + count && row->from >= day)
			return true;
	}
	return false;
}

static bool
compute_phase(struct pomost__work *work, const struct pomost__workplace *workplace,
	      const struct pomost__run *run, struct pomost__pattern *pattern)
{
	const struct pomost__amount *amount = run->phase->amount.item;
	const struct pomost__claimed *claimed =
		find_claim(&workplace->entry->requested, run->phase->name.bytes);
	struct pomost__subject subject = {
		.workplace = workplace,
		.requires = &run->phase->requires,
		.month = run->from,
		.bridging_end = POMOST__NO_DAY,
		.months = run->months,
	};
	struct pomost__sum_due sum;

	if (work->anew != POMOST__NO_DAY &&
	    !reaches(pattern->of_dates, pattern->count, run->count, work->anew))
		return add_rows(work, workplace, pattern, run->phase->part, &none, run->count);
	if (pattern->of_dates->pieces || amount->per.value == POMOST__PER_PHASE ||
	    (claimed && claimed->sums.node))
		return pay_apart(work, &subject, run, pattern);
	pomost__work_use(work, amount->per.node);
	if (!pomost__amount_compute(work, &subject, amount, NULL, claimed ? &claimed->sum : NULL,
				    NULL, &sum))
		return false;
	sum.ceiling |= run->longest;
	return add_rows(work, workplace, pattern, run->phase->part, &sum, run->count);
}

bool
pomost__pattern_speaks(struct pomost__work *work, const struct pomost__workplace *workplace)
{
	const struct pomost__number *fraction = &workplace->entry->fraction;

	if (workplace->full_time || pomost__programme_speaks_of(work->programme, &fraction->ratio))
		return true;
	return pomost__work_refuse(
		work, fraction->node, POMOST_ERR_REFUSED,
		"expected full time, as no rule of the programme speaks of part-time "
		"work of this fraction, found \"%s\"",
		fraction->node->text);
}

/* The conditions of phases that are asked for are used whether or not they hold. */
static void
use_conditions(struct pomost__work *work)
{
	const struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;

	phases = pomost__programme_phases(work->programme, &count);
	for (i = 0; i < count; i++) {
		if (!work->subject->without[phases[i].part])
			pomost__work_use(work, phases[i].requires.node);
	}
}

struct pomost__pattern *
pomost__pattern_of_amounts(struct pomost__work *work, const struct pomost__workplace *workplace,
			   const struct pomost__pattern *dates)
{
	uint32_t parts = work->programme->part_count;
	struct pomost__pattern *pattern = pomost__pattern_new(
		work, workplace,
		parts * sizeof *pattern->sums + dates->count * sizeof *pattern->amounts);
	uint32_t i;

	if (!pattern)
		return NULL;
	pattern->of_dates = dates;
	pattern->sums = (int64_t *)(pattern + 1);
	pattern->amounts = (struct pomost__amount_row *)(pattern->sums + parts);
	for (i = 0; i < parts; i++)
		pattern->sums[i] = 0;
	if (!pomost__pattern_speaks(work, workplace))
		return NULL;
	for (i = 0; i < work->programme->first_stage; i++) {
		if (!compute_once(work, workplace, pattern, i))
			return NULL;
	}
	if (workplace != &work->subject->entity)
		use_conditions(work);
	for (i = 0; i < dates->run_count; i++) {
		if (!compute_phase(work, workplace, &dates->runs[i], pattern))
			return NULL;
	}
	return pattern;
}
