/* SPDX-License-Identifier: Apache-2.0 */
#include "award/explain.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "number/money.h"
#include "number/rounding.h"

/* An amount that one or more instalments have. */
struct record {
	const char *rule;
	const char *source;
	const char *inputs; /* members of a JSON object */
	const char *exact;
	int32_t mode; /* 0 where nothing was rounded */
	uint32_t own; /* the number after that of the contribution's record; 0: none */
	int64_t own_amount;
};

struct pomost__recorder {
	struct record *records;
	uint32_t record_count;
	uint32_t record_room;
	uint32_t count;                                         /* explanations */
	size_t size;                                            /* of their texts */
	struct pomost__buffer bytes[POMOST__EXPLAINED_COUNT];   /* of the columns */
	struct pomost__buffer offsets[POMOST__EXPLAINED_COUNT]; /* int32_t each */
	struct pomost__buffer inputs;                           /* being made */
	struct pomost__buffer lookups; /* inputs of the figure that is recorded next */
	const struct pomost__text *lookup_source;
	bool failed;
};

struct pomost__recorder *
pomost__recorder_new(struct pomost__work *work)
{
	(void)work;
	return calloc(1, sizeof(struct pomost__recorder));
}

void
pomost__recorder_free(struct pomost__recorder *recorder)
{
	int i;

	if (!recorder)
		return;
	for (i = 0; i < POMOST__EXPLAINED_COUNT; i++) {
		pomost__buffer_free(&recorder->bytes[i]);
		pomost__buffer_free(&recorder->offsets[i]);
	}
	pomost__buffer_free(&recorder->inputs);
	pomost__buffer_free(&recorder->lookups);
	free(recorder->records);
	free(recorder);
}

/* Begins the inputs of an explanation, with members made before, if any. */
static void
begin_inputs(struct pomost__recorder *recorder, const char *members)
{
	recorder->inputs.length = 0;
	pomost__buffer_text(&recorder->inputs, members ? members : "");
}

/* Adds a member to a JSON object that is being made. */
static void
member(struct pomost__buffer *members, const char *name, const char *text, size_t length)
{
	if (members->length)
		pomost__buffer_add(members, ", ", 2);
	pomost__buffer_json(members, name, strlen(name));
	pomost__buffer_add(members, ": ", 2);
	pomost__buffer_json(members, text, length);
}

static void
input(struct pomost__recorder *recorder, const char *name, const char *text, size_t length)
{
	member(&recorder->inputs, name, text, length);
}

/* What was looked up since the last figure. */
static void
input_lookups(struct pomost__recorder *recorder)
{
	if (recorder->lookups.length == 0)
		return;
	if (recorder->inputs.length)
		pomost__buffer_add(&recorder->inputs, ", ", 2);
	pomost__buffer_add(&recorder->inputs, recorder->lookups.bytes, recorder->lookups.length);
	recorder->lookups.length = 0;
}

static void
input_text(struct pomost__recorder *recorder, const char *name, const char *text)
{
	input(recorder, name, text, strlen(text));
}

static void
input_number(struct pomost__recorder *recorder, const char *name, int64_t number)
{
	char text[24];

	input(recorder, name, text, (size_t)snprintf(text, sizeof text, "%" PRId64, number));
}

static void
input_money(struct pomost__work *work, const char *name, int64_t amount)
{
	char text[POMOST__MONEY_TEXT];

	input(work->recorder, name, text,
	      pomost__money_format(amount, work->programme->digits, text));
}

static void
input_day(struct pomost__recorder *recorder, const char *name, int32_t day)
{
	char text[POMOST__DATE_TEXT];

	if (day == POMOST__NO_DAY)
		return;
	pomost__date_format(day, text);
	input_text(recorder, name, text);
}

/* The workplace of a slot; nothing for the entity. */
static void
input_slot(struct pomost__work *work, uint32_t slot)
{
	const struct pomost__column *ids = &work->subject->workplace_ids;
	uint32_t workplace = slot - 1;

	if (slot == 0)
		return;
	input(work->recorder, "workplace", ids->bytes + ids->offsets[workplace],
	      (size_t)(ids->offsets[workplace + 1] - ids->offsets[workplace]));
}

