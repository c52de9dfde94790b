/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of a programme at its top. */
#include "number/money.h"
#include "rules/programme.h"

static const struct pomost__range version = {1, 1};
static const struct pomost__range counts = {0, INT64_MAX};
static const char *const vats[] = {[1] = "net", [2] = "gross"};
static const struct pomost__words vat_words = {vats, 3};

static const struct pomost__field source_fields[] = {
	{"title", &pomost__kind_text, NULL, offsetof(struct pomost__source, title), true,
	 "what the source is called"},
	{"address", &pomost__kind_text, NULL, offsetof(struct pomost__source, address), false,
	 "where it was found"},
	{"seen", &pomost__kind_date, NULL, offsetof(struct pomost__source, seen), true,
	 "the day on which it was read"},
};

static const struct pomost__block source_block = {
	.name = "source",
	.fields = source_fields,
	.count = sizeof source_fields / sizeof *source_fields,
	.size = sizeof(struct pomost__source),
};

static const struct pomost__field source_row = {
	"NAME",        &pomost__kind_mapping,
	&source_block, offsetof(struct pomost__source_entry, source),
	false,         "a source, by the name under which rules cite it"};
static const struct pomost__entries sources = {&source_row, sizeof(struct pomost__source_entry)};

static const struct pomost__field assumed_row = {
	"PATH", &pomost__kind_text,
	NULL,   offsetof(struct pomost__assumed_entry, reason),
	false,  "why the value at the path stands though no source states it"};
static const struct pomost__entries assumed = {&assumed_row, sizeof(struct pomost__assumed_entry)};

static const struct pomost__field target_row = {
	"NAME", &pomost__kind_integer, &counts, offsetof(struct pomost__target_entry, count),
	false,  "at least so many"};
static const struct pomost__entries targets = {&target_row, sizeof(struct pomost__target_entry)};

static const struct pomost__field period_fields[] = {
	{"from", &pomost__kind_date, NULL, offsetof(struct pomost__period, from), false,
	 "the first day"},
	{"to", &pomost__kind_date, NULL, offsetof(struct pomost__period, to), false,
	 "the last day"},
};

static bool
check_period(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__period *period = item;

	if (period->from.node && period->to.node && period->from.day > period->to.day)
		return pomost__reader_fail(
			reader, node, POMOST_ERR_VALUE,
			"expected a period that ends after it begins, found %s to %s",
			period->from.node->text, period->to.node->text);
	return true;
}

static const struct pomost__block period_block = {
	.name = "period",
	.fields = period_fields,
	.count = sizeof period_fields / sizeof *period_fields,
	.size = sizeof(struct pomost__period),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__period, scope),
	.check = check_period,
};

static bool
read_currency(struct pomost__reader *reader, const struct pomost__node *node,
	      const struct pomost__field *field, void *slot)
{
	struct pomost__echo echo;

	if (!pomost__kind_text.read(reader, node, field, slot))
		return false;
	if (pomost__currency_digits(node->text, node->length) >= 0)
		return true;
	return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				   "expected a currency of ISO 4217 such as PLN, found %s",
				   pomost__node_found(&echo, node));
}

static const struct pomost__kind kind_currency = {
	"currency", read_currency, "{\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\"}"};

#define SLOT(member) offsetof(struct pomost__rules, member)

static const struct pomost__field fields[] = {
	{"pomost", &pomost__kind_integer, &version, SLOT(version), true,
	 "the version of this format: 1"},
	{"id", &pomost__kind_name, NULL, SLOT(id), true, "by which cases name the programme"},
	{"name", &pomost__kind_text, NULL, SLOT(name), true, "the programme's name"},
	{"currency", &kind_currency, NULL, SLOT(currency), true, "by its code in ISO 4217"},
	{"operator", &pomost__kind_text, NULL, SLOT(operator), false, "who runs it"},
	{"region", &pomost__kind_text, NULL, SLOT(region), false, "where it runs"},
	{"fund", &pomost__kind_text, NULL, SLOT(fund), false, "what pays for it"},
	{"period", &pomost__kind_mapping, &period_block, SLOT(period), false,
	 "when it runs; an agreement outside is refused"},
	{"vat", &pomost__kind_word, &vat_words, SLOT(vat), false,
	 "whether amounts are net or gross"},
	{"sources", &pomost__kind_entries, &sources, SLOT(sources), true, "what states the rules"},
	{"assumed", &pomost__kind_entries, &assumed, SLOT(assumed), false,
	 "what no source states, each value by its path, with the reason"},
	{"grant", &pomost__kind_mapping, &pomost__grant_block, SLOT(grant), false,
	 "one-off money to create a workplace"},
	{"bridging", &pomost__kind_mapping, &pomost__bridging_block, SLOT(bridging), false,
	 "monthly money after that"},
	{"caps", &pomost__kind_items, &pomost__caps_items, SLOT(caps), false,
	 "ceilings, which act in their order"},
	{"financing", &pomost__kind_items, &pomost__financing_items, SLOT(financing), false,
	 "how each payment is split between funds"},
	{"call", &pomost__kind_mapping, &pomost__call_block, SLOT(call), false,
	 "how applications are ranked"},
	{"targets", &pomost__kind_entries, &targets, SLOT(targets), false,
	 "what the programme is to reach, at least"},
};

const struct pomost__block pomost__programme_block = {
	.name = "programme",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__rules),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__rules, scope),
};
