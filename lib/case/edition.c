/* SPDX-License-Identifier: Apache-2.0 */
/* Which of several files with one id holds for a case. */
#include <pomost/case.h>

#include <string.h>

#include "calendar/date.h"
#include "case/case.h"
#include "text/yaml.h"

/* The day of the moment by which an edition is chosen; POMOST__NO_DAY where the case has none. */
static int32_t
moment_of(const struct pomost__node *root, const struct pomost__edition *edition)
{
	const struct pomost__node *node;
	int32_t day;

	if (edition->at.kind == POMOST__MOMENT_AGREEMENT)
		node = pomost__node_get(root, "agreement");
	else if (edition->at.kind == POMOST__MOMENT_EMPLOYMENT)
		node = pomost__node_get(pomost__node_item(pomost__node_get(root, "workplaces"), 0),
					"employed");
	else
		node = pomost__node_get(pomost__node_get(root, "dates"), edition->at.name);
	if (!node || node->kind != POMOST__SCALAR ||
	    !pomost__date_parse(node->text, node->length, &day))
		return POMOST__NO_DAY;
	return day;
}

size_t
pomost__edition_find(pomost_programme *const *programmes, size_t count,
		     const struct pomost__node *root)
{
	int32_t latest = POMOST__NO_DAY;
	size_t chosen = count;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct pomost__edition *edition = programmes[i]->rules.edition.item;
		int32_t day = edition ? moment_of(root, edition) : POMOST__DAY_MIN;
		int32_t from = edition ? edition->from.day : POMOST__DAY_MIN;

		if (day == POMOST__NO_DAY || day < from || (chosen < count && from <= latest))
			continue;
		chosen = i;
		latest = from;
	}
	return chosen;
}

int32_t
pomost_edition_choose(pomost_programme *const *programmes, size_t count, const char *text,
		      size_t length, const char *file, size_t *chosen, pomost_error **error)
{
	struct pomost__errors errors = {0};
	const struct pomost__node *root;
	struct pomost__arena arena;
	size_t found = 0;

	if (!programmes || count == 0 || !text || !chosen)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected programmes, a text and a place, found none");
	if (count > 1) {
		pomost__arena_init(&arena, NULL, 0);
		root = pomost__yaml_read(&arena, text, length, file, &errors);
		if (root)
			found = pomost__edition_find(programmes, count, root);
		if (root && found == count)
			pomost__node_fail(&errors, file, root, POMOST_ERR_REFUSED,
					  "expected a case of the days of some edition of the "
					  "programme, found one of none");
		pomost__arena_free(&arena);
	}
	if (errors.status == POMOST_OK)
		*chosen = found;
	return pomost__errors_end(&errors, error);
}
