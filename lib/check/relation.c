/* SPDX-License-Identifier: Apache-2.0 */
#include "check/relation.h"

#include <stdlib.h>

#include "base/limits.h"

static int
compare_terms(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left;
	uint32_t b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

bool
pomost__terms_of(struct pomost__arena *arena, const struct pomost__condition *condition,
		 struct pomost__terms *terms)
{
	uint32_t i;

	*terms = (struct pomost__terms){0};
	if (condition->count == 0)
		return true;
	terms->items = pomost__arena_alloc(arena, condition->count, sizeof *terms->items);
	if (!terms->items)
		return false;
	for (i = 0; i < condition->count; i++)
		terms->items[i] = 2 * condition->items[i].index + condition->items[i].negated;
	qsort(terms->items, condition->count, sizeof *terms->items, compare_terms);
	for (i = 0; i < condition->count; i++) {
		if (i == 0 || terms->items[i] != terms->items[i - 1])
			terms->items[terms->count++] = terms->items[i];
	}
	return true;
}

bool
pomost__terms_within(const struct pomost__terms *left, const struct pomost__terms *right)
{
	uint32_t i;
	uint32_t j = 0;

	for (i = 0; i < left->count; i++) {
		while (j < right->count && right->items[j] < left->items[i])
			j++;
		if (j == right->count || right->items[j] != left->items[i])
			return false;
	}
	return true;
}

bool
pomost__terms_contradict(const struct pomost__terms *left, const struct pomost__terms *right)
{
	uint32_t i = 0;
	uint32_t j = 0;

	while (i < left->count && j < right->count) {
		uint32_t a = left->items[i];
		uint32_t b = right->items[j];

		if (a / 2 == b / 2 && a != b)
			return true;
		if (a <= b)
			i++;
		else
			j++;
	}
	return false;
}

bool
pomost__terms_never(const struct pomost__terms *terms, uint32_t *index)
{
	uint32_t i;

	for (i = 1; i < terms->count; i++) {
		*index = terms->items[i] / 2;
		if (terms->items[i - 1] / 2 == *index)
			return true;
	}
	return false;
}

static void
take_end(const struct pomost__number *closed, const struct pomost__number *open,
	 struct pomost__ratio *value, bool *has, bool *belongs)
{
	*has = closed->node || open->node;
	*belongs = closed->node != NULL;
	if (*has)
		*value = closed->node ? closed->ratio : open->ratio;
}

void
pomost__interval_of(const struct pomost__band *band, bool whole, struct pomost__interval *interval)
{
	int32_t least;
	int32_t most;

	*interval = (struct pomost__interval){.single = band->single};
	if (!band->node)
		return;
	if (!whole || !pomost__band_whole(band, POMOST_LIMIT_MONTHS, &least, &most)) {
		take_end(&band->from, &band->over, &interval->low, &interval->has_low,
			 &interval->low_belongs);
		take_end(&band->to, &band->under, &interval->high, &interval->has_high,
			 &interval->high_belongs);
		return;
	}
	interval->has_low = interval->low_belongs = true;
	interval->has_high = most > 0;
	pomost__ratio_from_i64(least, 0, &interval->low);
	pomost__ratio_from_i64((int64_t)most + 1, 0, &interval->high);
}

/* Whether an upper end reaches a lower one. */
static bool
reaches(const struct pomost__interval *below, const struct pomost__interval *above)
{
	int order;

	if (!below->has_high || !above->has_low)
		return true;
	order = pomost__ratio_compare(&below->high, &above->low);
	return order > 0 || (order == 0 && below->high_belongs && above->low_belongs);
}

bool
pomost__intervals_meet(const struct pomost__interval *left, const struct pomost__interval *right)
{
	return reaches(left, right) && reaches(right, left);
}

bool
pomost__interval_begins_before(const struct pomost__interval *left,
			       const struct pomost__interval *right)
{
	int order;

	if (!left->has_low || !right->has_low)
		return !left->has_low && right->has_low;
	order = pomost__ratio_compare(&left->low, &right->low);
	return order < 0 || (order == 0 && left->low_belongs && !right->low_belongs);
}

static bool
ends_after(const struct pomost__interval *left, const struct pomost__interval *right)
{
	int order;

	if (!left->has_high || !right->has_high)
		return !left->has_high && right->has_high;
	order = pomost__ratio_compare(&left->high, &right->high);
	return order > 0 || (order == 0 && left->high_belongs && !right->high_belongs);
}

bool
pomost__interval_within(const struct pomost__interval *inner, const struct pomost__interval *outer)
{
	return !pomost__interval_begins_before(inner, outer) && !ends_after(inner, outer);
}

/* Whether nothing lies between an upper end and a lower one. */
static bool
touches(const struct pomost__interval *below, const struct pomost__interval *above)
{
	int order;

	if (!above->has_low)
		return true;
	order = pomost__ratio_compare(&below->high, &above->low);
	return order > 0 || (order == 0 && (below->high_belongs || above->low_belongs));
}

bool
pomost__interval_continues(const struct pomost__interval *interval,
			   const struct pomost__interval *below)
{
	return touches(below, interval) && ends_after(interval, below);
}

bool
pomost__interval_is_beyond(const struct pomost__interval *interval,
			   const struct pomost__interval *below)
{
	return below->has_high && !touches(below, interval);
}
