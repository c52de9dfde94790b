/* SPDX-License-Identifier: Apache-2.0 */
/* Caps that no case reaches, that every case is over, or that cut what is flat. */
#include <inttypes.h>
#include <string.h>

#include "check/bounds.h"
#include "check/findings.h"
#include "check/relation.h"
#include "number/money.h"

/* The caps of a programme, and what is known of its parts. */
struct caps {
	struct pomost__findings *findings;
	const struct pomost_programme *programme;
	const struct pomost__cap *items;
	struct pomost__terms *terms; /* of each */
	struct pomost__part_bounds *parts;
	uint32_t least_workplaces; /* of a case that the needs let through */
};

static bool
covers(const struct pomost__cap *outer, const struct pomost__cap *inner)
{
	return outer->first_part <= inner->first_part && outer->last_part >= inner->last_part;
}

/* How many workplaces of an entity may have something of what a cap is on; 0 where that is not known. */
static uint32_t
most_workplaces(const struct caps *caps, const struct pomost__cap *cap)
{
	uint32_t most = 0;
	uint32_t i;

	if (cap->per.value == POMOST__PER_WORKPLACE)
		return 1;
	for (i = 0; i < caps->programme->rules.caps.count; i++) {
		const struct pomost__cap *other = &caps->items[i];

		if (other->workplaces.node && other->per.value == POMOST__PER_ENTITY &&
		    !other->requires.node && covers(other, cap) &&
		    (most == 0 || other->workplaces.value < most))
			most = (uint32_t)other->workplaces.value;
	}
	return most;
}

/* What one workplace gets at most of what a cap is on. */
static struct pomost__bounds
bound_workplace(const struct caps *caps, const struct pomost__cap *cap)
{
	bool by_month = cap->per.value == POMOST__PER_ENTITY_MONTH;
	bool one_a_month = pomost__is_one_a_month(caps->programme);
	struct pomost__bounds sum = {0};
	struct pomost__bounds month = {0};
	uint32_t i;

	for (i = cap->first_part; i <= cap->last_part; i++) {
		const struct pomost__part_bounds *part = &caps->parts[i];

		if (caps->programme->parts[i].per_entity)
			continue;
		if (!by_month || i < caps->programme->first_stage || !one_a_month) {
			pomost__bounds_add(&sum, by_month ? &part->month : &part->paid);
			continue;
		}
		month.open |= part->month.open;
		if (part->month.most > month.most)
			month.most = part->month.most;
	}
	pomost__bounds_add(&sum, &month);
	return sum;
}

/* What the entity itself gets. Earlier money of it counts too, so that over more than a month there is no most. */
static struct pomost__bounds
bound_entity(const struct caps *caps, const struct pomost__cap *cap)
{
	struct pomost__bounds sum = {0};
	uint32_t i;

	for (i = cap->first_part; i <= cap->last_part; i++) {
		if (!caps->programme->parts[i].per_entity ||
		    cap->per.value == POMOST__PER_WORKPLACE)
			continue;
		pomost__bounds_add(&sum, &caps->parts[i].paid);
		sum.open |= cap->per.value == POMOST__PER_ENTITY;
	}
	return sum;
}

/* A cap that acts before and lets through less than another's limit. */
static const struct pomost__cap *
find_tighter(const struct caps *caps, const struct pomost__cap *cap)
{
	const struct pomost__terms *terms = &caps->terms[cap - caps->items];
	uint32_t i;

	for (i = 0; &caps->items[i] < cap; i++) {
		const struct pomost__cap *other = &caps->items[i];
		struct pomost__bounds limit;
		struct pomost__bounds tighter;

		if (other->per.value != cap->per.value || !covers(other, cap) ||
		    !pomost__terms_within(&caps->terms[i], terms))
			continue;
		if (cap->workplaces.node && other->workplaces.node &&
		    other->workplaces.value < cap->workplaces.value)
			return other;
		/* Earlier money is taken off each limit by the name of its own part. */
		if (!cap->amount.node || !other->amount.node ||
		    (cap->per.value == POMOST__PER_ENTITY && !covers(cap, other)))
			continue;
		limit = pomost__bounds_of(caps->programme, &cap->amount);
		tighter = pomost__bounds_of(caps->programme, &other->amount);
		if (!tighter.open && tighter.most < limit.least)
			return other;
	}
	return NULL;
}

static bool
find_unreachable(const struct caps *caps, const struct pomost__cap *cap)
{
	const struct pomost__node *node =
		cap->amount.node ? cap->amount.node : cap->workplaces.node;
	const struct pomost__cap *tighter = find_tighter(caps, cap);
	uint32_t workplaces = most_workplaces(caps, cap);
	struct pomost__bounds limit;
	struct pomost__bounds sum;
	struct pomost__bounds entity;
	char text[POMOST__MONEY_TEXT];

	if (tighter) {
		pomost__find(
			caps->findings, POMOST__FIND_CAP_UNREACHABLE, node,
			"no case reaches the limit: the cap on line %d acts before it and lets "
			"less through",
			(int)tighter->node->line);
		return true;
	}
	if (!cap->amount.node || workplaces == 0)
		return false;
	sum = bound_workplace(caps, cap);
	pomost__bounds_times(&sum, 0, workplaces);
	entity = bound_entity(caps, cap);
	pomost__bounds_add(&sum, &entity);
	limit = pomost__bounds_of(caps->programme, &cap->amount);
	if (sum.open || limit.least <= sum.most)
		return false;
	pomost__money_format(sum.most, caps->programme->digits, text);
	pomost__find(caps->findings, POMOST__FIND_CAP_UNREACHABLE, node,
		     "no case reaches the limit: at most %s is paid%s", text,
		     cap->per.value == POMOST__PER_WORKPLACE ? " for a workplace" : "");
	return true;
}

