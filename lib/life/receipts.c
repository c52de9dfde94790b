/* SPDX-License-Identifier: Apache-2.0 */
#include "life/receipts.h"

/* Whether instalments of a row are paid back: those of what was closed. */
static bool
is_closed(const struct pomost__settle *settle, const struct pomost__line *line)
{
	return settle->slots[line->slot].standing.closed != POMOST__NO_DAY;
}

bool
pomost__receipts_presume(struct pomost__settle *settle, struct pomost__receipts *receipts)
{
	uint32_t i;

	receipts->count = 0;
	receipts->items =
		pomost__arena_raw(&settle->work->arena, settle->row_count, sizeof *receipts->items);
	if (!receipts->items)
		return pomost__work_nomem(settle->work);
	for (i = 0; i < settle->row_count; i++) {
		const struct pomost__line *line = settle->rows[i];
		int64_t kept = line->stood < line->amount ? line->stood : line->amount;

		if (!is_closed(settle, line) || !pomost__line_is_due(line, settle->on) ||
		    line->stood == 0)
			continue;
		receipts->items[receipts->count++] =
			(struct pomost__receipt){.row = i,
						 .day = pomost__line_day(line),
						 .paid_on = line->date.due,
						 .received = line->date.due,
						 .kept = kept,
						 .over = line->stood - kept};
	}
	return true;
}
