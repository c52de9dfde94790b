/* SPDX-License-Identifier: Apache-2.0 */
/* How amounts came about, and the instalments that have them. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "award/recorder.h"
#include "number/money.h"

static struct pomost__record *
new_record(struct pomost__recorder *recorder)
{
	if (recorder->record_count == recorder->record_room) {
		uint32_t room = recorder->record_room ? 2 * recorder->record_room : 64;
		struct pomost__record *records = realloc(recorder->records, room * sizeof *records);

		if (!records) {
			recorder->failed = true;
			return NULL;
		}
		recorder->records = records;
		recorder->record_room = room;
	}
	return &recorder->records[recorder->record_count++];
}

void
pomost__record_lookup(struct pomost__work *work, const struct pomost__node *lookup,
		      const struct pomost__node *row, const struct pomost__text *source)
{
	struct pomost__recorder *recorder = work->recorder;
	const struct pomost__node *from = pomost__node_get(row, "from");
	const struct pomost__node *value = pomost__node_get(row, "value");
	bool is_series = lookup->kind == POMOST__SCALAR;
	struct pomost__buffer text = {0};

	pomost__buffer_print(&text, "row %" PRIu32, row->place);
	if (from)
		pomost__buffer_print(&text, " from %s", from->text);
	if (value && value->kind == POMOST__SCALAR)
		pomost__buffer_print(&text, ": %s", value->text);
	if (text.failed || !text.bytes)
		recorder->failed = true;
	else
		pomost__inputs_member(&recorder->lookups,
				      recorder->lookup_name ? recorder->lookup_name
				      : is_series           ? lookup->text
							    : "table",
				      text.bytes, text.length);
	pomost__buffer_free(&text);
	if (source->node)
		recorder->lookup_source = source;
}

/* A value, how it came about, and what it was before rounding. */
static struct pomost__record *
record_value(struct pomost__work *work, const struct pomost__subject *subject,
	     const struct pomost__value *value, const struct pomost__money *claim,
	     const struct pomost__ratio *exact)
{
	struct pomost__recorder *recorder = work->recorder;
	struct pomost__record *record = new_record(recorder);
	const struct pomost__text *source = recorder->lookup_source;
	char text[POMOST__RATIO_TEXT];

	if (!record)
		return NULL;
	pomost__inputs_begin(recorder, NULL);
	if (value->needs & POMOST__NEEDS_LOOKUP)
		pomost__inputs_lookups(recorder);
	else
		pomost__inputs_value(work, value->node->key, value);
	if (value->needs & POMOST__NEEDS_FRACTION)
		pomost__inputs_text(recorder, "job-fraction",
				    subject->workplace->entry->fraction.node->text);
	if (value->needs & POMOST__NEEDS_MONTHS && subject->months > 0)
		pomost__inputs_number(recorder, "months", subject->months);
	if (claim)
		pomost__inputs_money(work, "claim", claim->amount);
	pomost__ratio_format(exact, text);
	*record = (struct pomost__record){
		.rule = pomost__recorder_path(work, value->node),
		.source = source ? source->bytes : value->scope.source.bytes,
		.inputs = recorder->inputs.bytes
				  ? pomost__arena_text(&work->arena, recorder->inputs.bytes,
						       recorder->inputs.length)
				  : NULL,
		.exact = pomost__arena_text(&work->arena, text, strlen(text)),
		.mode = pomost__recorder_mode(work, exact, value->scope.rounding.value),
	};
	recorder->lookup_source = NULL;
	return record;
}

uint32_t
pomost__record_amount(struct pomost__work *work, const struct pomost__subject *subject,
		      const struct pomost__value *value, const struct pomost__money *claim,
		      const struct pomost__ratio *exact)
{
	const struct pomost__record *record = record_value(work, subject, value, claim, exact);

	return record ? (uint32_t)(record - work->recorder->records) : 0;
}

