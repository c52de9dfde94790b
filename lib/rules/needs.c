/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/needs.h"

#include <string.h>

#include "base/limits.h"

#define SLOT(member) offsetof(struct pomost__need, member)

static const struct pomost__field fields[] = {
	{"count", &pomost__kind_name, NULL, SLOT(count), false,
	 "what is counted: a name under counts of the entity, or workplaces"},
	{"from", &pomost__kind_number, NULL, SLOT(from), false,
	 "the least count, or with of the least share"},
	{"to", &pomost__kind_number, NULL, SLOT(to), false,
	 "the most, or with of the greatest share"},
	{"of", &pomost__kind_name, NULL, SLOT(of), false,
	 "of what a share is taken: another count, or workplaces"},
	{"job-fraction", &pomost__kind_band, NULL, SLOT(fraction), false,
	 "the job fractions that are allowed"},
	{"requires", &pomost__kind_condition, NULL, SLOT(requires), false,
	 "the need is one where this holds"},
};

static const char *const one_of[] = {"count", "job-fraction", NULL};

/* A count is a whole number; with `of`, a share of another. */
static bool
check_end(struct pomost__reader *reader, const struct pomost__need *need,
	  const struct pomost__number *end)
{
	bool is_share;
	struct pomost__echo echo;

	if (!end->node)
		return true;
	is_share = strpbrk(end->node->text, "/%") != NULL;
	if (pomost__ratio_sign(&end->ratio) < 0 || is_share != (need->of.node != NULL) ||
	    (!is_share && strchr(end->node->text, '.')))
		return pomost__reader_fail(reader, end->node, POMOST_ERR_VALUE,
					   need->of.node ? "expected a share such as 50%%, found %s"
							 : "expected a whole number, found %s",
					   pomost__node_found(&echo, end->node));
	return true;
}

static bool
check(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__need *need = item;

	if (need->fraction.node && (need->from.node || need->to.node || need->of.node))
		return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
					   "expected from, to and of beside count only, found one "
					   "beside job-fraction");
	if (need->count.node && !need->from.node && !need->to.node)
		return pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
					   "expected from or to beside count, found none");
	if (!check_end(reader, need, &need->from) || !check_end(reader, need, &need->to))
		return false;
	if (need->from.node && need->to.node &&
	    pomost__ratio_compare(&need->from.ratio, &need->to.ratio) > 0)
		return pomost__reader_fail(reader, need->to.node, POMOST_ERR_VALUE,
					   "expected a most that is not below the least, found "
					   "\"%s\"",
					   need->to.node->text);
	return true;
}

static const struct pomost__block block = {
	.name = "need",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__need),
	.inherited = &pomost__scope_keys,
	.scope_offset = SLOT(scope),
	.one_of = one_of,
	.check = check,
};

const struct pomost__items pomost__needs_items = {&block, POMOST_LIMIT_CAPS};
