/* SPDX-License-Identifier: Apache-2.0 */
#include "life/anew.h"

#include "award/needs.h"

/* The workplace as it is with another job fraction. NULL when memory ran out. */
static const struct pomost__workplace *
change_workplace(struct pomost__work *work, uint32_t slot, const struct pomost__event *event)
{
	struct pomost__workplace *workplace = pomost__arena_raw(&work->arena, 1, sizeof *workplace);
	struct pomost__workplace_entry *entry = pomost__arena_raw(&work->arena, 1, sizeof *entry);
	struct pomost__ratio one;

	if (!workplace || !entry) {
		pomost__work_nomem(work);
		return NULL;
	}
	*workplace = *pomost__slot_workplace(work, slot);
	*entry = *workplace->entry;
	entry->fraction = event->to;
	workplace->entry = entry;
	pomost__ratio_from_i64(1, 0, &one);
	workplace->full_time = pomost__ratio_compare(&entry->fraction.ratio, &one) == 0;
	return workplace;
}

bool
pomost__anew_check(struct pomost__work *work, uint32_t slot, struct pomost__standing *standing)
{
	const struct pomost__event *events = work->subject->application.events.items;
	uint32_t i;

	for (i = 0; i < standing->fraction_count; i++) {
		struct pomost__fraction_change *change = &standing->fractions[i];

		change->workplace = change_workplace(work, slot, &events[change->event]);
		if (!change->workplace || !pomost__pattern_speaks(work, change->workplace) ||
		    !pomost__needs_fraction(work, change->workplace))
			return false;
	}
	return true;
}

bool
pomost__anew_line(struct pomost__work *work, struct pomost__fraction_change *change,
		  const struct pomost__pattern *dates, struct pomost__line *line,
		  struct pomost__reason *reason)
{
	const struct pomost__event *events = work->subject->application.events.items;
	const struct pomost__phase *phase = dates->runs[line->run].phase;
	const struct pomost__amount *amount = phase->amount.item;
	const struct pomost__amount_row *row;

	if (amount->per.value == POMOST__PER_PHASE &&
	    amount->spread.value == POMOST__SPREAD_AS_CLAIMED)
		return pomost__work_refuse(
			work, events[change->event].node, POMOST_ERR_REFUSED,
			"expected months that can be computed anew with another job fraction, "
			"found those of %s, whose spread is as-claimed",
			phase->name.bytes);
	if (!change->amounts) {
		work->anew = change->day;
		change->amounts = pomost__pattern_of_amounts(work, change->workplace, dates);
		work->anew = POMOST__NO_DAY;
	}
	if (!change->amounts)
		return false;
	row = &change->amounts->amounts[line->date.row];
	line->full = row->paid < line->before ? row->paid : line->before;
	reason->record = row->record;
	reason->capped = row->paid > line->before;
	return true;
}
