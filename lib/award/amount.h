/* SPDX-License-Identifier: Apache-2.0 */
/* What one amount comes to for one workplace: value, claim, rounding, own contribution. */
#ifndef POMOST_AWARD_AMOUNT_H
#define POMOST_AWARD_AMOUNT_H

#include "award/work.h"
#include "calendar/part.h"

/* For what an amount is computed. */
struct pomost__subject {
	const struct pomost__workplace *workplace;
	const struct pomost__condition *requires; /* of the part; a decision in it is the moment */
	int32_t month;        /* the first day of the month or phase, or the due day; or no day */
	int32_t bridging_end; /* the last day, or no day */
	int32_t months;       /* of the phase, or of the workplace; 0 where nobody says */
};

/* An amount in minor units. */
struct pomost__sum_due {
	int64_t paid; /* less `own` */
	int64_t own;
	int64_t requested; /* the claim, or what is paid without one; with `own` */
	bool ceiling;      /* an upper bound that nobody claimed up to */
	uint32_t record;   /* in the recorder, if there is one */
};

/*
 * The exact value; adds the error for what is unstated or unknown, and for one below zero. False after an
 * error.
 */
bool pomost__amount_value_of(struct pomost__work *work, const struct pomost__subject *subject,
			     const struct pomost__value *value, struct pomost__ratio *exact);

/* Rounds once, by the mode in force at the value. */
bool pomost__amount_round(struct pomost__work *work, const struct pomost__value *value,
			  const struct pomost__ratio *exact, int64_t *result);

/* round(amount × share), of the exact amount of a month. False after an error. */
bool pomost__amount_part(struct pomost__work *work, const struct pomost__value *value,
			 const struct pomost__ratio *amount,
			 const struct pomost__month_share *share, int64_t *result);

/*
 * Computes an amount. `claim` is NULL where nothing is claimed; `own` may be NULL or absent. `exact`, which
 * may be NULL, receives it before rounding. False after an error.
 */
bool pomost__amount_compute(struct pomost__work *work, const struct pomost__subject *subject,
			    const struct pomost__amount *amount, const struct pomost__value *own,
			    const struct pomost__money *claim, struct pomost__ratio *exact,
			    struct pomost__sum_due *result);

#endif
