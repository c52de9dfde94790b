/* SPDX-License-Identifier: Apache-2.0 */
/* The decisions of a call, as columns. */
#ifndef POMOST_CALL_CALL_H
#define POMOST_CALL_CALL_H

#include <pomost/call.h>

#include "base/column.h"
#include "rules/programme.h"

enum pomost__decision_kind {
	POMOST__FUNDED,
	POMOST__PART_FUNDED,
	POMOST__RESERVE,
	POMOST__REFUSED,
	POMOST__DECISION_KINDS,
};

extern const char *const pomost__decision_names[POMOST__DECISION_KINDS];

/* The pools: a row for each of the programme, and for each of a call in each round. */
struct pomost__pool_columns {
	uint32_t count;
	struct pomost__column rule;
	int32_t *round;  /* 0: all rounds */
	int32_t *counts; /* 1: workplaces, else minor units */
	int64_t *limit;
	int64_t *used;
	int64_t *left;
	int64_t *funds[POMOST_LIMIT_FUNDS + 1];
};

struct pomost__decision_columns {
	uint32_t count;
	int32_t *round;
	int32_t *rank;
	struct pomost__column application; /* the id of the case */
	struct pomost__column decision;
	struct pomost__column reason; /* "" where there is none */
	int32_t *asked;
	int32_t *workplaces;
	int64_t *amount;
};

/* What each pool that a round has is left with after a decision. */
struct pomost__left_columns {
	uint32_t count;
	int32_t *decision;
	int32_t *pool;
	int64_t *left;
};

struct pomost_call {
	pomost_programme *programme;
	struct pomost__arena arena;
	int32_t digits;
	int32_t applications;
	int32_t decided[POMOST__DECISION_KINDS];
	int32_t workplaces;
	int64_t granted;
	int64_t *fund_amount;
	struct pomost__pool_columns pools;
	struct pomost__decision_columns decisions;
	struct pomost__left_columns left;
	struct pomost__column
		assumption_rules; /* on which the rules of the call and its pools rest */
	struct pomost__column assumption_texts;
};

#endif
