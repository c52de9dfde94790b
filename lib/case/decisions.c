/* SPDX-License-Identifier: Apache-2.0 */
/* What the operator decided, and other days that rules of the programme name. */
#include "case/keys.h"

#define SLOT(type, member) offsetof(struct pomost__##type, member)

/* `true`, or the day on which it was applied for and decided. */
static bool
read_plain_decision(struct pomost__reader *reader, const struct pomost__node *node,
		    const struct pomost__field *field, void *slot)
{
	struct pomost__decision *decision = slot;
	struct pomost__echo echo;

	decision->node = node;
	if (pomost__text_is(node, "true")) {
		decision->undated = true;
		return true;
	}
	if (node->length == 0 || node->text[0] < '0' || node->text[0] > '9')
		return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
					   "expected true or a date, found %s",
					   pomost__node_found(&echo, node));
	if (!pomost__kind_date.read(reader, node, field, &decision->decided))
		return false;
	decision->applied = decision->decided;
	return true;
}

static const struct pomost__kind kind_plain_decision = {
	"true or a date", read_plain_decision,
	"{\"anyOf\": [{\"const\": true}, {\"const\": \"true\"}, {\"type\": \"string\", \"format\": "
	"\"date\"}]}"};

static const struct pomost__field decision_fields[] = {
	{"applied", &pomost__kind_date, NULL, SLOT(decision, applied), false,
	 "the day of the application"},
	{"decided", &pomost__kind_date, NULL, SLOT(decision, decided), false,
	 "the day of the decision; without it nothing is decided"},
	{"starts", &pomost__kind_date, NULL, SLOT(decision, starts), false,
	 "a day in the month with which the phase starts"},
	{"months", &pomost__kind_integer, &pomost__month_counts, SLOT(decision, months), false,
	 "for how many months, where a phase leaves it to the case"},
};

static bool
check_decision(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__decision *decision = item;

	(void)node;
	if (decision->applied.node && decision->decided.node &&
	    decision->applied.day > decision->decided.day)
		return pomost__reader_fail(
			reader, decision->decided.node, POMOST_ERR_VALUE,
			"expected a day not before the application of %s, found %s",
			decision->applied.node->text, decision->decided.node->text);
	return true;
}

static const struct pomost__block decision_block = {
	.name = "decision",
	.fields = decision_fields,
	.count = sizeof decision_fields / sizeof *decision_fields,
	.size = sizeof(struct pomost__decision),
	.check = check_decision,
};

static const struct pomost__field plain_decision = {"decisions", &kind_plain_decision,
						    NULL,        SLOT(decision_value, plain),
						    false,       "true, or its date"};
static const struct pomost__field full_decision = {"decisions",     &pomost__kind_mapping,
						   &decision_block, SLOT(decision_value, full),
						   false,           "its dates one by one"};
static const struct pomost__either decision_forms = {&plain_decision, NULL, &full_decision};

static bool
read_decision(struct pomost__reader *reader, const struct pomost__node *node,
	      const struct pomost__field *field, void *slot)
{
	const struct pomost_programme *programme = reader->owner;
	uint32_t index;

	if (!pomost__names_find(&programme->names, node->key, &index))
		return pomost__case_unknown(reader, node, "decision", node->key, &programme->names);
	return pomost__kind_either.read(reader, node, field, slot);
}

static const struct pomost__kind kind_decision = {"true, a date or a mapping", read_decision, NULL,
						  &pomost__kind_either};
static const struct pomost__field decision_row = {
	"NAME",
	&kind_decision,
	&decision_forms,
	SLOT(decision_entry, value),
	false,
	"a decision that a rule of the programme names: true, its date, or its dates one by one"};
const struct pomost__entries pomost__decision_entries = {&decision_row,
							 sizeof(struct pomost__decision_entry)};

static bool
read_named_date(struct pomost__reader *reader, const struct pomost__node *node,
		const struct pomost__field *field, void *slot)
{
	const struct pomost_programme *programme = reader->owner;
	uint32_t index;

	if (!pomost__names_find(&programme->dates, node->key, &index))
		return pomost__case_unknown(reader, node, "date", node->key, &programme->dates);
	return pomost__kind_date.read(reader, node, field, slot);
}

static const struct pomost__kind kind_named_date = {"date", read_named_date,
						    "{\"type\": \"string\", \"format\": \"date\"}"};
static const struct pomost__field date_row = {"NAME", &kind_named_date,
					      NULL,   SLOT(date_entry, day),
					      false,  "a day that a rule of the programme names"};
const struct pomost__entries pomost__date_entries = {&date_row, sizeof(struct pomost__date_entry)};
