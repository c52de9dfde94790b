/* SPDX-License-Identifier: Apache-2.0 */
#include "number/split.h"

#include "number/decimal.h"
#include "number/money.h"

/* Moves the item at `root` down a heap whose largest item is the first. */
static void
sift(int64_t *heap, size_t root, size_t count)
{
	int64_t item = heap[root];

	for (;;) {
		size_t child = 2 * root + 1;

		if (child >= count)
			break;
		if (child + 1 < count && heap[child + 1] > heap[child])
			child++;
		if (heap[child] <= item)
			break;
		heap[root] = heap[child];
		root = child;
	}
	heap[root] = item;
}

/*
 * The remainder down to which a unit goes: `left` of the `count` remainders get one, the largest
 * ones. `ties` receives how many of those that equal it get one. Destroys the remainders. A heap,
 * since it needs no memory and no bad order of the input makes it slow.
 */
static int64_t
find_threshold(int64_t *remainders, size_t count, int64_t left, int64_t *ties)
{
	int64_t threshold = remainders[0];
	size_t root;

	for (root = count / 2; root > 0; root--)
		sift(remainders, root - 1, count);
	*ties = 0;
	for (; left > 0; left--) {
		*ties = remainders[0] == threshold ? *ties + 1 : 1;
		threshold = remainders[0];
		remainders[0] = remainders[--count];
		sift(remainders, 0, count);
	}
	return threshold;
}

void
pomost__split_largest_remainder(int64_t total, const int64_t *weights, size_t count, int64_t *parts,
				int64_t *scratch)
{
	int64_t *remainders = scratch;
	int64_t *heap = scratch + count;
	int64_t sum = 0;
	int64_t left = total;
	int64_t threshold;
	int64_t ties;
	size_t i;

	for (i = 0; i < count; i++)
		sum += weights[i];
	for (i = 0; i < count; i++) {
		remainders[i] = 0;
		if (sum > 0)
			pomost__money_scale(total, weights[i], sum, &parts[i], &remainders[i]);
		else
			parts[i] = 0;
		heap[i] = remainders[i];
		left -= parts[i];
	}
	if (sum == 0 || left == 0)
		return;
	threshold = find_threshold(heap, count, left, &ties);
	for (i = 0; i < count; i++) {
		if (remainders[i] > threshold) {
			parts[i]++;
		} else if (remainders[i] == threshold && ties > 0) {
			parts[i]++;
			ties--;
		}
	}
}

/* Cut towards zero, so the rest has the sign of the total. */
static int64_t
fill(int64_t total, size_t count, int64_t *parts)
{
	int64_t each = total / (int64_t)count;
	size_t i;

	for (i = 0; i < count; i++)
		parts[i] = each;
	return total - each * (int64_t)count;
}

void
pomost__split_rest_last(int64_t total, size_t count, int64_t *parts)
{
	int64_t rest = fill(total, count, parts);

	parts[count - 1] += rest;
}

void
pomost__split_rest_first(int64_t total, size_t count, int64_t *parts)
{
	int64_t rest = fill(total, count, parts);

	parts[0] += rest;
}

void
pomost__share_init(struct pomost__share *share, const struct pomost__ratio *ratio, int32_t mode)
{
	const struct pomost_decimal *numerator = &ratio->numerator;
	int64_t divisor;

	*share = (struct pomost__share){.ratio = ratio, .mode = mode};
	share->fast = pomost__decimal_is_fast(numerator) &&
		      pomost__decimal_is_small(&ratio->denominator) &&
		      pomost__fast_shift(pomost__decimal_small(&ratio->denominator),
					 pomost__decimal_scale(numerator), &share->denominator);
	if (!share->fast)
		return;
	share->numerator = pomost__decimal_small(numerator);
	divisor = (int64_t)pomost__greatest_divisor((uint64_t)share->numerator,
						    (uint64_t)share->denominator);
	share->numerator /= divisor;
	share->denominator /= divisor;
}

static int32_t
add_fast(struct pomost__share *share, int64_t amount, int64_t running, int64_t *result)
{
	int64_t whole;
	int64_t remainder;
	int64_t other;

	pomost__share_remember(share, amount);
	/* None of this overflows: the whole is at most the running total, and the remainders are
	 * less than the denominator. */
	whole = share->whole + share->amount_whole;
	remainder = share->remainder;
	other = share->denominator - share->amount_remainder;
	if (remainder >= other) {
		whole++;
		remainder -= other;
	} else {
		remainder += share->amount_remainder;
	}
	if (remainder != 0 && share->mode == 0)
		return POMOST_ERR_VALUE;
	other = share->denominator - remainder;
	*result = whole + pomost__rounds_up(share->mode, false, whole & 1, remainder != 0,
					    (remainder > other) - (remainder < other));
	share->whole = whole;
	share->remainder = remainder;
	share->rounded |= remainder != 0;
	share->running = running;
	return POMOST_OK;
}

int32_t
pomost__share_add(struct pomost__share *share, int64_t amount, int64_t *result)
{
	int64_t running;
	bool exact;
	int32_t status;

	if (!pomost__money_add(share->running, amount, &running))
		return POMOST_ERR_LIMIT;
	if (share->fast)
		return add_fast(share, amount, running, result);
	status = pomost__ratio_scale_i64(share->ratio, running, 0, share->mode, result, &exact);
	if (status != POMOST_OK)
		return status;
	share->running = running;
	share->rounded |= !exact;
	return POMOST_OK;
}

bool
pomost__share_repeat(struct pomost__share *share, int64_t amount, uint32_t count)
{
	int64_t running;

	if (!pomost__money_times(amount, count, &running) ||
	    !pomost__money_add(share->running, running, &share->running))
		return false;
	/* At most the running total, as the share is at most one. */
	share->whole += share->amount_whole * (int64_t)count;
	return true;
}
