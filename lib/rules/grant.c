/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/grant.h"

#include "base/limits.h"

#define SLOT(member) offsetof(struct pomost__grant, member)

static const struct pomost__range days = {0, 36600};

static const struct pomost__field due_fields[] = {
	{"days", &pomost__kind_integer, &days, offsetof(struct pomost__grant_due, days), true,
	 "how many days after the moment"},
	{"from", &pomost__kind_due_start, NULL, offsetof(struct pomost__grant_due, from), true,
	 "the moment from which the days count"},
};

static const struct pomost__block due_block = {
	.name = "grant due",
	.fields = due_fields,
	.count = sizeof due_fields / sizeof *due_fields,
	.size = sizeof(struct pomost__grant_due),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__grant_due, scope),
};

static const char *const pers[] = {"workplace", "entity"};
static const struct pomost__words per_words = {pers, 2};

/* A component has a name; all else is as of the grant. */
static const struct pomost__field fields[] = {
	{"name", &pomost__kind_name, NULL, SLOT(name), true, "by which awards call the component"},
	{"amount", &pomost__kind_mapping, &pomost__amount_block, SLOT(amount), true,
	 "what is paid"},
	{"own", &pomost__kind_value, NULL, SLOT(own), false,
	 "the entity's own contribution, which the amount includes; 0 when nothing is said"},
	{"per", &pomost__kind_word, &per_words, SLOT(per), false,
	 "whether it is paid for each workplace (when nothing is said) or once for the entity"},
	{"due", &pomost__kind_mapping, &due_block, SLOT(due), false,
	 "when it is due; on the day of the agreement when nothing is said"},
	{"requires", &pomost__kind_condition, NULL, SLOT(requires), false,
	 "what must hold for it to be paid"},
};

/* What the entity gets once cannot hang on one of its workplaces. */
static bool
check(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__grant *grant = item;
	const struct pomost__grant_due *due = grant->due.item;

	(void)node;
	return grant->per.value != POMOST__GRANT_PER_ENTITY || !due ||
	       (due->from.kind != POMOST__MOMENT_EMPLOYMENT &&
		due->from.kind != POMOST__MOMENT_BRIDGING_END) ||
	       pomost__reader_fail(reader, due->from.node, POMOST_ERR_VALUE,
				   "expected a moment of the entity, found \"%s\" of a workplace",
				   due->from.name);
}

const struct pomost__block pomost__grant_block = {
	.name = "grant",
	.fields = fields + 1,
	.count = sizeof fields / sizeof *fields - 1,
	.size = sizeof(struct pomost__grant),
	.inherited = &pomost__scope_keys,
	.scope_offset = SLOT(scope),
	.check = check,
};

static const struct pomost__block component_block = {
	.name = "component",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__grant),
	.inherited = &pomost__scope_keys,
	.scope_offset = SLOT(scope),
	.check = check,
};

const struct pomost__items pomost__components_items = {&component_block, POMOST_LIMIT_PHASES};
