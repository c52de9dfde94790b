/* SPDX-License-Identifier: Apache-2.0 */
/* How conditions and bands relate to others: which hold whenever others do, and what lies between. */
#ifndef POMOST_CHECK_RELATION_H
#define POMOST_CHECK_RELATION_H

#include "rules/band.h"
#include "rules/condition.h"

/* The items of a condition, sorted, each once: a name is twice its index, and one more where it is negated. */
struct pomost__terms {
	uint32_t *items;
	uint32_t count;
};

/* Makes terms of a condition. False when memory ran out. */
bool pomost__terms_of(struct pomost__arena *arena, const struct pomost__condition *condition,
		      struct pomost__terms *terms);

/* Whether all of `left` are among `right`: where `right` holds, `left` does. */
bool pomost__terms_within(const struct pomost__terms *left, const struct pomost__terms *right);

static inline bool
pomost__terms_equal(const struct pomost__terms *left, const struct pomost__terms *right)
{
	return left->count == right->count && pomost__terms_within(left, right);
}

/* Whether one asks for what the other forbids. */
bool pomost__terms_contradict(const struct pomost__terms *left, const struct pomost__terms *right);

/* The index of a name that is both asked for and forbidden; false if there is none. */
bool pomost__terms_never(const struct pomost__terms *terms, uint32_t *index);

/* What a band holds. Without a band: everything. */
struct pomost__interval {
	struct pomost__ratio low;
	struct pomost__ratio high;
	bool has_low;
	bool has_high;
	bool low_belongs;
	bool high_belongs;
	bool single; /* written as one number */
};

/* Of whole numbers, those from one up to before the next. */
void pomost__interval_of(const struct pomost__band *band, bool whole,
			 struct pomost__interval *interval);

/* Whether two hold a number both. */
bool pomost__intervals_meet(const struct pomost__interval *left,
			    const struct pomost__interval *right);

/* Whether `outer` holds all that `inner` does. */
bool pomost__interval_within(const struct pomost__interval *inner,
			     const struct pomost__interval *outer);

/* Whether an interval holds what comes next above the end of another, which has one. */
bool pomost__interval_continues(const struct pomost__interval *interval,
				const struct pomost__interval *below);

/* Whether an interval begins above the end of another, with room between them. */
bool pomost__interval_is_beyond(const struct pomost__interval *interval,
				const struct pomost__interval *below);

/* Whether `left` begins before `right`. */
bool pomost__interval_begins_before(const struct pomost__interval *left,
				    const struct pomost__interval *right);

#endif
