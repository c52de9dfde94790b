/* SPDX-License-Identifier: Apache-2.0 */
#include "call/pools.h"

#include <string.h>

#include "number/money.h"

static int32_t
no_day(const struct pomost__circumstances *circumstances, const struct pomost__moment *moment)
{
	(void)circumstances;
	(void)moment;
	return POMOST__NO_DAY;
}

/* The limit of a pool is one for all cases. */
static bool
find_limit(const pomost_programme *programme, const struct pomost__cap *cap, int64_t *limit,
	   struct pomost__errors *errors)
{
	struct pomost__value_fault fault = {0};
	struct pomost__circumstances circumstances = {.day = no_day, .fault = &fault};
	const struct pomost__value *value = &cap->amount;
	struct pomost__ratio exact;

	if (cap->workplaces.node) {
		*limit = cap->workplaces.value;
		return true;
	}
	if (!value->node ||
	    value->needs & ~(uint32_t)(POMOST__NEEDS_LOOKUP | POMOST__NEEDS_UNSTATED)) {
		pomost__node_fail(
			errors, programme->file, value->node ? value->node : cap->node,
			POMOST_ERR_VALUE,
			"expected a limit that needs no case, as it is one for all, found "
			"one that does");
		return false;
	}
	if (!pomost__value_compute(value, &circumstances, &exact)) {
		pomost__node_fail(errors, programme->file, fault.node, fault.code, "%s",
				  fault.message);
		return false;
	}
	if (pomost__ratio_to_i64(&exact, programme->digits, POMOST_FLOOR, limit, NULL) ==
		    POMOST_OK &&
	    *limit >= 0)
		return true;
	pomost__node_fail(errors, programme->file, value->node, POMOST_ERR_LIMIT,
			  "expected a limit from 0 on that fits 64 bits of minor units, found "
			  "another one");
	return false;
}

/* A row for each cap of the programme, and for one of a call for each round. */
static bool
make_pool(const pomost_programme *programme, const struct pomost__cap *cap, const int32_t *rounds,
	  uint32_t count, struct pomost__arena *arena, struct pomost__pools *pools,
	  struct pomost__errors *errors)
{
	bool of_call = cap->per.value == POMOST__PER_CALL;
	struct pomost__pool pool = {.cap = cap,
				    .counts = cap->workplaces.node != NULL,
				    .rule = pomost__node_path(arena, cap->node)};
	uint32_t i;

	if (!pool.rule) {
		pomost__errors_nomem(errors);
		return false;
	}
	if (!find_limit(programme, cap, &pool.limit, errors))
		return false;
	for (i = 0; i < (of_call ? count : 1); i++) {
		pool.round = of_call ? rounds[i] : 0;
		pools->items[pools->count++] = pool;
	}
	return true;
}

bool
pomost__pools_make(const pomost_programme *programme, const int32_t *rounds, uint32_t count,
		   struct pomost__arena *arena, struct pomost__pools *pools,
		   struct pomost__errors *errors)
{
	const struct pomost__list *list = &programme->rules.caps;
	const struct pomost__cap *caps = list->items;
	bool good = true;
	uint32_t i;

	pools->count = 0;
	pools->items =
		pomost__arena_alloc(arena, (size_t)list->count * (count + 1), sizeof *pools->items);
	if (!pools->items) {
		pomost__errors_nomem(errors);
		return false;
	}
	for (i = 0; i < list->count; i++) {
		if (!pomost__cap_is_of_case(&caps[i]))
			good &= make_pool(programme, &caps[i], rounds, count, arena, pools, errors);
	}
	return good;
}

/* Whether a row of an award counts for a pool. */
static bool
has_row(const struct pomost__pool *pool, const pomost_case *subject, const pomost_award *award,
	uint32_t row)
{
	const struct pomost__instalments *rows = &award->instalments;
	uint32_t part = (uint32_t)rows->part[row];
	int32_t workplace = rows->workplace[row];
	const uint64_t *facts =
		workplace >= 0 ? subject->workplaces[workplace].facts : subject->entity.facts;

	return part >= pool->cap->first_part && part <= pool->cap->last_part &&
	       pomost__condition_holds(&pool->cap->requires, facts);
}

int64_t
pomost__pool_needs(const struct pomost__pool *pool, const pomost_case *subject,
		   const pomost_award *award, int64_t *entity, int64_t *workplaces)
{
	const struct pomost__instalments *rows = &award->instalments;
	int64_t sum = 0;
	uint32_t i;

	*entity = 0;
	memset(workplaces, 0, award->workplace_count * sizeof *workplaces);
	for (i = 0; i < rows->count; i++) {
		if (rows->amount[i] == 0 || !has_row(pool, subject, award, i))
			continue;
		if (rows->workplace[i] < 0)
			*entity += pool->counts ? 0 : rows->amount[i];
		else if (pool->counts)
			workplaces[rows->workplace[i]] = 1;
		else
			workplaces[rows->workplace[i]] += rows->amount[i];
	}
	for (i = 0; i < award->workplace_count; i++)
		sum += workplaces[i];
	return sum + *entity;
}

bool
pomost__pool_take(struct pomost__pool *pool, const pomost_case *subject, const pomost_award *award,
		  int64_t needed)
{
	const struct pomost__instalments *rows = &award->instalments;
	uint32_t i;
	uint32_t j;

	pool->used += needed;
	for (i = 0; i < rows->count; i++) {
		if (!has_row(pool, subject, award, i))
			continue;
		for (j = 0; j < award->programme->fund_count; j++) {
			if (!pomost__money_add(pool->funds[j], rows->funds[j][i], &pool->funds[j]))
				return false;
		}
	}
	return true;
}
