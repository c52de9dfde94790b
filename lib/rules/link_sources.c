/* SPDX-License-Identifier: Apache-2.0 */
/* The sources that rules cite, and what no source states. */
#include <string.h>

#include "rules/link.h"

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

bool
pomost__link_sources(struct pomost__reader *reader, struct pomost_programme *programme)
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

bool
pomost__link_assumptions(struct pomost__reader *reader, struct pomost_programme *programme)
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
