/* SPDX-License-Identifier: Apache-2.0 */
#include "case/application.h"

#include <string.h>

#include "text/suggest.h"

static const struct pomost__range version = {1, 1};
static const struct pomost__range counts = {1, POMOST_LIMIT_WORKPLACES};
static const struct pomost__range month_counts = {1, POMOST_LIMIT_MONTHS};
static const struct pomost__range people = {0, INT32_MAX};

/* Adds the error for a name of the case that the programme does not know. Always false. */
static bool
unknown_name(struct pomost__reader *reader, const struct pomost__node *node, const char *what,
	     const char *name, const struct pomost__names *known)
{
	const char *near = pomost__suggest(name, strlen(name), known->names, known->count);
	struct pomost__echo echo;

	pomost__echo(&echo, name, strlen(name));
	if (near)
		return pomost__reader_fail(
			reader, node, POMOST_ERR_REFERENCE,
			"expected a %s that a rule of the programme names, found %s; "
			"did you mean \"%s\"?",
			what, echo.text, near);
	return pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
				   "expected a %s that a rule of the programme names, found %s",
				   what, echo.text);
}

/* A name that a condition of the programme uses. */
static bool
read_fact(struct pomost__reader *reader, const struct pomost__node *node,
	  const struct pomost__field *field, void *slot)
{
	const struct pomost_programme *programme = reader->owner;
	struct pomost__text *name = slot;
	uint32_t index;

	(void)field;
	if (!pomost__read_name(reader, node, name))
		return false;
	return pomost__names_find(&programme->names, name->bytes, &index) ||
	       unknown_name(reader, node, "trait", name->bytes, &programme->names);
}

static const struct pomost__kind kind_fact = {"name", read_fact, "{\"type\": \"string\"}"};
static const struct pomost__field trait_row = {"NAME", &kind_fact, NULL, 0, false, "a trait"};
static const struct pomost__entries traits = {&trait_row, sizeof(struct pomost__text)};

/* A part of the programme. */
static bool
check_part(struct pomost__reader *reader, const struct pomost__node *node, const char *name)
{
	const struct pomost_programme *programme = reader->owner;
	struct pomost__echo echo;
	uint32_t part;

	if (pomost__programme_part(programme, name, &part))
		return true;
	return pomost__reader_fail(
		reader, node, POMOST_ERR_REFERENCE,
		"expected a part of the programme, the grant, a component or a phase, found %s",
		pomost__echo(&echo, name, strlen(name)));
}

/* A part that is claimed for each workplace, or once for the entity. */
static bool
check_claimed(struct pomost__reader *reader, const struct pomost__node *node, const char *name,
	      bool of_entity)
{
	const struct pomost_programme *programme = reader->owner;
	uint32_t part;

	if (!check_part(reader, node, name))
		return false;
	pomost__programme_part(programme, name, &part);
	if (programme->parts[part].per_entity == of_entity)
		return true;
	return pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
				   of_entity ? "expected a part that is paid once for the entity, "
					       "found \"%s\", which is paid for each workplace"
					     : "expected a part that is paid for each workplace, "
					       "found \"%s\", which is paid once for the entity",
				   name);
}

static const struct pomost__field sum_row = {"NAME",   &pomost__kind_money, NULL, 0, false,
					     "one sum"};
static const struct pomost__entries sums = {&sum_row, sizeof(struct pomost__money)};

static const struct pomost__field claimed_sum = {
	"requested", &pomost__kind_money,
	NULL,        offsetof(struct pomost__claimed, sum),
	false,       "the grant, or the sum of each month"};
static const struct pomost__field claimed_sums = {
	"requested", &pomost__kind_sequence,
	&sums,       offsetof(struct pomost__claimed, sums),
	false,       "one sum for each month of the phases of this name"};
static const struct pomost__either claimed_forms = {&claimed_sum, &claimed_sums, NULL};

/* What is claimed under the name of a part. */
static bool
read_claimed(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	return check_claimed(reader, node, node->key, false) &&
	       pomost__kind_either.read(reader, node, field, slot);
}

static const struct pomost__kind kind_claimed = {"money", read_claimed, NULL, &pomost__kind_either};
static const struct pomost__field claim_row = {
	"PART",         &kind_claimed,
	&claimed_forms, offsetof(struct pomost__claim, claimed),
	false,          "what is claimed for a part: one sum, or a list of one for each month"};
static const struct pomost__entries claims = {&claim_row, sizeof(struct pomost__claim)};

/* What is claimed without the name of a part is claimed for the grant. */
static bool
read_grant_claim(struct pomost__reader *reader, const struct pomost__node *node,
		 const struct pomost__field *field, void *slot)
{
	return check_claimed(reader, node, "grant", false) &&
	       pomost__kind_money.read(reader, node, field, slot);
}

