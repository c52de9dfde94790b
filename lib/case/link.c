/* SPDX-License-Identifier: Apache-2.0 */
/* Joining a case with its programme: workplaces one by one, and what holds for each. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/timeline.h"

/* "w" and a place. */
#define MADE_ID_SIZE 16

static void
set_fact(uint64_t *facts, uint32_t index)
{
	facts[index / 64] |= (uint64_t)1 << (index % 64);
}

static void
set_traits(const struct pomost_programme *programme, uint64_t *facts,
	   const struct pomost__list *traits)
{
	const struct pomost__text *items = traits->items;
	uint32_t index;
	uint32_t i;

	for (i = 0; i < traits->count; i++) {
		if (pomost__names_find(&programme->names, items[i].bytes, &index))
			set_fact(facts, index);
	}
}

/* A decision holds if it is undated or decided; then its days matter to phases. */
static bool
link_decisions(struct pomost_case *subject, uint64_t *facts)
{
	const struct pomost__decision_entry *entries = subject->application.decisions.items;
	const struct pomost_programme *programme = subject->programme;
	uint32_t count = programme->names.count;
	uint32_t i;

	subject->decisions =
		pomost__arena_alloc(&subject->arena, count, sizeof *subject->decisions);
	if (!subject->decisions)
		return false;
	for (i = 0; i < count; i++)
		subject->decisions[i] =
			(struct pomost__decided){POMOST__NO_DAY, POMOST__NO_DAY, POMOST__NO_DAY, 0};
	for (i = 0; i < subject->application.decisions.count; i++) {
		const struct pomost__decision_value *value = &entries[i].value;
		const struct pomost__decision *decision =
			value->full.item ? value->full.item : &value->plain;
		uint32_t index;

		if (!pomost__names_find(&programme->names, entries[i].name.bytes, &index))
			continue;
		if (!decision->undated && !decision->decided.node)
			continue;
		set_fact(facts, index);
		if (decision->applied.node)
			subject->decisions[index].applied = decision->applied.day;
		if (decision->decided.node)
			subject->decisions[index].decided = decision->decided.day;
		if (decision->starts.node)
			subject->decisions[index].starts = decision->starts.day;
		subject->decisions[index].months = (int32_t)decision->months.value;
	}
	return true;
}

static uint32_t
entry_count(const struct pomost__workplace_entry *entry)
{
	return entry->count.node ? (uint32_t)entry->count.value : 1;
}

/* What holds for a workplace: what holds for all, and its own traits. NULL when memory ran out. */
static const uint64_t *
facts_of(struct pomost_case *subject, const struct pomost__workplace_entry *entry,
	 const uint64_t *shared)
{
	size_t words = pomost__names_words(&subject->programme->names);
	uint64_t *facts;

	if (entry->traits.count == 0)
		return shared;
	facts = pomost__arena_alloc(&subject->arena, words + 1, sizeof *facts);
	if (!facts)
		return NULL;
	memcpy(facts, shared, words * sizeof *facts);
	set_traits(subject->programme, facts, &entry->traits);
	return facts;
}

static bool
expand(struct pomost_case *subject, const uint64_t *shared, struct pomost__errors *errors)
{
	const struct pomost__list *list = &subject->application.workplaces;
	const struct pomost__workplace_entry *entries = list->items;
	struct pomost__ratio one;
	uint64_t count = 0;
	uint32_t i;

	pomost__ratio_from_i64(1, 0, &one);
	for (i = 0; i < list->count; i++)
		count += entry_count(&entries[i]);
	if (count > POMOST_LIMIT_WORKPLACES) {
		pomost__node_fail(errors, subject->file, list->node, POMOST_ERR_LIMIT,
				  "expected at most %d workplaces, found %" PRIu64,
				  POMOST_LIMIT_WORKPLACES, count);
		return false;
	}
	subject->workplaces =
		pomost__arena_alloc(&subject->arena, (size_t)count, sizeof *subject->workplaces);
	if (!subject->workplaces)
		return false;
	for (i = 0; i < list->count; i++) {
		uint32_t n = entry_count(&entries[i]);
		const uint64_t *facts = facts_of(subject, &entries[i], shared);
		bool full = pomost__ratio_compare(&entries[i].fraction.ratio, &one) == 0;

		if (!facts)
			return false;
		while (n-- > 0)
			subject->workplaces[subject->workplace_count++] =
				(struct pomost__workplace){&entries[i], facts, full};
	}
	return true;
}

