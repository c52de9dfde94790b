/* SPDX-License-Identifier: Apache-2.0 */
/* A call as it is decided: what the steps from the ranking to the columns share. */
#ifndef POMOST_CALL_DECIDE_H
#define POMOST_CALL_DECIDE_H

#include "call/call.h"
#include "call/pools.h"
#include "call/ranking.h"

/* What became of one application. */
struct pomost__outcome {
	const struct pomost__application_line *line;
	enum pomost__decision_kind kind;
	const char *reason; /* "" where there is none */
	int32_t rank;
	int32_t workplaces;
	int64_t amount;
};

/* All of them, in the order of the ranking. */
struct pomost__deciding {
	pomost_call *call;
	struct pomost__errors *errors;
	struct pomost__arena arena;
	struct pomost__ranking ranking;
	struct pomost__pools pools;
	struct pomost__outcome *decisions;
	int64_t *left;       /* by decision and pool */
	const char *stopped; /* the application at which the round stopped; or NULL */
	int64_t *needs;      /* by pool, and in it by workplace; of the application */
	int64_t *entity;     /* by pool */
	int64_t *needed;     /* by pool */
};

/* Notes that memory ran out. Always false. */
static inline bool
pomost__deciding_nomem(struct pomost__deciding *deciding)
{
	pomost__errors_nomem(deciding->errors);
	return false;
}

/* Decides on each application of the ranking. False after an error. */
bool pomost__decide_all(struct pomost__deciding *deciding);

/* Fills the columns of the call. False when memory ran out. */
bool pomost__call_columns(struct pomost__deciding *deciding);

#endif
