/* SPDX-License-Identifier: Apache-2.0 */
/* The settlement of one case as its steps share it. */
#ifndef POMOST_LIFE_SETTLE_H
#define POMOST_LIFE_SETTLE_H

#include "award/settlement.h"
#include "life/lines.h"

struct pomost__settle {
	struct pomost__work *work;
	int32_t on;      /* or no day */
	bool looks_back; /* what instalments were on their days matters */
	struct pomost__settlement *result;
	struct pomost__award_lines award;
	struct pomost__lines *slots;
	struct pomost__line **rows; /* in the order of the settlement */
	uint32_t row_count;
	int32_t *taken; /* by event of the case: its place among those taken; -1 */
};

/* Lets the events act, and writes the instalments as they stand. False after an error. */
bool pomost__settle_events(struct pomost__settle *settle);

/* Fills the tables of events and changes, and what is due. False when memory ran out. */
bool pomost__settle_tables(struct pomost__settle *settle);

/* Whether an instalment is due on a day; all are without one. */
static inline bool
pomost__line_is_due(const struct pomost__line *line, int32_t on)
{
	return on == POMOST__NO_DAY || pomost__line_day(line) <= on;
}

/* A column of so many items in the memory of the settlement; NULL when memory ran out. */
#define pomost__settle_column(settle, column, count)                                               \
	((column) = pomost__arena_raw(&(settle)->result->arena, (count), sizeof *(column)))

#endif
