/* SPDX-License-Identifier: Apache-2.0 */
/* Joining what was read: parts, references, names, assumptions, and the columns made once. */
#include <string.h>

#include "number/money.h"
#include "rules/programme.h"
#include "rules/table.h"

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

/* The grant is the first part; then components; then each stage, where its first phase stands. */
static bool
link_parts(struct pomost__reader *reader, struct pomost_programme *programme)
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

/* What is paid together is paid for a workplace. */
static bool
link_together(struct pomost__reader *reader, struct pomost_programme *programme)
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

static bool
link_repayment(struct pomost__reader *reader, struct pomost_programme *programme)
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

static bool
link_caps(struct pomost__reader *reader, struct pomost_programme *programme)
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

/* Most amounts are constants that need no rounding: they are known when the programme is read. */
static void
link_values(struct pomost_programme *programme)
{
	struct pomost__value *value;

	for (value = programme->registry.values; value; value = value->before) {
		value->whole = value->constant &&
			       pomost__ratio_to_i64(value->constant, programme->digits, 0,
						    &value->minor, NULL) == POMOST_OK;
		programme->times_fraction |= value->times_fraction;
	}
}

/* What the entity gets once, and what a phase pays, cannot hang on everything. */
static bool
check_value(struct pomost__reader *reader, const struct pomost__value *value, uint32_t forbidden,
	    const char *what)
{
	return !(value->needs & forbidden) ||
	       pomost__reader_fail(reader, value->node, POMOST_ERR_VALUE, "expected %s", what);
}

static bool
check_once(struct pomost__reader *reader, const struct pomost__part *part)
{
	static const char what[] =
		"an amount that is the same for all workplaces, as it is paid once "
		"for the entity, found one that hangs on the workplace";
	const struct pomost__grant *grant = part->grant;
	const struct pomost__amount *amount = grant->amount.item;
	uint32_t forbidden = POMOST__NEEDS_FRACTION | POMOST__NEEDS_MONTHS |
			     POMOST__NEEDS_EMPLOYMENT | POMOST__NEEDS_BRIDGING_END;

	return !part->per_entity ||
	       (check_value(reader, pomost__amount_value(amount), forbidden, what) &&
		check_value(reader, &grant->own, forbidden, what));
}

/* What the amounts of all parts ask of a case. */
static bool
link_amounts(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__phase *phases;
	bool good = true;
	uint32_t count;
	uint32_t i;

	for (i = 0; i < programme->first_stage; i++) {
		const struct pomost__grant *grant = programme->parts[i].grant;
		uint32_t needs = pomost__amount_value(grant->amount.item)->needs | grant->own.needs;

		good = check_once(reader, &programme->parts[i]) && good;
		programme->needs |= needs;
		programme->takes_months |= (needs & POMOST__NEEDS_MONTHS) != 0;
	}
	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++) {
		const struct pomost__value *value = pomost__amount_value(phases[i].amount.item);

		good = check_value(
			       reader, value, POMOST__NEEDS_BRIDGING_END,
			       "an amount that is known before the bridging ends, found one that "
			       "hangs on its end") &&
		       good;
		programme->needs |= value->needs;
		programme->takes_months |= phases[i].months.is_band;
	}
	return good;
}

static bool
is_employment(const struct pomost__moment *moment)
{
	return moment->kind == POMOST__MOMENT_EMPLOYMENT;
}

