/* SPDX-License-Identifier: Apache-2.0 */
/* Headroom under a ceiling of aid, such as de minimis. */
#ifndef POMOST_AWARD_AID_H
#define POMOST_AWARD_AID_H

#include "award/work.h"

/*
 * What the regime in force on the day of the agreement leaves the entity after the aid that counts on
 * that day, exact, in major units of the programme's currency. False after an error.
 */
bool pomost__aid_headroom(struct pomost__work *work, const struct pomost__cap *cap,
			  struct pomost__ratio *headroom);

#endif
