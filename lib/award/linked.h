/* SPDX-License-Identifier: Apache-2.0 */
/* Linked parts: paid for a workplace all, or not at all. */
#ifndef POMOST_AWARD_LINKED_H
#define POMOST_AWARD_LINKED_H

#include "award/work.h"

/* Whether the case asks for all of the linked parts or for none; refuses it otherwise. */
bool pomost__linked_check(struct pomost__work *work);

/* After the caps: where one of the linked parts has nothing, the others go to zero. */
bool pomost__linked_apply(struct pomost__work *work);

#endif