/* What may differ from one workplace to the next. */
static void
link_patterns(struct pomost_programme *programme)
{
	const struct pomost__fund *funds = programme->rules.financing.items;
	const struct pomost__bridging *bridging = programme->bridging;
	const struct pomost__months_after *after;
	const struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;

	for (i = 0; i < programme->rules.financing.count; i++)
		programme->has_fixed_fund |= funds[i].amount.node != NULL;
	programme->dates_by_start = programme->takes_months;
	for (i = 0; i < programme->first_stage; i++) {
		const struct pomost__grant_due *due = programme->parts[i].grant->due.item;

		programme->dates_by_start |= due && is_employment(&due->from);
	}
	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++) {
		after = phases[i].apply_after.item;
		programme->dates_by_start |= after && is_employment(&after->from);
	}
	if (bridging) {
		after = bridging->until.item;
		programme->dates_by_start |=
			is_employment(&bridging->from) || (after && is_employment(&after->from));
		programme->has_pieces = after ||
					bridging->count_months.value == POMOST__COUNT_CALENDAR ||
					(programme->needs & POMOST__NEEDS_MONTH);
	}
	programme->amounts_by_dates =
		programme->has_pieces || programme->takes_months ||
		(programme->needs &
		 (POMOST__NEEDS_EMPLOYMENT | POMOST__NEEDS_BRIDGING_END | POMOST__NEEDS_MONTH));
}

/* The counts that needs name. */
static bool
link_counts(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__need *needs = programme->rules.needs.items;
	struct pomost__names *counts = &programme->counts;
	uint32_t i;

	counts->names = pomost__arena_alloc(reader->arena, 2 * (size_t)programme->rules.needs.count,
					    sizeof *counts->names);
	if (!counts->names)
		return pomost__reader_nomem(reader);
	for (i = 0; i < programme->rules.needs.count; i++) {
		if (needs[i].count.node && strcmp(needs[i].count.bytes, "workplaces") != 0)
			counts->names[counts->count++] = needs[i].count.bytes;
		if (needs[i].of.node && strcmp(needs[i].of.bytes, "workplaces") != 0)
			counts->names[counts->count++] = needs[i].of.bytes;
	}
	pomost__names_sort(counts);
	return true;
}

bool
pomost__programme_speaks_of(const struct pomost_programme *programme,
			    const struct pomost__ratio *fraction)
{
	const struct pomost__need *needs = programme->rules.needs.items;
	const struct pomost__table *table;
	uint32_t i;

	if (programme->times_fraction)
		return true;
	for (i = 0; i < programme->rules.needs.count; i++) {
		if (needs[i].fraction.node && pomost__band_holds(&needs[i].fraction, fraction))
			return true;
	}
	for (table = programme->registry.tables; table; table = table->before) {
		for (i = 0; i < table->count; i++) {
			if (table->rows[i].fraction.node &&
			    pomost__band_holds(&table->rows[i].fraction, fraction))
				return true;
		}
	}
	return false;
}

/* Every series that is named is one of the set, and of the right sort. */
static bool
link_series(struct pomost__reader *reader, struct pomost_programme *programme)
{
	struct pomost__series_use *use;
	struct pomost__echo echo;
	bool good = true;

	for (use = programme->registry.series; use; use = use->before) {
		pomost__echo(&echo, use->name.bytes, use->name.length);
		use->series = pomost__series_find(programme->series, use->name.bytes);
		if (!use->series)
			good = pomost__reader_fail(reader, use->node, POMOST_ERR_REFERENCE,
						   "expected a series that was read, found %s",
						   echo.text);
		else if (use->series->is_aid != use->is_aid)
			good = pomost__reader_fail(reader, use->node, POMOST_ERR_REFERENCE,
						   "expected a series of %s, found %s",
						   use->is_aid ? "aid ceilings" : "values",
						   echo.text);
	}
	return good;
}

