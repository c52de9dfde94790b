/* SPDX-License-Identifier: Apache-2.0 */
/* The root of an application, its workplaces, and what it leaves out. */
#include "case/application.h"

#include <string.h>

#include "case/keys.h"

static const struct pomost__range version = {1, 1};
static const struct pomost__range counts = {1, POMOST_LIMIT_WORKPLACES};

#define SLOT(type, member) offsetof(struct pomost__##type, member)

static const struct pomost__field workplace_fields[] = {
	{"id", &pomost__kind_text, NULL, SLOT(workplace_entry, id), false,
	 "by which the award names it"},
	{"count", &pomost__kind_integer, &counts, SLOT(workplace_entry, count), false,
	 "so many alike, named w and their place"},
	{"employed", &pomost__kind_date, NULL, SLOT(workplace_entry, employed), false,
	 "the first day of employment"},
	{"job-fraction", &pomost__kind_job_fraction, NULL, SLOT(workplace_entry, fraction), true,
	 "1 for full time, 1/2, 36/40"},
	{"traits", &pomost__kind_sequence, &pomost__trait_entries, SLOT(workplace_entry, traits),
	 false, "what holds for this workplace"},
	{"months", &pomost__kind_integer, &pomost__month_counts, SLOT(workplace_entry, months),
	 false, "for how many months, where a rule leaves it to the case"},
	{"requested", &pomost__kind_either, &pomost__claim_forms, SLOT(workplace_entry, requested),
	 false, "what is claimed for each workplace: the grant, or part by part"},
};

static const char *const one_of[] = {"id", "count", NULL};

static const struct pomost__block workplace_block = {
	.name = "workplace",
	.fields = workplace_fields,
	.count = sizeof workplace_fields / sizeof *workplace_fields,
	.size = sizeof(struct pomost__workplace_entry),
	.one_of = one_of,
};
static const struct pomost__items workplaces = {&workplace_block, POMOST_LIMIT_WORKPLACES};

/* A part that the case does not ask for. */
static bool
read_without(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	struct pomost__text *name = slot;

	(void)field;
	return pomost__read_name(reader, node, name) &&
	       pomost__case_part(reader, node, name->bytes);
}

static const struct pomost__kind kind_without = {"name", read_without, "{\"type\": \"string\"}"};
static const struct pomost__field without_row = {"PART", &kind_without, NULL, 0, false, "a part"};
static const struct pomost__entries without = {&without_row, sizeof(struct pomost__text)};

static bool
read_stage_months(struct pomost__reader *reader, const struct pomost__node *node,
		  const struct pomost__field *field, void *slot)
{
	const struct pomost__field number = {.key = field->key, .detail = &pomost__month_counts};
	const struct pomost_programme *programme = reader->owner;
	struct pomost__echo echo;
	uint32_t part;

	if (!pomost__programme_part(programme, node->key, &part) ||
	    programme->parts[part].kind != POMOST__PART_STAGE)
		return pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
					   "expected a phase of the programme, found %s",
					   pomost__echo(&echo, node->key, node->key_length));
	return pomost__kind_integer.read(reader, node, &number, slot);
}

static const struct pomost__kind kind_stage_months = {
	"whole number", read_stage_months,
	"{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 1200}, "
	"{\"type\": \"string\", \"pattern\": \"^[1-9][0-9]*$\"}]}"};
static const struct pomost__field months_row = {
	"PHASE", &kind_stage_months,
	NULL,    SLOT(months_entry, months),
	false,   "for how many months, where the phase leaves it to the case"};
static const struct pomost__entries stage_months = {&months_row,
						    sizeof(struct pomost__months_entry)};

static bool
read_rate(struct pomost__reader *reader, const struct pomost__node *node,
	  const struct pomost__field *field, void *slot)
{
	struct pomost__number *rate = slot;
	struct pomost__echo echo;

	return pomost__kind_number.read(reader, node, field, slot) &&
	       (pomost__ratio_sign(&rate->ratio) > 0 ||
		pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				    "expected a rate above zero, found %s",
				    pomost__node_found(&echo, node)));
}

static const struct pomost__kind kind_rate = {"number", read_rate,
					      "{\"$ref\": \"#/$defs/number\"}"};

static bool
read_programme_id(struct pomost__reader *reader, const struct pomost__node *node,
		  const struct pomost__field *field, void *slot)
{
	const struct pomost_programme *programme = reader->owner;
	struct pomost__echo echo;

	if (!pomost__kind_name.read(reader, node, field, slot))
		return false;
	if (strcmp(node->text, programme->rules.id.bytes) == 0)
		return true;
	return pomost__reader_fail(reader, node, POMOST_ERR_MISMATCH,
				   "expected a case of the programme \"%s\", found one of %s",
				   programme->rules.id.bytes, pomost__node_found(&echo, node));
}

static const struct pomost__kind kind_programme_id = {"name", read_programme_id,
						      "{\"type\": \"string\"}"};

static const struct pomost__field fields[] = {
	{"pomost", &pomost__kind_integer, &version, SLOT(application, version), true,
	 "the version of this format: 1"},
	{"id", &pomost__kind_text, NULL, SLOT(application, id), true,
	 "by which the award names the case"},
	{"programme", &kind_programme_id, NULL, SLOT(application, programme), true,
	 "the id of the programme"},
	{"agreement", &pomost__kind_date, NULL, SLOT(application, agreement), false,
	 "the day of the agreement"},
	{"dates", &pomost__kind_entries, &pomost__date_entries, SLOT(application, dates), false,
	 "other days that rules of the programme name"},
	{"rate", &kind_rate, NULL, SLOT(application, rate), false,
	 "money units for 1 EUR, for ceilings of aid"},
	{"entity", &pomost__kind_mapping, &pomost__entity_block, SLOT(application, entity), false,
	 "who gets the money"},
	{"decisions", &pomost__kind_entries, &pomost__decision_entries,
	 SLOT(application, decisions), false, "what the operator decided"},
	{"without", &pomost__kind_sequence, &without, SLOT(application, without), false,
	 "parts that are not asked for"},
	{"months", &pomost__kind_entries, &stage_months, SLOT(application, months), false,
	 "for how many months phases are, where they leave it to the case"},
	{"workplaces", &pomost__kind_items, &workplaces, SLOT(application, workplaces), true,
	 "the created workplaces"},
	{"events", &pomost__kind_items, &pomost__event_items, SLOT(application, events), false,
	 "what happened after the award"},
};

const struct pomost__block pomost__application_block = {
	.name = "case",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__application),
};
