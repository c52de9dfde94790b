/* SPDX-License-Identifier: Apache-2.0 */
/* Phases that end before they begin, and months that are due before they begin. */
#include <inttypes.h>
#include <string.h>

#include "calendar/month.h"
#include "check/findings.h"
#include "check/relation.h"

/* The phases, and in how many months from the start of the bridging each begins at the earliest. */
struct phases {
	const struct pomost__phase *items;
	struct pomost__terms *terms;
	int32_t *begin;
	uint32_t count;
};

/* A phase follows the one before it that is granted: which that is hangs on their conditions. */
static int32_t
earliest_begin(const struct phases *phases, uint32_t place)
{
	const struct pomost__phase *phase = &phases->items[place];
	int32_t earliest = INT32_MAX;
	uint32_t i;

	if (phase->start.node)
		return (int32_t)phase->start.value - 1;
	for (i = place; i-- > 0;) {
		const struct pomost__months *months = &phases->items[i].months;
		int32_t end = phases->begin[i] + (months->unstated ? 1 : months->least);

		if (pomost__terms_contradict(&phases->terms[i], &phases->terms[place]))
			continue;
		if (end < earliest)
			earliest = end;
		if (pomost__terms_within(&phases->terms[i], &phases->terms[place]))
			return earliest;
	}
	return 0;
}

static bool
prepare(struct pomost__findings *findings, struct phases *phases)
{
	uint32_t i;

	phases->items = pomost__programme_phases(findings->programme, &phases->count);
	phases->terms =
		pomost__arena_alloc(&findings->scratch, phases->count, sizeof *phases->terms);
	phases->begin =
		pomost__arena_alloc(&findings->scratch, phases->count, sizeof *phases->begin);
	for (i = 0; phases->terms && phases->begin && i < phases->count; i++) {
		if (!pomost__terms_of(&findings->scratch, &phases->items[i].requires,
				      &phases->terms[i]))
			return false;
		phases->begin[i] = earliest_begin(phases, i);
	}
	return phases->terms && phases->begin;
}

static bool
is_same_moment(const struct pomost__moment *left, const struct pomost__moment *right)
{
	return left->kind == right->kind && strcmp(left->name, right->name) == 0;
}

/* Counted from the same moment, a month that begins where `until` ends does not exist. */
static void
lint_until(struct pomost__findings *findings, const struct pomost__bridging *bridging)
{
	const struct pomost__months_after *until = bridging->until.item;
	struct phases phases;
	uint32_t i;

	if (!until || !is_same_moment(&until->from, &bridging->from) || !prepare(findings, &phases))
		return;
	for (i = 0; i < phases.count; i++) {
		if (phases.begin[i] < until->months.value)
			continue;
		pomost__find(findings, POMOST__FIND_UNTIL_CUTS_PHASE, phases.items[i].node,
			     "the phase begins with month %" PRId32
			     " at the earliest, and until ends after month %" PRId64,
			     phases.begin[i] + 1, until->months.value);
	}
}

/* Months from an anchor may begin on any day; calendar months that are whole begin on the 1st. */
static void
lint_due(struct pomost__findings *findings, const struct pomost__bridging *bridging)
{
	const struct pomost__bridging_due *due = bridging->due.item;
	bool from_first = bridging->count_months.value == POMOST__COUNT_CALENDAR &&
			  (bridging->part_months.value == POMOST__PART_MONTHS_WHOLE ||
			   bridging->part_months.value == POMOST__PART_MONTHS_NONE);

	/* The 31st is the last day of every month. */
	if (!due || due->month.value != 0 || due->day.value >= 31 || from_first)
		return;
	pomost__find(findings, POMOST__FIND_DUE_BEFORE_START, due->day.node,
		     "an instalment that begins after day %" PRId64
		     " of a month is due before its first day",
		     due->day.value);
}

void
pomost__lint_phases(struct pomost__findings *findings)
{
	const struct pomost__bridging *bridging = findings->programme->bridging;

	if (!bridging)
		return;
	lint_until(findings, bridging);
	lint_due(findings, bridging);
}
