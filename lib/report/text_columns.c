/* SPDX-License-Identifier: Apache-2.0 */
#include "report/text_columns.h"

#include <string.h>

#include "number/money.h"
#include "report/award_report.h"

/* How many characters a UTF-8 text shows. */
static int
width(const char *text, size_t length)
{
	int count = 0;
	size_t i;

	for (i = 0; i < length; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

void
pomost__text_blanks(struct pomost__buffer *buffer, int count)
{
	while (count-- > 0)
		pomost__buffer_add(buffer, " ", 1);
}

void
pomost__text_padded(struct pomost__buffer *buffer, const char *text, size_t length, int columns)
{
	pomost__buffer_add(buffer, text, length);
	pomost__text_blanks(buffer, columns - width(text, length));
}

void
pomost__text_grouped(struct pomost__buffer *buffer, const struct pomost_award *award,
		     int64_t amount, int columns)
{
	char plain[POMOST__MONEY_TEXT];
	char grouped[2 * POMOST__MONEY_TEXT];
	size_t length = pomost__money_format(amount, award->digits, plain);
	size_t whole = strcspn(plain, ".");
	size_t begin = plain[0] == '-';
	size_t at = 0;
	size_t i;

	for (i = 0; i < length; i++) {
		if (i > begin && i < whole && (whole - i) % 3 == 0)
			grouped[at++] = ' ';
		grouped[at++] = plain[i];
	}
	pomost__text_blanks(buffer, columns - (int)at);
	pomost__buffer_add(buffer, grouped, at);
}

void
pomost__text_money(struct pomost__buffer *buffer, const struct pomost_award *award, int64_t amount)
{
	pomost__text_grouped(buffer, award, amount, POMOST__MONEY_WIDTH);
}

void
pomost__text_line(struct pomost__buffer *buffer, const struct pomost_award *award, const char *name,
		  int64_t amount)
{
	pomost__text_padded(buffer, name, strlen(name), POMOST__LABEL_WIDTH);
	pomost__text_money(buffer, award, amount);
	pomost__buffer_print(buffer, " %s\n", award->programme->rules.currency.bytes);
}

void
pomost__text_day(struct pomost__buffer *buffer, int32_t day)
{
	char text[POMOST__DATE_TEXT] = "-         ";

	if (day != POMOST__NO_DAY)
		pomost__date_format(day, text);
	pomost__buffer_print(buffer, "%s  ", text);
}

void
pomost__text_id(struct pomost__buffer *buffer, const struct pomost_award *award, int32_t workplace)
{
	size_t length;
	const char *id;

	if (workplace < 0) {
		pomost__buffer_text(buffer, "the entity");
		return;
	}
	id = pomost__column_text(&award->workplace_ids, (uint32_t)workplace, &length);
	pomost__buffer_add(buffer, id, length);
}

void
pomost__text_ids(struct pomost__buffer *buffer, const struct pomost_award *award, int32_t first,
		 int32_t last)
{
	pomost__text_id(buffer, award, first);
	if (last != first) {
		pomost__buffer_text(buffer, " to ");
		pomost__text_id(buffer, award, last);
	}
}
