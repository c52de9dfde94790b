/* SPDX-License-Identifier: Apache-2.0 */
/* Decisions as JSON (`pomost.call/1`), CSV and text. */
#include <inttypes.h>
#include <string.h>

#include "call/call.h"
#include "number/money.h"
#include "report/award_report.h"
#include "report/format.h"
#include "report/json.h"

struct writer {
	struct pomost__json json;
	const pomost_call *call;
};

static void
key(struct writer *writer, const char *name)
{
	pomost__json_key(&writer->json, name, strlen(name));
}

static void
key_number(struct writer *writer, const char *name, int32_t number)
{
	key(writer, name);
	pomost__buffer_print(writer->json.buffer, "%" PRId32, number);
}

static void
add_money(struct pomost__buffer *buffer, const pomost_call *call, int64_t amount)
{
	char text[POMOST__MONEY_TEXT];

	pomost__buffer_add(buffer, text, pomost__money_format(amount, call->digits, text));
}

static void
key_money(struct writer *writer, const char *name, int64_t amount)
{
	key(writer, name);
	pomost__buffer_text(writer->json.buffer, "\"");
	add_money(writer->json.buffer, writer->call, amount);
	pomost__buffer_text(writer->json.buffer, "\"");
}

/* Money of a pool, or a number of workplaces. */
static void
add_measure(struct pomost__buffer *buffer, const pomost_call *call, uint32_t pool, int64_t measure)
{
	if (call->pools.counts[pool])
		pomost__buffer_print(buffer, "%" PRId64, measure);
	else
		add_money(buffer, call, measure);
}

static void
key_measure(struct writer *writer, const char *name, uint32_t pool, int64_t measure)
{
	key(writer, name);
	pomost__buffer_text(writer->json.buffer, "\"");
	add_measure(writer->json.buffer, writer->call, pool, measure);
	pomost__buffer_text(writer->json.buffer, "\"");
}

static void
key_column(struct writer *writer, const char *name, const struct pomost__column *column, uint32_t i,
	   bool null)
{
	size_t length;
	const char *text = pomost__column_text(column, i, &length);

	key(writer, name);
	if (null && length == 0)
		pomost__buffer_text(writer->json.buffer, "null");
	else
		pomost__buffer_json(writer->json.buffer, text, length);
}

/* The funds by name: of a pool, or of all decisions. */
static void
write_funds(struct writer *writer, const uint32_t *pool)
{
	const pomost_call *call = writer->call;
	uint32_t i;

	key(writer, "financing");
	pomost__json_open(&writer->json, '{');
	for (i = 0; i < call->programme->fund_count; i++) {
		size_t length;
		const char *name = pomost__column_text(&call->programme->fund_names, i, &length);

		pomost__json_key(&writer->json, name, length);
		pomost__buffer_text(writer->json.buffer, "\"");
		add_money(writer->json.buffer, call,
			  pool ? call->pools.funds[i][*pool] : call->fund_amount[i]);
		pomost__buffer_text(writer->json.buffer, "\"");
	}
	pomost__json_close(&writer->json, '}');
}

static void
write_pools(struct writer *writer)
{
	const struct pomost__pool_columns *pools = &writer->call->pools;
	uint32_t i;

	key(writer, "pools");
	pomost__json_open(&writer->json, '[');
	for (i = 0; i < pools->count; i++) {
		pomost__json_item(&writer->json);
		pomost__json_open(&writer->json, '{');
		key_column(writer, "rule", &pools->rule, i, false);
		if (pools->round[i] == 0)
			pomost__json_text(&writer->json, "round", NULL);
		else
			key_number(writer, "round", pools->round[i]);
		key_measure(writer, "limit", i, pools->limit[i]);
		key_measure(writer, "used", i, pools->used[i]);
		key_measure(writer, "left", i, pools->left[i]);
		write_funds(writer, &i);
		pomost__json_close(&writer->json, '}');
	}
	pomost__json_close(&writer->json, ']');
}

/* What is left after a decision; `*at` goes on to the next. */
static void
write_left(struct writer *writer, uint32_t decision, uint32_t *at)
{
	const struct pomost__left_columns *left = &writer->call->left;

	key(writer, "left");
	pomost__json_open(&writer->json, '{');
	for (; *at < left->count && left->decision[*at] == (int32_t)decision; ++*at) {
		uint32_t pool = (uint32_t)left->pool[*at];
		size_t length;
		const char *rule = pomost__column_text(&writer->call->pools.rule, pool, &length);

		pomost__json_key(&writer->json, rule, length);
		pomost__buffer_text(writer->json.buffer, "\"");
		add_measure(writer->json.buffer, writer->call, pool, left->left[*at]);
		pomost__buffer_text(writer->json.buffer, "\"");
	}
	pomost__json_close(&writer->json, '}');
}

