/* SPDX-License-Identifier: Apache-2.0 */
/* How many rows a workplace has, and what they pay. */
#include "award/pattern.h"

#include <string.h>

#include "award/amount.h"
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

uint32_t
pomost__pattern_rows(const struct pomost__work *work, const struct pomost__workplace *workplace)
{
	const struct pomost_programme *programme = work->programme;
	const struct pomost__phase *phases;
	uint32_t rows = 0;
	uint32_t count;
	uint32_t i;

	if (programme->grant &&
	    pomost__condition_holds(&programme->grant->requires, workplace->facts))
		rows = 1;
	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++) {
		if (pomost__condition_holds(&phases[i].requires, workplace->facts))
			rows += (uint32_t)phases[i].months.value;
	}
	return rows;
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

/* The claim for the grant, under its name or without one. False after an error. */
static bool
grant_claim(struct pomost__work *work, const struct pomost__workplace *workplace,
	    const struct pomost__money **claim)
{
	const struct pomost__requested *requested = &workplace->entry->requested;
	const struct pomost__claimed *claimed = find_claim(requested, "grant");

	*claim = requested->grant.node ? &requested->grant : claimed ? &claimed->sum : NULL;
	if (claimed && claimed->sums.node)
		return pomost__work_refuse(work, claimed->node, POMOST_ERR_TYPE,
					   "expected one sum for the grant, found a list");
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

static bool
compute_grant(struct pomost__work *work, const struct pomost__workplace *workplace,
	      struct pomost__pattern *pattern)
{
	const struct pomost__grant *grant = work->programme->grant;
	const struct pomost__money *claim;
	struct pomost__sum_due sum;

	if (!grant)
		return true;
	if (!grant_claim(work, workplace, &claim))
		return false;
	pattern->requested = claim ? claim->amount : 0;
	pomost__work_use(work, grant->requires.node);
	if (!pomost__condition_holds(&grant->requires, workplace->facts))
		return true;
	if (!pomost__amount_compute(work, workplace, grant->amount.item, &grant->own, claim, &sum))
		return false;
	pattern->requested = sum.requested;
	return add_rows(work, workplace, pattern, 0, &sum, 1);
}

/* The months of a stage in its granted phases, those written before a phase or all. */
static uint32_t
stage_months(const struct pomost__work *work, const struct pomost__workplace *workplace,
	     uint32_t part, const struct pomost__phase *before)
{
	const struct pomost__phase *phases;
	uint32_t months = 0;
	uint32_t count;
	uint32_t i;

	phases = pomost__programme_phases(work->programme, &count);
	for (i = 0; i < count && &phases[i] != before; i++) {
		if (phases[i].part == part &&
		    pomost__condition_holds(&phases[i].requires, workplace->facts))
			months += (uint32_t)phases[i].months.value;
	}
	return months;
}

/* A list has one sum for each month of the stage. */
static bool
check_list(struct pomost__work *work, const struct pomost__workplace *workplace,
	   const struct pomost__phase *phase, const struct pomost__claimed *claimed)
{
	uint32_t months;

	if (!claimed || !claimed->sums.node)
		return true;
	months = stage_months(work, workplace, phase->part, NULL);
	if (claimed->sums.count == months)
		return true;
	return pomost__work_refuse(work, claimed->node, POMOST_ERR_VALUE,
				   "expected one sum for each of the %u months of %s, found %u",
				   (unsigned)months, phase->name.bytes,
				   (unsigned)claimed->sums.count);
}

static bool
compute_phase(struct pomost__work *work, const struct pomost__workplace *workplace,
	      const struct pomost__phase *phase, struct pomost__pattern *pattern)
{
	const struct pomost__claimed *claimed =
		find_claim(&workplace->entry->requested, phase->name.bytes);
	const struct pomost__money *sums = claimed ? claimed->sums.items : NULL;
	const struct pomost__money *claim = claimed && !sums ? &claimed->sum : NULL;
	uint32_t months = (uint32_t)phase->months.value;
	struct pomost__sum_due sum = {0};
	uint32_t i;

	if (!check_list(work, workplace, phase, claimed))
		return false;
	if (sums)
		sums += stage_months(work, workplace, phase->part, phase);
	if (!sums)
		return pomost__amount_compute(work, workplace, phase->amount.item, NULL, claim,
					      &sum) &&
		       add_rows(work, workplace, pattern, phase->part, &sum, months);
	for (i = 0; i < months; i++) {
		if (!pomost__amount_compute(work, workplace, phase->amount.item, NULL, &sums[i],
					    &sum) ||
		    !add_rows(work, workplace, pattern, phase->part, &sum, 1))
			return false;
	}
	return true;
}

/* A workplace under full time is refused unless the programme speaks of its fraction. */
static bool
check_fraction(struct pomost__work *work, const struct pomost__workplace *workplace)
{
	const struct pomost__number *fraction = &workplace->entry->fraction;

	if (workplace->full_time || work->programme->speaks_of_fraction)
		return true;
	return pomost__work_refuse(
		work, fraction->node, POMOST_ERR_REFUSED,
		"expected full time, as no rule of the programme speaks of part-time "
		"work, found \"%s\"",
		fraction->node->text);
}

struct pomost__pattern *
pomost__pattern_of_amounts(struct pomost__work *work, const struct pomost__workplace *workplace,
			   uint32_t rows)
{
	uint32_t parts = work->programme->part_count;
	struct pomost__pattern *pattern = pomost__pattern_new(
		work, workplace, parts * sizeof *pattern->sums + rows * sizeof *pattern->amounts);
	const struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;

	if (!pattern)
		return NULL;
	pattern->sums = (int64_t *)(pattern + 1);
	pattern->amounts = (struct pomost__amount_row *)(pattern->sums + parts);
	for (i = 0; i < parts; i++)
		pattern->sums[i] = 0;
	if (!check_fraction(work, workplace) || !compute_grant(work, workplace, pattern))
		return NULL;
	phases = pomost__programme_phases(work->programme, &count);
	for (i = 0; i < count; i++) {
		pomost__work_use(work, phases[i].requires.node);
		if (pomost__condition_holds(&phases[i].requires, workplace->facts) &&
		    !compute_phase(work, workplace, &phases[i], pattern))
			return NULL;
	}
	return pattern;
}
