/* SPDX-License-Identifier: Apache-2.0 */
#include "report/award_writer.h"

#include <inttypes.h>
#include <string.h>

#include "report/award_report.h"

void
pomost__write_item(struct pomost__award_writer *writer)
{
	pomost__json_item(&writer->json);
}

void
pomost__write_open(struct pomost__award_writer *writer, char bracket)
{
	pomost__json_open(&writer->json, bracket);
}

void
pomost__write_close(struct pomost__award_writer *writer, char bracket)
{
	pomost__json_close(&writer->json, bracket);
}

void
pomost__write_key(struct pomost__award_writer *writer, const char *name)
{
	pomost__json_key(&writer->json, name, strlen(name));
}

void
pomost__write_money(struct pomost__award_writer *writer, int64_t amount)
{
	pomost__buffer_add(writer->json.buffer, "\"", 1);
	pomost__award_money(writer->json.buffer, writer->award, amount);
	pomost__buffer_add(writer->json.buffer, "\"", 1);
}

void
pomost__write_key_money(struct pomost__award_writer *writer, const char *name, int64_t amount)
{
	pomost__write_key(writer, name);
	pomost__write_money(writer, amount);
}

void
pomost__write_key_text(struct pomost__award_writer *writer, const char *name, const char *text)
{
	pomost__json_text(&writer->json, name, text);
}

void
pomost__write_key_column(struct pomost__award_writer *writer, const char *name,
			 const struct pomost__column *column, uint32_t i, bool null)
{
	size_t length;
	const char *text = pomost__column_text(column, i, &length);

	pomost__write_key(writer, name);
	if (null && length == 0)
		pomost__buffer_text(writer->json.buffer, "null");
	else
		pomost__buffer_json(writer->json.buffer, text, length);
}

void
pomost__write_key_day(struct pomost__award_writer *writer, const char *name, int32_t day)
{
	char text[POMOST__DATE_TEXT];

	pomost__write_key(writer, name);
	if (day == POMOST__NO_DAY) {
		pomost__buffer_text(writer->json.buffer, "null");
		return;
	}
	pomost__date_format(day, text);
	pomost__buffer_print(writer->json.buffer, "\"%s\"", text);
}

void
pomost__write_key_number(struct pomost__award_writer *writer, const char *name, int32_t number)
{
	pomost__write_key(writer, name);
	pomost__buffer_print(writer->json.buffer, "%" PRId32, number);
}

void
pomost__write_key_workplace(struct pomost__award_writer *writer, int32_t workplace)
{
	if (workplace < 0)
		pomost__write_key_text(writer, "workplace", NULL);
	else
		pomost__write_key_column(writer, "workplace", &writer->award->workplace_ids,
					 (uint32_t)workplace, false);
}
