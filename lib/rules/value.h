/* SPDX-License-Identifier: Apache-2.0 */
/* Values: numbers, the job fraction, tables, series, and what is computed from them. */
#ifndef POMOST_RULES_VALUE_H
#define POMOST_RULES_VALUE_H

#include "rules/scope.h"

struct pomost__value_step;
struct pomost__series_row;

/* What a value asks of a case; bits. */
enum pomost__value_needs {
	POMOST__NEEDS_FRACTION = 1 << 0,
	POMOST__NEEDS_MONTHS = 1 << 1,
	POMOST__NEEDS_FACTS = 1 << 2,
	POMOST__NEEDS_AGREEMENT = 1 << 3,
	POMOST__NEEDS_EMPLOYMENT = 1 << 4,
	POMOST__NEEDS_BRIDGING_END = 1 << 5,
	POMOST__NEEDS_MONTH = 1 << 6,
	POMOST__NEEDS_DECISION = 1 << 7,
	POMOST__NEEDS_NAMED = 1 << 8,
	POMOST__NEEDS_UNSTATED = 1 << 9, /* it is unstated, somewhere in it */
	POMOST__NEEDS_LOOKUP = 1 << 10,  /* a table or a series stands somewhere in it */
};

/*
 * A value as steps in postfix order. One that depends on no case is computed when it is read:
 * `constant` then points to it.
 */
struct pomost__value {
	const struct pomost__node *node;
	struct pomost__scope scope; /* of the mapping that the value is, or in which it stands */
	const struct pomost__value_step *steps;
	struct pomost__value *before; /* in the registry */
	uint32_t count;
	uint32_t needs;      /* enum pomost__value_needs */
	bool times_fraction; /* somewhere below `times`: the programme speaks of part-time work */
	bool inner;          /* of a row of a table */
	const struct pomost__ratio *constant;
	bool whole;    /* a constant that is a whole number of minor units: */
	int64_t minor; /* this one, once the currency is known */
};

extern const struct pomost__kind pomost__kind_value;
/* The forms of a value that are mappings. */
extern const struct pomost__block pomost__value_block;

/* Why a value could not be computed. */
struct pomost__value_fault {
	int32_t code;
	bool of_case;                    /* the place of the error is the case, else `node` */
	const struct pomost__node *node; /* of the programme */
	char message[512];
};

/* What a value is computed for. The steps of an award extend it. */
struct pomost__circumstances {
	const struct pomost__ratio *fraction; /* NULL where there is none */
	const uint64_t *facts;                /* which names of the programme hold */
	int32_t months;                       /* 0 where the case does not say */
	/* The day of a moment, or POMOST__NO_DAY. */
	int32_t (*day)(const struct pomost__circumstances *circumstances,
		       const struct pomost__moment *moment);
	/* Notes that a node of the programme was used, and with `below` all below it; may be NULL. */
	void (*use)(const struct pomost__circumstances *circumstances,
		    const struct pomost__node *node, bool below);
	/* Notes the row of a table or series that was in force; may be NULL. */
	void (*note)(const struct pomost__circumstances *circumstances,
		     const struct pomost__node *lookup, const struct pomost__node *row,
		     const struct pomost__text *source);
	struct pomost__value_fault *fault;
};

/* Fills the fault. Always false. */
__attribute__((format(printf, 5, 6))) bool
pomost__value_fail(const struct pomost__circumstances *circumstances,
		   const struct pomost__node *node, bool of_case, int32_t code, const char *format,
		   ...);

/* Computes a value. False after a fault: what is unstated, unknown, or too large. */
bool pomost__value_compute(const struct pomost__value *value,
			   const struct pomost__circumstances *circumstances,
			   struct pomost__ratio *result);

/* Between what a value lies for all cases that it can be computed for. */
struct pomost__value_bounds {
	struct pomost__ratio least;
	struct pomost__ratio most;
	bool open; /* no most is known */
	bool none; /* it can be computed for no case: it is unstated */
};

/*
 * Bounds of a value, not below zero. Those of the job fraction are 0 and 1; a series, which grows, has no
 * most. Of the rows of a table those count that are stated.
 */
void pomost__value_bounds(const struct pomost__value *value, struct pomost__value_bounds *bounds);

#endif
