/* SPDX-License-Identifier: Apache-2.0 */
/* Interest on what is paid back: exact, by dated rates, rounded once for a claim. */
#ifndef POMOST_LIFE_INTEREST_H
#define POMOST_LIFE_INTEREST_H

#include "life/settle.h"

/* Days of one rate. */
struct pomost__rate_days {
	uint32_t claim;
	int32_t from;
	int32_t to;
	const struct pomost__series_row *row;
	int64_t sum;
	const char *exact;
};

/* The interest of one claim as its sums are added. */
struct pomost__accruing {
	struct pomost__settle *settle;
	const struct pomost__interest *rules;
	struct pomost__buffer *periods; /* struct pomost__rate_days */
	uint32_t claim;
	struct pomost__ratio total; /* sum × days × rate, not yet by 365 */
};

/* Adds the interest of a sum from the day of its payment to that of the settlement. False after an error. */
bool pomost__interest_add(struct pomost__accruing *accruing, int64_t sum, int32_t day);

/* The exact interest of the claim, and what is charged of it. False after an error. */
bool pomost__interest_end(struct pomost__accruing *accruing, struct pomost__ratio *exact,
			  int64_t *charged);

#endif
