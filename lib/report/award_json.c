/* SPDX-License-Identifier: Apache-2.0 */
/* The output contract `pomost.award/1`. */
#include <inttypes.h>
#include <string.h>

#include "report/award_report.h"
#include "report/json.h"

struct writer {
	struct pomost__json json;
	const struct pomost_award *award;
};

static void
item(struct writer *writer)
{
	pomost__json_item(&writer->json);
}

static void
open(struct writer *writer, char bracket)
{
	pomost__json_open(&writer->json, bracket);
}

static void
close(struct writer *writer, char bracket)
{
	pomost__json_close(&writer->json, bracket);
}

static void
key(struct writer *writer, const char *name)
{
	pomost__json_key(&writer->json, name, strlen(name));
}

static void
money(struct writer *writer, int64_t amount)
{
	pomost__buffer_add(writer->json.buffer, "\"", 1);
	pomost__award_money(writer->json.buffer, writer->award, amount);
	pomost__buffer_add(writer->json.buffer, "\"", 1);
}

static void
key_money(struct writer *writer, const char *name, int64_t amount)
{
	key(writer, name);
	money(writer, amount);
}

static void
key_text(struct writer *writer, const char *name, const char *text)
{
	pomost__json_text(&writer->json, name, text);
}

/* A text of a column; where `null` is set, an empty one is null. */
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

static void
key_day(struct writer *writer, const char *name, int32_t day)
{
	char text[POMOST__DATE_TEXT];

	key(writer, name);
	if (day == POMOST__NO_DAY) {
		pomost__buffer_text(writer->json.buffer, "null");
		return;
	}
	pomost__date_format(day, text);
	pomost__buffer_print(writer->json.buffer, "\"%s\"", text);
}

static void
write_sums(struct writer *writer)
{
	const struct pomost_award *award = writer->award;
	const struct pomost_programme *programme = award->programme;
	uint32_t i;

	key(writer, "grant");
	open(writer, '{');
	key_money(writer, "requested", award->sums[POMOST__SUM_REQUESTED]);
	key_money(writer, "awarded", award->sums[POMOST__SUM_GRANT]);
	close(writer, '}');
	key(writer, "bridging");
	open(writer, '{');
	key_money(writer, "awarded", award->sums[POMOST__SUM_BRIDGING]);
	key(writer, "phases");
	open(writer, '{');
	for (i = programme->first_stage; i < programme->part_count; i++)
		key_money(writer, programme->parts[i].name, award->part_amount[i]);
	close(writer, '}');
	close(writer, '}');
	key(writer, "components");
	open(writer, '{');
	for (i = 0; i < programme->first_stage; i++) {
		if (programme->parts[i].kind == POMOST__PART_COMPONENT)
			key_money(writer, programme->parts[i].name, award->part_amount[i]);
	}
	close(writer, '}');
	key_money(writer, "total", award->sums[POMOST__SUM_TOTAL]);
}

/* The funds by their names, of one instalment or of all. */
static void
write_funds(struct writer *writer, const uint32_t *row)
{
	const struct pomost_award *award = writer->award;
	const struct pomost__column *names = &award->programme->fund_names;
	uint32_t i;

	key(writer, "financing");
	open(writer, '{');
	for (i = 0; i < award->programme->fund_count; i++) {
		size_t length;
		const char *name = pomost__column_text(names, i, &length);

		pomost__json_key(&writer->json, name, length);
		money(writer, row ? award->instalments.funds[i][*row] : award->fund_amount[i]);
	}
	close(writer, '}');
}

static void
write_workplaces(struct writer *writer)
{
	const struct pomost_award *award = writer->award;
	uint32_t i;

	key(writer, "workplaces");
	open(writer, '[');
	for (i = 0; i < award->workplace_count; i++) {
		item(writer);
		open(writer, '{');
		key_column(writer, "id", &award->workplace_ids, i, false);
		key_money(writer, "grant", award->workplace_grant[i]);
		key_money(writer, "bridging", award->workplace_bridging[i]);
		key_money(writer, "components", award->workplace_components[i]);
		key_money(writer, "total", award->workplace_total[i]);
		close(writer, '}');
	}
	close(writer, ']');
}

