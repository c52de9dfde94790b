/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/caps.h"

static const char *const per_names[] = {
	[POMOST__PER_WORKPLACE] = "workplace",       [POMOST__PER_ENTITY] = "entity",
	[POMOST__PER_ENTITY_MONTH] = "entity-month", [POMOST__PER_CALL] = "call",
	[POMOST__PER_PROGRAMME] = "programme",
};
static const struct pomost__words per_words = {per_names, POMOST__PER_PROGRAMME + 1};

static const char *const trim_names[] = {
	[POMOST__TRIM_REFUSE] = "refuse",
	[POMOST__TRIM_PROPORTIONAL] = "proportional",
	[POMOST__TRIM_LAST_FIRST] = "last-first",
	[POMOST__TRIM_WHOLE_WORKPLACES] = "whole-workplaces",
};
static const struct pomost__words trim_words = {trim_names, POMOST__TRIM_WHOLE_WORKPLACES + 1};

static const struct pomost__range workplaces = {0, INT32_MAX};

static const struct pomost__field fields[] = {
	{"name", &pomost__kind_name, NULL, offsetof(struct pomost__cap, name), false,
	 "by which reports call the cap"},
	{"on", &pomost__kind_name, NULL, offsetof(struct pomost__cap, on), true,
	 "what is limited: grant, a component, a phase, bridging or total"},
	{"per", &pomost__kind_word, &per_words, offsetof(struct pomost__cap, per), true,
	 "whose limit it is; call and programme act in a call, not in one case"},
	{"amount", &pomost__kind_value, NULL, offsetof(struct pomost__cap, amount), false,
	 "the limit in money"},
	{"workplaces", &pomost__kind_integer, &workplaces, offsetof(struct pomost__cap, workplaces),
	 false, "the limit as a number of workplaces"},
	{"aid", &pomost__kind_name, NULL, offsetof(struct pomost__cap, aid), false,
	 "the limit as what is left under the ceiling of a series of aid"},
	{"requires", &pomost__kind_condition, NULL, offsetof(struct pomost__cap, requires), false,
	 "the cap acts on the workplaces for which this holds"},
	{"trim", &pomost__kind_word, &trim_words, offsetof(struct pomost__cap, trim), false,
	 "how what is over the limit is taken off; the case is refused when nothing is said"},
};

static const char *const one_of[] = {"amount", "workplaces", "aid", NULL};

/* What a limit of the entity, or of one of its months, may not ask. */
static uint32_t
forbidden(const struct pomost__cap *cap)
{
	uint32_t of_workplace = POMOST__NEEDS_FRACTION | POMOST__NEEDS_MONTHS |
				POMOST__NEEDS_EMPLOYMENT | POMOST__NEEDS_BRIDGING_END;

	switch (cap->per.value) {
	case POMOST__PER_WORKPLACE:
		return POMOST__NEEDS_MONTHS | POMOST__NEEDS_MONTH | POMOST__NEEDS_DECISION;
	case POMOST__PER_ENTITY_MONTH:
		return of_workplace | POMOST__NEEDS_DECISION;
	default:
		return of_workplace | POMOST__NEEDS_MONTH | POMOST__NEEDS_DECISION;
	}
}

static bool
check_workplaces(struct pomost__reader *reader, const struct pomost__cap *cap)
{
	if (cap->trim.value == POMOST__TRIM_PROPORTIONAL ||
	    cap->trim.value == POMOST__TRIM_LAST_FIRST)
		return pomost__reader_fail(
			reader, cap->trim.node, POMOST_ERR_VALUE,
			"expected whole-workplaces or refuse where workplaces are "
			"limited, found \"%s\"",
			cap->trim.node->text);
	if (cap->per.value == POMOST__PER_WORKPLACE || cap->per.value == POMOST__PER_ENTITY_MONTH)
		return pomost__reader_fail(
			reader, cap->per.node, POMOST_ERR_VALUE,
			"expected entity, call or programme where workplaces are "
			"limited, found \"%s\"",
			cap->per.node->text);
	return true;
}

static bool
check(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	struct pomost__cap *cap = item;

	(void)node;
	if (cap->workplaces.node && !check_workplaces(reader, cap))
		return false;
	if (cap->aid.node && cap->per.value != POMOST__PER_ENTITY)
		return pomost__reader_fail(reader, cap->per.node, POMOST_ERR_VALUE,
					   "expected entity where aid is limited, found \"%s\"",
					   cap->per.node->text);
	if (cap->aid.node)
		pomost__series_note(reader, &cap->aid_use, &cap->aid, true);
	if (cap->amount.needs & forbidden(cap))
		return pomost__reader_fail(
			reader, cap->amount.node, POMOST_ERR_VALUE,
			cap->per.value == POMOST__PER_WORKPLACE
				? "expected a limit that does not hang on months or decisions, "
				  "found one that does"
				: "expected a limit that is the same for all workplaces, found one "
				  "that hangs on the workplace");
	return true;
}

static const struct pomost__block block = {
	.name = "cap",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__cap),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__cap, scope),
	.one_of = one_of,
	.check = check,
};

const struct pomost__items pomost__caps_items = {&block, POMOST_LIMIT_CAPS};
