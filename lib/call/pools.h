/* SPDX-License-Identifier: Apache-2.0 */
/* The pools of a call: what there is to hand out, and what an application needs of it. */
#ifndef POMOST_CALL_POOLS_H
#define POMOST_CALL_POOLS_H

#include "award/award.h"

struct pomost__pool {
	const struct pomost__cap *cap;
	const char *rule; /* its path */
	int32_t round;    /* 0: all rounds share it */
	bool counts;      /* workplaces, else minor units */
	int64_t limit;
	int64_t used;
	int64_t funds[POMOST_LIMIT_FUNDS + 1];
};

/* Pools in the order of the caps; one of a call for each round. */
struct pomost__pools {
	struct pomost__pool *items;
	uint32_t count;
};

/* The pools for rounds that are given in order. False after an error. */
bool pomost__pools_make(const pomost_programme *programme, const int32_t *rounds, uint32_t count,
			struct pomost__arena *arena, struct pomost__pools *pools,
			struct pomost__errors *errors);

/* Whether a round takes from a pool. */
static inline bool
pomost__pool_has(const struct pomost__pool *pool, int32_t round)
{
	return pool->round == 0 || pool->round == round;
}

/*
 * What an award needs of a pool: of the entity, and of each workplace into `workplaces`. Returns the sum.
 */
int64_t pomost__pool_needs(const struct pomost__pool *pool, const pomost_case *subject,
			   const pomost_award *award, int64_t *entity, int64_t *workplaces);

/* Takes what an award gets, `needed` in all; false where a fund's sum does not fit. */
bool pomost__pool_take(struct pomost__pool *pool, const pomost_case *subject,
		       const pomost_award *award, int64_t needed);

#endif
