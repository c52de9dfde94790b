/* SPDX-License-Identifier: Apache-2.0 */
/* Bridging support: monthly money after the grant, in phases. */
#ifndef POMOST_RULES_BRIDGING_H
#define POMOST_RULES_BRIDGING_H

#include "rules/amount.h"
#include "calendar/part.h"
#include "rules/condition.h"
#include "rules/series.h"
#include "rules/span.h"

/* How many months: a number, a band of which the case takes one, or unstated. */
struct pomost__months {
	const struct pomost__node *node;
	int32_t least;
	int32_t most; /* 0: the band has no upper end */
	bool is_band;
	bool unstated;
};

/* A run of months with one amount. Phases of one name are one stage. */
struct pomost__phase {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__text name;
	struct pomost__months months;
	struct pomost__optional amount; /* struct pomost__amount; required */
	struct pomost__integer start;
	struct pomost__condition requires;
	struct pomost__optional apply_after; /* struct pomost__months_after */
	uint32_t part;                       /* of the stage, once linked */
};

/* The day of the month on which an instalment is due. */
struct pomost__bridging_due {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__integer day; /* 1 to 31, or POMOST__DUE_LAST */
	struct pomost__word month;  /* 0 the same month, 1 the next */
};

/* `from-start` is what holds when nothing is said. */
enum pomost__count_months {
	POMOST__COUNT_FROM_START = 0,
	POMOST__COUNT_CALENDAR,
};

struct pomost__bridging {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__moment from;
	struct pomost__word month_end;         /* enum pomost__month_end */
	struct pomost__word count_months;      /* enum pomost__count_months */
	struct pomost__word part_months;       /* enum pomost__part_months */
	struct pomost__text holidays;          /* a series, or `none` */
	struct pomost__optional until;         /* struct pomost__months_after */
	struct pomost__optional due;           /* struct pomost__bridging_due */
	struct pomost__list phases;            /* struct pomost__phase */
	struct pomost__series_use holiday_use; /* where holidays name a series */
	bool has_holidays;
};

extern const struct pomost__block pomost__bridging_block;

#endif
