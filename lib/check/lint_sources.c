/* SPDX-License-Identifier: Apache-2.0 */
/* Rules that rest on nothing, and series that end before they are known to. */
#include <string.h>

#include "calendar/date.h"
#include "check/findings.h"

static bool
is_key(const struct pomost__node *node, const char *const *keys, size_t count)
{
	size_t i;

	for (i = 0; node->key && i < count; i++) {
		if (strcmp(node->key, keys[i]) == 0)
			return true;
	}
	return false;
}

/* What says which programme it is, or is no rule. */
static bool
is_head(const struct pomost__node *node)
{
	static const char *const keys[] = {
		"pomost", "id",   "name", "currency", "operator", "region",
		"fund",   "text", "vat",  "sources",  "source",   "assumed",
	};

	return !node->parent->parent && is_key(node, keys, sizeof keys / sizeof *keys);
}

static bool
is_targets(const struct pomost__node *node)
{
	return !node->parent->parent && strcmp(node->key, "targets") == 0;
}

/* The rule of which a value is part: an item of a block, such as a phase or a cap; else the block. */
static const struct pomost__node *
rule_of(const struct pomost__node *node)
{
	const struct pomost__node *item = NULL;
	const struct pomost__node *block = node;

	for (; node->parent; node = node->parent) {
		const struct pomost__node *list = node->parent;

		if (node->kind == POMOST__MAPPING && list->kind == POMOST__SEQUENCE &&
		    (!list->parent->parent || !list->parent->parent->parent))
			item = node;
		block = node;
	}
	return item ? item : block;
}

static const struct pomost__node *
skip_below(const struct pomost__node *node)
{
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

/* Whether a value has neither a source nor an assumption of its own; those above were seen before. */
static bool
is_bare(const struct pomost__node *node)
{
	return node->kind == POMOST__SCALAR && !(node->key && strcmp(node->key, "name") == 0);
}

/* All values in the order of the document, but those below a source or an assumption; once for each rule. */
static void
lint_rules(struct pomost__findings *findings)
{
	const struct pomost__node *node = findings->programme->root->first;
	const struct pomost__node *item = NULL;
	const struct pomost__node *block = NULL;

	if (pomost__node_get(findings->programme->root, "source"))
		return;
	while (node) {
		bool stated = is_head(node) || node->mark >= 0 ||
			      (!is_targets(node) && pomost__node_get(node, "source"));
		const struct pomost__node *rule = is_bare(node) && !stated ? rule_of(node) : NULL;

		if (rule && rule != item && rule != block) {
			/* Values of a block stand before and after those of its items. */
			*(rule->parent->parent ? &item : &block) = rule;
			pomost__find(findings, POMOST__FIND_SOURCE_NONE, node,
				     "the value has no source, and no assumption says why it "
				     "stands");
		}
		node = stated ? skip_below(node) : pomost__programme_next(node);
	}
}

static void
lint_series(struct pomost__findings *findings)
{
	const struct pomost__series_use *use = findings->programme->registry.series;

	for (; use; use = use->before) {
		const struct pomost__series *series = use->series;
		const struct pomost__series_row *rows = series->rows.items;
		const struct pomost__day *from;
		struct pomost__echo echo;
		char known[POMOST__DATE_TEXT];
		char begins[POMOST__DATE_TEXT];

		if (series->rows.count == 0)
			continue;
		from = &rows[series->rows.count - 1].from;
		if (from->day <= series->known_to.day)
			continue;
		pomost__date_format(series->known_to.day, known);
		pomost__date_format(from->day, begins);
		pomost__find(findings, POMOST__FIND_SERIES_ENDS_EARLY, use->node,
			     "the series %s is known to %s, before its last row begins on %s",
			     pomost__tell(&echo, use->node), known, begins);
	}
}

void
pomost__lint_sources(struct pomost__findings *findings)
{
	lint_rules(findings);
	lint_series(findings);
}
