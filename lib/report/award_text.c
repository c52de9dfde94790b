/* SPDX-License-Identifier: Apache-2.0 */
/* An award for people: the sums, each workplace, each day on which money is due. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report/award_report.h"
#include "report/settlement_text.h"
#include "report/text_columns.h"

static void
write_sums(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost_programme *programme = award->programme;
	char name[80];
	uint32_t i;

	if (programme->grant) {
		pomost__text_line(buffer, award, "grant requested",
				  award->sums[POMOST__SUM_REQUESTED]);
		pomost__text_line(buffer, award, "grant awarded", award->sums[POMOST__SUM_GRANT]);
	}
	if (programme->bridging)
		pomost__text_line(buffer, award, "bridging support",
				  award->sums[POMOST__SUM_BRIDGING]);
	for (i = programme->first_stage; i < programme->part_count; i++) {
		snprintf(name, sizeof name, "  %s", programme->parts[i].name);
		pomost__text_line(buffer, award, name, award->part_amount[i]);
	}
	for (i = 0; i < programme->first_stage; i++) {
		if (programme->parts[i].kind == POMOST__PART_COMPONENT)
			pomost__text_line(buffer, award, programme->parts[i].name,
					  award->part_amount[i]);
	}
	pomost__text_line(buffer, award, "total", award->sums[POMOST__SUM_TOTAL]);
	for (i = 0; i < programme->fund_count; i++) {
		size_t length;
		const char *fund = pomost__column_text(&programme->fund_names, i, &length);

		snprintf(name, sizeof name, "  from %.*s", (int)length, fund);
		pomost__text_line(buffer, award, name, award->fund_amount[i]);
	}
}

static void
write_workplaces(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	bool components = award->programme->rules.components.count > 0;
	uint32_t i;

	pomost__buffer_text(buffer, "\n");
	pomost__text_padded(buffer, "workplace", 9, POMOST__LABEL_WIDTH);
	pomost__buffer_text(buffer, "           grant        bridging");
	pomost__buffer_text(buffer, components ? "      components" : "");
	pomost__buffer_text(buffer, "           total\n");
	for (i = 0; i < award->workplace_count; i++) {
		size_t length;
		const char *id = pomost__column_text(&award->workplace_ids, i, &length);

		pomost__text_padded(buffer, id, length, POMOST__LABEL_WIDTH);
		pomost__text_money(buffer, award, award->workplace_grant[i]);
		pomost__text_money(buffer, award, award->workplace_bridging[i]);
		if (components)
			pomost__text_money(buffer, award, award->workplace_components[i]);
		pomost__text_money(buffer, award, award->workplace_total[i]);
		pomost__buffer_text(buffer, "\n");
	}
}

/* Whether two rows stand for the same instalment of two workplaces, side by side. */
static bool
alike(const struct pomost__instalments *rows, uint32_t i, uint32_t j)
{
	return rows->due[i] == rows->due[j] && rows->from[i] == rows->from[j] &&
	       rows->to[i] == rows->to[j] && rows->part[i] == rows->part[j] &&
	       rows->month[i] == rows->month[j] && rows->amount[i] == rows->amount[j] &&
	       (rows->workplace[i] < 0) == (rows->workplace[j] < 0);
}

/* Rows that stand side by side and are alike are one line. */
static void
write_instalments(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost__instalments *rows = &award->instalments;
	uint32_t begin;
	uint32_t end;

	pomost__buffer_text(buffer, "\ndue         from        to          part              month"
				    "     each for\n");
	for (begin = 0; begin < rows->count; begin = end) {
		const char *part = award->programme->parts[rows->part[begin]].name;

		end = begin + 1;
		while (end < rows->count && alike(rows, begin, end))
			end++;
		pomost__text_day(buffer, rows->due[begin]);
		pomost__text_day(buffer, rows->from[begin]);
		pomost__text_day(buffer, rows->to[begin]);
		pomost__text_padded(buffer, part, strlen(part), 18);
		if (rows->month[begin])
			pomost__buffer_print(buffer, "%5" PRId32, rows->month[begin]);
		else
			pomost__buffer_text(buffer, "     ");
		pomost__text_money(buffer, award, rows->amount[begin]);
		pomost__buffer_text(buffer, " ");
		pomost__text_ids(buffer, award, rows->workplace[begin], rows->workplace[end - 1]);
		pomost__buffer_text(buffer, rows->ceiling[begin] ? " (ceiling)\n" : "\n");
	}
}