/* What the entity claims for what it is paid once. */
static bool
read_entity_claim(struct pomost__reader *reader, const struct pomost__node *node,
		  const struct pomost__field *field, void *slot)
{
	struct pomost__claimed *claimed = slot;

	if (!check_claimed(reader, node, node->key, true) ||
	    !pomost__kind_money.read(reader, node, field, &claimed->sum))
		return false;
	claimed->node = node;
	return true;
}

static const struct pomost__kind kind_entity_claim = {"money", read_entity_claim,
						      "{\"$ref\": \"#/$defs/money\"}"};
static const struct pomost__field entity_claim_row = {
	"PART", &kind_entity_claim,
	NULL,   offsetof(struct pomost__claim, claimed),
	false,  "what is claimed for a part that is paid once"};
static const struct pomost__entries entity_claims = {&entity_claim_row,
						     sizeof(struct pomost__claim)};

/* The slot is that of all claims. */
static bool
read_entity_claims(struct pomost__reader *reader, const struct pomost__node *node,
		   const struct pomost__field *field, void *slot)
{
	struct pomost__requested *requested = slot;

	requested->node = node;
	return pomost__kind_entries.read(reader, node, field, &requested->parts);
}

static const struct pomost__kind kind_entity_claims = {"mapping", read_entity_claims, NULL,
						       &pomost__kind_entries};

static const struct pomost__kind kind_grant_claim = {"money", read_grant_claim,
						     "{\"$ref\": \"#/$defs/money\"}"};
static const struct pomost__field grant_claim = {
	"requested", &kind_grant_claim, NULL, offsetof(struct pomost__requested, grant),
	false,       "the grant"};
static const struct pomost__field part_claims = {
	"requested", &pomost__kind_entries, &claims, offsetof(struct pomost__requested, parts),
	false,       "part by part"};
static const struct pomost__either requested_forms = {&grant_claim, NULL, &part_claims};

static bool
read_fraction(struct pomost__reader *reader, const struct pomost__node *node,
	      const struct pomost__field *field, void *slot)
{
	struct pomost__number *fraction = slot;
	struct pomost__ratio one;
	struct pomost__echo echo;

	if (!pomost__kind_number.read(reader, node, field, slot))
		return false;
	pomost__ratio_from_i64(1, 0, &one);
	if (pomost__ratio_sign(&fraction->ratio) > 0 &&
	    pomost__ratio_compare(&fraction->ratio, &one) <= 0)
		return true;
	return pomost__reader_fail(
		reader, node, POMOST_ERR_VALUE,
		"expected a job fraction over 0 and up to 1, such as 3/4, found %s",
		pomost__node_found(&echo, node));
}

static const struct pomost__kind kind_fraction = {"job fraction", read_fraction,
						  "{\"$ref\": \"#/$defs/number\"}"};

#define SLOT(type, member) offsetof(struct pomost__##type, member)