static size_t
write_id(const struct pomost__workplace *workplace, uint32_t place, char made[MADE_ID_SIZE],
	 const char **id)
{
	const struct pomost__text *given = &workplace->entry->id;

	*id = given->node ? given->bytes : made;
	if (given->node)
		return given->length;
	return (size_t)snprintf(made, MADE_ID_SIZE, "w%" PRIu32, place + 1);
}

static bool
name_workplaces(struct pomost_case *subject)
{
	const char *case_id = subject->application.id.bytes;
	char made[MADE_ID_SIZE];
	const char *id;
	size_t size = 0;
	uint32_t i;

	for (i = 0; i < subject->workplace_count; i++)
		size += write_id(&subject->workplaces[i], i, made, &id);
	if (!pomost__column_init(&subject->workplace_ids, &subject->arena, subject->workplace_count,
				 size) ||
	    !pomost__column_init(&subject->id, &subject->arena, 1, strlen(case_id)))
		return false;
	pomost__column_add(&subject->id, case_id, strlen(case_id));
	for (i = 0; i < subject->workplace_count; i++) {
		size_t length = write_id(&subject->workplaces[i], i, made, &id);

		pomost__column_add(&subject->workplace_ids, id, length);
	}
	return true;
}

static int
compare_bytes(const struct pomost__workplace_name *name, const char *bytes, int32_t length)
{
	int32_t shorter = name->length < length ? name->length : length;
	int order = memcmp(name->bytes, bytes, (size_t)shorter);

	return order ? order : (name->length > length) - (name->length < length);
}

static int
compare_names(const void *left, const void *right)
{
	const struct pomost__workplace_name *a = left;
	const struct pomost__workplace_name *b = right;
	int order = compare_bytes(a, b->bytes, b->length);

	return order ? order : (a->place > b->place) - (a->place < b->place);
}

bool
pomost__case_workplace(const struct pomost_case *subject, const char *id, size_t length,
		       uint32_t *place)
{
	uint32_t begin = 0;
	uint32_t end = subject->workplace_count;

	if (length > INT32_MAX)
		return false;
	while (begin < end) {
		uint32_t middle = begin + (end - begin) / 2;
		int order = compare_bytes(&subject->names[middle], id, (int32_t)length);

		if (order == 0) {
			*place = subject->names[middle].place;
			return true;
		}
		if (order < 0)
			begin = middle + 1;
		else
			end = middle;
	}
	return false;
}

static bool
check_names(struct pomost_case *subject, struct pomost__errors *errors)
{
	const struct pomost__column *ids = &subject->workplace_ids;
	uint32_t count = subject->workplace_count;
	struct pomost__workplace_name *names =
		pomost__arena_alloc(&subject->arena, count, sizeof *names);
	struct pomost__echo echo;
	bool good = true;
	uint32_t i;

	if (!names)
		return false;
	for (i = 0; i < count; i++)
		names[i] = (struct pomost__workplace_name){
			ids->bytes + ids->offsets[i], ids->offsets[i + 1] - ids->offsets[i], i};
	qsort(names, count, sizeof *names, compare_names);
	subject->names = names;
	for (i = 1; i < count; i++) {
		const struct pomost__workplace_entry *entry =
			subject->workplaces[names[i].place].entry;

		if (names[i].length != names[i - 1].length ||
		    memcmp(names[i].bytes, names[i - 1].bytes, (size_t)names[i].length) != 0)
			continue;
		pomost__node_fail(errors, subject->file,
				  entry->id.node ? entry->id.node : entry->node, POMOST_ERR_VALUE,
				  "expected workplaces of different names, found %s twice",
				  pomost__echo(&echo, names[i].bytes, (size_t)names[i].length));
		good = false;
	}
	return good;
}

