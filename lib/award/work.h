/* SPDX-License-Identifier: Apache-2.0 */
/* What the steps of one assessment share. */
#ifndef POMOST_AWARD_WORK_H
#define POMOST_AWARD_WORK_H

#include "award/award.h"

struct pomost__recorder;
struct pomost__schedule;

struct pomost__work {
	const struct pomost_case *subject;
	const struct pomost_programme *programme;
	struct pomost__errors *errors;
	struct pomost__arena arena;
	bool *used;                        /* by assumption */
	struct pomost__recorder *recorder; /* NULL unless explained */
	const struct pomost__schedule *schedule;
	struct pomost_award *award; /* once the schedule is known */
	int64_t *paid;              /* by slot and part: what its instalments add up to */
	uint32_t kept;  /* how many workplaces are judged: those of the case, or the first */
	uint64_t steps; /* of a settlement so far */
	int32_t anew;   /* months from this day on are computed anew; or no day */
};

/*
 * Who is paid: the entity once, which is slot 0, and each workplace, in the slot after that of its place. The
 * column `workplace` of instalments holds the slot less one.
 */
static inline uint32_t
pomost__slot_of(int32_t workplace)
{
	return (uint32_t)(workplace + 1);
}

static inline const struct pomost__workplace *
pomost__slot_workplace(const struct pomost__work *work, uint32_t slot)
{
	return slot > 0 ? &work->subject->workplaces[slot - 1] : &work->subject->entity;
}

/* Whether a part is granted to a workplace: it is asked for, and what it requires holds. */
static inline bool
pomost__work_grants(const struct pomost__work *work, const struct pomost__workplace *workplace,
		    uint32_t part, const struct pomost__condition *requires)
{
	return !work->subject->without[part] && pomost__condition_holds(requires, workplace->facts);
}

/*
 * Notes that a value of the programme was used for a figure, with all that it is made of; a node may
 * be NULL.
 */
void pomost__work_use_marked(struct pomost__work *work, const struct pomost__node *node);

/* Notes that a value was used, not what stands below its node. */
void pomost__work_use_one(struct pomost__work *work, const struct pomost__node *node);

static inline void
pomost__work_use(struct pomost__work *work, const struct pomost__node *node)
{
	/* Most values are stated: nothing on them or above them is assumed, and nothing is below. */
	if (node && (node->mark >= 0 || node->first))
		pomost__work_use_marked(work, node);
}

/* What the instalments of a slot add up to: an item for each part. */
static inline int64_t *
pomost__work_paid(const struct pomost__work *work, uint32_t slot)
{
	return work->paid + (size_t)slot * work->programme->part_count;
}

/* Errors with the place of a node of the case, or of the programme. Always false. */
#define pomost__work_refuse(work, node, ...)                                                       \
	(pomost__node_fail((work)->errors, (work)->subject->file, (node), __VA_ARGS__), false)
#define pomost__work_blame(work, node, ...)                                                        \
	(pomost__node_fail((work)->errors, (work)->programme->file, (node), __VA_ARGS__), false)

/* The day of the first decision that a condition asks for and that has one; POMOST__NO_DAY for none. */
int32_t pomost__work_decided(const struct pomost__work *work,
			     const struct pomost__condition *requires);

/* Adds the error for a value that could not be computed for a workplace. Always false. */
bool pomost__work_fault(struct pomost__work *work, const struct pomost__workplace *workplace,
			const struct pomost__value_fault *fault);

/* Counts steps of a settlement. False, with an error, where there are too many. */
bool pomost__work_step(struct pomost__work *work, uint64_t steps);

/* Notes that memory ran out. Always false. */
static inline bool
pomost__work_nomem(struct pomost__work *work)
{
	pomost__errors_nomem(work->errors);
	return false;
}

#endif
