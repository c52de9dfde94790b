/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/budget.h"

#include "number/money.h"

#define SLOT(member) offsetof(struct pomost__budget, member)

static const struct pomost__field fields[] = {
	{"total", &pomost__kind_number, NULL, SLOT(total), true, "all that there is"},
	{"currency", &pomost__kind_currency, NULL, SLOT(currency), false,
	 "of the budget; the programme's when nothing is said"},
	{"parts", &pomost__kind_items, &pomost__financing_items, SLOT(parts), false,
	 "the parts of the total, by amount or share"},
	{"each", &pomost__kind_items, &pomost__financing_items, SLOT(each), false,
	 "how each part, or the total where there are none, is split again"},
};

const struct pomost__block pomost__budget_block = {
	.name = "budget",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__budget),
	.inherited = &pomost__scope_keys,
	.scope_offset = SLOT(scope),
};

static bool
share_of(struct pomost__reader *reader, const struct pomost__fund *fund, int64_t total,
	 int64_t *sum)
{
	int32_t status;

	if (fund->amount.node) {
		*sum = fund->fixed;
		return true;
	}
	status = pomost__ratio_scale_i64(&fund->share.ratio, total, 0, fund->scope.rounding.value,
					 sum, NULL);
	if (status == POMOST_OK)
		return true;
	if (status == POMOST_ERR_LIMIT)
		return pomost__reader_fail(
			reader, fund->share.node, status,
			"expected a part that fits 64 bits of minor units, found "
			"a larger one");
	return pomost__reader_fail(reader, fund->share.node, POMOST_ERR_UNSTATED,
				   "expected rounding to be stated, as the share is not a whole "
				   "number of minor units");
}

/* Splits a sum between funds; what is left goes to the rest, and without one nothing may be left. */
static bool
split(struct pomost__reader *reader, const struct pomost__list *list, int64_t total, int32_t digits,
      int64_t *sums)
{
	const struct pomost__fund *funds = list->items;
	char wanted[POMOST__MONEY_TEXT];
	char found[POMOST__MONEY_TEXT];
	uint32_t rest = UINT32_MAX;
	int64_t left = total;
	uint32_t i;

	for (i = 0; i < list->count; i++) {
		if (funds[i].share.rest && rest != UINT32_MAX)
			return pomost__reader_fail(reader, funds[i].share.node, POMOST_ERR_VALUE,
						   "expected at most one rest, found a second");
		if (funds[i].share.rest) {
			rest = i;
			continue;
		}
		if (!share_of(reader, &funds[i], total, &sums[i]))
			return false;
		/* Both are at most what fits, so the difference does not overflow. */
		left -= sums[i];
		if (left < 0)
			break;
	}
	if (left > 0 && rest != UINT32_MAX) {
		sums[rest] = left;
		return true;
	}
	if (left == 0)
		return true;
	pomost__money_format(total, digits, wanted);
	pomost__money_format(total - left, digits, found);
	return pomost__reader_fail(reader, list->node, POMOST_ERR_VALUE,
				   "expected parts that add up to %s, found %s%s", wanted, found,
				   left < 0 ? " or more" : "");
}

bool
pomost__budget_link(struct pomost__reader *reader, struct pomost__budget *budget,
		    const struct pomost__text *currency)
{
	const struct pomost__text *named = budget->currency.node ? &budget->currency : currency;
	struct pomost__reader money = *reader;
	uint32_t groups = budget->parts.count ? budget->parts.count : 1;
	bool good;
	uint32_t i;

	budget->digits = pomost__currency_digits(named->bytes, named->length);
	money.digits = budget->digits;
	good = pomost__read_money(&money, budget->total.node, &budget->sum);
	good = pomost__funds_link(reader, &budget->parts, budget->digits) && good;
	good = pomost__funds_link(reader, &budget->each, budget->digits) && good;
	if (!good)
		return false;
	budget->part_sums = pomost__arena_alloc(reader->arena, groups, sizeof *budget->part_sums);
	budget->each_sums = pomost__arena_alloc(reader->arena, groups * (size_t)budget->each.count,
						sizeof *budget->each_sums);
	if (!budget->part_sums || !budget->each_sums)
		return pomost__reader_nomem(reader);
	budget->part_sums[0] = budget->sum;
	if (budget->parts.count &&
	    !split(reader, &budget->parts, budget->sum, budget->digits, budget->part_sums))
		return false;
	for (i = 0; i < groups && budget->each.count; i++) {
		if (!split(reader, &budget->each, budget->part_sums[i], budget->digits,
			   budget->each_sums + (size_t)i * budget->each.count))
			return false;
	}
	return true;
}
