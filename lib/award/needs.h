/* SPDX-License-Identifier: Apache-2.0 */
/* What a case must have before anything is computed: needs, period and edition. */
#ifndef POMOST_AWARD_NEEDS_H
#define POMOST_AWARD_NEEDS_H

#include "award/work.h"

/* Refuses a case that has not what the programme asks for. */
bool pomost__needs_check(struct pomost__work *work);

/* Refuses a workplace of a job fraction that the programme does not allow. */
bool pomost__needs_fraction(struct pomost__work *work, const struct pomost__workplace *workplace);

#endif