/* What is paid once for the entity is computed as for a workplace of full time. */
static bool
link_entity(struct pomost_case *subject, const uint64_t *shared)
{
	const struct pomost__entity *entity = subject->application.entity.item;
	struct pomost__workplace_entry *entry =
		pomost__arena_alloc(&subject->arena, 1, sizeof *entry);

	if (!entry)
		return false;
	entry->node = entity ? entity->node : subject->root;
	pomost__ratio_from_i64(1, 0, &entry->fraction.ratio);
	if (entity)
		entry->requested = entity->requested;
	subject->entity = (struct pomost__workplace){entry, shared, true};
	return true;
}

static bool
link_without(struct pomost_case *subject)
{
	const struct pomost__list *list = &subject->application.without;
	const struct pomost__text *names = list->items;
	uint32_t part;
	uint32_t i;

	subject->without = pomost__arena_alloc(&subject->arena, subject->programme->part_count,
					       sizeof *subject->without);
	if (!subject->without)
		return false;
	for (i = 0; i < list->count; i++) {
		if (pomost__programme_part(subject->programme, names[i].bytes, &part))
			subject->without[part] = true;
	}
	return true;
}

static bool
refuse_months(struct pomost_case *subject, struct pomost__errors *errors,
	      const struct pomost__node *node)
{
	pomost__node_fail(
		errors, subject->file, node, POMOST_ERR_VALUE,
		"expected months only where a rule leaves their number to the case, found "
		"\"%s\"",
		node->text);
	return false;
}

/* Whether some phase of a stage, or that requires a name, leaves its months to the case. */
static bool
leaves_months(const struct pomost_programme *programme, uint32_t part, const uint32_t *name)
{
	const struct pomost__phase *phases;
	uint32_t count;
	uint32_t i;
	uint32_t j;

	phases = pomost__programme_phases(programme, &count);
	for (i = 0; i < count; i++) {
		if (!phases[i].months.is_band)
			continue;
		if (!name && phases[i].part == part)
			return true;
		for (j = 0; name && j < phases[i].requires.count; j++) {
			if (phases[i].requires.items[j].index == *name &&
			    !phases[i].requires.items[j].negated)
				return true;
		}
	}
	return false;
}

/* Months stand only where a rule asks for them. */
static bool
link_months(struct pomost_case *subject, struct pomost__errors *errors)
{
	const struct pomost_programme *programme = subject->programme;
	const struct pomost__application *application = &subject->application;
	const struct pomost__months_entry *stages = application->months.items;
	const struct pomost__workplace_entry *workplaces = application->workplaces.items;
	const struct pomost__decision_entry *decisions = application->decisions.items;
	bool good = true;
	uint32_t index;
	uint32_t i;

	subject->stage_months = pomost__arena_alloc(&subject->arena, programme->part_count,
						    sizeof *subject->stage_months);
	if (!subject->stage_months)
		return false;
	for (i = 0; i < application->months.count; i++) {
		uint32_t part = 0;

		pomost__programme_part(programme, stages[i].stage.bytes, &part);
		subject->stage_months[part] = (int32_t)stages[i].months.value;
		if (!leaves_months(programme, part, NULL))
			good = refuse_months(subject, errors, stages[i].months.node);
	}
	for (i = 0; i < application->workplaces.count && !programme->takes_months; i++) {
		if (workplaces[i].months.node)
			good = refuse_months(subject, errors, workplaces[i].months.node);
	}
	for (i = 0; i < application->decisions.count; i++) {
		const struct pomost__decision *decision = decisions[i].value.full.item;

		if (decision && decision->months.node &&
		    pomost__names_find(&programme->names, decisions[i].name.bytes, &index) &&
		    !leaves_months(programme, 0, &index))
			good = refuse_months(subject, errors, decision->months.node);
	}
	return good;
}

