/* SPDX-License-Identifier: Apache-2.0 */
/* What a workplace, or the entity, claims of the parts of the programme. */
#include "case/keys.h"

/* A part that is claimed for each workplace, or once for the entity. */
static bool
check_claimed(struct pomost__reader *reader, const struct pomost__node *node, const char *name,
	      bool of_entity)
{
	const struct pomost_programme *programme = reader->owner;
	uint32_t part;

	if (!pomost__case_part(reader, node, name))
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
const struct pomost__entries pomost__entity_claim_entries = {&entity_claim_row,
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

const struct pomost__kind pomost__kind_entity_claims = {"mapping", read_entity_claims, NULL,
							&pomost__kind_entries};

static const struct pomost__kind kind_grant_claim = {"money", read_grant_claim,
						     "{\"$ref\": \"#/$defs/money\"}"};
static const struct pomost__field grant_claim = {
	"requested", &kind_grant_claim, NULL, offsetof(struct pomost__requested, grant),
	false,       "the grant"};
static const struct pomost__field part_claims = {
	"requested", &pomost__kind_entries, &claims, offsetof(struct pomost__requested, parts),
	false,       "part by part"};
const struct pomost__either pomost__claim_forms = {&grant_claim, NULL, &part_claims};