static const struct pomost__field workplace_fields[] = {
	{"id", &pomost__kind_text, NULL, SLOT(workplace_entry, id), false,
	 "by which the award names it"},
	{"count", &pomost__kind_integer, &counts, SLOT(workplace_entry, count), false,
	 "so many alike, named w and their place"},
	{"employed", &pomost__kind_date, NULL, SLOT(workplace_entry, employed), false,
	 "the first day of employment"},
	{"job-fraction", &kind_fraction, NULL, SLOT(workplace_entry, fraction), true,
	 "1 for full time, 1/2, 36/40"},
	{"traits", &pomost__kind_sequence, &traits, SLOT(workplace_entry, traits), false,
	 "what holds for this workplace"},
	{"months", &pomost__kind_integer, &month_counts, SLOT(workplace_entry, months), false,
	 "for how many months, where a rule leaves it to the case"},
	{"requested", &pomost__kind_either, &requested_forms, SLOT(workplace_entry, requested),
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
		return unknown_name(reader, node, "count", node->key, &programme->counts);
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
	{"traits", &pomost__kind_sequence, &traits, SLOT(entity, traits), false,
	 "what holds for the entity"},
	{"counts", &pomost__kind_entries, &entity_counts, SLOT(entity, counts), false,
	 "how many people or things that needs of the programme count"},
	{"earlier", &pomost__kind_entries, &earlier, SLOT(entity, earlier), false,
	 "what it had before, which caps per entity count"},
	{"aid", &pomost__kind_items, &aids, SLOT(entity, aid), false,
	 "the aid that it and linked entities had"},
	{"requested", &kind_entity_claims, &entity_claims, SLOT(entity, requested), false,
	 "what is claimed for parts that are paid once"},
};

static const struct pomost__block entity_block = {
	.name = "entity",
	.fields = entity_fields,
	.count = sizeof entity_fields / sizeof *entity_fields,
	.size = sizeof(struct pomost__entity),
};

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
	{"months", &pomost__kind_integer, &month_counts, SLOT(decision, months), false,
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
		return unknown_name(reader, node, "decision", node->key, &programme->names);
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
static const struct pomost__entries decisions = {&decision_row,
						 sizeof(struct pomost__decision_entry)};

static bool
read_named_date(struct pomost__reader *reader, const struct pomost__node *node,
		const struct pomost__field *field, void *slot)
{
	const struct pomost_programme *programme = reader->owner;
	uint32_t index;

	if (!pomost__names_find(&programme->dates, node->key, &index))
		return unknown_name(reader, node, "date", node->key, &programme->dates);
	return pomost__kind_date.read(reader, node, field, slot);
}

static const struct pomost__kind kind_named_date = {"date", read_named_date,
						    "{\"type\": \"string\", \"format\": \"date\"}"};
static const struct pomost__field date_row = {"NAME", &kind_named_date,
					      NULL,   SLOT(date_entry, day),
					      false,  "a day that a rule of the programme names"};
static const struct pomost__entries dates = {&date_row, sizeof(struct pomost__date_entry)};

/* A part that the case does not ask for. */
static bool
read_without(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	struct pomost__text *name = slot;

	(void)field;
	return pomost__read_name(reader, node, name) && check_part(reader, node, name->bytes);
}

static const struct pomost__kind kind_without = {"name", read_without, "{\"type\": \"string\"}"};
static const struct pomost__field without_row = {"PART", &kind_without, NULL, 0, false, "a part"};
static const struct pomost__entries without = {&without_row, sizeof(struct pomost__text)};

static bool
read_stage_months(struct pomost__reader *reader, const struct pomost__node *node,
		  const struct pomost__field *field, void *slot)
{
	const struct pomost__field number = {.key = field->key, .detail = &month_counts};
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

static const char *const whats[] = {
	[POMOST__EVENT_VACATED] = "vacated",
	[POMOST__EVENT_REFILLED] = "refilled",
	[POMOST__EVENT_CLOSED] = "closed",
	[POMOST__EVENT_JOB_FRACTION] = "job-fraction",
	[POMOST__EVENT_SUSPENDED] = "suspended",
	[POMOST__EVENT_RESUMED] = "resumed",
	[POMOST__EVENT_AGREEMENT_ENDED] = "agreement-ended",
};
static const struct pomost__words what_words = {whats, sizeof whats / sizeof *whats};

static const struct pomost__field event_fields[] = {
	{"on", &pomost__kind_date, NULL, SLOT(event, on), true, "the day"},
	{"what", &pomost__kind_word, &what_words, SLOT(event, what), true, "what happened"},
	{"workplace", &pomost__kind_text, NULL, SLOT(event, workplace), false,
	 "to which workplace; to all when nothing is said"},
	{"to", &kind_fraction, NULL, SLOT(event, to), false, "the job fraction from then on"},
};

static bool
check_event(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__event *event = item;
	bool is_fraction = event->what.value == POMOST__EVENT_JOB_FRACTION;

	if (is_fraction != (event->to.node != NULL))
		return pomost__reader_fail(
			reader, node, is_fraction ? POMOST_ERR_KEY_MISSING : POMOST_ERR_VALUE,
			is_fraction ? "expected to beside job-fraction, found none"
				    : "expected to beside job-fraction only, found "
				      "it beside another event");
	return true;
}

static const struct pomost__block event_block = {
	.name = "event",
	.fields = event_fields,
	.count = sizeof event_fields / sizeof *event_fields,
	.size = sizeof(struct pomost__event),
	.check = check_event,
};
static const struct pomost__items events = {&event_block, POMOST_LIMIT_EVENTS};

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
	{"dates", &pomost__kind_entries, &dates, SLOT(application, dates), false,
	 "other days that rules of the programme name"},
	{"rate", &kind_rate, NULL, SLOT(application, rate), false,
	 "money units for 1 EUR, for ceilings of aid"},
	{"entity", &pomost__kind_mapping, &entity_block, SLOT(application, entity), false,
	 "who gets the money"},
	{"decisions", &pomost__kind_entries, &decisions, SLOT(application, decisions), false,
	 "what the operator decided"},
	{"without", &pomost__kind_sequence, &without, SLOT(application, without), false,
	 "parts that are not asked for"},
	{"months", &pomost__kind_entries, &stage_months, SLOT(application, months), false,
	 "for how many months phases are, where they leave it to the case"},
	{"workplaces", &pomost__kind_items, &workplaces, SLOT(application, workplaces), true,
	 "the created workplaces"},
	{"events", &pomost__kind_items, &events, SLOT(application, events), false,
	 "what happened after the award"},
};

const struct pomost__block pomost__application_block = {
	.name = "case",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__application),
};
