/* SPDX-License-Identifier: Apache-2.0 */
/* What the text of a settlement has beside that of an award. */
#ifndef POMOST_REPORT_SETTLEMENT_TEXT_H
#define POMOST_REPORT_SETTLEMENT_TEXT_H

#include "award/award.h"
#include "base/buffer.h"

/* The day as of which it is settled, if there is one. */
void pomost__settlement_text_day(struct pomost__buffer *buffer, const struct pomost_award *award);

/* What was due, paid, and goes back. */
void pomost__settlement_text_sums(struct pomost__buffer *buffer, const struct pomost_award *award);

/* What each event changed, claims with their interest, and payments. */
void pomost__settlement_text(struct pomost__buffer *buffer, const struct pomost_award *award);

/* Payments as they are held against the instalments, and what is open. */
void pomost__reconciliation_text(struct pomost__buffer *buffer, const struct pomost_award *award);

#endif
