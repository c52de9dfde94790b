/* SPDX-License-Identifier: Apache-2.0 */
/* Needs that no case meets, conditions that never hold, and parts that are together with none. */
#include <string.h>

#include "check/findings.h"
#include "check/relation.h"

static bool
is_same_text(const struct pomost__text *left, const struct pomost__text *right)
{
	if (!left->node || !right->node)
		return !left->node && !right->node;
	return strcmp(left->bytes, right->bytes) == 0;
}

static bool
is_above(const struct pomost__number *least, const struct pomost__number *most)
{
	return least->node && most->node && pomost__ratio_compare(&least->ratio, &most->ratio) > 0;
}

static bool
contradict(const struct pomost__need *left, const struct pomost__need *right)
{
	struct pomost__interval a;
	struct pomost__interval b;

	if (left->count.node && right->count.node)
		return is_same_text(&left->count, &right->count) &&
		       is_same_text(&left->of, &right->of) &&
		       (is_above(&left->from, &right->to) || is_above(&right->from, &left->to));
	if (!left->fraction.node || !right->fraction.node)
		return false;
	pomost__interval_of(&left->fraction, false, &a);
	pomost__interval_of(&right->fraction, false, &b);
	return !pomost__intervals_meet(&a, &b);
}

/* Both are for the same cases, or one for some of the other's. */
static void
lint_pairs(struct pomost__findings *findings, const struct pomost__need *needs,
	   const struct pomost__terms *terms, uint32_t count)
{
	uint32_t i;
	uint32_t j;

	for (i = 0; i < count; i++) {
		for (j = 0; j < i; j++) {
			if (!contradict(&needs[i], &needs[j]) ||
			    (!pomost__terms_within(&terms[i], &terms[j]) &&
			     !pomost__terms_within(&terms[j], &terms[i])))
				continue;
			pomost__find(findings, POMOST__FIND_NEEDS_CONTRADICT, needs[i].node,
				     "no case for which both are meets this and what stands on "
				     "line %d",
				     (int)needs[j].node->line);
			break;
		}
	}
}

static void
lint_needs(struct pomost__findings *findings)
{
	const struct pomost__list *list = &findings->programme->rules.needs;
	const struct pomost__need *needs = list->items;
	struct pomost__terms *terms =
		pomost__arena_alloc(&findings->scratch, list->count, sizeof *terms);
	uint32_t i;

	for (i = 0; terms && i < list->count; i++) {
		if (!pomost__terms_of(&findings->scratch, &needs[i].requires, &terms[i]))
			return;
	}
	if (terms)
		lint_pairs(findings, needs, terms, list->count);
}

static void
lint_conditions(struct pomost__findings *findings)
{
	const struct pomost_programme *programme = findings->programme;
	const struct pomost__condition *condition = programme->registry.conditions;

	for (; condition; condition = condition->before, pomost__findings_release(findings)) {
		struct pomost__terms terms;
		struct pomost__echo echo;
		uint32_t index;

		if (!condition->node || !pomost__terms_of(&findings->scratch, condition, &terms) ||
		    !pomost__terms_never(&terms, &index))
			continue;
		pomost__find(findings, POMOST__FIND_CONDITION_NEVER, condition->node,
			     "the condition never holds: it asks for %s and for not %s",
			     pomost__echo(&echo, programme->names.names[index],
					  strlen(programme->names.names[index])),
			     echo.text);
	}
}

static void
lint_together(struct pomost__findings *findings)
{
	const struct pomost__list *together = &findings->programme->rules.together;
	const uint32_t *parts = findings->programme->together;
	uint32_t i;

	for (i = 1; i < together->count && parts[i] == parts[0]; i++)
		continue;
	if (i >= together->count && together->count > 0)
		pomost__find(findings, POMOST__FIND_TOGETHER_ALONE, together->node,
			     "one part alone is paid together with nothing");
}

void
pomost__lint_needs(struct pomost__findings *findings)
{
	lint_needs(findings);
	lint_conditions(findings);
	lint_together(findings);
}