static struct pomost__node *
after_all_below(const struct pomost__node *node)
{
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

struct pomost__node *
pomost__programme_next(const struct pomost__node *node)
{
	return node->first ? node->first : after_all_below(node);
}

bool
pomost__programme_cites(const struct pomost_programme *programme, const char *name)
{
	const struct pomost__source_entry *entries = programme->rules.sources.items;
	uint32_t i;

	for (i = 0; i < programme->rules.sources.count; i++) {
		if (strcmp(entries[i].name.bytes, name) == 0)
			return true;
	}
	return false;
}

/* Whether a node is a rule, not under a key whose names are free. */
static bool
is_rule(const struct pomost_programme *programme, const struct pomost__node *node)
{
	return node->parent != programme->root ||
	       (strcmp(node->key, "sources") != 0 && strcmp(node->key, "assumed") != 0 &&
		strcmp(node->key, "targets") != 0);
}

/* Every `source` below a rule names one of the sources. */
static bool
link_sources(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__node *node = pomost__programme_next(programme->root);
	struct pomost__echo echo;
	bool good = true;

	while (node) {
		bool rule = is_rule(programme, node);

		if (rule && node->key && strcmp(node->key, "source") == 0 &&
		    !pomost__programme_cites(programme, node->text))
			good = pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
						   "expected one of the sources, found %s",
						   pomost__node_found(&echo, node));
		node = rule ? pomost__programme_next(node) : after_all_below(node);
	}
	return good;
}

/* The dates that a case must name. */
static bool
link_dates(struct pomost__reader *reader, struct pomost_programme *programme)
{
	struct pomost__names *dates = &programme->dates;
	const struct pomost__moment_name *note;
	uint32_t count = 0;

	for (note = programme->registry.moments; note; note = note->before)
		count++;
	dates->names = pomost__arena_alloc(reader->arena, count, sizeof *dates->names);
	if (!dates->names)
		return pomost__reader_nomem(reader);
	for (note = programme->registry.moments; note; note = note->before)
		dates->names[dates->count++] = note->name;
	pomost__names_sort(dates);
	return true;
}

/* Each path leads to a value; every value then knows the nearest assumption on it or above it. */
static bool
link_assumptions(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__assumed_entry *entries = programme->rules.assumed.items;
	uint32_t count = programme->rules.assumed.count;
	struct pomost__node *node;
	struct pomost__echo echo;
	bool good = true;
	uint32_t i;

	programme->assumptions =
		pomost__arena_alloc(reader->arena, (size_t)count, sizeof *programme->assumptions);
	if (!programme->assumptions)
		return pomost__reader_nomem(reader);
	programme->assumption_count = count;
	for (i = 0; i < count; i++) {
		const struct pomost__text *path = &entries[i].path;

		programme->assumptions[i] = (struct pomost__assumption){
			.path = path->bytes,
			.reason = entries[i].reason.bytes,
			.path_length = path->length,
			.reason_length = entries[i].reason.length,
			.above = -1,
		};
		programme->assumed_paths += path->length;
		programme->assumed_reasons += entries[i].reason.length;
		node = pomost__node_find(programme->root, path->bytes, path->length);
		if (node)
			node->mark = (int32_t)i;
		else
			good = pomost__reader_fail(
				reader, path->node, POMOST_ERR_REFERENCE,
				"expected the path of a value, found %s, which leads "
				"to none",
				pomost__echo(&echo, path->bytes, path->length));
	}
	for (node = pomost__programme_next(programme->root); node;
	     node = pomost__programme_next(node)) {
		if (node->mark < 0)
			node->mark = node->parent->mark;
		else
			programme->assumptions[node->mark].above = node->parent->mark;
	}
	return good;
}

static bool
one_text(struct pomost__column *column, struct pomost__arena *arena, const char *text)
{
	if (!pomost__column_init(column, arena, 1, strlen(text)))
		return false;
	pomost__column_add(column, text, strlen(text));
	return true;
}

static bool
make_part_columns(struct pomost_programme *programme)
{
	static const char *const kinds[] = {
		[POMOST__PART_GRANT] = "grant",
		[POMOST__PART_COMPONENT] = "component",
		[POMOST__PART_STAGE] = "phase",
	};
	size_t names = 0;
	uint32_t i;

	for (i = 0; i < programme->part_count; i++)
		names += strlen(programme->parts[i].name);
	if (!pomost__column_init(&programme->part_names, &programme->arena, programme->part_count,
				 names) ||
	    !pomost__column_init(&programme->part_kinds, &programme->arena, programme->part_count,
				 programme->part_count * (size_t)10))
		return false;
	for (i = 0; i < programme->part_count; i++) {
		const char *kind = kinds[programme->parts[i].kind];

		pomost__column_add(&programme->part_names, programme->parts[i].name,
				   strlen(programme->parts[i].name));
		pomost__column_add(&programme->part_kinds, kind, strlen(kind));
	}
	return true;
}

