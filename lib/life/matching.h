/* SPDX-License-Identifier: Apache-2.0 */
/* What the steps of matching share: what is open, the groups that a payment may be for, what became of it. */
#ifndef POMOST_LIFE_MATCHING_H
#define POMOST_LIFE_MATCHING_H

#include "life/match.h"

enum pomost__payment_status {
	POMOST__PAYMENT_MATCHED,
	POMOST__PAYMENT_LATE,
	POMOST__PAYMENT_SHORT,
	POMOST__PAYMENT_OVER,
	POMOST__PAYMENT_UNKNOWN,
	POMOST__PAYMENT_AMBIGUOUS,
	POMOST__PAYMENT_RETURNED,
	POMOST__PAYMENT_LATER,
};

extern const char *const pomost__payment_statuses[];

/* One instalment as payments pass. */
struct pomost__matched_due {
	int32_t day;
	uint32_t slot;
	int64_t open;  /* not yet paid of what stands */
	int64_t taken; /* not yet paid of what events took */
};

/* Rows side by side, of one slot or of all. */
struct pomost__match_group {
	uint32_t begin;
	uint32_t end;
	int32_t slot; /* -1: all */
};

/* What became of a payment. */
struct pomost__payment_outcome {
	enum pomost__payment_status status;
	int64_t matched;
	int64_t difference;
	int32_t days;
};

struct pomost__payment_match {
	uint32_t payment; /* in the order of the file */
	uint32_t row;
	int64_t amount;
};

struct pomost__payment_candidate {
	uint32_t payment;
	uint32_t number;
	uint32_t row;
};

struct pomost__matching {
	struct pomost__settle *settle;
	struct pomost__matched_due *dues;
	uint32_t due_count;
	uint32_t first_open; /* rows before it are paid */
	const struct pomost__payment *payments;
	struct pomost__payment_outcome *outcomes;
	struct pomost__receipts *receipts;
	struct pomost__buffer groups;     /* struct pomost__match_group: those that fit */
	struct pomost__buffer matches;    /* struct pomost__payment_match */
	struct pomost__buffer candidates; /* struct pomost__payment_candidate */
	struct pomost__buffer paid;       /* struct pomost__receipt */
	uint64_t steps;                   /* rows that were looked at */
	bool too_many;                    /* candidates */
};

/* The payment that is being matched. */
struct pomost__match_trial {
	struct pomost__matching *matching;
	const struct pomost__payment *payment;
	uint32_t place; /* in the order of the file */
	int32_t slot;   /* of its workplace; -1 */
	bool with_taken;
};

/* What an instalment has for a payment: what is open, with what events took where that counts. */
int64_t pomost__group_value(const struct pomost__match_trial *trial, uint32_t row);

/* Whether a row with something for the payment is in a group. */
bool pomost__group_has(const struct pomost__match_trial *trial,
		       const struct pomost__match_group *group, uint32_t row);

/* Finds the groups that are just the payment; how many there are. */
uint32_t pomost__groups_exact(struct pomost__match_trial *trial);

/* Finds the largest groups, whatever they add up to; how many there are. */
uint32_t pomost__groups_largest(struct pomost__match_trial *trial);

/* Fills the tables of a reconciliation. False when memory ran out. */
bool pomost__match_tables(struct pomost__matching *matching, uint32_t count);

#endif
