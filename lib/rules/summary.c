/* SPDX-License-Identifier: Apache-2.0 */
/* What a programme pays, in one line. */
#include <inttypes.h>
#include <string.h>

#include "rules/programme.h"

/* A figure of a rule: a constant as it is written, else how it comes about. */
static const char *
figure(struct pomost_programme *programme, const struct pomost__value *value)
{
	char text[POMOST__RATIO_TEXT];

	if (value->unstated)
		return "an unstated amount";
	if (!value->constant)
		return "an amount by job fraction";
	return pomost__arena_text(&programme->arena, text,
				  pomost__ratio_format(value->constant, text));
}

static char *
amount(struct pomost_programme *programme, const struct pomost__optional *optional)
{
	const struct pomost__amount *rule = optional->item;
	const char *text = figure(programme, pomost__amount_value(rule));

	return text ? pomost__arena_print(&programme->arena, "%s%s",
					  rule->up_to.node ? "up to " : "", text)
		    : NULL;
}

static char *
join(struct pomost_programme *programme, const char *text, const char *separator, const char *more)
{
	if (!text || !more)
		return NULL;
	return pomost__arena_print(&programme->arena, "%s%s%s", text, *text ? separator : "", more);
}

static char *
phase_text(struct pomost_programme *programme, const struct pomost__phase *phase, bool same_stage)
{
	char *each = amount(programme, &phase->amount);

	if (!each)
		return NULL;
	return pomost__arena_print(&programme->arena, "%s%s%" PRId64 " × %s",
				   same_stage ? "" : phase->name.bytes, same_stage ? "" : " ",
				   phase->months.value, each);
}

bool
pomost__programme_summarise(struct pomost_programme *programme)
{
	const struct pomost__phase *phases;
	char *text = pomost__arena_text(&programme->arena, "", 0);
	uint32_t count;
	uint32_t i;

	if (programme->grant) {
		char *grant = amount(programme, &programme->grant->amount);

		text = grant ? pomost__arena_print(&programme->arena, "grant %s", grant) : NULL;
	}
	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count && text; i++) {
		bool same = i > 0 && phases[i].part == phases[i - 1].part;

		text = join(programme, text, same ? ", " : "; ",
			    phase_text(programme, &phases[i], same));
	}
	if (text && !*text)
		programme->summary = "pays nothing for workplaces";
	else
		programme->summary = join(programme, text, " ", programme->rules.currency.bytes);
	return programme->summary != NULL;
}