void
pomost__record_own(struct pomost__work *work, const struct pomost__subject *subject,
		   const struct pomost__value *own, const struct pomost__ratio *exact,
		   const struct pomost__sum_due *sum)
{
	const struct pomost__record *made = record_value(work, subject, own, NULL, exact);
	struct pomost__record *record;

	if (!made)
		return;
	record = &work->recorder->records[sum->record];
	record->own = (uint32_t)(made - work->recorder->records) + 1;
	record->own_amount = sum->own;
	pomost__inputs_begin(work->recorder, record->inputs);
	pomost__inputs_money(work, "own", sum->own);
	record->inputs = work->recorder->inputs.bytes
				 ? pomost__arena_text(&work->arena, work->recorder->inputs.bytes,
						      work->recorder->inputs.length)
				 : NULL;
}

static void
input_share(struct pomost__recorder *recorder, const char *name,
	    const struct pomost__month_share *share)
{
	char text[32];

	pomost__inputs_add(recorder, name, text,
			   (size_t)snprintf(text, sizeof text, "%" PRId32 "/%" PRId32, share->days,
					    share->of));
}

uint32_t
pomost__record_piece(struct pomost__work *work, const struct pomost__value *value,
		     const struct pomost__piece *piece, const struct pomost__ratio *month,
		     const struct pomost__ratio *amount, uint32_t record)
{
	struct pomost__recorder *recorder = work->recorder;
	struct pomost__record *made = new_record(recorder);
	char text[POMOST__RATIO_TEXT];

	if (!made)
		return 0;
	*made = recorder->records[record];
	pomost__inputs_begin(recorder, made->inputs);
	pomost__ratio_format(month, text);
	pomost__inputs_text(recorder, "month-amount", text);
	if (piece->kind == POMOST__PIECE_FIRST)
		input_share(recorder, "share-before", &piece->before);
	if (piece->kind == POMOST__PIECE_LAST)
		pomost__inputs_text(recorder, "part-of-month", "what the first left");
	if (piece->cut)
		input_share(recorder, "share-until", &piece->kept);
	pomost__ratio_format(amount, text);
	made->exact = pomost__arena_text(&work->arena, text, strlen(text));
	made->mode = value->scope.rounding.value;
	made->inputs = recorder->inputs.bytes
			       ? pomost__arena_text(&work->arena, recorder->inputs.bytes,
						    recorder->inputs.length)
			       : NULL;
	return recorder->record_count - 1;
}

/* The own contribution to an instalment. */
static void
explain_own(struct pomost__work *work, const struct pomost__record *record, uint32_t row)
{
	const struct pomost__record *own = &work->recorder->records[record->own - 1];
	char result[POMOST__MONEY_TEXT];

	pomost__inputs_begin(work->recorder, own->inputs);
	pomost__money_format(record->own_amount, work->programme->digits, result);
	pomost__recorder_add(work, own->rule, own->source, own->exact, own->mode, result,
			     "instalments[%" PRIu32 "].own", row);
}

void
pomost__record_schedule(struct pomost__work *work)
{
	const struct pomost__instalments *rows = &work->award->instalments;
	const struct pomost__bridging *bridging = work->programme->bridging;
	struct pomost__recorder *recorder = work->recorder;
	char result[POMOST__MONEY_TEXT];
	uint32_t i;

	if (recorder->failed)
		return;
	for (i = 0; i < rows->count; i++) {
		const struct pomost__record *record = &recorder->records[rows->record[i]];
		uint32_t slot = pomost__slot_of(rows->workplace[i]);

		pomost__inputs_begin(recorder, record->inputs);
		pomost__inputs_slot(work, slot);
		pomost__inputs_text(recorder, "part", work->programme->parts[rows->part[i]].name);
		if (rows->month[i] > 0) {
			pomost__inputs_number(recorder, "month", rows->month[i]);
			pomost__inputs_day(recorder, bridging->from.node->text,
					   pomost__case_moment(work->subject,
							       pomost__slot_workplace(work, slot),
							       &bridging->from));
		}
		pomost__money_format(rows->amount[i], work->programme->digits, result);
		pomost__recorder_add(work, record->rule, record->source, record->exact,
				     record->mode, result, "instalments[%" PRIu32 "].amount", i);
		if (record->own > 0)
			explain_own(work, record, i);
	}
}
