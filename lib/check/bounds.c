/* SPDX-License-Identifier: Apache-2.0 */
#include "check/bounds.h"

#include "calendar/month.h"
#include "number/money.h"

struct pomost__bounds
pomost__bounds_of(const struct pomost_programme *programme, const struct pomost__value *value)
{
	struct pomost__bounds bounds = {.open = true};
	struct pomost__value_bounds exact;

	pomost__value_bounds(value, &exact);
	if (exact.none || pomost__ratio_to_i64(&exact.least, programme->digits, POMOST_FLOOR,
					       &bounds.least, NULL) != POMOST_OK)
		return (struct pomost__bounds){.open = true};
	bounds.open =
		exact.open || pomost__ratio_to_i64(&exact.most, programme->digits, POMOST_CEILING,
						   &bounds.most, NULL) != POMOST_OK;
	return bounds;
}

void
pomost__bounds_add(struct pomost__bounds *sum, const struct pomost__bounds *more)
{
	if (!pomost__money_add(sum->least, more->least, &sum->least))
		sum->least = INT64_MAX;
	sum->open |= more->open || !pomost__money_add(sum->most, more->most, &sum->most);
}

void
pomost__bounds_times(struct pomost__bounds *bounds, uint32_t least, uint32_t most)
{
	if (!pomost__money_times(bounds->least, least, &bounds->least))
		bounds->least = INT64_MAX;
	bounds->open |= !pomost__money_times(bounds->most, most, &bounds->most);
}

/* What is paid is the amount less the own contribution. */
static struct pomost__bounds
less_own(struct pomost__bounds amount, const struct pomost__bounds *own)
{
	amount.least = own->open || own->most > amount.least ? 0 : amount.least - own->most;
	amount.most = own->least > amount.most ? 0 : amount.most - own->least;
	return amount;
}

static void
bound_once(const struct pomost_programme *programme, const struct pomost__grant *grant,
	   struct pomost__part_bounds *bounds)
{
	const struct pomost__amount *amount = grant->amount.item;
	struct pomost__bounds own = {0};

	bounds->paid = pomost__bounds_of(programme, pomost__amount_value(amount));
	if (grant->own.node) {
		own = pomost__bounds_of(programme, &grant->own);
		bounds->paid = less_own(bounds->paid, &own);
	}
	bounds->month = bounds->paid;
	bounds->certain = !grant->requires.node;
	bounds->flat = bounds->some_flat = amount->flat.node != NULL;
}

/* All months of a phase. */
static struct pomost__bounds
bounds_of_phase(const struct pomost_programme *programme, const struct pomost__phase *phase,
		struct pomost__bounds *month)
{
	const struct pomost__amount *amount = phase->amount.item;
	struct pomost__bounds bounds = pomost__bounds_of(programme, pomost__amount_value(amount));

	*month = bounds;
	if (amount->per.value == POMOST__PER_PHASE) {
		/* As claimed, one month may take it all. */
		month->least = 0;
	} else if (phase->months.unstated) {
		bounds = (struct pomost__bounds){.open = true};
	} else {
		pomost__bounds_times(&bounds, (uint32_t)phase->months.least,
				     (uint32_t)phase->months.most);
		bounds.open |= phase->months.most == 0;
	}
	if (programme->bridging->until.item)
		bounds.least = month->least = 0;
	return bounds;
}

bool
pomost__is_one_a_month(const struct pomost_programme *programme)
{
	const struct pomost__bridging *bridging = programme->bridging;
	const struct pomost__phase *phases = bridging ? bridging->phases.items : NULL;
	uint32_t i;

	for (i = 0; bridging && i < bridging->phases.count; i++) {
		if (phases[i].start.node)
			return false;
	}
	return !bridging || (bridging->count_months.value == POMOST__COUNT_FROM_START &&
			     bridging->month_end.value != POMOST__MONTH_END_NEXT);
}

/* One month of the stage is one of a phase of it, or of several that stand beside each other. */
static void
add_month(const struct pomost__bounds *month, bool one_a_month, struct pomost__bounds *months)
{
	int64_t least = month->least < months->least ? month->least : months->least;

	if (!one_a_month) {
		pomost__bounds_add(months, month);
		pomost__bounds_add(months, month);
		months->least = 0;
		return;
	}
	months->most = month->most > months->most ? month->most : months->most;
	months->open |= month->open;
	months->least = least;
}

static void
bound_stage(const struct pomost_programme *programme, uint32_t part,
	    struct pomost__part_bounds *bounds)
{
	const struct pomost__phase *phases;
	bool one_a_month = pomost__is_one_a_month(programme);
	uint32_t count;
	uint32_t i;

	bounds->flat = true;
	bounds->month.least = INT64_MAX;
	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++) {
		const struct pomost__amount *amount = phases[i].amount.item;
		struct pomost__bounds month;
		struct pomost__bounds phase;

		if (phases[i].part != part)
			continue;
		phase = bounds_of_phase(programme, &phases[i], &month);
		if (phases[i].requires.node)
			phase.least = 0;
		bounds->certain |= !phases[i].requires.node;
		bounds->flat &= amount->flat.node != NULL;
		bounds->some_flat |= amount->flat.node != NULL;
		pomost__bounds_add(&bounds->paid, &phase);
		add_month(&month, one_a_month, &bounds->month);
	}
}

void
pomost__part_bounds(const struct pomost_programme *programme, uint32_t part,
		    struct pomost__part_bounds *bounds)
{
	*bounds = (struct pomost__part_bounds){0};
	if (programme->parts[part].grant)
		bound_once(programme, programme->parts[part].grant, bounds);
	else
		bound_stage(programme, part, bounds);
}
