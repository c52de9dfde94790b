/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/amount.h"

static const struct pomost__field fields[] = {
	{"flat", &pomost__kind_value, NULL, offsetof(struct pomost__amount, flat), false,
	 "what is paid; a claim must equal it"},
	{"up-to", &pomost__kind_value, NULL, offsetof(struct pomost__amount, up_to), false,
	 "the ceiling: the smaller of it and the claim is paid, or all of it without a claim"},
};

static const char *const one_of[] = {"flat", "up-to", NULL};

const struct pomost__block pomost__amount_block = {
	.name = "amount",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__amount),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__amount, scope),
	.one_of = one_of,
};