/*
 * The least of what every case gets of a part: what is flat. A claim may be under a ceiling; where the part alone
 * is limited, the ceiling itself is told.
 */
static int64_t
least_of(const struct caps *caps, const struct pomost__cap *cap, uint32_t part)
{
	const struct pomost__part_bounds *bounds = &caps->parts[part];
	bool alone = cap->first_part == cap->last_part;

	if (cap->per.value == POMOST__PER_ENTITY_MONTH)
		return bounds->flat && part >= caps->programme->first_stage ? bounds->month.least
									    : 0;
	if (alone && part < caps->programme->first_stage)
		return bounds->paid.least;
	return bounds->flat && (alone || bounds->certain) ? bounds->paid.least : 0;
}

/* The least that a case gets which gets anything of what a cap is on. */
static int64_t
least_paid(const struct caps *caps, const struct pomost__cap *cap)
{
	bool by_month = cap->per.value == POMOST__PER_ENTITY_MONTH;
	uint32_t workplaces =
		cap->requires.node || by_month || cap->per.value == POMOST__PER_WORKPLACE
			? 1
			: caps->least_workplaces;
	struct pomost__bounds sum = {0};
	int64_t month = INT64_MAX;
	uint32_t i;

	for (i = cap->first_part; i <= cap->last_part; i++) {
		struct pomost__bounds part = {.least = least_of(caps, cap, i)};
		bool per_entity = caps->programme->parts[i].per_entity;

		if (part.least < month)
			month = part.least;
		if (per_entity && cap->per.value == POMOST__PER_WORKPLACE)
			continue;
		pomost__bounds_times(&part, per_entity ? 1 : workplaces, 0);
		pomost__bounds_add(&sum, &part);
	}
	return by_month ? month : sum.least;
}

static void
find_always(const struct caps *caps, const struct pomost__cap *cap)
{
	uint32_t workplaces = cap->requires.node ? 1 : caps->least_workplaces;
	struct pomost__bounds limit;
	int64_t least;
	char text[POMOST__MONEY_TEXT];

	if (cap->workplaces.node && cap->workplaces.value < workplaces)
		pomost__find(caps->findings, POMOST__FIND_CAP_ALWAYS, cap->workplaces.node,
			     "every case is over the limit: it has at least %" PRIu32 " workplaces",
			     workplaces);
	if (!cap->amount.node)
		return;
	limit = pomost__bounds_of(caps->programme, &cap->amount);
	least = least_paid(caps, cap);
	if (limit.open || limit.most >= least)
		return;
	pomost__money_format(least, caps->programme->digits, text);
	pomost__find(caps->findings, POMOST__FIND_CAP_ALWAYS, cap->amount.node,
		     "every case that is paid in full is over the limit: the least is %s", text);
}

/* A share of a flat amount is not the amount that was promised. */
static void
find_flat(const struct caps *caps, const struct pomost__cap *cap)
{
	uint32_t i;

	for (i = cap->first_part; i <= cap->last_part; i++) {
		if (!caps->parts[i].some_flat)
			continue;
		pomost__find(caps->findings, POMOST__FIND_CAP_FLAT_PROPORTIONAL, cap->trim.node,
			     "the cap trims in proportion, and the amount of %s is flat",
			     caps->programme->parts[i].name);
		return;
	}
}

static void
lint_cap(const struct caps *caps, const struct pomost__cap *cap)
{
	if (!pomost__cap_is_of_case(cap))
		return; /* a pool trims nothing */
	if (!cap->aid.node && !find_unreachable(caps, cap))
		find_always(caps, cap);
	if (cap->trim.value == POMOST__TRIM_PROPORTIONAL)
		find_flat(caps, cap);
}

/* A need that holds for every case. */
static uint32_t
least_workplaces(const struct pomost_programme *programme)
{
	const struct pomost__need *needs = programme->rules.needs.items;
	uint32_t least = 1;
	uint32_t i;

	for (i = 0; i < programme->rules.needs.count; i++) {
		const struct pomost__need *need = &needs[i];
		int64_t from;

		if (need->count.node && !need->requires.node && !need->of.node && need->from.node &&
		    strcmp(need->count.bytes, "workplaces") == 0 &&
		    pomost__ratio_to_i64(&need->from.ratio, 0, 0, &from, NULL) == POMOST_OK &&
		    from > least && from <= POMOST_LIMIT_WORKPLACES)
			least = (uint32_t)from;
	}
	return least;
}

void
pomost__lint_caps(struct pomost__findings *findings)
{
	const struct pomost_programme *programme = findings->programme;
	uint32_t count = programme->rules.caps.count;
	struct caps caps = {
		.findings = findings,
		.programme = programme,
		.items = programme->rules.caps.items,
		.least_workplaces = least_workplaces(programme),
	};
	uint32_t i;

	caps.parts =
		pomost__arena_alloc(&findings->scratch, programme->part_count, sizeof *caps.parts);
	caps.terms = pomost__arena_alloc(&findings->scratch, count, sizeof *caps.terms);
	if (!caps.parts || !caps.terms)
		return;
	for (i = 0; i < programme->part_count; i++)
		pomost__part_bounds(programme, i, &caps.parts[i]);
	for (i = 0; i < count; i++) {
		if (!pomost__terms_of(&findings->scratch, &caps.items[i].requires, &caps.terms[i]))
			return;
	}
	for (i = 0; i < count; i++)
		lint_cap(&caps, &caps.items[i]);
}
