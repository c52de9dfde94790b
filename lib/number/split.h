/* SPDX-License-Identifier: Apache-2.0 */
/* Splitting money without remainder: the parts always add up to the whole. */
#ifndef POMOST_NUMBER_SPLIT_H
#define POMOST_NUMBER_SPLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "number/money.h"
#include "number/ratio.h"

/*
 * Splits `total` by largest remainder (Hamilton): part i is floor(total × weight i / sum of
 * weights), and the units that are left go one each to the largest remainders, ties to the earlier.
 * total >= 0; weights >= 0, whose sum fits int64_t. `total` above the sum of weights is allowed;
 * where that sum is zero, all parts are zero, and total must be zero. `scratch` holds 2 × count
 * items. `parts` may be `weights`.
 */
void pomost__split_largest_remainder(int64_t total, const int64_t *weights, size_t count,
				     int64_t *parts, int64_t *scratch);

/*
 * Splits `total` over `count` >= 1 parts: each is floor(total / count), and the last (the first)
 * takes the rest.
 */
void pomost__split_rest_last(int64_t total, size_t count, int64_t *parts);

void pomost__split_rest_first(int64_t total, size_t count, int64_t *parts);

/*
 * round(share × running total) as the running total grows by one amount after another, without
 * rounding errors that add up. Amounts >= 0; 0 <= share <= 1. Set up by pomost__share_init();
 * the fields are private.
 *
 * Fast where numerator and denominator fit: whole and remainder of share × running total are kept,
 * and those of the last amount are remembered, so an amount that comes again costs two additions.
 */
struct pomost__share {
	const struct pomost__ratio *ratio;
	int32_t mode;
	bool fast;
	int64_t numerator, denominator; /* fast only: in lowest terms */
	int64_t whole, remainder;       /* of share × running total */
	int64_t amount, amount_whole, amount_remainder;
	int64_t running;
	bool rounded; /* some result so far was not exact */
};

/* `ratio` is kept by pointer. `mode` 0: no mode was named. */
void pomost__share_init(struct pomost__share *share, const struct pomost__ratio *ratio,
			int32_t mode);

/*
 * Adds `amount` to the running total and gives round(share × running total). Status:
 * POMOST_ERR_VALUE where that is not whole and no mode was named; POMOST_ERR_LIMIT where the total
 * does not fit. Then *result stays, and the amount is not added.
 */
int32_t pomost__share_add(struct pomost__share *share, int64_t amount, int64_t *result);

/* Finds whole and remainder of share × amount, unless they are known. Fast shares only. */
static inline void
pomost__share_remember(struct pomost__share *share, int64_t amount)
{
	if (amount == share->amount)
		return;
	pomost__money_scale(amount, share->numerator, share->denominator, &share->amount_whole,
			    &share->amount_remainder);
	share->amount = amount;
}

/*
 * Whether adding `amount`, however often, always adds the same `*step` to the result: as when a share of
 * the amount is whole.
 */
static inline bool
pomost__share_is_even(struct pomost__share *share, int64_t amount, int64_t *step)
{
	bool alternates;

	if (!share->fast)
		return false;
	pomost__share_remember(share, amount);
	/* A tie that goes to the even neighbour alternates where the step is odd. */
	alternates = share->mode == POMOST_HALF_EVEN && share->remainder != 0 &&
		     share->amount_whole % 2 != 0;
	*step = share->amount_whole;
	return share->amount_remainder == 0 && !alternates &&
	       (share->remainder == 0 || share->mode != 0);
}

/*
 * Adds an amount for which the share is even `count` times. False, and nothing is added, where the
 * running total would not fit.
 */
bool pomost__share_repeat(struct pomost__share *share, int64_t amount, uint32_t count);

#endif