static void
column(struct pomost__recorder *recorder, enum pomost__explained which, const char *text)
{
	int32_t end;

	pomost__buffer_text(&recorder->bytes[which], text ? text : "");
	end = (int32_t)recorder->bytes[which].length;
	pomost__buffer_add(&recorder->offsets[which], (const char *)&end, sizeof end);
}

/* Ends an explanation: the inputs are those made since begin_inputs(). */
__attribute__((format(printf, 7, 8))) static void
explain(struct pomost__work *work, const char *rule, const char *source, const char *exact,
	int32_t mode, const char *result, const char *figure, ...)
{
	struct pomost__recorder *recorder = work->recorder;
	char name[128 + 64];
	va_list arguments;
	int i;

	/* Over the limit the award is refused at the end. */
	if (recorder->size > POMOST_LIMIT_EXPLANATIONS)
		return;
	va_start(arguments, figure);
	vsnprintf(name, sizeof name, figure, arguments);
	va_end(arguments);
	column(recorder, POMOST__EXPLAINED_FIGURE, name);
	column(recorder, POMOST__EXPLAINED_RULE, rule);
	column(recorder, POMOST__EXPLAINED_SOURCE, source);
	pomost__buffer_text(&recorder->bytes[POMOST__EXPLAINED_INPUTS], "{");
	pomost__buffer_text(&recorder->bytes[POMOST__EXPLAINED_INPUTS],
			    recorder->inputs.bytes ? recorder->inputs.bytes : "");
	column(recorder, POMOST__EXPLAINED_INPUTS, "}");
	column(recorder, POMOST__EXPLAINED_EXACT, exact);
	column(recorder, POMOST__EXPLAINED_MODE, pomost__rounding_names[mode]);
	column(recorder, POMOST__EXPLAINED_RESULT, result);
	recorder->count++;
	for (recorder->size = 0, i = 0; i < POMOST__EXPLAINED_COUNT; i++)
		recorder->size += recorder->bytes[i].length;
}

static const char *
path_of(struct pomost__work *work, const struct pomost__node *node)
{
	const char *path;

	if (work->recorder->size > POMOST_LIMIT_EXPLANATIONS)
		return NULL;
	path = pomost__node_path(&work->arena, node);
	if (!path)
		work->recorder->failed = true;
	return path;
}

/* The mode, if the value had to be rounded. */
static int32_t
mode_used(const struct pomost__work *work, const struct pomost__ratio *exact, int32_t mode)
{
	int64_t ignored;

	return pomost__ratio_to_i64(exact, work->programme->digits, 0, &ignored, NULL) == POMOST_OK
		       ? 0
		       : mode;
}

/* A value as it is written: one number, or what it is made of, in order. */
static void
input_value(struct pomost__work *work, const char *name, const struct pomost__value *value)
{
	struct pomost__buffer text = {0};
	const struct pomost__node *node = value->node;

	do {
		if (node->kind == POMOST__SCALAR && !pomost__scope_has(node)) {
			if (text.length)
				pomost__buffer_text(&text, ", ");
			pomost__buffer_add(&text, node->text, node->length);
		}
		node = pomost__node_after(node, value->node);
	} while (node != value->node);
	if (text.failed || !text.bytes)
		work->recorder->failed = true;
	else
		input(work->recorder, name, text.bytes, text.length);
	pomost__buffer_free(&text);
}

