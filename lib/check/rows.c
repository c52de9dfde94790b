/* SPDX-License-Identifier: Apache-2.0 */
#include "check/rows.h"

struct pomost__checked_row *
pomost__checked_rows(struct pomost__findings *findings, const struct pomost__table *table)
{
	struct pomost__checked_row *rows =
		pomost__arena_alloc(&findings->scratch, table->count, sizeof *rows);
	uint32_t i;

	for (i = 0; rows && i < table->count; i++) {
		const struct pomost__row *row = &table->rows[i];

		rows[i].row = row;
		pomost__interval_of(&row->fraction, false, &rows[i].by[POMOST__BY_FRACTION]);
		pomost__interval_of(&row->months, true, &rows[i].by[POMOST__BY_MONTHS]);
		if (!pomost__terms_of(&findings->scratch, &row->requires, &rows[i].terms))
			return NULL;
	}
	return rows;
}

uint32_t
pomost__rows_end(const struct pomost__table *table, uint32_t begin)
{
	const struct pomost__day *from = &table->rows[begin].from;
	uint32_t i;

	for (i = begin + 1; i < table->count; i++) {
		const struct pomost__day *next = &table->rows[i].from;

		/* Rows without a date stand before all others. */
		if (!next->node != !from->node || next->day != from->day)
			break;
	}
	return i;
}

bool
pomost__rows_alike(const struct pomost__checked_row *left, const struct pomost__checked_row *right)
{
	int i;

	for (i = 0; i < POMOST__DIMENSIONS; i++) {
		if (!pomost__interval_within(&left->by[i], &right->by[i]) ||
		    !pomost__interval_within(&right->by[i], &left->by[i]))
			return false;
	}
	return pomost__terms_equal(&left->terms, &right->terms);
}

const struct pomost__table *
pomost__table_of(const struct pomost_programme *programme, const struct pomost__value *value)
{
	const struct pomost__table *table;

	for (table = programme->registry.tables; table; table = table->before) {
		if (table->node->parent == value->node)
			return table;
	}
	return NULL;
}
