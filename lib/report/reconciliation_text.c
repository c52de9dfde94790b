/* SPDX-License-Identifier: Apache-2.0 */
/* Payments for people: what each is for, and what is open. */
#include <inttypes.h>
#include <string.h>

#include "award/settlement.h"
#include "report/award_report.h"
#include "report/settlement_text.h"
#include "report/text_columns.h"

static void
write_payment(struct pomost__buffer *buffer, const struct pomost_award *award, uint32_t place)
{
	const struct pomost__payment_columns *payments = &award->settlement->payments;
	size_t length;
	const char *text;

	pomost__text_day(buffer, payments->date[place]);
	pomost__text_money(buffer, award, payments->amount[place]);
	pomost__text_money(buffer, award, payments->matched[place]);
	pomost__text_money(buffer, award, payments->difference[place]);
	pomost__buffer_text(buffer, "  ");
	text = pomost__column_text(&payments->status, place, &length);
	pomost__text_padded(buffer, text, length, 9);
	if (payments->days[place] > 0)
		pomost__buffer_print(buffer, "%7" PRId32 "  ", payments->days[place]);
	else
		pomost__text_blanks(buffer, 9);
	text = pomost__column_text(&payments->reference, place, &length);
	pomost__buffer_add(buffer, text, length);
	if (payments->workplace[place] >= 0) {
		pomost__buffer_text(buffer, " for ");
		pomost__text_id(buffer, award, payments->workplace[place]);
	}
	pomost__buffer_text(buffer, "\n");
}

static void
write_payments(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	uint32_t i;

	if (award->settlement->payments.count == 0) {
		pomost__buffer_text(buffer, "\nno payments\n");
		return;
	}
	pomost__buffer_text(buffer, "\npaid on               amount         matched      difference"
				    "  status   days late  reference\n");
	for (i = 0; i < award->settlement->payments.count; i++)
		write_payment(buffer, award, i);
}

/* Whether two instalments are those of two workplaces, side by side. */
static bool
is_beside(const struct pomost__instalments *rows, int32_t a, int32_t b)
{
	return a + 1 == b && rows->due[a] == rows->due[b] && rows->from[a] == rows->from[b] &&
	       rows->part[a] == rows->part[b] && rows->month[a] == rows->month[b] &&
	       rows->workplace[a] >= 0;
}

/* The day, the part and the month of an instalment. */
static void
write_instalment(struct pomost__buffer *buffer, const struct pomost_award *award, int32_t row)
{
	const struct pomost__instalments *rows = &award->instalments;
	const char *part = award->programme->parts[rows->part[row]].name;

	pomost__text_day(buffer,
			 rows->due[row] == POMOST__NO_DAY ? rows->from[row] : rows->due[row]);
	pomost__text_padded(buffer, part, strlen(part), 18);
	if (rows->month[row] > 0)
		pomost__buffer_print(buffer, "%5" PRId32, rows->month[row]);
	else
		pomost__text_blanks(buffer, 5);
}

/* One line of a candidate; returns where the next one begins. */
static uint32_t
write_candidate(struct pomost__buffer *buffer, const struct pomost_award *award, uint32_t begin,
		bool is_first)
{
	const struct pomost__candidate_columns *candidates = &award->settlement->candidates;
	const int32_t *instalments = candidates->instalment;
	uint32_t end = begin + 1;

	while (end < candidates->count && candidates->payment[end] == candidates->payment[begin] &&
	       candidates->candidate[end] == candidates->candidate[begin] &&
	       is_beside(&award->instalments, instalments[end - 1], instalments[end]))
		end++;
	if (is_first)
		pomost__buffer_print(buffer, "%4" PRId32 "  ", candidates->candidate[begin] + 1);
	else
		pomost__text_blanks(buffer, 6);
	write_instalment(buffer, award, instalments[begin]);
	pomost__buffer_text(buffer, " ");
	pomost__text_ids(buffer, award, award->instalments.workplace[instalments[begin]],
			 award->instalments.workplace[instalments[end - 1]]);
	pomost__buffer_text(buffer, "\n");
	return end;
}

static void
write_candidates(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost__candidate_columns *candidates = &award->settlement->candidates;
	uint32_t i = 0;

	if (candidates->count == 0)
		return;
	pomost__buffer_text(buffer, "\nambiguous payments, and what each may be for:\n");
	while (i < candidates->count) {
		bool is_payment = i == 0 || candidates->payment[i] != candidates->payment[i - 1];
		bool is_first =
			is_payment || candidates->candidate[i] != candidates->candidate[i - 1];

		if (is_payment)
			write_payment(buffer, award, (uint32_t)candidates->payment[i]);
		i = write_candidate(buffer, award, i, is_first);
	}
}

static void
write_open(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost__open_columns *open = &award->settlement->open;
	const struct pomost__instalments *rows = &award->instalments;
	uint32_t begin;
	uint32_t end;

	if (open->count == 0) {
		pomost__buffer_text(buffer, "\nnothing that is due is open\n");
		return;
	}
	pomost__buffer_text(buffer, "\ndue         part              month       open each for\n");
	for (begin = 0; begin < open->count; begin = end) {
		end = begin + 1;
		while (end < open->count && open->amount[end] == open->amount[begin] &&
		       is_beside(rows, open->instalment[end - 1], open->instalment[end]))
			end++;
		write_instalment(buffer, award, open->instalment[begin]);
		pomost__text_money(buffer, award, open->amount[begin]);
		pomost__buffer_text(buffer, " ");
		pomost__text_ids(buffer, award, rows->workplace[open->instalment[begin]],
				 rows->workplace[open->instalment[end - 1]]);
		pomost__buffer_text(buffer, "\n");
	}
}

void
pomost__reconciliation_text(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	write_payments(buffer, award);
	write_candidates(buffer, award);
	write_open(buffer, award);
}