static void
write_decisions(struct writer *writer)
{
	const struct pomost__decision_columns *decisions = &writer->call->decisions;
	uint32_t at = 0;
	uint32_t i;

	key(writer, "decisions");
	pomost__json_open(&writer->json, '[');
	for (i = 0; i < decisions->count; i++) {
		pomost__json_item(&writer->json);
		pomost__json_open(&writer->json, '{');
		key_number(writer, "round", decisions->round[i]);
		key_number(writer, "rank", decisions->rank[i]);
		key_column(writer, "case", &decisions->application, i, false);
		key_column(writer, "decision", &decisions->decision, i, false);
		key_column(writer, "reason", &decisions->reason, i, true);
		key_number(writer, "asked", decisions->asked[i]);
		key_number(writer, "workplaces", decisions->workplaces[i]);
		key_money(writer, "amount", decisions->amount[i]);
		write_left(writer, i, &at);
		pomost__json_close(&writer->json, '}');
	}
	pomost__json_close(&writer->json, ']');
}

static void
write_assumptions(struct writer *writer)
{
	const pomost_call *call = writer->call;
	uint32_t i;

	key(writer, "assumptions");
	pomost__json_open(&writer->json, '[');
	for (i = 0; i < (uint32_t)call->assumption_rules.count; i++) {
		pomost__json_item(&writer->json);
		pomost__json_open(&writer->json, '{');
		key_column(writer, "rule", &call->assumption_rules, i, false);
		key_column(writer, "text", &call->assumption_texts, i, false);
		pomost__json_close(&writer->json, '}');
	}
	pomost__json_close(&writer->json, ']');
}

static void
write_json(struct pomost__buffer *buffer, const void *object)
{
	const pomost_call *call = object;
	struct writer writer = {.json = {.buffer = buffer}, .call = call};
	int i;

	pomost__json_open(&writer.json, '{');
	pomost__json_text(&writer.json, "schema", "pomost.call/1");
	pomost__json_text(&writer.json, "programme", call->programme->rules.id.bytes);
	pomost__json_text(&writer.json, "currency", call->programme->rules.currency.bytes);
	key_number(&writer, "applications", call->applications);
	for (i = 0; i < POMOST__DECISION_KINDS; i++)
		key_number(&writer, pomost__decision_names[i], call->decided[i]);
	key_money(&writer, "granted", call->granted);
	key_number(&writer, "workplaces", call->workplaces);
	write_funds(&writer, NULL);
	write_pools(&writer);
	write_decisions(&writer);
	write_assumptions(&writer);
	pomost__json_close(&writer.json, '}');
	pomost__buffer_text(buffer, "\n");
}

static void
csv_column(struct pomost__buffer *buffer, const struct pomost__column *column, uint32_t i)
{
	size_t length;
	const char *text = pomost__column_text(column, i, &length);

	pomost__csv_field(buffer, text, length);
}

static void
write_csv(struct pomost__buffer *buffer, const void *object)
{
	const pomost_call *call = object;
	const struct pomost__decision_columns *decisions = &call->decisions;
	uint32_t i;

	pomost__buffer_text(buffer, "round,rank,case,decision,asked,workplaces,amount,reason\n");
	for (i = 0; i < decisions->count; i++) {
		pomost__buffer_print(buffer, "%" PRId32 ",%" PRId32 ",", decisions->round[i],
				     decisions->rank[i]);
		csv_column(buffer, &decisions->application, i);
		pomost__buffer_text(buffer, ",");
		csv_column(buffer, &decisions->decision, i);
		pomost__buffer_print(buffer, ",%" PRId32 ",%" PRId32 ",", decisions->asked[i],
				     decisions->workplaces[i]);
		add_money(buffer, call, decisions->amount[i]);
		pomost__buffer_text(buffer, ",");
		csv_column(buffer, &decisions->reason, i);
		pomost__buffer_text(buffer, "\n");
	}
}

