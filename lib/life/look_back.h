/* SPDX-License-Identifier: Apache-2.0 */
/* What instalments of a workplace that was closed since were on the days on which they were due. */
#ifndef POMOST_LIFE_LOOK_BACK_H
#define POMOST_LIFE_LOOK_BACK_H

#include "life/lines.h"

/*
 * Sets what each line of a slot was on its day. A month that was added at the end of a phase and due, and is so no
 * longer, becomes a line of 0. False after an error.
 */
bool pomost__look_back(struct pomost__work *work, struct pomost__award_lines *award, uint32_t slot,
		       int32_t on, struct pomost__lines *lines);

#endif
