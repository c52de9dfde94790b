/* SPDX-License-Identifier: Apache-2.0 */
/* Payments, a line each, with the instalments that each pays, or may pay. */
#include <inttypes.h>
#include <stdlib.h>

#include "award/settlement.h"
#include "report/award_report.h"
#include "report/format.h"

/* Where the matches and the candidates of each payment begin: those of one stand side by side. */
struct begins {
	size_t matches;
	size_t candidates;
};

static struct begins *
find_begins(const struct pomost__settlement *settlement)
{
	struct begins *begins = calloc(settlement->payments.count + 1, sizeof *begins);
	size_t i;

	if (!begins)
		return NULL;
	for (i = settlement->matches.count; i-- > 0;)
		begins[settlement->matches.payment[i]].matches = i;
	for (i = settlement->candidates.count; i-- > 0;)
		begins[settlement->candidates.payment[i]].candidates = i;
	return begins;
}

static void
write_day(struct pomost__buffer *buffer, int32_t day)
{
	char text[POMOST__DATE_TEXT];

	pomost__date_format(day, text);
	pomost__buffer_print(buffer, "%s,", text);
}

/* An instalment by its name, such as w1.basic.3. */
static void
name_instalment(struct pomost__buffer *buffer, const struct pomost_award *award, int32_t row)
{
	const struct pomost__instalments *rows = &award->instalments;
	const char *part = award->programme->parts[rows->part[row]].name;
	const char *id = "entity";
	size_t length = 6;

	if (rows->workplace[row] >= 0)
		id = pomost__column_text(&award->workplace_ids, (uint32_t)rows->workplace[row],
					 &length);
	pomost__buffer_add(buffer, id, length);
	pomost__buffer_print(buffer, ".%s.%" PRId32, part, rows->month[row]);
}

/* What a payment pays: instalments with their sums. */
static void
list_matches(struct pomost__buffer *buffer, const struct pomost_award *award, int32_t payment,
	     size_t begin)
{
	const struct pomost__match_columns *matches = &award->settlement->matches;
	size_t i;

	for (i = begin; i < matches->count && matches->payment[i] == payment; i++) {
		if (i > begin)
			pomost__buffer_text(buffer, " ");
		name_instalment(buffer, award, matches->instalment[i]);
		pomost__buffer_text(buffer, "=");
		pomost__award_money(buffer, award, matches->amount[i]);
	}
}

/* What a payment may be for: candidates with a bar between them. */
static void
list_candidates(struct pomost__buffer *buffer, const struct pomost_award *award, int32_t payment,
		size_t begin)
{
	const struct pomost__candidate_columns *candidates = &award->settlement->candidates;
	size_t i;

	for (i = begin; i < candidates->count && candidates->payment[i] == payment; i++) {
		if (i > begin)
			pomost__buffer_text(buffer,
					    candidates->candidate[i] == candidates->candidate[i - 1]
						    ? " "
						    : " | ");
		name_instalment(buffer, award, candidates->instalment[i]);
	}
}

/* Adds what was written for a field, as a field. */
static void
end_field(struct pomost__buffer *buffer, struct pomost__buffer *field)
{
	buffer->failed |= field->failed;
	pomost__csv_field(buffer, field->length ? field->bytes : "", field->length);
	field->length = 0;
}

static void
write_payment(struct pomost__buffer *buffer, const struct pomost_award *award, uint32_t place,
	      const struct begins *begins, struct pomost__buffer *field)
{
	const struct pomost__payment_columns *payments = &award->settlement->payments;
	size_t length;
	const char *text;

	pomost__buffer_print(buffer, "%" PRId32 ",", payments->line[place]);
	write_day(buffer, payments->date[place]);
	pomost__award_money(buffer, award, payments->amount[place]);
	pomost__buffer_text(buffer, ",");
	text = pomost__column_text(&payments->reference, place, &length);
	pomost__csv_field(buffer, text, length);
	pomost__buffer_text(buffer, ",");
	if (payments->workplace[place] >= 0) {
		text = pomost__column_text(&award->workplace_ids,
					   (uint32_t)payments->workplace[place], &length);
		pomost__csv_field(buffer, text, length);
	}
	text = pomost__column_text(&payments->status, place, &length);
	pomost__buffer_print(buffer, ",%.*s,", (int)length, text);
	pomost__award_money(buffer, award, payments->matched[place]);
	pomost__buffer_text(buffer, ",");
	pomost__award_money(buffer, award, payments->difference[place]);
	pomost__buffer_print(buffer, ",%" PRId32 ",", payments->days[place]);
	list_matches(field, award, (int32_t)place, begins->matches);
	end_field(buffer, field);
	pomost__buffer_text(buffer, ",");
	list_candidates(field, award, (int32_t)place, begins->candidates);
	end_field(buffer, field);
	pomost__buffer_text(buffer, "\n");
}

void
pomost__reconciliation_csv(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	struct begins *begins = find_begins(award->settlement);
	struct pomost__buffer field = {0};
	uint32_t i;

	if (!begins) {
		buffer->failed = true;
		return;
	}
	pomost__buffer_text(buffer,
			    "line,date,amount,reference,workplace,status,matched,difference,"
			    "days,instalments,candidates\n");
	for (i = 0; i < award->settlement->payments.count; i++)
		write_payment(buffer, award, i, &begins[i], &field);
	pomost__buffer_free(&field);
	free(begins);
}
