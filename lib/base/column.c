/* SPDX-License-Identifier: Apache-2.0 */
#include "base/column.h"

#include <string.h>

bool
pomost__column_init(struct pomost__column *column, struct pomost__arena *arena, size_t count,
		    size_t size)
{
	column->count = 0;
	column->offsets = pomost__arena_raw(arena, count + 1, sizeof *column->offsets);
	column->bytes = pomost__arena_raw(arena, size, 1);
	if (!column->offsets || !column->bytes)
		return false;
	column->offsets[0] = 0;
	return true;
}

void
pomost__column_add(struct pomost__column *column, const char *bytes, size_t length)
{
	int32_t at = column->offsets[column->count];

	memcpy(column->bytes + at, bytes, length);
	column->offsets[++column->count] = at + (int32_t)length;
}