static bool
make_cap_column(struct pomost_programme *programme)
{
	const struct pomost__cap *caps = programme->rules.caps.items;
	const char *paths[POMOST_LIMIT_CAPS];
	size_t size = 0;
	uint32_t count = 0;
	uint32_t i;

	for (i = 0; i < programme->rules.caps.count; i++) {
		if (!pomost__cap_is_of_case(&caps[i]))
			continue;
		paths[count] = pomost__node_path(&programme->arena, caps[i].node);
		if (!paths[count])
			return false;
		size += strlen(paths[count++]);
	}
	if (!pomost__column_init(&programme->cap_rules, &programme->arena, count, size))
		return false;
	for (i = 0; i < count; i++)
		pomost__column_add(&programme->cap_rules, paths[i], strlen(paths[i]));
	return true;
}

static bool
make_fund_column(struct pomost_programme *programme)
{
	const struct pomost__fund *funds = programme->rules.financing.items;
	uint32_t count = programme->rules.financing.count;
	bool own = count > 0 && programme->has_own;
	size_t size = 3;
	uint32_t i;

	programme->fund_count = count + own;
	for (i = 0; i < count; i++)
		size += funds[i].name.length;
	if (!pomost__column_init(&programme->fund_names, &programme->arena, programme->fund_count,
				 size))
		return false;
	for (i = 0; i < count; i++)
		pomost__column_add(&programme->fund_names, funds[i].name.bytes,
				   funds[i].name.length);
	if (own)
		pomost__column_add(&programme->fund_names, "own", 3);
	programme->fund_columns = pomost__arena_alloc(&programme->arena, programme->fund_count,
						      sizeof *programme->fund_columns);
	for (i = 0; i < programme->fund_count && programme->fund_columns; i++)
		programme->fund_columns[i] = pomost__arena_print(
			&programme->arena, "financing.%s", i < count ? funds[i].name.bytes : "own");
	return !programme->arena.failed;
}

static bool
make_columns(struct pomost_programme *programme)
{
	return one_text(&programme->head[0], &programme->arena, programme->rules.id.bytes) &&
	       one_text(&programme->head[1], &programme->arena, programme->rules.currency.bytes) &&
	       make_part_columns(programme) && make_cap_column(programme) &&
	       make_fund_column(programme);
}

bool
pomost__programme_link(struct pomost__reader *reader, struct pomost_programme *programme)
{
	struct pomost__rules *rules = &programme->rules;
	bool good = true;

	programme->digits = pomost__currency_digits(rules->currency.bytes, rules->currency.length);
	good = link_sources(reader, programme) && good;
	good = link_assumptions(reader, programme) && good;
	good = link_series(reader, programme) && good;
	good = pomost__financing_link(reader, &rules->financing, programme->digits,
				      &programme->rest_fund) &&
	       good;
	if (rules->budget.item)
		good = pomost__budget_link(reader, rules->budget.item, &rules->currency) && good;
	good = link_parts(reader, programme) && good;
	if (!good)
		return false;
	good = link_caps(reader, programme);
	good = link_together(reader, programme) && good;
	good = link_repayment(reader, programme) && good;
	good = link_amounts(reader, programme) && good;
	if (!good || !link_counts(reader, programme) || !link_dates(reader, programme))
		return false;
	if (!pomost__names_link(&programme->names, reader->arena, programme->registry.conditions))
		return pomost__reader_nomem(reader);
	link_values(programme);
	link_patterns(programme);
	return make_columns(programme) || pomost__reader_nomem(reader);
}
