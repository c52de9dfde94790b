/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a settlement knows beside the award as it stands: events, what they changed, what is paid back, and
 * payments. The floor `life` fills it; the tables of an award show it.
 */
#ifndef POMOST_AWARD_SETTLEMENT_H
#define POMOST_AWARD_SETTLEMENT_H

#include "base/column.h"

/* The events that were taken, in the order of the file. */
struct pomost__event_columns {
	size_t count;
	int32_t *on;
	struct pomost__column what;
	int32_t *workplace; /* -1: all */
	struct pomost__column to;
};

/* What events changed. */
struct pomost__change_columns {
	size_t count;
	int32_t *instalment;
	int32_t *event;
	int64_t *before;
	int64_t *after;
};

/* What is to be paid back because of one event. */
struct pomost__claim_columns {
	size_t count;
	int32_t *event;
	int64_t *repaid;
	struct pomost__column exact; /* interest */
	int64_t *interest;
	int64_t *total;
	int32_t *deadline;
};

/* Of what a claim is made up. */
struct pomost__repayment_columns {
	size_t count;
	int32_t *claim;
	int32_t *instalment;
	struct pomost__column kind;
	struct pomost__column share;
	int64_t *paid;
	int64_t *amount;
	int32_t *day;
};

/* The periods of one rate. */
struct pomost__interest_columns {
	size_t count;
	int32_t *claim;
	int32_t *from;
	int32_t *to;
	int32_t *days;
	struct pomost__column rate;
	int64_t *sum;
	struct pomost__column exact;
};

/* Payments as they are held against the instalments. */
struct pomost__payment_columns {
	size_t count;
	int32_t *line;
	int32_t *date;
	int64_t *amount;
	struct pomost__column reference;
	int32_t *workplace; /* -1: none is named */
	struct pomost__column status;
	int64_t *matched;
	int64_t *difference; /* what was paid less what was open */
	int32_t *days;       /* late */
};

/* What of a payment pays which instalment. */
struct pomost__match_columns {
	size_t count;
	int32_t *payment;
	int32_t *instalment;
	int64_t *amount;
};

/* Instalments that a payment which is ambiguous might be for: those of one candidate have one number. */
struct pomost__candidate_columns {
	size_t count;
	int32_t *payment;
	int32_t *candidate;
	int32_t *instalment;
};

/* What is due by the day and not paid. */
struct pomost__open_columns {
	size_t count;
	int32_t *instalment;
	int64_t *amount;
};

struct pomost__settlement {
	struct pomost__arena arena;
	int32_t on; /* or no day */
	bool has_interest;
	bool has_payments;
	bool has_closed; /* a workplace, or all that the entity is paid once */
	int64_t due;
	int64_t repaid;
	int64_t interest;
	int64_t paid; /* the rest with payments only */
	int64_t returned;
	int64_t balance;
	int32_t mismatches;
	struct pomost__event_columns events;
	struct pomost__change_columns changes;
	struct pomost__claim_columns claims;
	struct pomost__repayment_columns repayments;
	struct pomost__interest_columns periods;
	struct pomost__payment_columns payments;
	struct pomost__match_columns matches;
	struct pomost__candidate_columns candidates;
	struct pomost__open_columns open;
};

#endif
