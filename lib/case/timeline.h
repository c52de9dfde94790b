/* SPDX-License-Identifier: Apache-2.0 */
/* The events of a case, workplace by workplace, in an order that can have happened. */
#ifndef POMOST_CASE_TIMELINE_H
#define POMOST_CASE_TIMELINE_H

#include "case/case.h"

/* Sorts the events by workplace, and checks their order. False after an error. */
bool pomost__timeline_link(struct pomost_case *subject, struct pomost__errors *errors);

/* A walk over the events of one workplace and those of all, in the order of the file. */
struct pomost__timeline {
	const struct pomost_case *subject;
	const uint32_t *own;
	const uint32_t *own_end;
	const uint32_t *shared;
	const uint32_t *shared_end;
};

/* Begins a walk for a workplace; below zero for the entity, which has only events of all. */
struct pomost__timeline pomost__timeline_of(const struct pomost_case *subject, int32_t workplace);

/* Whether some event names a workplace. */
static inline bool
pomost__timeline_has_own(const struct pomost_case *subject, uint32_t workplace)
{
	const uint32_t *begin = subject->events.begin;

	return begin && begin[workplace] < begin[workplace + 1];
}

/* How many events are left of a walk. */
uint32_t pomost__timeline_count(const struct pomost__timeline *timeline);

/* The next event, and its place in the file; NULL after the last. */
const struct pomost__event *pomost__timeline_next(struct pomost__timeline *timeline,
						  uint32_t *place);

#endif
