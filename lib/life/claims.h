/* SPDX-License-Identifier: Apache-2.0 */
/* What is to be paid back of what was paid: durability, kinds of repayment, claims. */
#ifndef POMOST_LIFE_CLAIMS_H
#define POMOST_LIFE_CLAIMS_H

#include "life/receipts.h"

/* For how long a workplace had to be kept, and for how long it was. */
struct pomost__kept {
	int32_t months;
	int32_t months_done; /* completed before the closing; -1 where nothing asks */
	int32_t days;
	int32_t days_left; /* from the closing on */
	int32_t begin;     /* of the span */
	int32_t end;       /* the day after it */
	bool ended;        /* the closing is after it */
};

/* A sum that goes back. */
struct pomost__repaid_sum {
	uint32_t event; /* of the case */
	uint32_t row;
	bool after_closing; /* it was paid for days after the closing */
	int32_t kind;       /* enum pomost__repayment_kind */
	int32_t share;      /* of `of` */
	int32_t of;
	const struct pomost__repaid *rule;
	int64_t paid;
	int64_t running; /* what of the part was paid, with this */
	int64_t had;     /* what of the part went back before */
	int64_t amount;
	int32_t day; /* as struct pomost__receipt */
	int32_t paid_on;
	int32_t received;
};

struct pomost__claims {
	struct pomost__repaid_sum *sums; /* by event, row, and day */
	uint32_t count;
	struct pomost__kept *kept; /* by slot: of those of which a share goes back */
};

/* What goes back of what was paid. False after an error. */
bool pomost__claims_find(struct pomost__settle *settle, const struct pomost__receipts *receipts,
			 struct pomost__claims *claims);

/* Fills the tables of claims, their sums and their interest. False after an error. */
bool pomost__claims_tables(struct pomost__settle *settle, const struct pomost__claims *claims);

#endif