static void
write_instalment(struct writer *writer, uint32_t i)
{
	const struct pomost_award *award = writer->award;
	const struct pomost__instalments *rows = &award->instalments;

	item(writer);
	open(writer, '{');
	if (rows->workplace[i] < 0)
		key_text(writer, "workplace", NULL);
	else
		key_column(writer, "workplace", &award->workplace_ids, (uint32_t)rows->workplace[i],
			   false);
	key_text(writer, "part", award->programme->parts[rows->part[i]].name);
	key(writer, "month");
	pomost__buffer_print(writer->json.buffer, "%" PRId32, rows->month[i]);
	key_day(writer, "from", rows->from[i]);
	key_day(writer, "to", rows->to[i]);
	key_day(writer, "due", rows->due[i]);
	key_money(writer, "amount", rows->amount[i]);
	key(writer, "ceiling");
	pomost__buffer_text(writer->json.buffer, rows->ceiling[i] ? "true" : "false");
	write_funds(writer, &i);
	close(writer, '}');
}

static void
write_instalments(struct writer *writer)
{
	uint32_t i;

	key(writer, "instalments");
	open(writer, '[');
	for (i = 0; i < writer->award->instalments.count; i++)
		write_instalment(writer, i);
	close(writer, ']');
}

static void
write_caps(struct writer *writer)
{
	const struct pomost_award *award = writer->award;
	uint32_t i;

	key(writer, "caps");
	open(writer, '[');
	for (i = 0; i < award->programme->cap_count; i++) {
		item(writer);
		open(writer, '{');
		key_column(writer, "rule", &award->programme->cap_rules, i, false);
		key_money(writer, "before", award->cap_before[i]);
		key_money(writer, "after", award->cap_after[i]);
		close(writer, '}');
	}
	close(writer, ']');
}

static void
write_assumptions(struct writer *writer)
{
	const struct pomost_award *award = writer->award;
	uint32_t i;

	key(writer, "assumptions");
	open(writer, '[');
	for (i = 0; i < (uint32_t)award->assumption_rules.count; i++) {
		item(writer);
		open(writer, '{');
		key_column(writer, "rule", &award->assumption_rules, i, false);
		key_column(writer, "text", &award->assumption_texts, i, false);
		close(writer, '}');
	}
	close(writer, ']');
}

/* The inputs are an object already, on one line; its members get lines of their own. */
static void
write_inputs(struct writer *writer, const char *text, size_t length)
{
	bool quoted = false;
	size_t begin = 1;
	size_t i;

	key(writer, "inputs");
	open(writer, '{');
	for (i = 1; i < length; i++) {
		if (text[i] == '\\') {
			i++;
		} else if (text[i] == '"') {
			quoted = !quoted;
		} else if (!quoted && (text[i] == ',' || text[i] == '}') && i > begin) {
			item(writer);
			pomost__buffer_add(writer->json.buffer, text + begin, i - begin);
			begin = i + 2;
		}
	}
	close(writer, '}');
}

static void
write_explanations(struct writer *writer)
{
	const struct pomost__column *texts = writer->award->explanations;
	uint32_t i;

	key(writer, "explanation");
	open(writer, '[');
	for (i = 0; i < writer->award->explanation_count; i++) {
		size_t length;
		const char *inputs =
			pomost__column_text(&texts[POMOST__EXPLAINED_INPUTS], i, &length);

		item(writer);
		open(writer, '{');
		key_column(writer, "figure", &texts[POMOST__EXPLAINED_FIGURE], i, false);
		key_column(writer, "rule", &texts[POMOST__EXPLAINED_RULE], i, true);
		key_column(writer, "source", &texts[POMOST__EXPLAINED_SOURCE], i, true);
		write_inputs(writer, inputs, length);
		key_column(writer, "exact", &texts[POMOST__EXPLAINED_EXACT], i, false);
		key_column(writer, "mode", &texts[POMOST__EXPLAINED_MODE], i, true);
		key_column(writer, "result", &texts[POMOST__EXPLAINED_RESULT], i, false);
		close(writer, '}');
	}
	close(writer, ']');
}

void
pomost__award_json(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_award *award = object;
	struct writer writer = {.json = {.buffer = buffer}, .award = award};

	open(&writer, '{');
	key_text(&writer, "schema", "pomost.award/1");
	key_column(&writer, "programme", &award->programme->head[0], 0, false);
	key_column(&writer, "case", &award->case_id, 0, false);
	key_column(&writer, "currency", &award->programme->head[1], 0, false);
	write_sums(&writer);
	write_funds(&writer, NULL);
	write_workplaces(&writer);
	write_instalments(&writer);
	write_caps(&writer);
	write_assumptions(&writer);
	write_explanations(&writer);
	close(&writer, '}');
	pomost__buffer_add(buffer, "\n", 1);
}
