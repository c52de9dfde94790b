/* SPDX-License-Identifier: Apache-2.0 */
/* The instalments of an award, a line each; of a reconciliation the payments. */
#include <inttypes.h>

#include "award/settlement.h"
#include "report/award_report.h"
#include "report/format.h"

static void
write_head(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost__column *funds = &award->programme->fund_names;
	uint32_t i;

	pomost__buffer_text(buffer, "workplace,part,month,from,to,due,amount,ceiling");
	for (i = 0; i < award->programme->fund_count; i++) {
		size_t length;
		const char *name = pomost__column_text(funds, i, &length);

		pomost__buffer_text(buffer, ",financing.");
		pomost__csv_field(buffer, name, length);
	}
	pomost__buffer_text(buffer, "\n");
}

static void
write_day(struct pomost__buffer *buffer, int32_t day)
{
	char text[POMOST__DATE_TEXT] = "";

	if (day != POMOST__NO_DAY)
		pomost__date_format(day, text);
	pomost__buffer_print(buffer, "%s,", text);
}

static void
write_row(struct pomost__buffer *buffer, const struct pomost_award *award, uint32_t i)
{
	const struct pomost__instalments *rows = &award->instalments;
	uint32_t fund;
	size_t length;
	const char *id;

	/* What the entity is paid once has no workplace. */
	if (rows->workplace[i] >= 0) {
		id = pomost__column_text(&award->workplace_ids, (uint32_t)rows->workplace[i],
					 &length);
		pomost__csv_field(buffer, id, length);
	}
	pomost__buffer_print(buffer, ",%s,%" PRId32 ",",
			     award->programme->parts[rows->part[i]].name, rows->month[i]);
	write_day(buffer, rows->from[i]);
	write_day(buffer, rows->to[i]);
	write_day(buffer, rows->due[i]);
	pomost__award_money(buffer, award, rows->amount[i]);
	pomost__buffer_text(buffer, rows->ceiling[i] ? ",true" : ",false");
	for (fund = 0; fund < award->programme->fund_count; fund++) {
		pomost__buffer_text(buffer, ",");
		pomost__award_money(buffer, award, rows->funds[fund][i]);
	}
	pomost__buffer_text(buffer, "\n");
}

void
pomost__award_csv(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_award *award = object;
	uint32_t i;

	if (award->settlement && award->settlement->has_payments) {
		pomost__reconciliation_csv(buffer, award);
		return;
	}
	write_head(buffer, award);
	for (i = 0; i < award->instalments.count; i++)
		write_row(buffer, award, i);
}
