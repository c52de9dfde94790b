/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/band.h"

static const struct pomost__field fields[] = {
	{"from", &pomost__kind_number, NULL, offsetof(struct pomost__band, from), false,
	 "the least that belongs to the band"},
	{"over", &pomost__kind_number, NULL, offsetof(struct pomost__band, over), false,
	 "what the band begins above"},
	{"to", &pomost__kind_number, NULL, offsetof(struct pomost__band, to), false,
	 "the most that belongs to the band"},
	{"under", &pomost__kind_number, NULL, offsetof(struct pomost__band, under), false,
	 "what the band ends below"},
};

/* Whether two ends leave something between them. */
static bool
is_open(const struct pomost__number *low, const struct pomost__number *high, bool both_belong)
{
	int order;

	if (!low->node || !high->node)
		return true;
	order = pomost__ratio_compare(&low->ratio, &high->ratio);
	return both_belong ? order <= 0 : order < 0;
}

static bool
check(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__band *band = item;

	if ((band->from.node && band->over.node) || (band->to.node && band->under.node))
		return pomost__reader_fail(
			reader, node, POMOST_ERR_VALUE, "expected one of %s, found both",
			band->from.node && band->over.node ? "from, over" : "to, under");
	if (!band->from.node && !band->over.node && !band->to.node && !band->under.node)
		return pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
					   "expected one of from, over, to, under, found none");
	if (is_open(&band->from, &band->to, true) && is_open(&band->from, &band->under, false) &&
	    is_open(&band->over, &band->to, false) && is_open(&band->over, &band->under, false))
		return true;
	return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				   "expected a band that ends above its beginning, found an empty "
				   "one");
}

static const struct pomost__block block = {
	.name = "band",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__band),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__band, scope),
	.check = check,
};

static bool
read_band(struct pomost__reader *reader, const struct pomost__node *node,
	  const struct pomost__field *field, void *slot)
{
	(void)field;
	return pomost__block_read(reader, node, &block, slot);
}

static bool
read_band_of(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	struct pomost__band *band = slot;

	if (node->kind != POMOST__SCALAR)
		return read_band(reader, node, field, slot);
	band->node = node;
	band->single = true;
	if (!pomost__read_number(reader, node, &band->from.ratio))
		return false;
	band->from.node = node;
	band->to = band->from;
	return true;
}

const struct pomost__kind pomost__kind_band = {"band", read_band, "{\"$ref\": \"#/$defs/band\"}"};
const struct pomost__kind pomost__kind_band_of = {
	"number or band", read_band_of,
	"{\"anyOf\": [{\"$ref\": \"#/$defs/number\"}, {\"$ref\": \"#/$defs/band\"}]}"};

bool
pomost__band_holds(const struct pomost__band *band, const struct pomost__ratio *value)
{
	return (!band->from.node || pomost__ratio_compare(value, &band->from.ratio) >= 0) &&
	       (!band->over.node || pomost__ratio_compare(value, &band->over.ratio) > 0) &&
	       (!band->to.node || pomost__ratio_compare(value, &band->to.ratio) <= 0) &&
	       (!band->under.node || pomost__ratio_compare(value, &band->under.ratio) < 0);
}

/* A whole number from 0; false where an end is something else. */
static bool
whole(const struct pomost__number *number, int64_t *value)
{
	if (!number->node)
		return true;
	return pomost__ratio_to_i64(&number->ratio, 0, 0, value, NULL) == POMOST_OK && *value >= 0;
}

bool
pomost__band_whole(const struct pomost__band *band, int32_t limit, int32_t *least, int32_t *most)
{
	int64_t from = 1;
	int64_t over = 0;
	int64_t to = limit;
	int64_t under = (int64_t)limit + 1;

	if (!whole(&band->from, &from) || !whole(&band->over, &over) || !whole(&band->to, &to) ||
	    !whole(&band->under, &under))
		return false;
	if (over >= from)
		from = over + 1;
	if (under <= to)
		to = under - 1;
	if (from < 1 || to > limit || from > to)
		return false;
	*least = (int32_t)from;
	*most = band->to.node || band->under.node ? (int32_t)to : 0;
	return true;
}
