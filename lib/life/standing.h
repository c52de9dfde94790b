/* SPDX-License-Identifier: Apache-2.0 */
/* How a workplace stands as of a day: which of its days are not paid, and why. */
#ifndef POMOST_LIFE_STANDING_H
#define POMOST_LIFE_STANDING_H

#include "award/pattern.h"
#include "case/timeline.h"

/* The end of a span that has none. */
#define POMOST__ENDLESS INT32_MAX

/* Days that are not paid. */
struct pomost__span {
	int32_t begin;
	int32_t end; /* the last day */
	uint32_t event;
	uint32_t ended_by; /* the event that ended it, or made it a closing; POMOST__NO_EVENT */
	bool moves;        /* what is not paid is paid at the end of the phase */
	bool is_suspension;
};

#define POMOST__NO_EVENT UINT32_MAX

/* Another job fraction from a day on. */
struct pomost__fraction_change {
	int32_t day;
	uint32_t event;
	const struct pomost__workplace *workplace; /* with it */
	const struct pomost__pattern *amounts;     /* with it, once they are computed */
};

struct pomost__standing {
	struct pomost__span *spans; /* in the order of their ends */
	uint32_t span_count;
	bool has_vacancies; /* among them, or closings */
	bool has_suspensions;
	struct pomost__fraction_change *fractions;
	uint32_t fraction_count;
	int32_t first;      /* the day of the first event; POMOST__NO_DAY where there is none */
	int32_t closed;     /* from this day on; POMOST__NO_DAY */
	uint32_t closed_by; /* the event */
	const struct pomost__span *closing; /* its days */
};

/*
 * The standing of a slot by the events up to a day, POMOST__NO_DAY for all there will ever be. The entity
 * knows closings alone. False after an error.
 */
bool pomost__standing_of(struct pomost__work *work, uint32_t slot, int32_t on,
			 struct pomost__standing *standing);

/* How many spans and fractions there are. */
static inline uint64_t
pomost__standing_size(const struct pomost__standing *standing)
{
	return (uint64_t)standing->span_count + standing->fraction_count;
}

/* Days of one kind: paid, or unpaid for one reason. */
struct pomost__days {
	int32_t from;
	int32_t to;
	const struct pomost__span *span; /* why they are not paid; NULL where they are */
	bool moves;
};

/* The days from `from` on that are of one kind, not after `to`. */
struct pomost__days pomost__standing_days(const struct pomost__standing *standing, int32_t from,
					  int32_t to);

/* Whether a day, and all after it, lie in a span that has no end. */
bool pomost__standing_is_endless(const struct pomost__standing *standing, int32_t day);

/*
 * The day `count` months after a day by `bridging.month-end`, for what is called `what`. Refuses with a place in
 * the case. False after an error.
 */
bool pomost__standing_months_after(struct pomost__work *work, const struct pomost__node *place,
				   int32_t day, int32_t count, const char *what, int32_t *result);

#endif
