/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two patterns of a workplace's schedule, which its instalments join row by row: dates (by first
 * day, decisions and months) and amounts (by fraction, traits and claim, and by dates where a rule asks
 * them). Workplaces that have the same share one. What is paid once for the entity is a schedule too.
 */
#ifndef POMOST_AWARD_PATTERN_H
#define POMOST_AWARD_PATTERN_H

#include "award/work.h"

struct pomost__amount_row {
	int64_t paid;
	int64_t own;
	uint32_t record;
	int32_t ceiling;
};

struct pomost__date_row {
	int32_t part;
	int32_t month;
	int32_t from;
	int32_t to;
	int32_t due;
	int32_t day;  /* by which instalments are ordered: due, else first, else before all */
	uint32_t row; /* in the pattern of amounts: as rows were written */
};

/* Where a calendar month is cut by the first day of a phase. */
enum pomost__month_piece {
	POMOST__PIECE_WHOLE = 0,
	POMOST__PIECE_FIRST, /* from the first day of the phase on */
	POMOST__PIECE_LAST,  /* what the first piece left */
};

/* What of its month amount an instalment is, where that is not simply all; by row as written. */
struct pomost__piece {
	int32_t from; /* the first day, not cut */
	enum pomost__month_piece kind;
	struct pomost__month_share before; /* of a first piece: the share before it */
	bool cut;                          /* `until` leaves but the first days: */
	struct pomost__month_share kept;
};

/* The months of one phase that is granted. */
struct pomost__run {
	const struct pomost__phase *phase;
	int32_t months; /* its length */
	bool longest;   /* nobody said how long: the upper end */
	int32_t first;  /* the number of its first month */
	int32_t from;   /* its first day */
	uint32_t count; /* rows */
};

struct pomost__pattern {
	const struct pomost__pattern *before;      /* the pattern found before it */
	const struct pomost__workplace *workplace; /* for which it was found */
	const struct pomost__pattern *of_dates;    /* amounts: the dates for which it was found */
	uint32_t count;
	struct pomost__amount_row *amounts;
	struct pomost__date_row *dates; /* in the order of the award */
	struct pomost__piece *pieces;   /* dates; NULL where every instalment is a whole month */
	struct pomost__run *runs;       /* dates */
	uint32_t run_count;
	int32_t bridging_end; /* dates: the last day; POMOST__NO_DAY where there is none */
	int64_t requested;    /* amounts: of the grant */
	int64_t *sums;        /* amounts: paid, by part */
	int64_t paid;         /* amounts: in all */
	int64_t own;          /* amounts: in all */
};

/* An empty pattern for a workplace, with room behind it. NULL after an error. */
struct pomost__pattern *pomost__pattern_new(struct pomost__work *work,
					    const struct pomost__workplace *workplace, size_t size);

/* A new pattern of dates for a workplace. NULL after an error. */
struct pomost__pattern *pomost__pattern_of_dates(struct pomost__work *work,
						 const struct pomost__workplace *workplace);

/* A new pattern of amounts for a workplace that has these dates. NULL after an error. */
struct pomost__pattern *pomost__pattern_of_amounts(struct pomost__work *work,
						   const struct pomost__workplace *workplace,
						   const struct pomost__pattern *dates);

/* Refuses a workplace under full time unless the programme speaks of its fraction. */
bool pomost__pattern_speaks(struct pomost__work *work, const struct pomost__workplace *workplace);

/*
 * The day on which the grant, or a component, is due for a workplace whose bridging ends on a day; no day
 * where there is none.
 */
int32_t pomost__pattern_due(const struct pomost__work *work,
			    const struct pomost__workplace *workplace,
			    const struct pomost__grant *grant, int32_t bridging_end);

/* Lays the rows of the phases that a pattern of dates has as runs. False after an error. */
bool pomost__bridging_lay(struct pomost__work *work, const struct pomost__workplace *workplace,
			  struct pomost__pattern *pattern);

/* Whether a part that is paid once belongs to a workplace, or to the entity. */
static inline bool
pomost__pattern_has(const struct pomost__work *work, const struct pomost__workplace *workplace,
		    const struct pomost__part *part)
{
	return part->per_entity == (workplace == &work->subject->entity);
}

#endif
