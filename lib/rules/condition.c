/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/condition.h"

#include <stdlib.h>
#include <string.h>

#include "rules/registry.h"

/* NAME or `not NAME`. */
static bool
read_item(struct pomost__reader *reader, const struct pomost__node *node,
	  struct pomost__condition_item *item)
{
	struct pomost__node name = *node;
	struct pomost__text text;

	if (!pomost__read_scalar(reader, node, "a condition"))
		return false;
	if (strncmp(node->text, "not ", 4) == 0) {
		item->negated = true;
		name.text += 4;
		name.length -= 4;
	}
	if (!pomost__read_name(reader, &name, &text))
		return false;
	item->name = text.bytes;
	return true;
}

static bool
read_condition(struct pomost__reader *reader, const struct pomost__node *node,
	       const struct pomost__field *field, void *slot)
{
	struct pomost__registry *registry = reader->owner;
	struct pomost__condition *condition = slot;
	bool is_list = node->kind == POMOST__SEQUENCE;
	const struct pomost__node *child = is_list ? node->first : node;
	uint32_t count = is_list ? node->count : 1;
	bool good = true;

	(void)field;
	if (count == 0)
		return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
					   "expected a condition, found an empty list");
	condition->items = pomost__arena_alloc(reader->arena, count, sizeof *condition->items);
	if (!condition->items)
		return pomost__reader_nomem(reader);
	condition->node = node;
	while (condition->count < count) {
		good = read_item(reader, child, &condition->items[condition->count++]) && good;
		child = child->next;
	}
	condition->before = registry->conditions;
	registry->conditions = condition;
	return good;
}

const struct pomost__kind pomost__kind_condition = {"condition", read_condition,
						    "{\"$ref\": \"#/$defs/condition\"}"};

static int
compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

bool
pomost__names_find(const struct pomost__names *names, const char *name, uint32_t *index)
{
	const char **found = names->count ? bsearch(&name, names->names, names->count,
						    sizeof *names->names, compare_names)
					  : NULL;

	if (!found)
		return false;
	*index = (uint32_t)(found - names->names);
	return true;
}

void
pomost__names_sort(struct pomost__names *names)
{
	uint32_t kept = 0;
	uint32_t i;

	if (names->count)
		qsort(names->names, names->count, sizeof *names->names, compare_names);
	for (i = 0; i < names->count; i++) {
		if (kept == 0 || strcmp(names->names[kept - 1], names->names[i]) != 0)
			names->names[kept++] = names->names[i];
	}
	names->count = kept;
}

bool
pomost__names_link(struct pomost__names *names, struct pomost__arena *arena,
		   struct pomost__condition *conditions)
{
	struct pomost__condition *one;
	uint32_t all = 0;
	uint32_t i;

	for (one = conditions; one; one = one->before)
		all += one->count;
	names->names = pomost__arena_alloc(arena, all, sizeof *names->names);
	if (!names->names)
		return false;
	for (one = conditions; one; one = one->before) {
		for (i = 0; i < one->count; i++)
			names->names[names->count++] = one->items[i].name;
	}
	pomost__names_sort(names);
	for (one = conditions; one; one = one->before) {
		for (i = 0; i < one->count; i++)
			pomost__names_find(names, one->items[i].name, &one->items[i].index);
	}
	return true;
}