static void
write_caps(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	uint32_t i;

	for (i = 0; i < award->programme->cap_count; i++) {
		size_t length;
		const char *rule = pomost__column_text(&award->programme->cap_rules, i, &length);

		if (award->cap_before[i] == award->cap_after[i])
			continue;
		pomost__buffer_text(buffer, "\n");
		pomost__buffer_add(buffer, rule, length);
		pomost__buffer_text(buffer, " lowered ");
		pomost__text_grouped(buffer, award, award->cap_before[i], 0);
		pomost__buffer_text(buffer, " to ");
		pomost__text_grouped(buffer, award, award->cap_after[i], 0);
		pomost__buffer_text(buffer, "\n");
	}
}

static void
write_assumptions(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	int32_t i;

	if (award->assumption_rules.count == 0)
		return;
	pomost__buffer_text(buffer, "\nassumed, as the sources do not say:\n");
	for (i = 0; i < award->assumption_rules.count; i++) {
		size_t rule_length;
		size_t text_length;
		const char *rule =
			pomost__column_text(&award->assumption_rules, (uint32_t)i, &rule_length);
		const char *text =
			pomost__column_text(&award->assumption_texts, (uint32_t)i, &text_length);

		pomost__buffer_text(buffer, "  ");
		pomost__buffer_add(buffer, rule, rule_length);
		pomost__buffer_text(buffer, ": ");
		pomost__buffer_add(buffer, text, text_length);
		pomost__buffer_text(buffer, "\n");
	}
}

static void
write_field(struct pomost__buffer *buffer, const char *name, const struct pomost__column *column,
	    uint32_t i)
{
	size_t length;
	const char *text = pomost__column_text(column, i, &length);

	if (length == 0)
		return;
	pomost__buffer_text(buffer, name);
	pomost__buffer_add(buffer, text, length);
}

static void
write_explanations(struct pomost__buffer *buffer, const struct pomost_award *award)
{
	const struct pomost__column *texts = award->explanations;
	uint32_t i;

	if (award->explanation_count == 0)
		return;
	pomost__buffer_text(buffer, "\nhow each figure comes about:\n");
	for (i = 0; i < award->explanation_count; i++) {
		write_field(buffer, "  ", &texts[POMOST__EXPLAINED_FIGURE], i);
		write_field(buffer, " = ", &texts[POMOST__EXPLAINED_RESULT], i);
		write_field(buffer, "\n    by ", &texts[POMOST__EXPLAINED_RULE], i);
		write_field(buffer, " of ", &texts[POMOST__EXPLAINED_SOURCE], i);
		write_field(buffer, "\n    from ", &texts[POMOST__EXPLAINED_INPUTS], i);
		write_field(buffer, "\n    exactly ", &texts[POMOST__EXPLAINED_EXACT], i);
		write_field(buffer, ", rounded ", &texts[POMOST__EXPLAINED_MODE], i);
		pomost__buffer_text(buffer, "\n");
	}
}

void
pomost__award_text(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_award *award = object;
	size_t length;
	const char *id = pomost__column_text(&award->case_id, 0, &length);

	pomost__buffer_text(buffer, award->programme->rules.name.bytes);
	pomost__buffer_text(buffer, "\ncase ");
	pomost__buffer_add(buffer, id, length);
	pomost__buffer_text(buffer, "\n");
	if (award->settlement)
		pomost__settlement_text_day(buffer, award);
	pomost__buffer_text(buffer, "\n");
	write_sums(buffer, award);
	if (award->settlement)
		pomost__settlement_text_sums(buffer, award);
	write_workplaces(buffer, award);
	write_instalments(buffer, award);
	if (award->settlement)
		pomost__settlement_text(buffer, award);
	write_caps(buffer, award);
	write_assumptions(buffer, award);
	write_explanations(buffer, award);
}
