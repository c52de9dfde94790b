/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of one date: bands that leave a gap, bands that overlap, rows that are never taken. */
#include "check/rows.h"

static const char *const dimensions[] = {
	[POMOST__BY_FRACTION] = "job fractions",
	[POMOST__BY_MONTHS] = "months",
};

/* The rows of one date. */
struct group {
	struct pomost__findings *findings;
	const struct pomost__checked_row *rows;
	uint32_t count;
};

static const struct pomost__band *
band_of(const struct pomost__checked_row *row, int dimension)
{
	return dimension == POMOST__BY_FRACTION ? &row->row->fraction : &row->row->months;
}

/* The upper end as it is written. */
static const struct pomost__node *
upper_end(const struct pomost__band *band)
{
	return band->to.node ? band->to.node : band->under.node;
}

static const struct pomost__node *
lower_end(const struct pomost__band *band)
{
	return band->from.node ? band->from.node : band->over.node;
}

/* Whether some case may be one of both rows, but for one dimension. */
static bool
goes_with(const struct pomost__checked_row *left, const struct pomost__checked_row *right,
	  int dimension)
{
	int i;

	for (i = 0; i < POMOST__DIMENSIONS; i++) {
		if (i != dimension && !pomost__intervals_meet(&left->by[i], &right->by[i]))
			return false;
	}
	return !pomost__terms_contradict(&left->terms, &right->terms);
}

/* The row that begins next above the end of a row; NULL where one goes on at once, or none follows. */
static const struct pomost__checked_row *
find_beyond(const struct group *group, const struct pomost__checked_row *row, int dimension)
{
	const struct pomost__interval *end = &row->by[dimension];
	const struct pomost__checked_row *nearest = NULL;
	uint32_t i;

	for (i = 0; i < group->count; i++) {
		const struct pomost__checked_row *other = &group->rows[i];
		const struct pomost__interval *interval = &other->by[dimension];

		if (!goes_with(row, other, dimension))
			continue;
		if (pomost__interval_continues(interval, end))
			return NULL;
		if (pomost__interval_is_beyond(interval, end) &&
		    (!nearest || pomost__interval_begins_before(interval, &nearest->by[dimension])))
			nearest = other;
	}
	return nearest;
}

/* Numbers alone leave gaps by their nature: one of the two is a band. */
static void
find_gap(const struct group *group, const struct pomost__checked_row *row, int dimension)
{
	const struct pomost__checked_row *beyond;
	struct pomost__echo low;
	struct pomost__echo high;

	if (!row->by[dimension].has_high)
		return;
	beyond = find_beyond(group, row, dimension);
	if (!beyond || (row->by[dimension].single && beyond->by[dimension].single))
		return;
	pomost__find(group->findings, POMOST__FIND_BAND_GAP, band_of(row, dimension)->node,
		     "no row in force is for %s between %s here and %s on line %d",
		     dimensions[dimension], pomost__tell(&low, upper_end(band_of(row, dimension))),
		     pomost__tell(&high, lower_end(band_of(beyond, dimension))),
		     (int)beyond->row->node->line);
}

static bool
is_within(const struct pomost__checked_row *inner, const struct pomost__checked_row *outer)
{
	int i;

	for (i = 0; i < POMOST__DIMENSIONS; i++) {
		if (!pomost__interval_within(&inner->by[i], &outer->by[i]))
			return false;
	}
	return true;
}

/* One inside the other is an exception, written before its rule. */
static bool
overlaps(const struct pomost__checked_row *left, const struct pomost__checked_row *right,
	 int dimension)
{
	const struct pomost__interval *a = &left->by[dimension];
	const struct pomost__interval *b = &right->by[dimension];

	return goes_with(left, right, dimension) && pomost__intervals_meet(a, b) &&
	       !pomost__interval_within(a, b) && !pomost__interval_within(b, a) &&
	       pomost__terms_equal(&left->terms, &right->terms);
}

static void
find_shadow(const struct group *group, const struct pomost__checked_row *row)
{
	const struct pomost__checked_row *earlier;

	for (earlier = group->rows; earlier < row; earlier++) {
		if (!is_within(row, earlier) || !pomost__terms_within(&earlier->terms, &row->terms))
			continue;
		pomost__find(group->findings, POMOST__FIND_ROW_SHADOWED, row->row->node,
			     "the row is never taken: that on line %d stands before it and is for "
			     "all its cases",
			     (int)earlier->row->node->line);
		return;
	}
}

static void
find_overlap(const struct group *group, const struct pomost__checked_row *row, int dimension)
{
	const struct pomost__checked_row *earlier;

	for (earlier = group->rows; earlier < row; earlier++) {
		if (!overlaps(earlier, row, dimension))
			continue;
		pomost__find(group->findings, POMOST__FIND_BAND_OVERLAP,
			     band_of(row, dimension)->node,
			     "the row shares %s with that on line %d, which stands before it and "
			     "is taken",
			     dimensions[dimension], (int)earlier->row->node->line);
		return;
	}
}

static void
lint_group(const struct group *group)
{
	uint32_t i;
	int dimension;

	for (i = 0; i < group->count; i++) {
		const struct pomost__checked_row *row = &group->rows[i];

		find_shadow(group, row);
		for (dimension = 0; dimension < POMOST__DIMENSIONS; dimension++) {
			find_gap(group, row, dimension);
			find_overlap(group, row, dimension);
		}
	}
}

void
pomost__lint_tables(struct pomost__findings *findings)
{
	const struct pomost__table *table;
	uint32_t begin;
	uint32_t end;

	for (table = findings->programme->registry.tables; table; table = table->before) {
		const struct pomost__checked_row *rows = pomost__checked_rows(findings, table);

		for (begin = 0; rows && begin < table->count; begin = end) {
			struct group group = {.findings = findings, .rows = rows + begin};

			end = pomost__rows_end(table, begin);
			group.count = end - begin;
			lint_group(&group);
		}
		pomost__findings_release(findings);
	}
}
