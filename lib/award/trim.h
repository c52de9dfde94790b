/* SPDX-License-Identifier: Apache-2.0 */
/* Trims: how a cap takes off what is over its limit. */
#ifndef POMOST_AWARD_TRIM_H
#define POMOST_AWARD_TRIM_H

#include "award/work.h"

/* An instalment and the calendar month to which it belongs. */
struct pomost__dated {
	int32_t month; /* months since year 0 */
	uint32_t row;
};

/* In place of a slot: all of them. */
#define POMOST__EVERY UINT32_MAX

/* One cap at work, on one group of slots, and of instalments. */
struct pomost__capping {
	struct pomost__work *work;
	const struct pomost__cap *cap;
	struct pomost__instalments *rows;
	uint32_t slots;
	uint32_t only; /* the slot of a cap per workplace; POMOST__EVERY for the entity */
	const struct pomost__dated *dated; /* the rows of a month; NULL where all months count */
	uint32_t dated_count;
	int64_t *had;     /* by slot: what it has under the cap */
	bool *applies;    /* by slot: whether the cap's condition holds */
	uint32_t *order;  /* the rows of each slot, one slot after the other */
	uint32_t *begins; /* by slot: where its rows begin in `order`; one more */
	int64_t *scratch; /* three times the rows or slots */
	int64_t limit;
	int64_t before;
	bool indexed; /* `order` is of this group */
	bool lowered; /* something was taken off */
};

/* The calendar month to which an instalment belongs; -1 where it belongs to none. */
static inline int32_t
pomost__dated_month(const struct pomost__instalments *rows, uint32_t row)
{
	int32_t day = rows->month[row] > 0 ? rows->from[row] : rows->due[row];
	struct pomost__date date;

	if (day == POMOST__NO_DAY)
		return -1;
	date = pomost__date_of(day);
	return date.year * 12 + date.month - 1;
}

/* Whether an instalment is one of the cap. */
static inline bool
pomost__capping_has(const struct pomost__capping *capping, uint32_t row)
{
	uint32_t part = (uint32_t)capping->rows->part[row];

	return part >= capping->cap->first_part && part <= capping->cap->last_part &&
	       capping->applies[pomost__slot_of(capping->rows->workplace[row])];
}

/* Lowers the instalments of the group from `before` to `limit`, as the cap says. False after an error. */
bool pomost__capping_trim(struct pomost__capping *capping);

#endif
