/* SPDX-License-Identifier: Apache-2.0 */
/* Who gets the money: what holds for the entity, and what it had before. */
#include "case/keys.h"

#include <string.h>

static const struct pomost__range people = {0, INT32_MAX};

#define SLOT(type, member) offsetof(struct pomost__##type, member)

static bool
read_earlier(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	static const struct pomost__range numbers = {0, INT32_MAX};
	const struct pomost_programme *programme = reader->owner;
	const struct pomost__field number = {.key = field->key, .detail = &numbers};
	struct pomost__earlier_entry *entry = slot;
	struct pomost__echo echo;
	uint32_t first;
	uint32_t last;

	if (strcmp(node->key, "workplaces") == 0)
		return pomost__kind_integer.read(reader, node, &number, &entry->workplaces);
	if (!pomost__programme_parts(programme, node->key, &first, &last))
		return pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
					   "expected a part of the programme, bridging, total or "
					   "workplaces, found %s",
					   pomost__echo(&echo, node->key, node->key_length));
	return pomost__kind_money.read(reader, node, field, &entry->amount);
}

static const struct pomost__kind kind_earlier = {"money", read_earlier,
						 "{\"$ref\": \"#/$defs/money\"}"};
static const struct pomost__field earlier_row = {
	"PART", &kind_earlier,
	NULL,   0,
	false,  "money that the entity had before under a part; under `workplaces` a number"};
static const struct pomost__entries earlier = {&earlier_row, sizeof(struct pomost__earlier_entry)};

static bool
read_count(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__field *field, void *slot)
{
	const struct pomost__field number = {.key = field->key, .detail = &people};
	const struct pomost_programme *programme = reader->owner;
	uint32_t index;

	if (!pomost__names_find(&programme->counts, node->key, &index))
		return pomost__case_unknown(reader, node, "count", node->key, &programme->counts);
	return pomost__kind_integer.read(reader, node, &number, slot);
}

static const struct pomost__kind kind_count = {
	"whole number", read_count,
	"{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 0, \"maximum\": "
	"2147483647}, {\"type\": \"string\", \"pattern\": \"^(0|[1-9][0-9]*)$\"}]}"};
static const struct pomost__field count_row = {
	"NAME", &kind_count,
	NULL,   SLOT(count_entry, count),
	false,  "how many, of what a need of the programme names"};
static const struct pomost__entries entity_counts = {&count_row,
						     sizeof(struct pomost__count_entry)};

static const struct pomost__field aid_fields[] = {
	{"date", &pomost__kind_date, NULL, SLOT(aid, date), true,
	 "the day on which it was granted"},
	{"amount", &pomost__kind_number, NULL, SLOT(aid, amount), true,
	 "how much, in the currency of the ceiling"},
	{"entity", &pomost__kind_text, NULL, SLOT(aid, entity), false,
	 "who had it, where it is a linked entity"},
};

static bool
check_aid(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__aid *aid = item;

	(void)node;
	return pomost__ratio_sign(&aid->amount.ratio) >= 0 ||
	       pomost__reader_fail(reader, aid->amount.node, POMOST_ERR_VALUE,
				   "expected aid not below zero, found \"%s\"",
				   aid->amount.node->text);
}

static const struct pomost__block aid_block = {
	.name = "aid",
	.fields = aid_fields,
	.count = sizeof aid_fields / sizeof *aid_fields,
	.size = sizeof(struct pomost__aid),
	.check = check_aid,
};
static const struct pomost__items aids = {&aid_block, POMOST_LIMIT_EVENTS};

static const struct pomost__field entity_fields[] = {
	{"id", &pomost__kind_text, NULL, SLOT(entity, id), true, "by which registers name it"},
	{"name", &pomost__kind_text, NULL, SLOT(entity, name), false, "its name"},
	{"traits", &pomost__kind_sequence, &pomost__trait_entries, SLOT(entity, traits), false,
	 "what holds for the entity"},
	{"counts", &pomost__kind_entries, &entity_counts, SLOT(entity, counts), false,
	 "how many people or things that needs of the programme count"},
	{"earlier", &pomost__kind_entries, &earlier, SLOT(entity, earlier), false,
	 "what it had before, which caps per entity count"},
	{"aid", &pomost__kind_items, &aids, SLOT(entity, aid), false,
	 "the aid that it and linked entities had"},
	{"requested", &pomost__kind_entity_claims, &pomost__entity_claim_entries,
	 SLOT(entity, requested), false, "what is claimed for parts that are paid once"},
};

const struct pomost__block pomost__entity_block = {
	.name = "entity",
	.fields = entity_fields,
	.count = sizeof entity_fields / sizeof *entity_fields,
	.size = sizeof(struct pomost__entity),
};
