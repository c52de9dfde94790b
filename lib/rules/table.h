/* SPDX-License-Identifier: Apache-2.0 */
/* Decision tables: rows by date, job fraction, months and what holds. */
#ifndef POMOST_RULES_TABLE_H
#define POMOST_RULES_TABLE_H

#include "rules/band.h"
#include "rules/condition.h"
#include "rules/value.h"

struct pomost__row {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__day from;
	struct pomost__band fraction;
	struct pomost__band months;
	struct pomost__condition requires;
	struct pomost__value value;
};

struct pomost__table {
	struct pomost__table *before; /* in the registry */
	const struct pomost__node *node;
	struct pomost__scope scope; /* what holds for the table as a whole */
	const struct pomost__row *rows;
	uint32_t count;
	bool dated; /* some row has a `from` */
	bool has_months;
	bool has_fraction;
};

extern const struct pomost__items pomost__table_rows;

/* Checks the rows together, and notes what they ask for. */
bool pomost__table_check(struct pomost__reader *reader, struct pomost__table *table);

/*
 * The row in force that holds in these circumstances; NULL after an error, which is then in them.
 */
const struct pomost__row *pomost__table_find(const struct pomost__table *table,
					     const struct pomost__circumstances *circumstances);

#endif
