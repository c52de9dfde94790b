/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two patterns of a workplace's schedule, which its instalments join row by row: amounts (by
 * fraction, traits and claim) and dates (by first day and decisions). Workplaces that have the same
 * share one.
 */
#ifndef POMOST_AWARD_PATTERN_H
#define POMOST_AWARD_PATTERN_H

#include "award/work.h"

/* Which instalment: the same rows, in the same order, in both patterns of a workplace. */
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
	uint32_t row; /* in the pattern of amounts */
};

struct pomost__pattern {
	const struct pomost__pattern *before;      /* the pattern found before it */
	const struct pomost__workplace *workplace; /* for which it was found */
	int32_t anchor;                            /* dates: the first day of month 1 */
	int32_t grant_due;                         /* dates */
	uint32_t count;
	struct pomost__amount_row *amounts;
	struct pomost__date_row *dates; /* in the order of the award */
	int64_t requested;              /* amounts: of the grant */
	int64_t *sums;                  /* amounts: paid, by part */
	int64_t paid;                   /* amounts: in all */
	int64_t own;                    /* amounts: in all */
};

/* An empty pattern for a workplace, with room behind it. NULL after an error. */
struct pomost__pattern *pomost__pattern_new(struct pomost__work *work,
					    const struct pomost__workplace *workplace, size_t size);

/* A new pattern of amounts, or of dates, for a workplace of so many rows. NULL after an error. */
struct pomost__pattern *pomost__pattern_of_amounts(struct pomost__work *work,
						   const struct pomost__workplace *workplace,
						   uint32_t rows);

struct pomost__pattern *pomost__pattern_of_dates(struct pomost__work *work,
						 const struct pomost__workplace *workplace,
						 uint32_t rows);

/* The day from which a workplace's months count; the day on which its grant is due. */
int32_t pomost__pattern_anchor(const struct pomost__work *work,
			       const struct pomost__workplace *workplace);

int32_t pomost__pattern_grant_due(const struct pomost__work *work,
				  const struct pomost__workplace *workplace);

/* How many rows a workplace has: the grant, and the months of each phase that is granted. */
uint32_t pomost__pattern_rows(const struct pomost__work *work,
			      const struct pomost__workplace *workplace);

#endif
