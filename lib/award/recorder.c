/* SPDX-License-Identifier: Apache-2.0 */
/* The recorder: inputs as members of a JSON object, and the columns of all explanations. */
#include "award/recorder.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "number/money.h"
#include "number/rounding.h"

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

void
pomost__inputs_begin(struct pomost__recorder *recorder, const char *members)
{
	recorder->inputs.length = 0;
	pomost__buffer_text(&recorder->inputs, members ? members : "");
}

void
pomost__inputs_member(struct pomost__buffer *members, const char *name, const char *text,
		      size_t length)
{
	if (members->length)
		pomost__buffer_add(members, ", ", 2);
	pomost__buffer_json(members, name, strlen(name));
	pomost__buffer_add(members, ": ", 2);
	pomost__buffer_json(members, text, length);
}

void
pomost__inputs_add(struct pomost__recorder *recorder, const char *name, const char *text,
		   size_t length)
{
	pomost__inputs_member(&recorder->inputs, name, text, length);
}

void
pomost__inputs_lookups(struct pomost__recorder *recorder)
{
	if (recorder->lookups.length == 0)
		return;
	if (recorder->inputs.length)
		pomost__buffer_add(&recorder->inputs, ", ", 2);
	pomost__buffer_add(&recorder->inputs, recorder->lookups.bytes, recorder->lookups.length);
	recorder->lookups.length = 0;
}

void
pomost__inputs_text(struct pomost__recorder *recorder, const char *name, const char *text)
{
	pomost__inputs_add(recorder, name, text, strlen(text));
}

void
pomost__inputs_number(struct pomost__recorder *recorder, const char *name, int64_t number)
{
	char text[24];

	pomost__inputs_add(recorder, name, text,
			   (size_t)snprintf(text, sizeof text, "%" PRId64, number));
}

void
pomost__inputs_money(struct pomost__work *work, const char *name, int64_t amount)
{
	char text[POMOST__MONEY_TEXT];

	pomost__inputs_add(work->recorder, name, text,
			   pomost__money_format(amount, work->programme->digits, text));
}

void
pomost__inputs_day(struct pomost__recorder *recorder, const char *name, int32_t day)
{
	char text[POMOST__DATE_TEXT];

	if (day == POMOST__NO_DAY)
		return;
	pomost__date_format(day, text);
	pomost__inputs_text(recorder, name, text);
}

void
pomost__inputs_slot(struct pomost__work *work, uint32_t slot)
{
	const struct pomost__column *ids = &work->subject->workplace_ids;
	uint32_t workplace = slot - 1;

	if (slot == 0)
		return;
	pomost__inputs_add(work->recorder, "workplace", ids->bytes + ids->offsets[workplace],
			   (size_t)(ids->offsets[workplace + 1] - ids->offsets[workplace]));
}

void
pomost__inputs_value(struct pomost__work *work, const char *name, const struct pomost__value *value)
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
		pomost__inputs_add(work->recorder, name, text.bytes, text.length);
	pomost__buffer_free(&text);
}

static void
column(struct pomost__recorder *recorder, enum pomost__explained which, const char *text)
{
	int32_t end;

	pomost__buffer_text(&recorder->bytes[which], text ? text : "");
	end = (int32_t)recorder->bytes[which].length;
	pomost__buffer_add(&recorder->offsets[which], (const char *)&end, sizeof end);
}

void
pomost__recorder_add(struct pomost__work *work, const char *rule, const char *source,
		     const char *exact, int32_t mode, const char *result, const char *figure, ...)
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

/* Adds a figure under its new name to a column that is being made. */
static void
place_figure(struct pomost__buffer *bytes, const char *name, size_t length, const uint32_t *places)
{
	static const char rows[] = "instalments[";
	const size_t prefix = sizeof rows - 1;
	char *end;

	if (length > prefix && memcmp(name, rows, prefix) == 0) {
		unsigned long row = strtoul(name + prefix, &end, 10);

		pomost__buffer_print(bytes, "%s%" PRIu32, rows, places[row]);
		length -= (size_t)(end - name);
		name = end;
	}
	pomost__buffer_add(bytes, name, length);
}

void
pomost__recorder_place(struct pomost__recorder *recorder, const uint32_t *places)
{
	struct pomost__buffer *old = &recorder->bytes[POMOST__EXPLAINED_FIGURE];
	struct pomost__buffer *ends = &recorder->offsets[POMOST__EXPLAINED_FIGURE];
	struct pomost__buffer bytes = {0};
	int32_t begin = 0;
	uint32_t i;

	if (old->failed || ends->failed)
		return;
	for (i = 0; i < recorder->count; i++) {
		int32_t *end = (int32_t *)ends->bytes + i;
		const char *name = old->bytes + begin;
		size_t length = (size_t)(*end - begin);

		begin = *end;
		place_figure(&bytes, name, length, places);
		*end = (int32_t)bytes.length;
	}
	recorder->size += bytes.length;
	recorder->size -= old->length;
	pomost__buffer_free(old);
	*old = bytes;
}

void
pomost__recorder_sum(struct pomost__work *work, int64_t sum, const char *figure, const char *name,
		     const char *of)
{
	char result[POMOST__MONEY_TEXT];

	pomost__inputs_begin(work->recorder, NULL);
	pomost__inputs_text(work->recorder, "sum-of", of);
	pomost__money_format(sum, work->programme->digits, result);
	pomost__recorder_add(work, NULL, NULL, result, 0, result, "%s%s", figure, name);
}

const char *
pomost__recorder_path(struct pomost__work *work, const struct pomost__node *node)
{
	const char *path;

	if (work->recorder->size > POMOST_LIMIT_EXPLANATIONS)
		return NULL;
	path = pomost__node_path(&work->arena, node);
	if (!path)
		work->recorder->failed = true;
	return path;
}

int32_t
pomost__recorder_mode(const struct pomost__work *work, const struct pomost__ratio *exact,
		      int32_t mode)
{
	int64_t ignored;

	return pomost__ratio_to_i64(exact, work->programme->digits, 0, &ignored, NULL) == POMOST_OK
		       ? 0
		       : mode;
}

bool
pomost__recorder_end(struct pomost__work *work)
{
	struct pomost__recorder *recorder = work->recorder;
	struct pomost_award *award = work->award;
	int i;

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