static struct record *
new_record(struct pomost__recorder *recorder)
{
	if (recorder->record_count == recorder->record_room) {
		uint32_t room = recorder->record_room ? 2 * recorder->record_room : 64;
		struct record *records = realloc(recorder->records, room * sizeof *records);

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
		member(&recorder->lookups, is_series ? lookup->text : "table", text.bytes,
		       text.length);
	pomost__buffer_free(&text);
	if (source->node)
		recorder->lookup_source = source;
}

/* A value, how it came about, and what it was before rounding. */
static struct record *
record_value(struct pomost__work *work, const struct pomost__subject *subject,
	     const struct pomost__value *value, const struct pomost__money *claim,
	     const struct pomost__ratio *exact)
{
	struct pomost__recorder *recorder = work->recorder;
	struct record *record = new_record(recorder);
	const struct pomost__text *source = recorder->lookup_source;
	char text[POMOST__RATIO_TEXT];

	if (!record)
		return NULL;
	begin_inputs(recorder, NULL);
	if (value->needs & POMOST__NEEDS_LOOKUP)
		input_lookups(recorder);
	else
		input_value(work, value->node->key, value);
	if (value->needs & POMOST__NEEDS_FRACTION)
		input_text(recorder, "job-fraction",
			   subject->workplace->entry->fraction.node->text);
	if (value->needs & POMOST__NEEDS_MONTHS && subject->months > 0)
		input_number(recorder, "months", subject->months);
	if (claim)
		input_money(work, "claim", claim->amount);
	pomost__ratio_format(exact, text);
	*record = (struct record){
		.rule = path_of(work, value->node),
		.source = source ? source->bytes : value->scope.source.bytes,
		.inputs = recorder->inputs.bytes
				  ? pomost__arena_text(&work->arena, recorder->inputs.bytes,
						       recorder->inputs.length)
				  : NULL,
		.exact = pomost__arena_text(&work->arena, text, strlen(text)),
		.mode = mode_used(work, exact, value->scope.rounding.value),
	};
	recorder->lookup_source = NULL;
	return record;
}

uint32_t
pomost__record_amount(struct pomost__work *work, const struct pomost__subject *subject,
		      const struct pomost__value *value, const struct pomost__money *claim,
		      const struct pomost__ratio *exact)
{
	const struct record *record = record_value(work, subject, value, claim, exact);

	return record ? (uint32_t)(record - work->recorder->records) : 0;
}

void
pomost__record_own(struct pomost__work *work, const struct pomost__subject *subject,
		   const struct pomost__value *own, const struct pomost__ratio *exact,
		   const struct pomost__sum_due *sum)
{
	const struct record *made = record_value(work, subject, own, NULL, exact);
	struct record *record;

	if (!made)
		return;
	record = &work->recorder->records[sum->record];
	record->own = (uint32_t)(made - work->recorder->records) + 1;
	record->own_amount = sum->own;
	begin_inputs(work->recorder, record->inputs);
	input_money(work, "own", sum->own);
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

	input(recorder, name, text,
	      (size_t)snprintf(text, sizeof text, "%" PRId32 "/%" PRId32, share->days, share->of));
}

uint32_t
pomost__record_piece(struct pomost__work *work, const struct pomost__value *value,
		     const struct pomost__piece *piece, const struct pomost__ratio *month,
		     const struct pomost__ratio *amount, uint32_t record)
{
	struct pomost__recorder *recorder = work->recorder;
	struct record *made = new_record(recorder);
	char text[POMOST__RATIO_TEXT];

	if (!made)
		return 0;
	*made = recorder->records[record];
	begin_inputs(recorder, made->inputs);
	pomost__ratio_format(month, text);
	input_text(recorder, "month-amount", text);
	if (piece->kind == POMOST__PIECE_FIRST)
		input_share(recorder, "share-before", &piece->before);
	if (piece->kind == POMOST__PIECE_LAST)
		input_text(recorder, "part-of-month", "what the first left");
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
explain_own(struct pomost__work *work, const struct record *record, uint32_t row)
{
	const struct record *own = &work->recorder->records[record->own - 1];
	char result[POMOST__MONEY_TEXT];

	begin_inputs(work->recorder, own->inputs);
	pomost__money_format(record->own_amount, work->programme->digits, result);
	explain(work, own->rule, own->source, own->exact, own->mode, result,
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
		const struct record *record = &recorder->records[rows->record[i]];
		uint32_t slot = pomost__slot_of(rows->workplace[i]);

		begin_inputs(recorder, record->inputs);
		input_slot(work, slot);
		input_text(recorder, "part", work->programme->parts[rows->part[i]].name);
		if (rows->month[i] > 0) {
			input_number(recorder, "month", rows->month[i]);
			input_day(recorder, bridging->from.node->text,
				  pomost__case_moment(work->subject,
						      pomost__slot_workplace(work, slot),
						      &bridging->from));
		}
		pomost__money_format(rows->amount[i], work->programme->digits, result);
		explain(work, record->rule, record->source, record->exact, record->mode, result,
			"instalments[%" PRIu32 "].amount", i);
		if (record->own > 0)
			explain_own(work, record, i);
	}
}

void
pomost__record_aid(struct pomost__work *work, const struct pomost__series_row *regime,
		   const struct pomost__ratio *counted, const struct pomost__number *rate)
{
	struct pomost__buffer *lookups = &work->recorder->lookups;
	char text[POMOST__RATIO_TEXT];

	lookups->length = 0;
	member(lookups, "ceiling", regime->ceiling.node->text, regime->ceiling.node->length);
	member(lookups, "currency", regime->currency.bytes, regime->currency.length);
	member(lookups, "window", regime->window.node->text, regime->window.node->length);
	member(lookups, "aid", text, pomost__ratio_format(counted, text));
	if (rate)
		member(lookups, "rate", rate->node->text, rate->node->length);
}

void
pomost__record_limit(struct pomost__work *work, const struct pomost__cap *cap, const uint32_t *slot,
		     int32_t month, const struct pomost__ratio *exact, int64_t earlier,
		     int64_t limit)
{
	const struct pomost__node *rule = cap->workplaces.node ? cap->workplaces.node
					  : cap->aid.node      ? cap->aid.node
							       : cap->amount.node;
	const struct pomost__text *source = work->recorder->lookup_source;
	int32_t digits = cap->workplaces.node ? 0 : work->programme->digits;
	char result[POMOST__MONEY_TEXT];
	char text[POMOST__RATIO_TEXT];

	begin_inputs(work->recorder, NULL);
	if (slot)
		input_slot(work, *slot);
	if (month >= 0) {
		snprintf(text, sizeof text, "%04" PRId32 "-%02" PRId32, month / 12, month % 12 + 1);
		input_text(work->recorder, "month", text);
	}
	if (cap->amount.node && !(cap->amount.needs & POMOST__NEEDS_LOOKUP))
		input_value(work, "amount", &cap->amount);
	input_lookups(work->recorder);
	pomost__money_format(earlier, digits, result);
	input_text(work->recorder, "earlier", result);
	pomost__ratio_format(exact, text);
	pomost__money_format(limit, digits, result);
	explain(work, path_of(work, rule), source ? source->bytes : cap->scope.source.bytes, text,
		mode_used(work, exact, POMOST_DOWN), result, "caps[%" PRIu32 "].limit", cap->rule);
	work->recorder->lookup_source = NULL;
}

void
pomost__record_share(struct pomost__work *work, const struct pomost__cap *cap, uint32_t slot,
		     int64_t had, int64_t before, int64_t limit, int64_t left)
{
	char result[POMOST__MONEY_TEXT];
	char text[POMOST__RATIO_TEXT] = "";
	struct pomost__ratio share;
	struct pomost__ratio weight;

	begin_inputs(work->recorder, NULL);
	input_slot(work, slot);
	input_money(work, "had", had);
	input_money(work, "before", before);
	input_money(work, "limit", limit);
	/* limit × had / before */
	pomost__ratio_from_i64(had, 0, &weight);
	pomost__ratio_from_i64(before, 0, &share);
	weight.denominator = share.numerator;
	pomost__ratio_from_i64(limit, work->programme->digits, &share);
	if (pomost__ratio_multiply(&share, &weight, &share) == POMOST_OK)
		pomost__ratio_format(&share, text);
	pomost__money_format(left, work->programme->digits, result);
	if (slot == 0)
		explain(work, path_of(work, cap->node), cap->scope.source.bytes, text, 0, result,
			"caps[%" PRIu32 "].entity", cap->rule);
	else
		explain(work, path_of(work, cap->node), cap->scope.source.bytes, text, 0, result,
			"caps[%" PRIu32 "].workplaces[%" PRIu32 "]", cap->rule, slot - 1);
}

void
pomost__record_lowered(struct pomost__work *work, const struct pomost__cap *cap, uint32_t row,
		       int64_t before, int64_t after)
{
	const struct pomost__instalments *rows = &work->award->instalments;
	char result[POMOST__MONEY_TEXT];

	begin_inputs(work->recorder, NULL);
	input_slot(work, pomost__slot_of(rows->workplace[row]));
	input_text(work->recorder, "part", work->programme->parts[rows->part[row]].name);
	input_money(work, "before", before);
	input_text(work->recorder, "trim", cap->trim.node ? cap->trim.node->text : "refuse");
	pomost__money_format(after, work->programme->digits, result);
	explain(work, path_of(work, cap->node), cap->scope.source.bytes, result, 0, result,
		"instalments[%" PRIu32 "].amount", row);
}

void
pomost__record_cap(struct pomost__work *work, const struct pomost__cap *cap, int64_t before,
		   int64_t after)
{
	char result[POMOST__MONEY_TEXT];

	begin_inputs(work->recorder, NULL);
	input_money(work, "before", before);
	pomost__money_format(after, work->programme->digits, result);
	explain(work, path_of(work, cap->node), cap->scope.source.bytes, result, 0, result,
		"caps[%" PRIu32 "].after", cap->rule);
}

void
pomost__record_unlinked(struct pomost__work *work, uint32_t row, int64_t before)
{
	const struct pomost__instalments *rows = &work->award->instalments;
	const struct pomost__node *rule = work->programme->rules.together.node;
	char result[POMOST__MONEY_TEXT];

	begin_inputs(work->recorder, NULL);
	input_slot(work, pomost__slot_of(rows->workplace[row]));
	input_text(work->recorder, "part", work->programme->parts[rows->part[row]].name);
	input_money(work, "before", before);
	pomost__money_format(0, work->programme->digits, result);
	explain(work, path_of(work, rule), work->programme->rules.scope.source.bytes, result, 0,
		result, "instalments[%" PRIu32 "].amount", row);
}

void
pomost__record_contribution(struct pomost__work *work, uint32_t row, int64_t own)
{
	char result[POMOST__MONEY_TEXT];

	begin_inputs(work->recorder, NULL);
	pomost__money_format(own, work->programme->digits, result);
	input_text(work->recorder, "own", result);
	explain(work, NULL, NULL, result, 0, result, "instalments[%" PRIu32 "].financing.own", row);
}

void
pomost__record_fund(struct pomost__work *work, const struct pomost__fund *fund, uint32_t row,
		    const struct pomost__share *share, int64_t had, int64_t part)
{
	char result[POMOST__MONEY_TEXT];
	char text[POMOST__RATIO_TEXT];
	struct pomost__ratio exact;
	int32_t mode = 0;

	begin_inputs(work->recorder, NULL);
	pomost__money_format(part, work->programme->digits, result);
	strcpy(text, result);
	if (share) {
		pomost__ratio_from_i64(share->running, work->programme->digits, &exact);
		input_text(work->recorder, "share", fund->share.node->text);
		input_money(work, "running", share->running);
		input_money(work, "had", had);
		if (pomost__ratio_multiply(&exact, &fund->share.ratio, &exact) == POMOST_OK) {
			pomost__ratio_format(&exact, text);
			mode = mode_used(work, &exact, fund->scope.rounding.value);
		}
	} else {
		if (fund->amount.node)
			input_money(work, "amount", fund->fixed);
		input_money(work, "payment", had);
	}
	explain(work, path_of(work, pomost__fund_rule(fund)), fund->scope.source.bytes, text, mode,
		result, "instalments[%" PRIu32 "].financing.%s", row, fund->name.bytes);
}

/* A sum of rounded rows. */
static void
record_sum(struct pomost__work *work, int64_t sum, const char *figure, const char *name,
	   const char *of)
{
	char result[POMOST__MONEY_TEXT];

	begin_inputs(work->recorder, NULL);
	input_text(work->recorder, "sum-of", of);
	pomost__money_format(sum, work->programme->digits, result);
	explain(work, NULL, NULL, result, 0, result, "%s%s", figure, name);
}

static void
record_sums(struct pomost__work *work)
{
	const struct pomost_programme *programme = work->programme;
	const struct pomost_award *award = work->award;
	const struct pomost__column *funds = &programme->fund_names;
	char figure[64];
	char name[80];
	uint32_t i;

	record_sum(work, award->sums[POMOST__SUM_REQUESTED], "grant.requested", "",
		   "claims for the grant, and amounts where nothing was claimed");
	record_sum(work, award->sums[POMOST__SUM_GRANT], "grant.awarded", "",
		   "instalments of the grant");
	for (i = 0; i < programme->part_count; i++) {
		if (programme->parts[i].kind == POMOST__PART_COMPONENT)
			record_sum(work, award->part_amount[i], "components.",
				   programme->parts[i].name, "instalments of the component");
		if (programme->parts[i].kind == POMOST__PART_STAGE)
			record_sum(work, award->part_amount[i], "bridging.phases.",
				   programme->parts[i].name, "instalments of the phase");
	}
	record_sum(work, award->sums[POMOST__SUM_BRIDGING], "bridging.awarded", "", "phases");
	record_sum(work, award->sums[POMOST__SUM_TOTAL], "total", "",
		   "grant, components and bridging");
	for (i = 0; i < programme->fund_count; i++) {
		snprintf(name, sizeof name, "%.*s",
			 (int)(funds->offsets[i + 1] - funds->offsets[i]),
			 funds->bytes + funds->offsets[i]);
		record_sum(work, award->fund_amount[i], "financing.", name,
			   "the fund's part of each instalment");
	}
	for (i = 0; i < award->workplace_count; i++) {
		snprintf(figure, sizeof figure, "workplaces[%" PRIu32 "].", i);
		record_sum(work, award->workplace_grant[i], figure, "grant",
			   "instalments of the workplace's grant");
		record_sum(work, award->workplace_bridging[i], figure, "bridging",
			   "instalments of the workplace's phases");
		record_sum(work, award->workplace_components[i], figure, "components",
			   "instalments of the workplace's components");
		record_sum(work, award->workplace_total[i], figure, "total",
			   "instalments of the workplace");
	}
}

bool
pomost__record_end(struct pomost__work *work)
{
	struct pomost__recorder *recorder = work->recorder;
	struct pomost_award *award = work->award;
	int i;

	record_sums(work);
	if (recorder->size > POMOST_LIMIT_EXPLANATIONS)
		return pomost__work_refuse(work, work->subject->application.workplaces.node,
					   POMOST_ERR_LIMIT,
					   "expected explanations of at most 16 MiB, found longer "
					   "ones");
	award->explanation_count = recorder->count;
	for (i = 0; i < POMOST__EXPLAINED_COUNT; i++) {
		struct pomost__column *made = &award->explanations[i];
		const struct pomost__buffer *bytes = &recorder->bytes[i];

		if (recorder->failed || recorder->inputs.failed || recorder->lookups.failed ||
		    bytes->failed || recorder->offsets[i].failed ||
		    !pomost__column_init(made, &award->explained, recorder->count, bytes->length))
			return pomost__work_nomem(work);
		made->count = (int32_t)recorder->count;
		memcpy(made->bytes, bytes->bytes, bytes->length);
		memcpy(made->offsets + 1, recorder->offsets[i].bytes,
		       recorder->count * sizeof *made->offsets);
	}
	return true;
}
