/* SPDX-License-Identifier: Apache-2.0 */
/* Explanations: recorded by the steps as they compute, when there is a recorder. */
#ifndef POMOST_AWARD_EXPLAIN_H
#define POMOST_AWARD_EXPLAIN_H

#include "award/amount.h"
#include "number/split.h"

/* NULL when memory ran out. */
struct pomost__recorder *pomost__recorder_new(struct pomost__work *work);

/* If NULL, does nothing. */
void pomost__recorder_free(struct pomost__recorder *recorder);

/* An amount, for the instalments that it will be the amount of. Returns its number. */
uint32_t pomost__record_amount(struct pomost__work *work, const struct pomost__workplace *workplace,
			       const struct pomost__amount *amount,
			       const struct pomost__money *claim, const struct pomost__ratio *exact,
			       const struct pomost__sum_due *sum);

/* Each instalment as scheduled. */
void pomost__record_schedule(struct pomost__work *work);

/* The limit of a cap; `workplace` is NULL for that of the entity. */
void pomost__record_limit(struct pomost__work *work, const struct pomost__cap *cap,
			  const uint32_t *workplace, const struct pomost__ratio *exact,
			  int64_t earlier, int64_t limit);

/* What a proportional cap leaves to a workplace. */
void pomost__record_share(struct pomost__work *work, const struct pomost__cap *cap,
			  uint32_t workplace, int64_t had, int64_t before, int64_t limit,
			  int64_t left);

/* An instalment that a cap lowered. */
void pomost__record_lowered(struct pomost__work *work, const struct pomost__cap *cap, uint32_t row,
			    int64_t before, int64_t after);

/* What a cap did in all. */
void pomost__record_cap(struct pomost__work *work, const struct pomost__cap *cap, int64_t before,
			int64_t after);

/*
 * A fund's part of an instalment. `share` is NULL for the fund that takes the rest; `had` is then the
 * payment, else what the fund had before.
 */
void pomost__record_fund(struct pomost__work *work, const struct pomost__fund *fund, uint32_t row,
			 const struct pomost__share *share, int64_t had, int64_t part);

/* The sums, and then the columns of the award. False when memory ran out. */
bool pomost__record_end(struct pomost__work *work);

#endif
