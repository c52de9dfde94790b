/* SPDX-License-Identifier: Apache-2.0 */
/* Awards as JSON, CSV and text: one writer a file, and what they share. */
#ifndef POMOST_REPORT_AWARD_REPORT_H
#define POMOST_REPORT_AWARD_REPORT_H

#include "award/award.h"
#include "base/buffer.h"

void pomost__award_json(struct pomost__buffer *buffer, const void *award);

void pomost__award_csv(struct pomost__buffer *buffer, const void *award);

/* Payments, a line each: of a settlement that has them. */
void pomost__reconciliation_csv(struct pomost__buffer *buffer, const struct pomost_award *award);

void pomost__award_text(struct pomost__buffer *buffer, const void *award);

/* Money in major units, with the digits of the award's currency. */
void pomost__award_money(struct pomost__buffer *buffer, const struct pomost_award *award,
			 int64_t amount);

/* A text of a column. */
static inline const char *
pomost__column_text(const struct pomost__column *column, uint32_t i, size_t *length)
{
	*length = (size_t)(column->offsets[i + 1] - column->offsets[i]);
	return column->bytes + column->offsets[i];
}

#endif
