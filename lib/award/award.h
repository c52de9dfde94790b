/* SPDX-License-Identifier: Apache-2.0 */
/* The award: columns in one block of memory. */
#ifndef POMOST_AWARD_AWARD_H
#define POMOST_AWARD_AWARD_H

#include <pomost/award.h>

#include "base/column.h"
#include "case/case.h"

/* Instalments, column by column: where they are written is all that tells one use from another. */
struct pomost__instalments {
	uint32_t count;
	int32_t *workplace; /* its place among the workplaces */
	int32_t *part;      /* its place among the parts */
	int32_t *month;
	int32_t *from;
	int32_t *to;
	int32_t *due;
	int32_t *ceiling;
	int64_t *amount;
	int64_t *own; /* the entity's contribution; NULL where there is none */
	int64_t *funds[POMOST_LIMIT_FUNDS + 1]; /* `own` after the last fund */
	uint32_t *record;                       /* of the amount; NULL unless explained */
};

/* Sums over the whole award. */
enum pomost__sum {
	POMOST__SUM_REQUESTED,
	POMOST__SUM_GRANT,
	POMOST__SUM_BRIDGING,
	POMOST__SUM_COMPONENTS,
	POMOST__SUM_TOTAL,
	POMOST__SUM_COUNT,
};

/* Texts of an explanation, a column each. */
enum pomost__explained {
	POMOST__EXPLAINED_FIGURE,
	POMOST__EXPLAINED_RULE,
	POMOST__EXPLAINED_SOURCE,
	POMOST__EXPLAINED_INPUTS,
	POMOST__EXPLAINED_EXACT,
	POMOST__EXPLAINED_MODE,
	POMOST__EXPLAINED_RESULT,
	POMOST__EXPLAINED_COUNT,
};

struct pomost__settlement;

struct pomost_award {
	pomost_programme *programme;
	struct pomost__settlement *settlement; /* NULL unless it is one */
	int32_t digits;
	uint32_t workplace_count;
	uint32_t explanation_count;
	int64_t sums[POMOST__SUM_COUNT];

	struct pomost__column case_id;
	struct pomost__column workplace_ids;
	int64_t *workplace_grant;
	int64_t *workplace_bridging;
	int64_t *workplace_components;
	int64_t *workplace_total;
	int64_t *part_amount;
	int64_t *fund_amount;
	int64_t *cap_before;
	int64_t *cap_after;
	struct pomost__instalments instalments;
	struct pomost__column assumption_rules;
	struct pomost__column assumption_texts;

	struct pomost__arena explained; /* holds what follows */
	struct pomost__column explanations[POMOST__EXPLAINED_COUNT];
};

#endif
