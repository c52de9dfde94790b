/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a programme, and the rules that name them. */
#include <string.h>

#include "rules/link.h"

static bool
is_reserved(const char *name)
{
	static const char *const words[] = {"grant", "bridging", "components",
					    "total", "own",      "workplaces"};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(words[i], name) == 0)
			return true;
	}
	return false;
}

bool
pomost__programme_part(const struct pomost_programme *programme, const char *name, uint32_t *part)
{
	uint32_t i;

	for (i = 0; i < programme->part_count; i++) {
		if (strcmp(programme->parts[i].name, name) == 0) {
			*part = i;
			return true;
		}
	}
	return false;
}

bool
pomost__programme_parts(const struct pomost_programme *programme, const char *name, uint32_t *first,
			uint32_t *last)
{
	uint32_t part;

	if (pomost__programme_part(programme, name, &part)) {
		*first = *last = part;
		return true;
	}
	if (programme->part_count == 0)
		return false;
	*last = programme->part_count - 1;
	if (strcmp(name, "total") == 0) {
		*first = 0;
		return true;
	}
	*first = programme->first_stage;
	return strcmp(name, "bridging") == 0 && programme->bridging;
}

static bool
fail_name(struct pomost__reader *reader, const struct pomost__text *name, const char *what)
{
	return pomost__reader_fail(reader, name->node, POMOST_ERR_VALUE,
				   "expected the name of a %s, found \"%s\", which means something "
				   "else",
				   what, name->bytes);
}

static bool
add_once(struct pomost__reader *reader, struct pomost_programme *programme,
	 const struct pomost__grant *grant)
{
	bool is_component = grant->name.node != NULL;
	uint32_t part;

	if (is_component && (is_reserved(grant->name.bytes) ||
			     pomost__programme_part(programme, grant->name.bytes, &part)))
		return fail_name(reader, &grant->name, "component");
	programme->parts[programme->part_count++] = (struct pomost__part){
		.name = is_component ? grant->name.bytes : "grant",
		.kind = is_component ? POMOST__PART_COMPONENT : POMOST__PART_GRANT,
		.grant = grant,
		.per_entity = grant->per.value == POMOST__GRANT_PER_ENTITY,
	};
	programme->has_own |= grant->own.node != NULL;
	programme->has_entity_parts |= grant->per.value == POMOST__GRANT_PER_ENTITY;
	return true;
}

static bool
add_phase(struct pomost__reader *reader, struct pomost_programme *programme,
	  struct pomost__phase *phase)
{
	if (is_reserved(phase->name.bytes))
		return fail_name(reader, &phase->name, "phase");
	if (pomost__programme_part(programme, phase->name.bytes, &phase->part))
		return programme->parts[phase->part].kind == POMOST__PART_STAGE ||
		       fail_name(reader, &phase->name, "phase");
	phase->part = programme->part_count++;
	programme->parts[phase->part] =
		(struct pomost__part){.name = phase->name.bytes, .kind = POMOST__PART_STAGE};
	return true;
}

bool
pomost__link_parts(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__list *components = &programme->rules.components;
	struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;

	programme->grant = programme->rules.grant.item;
	programme->bridging = programme->rules.bridging.item;
	phases = (struct pomost__phase *)pomost__programme_phases(programme, &count);
	programme->parts = pomost__arena_alloc(reader->arena, 1 + components->count + (size_t)count,
					       sizeof *programme->parts);
	if (!programme->parts)
		return pomost__reader_nomem(reader);
	if (programme->grant)
		add_once(reader, programme, programme->grant);
	for (i = 0; i < components->count; i++) {
		if (!add_once(reader, programme,
			      (const struct pomost__grant *)components->items + i))
			return false;
	}
	programme->first_stage = programme->part_count;
	for (i = 0; i < count; i++) {
		if (!add_phase(reader, programme, &phases[i]))
			return false;
	}
	return true;
}

static bool
fail_part(struct pomost__reader *reader, const struct pomost__node *node, const char *name)
{
	struct pomost__echo echo;

	return pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
				   "expected a part of the programme (grant, a component or a "
				   "phase), found %s",
				   pomost__echo(&echo, name, strlen(name)));
}

bool
pomost__link_together(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__list *list = &programme->rules.together;
	const struct pomost__text *names = list->items;
	bool good = true;
	uint32_t i;

	programme->together =
		pomost__arena_alloc(reader->arena, list->count, sizeof *programme->together);
	if (!programme->together)
		return pomost__reader_nomem(reader);
	for (i = 0; i < list->count; i++) {
		uint32_t part = 0;

		if (!pomost__programme_part(programme, names[i].bytes, &part))
			good = fail_part(reader, names[i].node, names[i].bytes);
		else if (programme->parts[part].per_entity)
			good = pomost__reader_fail(
				reader, names[i].node, POMOST_ERR_VALUE,
				"expected a part that is paid for each workplace, "
				"found \"%s\" of the entity",
				names[i].bytes);
		programme->together[i] = part;
	}
	return good;
}

bool
pomost__link_repayment(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__repayment *repayment = programme->rules.repayment.item;
	const struct pomost__repaid *parts = repayment ? repayment->parts.items : NULL;
	bool good = true;
	uint32_t i;

	for (i = 0; repayment && i < repayment->parts.count; i++) {
		uint32_t part;

		if (!pomost__programme_part(programme, parts[i].part.bytes, &part))
			good = fail_part(reader, parts[i].part.node, parts[i].part.bytes);
	}
	return good;
}

bool
pomost__link_caps(struct pomost__reader *reader, struct pomost_programme *programme)
{
	struct pomost__cap *caps = programme->rules.caps.items;
	bool good = true;
	uint32_t i;

	for (i = 0; i < programme->rules.caps.count; i++) {
		struct pomost__cap *cap = &caps[i];

		if (!pomost__programme_parts(programme, cap->on.bytes, &cap->first_part,
					     &cap->last_part))
			good = pomost__reader_fail(
				reader, cap->on.node, POMOST_ERR_REFERENCE,
				"expected a part of the programme (grant, a component, a "
				"phase, bridging or total), found \"%s\"",
				cap->on.bytes);
		if (pomost__cap_is_of_case(cap))
			cap->rule = programme->cap_count++;
	}
	return good;
}
