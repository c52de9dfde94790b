/* SPDX-License-Identifier: Apache-2.0 */
/* The columns that are made once for every award. */
#include <string.h>

#include "base/limits.h"
#include "rules/link.h"

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

bool
pomost__link_columns(struct pomost_programme *programme)
{
	return one_text(&programme->head[0], &programme->arena, programme->rules.id.bytes) &&
	       one_text(&programme->head[1], &programme->arena, programme->rules.currency.bytes) &&
	       make_part_columns(programme) && make_cap_column(programme) &&
	       make_fund_column(programme);
}
