/* SPDX-License-Identifier: Apache-2.0 */
/* Between what a part pays, for all cases. */
#ifndef POMOST_CHECK_BOUNDS_H
#define POMOST_CHECK_BOUNDS_H

#include "rules/programme.h"

/* In minor units. */
struct pomost__bounds {
	int64_t least;
	int64_t most;
	bool open; /* no most is known */
};

/* What is known of a part. */
struct pomost__part_bounds {
	struct pomost__bounds paid;  /* to a workplace, or the entity */
	struct pomost__bounds month; /* to a workplace for one calendar month */
	bool certain;                /* it hangs on no condition */
	bool flat;                   /* every sum is flat, else up to a ceiling */
	bool some_flat;
};

/* A value in minor units: its least cut down, its most rounded up. Without one: from 0, open. */
struct pomost__bounds pomost__bounds_of(const struct pomost_programme *programme,
					const struct pomost__value *value);

void pomost__bounds_add(struct pomost__bounds *sum, const struct pomost__bounds *more);

void pomost__bounds_times(struct pomost__bounds *bounds, uint32_t least, uint32_t most);

/* Whether a workplace has at most one instalment of all phases in a calendar month. */
bool pomost__is_one_a_month(const struct pomost_programme *programme);

void pomost__part_bounds(const struct pomost_programme *programme, uint32_t part,
			 struct pomost__part_bounds *bounds);

#endif
