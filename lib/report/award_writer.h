/* SPDX-License-Identifier: Apache-2.0 */
/* Writing the JSON of an award: keys with money, texts and days. */
#ifndef POMOST_REPORT_AWARD_WRITER_H
#define POMOST_REPORT_AWARD_WRITER_H

#include "award/award.h"
#include "report/json.h"

struct pomost__award_writer {
	struct pomost__json json;
	const struct pomost_award *award;
};

/* Begins an item of a list. */
void pomost__write_item(struct pomost__award_writer *writer);

void pomost__write_open(struct pomost__award_writer *writer, char bracket);

void pomost__write_close(struct pomost__award_writer *writer, char bracket);

void pomost__write_key(struct pomost__award_writer *writer, const char *name);

/* Money in major units, in quotes. */
void pomost__write_money(struct pomost__award_writer *writer, int64_t amount);

void pomost__write_key_money(struct pomost__award_writer *writer, const char *name, int64_t amount);

/* `text` NULL is null. */
void pomost__write_key_text(struct pomost__award_writer *writer, const char *name,
			    const char *text);

/* A text of a column; where `null` is set, an empty one is null. */
void pomost__write_key_column(struct pomost__award_writer *writer, const char *name,
			      const struct pomost__column *column, uint32_t i, bool null);

/* null for POMOST__NO_DAY. */
void pomost__write_key_day(struct pomost__award_writer *writer, const char *name, int32_t day);

void pomost__write_key_number(struct pomost__award_writer *writer, const char *name,
			      int32_t number);

/* The id of a workplace; null below zero. */
void pomost__write_key_workplace(struct pomost__award_writer *writer, int32_t workplace);

/* What an award that is a settlement has more: in front of its sums, and after its instalments. */
void pomost__settlement_json_head(struct pomost__award_writer *writer);
void pomost__settlement_json(struct pomost__award_writer *writer);

#endif
