/* SPDX-License-Identifier: Apache-2.0 */
/* Explanations: recorded by the steps as they compute, when there is a recorder. */
#ifndef POMOST_AWARD_EXPLAIN_H
#define POMOST_AWARD_EXPLAIN_H

#include "award/amount.h"
#include "award/pattern.h"
#include "number/split.h"

/* NULL when memory ran out. */
POMOST__RARE struct pomost__recorder *pomost__recorder_new(struct pomost__work *work);

/* If NULL, does nothing. */
POMOST__RARE void pomost__recorder_free(struct pomost__recorder *recorder);

/* The row of a table or series by which the value that is recorded next was looked up. */
POMOST__RARE void pomost__record_lookup(struct pomost__work *work,
					const struct pomost__node *lookup,
					const struct pomost__node *row,
					const struct pomost__text *source);

/* An amount, for the instalments that it will be the amount of. Returns its number. */
POMOST__RARE uint32_t pomost__record_amount(struct pomost__work *work,
					    const struct pomost__subject *subject,
					    const struct pomost__value *value,
					    const struct pomost__money *claim,
					    const struct pomost__ratio *exact);

/* The own contribution to the amount recorded last, which `sum` names. */
POMOST__RARE void pomost__record_own(struct pomost__work *work,
				     const struct pomost__subject *subject,
				     const struct pomost__value *own,
				     const struct pomost__ratio *exact,
				     const struct pomost__sum_due *sum);

/*
 * What of the amount of a month, recorded before, an instalment is: `month` exact, `amount` before `until` cuts
 * it. Returns the number of the record.
 */
POMOST__RARE uint32_t pomost__record_piece(struct pomost__work *work,
					   const struct pomost__value *value,
					   const struct pomost__piece *piece,
					   const struct pomost__ratio *month,
					   const struct pomost__ratio *amount, uint32_t record);

/* Each instalment as scheduled. */
POMOST__RARE void pomost__record_schedule(struct pomost__work *work);

/* The regime under which aid is limited, for the limit that is recorded next; `rate` may be NULL. */
POMOST__RARE void pomost__record_aid(struct pomost__work *work,
				     const struct pomost__series_row *regime,
				     const struct pomost__ratio *counted,
				     const struct pomost__number *rate);

/*
 * The limit of a cap; `slot` is NULL for that of the entity, `month` (months since year 0) below zero for
 * all of them.
 */
POMOST__RARE void pomost__record_limit(struct pomost__work *work, const struct pomost__cap *cap,
				       const uint32_t *slot, int32_t month,
				       const struct pomost__ratio *exact, int64_t earlier,
				       int64_t limit);

/* What a proportional cap leaves to a slot. */
POMOST__RARE void pomost__record_share(struct pomost__work *work, const struct pomost__cap *cap,
				       uint32_t slot, int64_t had, int64_t before, int64_t limit,
				       int64_t left);

/* An instalment that a cap lowered. */
POMOST__RARE void pomost__record_lowered(struct pomost__work *work, const struct pomost__cap *cap,
					 uint32_t row, int64_t before, int64_t after);

/* What a cap did in all. */
POMOST__RARE void pomost__record_cap(struct pomost__work *work, const struct pomost__cap *cap,
				     int64_t before, int64_t after);

/* An instalment that goes to zero, as another part has nothing. */
POMOST__RARE void pomost__record_unlinked(struct pomost__work *work, uint32_t row, int64_t before);

/* The entity's own contribution to an instalment, as a part of its financing. */
POMOST__RARE void pomost__record_contribution(struct pomost__work *work, uint32_t row, int64_t own);

/*
 * A fund's part of an instalment. `share` is NULL for the fund that takes the rest, and for one
 * of a fixed sum; `had` is then the payment, else what the fund had before.
 */
POMOST__RARE void pomost__record_fund(struct pomost__work *work, const struct pomost__fund *fund,
				      uint32_t row, const struct pomost__share *share, int64_t had,
				      int64_t part);

/* The sums, and then the columns of the award. False when memory ran out. */
POMOST__RARE bool pomost__record_end(struct pomost__work *work);

#endif
