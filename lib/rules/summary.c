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

	if (value->needs & POMOST__NEEDS_LOOKUP)
		return "an amount by table or series";
	if (value->needs & POMOST__NEEDS_UNSTATED)
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

static const char *
months_text(struct pomost_programme *programme, const struct pomost__months *months)
{
	if (months->unstated)
		return "unstated months";
	if (!months->is_band)
		return pomost__arena_print(&programme->arena, "%" PRId32, months->most);
	if (months->most == 0)
		return pomost__arena_print(&programme->arena, "%" PRId32 " or more", months->least);
	return pomost__arena_print(&programme->arena, "%" PRId32 " to %" PRId32, months->least,
				   months->most);
}

static char *
phase_text(struct pomost_programme *programme, const struct pomost__phase *phase, bool same_stage)
{
	const struct pomost__amount *rule = phase->amount.item;
	bool per_phase = rule->per.value == POMOST__PER_PHASE;
	const char *months = months_text(programme, &phase->months);
	char *each = amount(programme, &phase->amount);

	if (!each || !months)
		return NULL;
	return pomost__arena_print(
		&programme->arena, per_phase ? "%s%s%s months for %s" : "%s%s%s × %s",
		same_stage ? "" : phase->name.bytes, same_stage ? "" : " ", months, each);
}

static char *
once_text(struct pomost_programme *programme, const struct pomost__part *part)
{
	char *each = amount(programme, &part->grant->amount);

	return each ? pomost__arena_print(&programme->arena, "%s %s%s", part->name, each,
					  part->per_entity ? " for the entity" : "")
		    : NULL;
}

bool
pomost__programme_summarise(struct pomost_programme *programme)
{
	const struct pomost__phase *phases;
	char *text = pomost__arena_text(&programme->arena, "", 0);
	uint32_t count;
	uint32_t i;

	for (i = 0; i < programme->first_stage && text; i++)
		text = join(programme, text, "; ", once_text(programme, &programme->parts[i]));
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
