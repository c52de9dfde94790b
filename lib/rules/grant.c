/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/grant.h"

static const struct pomost__range days = {0, 36600};

static const struct pomost__field due_fields[] = {
	{"days", &pomost__kind_integer, &days, offsetof(struct pomost__grant_due, days), true,
	 "how many days after the moment"},
	{"from", &pomost__kind_anchor, NULL, offsetof(struct pomost__grant_due, from), true,
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

static const struct pomost__field fields[] = {
	{"amount", &pomost__kind_mapping, &pomost__amount_block,
	 offsetof(struct pomost__grant, amount), true, "what is paid for one workplace"},
	{"own", &pomost__kind_value, NULL, offsetof(struct pomost__grant, own), false,
	 "the entity's own contribution, which the amount includes; 0 when nothing is said"},
	{"due", &pomost__kind_mapping, &due_block, offsetof(struct pomost__grant, due), false,
	 "when the grant is due; on the day of the agreement when nothing is said"},
	{"requires", &pomost__kind_condition, NULL, offsetof(struct pomost__grant, requires), false,
	 "what must hold for the grant to be paid"},
};

const struct pomost__block pomost__grant_block = {
	.name = "grant",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__grant),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__grant, scope),
};
