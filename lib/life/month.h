/* SPDX-License-Identifier: Apache-2.0 */
/* One month: what unpaid days take from it, and months that are added at the end of a phase. */
#ifndef POMOST_LIFE_MONTH_H
#define POMOST_LIFE_MONTH_H

#include "award/months.h"
#include "life/standing.h"

/* What is not paid of a month for one reason. */
struct pomost__loss {
	const struct pomost__span *span;
	int32_t from; /* the days */
	int32_t to;   /* the last */
	struct pomost__month_share
		before; /* running shares at both ends, where parts are by days */
	struct pomost__month_share after;
	bool parted; /* `part-months` decided it */
	bool moves;
	int64_t sum;
};

struct pomost__cut {
	struct pomost__loss *losses; /* by their first days */
	uint32_t count;
};

/*
 * What the standing takes from the amount of the days `from` to `to`; `value` is that of the amount, by whose
 * mode parts are rounded. False after an error.
 */
bool pomost__month_cut(struct pomost__calendar *calendar, const struct pomost__standing *standing,
		       const struct pomost__value *value, int32_t from, int32_t to, int64_t amount,
		       struct pomost__cut *cut);

/* What a month that is added may pay. */
struct pomost__added {
	int64_t most;                    /* the largest amount of a month of the phase */
	int64_t share;                   /* of it, less where `until` cuts the month */
	struct pomost__month_share kept; /* by `until`; `of` is 0 where it cuts nothing */
	bool ended;                      /* the month does not exist */
};

/*
 * The days of month `number` (from 1) after the last of a phase, and when it is due; fills what `added` has behind
 * `most`. False after an error.
 */
bool pomost__month_add(struct pomost__calendar *calendar, const struct pomost__run *run,
		       int32_t number, struct pomost__date_row *date, struct pomost__added *added);

#endif
