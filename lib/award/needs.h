/* SPDX-License-Identifier: Apache-2.0 */
/* What a case must have before anything is computed: needs, period and edition. */
#ifndef POMOST_AWARD_NEEDS_H
#define POMOST_AWARD_NEEDS_H

#include "award/work.h"

/* Refuses a case that has not what the programme asks for. */
bool pomost__needs_check(struct pomost__work *work);

#endif