static void
text_pools(struct pomost__buffer *buffer, const pomost_call *call)
{
	const struct pomost__pool_columns *pools = &call->pools;
	uint32_t i;

	if (pools->count > 0)
		pomost__buffer_text(buffer, "\n");
	for (i = 0; i < pools->count; i++) {
		size_t length;
		const char *rule = pomost__column_text(&pools->rule, i, &length);

		pomost__buffer_add(buffer, rule, length);
		if (pools->round[i] > 0)
			pomost__buffer_print(buffer, " in round %" PRId32, pools->round[i]);
		pomost__buffer_text(buffer, ": ");
		add_measure(buffer, call, i, pools->used[i]);
		pomost__buffer_text(buffer, " of ");
		add_measure(buffer, call, i, pools->limit[i]);
		pomost__buffer_text(buffer, ", left ");
		add_measure(buffer, call, i, pools->left[i]);
		pomost__buffer_text(buffer, "\n");
	}
}

static void
text_decision(struct pomost__buffer *buffer, const pomost_call *call, uint32_t i)
{
	const struct pomost__decision_columns *decisions = &call->decisions;
	size_t id_length;
	size_t reason_length;
	const char *id = pomost__column_text(&decisions->application, i, &id_length);
	const char *reason = pomost__column_text(&decisions->reason, i, &reason_length);
	size_t name_length;
	const char *name = pomost__column_text(&decisions->decision, i, &name_length);
	char amount[POMOST__MONEY_TEXT];

	pomost__money_format(decisions->amount[i], call->digits, amount);
	pomost__buffer_print(
		buffer, "%5" PRId32 " %5" PRId32 "  %-11.*s %3" PRId32 " of %3" PRId32 " %16s  ",
		decisions->round[i], decisions->rank[i], (int)name_length, name,
		decisions->workplaces[i], decisions->asked[i], amount);
	pomost__buffer_add(buffer, id, id_length);
	if (reason_length > 0) {
		pomost__buffer_text(buffer, ": ");
		pomost__buffer_add(buffer, reason, reason_length);
	}
	pomost__buffer_text(buffer, "\n");
}

static void
text_assumptions(struct pomost__buffer *buffer, const pomost_call *call)
{
	uint32_t i;

	if (call->assumption_rules.count > 0)
		pomost__buffer_text(buffer, "\nassumed, as the sources do not say:\n");
	for (i = 0; i < (uint32_t)call->assumption_rules.count; i++) {
		size_t rule_length;
		size_t length;
		const char *rule = pomost__column_text(&call->assumption_rules, i, &rule_length);
		const char *text = pomost__column_text(&call->assumption_texts, i, &length);

		pomost__buffer_text(buffer, "  ");
		pomost__buffer_add(buffer, rule, rule_length);
		pomost__buffer_text(buffer, ": ");
		pomost__buffer_add(buffer, text, length);
		pomost__buffer_text(buffer, "\n");
	}
}

static void
write_text(struct pomost__buffer *buffer, const void *object)
{
	const pomost_call *call = object;
	uint32_t i;

	pomost__buffer_text(buffer, call->programme->rules.name.bytes);
	pomost__buffer_print(buffer, "\n\n%" PRId32 " application%s", call->applications,
			     call->applications == 1 ? "" : "s");
	for (i = 0; i < POMOST__DECISION_KINDS; i++)
		pomost__buffer_print(buffer, ", %" PRId32 " %s", call->decided[i],
				     pomost__decision_names[i]);
	pomost__buffer_print(buffer, "\n%" PRId32 " workplaces, ", call->workplaces);
	add_money(buffer, call, call->granted);
	pomost__buffer_print(buffer, " %s\n", call->programme->rules.currency.bytes);
	for (i = 0; i < call->programme->fund_count; i++) {
		size_t length;
		const char *name = pomost__column_text(&call->programme->fund_names, i, &length);

		pomost__buffer_text(buffer, "  from ");
		pomost__buffer_add(buffer, name, length);
		pomost__buffer_text(buffer, " ");
		add_money(buffer, call, call->fund_amount[i]);
		pomost__buffer_text(buffer, "\n");
	}
	text_pools(buffer, call);
	pomost__buffer_text(buffer,
			    "\nround  rank  decision     workplaces           amount  case\n");
	for (i = 0; i < call->decisions.count; i++)
		text_decision(buffer, call, i);
	text_assumptions(buffer, call);
}

int32_t
pomost_call_report(const pomost_call *call, const char *format, char **text, size_t *length,
		   pomost_error **error)
{
	static const struct pomost__formats formats = {write_text, write_json, write_csv};

	return pomost__report(&formats, call, format, text, length, error);
}
