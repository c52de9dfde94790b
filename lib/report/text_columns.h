/* SPDX-License-Identifier: Apache-2.0 */
/* Columns of the texts for people. */
#ifndef POMOST_REPORT_TEXT_COLUMNS_H
#define POMOST_REPORT_TEXT_COLUMNS_H

#include "award/award.h"
#include "base/buffer.h"

/* How many characters wide the column of names is, and one of money. */
#define POMOST__LABEL_WIDTH 22
#define POMOST__MONEY_WIDTH 16

void pomost__text_blanks(struct pomost__buffer *buffer, int count);

/* A text, and blanks up to `columns` characters. */
void pomost__text_padded(struct pomost__buffer *buffer, const char *text, size_t length,
			 int columns);

/* Money in groups of three digits as people write it, to the right in `columns`. */
void pomost__text_grouped(struct pomost__buffer *buffer, const struct pomost_award *award,
			  int64_t amount, int columns);

/* Money in its column. */
void pomost__text_money(struct pomost__buffer *buffer, const struct pomost_award *award,
			int64_t amount);

/* A name, and money with the currency: a line. */
void pomost__text_line(struct pomost__buffer *buffer, const struct pomost_award *award,
		       const char *name, int64_t amount);

/* A day and two blanks; a dash where there is none. */
void pomost__text_day(struct pomost__buffer *buffer, int32_t day);

/* Whom an instalment is for. */
void pomost__text_id(struct pomost__buffer *buffer, const struct pomost_award *award,
		     int32_t workplace);

/* Whom instalments that stand side by side are for, from the first to the last. */
void pomost__text_ids(struct pomost__buffer *buffer, const struct pomost_award *award,
		      int32_t first, int32_t last);

#endif
