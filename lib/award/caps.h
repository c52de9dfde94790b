/* SPDX-License-Identifier: Apache-2.0 */
/* Caps: lowering the instalments of a case, in the order in which the caps are written. */
#ifndef POMOST_AWARD_CAPS_H
#define POMOST_AWARD_CAPS_H

#include "award/work.h"

/* Acts on the award's instalments, and fills `cap_before` and `cap_after`. False after an error. */
bool pomost__caps_apply(struct pomost__work *work);

#endif
