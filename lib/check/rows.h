/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a table as the lints compare them. */
#ifndef POMOST_CHECK_ROWS_H
#define POMOST_CHECK_ROWS_H

#include "check/findings.h"
#include "check/relation.h"
#include "rules/table.h"

enum pomost__dimension {
	POMOST__BY_FRACTION,
	POMOST__BY_MONTHS,
	POMOST__DIMENSIONS,
};

struct pomost__checked_row {
	const struct pomost__row *row;
	struct pomost__interval by[POMOST__DIMENSIONS];
	struct pomost__terms terms;
};

/* The rows of a table; NULL when memory ran out. */
struct pomost__checked_row *pomost__checked_rows(struct pomost__findings *findings,
						 const struct pomost__table *table);

/* The place after the rows that are in force together with that at `begin`. */
uint32_t pomost__rows_end(const struct pomost__table *table, uint32_t begin);

/* Whether both are for the same cases. */
bool pomost__rows_alike(const struct pomost__checked_row *left,
			const struct pomost__checked_row *right);

/* The table that a value as a whole is; NULL if it is none. */
const struct pomost__table *pomost__table_of(const struct pomost_programme *programme,
					     const struct pomost__value *value);

#endif
