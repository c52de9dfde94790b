/* SPDX-License-Identifier: Apache-2.0 */
/* Decisions as columns. */
#include <string.h>

#include "call/decide.h"

#define make_column(deciding, column, count)                                                       \
	((column) = pomost__arena_raw(&(deciding)->call->arena, (count), sizeof *(column)))

static bool
fill_pools(struct pomost__deciding *deciding)
{
	struct pomost__pool_columns *columns = &deciding->call->pools;
	uint32_t funds = deciding->call->programme->fund_count;
	uint32_t count = deciding->pools.count;
	size_t size = 0;
	uint32_t i;
	uint32_t j;

	for (i = 0; i < count; i++)
		size += strlen(deciding->pools.items[i].rule);
	for (j = 0; j < funds; j++) {
		if (!make_column(deciding, columns->funds[j], count))
			return pomost__deciding_nomem(deciding);
	}
	if (!make_column(deciding, columns->round, count) ||
	    !make_column(deciding, columns->counts, count) ||
	    !make_column(deciding, columns->limit, count) ||
	    !make_column(deciding, columns->used, count) ||
	    !make_column(deciding, columns->left, count) ||
	    !pomost__column_init(&columns->rule, &deciding->call->arena, count, size))
		return pomost__deciding_nomem(deciding);
	for (i = 0; i < count; i++) {
		const struct pomost__pool *pool = &deciding->pools.items[i];

		columns->round[i] = pool->round;
		columns->counts[i] = pool->counts;
		columns->limit[i] = pool->limit;
		columns->used[i] = pool->used;
		columns->left[i] = pool->limit - pool->used;
		pomost__column_add(&columns->rule, pool->rule, strlen(pool->rule));
		for (j = 0; j < funds; j++)
			columns->funds[j][i] = pool->funds[j];
	}
	columns->count = count;
	return true;
}

/* Room for the texts of the decisions. */
static bool
make_decisions(struct pomost__deciding *deciding)
{
	struct pomost__decision_columns *columns = &deciding->call->decisions;
	struct pomost__arena *arena = &deciding->call->arena;
	uint32_t count = deciding->ranking.count;
	size_t ids = 0;
	size_t names = 0;
	size_t reasons = 0;
	uint32_t i;

	for (i = 0; i < count; i++) {
		ids += strlen(deciding->decisions[i].line->id);
		names += strlen(pomost__decision_names[deciding->decisions[i].kind]);
		reasons += strlen(deciding->decisions[i].reason);
	}
	return (make_column(deciding, columns->round, count) &&
		make_column(deciding, columns->rank, count) &&
		make_column(deciding, columns->asked, count) &&
		make_column(deciding, columns->workplaces, count) &&
		make_column(deciding, columns->amount, count) &&
		pomost__column_init(&columns->application, arena, count, ids) &&
		pomost__column_init(&columns->decision, arena, count, names) &&
		pomost__column_init(&columns->reason, arena, count, reasons)) ||
	       pomost__deciding_nomem(deciding);
}

static bool
fill_decisions(struct pomost__deciding *deciding)
{
	struct pomost__decision_columns *columns = &deciding->call->decisions;
	uint32_t i;

	if (!make_decisions(deciding))
		return false;
	for (i = 0; i < deciding->ranking.count; i++) {
		const struct pomost__outcome *decision = &deciding->decisions[i];
		const char *name = pomost__decision_names[decision->kind];

		columns->round[i] = decision->line->round;
		columns->rank[i] = decision->rank;
		columns->asked[i] = (int32_t)decision->line->subject->workplace_count;
		columns->workplaces[i] = decision->workplaces;
		columns->amount[i] = decision->amount;
		pomost__column_add(&columns->application, decision->line->id,
				   strlen(decision->line->id));
		pomost__column_add(&columns->decision, name, strlen(name));
		pomost__column_add(&columns->reason, decision->reason, strlen(decision->reason));
	}
	columns->count = deciding->ranking.count;
	return true;
}

static bool
fill_left(struct pomost__deciding *deciding)
{
	struct pomost__left_columns *columns = &deciding->call->left;
	size_t count = (size_t)deciding->ranking.count * deciding->pools.count;
	uint32_t i;
	uint32_t j;

	if (!make_column(deciding, columns->decision, count) ||
	    !make_column(deciding, columns->pool, count) ||
	    !make_column(deciding, columns->left, count))
		return pomost__deciding_nomem(deciding);
	for (i = 0; i < deciding->ranking.count; i++) {
		for (j = 0; j < deciding->pools.count; j++) {
			if (!pomost__pool_has(&deciding->pools.items[j],
					      deciding->ranking.lines[i].round))
				continue;
			columns->decision[columns->count] = (int32_t)i;
			columns->pool[columns->count] = (int32_t)j;
			columns->left[columns->count++] =
				deciding->left[(size_t)i * deciding->pools.count + j];
		}
	}
	return true;
}

bool
pomost__call_columns(struct pomost__deciding *deciding)
{
	return fill_pools(deciding) && fill_decisions(deciding) && fill_left(deciding);
}
