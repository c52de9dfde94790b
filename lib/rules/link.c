/* SPDX-License-Identifier: Apache-2.0 */
/* Joining what was read: parts, references, names, assumptions, and the columns made once. */
#include <string.h>

#include "number/money.h"
#include "rules/programme.h"
#include "text/suggest.h"

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

/* The grant is the first part; then each stage, where its first phase stands. */
static bool
link_parts(struct pomost__reader *reader, struct pomost_programme *programme)
{
	struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;

	programme->grant = programme->rules.grant.item;
	programme->bridging = programme->rules.bridging.item;
	phases = (struct pomost__phase *)pomost__programme_phases(programme, &count);
	programme->parts =
		pomost__arena_alloc(reader->arena, 1 + (size_t)count, sizeof *programme->parts);
	if (!programme->parts)
		return pomost__reader_nomem(reader);
	if (programme->grant)
		programme->parts[programme->part_count++] =
			(struct pomost__part){"grant", POMOST__PART_GRANT};
	programme->first_stage = programme->part_count;
	for (i = 0; i < count; i++) {
		struct pomost__phase *phase = &phases[i];

		if (is_reserved(phase->name.bytes))
			return pomost__reader_fail(
				reader, phase->name.node, POMOST_ERR_VALUE,
				"expected the name of a phase, found \"%s\", which "
				"means something else",
				phase->name.bytes);
		if (!pomost__programme_part(programme, phase->name.bytes, &phase->part)) {
			phase->part = programme->part_count++;
			programme->parts[phase->part] =
				(struct pomost__part){phase->name.bytes, POMOST__PART_STAGE};
		}
	}
	return true;
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
				"expected a part of the programme (grant, a phase, "
				"bridging or total), found \"%s\"",
				cap->on.bytes);
		if (pomost__cap_is_of_case(cap))
			cap->rule = programme->cap_count++;
	}
	return good;
}

static bool
link_names(struct pomost__reader *reader, struct pomost_programme *programme)
{
	struct pomost__condition *conditions[1 + POMOST_LIMIT_PHASES + POMOST_LIMIT_CAPS];
	struct pomost__cap *caps = programme->rules.caps.items;
	struct pomost__phase *phases;
	size_t used = 0;
	uint32_t count;
	uint32_t i;

	if (programme->grant)
		conditions[used++] = (struct pomost__condition *)&programme->grant->requires;
	phases = (struct pomost__phase *)pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++)
		conditions[used++] = &phases[i].requires;
	for (i = 0; i < programme->rules.caps.count; i++)
		conditions[used++] = &caps[i].requires;
	return pomost__names_link(&programme->names, reader->arena, conditions, used) ||
	       pomost__reader_nomem(reader);
}

/* Most amounts are constants that need no rounding: they are known when the programme is read. */
static void
link_value(const struct pomost_programme *programme, struct pomost__value *value)
{
	value->whole = value->constant && pomost__ratio_to_i64(value->constant, programme->digits,
							       0, &value->minor, NULL) == POMOST_OK;
}

static void
link_amount(const struct pomost_programme *programme, const struct pomost__optional *amount)
{
	struct pomost__amount *item = amount->item;

	link_value(programme, &item->flat);
	link_value(programme, &item->up_to);
}

static void
link_values(struct pomost_programme *programme)
{
	struct pomost__grant *grant = programme->rules.grant.item;
	struct pomost__cap *caps = programme->rules.caps.items;
	const struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;

	if (grant) {
		link_amount(programme, &grant->amount);
		link_value(programme, &grant->own);
	}
	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++)
		link_amount(programme, &phases[i].amount);
	for (i = 0; i < programme->rules.caps.count; i++)
		link_value(programme, &caps[i].amount);
}

static bool
times_fraction(const struct pomost__optional *amount)
{
	return pomost__amount_value((const struct pomost__amount *)amount->item)->times_fraction;
}

static void
link_fraction(struct pomost_programme *programme)
{
	const struct pomost__cap *caps = programme->rules.caps.items;
	const struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;

	if (programme->grant)
		programme->speaks_of_fraction = times_fraction(&programme->grant->amount) ||
						programme->grant->own.times_fraction;
	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++)
		programme->speaks_of_fraction |= times_fraction(&phases[i].amount);
	for (i = 0; i < programme->rules.caps.count; i++)
		programme->speaks_of_fraction |= caps[i].amount.times_fraction;
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

static bool
knows_source(const struct pomost_programme *programme, const char *name)
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
		    !knows_source(programme, node->text))
			good = pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
						   "expected one of the sources, found %s",
						   pomost__node_found(&echo, node));
		node = rule ? pomost__programme_next(node) : after_all_below(node);
	}
	return good;
}

/* The dates that a case must name: each `at` and `from` that is none of the moments of every case. */
static bool
link_dates(struct pomost__reader *reader, struct pomost_programme *programme)
{
	const struct pomost__grant_due *due = programme->grant ? programme->grant->due.item : NULL;
	const struct pomost__node *node;
	uint32_t count = 2;

	for (node = programme->root; node; node = pomost__programme_next(node))
		count += node->key && strcmp(node->key, "at") == 0;
	programme->dates.names =
		pomost__arena_alloc(reader->arena, count, sizeof *programme->dates.names);
	if (!programme->dates.names)
		return pomost__reader_nomem(reader);
	node = pomost__programme_next(programme->root);
	while (node) {
		bool rule = is_rule(programme, node);

		if (rule && node->key && strcmp(node->key, "at") == 0 &&
		    node->kind == POMOST__SCALAR && pomost__moment_is_named(node->text))
			programme->dates.names[programme->dates.count++] = node->text;
		node = rule ? pomost__programme_next(node) : after_all_below(node);
	}
	if (programme->bridging && programme->bridging->from.kind == POMOST__MOMENT_NAMED)
		programme->dates.names[programme->dates.count++] = programme->bridging->from.name;
	if (due && due->from.kind == POMOST__MOMENT_NAMED)
		programme->dates.names[programme->dates.count++] = due->from.name;
	pomost__names_sort(&programme->dates);
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
		[POMOST__PART_GRANT] = "grant", [POMOST__PART_STAGE] = "phase"};
	size_t names = 0;
	uint32_t i;

	for (i = 0; i < programme->part_count; i++)
		names += strlen(programme->parts[i].name);
	if (!pomost__column_init(&programme->part_names, &programme->arena, programme->part_count,
				 names) ||
	    !pomost__column_init(&programme->part_kinds, &programme->arena, programme->part_count,
				 programme->part_count * (size_t)8))
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
	bool own = count > 0 && programme->grant && programme->grant->own.node;
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
	const struct pomost__text *currency = &programme->rules.currency;
	bool good = true;

	programme->digits = pomost__currency_digits(currency->bytes, currency->length);
	good = link_sources(reader, programme) && good;
	good = link_assumptions(reader, programme) && good;
	good = pomost__financing_link(reader, &programme->rules.financing, &programme->rest_fund) &&
	       good;
	good = link_parts(reader, programme) && good;
	good = good && link_caps(reader, programme) && link_names(reader, programme) &&
	       link_dates(reader, programme);
	if (!good)
		return false;
	link_fraction(programme);
	link_values(programme);
	return make_columns(programme) || pomost__reader_nomem(reader);
}
