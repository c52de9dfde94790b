/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/span.h"

#include "base/limits.h"

static const struct pomost__range months = {0, POMOST_LIMIT_MONTHS};

static const struct pomost__field after_fields[] = {
	{"months", &pomost__kind_integer, &months, offsetof(struct pomost__months_after, months),
	 true, "how many months"},
	{"from", &pomost__kind_anchor, NULL, offsetof(struct pomost__months_after, from), true,
	 "the moment from which they count"},
};

const struct pomost__block pomost__months_after_block = {
	.name = "months after a moment",
	.fields = after_fields,
	.count = sizeof after_fields / sizeof *after_fields,
	.size = sizeof(struct pomost__months_after),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__months_after, scope),
};

static const struct pomost__field span_fields[] = {
	{"months", &pomost__kind_integer, &months, offsetof(struct pomost__months_after, months),
	 true, "how many months"},
	{"from", &pomost__kind_span_start, NULL, offsetof(struct pomost__months_after, from), true,
	 "the moment from which they count"},
};

const struct pomost__block pomost__span_block = {
	.name = "span of months",
	.fields = span_fields,
	.count = sizeof span_fields / sizeof *span_fields,
	.size = sizeof(struct pomost__months_after),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__months_after, scope),
};
