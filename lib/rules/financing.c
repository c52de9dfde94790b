/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/financing.h"

#include <string.h>

static bool
read_share(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__field *field, void *slot)
{
	struct pomost__fund_share *share = slot;
	struct pomost__ratio one;
	struct pomost__echo echo;

	(void)field;
	share->node = node;
	if (pomost__text_is(node, "rest")) {
		share->rest = true;
		return true;
	}
	if (!pomost__read_number(reader, node, &share->ratio))
		return false;
	pomost__ratio_from_i64(1, 0, &one);
	if (pomost__ratio_sign(&share->ratio) < 0 || pomost__ratio_compare(&share->ratio, &one) > 0)
		return pomost__reader_fail(
			reader, node, POMOST_ERR_VALUE,
			"expected a share from 0 to 1, such as 85%%, or rest, found %s",
			pomost__node_found(&echo, node));
	return true;
}

static const struct pomost__kind kind_share = {
	"share", read_share,
	"{\"anyOf\": [{\"const\": \"rest\"}, {\"$ref\": \"#/$defs/number\"}]}"};

static const struct pomost__field fields[] = {
	{"name", &pomost__kind_label, NULL, offsetof(struct pomost__fund, name), true,
	 "by which awards call the fund"},
	{"share", &kind_share, NULL, offsetof(struct pomost__fund, share), false,
	 "its share, or rest"},
	{"amount", &pomost__kind_number, NULL, offsetof(struct pomost__fund, amount), false,
	 "a fixed sum; of payments, it pays first, until the sum is used up"},
};

static const char *const one_of[] = {"share", "amount", NULL};

static const struct pomost__block block = {
	.name = "fund",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__fund),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__fund, scope),
	.one_of = one_of,
};

const struct pomost__items pomost__financing_items = {&block, POMOST_LIMIT_FUNDS};

static bool
check_names(struct pomost__reader *reader, const struct pomost__fund *funds, uint32_t count)
{
	uint32_t i;
	uint32_t j;

	for (i = 0; i < count; i++) {
		for (j = 0; j < i; j++) {
			if (strcmp(funds[i].name.bytes, funds[j].name.bytes) == 0)
				return pomost__reader_fail(
					reader, funds[i].name.node, POMOST_ERR_VALUE,
					"expected each fund once, found \"%s\" again",
					funds[i].name.bytes);
		}
	}
	return true;
}

bool
pomost__funds_link(struct pomost__reader *reader, const struct pomost__list *funds, int32_t digits)
{
	struct pomost__reader money = *reader;
	struct pomost__fund *items = funds->items;
	bool good = true;
	uint32_t i;

	money.digits = digits;
	for (i = 0; i < funds->count; i++) {
		if (items[i].amount.node)
			good = pomost__read_money(&money, items[i].amount.node, &items[i].fixed) &&
			       good;
	}
	return good && check_names(reader, items, funds->count);
}

bool
pomost__financing_link(struct pomost__reader *reader, const struct pomost__list *funds,
		       int32_t digits, uint32_t *rest)
{
	struct pomost__fund *items = funds->items;
	struct pomost__ratio sum;
	struct pomost__ratio one;
	bool has_rest = false;
	bool has_amount = false;
	int order;
	uint32_t i;

	if (!pomost__funds_link(reader, funds, digits))
		return false;
	for (i = 0; i < funds->count; i++) {
		if (strcmp(items[i].name.bytes, "own") == 0)
			return pomost__reader_fail(
				reader, items[i].name.node, POMOST_ERR_VALUE,
				"expected the name of a fund, found \"own\", which is "
				"the entity's contribution");
	}
	pomost__ratio_from_i64(0, 0, &sum);
	pomost__ratio_from_i64(1, 0, &one);
	*rest = funds->count ? funds->count - 1 : 0;
	for (i = 0; i < funds->count; i++) {
		const struct pomost__fund_share *share = &items[i].share;

		has_amount |= items[i].amount.node != NULL;
		if (!share->node)
			continue;
		if (!share->rest)
			pomost__share_init(&items[i].prepared, &share->ratio,
					   items[i].scope.rounding.value);
		if (share->rest && has_rest)
			return pomost__reader_fail(reader, share->node, POMOST_ERR_VALUE,
						   "expected at most one rest, found a second");
		if (share->rest) {
			has_rest = true;
			*rest = i;
		} else if (pomost__ratio_add(&sum, &share->ratio, &sum) != POMOST_OK) {
			return pomost__reader_fail(
				reader, share->node, POMOST_ERR_LIMIT,
				"expected shares whose sum has at most %d digits",
				POMOST_LIMIT_DIGITS);
		}
	}
	if (has_amount && !has_rest)
		return pomost__reader_fail(reader, funds->node, POMOST_ERR_VALUE,
					   "expected a fund that takes the rest beside one with an "
					   "amount, found none");
	order = funds->count ? pomost__ratio_compare(&sum, &one) : 0;
	if (order > 0 || (order < 0 && !has_rest)) {
		char text[POMOST__RATIO_TEXT];

		pomost__ratio_format(&sum, text);
		return pomost__reader_fail(reader, funds->node, POMOST_ERR_VALUE,
					   "expected shares that add up to 1%s, found %s",
					   has_rest ? " at most" : "", text);
	}
	return true;
}
