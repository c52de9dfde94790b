/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/scope.h"

#include <string.h>

#include "number/rounding.h"

static const struct pomost__words modes = {pomost__rounding_names, POMOST_FLOOR + 1};

static const struct pomost__field fields[] = {
	{"source", &pomost__kind_name, NULL, offsetof(struct pomost__scope, source), false,
	 "which of the `sources` states what stands here and below"},
	{"at", &pomost__kind_moment, NULL, offsetof(struct pomost__scope, at), false,
	 "the day on which dated rows here and below are looked up"},
	{"rounding", &pomost__kind_word, &modes, offsetof(struct pomost__scope, rounding), false,
	 "how an amount here or below that is not a whole number of minor units is rounded"},
};

const struct pomost__inherited pomost__scope_keys = {fields, sizeof fields / sizeof *fields,
						     sizeof(struct pomost__scope)};

bool
pomost__scope_has(const struct pomost__node *node)
{
	size_t i;

	for (i = 0; node->key && i < pomost__scope_keys.count; i++) {
		if (strcmp(node->key, fields[i].key) == 0)
			return true;
	}
	return false;
}
