/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What must be kept after the award: durability, what happens while a workplace is vacant or suspended, and what
 * is paid back. Read and checked; it acts when events are settled.
 */
#ifndef POMOST_RULES_KEEPING_H
#define POMOST_RULES_KEEPING_H

#include "rules/scope.h"
#include "rules/series.h"

/* So many months or days: exactly one of them. */
struct pomost__term {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__integer months;
	struct pomost__integer days;
};

struct pomost__vacancy {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__optional refill_within; /* struct pomost__term */
	struct pomost__word while_vacant;      /* 0 unpaid, 1 paid */
	struct pomost__word shifts_schedule;   /* 0 false, 1 true */
};

struct pomost__suspension {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__word paid;            /* 0 false, 1 true */
	struct pomost__word shifts_schedule; /* 0 false, 1 true */
};

enum pomost__repayment_kind {
	POMOST__REPAY_NONE = 0,
	POMOST__REPAY_WHOLE,
	POMOST__REPAY_BY_MONTH,
	POMOST__REPAY_BY_DAY,
};

struct pomost__interest {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__text series;
	struct pomost__word from;      /* 0 payment, 1 receipt */
	struct pomost__word first_day; /* 0 free, 1 counts */
	struct pomost__word last_day;  /* 0 free, 1 counts */
	struct pomost__value unit;     /* what a claim is rounded to, in major units */
	struct pomost__value floor;    /* what is not charged, and below */
	struct pomost__series_use use;
};

/* How a part is paid back. */
struct pomost__repaid {
	struct pomost__text part;
	struct pomost__word kind; /* enum pomost__repayment_kind */
};

struct pomost__repayment {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__optional within;   /* struct pomost__term */
	struct pomost__optional interest; /* struct pomost__interest */
	struct pomost__list parts;        /* struct pomost__repaid */
};

extern const struct pomost__block pomost__vacancy_block;
extern const struct pomost__block pomost__suspension_block;
extern const struct pomost__block pomost__repayment_block;

#endif
