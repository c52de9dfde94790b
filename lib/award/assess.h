/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The steps of an assessment. What is done to the instalments between begin and end is another's: a settlement
 * lets events act on them, a call drops workplaces.
 */
#ifndef POMOST_AWARD_ASSESS_H
#define POMOST_AWARD_ASSESS_H

#include "award/schedule.h"

/* Working memory of an ordinary case, on the stack: a dozen workplaces of two years. */
#define POMOST__ASSESS_STACK 16384

/* Sets up the work on a linked case. False when memory ran out; it must be closed all the same. */
bool pomost__assess_open(struct pomost__work *work, const pomost_case *subject, bool explain,
			 void *stack, size_t size, struct pomost__errors *errors);

/* Needs, schedule, caps, linked: instalments that are not yet split. False after an error. */
bool pomost__assess_begin(struct pomost__work *work, struct pomost__schedule *schedule);

/* Funds, sums, assumptions, explanations. False after an error. */
bool pomost__assess_end(struct pomost__work *work);

/* Gives back what the work took, and the award if it is done. Else NULL, and there is an error. */
pomost_award *pomost__assess_close(struct pomost__work *work, bool done);

/* An award with room for so many instalments, all its columns in one block. NULL when memory ran out. */
pomost_award *pomost__award_new(struct pomost__work *work, uint32_t rows);

#endif
