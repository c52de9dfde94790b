/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of a programme at its top. */
#include "base/limits.h"
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

/* Hours are an exact number not below zero. */
static bool
read_hours(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__field *field, void *slot)
{
	struct pomost__number *hours = slot;
	struct pomost__echo echo;

	return pomost__kind_number.read(reader, node, field, slot) &&
	       (pomost__ratio_sign(&hours->ratio) >= 0 ||
		pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				    "expected hours not below zero, found %s",
				    pomost__node_found(&echo, node)));
}

static const struct pomost__kind kind_hours = {"number", read_hours,
					       "{\"$ref\": \"#/$defs/number\"}"};

#define SERVICE(member) offsetof(struct pomost__service, member)

static const struct pomost__field service_fields[] = {
	{"name", &pomost__kind_text, NULL, SERVICE(name), true, "what is done"},
	{"count", &pomost__kind_integer, &counts, SERVICE(count), false, "how often"},
	{"hours", &kind_hours, NULL, SERVICE(hours), false, "how many hours, with decimals"},
};

static const struct pomost__block service_block = {
	.name = "service",
	.fields = service_fields,
	.count = sizeof service_fields / sizeof *service_fields,
	.size = sizeof(struct pomost__service),
	.inherited = &pomost__scope_keys,
	.scope_offset = SERVICE(scope),
};

static const struct pomost__items services = {&service_block, POMOST_LIMIT_KEYS};

static const struct pomost__field edition_fields[] = {
	{"from", &pomost__kind_date, NULL, offsetof(struct pomost__edition, from), true,
	 "the first day of the edition"},
	{"at", &pomost__kind_anchor, NULL, offsetof(struct pomost__edition, at), true,
	 "the moment of a case by which the edition is chosen"},
};

static const struct pomost__block edition_block = {
	.name = "edition",
	.fields = edition_fields,
	.count = sizeof edition_fields / sizeof *edition_fields,
	.size = sizeof(struct pomost__edition),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__edition, scope),
};

#define SLOT(member) offsetof(struct pomost__rules, member)

static const struct pomost__field fields[] = {
	{"pomost", &pomost__kind_integer, &version, SLOT(version), true,
	 "the version of this format: 1"},
	{"id", &pomost__kind_name, NULL, SLOT(id), true, "by which cases name the programme"},
	{"name", &pomost__kind_text, NULL, SLOT(name), true, "the programme's name"},
	{"currency", &pomost__kind_currency, NULL, SLOT(currency), true, "by its code in ISO 4217"},
	{"operator", &pomost__kind_text, NULL, SLOT(operator), false, "who runs it"},
	{"region", &pomost__kind_text, NULL, SLOT(region), false, "where it runs"},
	{"fund", &pomost__kind_text, NULL, SLOT(fund), false, "what pays for it"},
	{"period", &pomost__kind_mapping, &period_block, SLOT(period), false,
	 "when it runs; an agreement outside is refused"},
	{"edition", &pomost__kind_mapping, &edition_block, SLOT(edition), false,
	 "from when this file holds, where several have the same id"},
	{"vat", &pomost__kind_word, &vat_words, SLOT(vat), false,
	 "whether amounts are net or gross"},
	{"sources", &pomost__kind_entries, &sources, SLOT(sources), true, "what states the rules"},
	{"assumed", &pomost__kind_entries, &assumed, SLOT(assumed), false,
	 "what no source states, each value by its path, with the reason"},
	{"grant", &pomost__kind_mapping, &pomost__grant_block, SLOT(grant), false,
	 "one-off money to create a workplace"},
	{"components", &pomost__kind_items, &pomost__components_items, SLOT(components), false,
	 "other one-off money"},
	{"bridging", &pomost__kind_mapping, &pomost__bridging_block, SLOT(bridging), false,
	 "monthly money after that"},
	{"needs", &pomost__kind_items, &pomost__needs_items, SLOT(needs), false,
	 "what a case must have; one that has it not is refused"},
	{"together", &pomost__kind_sequence, &pomost__names_entries, SLOT(together), false,
	 "parts that are paid for a workplace all or not at all"},
	{"caps", &pomost__kind_items, &pomost__caps_items, SLOT(caps), false,
	 "ceilings, which act in their order"},
	{"financing", &pomost__kind_items, &pomost__financing_items, SLOT(financing), false,
	 "how each payment is split between funds"},
	{"call", &pomost__kind_mapping, &pomost__call_block, SLOT(call), false,
	 "how applications are ranked"},
	{"durability", &pomost__kind_mapping, &pomost__span_block, SLOT(durability), false,
	 "how long a workplace must be kept"},
	{"vacancy", &pomost__kind_mapping, &pomost__vacancy_block, SLOT(vacancy), false,
	 "what happens while a workplace stands vacant"},
	{"suspension", &pomost__kind_mapping, &pomost__suspension_block, SLOT(suspension), false,
	 "what happens while a workplace is suspended"},
	{"repayment", &pomost__kind_mapping, &pomost__repayment_block, SLOT(repayment), false,
	 "what is paid back when a workplace is not kept"},
	{"budget", &pomost__kind_mapping, &pomost__budget_block, SLOT(budget), false,
	 "what money the programme has"},
	{"targets", &pomost__kind_entries, &targets, SLOT(targets), false,
	 "what the programme is to reach, at least"},
	{"services", &pomost__kind_items, &services, SLOT(services), false,
	 "what it does besides paying"},
};

const struct pomost__block pomost__programme_block = {
	.name = "programme",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__rules),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__rules, scope),
};
