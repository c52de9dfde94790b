/* SPDX-License-Identifier: Apache-2.0 */
/* The schedule: each workplace's instalments, by the amounts in force. */
#ifndef POMOST_AWARD_SCHEDULE_H
#define POMOST_AWARD_SCHEDULE_H

#include "award/work.h"

struct pomost__pattern;

/* What was found for each slot, before the instalments are written. */
struct pomost__schedule {
	const struct pomost__pattern **amounts; /* by slot */
	const struct pomost__pattern **dates;
	uint32_t first_slot; /* 0 where something is paid once for the entity, else 1 */
	uint32_t rows;       /* in all */
	bool shares_dates;   /* all workplaces have the same */
	bool shares_amounts;
	int64_t requested; /* grants */
	int64_t paid;      /* in all */
	int64_t own;
};

/* Finds the patterns of all workplaces, and counts. False after an error. */
bool pomost__schedule_find(struct pomost__work *work, struct pomost__schedule *schedule);

/* Writes the instalments in the order of the award. False when memory ran out. */
bool pomost__schedule_write(struct pomost__work *work, const struct pomost__schedule *schedule,
			    struct pomost__instalments *rows);

#endif
