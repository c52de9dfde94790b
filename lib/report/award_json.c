/* SPDX-License-Identifier: Apache-2.0 */
/* The output contract `pomost.award/1`. */
#include <inttypes.h>
#include <string.h>

#include "award/settlement.h"
#include "report/award_report.h"
#include "report/award_writer.h"

static void
write_sums(struct pomost__award_writer *writer)
{
	const struct pomost_award *award = writer->award;
	const struct pomost_programme *programme = award->programme;
	uint32_t i;

	pomost__write_key(writer, "grant");
	pomost__write_open(writer, '{');
	pomost__write_key_money(writer, "requested", award->sums[POMOST__SUM_REQUESTED]);
	pomost__write_key_money(writer, "awarded", award->sums[POMOST__SUM_GRANT]);
	pomost__write_close(writer, '}');
	pomost__write_key(writer, "bridging");
	pomost__write_open(writer, '{');
	pomost__write_key_money(writer, "awarded", award->sums[POMOST__SUM_BRIDGING]);
	pomost__write_key(writer, "phases");
	pomost__write_open(writer, '{');
	for (i = programme->first_stage; i < programme->part_count; i++)
		pomost__write_key_money(writer, programme->parts[i].name, award->part_amount[i]);
	pomost__write_close(writer, '}');
	pomost__write_close(writer, '}');
	pomost__write_key(writer, "components");
	pomost__write_open(writer, '{');
	for (i = 0; i < programme->first_stage; i++) {
		if (programme->parts[i].kind == POMOST__PART_COMPONENT)
			pomost__write_key_money(writer, programme->parts[i].name,
						award->part_amount[i]);
	}
	pomost__write_close(writer, '}');
	pomost__write_key_money(writer, "total", award->sums[POMOST__SUM_TOTAL]);
}

/* The funds by their names, of one instalment or of all. */
static void
write_funds(struct pomost__award_writer *writer, const uint32_t *row)
{
	const struct pomost_award *award = writer->award;
	const struct pomost__column *names = &award->programme->fund_names;
	uint32_t i;

	pomost__write_key(writer, "financing");
	pomost__write_open(writer, '{');
	for (i = 0; i < award->programme->fund_count; i++) {
		size_t length;
		const char *name = pomost__column_text(names, i, &length);

		pomost__json_key(&writer->json, name, length);
		pomost__write_money(writer, row ? award->instalments.funds[i][*row]
						: award->fund_amount[i]);
	}
	pomost__write_close(writer, '}');
}

