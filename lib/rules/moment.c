/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/moment.h"

#include <string.h>

#include "rules/registry.h"

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

static bool
note_name(struct pomost__reader *reader, const char *name)
{
	struct pomost__registry *registry = reader->owner;
	struct pomost__moment_name *note = pomost__arena_alloc(reader->arena, 1, sizeof *note);

	if (!note)
		return pomost__reader_nomem(reader);
	*note = (struct pomost__moment_name){registry->moments, name};
	registry->moments = note;
	return true;
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
	return moment->kind != POMOST__MOMENT_NAMED || note_name(reader, name.bytes);
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

static bool
read_due_start(struct pomost__reader *reader, const struct pomost__node *node,
	       const struct pomost__field *field, void *slot)
{
	if (pomost__text_is(node, words[POMOST__MOMENT_MONTH]))
		return pomost__reader_fail(
			reader, node, POMOST_ERR_VALUE,
			"expected a moment of the case, found \"month\", which is "
			"of an instalment");
	return read_moment(reader, node, field, slot);
}

const struct pomost__kind pomost__kind_due_start = {"moment", read_due_start,
						    "{\"$ref\": \"#/$defs/moment\"}"};

static bool
read_span_start(struct pomost__reader *reader, const struct pomost__node *node,
		const struct pomost__field *field, void *slot)
{
	if (pomost__text_is(node, words[POMOST__MOMENT_BRIDGING_END]))
		return read_moment(reader, node, field, slot);
	return read_anchor(reader, node, field, slot);
}

const struct pomost__kind pomost__kind_span_start = {"moment", read_span_start,
						     "{\"$ref\": \"#/$defs/moment\"}"};
