/* SPDX-License-Identifier: Apache-2.0 */
#include "check/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Messages echo at most three clipped texts. */
#define MESSAGE_SIZE (3 * POMOST__ECHO_SIZE + 400)

static const struct {
	const char *name;
	const char *remedy;
} codes[] = {
	[POMOST__FIND_BAND_GAP] = {"band-gap",
				   "let the bands meet, or add a row for what lies between; "
				   "unstated, where the source does not say"},
	[POMOST__FIND_BAND_OVERLAP] = {"band-overlap",
				       "let one of the bands end where the other begins: over and "
				       "under leave an end out"},
	[POMOST__FIND_ROW_SHADOWED] = {"row-shadowed",
				       "remove the row, put it before the other, or narrow the "
				       "other"},
	[POMOST__FIND_VALUE_JUMP] = {"value-jump",
				     "compare both rows with the source: a digit or a date may be "
				     "wrong"},
	[POMOST__FIND_VALUE_OFF_PROPORTION] = {"value-off-proportion",
					       "compare the value with the source; if the source "
					       "itself is wrong, set what is right and say so "
					       "under assumed"},
	[POMOST__FIND_MONTHS_TOTAL] = {"months-total",
				       "compare both with the source; if the source contradicts "
				       "itself, set what is right and say so under assumed"},
	[POMOST__FIND_OWN_ABOVE_AMOUNT] = {"own-above-amount",
					   "the amount includes the own contribution: raise the "
					   "one or lower the other"},
	[POMOST__FIND_CAP_UNREACHABLE] = {"cap-unreachable",
					  "compare the cap with the amounts and with the other "
					  "caps: one of them is wrong, or the cap can go"},
	[POMOST__FIND_CAP_ALWAYS] = {"cap-always",
				     "compare the cap with the amounts and the needs: one of them "
				     "is wrong"},
	[POMOST__FIND_CAP_FLAT_PROPORTIONAL] = {"cap-flat-proportional",
						"trim whole-workplaces or refuse, so that a flat "
						"amount stays what it is; or pay up-to"},
	[POMOST__FIND_UNTIL_CUTS_PHASE] = {"until-cuts-phase",
					   "end later, shorten the phases before, or remove the "
					   "phase"},
	[POMOST__FIND_DUE_BEFORE_START] = {"due-before-start",
					   "let it be due on the last day, or in the next month"},
	[POMOST__FIND_CONDITION_NEVER] = {"condition-never",
					  "remove one of the two, or what stands under the "
					  "condition"},
	[POMOST__FIND_NEEDS_CONTRADICT] = {"needs-contradict",
					   "lower the one or raise the other, or say which cases "
					   "each is for"},
	[POMOST__FIND_TOGETHER_ALONE] = {"together-alone",
					 "name the other parts too, or remove together"},
	[POMOST__FIND_SOURCE_NONE] = {"source-none",
				      "name the source here or above, or say under assumed why it "
				      "stands"},
	[POMOST__FIND_SERIES_ENDS_EARLY] = {"series-ends-early",
					    "set known-to of the series to the last day that its "
					    "last row is known for"},
};

static const char *
take_message(struct pomost__findings *findings, const char *format, va_list arguments)
{
	char message[MESSAGE_SIZE];

	vsnprintf(message, sizeof message, format, arguments);
	return pomost__arena_text(&findings->arena, message, strlen(message));
}

void
pomost__find(struct pomost__findings *findings, enum pomost__finding_code code,
	     const struct pomost__node *node, const char *format, ...)
{
	struct pomost__finding *finding = &findings->items[findings->count];
	va_list arguments;

	if (findings->found < INT32_MAX)
		findings->found++;
	if (findings->count == POMOST_LIMIT_ERRORS)
		return;
	findings->count++;
	finding->code = code;
	finding->node = node;
	finding->path = pomost__node_path(&findings->arena, node);
	va_start(arguments, format);
	finding->message = take_message(findings, format, arguments);
	va_end(arguments);
}

void
pomost__findings_release(struct pomost__findings *findings)
{
	findings->arena.failed |= findings->scratch.failed;
	pomost__arena_free(&findings->scratch);
	pomost__arena_init(&findings->scratch, NULL, 0);
}

static int
compare(const void *left, const void *right)
{
	const struct pomost__finding *a = left;
	const struct pomost__finding *b = right;

	if (a->node->line != b->node->line)
		return a->node->line < b->node->line ? -1 : 1;
	if (a->node->column != b->node->column)
		return a->node->column < b->node->column ? -1 : 1;
	if (a->code != b->code)
		return a->code < b->code ? -1 : 1;
	return strcmp(a->message, b->message);
}

void
pomost__findings_sort(struct pomost__findings *findings)
{
	qsort(findings->items, findings->count, sizeof *findings->items, compare);
}

const char *
pomost__finding_name(const struct pomost__finding *finding)
{
	return codes[finding->code].name;
}

const char *
pomost__finding_remedy(const struct pomost__finding *finding)
{
	return codes[finding->code].remedy;
}

const char *
pomost__tell(struct pomost__echo *echo, const struct pomost__node *node)
{
	return pomost__echo(echo, node->text, node->length);
}