static void
write_workplaces(struct pomost__award_writer *writer)
{
	const struct pomost_award *award = writer->award;
	uint32_t i;

	pomost__write_key(writer, "workplaces");
	pomost__write_open(writer, '[');
	for (i = 0; i < award->workplace_count; i++) {
		pomost__write_item(writer);
		pomost__write_open(writer, '{');
		pomost__write_key_column(writer, "id", &award->workplace_ids, i, false);
		pomost__write_key_money(writer, "grant", award->workplace_grant[i]);
		pomost__write_key_money(writer, "bridging", award->workplace_bridging[i]);
		pomost__write_key_money(writer, "components", award->workplace_components[i]);
		pomost__write_key_money(writer, "total", award->workplace_total[i]);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

static void
write_instalment(struct pomost__award_writer *writer, uint32_t i)
{
	const struct pomost_award *award = writer->award;
	const struct pomost__instalments *rows = &award->instalments;

	pomost__write_item(writer);
	pomost__write_open(writer, '{');
	pomost__write_key_workplace(writer, rows->workplace[i]);
	pomost__write_key_text(writer, "part", award->programme->parts[rows->part[i]].name);
	pomost__write_key_number(writer, "month", rows->month[i]);
	pomost__write_key_day(writer, "from", rows->from[i]);
	pomost__write_key_day(writer, "to", rows->to[i]);
	pomost__write_key_day(writer, "due", rows->due[i]);
	pomost__write_key_money(writer, "amount", rows->amount[i]);
	pomost__write_key(writer, "ceiling");
	pomost__buffer_text(writer->json.buffer, rows->ceiling[i] ? "true" : "false");
	write_funds(writer, &i);
	pomost__write_close(writer, '}');
}

static void
write_instalments(struct pomost__award_writer *writer)
{
	uint32_t i;

	pomost__write_key(writer, "instalments");
	pomost__write_open(writer, '[');
	for (i = 0; i < writer->award->instalments.count; i++)
		write_instalment(writer, i);
	pomost__write_close(writer, ']');
}

static void
write_caps(struct pomost__award_writer *writer)
{
	const struct pomost_award *award = writer->award;
	uint32_t i;

	pomost__write_key(writer, "caps");
	pomost__write_open(writer, '[');
	for (i = 0; i < award->programme->cap_count; i++) {
		pomost__write_item(writer);
		pomost__write_open(writer, '{');
		pomost__write_key_column(writer, "rule", &award->programme->cap_rules, i, false);
		pomost__write_key_money(writer, "before", award->cap_before[i]);
		pomost__write_key_money(writer, "after", award->cap_after[i]);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

static void
write_assumptions(struct pomost__award_writer *writer)
{
	const struct pomost_award *award = writer->award;
	uint32_t i;

	pomost__write_key(writer, "assumptions");
	pomost__write_open(writer, '[');
	for (i = 0; i < (uint32_t)award->assumption_rules.count; i++) {
		pomost__write_item(writer);
		pomost__write_open(writer, '{');
		pomost__write_key_column(writer, "rule", &award->assumption_rules, i, false);
		pomost__write_key_column(writer, "text", &award->assumption_texts, i, false);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

/* The inputs are an object already, on one line; its members get lines of their own. */
static void
write_inputs(struct pomost__award_writer *writer, const char *text, size_t length)
{
	bool quoted = false;
	size_t begin = 1;
	size_t i;

	pomost__write_key(writer, "inputs");
	pomost__write_open(writer, '{');
	for (i = 1; i < length; i++) {
		if (text[i] == '\\') {
			i++;
		} else if (text[i] == '"') {
			quoted = !quoted;
		} else if (!quoted && (text[i] == ',' || text[i] == '}') && i > begin) {
			pomost__write_item(writer);
			pomost__buffer_add(writer->json.buffer, text + begin, i - begin);
			begin = i + 2;
		}
	}
	pomost__write_close(writer, '}');
}

static void
write_explanations(struct pomost__award_writer *writer)
{
	const struct pomost__column *texts = writer->award->explanations;
	uint32_t i;

	pomost__write_key(writer, "explanation");
	pomost__write_open(writer, '[');
	for (i = 0; i < writer->award->explanation_count; i++) {
		size_t length;
		const char *inputs =
			pomost__column_text(&texts[POMOST__EXPLAINED_INPUTS], i, &length);

		pomost__write_item(writer);
		pomost__write_open(writer, '{');
		pomost__write_key_column(writer, "figure", &texts[POMOST__EXPLAINED_FIGURE], i,
					 false);
		pomost__write_key_column(writer, "rule", &texts[POMOST__EXPLAINED_RULE], i, true);
		pomost__write_key_column(writer, "source", &texts[POMOST__EXPLAINED_SOURCE], i,
					 true);
		write_inputs(writer, inputs, length);
		pomost__write_key_column(writer, "exact", &texts[POMOST__EXPLAINED_EXACT], i,
					 false);
		pomost__write_key_column(writer, "mode", &texts[POMOST__EXPLAINED_MODE], i, true);
		pomost__write_key_column(writer, "result", &texts[POMOST__EXPLAINED_RESULT], i,
					 false);
		pomost__write_close(writer, '}');
	}
	pomost__write_close(writer, ']');
}

void
pomost__award_json(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_award *award = object;
	struct pomost__award_writer writer = {.json = {.buffer = buffer}, .award = award};

	pomost__write_open(&writer, '{');
	pomost__write_key_text(&writer, "schema",
			       award->settlement ? "pomost.settlement/1" : "pomost.award/1");
	pomost__write_key_column(&writer, "programme", &award->programme->head[0], 0, false);
	pomost__write_key_column(&writer, "case", &award->case_id, 0, false);
	pomost__write_key_column(&writer, "currency", &award->programme->head[1], 0, false);
	if (award->settlement)
		pomost__settlement_json_head(&writer);
	write_sums(&writer);
	write_funds(&writer, NULL);
	write_workplaces(&writer);
	write_instalments(&writer);
	if (award->settlement)
		pomost__settlement_json(&writer);
	write_caps(&writer);
	write_assumptions(&writer);
	write_explanations(&writer);
	pomost__write_close(&writer, '}');
	pomost__buffer_add(buffer, "\n", 1);
}
