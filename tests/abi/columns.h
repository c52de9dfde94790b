/* SPDX-License-Identifier: Apache-2.0 */
/* Columns of an award, as a test reads them. */
#ifndef POMOST_TESTS_COLUMNS_H
#define POMOST_TESTS_COLUMNS_H

#include "harness.h"

/* A column of an award, which must be there. */
UNUSED static const int64_t *
i64_of(const pomost_award *award, const char *table, const char *column)
{
	const int64_t *items = NULL;

	CHECK_SAYING(pomost_award_column_i64(award, table, column, &items, NULL) == POMOST_OK,
		     "%s.%s", table, column);
	return items;
}

UNUSED static const int32_t *
i32_of(const pomost_award *award, const char *table, const char *column)
{
	const int32_t *items = NULL;

	CHECK_SAYING(pomost_award_column_i32(award, table, column, &items, NULL) == POMOST_OK,
		     "%s.%s", table, column);
	return items;
}

/* Whether text `row` of a column is this one. */
UNUSED static bool
text_is(const pomost_award *award, const char *table, const char *column, size_t row,
	const char *expected)
{
	const int32_t *offsets;
	const char *bytes;

	return CHECK(pomost_award_column_text(award, table, column, &offsets, &bytes, NULL) ==
		     POMOST_OK) &&
	       (size_t)(offsets[row + 1] - offsets[row]) == strlen(expected) &&
	       memcmp(bytes + offsets[row], expected, strlen(expected)) == 0;
}

UNUSED static size_t
rows_of(const pomost_award *award, const char *table)
{
	size_t rows = 77;

	CHECK_SAYING(pomost_award_rows(award, table, &rows, NULL) == POMOST_OK, "%s", table);
	return rows;
}

#endif
