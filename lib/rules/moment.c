/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/moment.h"

#include <string.h>

static const char *const words[] = {
	[POMOST__MOMENT_AGREEMENT] = "agreement",       [POMOST__MOMENT_EMPLOYMENT] = "employment",
	[POMOST__MOMENT_BRIDGING_END] = "bridging-end", [POMOST__MOMENT_MONTH] = "month",
	[POMOST__MOMENT_DECISION] = "decision",
};

static enum pomost__moment_kind
kind_of(const char *name)
{
	size_t i;

	for (i = POMOST__MOMENT_AGREEMENT; i < sizeof words / sizeof *words; i++) {
		if (strcmp(words[i], name) == 0)
			return (enum pomost__moment_kind)i;
	}
	return POMOST__MOMENT_NAMED;
}

bool
pomost__moment_is_named(const char *name)
{
	return kind_of(name) == POMOST__MOMENT_NAMED;
}

static bool
read_moment(struct pomost__reader *reader, const struct pomost__node *node,
	    const struct pomost__field *field, void *slot)
{
	struct pomost__moment *moment = slot;
	struct pomost__text name;

	(void)field;
	if (!pomost__read_name(reader, node, &name))
		return false;
	*moment = (struct pomost__moment){node, kind_of(name.bytes), name.bytes};
	return true;
}

static bool
read_anchor(struct pomost__reader *reader, const struct pomost__node *node,
	    const struct pomost__field *field, void *slot)
{
	struct pomost__moment *moment = slot;
	struct pomost__echo echo;

	if (!read_moment(reader, node, field, slot))
		return false;
	if (moment->kind == POMOST__MOMENT_AGREEMENT || moment->kind == POMOST__MOMENT_EMPLOYMENT ||
	    moment->kind == POMOST__MOMENT_NAMED)
		return true;
	return pomost__reader_fail(
		reader, node, POMOST_ERR_VALUE,
		"expected agreement, employment or a name under dates of the case, "
		"found %s",
		pomost__node_found(&echo, node));
}

const struct pomost__kind pomost__kind_moment = {"moment", read_moment,
						 "{\"$ref\": \"#/$defs/moment\"}"};
const struct pomost__kind pomost__kind_anchor = {"moment", read_anchor,
						 "{\"$ref\": \"#/$defs/moment\"}"};
