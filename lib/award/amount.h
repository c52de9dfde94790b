/* SPDX-License-Identifier: Apache-2.0 */
/* What one amount comes to for one workplace: value, claim, rounding, own contribution. */
#ifndef POMOST_AWARD_AMOUNT_H
#define POMOST_AWARD_AMOUNT_H

#include "award/work.h"

/* An amount in minor units. */
struct pomost__sum_due {
	int64_t paid; /* less `own` */
	int64_t own;
	int64_t requested; /* the claim, or what is paid without one; with `own` */
	bool ceiling;      /* an upper bound that nobody claimed up to */
	uint32_t record;   /* in the recorder, if there is one */
};

/*
 * Computes an amount. `claim` is NULL where nothing is claimed; `own` may be NULL or absent. False
 * after an error.
 */
bool pomost__amount_compute(struct pomost__work *work, const struct pomost__workplace *workplace,
			    const struct pomost__amount *amount, const struct pomost__value *own,
			    const struct pomost__money *claim, struct pomost__sum_due *result);

#endif
