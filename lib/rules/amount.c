/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/amount.h"

#define SLOT(member) offsetof(struct pomost__amount, member)
#define FLAT                                                                                       \
	{                                                                                          \
		"flat", &pomost__kind_value, NULL, SLOT(flat), false,                              \
			"what is paid; a claim must equal it"                                      \
	}
#define UP_TO                                                                                      \
	{                                                                                          \
		"up-to", &pomost__kind_value, NULL, SLOT(up_to), false,                            \
			"the ceiling: the smaller of it and the claim is paid, or all of it "      \
			"without a claim"                                                          \
	}

static const char *const pers[] = {"month", "phase"};
static const struct pomost__words per_words = {pers, 2};

static const char *const spreads[] = {
	[POMOST__SPREAD_REST_LAST] = "rest-last",
	[POMOST__SPREAD_REST_FIRST] = "rest-first",
	[POMOST__SPREAD_LARGEST_REMAINDER] = "largest-remainder",
	[POMOST__SPREAD_AS_CLAIMED] = "as-claimed",
};
static const struct pomost__words spread_words = {spreads, sizeof spreads / sizeof *spreads};

static const struct pomost__field fields[] = {FLAT, UP_TO};

static const struct pomost__field phase_fields[] = {
	FLAT,
	UP_TO,
	{"per", &pomost__kind_word, &per_words, SLOT(per), false,
	 "whether the amount is that of a month (when nothing is said) or of the whole phase"},
	{"spread", &pomost__kind_word, &spread_words, SLOT(spread), false,
	 "how the amount of a phase is spread over its months; per: phase needs it"},
};

static const char *const one_of[] = {"flat", "up-to", NULL};

static bool
check_phase_amount(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__amount *amount = item;
	bool per_phase = amount->per.value == POMOST__PER_PHASE;

	if (per_phase && !amount->spread.node)
		return pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
					   "expected the key \"spread\" (word) beside per: phase, "
					   "found none");
	return per_phase || !amount->spread.node ||
	       pomost__reader_fail(reader, amount->spread.node, POMOST_ERR_VALUE,
				   "expected spread beside per: phase only, found it without");
}

const struct pomost__block pomost__amount_block = {
	.name = "amount",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__amount),
	.inherited = &pomost__scope_keys,
	.scope_offset = SLOT(scope),
	.one_of = one_of,
};

const struct pomost__block pomost__phase_amount_block = {
	.name = "phase amount",
	.fields = phase_fields,
	.count = sizeof phase_fields / sizeof *phase_fields,
	.size = sizeof(struct pomost__amount),
	.inherited = &pomost__scope_keys,
	.scope_offset = SLOT(scope),
	.one_of = one_of,
	.check = check_phase_amount,
};