static bool
link_all(struct pomost_case *subject, struct pomost__errors *errors)
{
	struct pomost__reader reader = {
		.arena = &subject->arena,
		.errors = errors,
		.file = subject->file,
		.digits = subject->programme->digits,
		.owner = subject->programme,
	};
	size_t words = pomost__names_words(&subject->programme->names);
	const struct pomost__entity *entity;
	uint64_t *shared;

	if (!pomost__block_read(&reader, subject->root, &pomost__application_block,
				&subject->application))
		return false;
	shared = pomost__arena_alloc(&subject->arena, words + 1, sizeof *shared);
	if (!shared || !link_decisions(subject, shared))
		return false;
	entity = subject->application.entity.item;
	if (entity)
		set_traits(subject->programme, shared, &entity->traits);
	return link_entity(subject, shared) && link_without(subject) &&
	       link_months(subject, errors) && expand(subject, shared, errors) &&
	       name_workplaces(subject) && check_names(subject, errors) &&
	       pomost__timeline_link(subject, errors);
}

int32_t
pomost__case_link(struct pomost_case *subject, struct pomost__errors *errors)
{
	if (subject->linked)
		return POMOST_OK;
	pomost__arena_free(&subject->arena);
	subject->application = (struct pomost__application){0};
	subject->workplace_count = 0;
	subject->linked = link_all(subject, errors);
	if (!subject->linked && subject->arena.failed)
		return pomost__errors_nomem(errors);
	return errors->status;
}

int32_t
pomost__case_moment(const struct pomost_case *subject, const struct pomost__workplace *workplace,
		    const struct pomost__moment *moment)
{
	const struct pomost__application *application = &subject->application;
	const struct pomost__date_entry *entries = application->dates.items;
	uint32_t i;

	if (moment->kind == POMOST__MOMENT_AGREEMENT)
		return application->agreement.node ? application->agreement.day : POMOST__NO_DAY;
	if (moment->kind == POMOST__MOMENT_EMPLOYMENT)
		return workplace->entry->employed.node ? workplace->entry->employed.day
						       : POMOST__NO_DAY;
	for (i = 0; moment->kind == POMOST__MOMENT_NAMED && i < application->dates.count; i++) {
		if (strcmp(entries[i].name.bytes, moment->name) == 0)
			return entries[i].day.day;
	}
	return POMOST__NO_DAY;
}

bool
pomost__case_count(const struct pomost_case *subject, const char *name, int64_t *count)
{
	const struct pomost__entity *entity = subject->application.entity.item;
	const struct pomost__count_entry *entries = entity ? entity->counts.items : NULL;
	uint32_t i;

	*count = subject->workplace_count;
	if (strcmp(name, "workplaces") == 0)
		return true;
	for (i = 0; entity && i < entity->counts.count; i++) {
		if (strcmp(entries[i].name.bytes, name) == 0) {
			*count = entries[i].count.value;
			return true;
		}
	}
	return false;
}

int64_t
pomost__case_earlier(const struct pomost_case *subject, const char *part)
{
	const struct pomost__entity *entity = subject->application.entity.item;
	const struct pomost__earlier_entry *entries = entity ? entity->earlier.items : NULL;
	uint32_t i;

	for (i = 0; entity && i < entity->earlier.count; i++) {
		if (strcmp(entries[i].part.bytes, part) == 0)
			return entries[i].workplaces.node ? entries[i].workplaces.value
							  : entries[i].amount.amount;
	}
	return 0;
}
