/* SPDX-License-Identifier: Apache-2.0 */
#include "award/trim.h"

#include <string.h>

#include "award/explain.h"
#include "award/pattern.h"
#include "award/schedule.h"
#include "number/money.h"
#include "number/split.h"

/* Whether an instalment is one of the group. */
static bool
in_group(const struct pomost__capping *capping, uint32_t row)
{
	uint32_t slot = pomost__slot_of(capping->rows->workplace[row]);

	return pomost__capping_has(capping, row) &&
	       (capping->only == POMOST__EVERY || capping->only == slot) &&
	       (!capping->dated ||
		pomost__dated_month(capping->rows, row) == capping->dated->month);
}

static void
lower(struct pomost__capping *capping, uint32_t row, int64_t amount)
{
	int64_t before = capping->rows->amount[row];

	if (before == amount)
		return;
	capping->lowered = true;
	capping->rows->amount[row] = amount;
	pomost__work_paid(
		capping->work,
		pomost__slot_of(capping->rows->workplace[row]))[capping->rows->part[row]] -=
		before - amount;
	if (capping->work->recorder)
		pomost__record_lowered(capping->work, capping->cap, row, before, amount);
}

static bool
allocate_index(struct pomost__capping *capping)
{
	struct pomost__arena *arena = &capping->work->arena;
	uint32_t rows = capping->rows->count;
	uint32_t most = capping->slots > rows ? capping->slots : rows;

	if (capping->begins)
		return true;
	capping->begins =
		pomost__arena_raw(arena, (size_t)capping->slots + 2, sizeof *capping->begins);
	capping->order = pomost__arena_raw(arena, rows, sizeof *capping->order);
	capping->scratch = pomost__arena_raw(arena, 3 * (size_t)most, sizeof *capping->scratch);
	return (capping->begins && capping->order && capping->scratch) ||
	       pomost__work_nomem(capping->work);
}

/* Lists the rows of the group slot by slot. */
POMOST__RARE static bool
index_rows(struct pomost__capping *capping)
{
	uint32_t count = capping->dated ? capping->dated_count : capping->rows->count;
	uint32_t i;

	if (capping->indexed)
		return true;
	if (!allocate_index(capping))
		return false;
	memset(capping->begins, 0, ((size_t)capping->slots + 2) * sizeof *capping->begins);
	/* Counted two places on, so that filling leaves each begin at its place. */
	for (i = 0; i < count; i++) {
		uint32_t row = capping->dated ? capping->dated[i].row : i;

		if (pomost__capping_has(capping, row))
			capping->begins[pomost__slot_of(capping->rows->workplace[row]) + 2]++;
	}
	for (i = 2; i < capping->slots + 2; i++)
		capping->begins[i] += capping->begins[i - 1];
	for (i = 0; i < count; i++) {
		uint32_t row = capping->dated ? capping->dated[i].row : i;
		uint32_t slot = pomost__slot_of(capping->rows->workplace[row]);

		if (pomost__capping_has(capping, row))
			capping->order[capping->begins[slot + 1]++] = row;
	}
	capping->indexed = true;
	return true;
}

/* Shares a slot's new sum among its rows, weighed by what each had. */
static void
share_rows(struct pomost__capping *capping, uint32_t slot, int64_t sum)
{
	const uint32_t *order = capping->order + capping->begins[slot];
	uint32_t count = capping->begins[slot + 1] - capping->begins[slot];
	int64_t *amounts = capping->scratch;
	uint32_t i;

	for (i = 0; i < count; i++)
		amounts[i] = capping->rows->amount[order[i]];
	pomost__split_largest_remainder(sum, amounts, count, amounts, capping->scratch + count);
	for (i = 0; i < count; i++)
		lower(capping, order[i], amounts[i]);
}

POMOST__RARE static bool
trim_proportional(struct pomost__capping *capping)
{
	int64_t *sums;
	uint32_t i;

	if (!index_rows(capping))
		return false;
	if (capping->only != POMOST__EVERY) {
		share_rows(capping, capping->only, capping->limit);
		return true;
	}
	sums = pomost__arena_raw(&capping->work->arena, capping->slots, sizeof *sums);
	if (!sums)
		return pomost__work_nomem(capping->work);
	pomost__split_largest_remainder(capping->limit, capping->had, capping->slots, sums,
					capping->scratch);
	for (i = 0; i < capping->slots; i++) {
		if (sums[i] == capping->had[i])
			continue;
		if (capping->work->recorder)
			pomost__record_share(capping->work, capping->cap, i, capping->had[i],
					     capping->before, capping->limit, sums[i]);
		share_rows(capping, i, sums[i]);
	}
	return true;
}

/* The day by which an instalment is ordered: due, else first; without either it is the smallest. */
static int32_t
day_of(const struct pomost__instalments *rows, uint32_t row)
{
	return rows->due[row] != POMOST__NO_DAY ? rows->due[row] : rows->from[row];
}

/* Where the instalments of one workplace on one day begin, the last of which is `last`. */
static uint32_t
day_begin(const struct pomost__instalments *rows, uint32_t last)
{
	uint32_t begin = last;

	while (begin > 0 && rows->workplace[begin - 1] == rows->workplace[last] &&
	       day_of(rows, begin - 1) == day_of(rows, last))
		begin--;
	return begin;
}

/* Takes up to `excess` off an instalment, and gives what is left of it. */
static int64_t
take_off(struct pomost__capping *capping, uint32_t row, int64_t excess)
{
	int64_t amount = capping->rows->amount[row];
	int64_t taken = amount < excess ? amount : excess;

	if (!in_group(capping, row))
		return excess;
	lower(capping, row, amount - taken);
	return excess - taken;
}

/* What goes last of one workplace on one day has the least rank: the grant; then phases; then components. */
static uint32_t
rank(const struct pomost__capping *capping, const struct pomost__date_row *date)
{
	static const uint32_t kinds[] = {
		[POMOST__PART_GRANT] = 0,
		[POMOST__PART_STAGE] = 1,
		[POMOST__PART_COMPONENT] = 2,
	};

	/* A workplace has far fewer rows than fit beside its kind. */
	return kinds[capping->work->programme->parts[date->part].kind] << 24 | date->row;
}

/*
 * Instalments stand in the order of their days, so the last are taken first. Those of one workplace on one
 * day stand by month; of them components go first, then the phase written last, in it the later month, and
 * the grant last: `places` says how far each slot's own rows, which know how they are written, have been
 * gone through.
 */
POMOST__RARE static bool
trim_last_first(struct pomost__capping *capping)
{
	const struct pomost__schedule *schedule = capping->work->schedule;
	uint32_t *places = pomost__arena_raw(&capping->work->arena, capping->slots, sizeof *places);
	int64_t excess = capping->before - capping->limit;
	uint32_t end = capping->rows->count;
	uint32_t i;

	if (!places)
		return pomost__work_nomem(capping->work);
	for (i = schedule->first_slot; i < capping->slots; i++)
		places[i] = schedule->dates[i]->count;
	while (excess > 0 && end > 0) {
		uint32_t begin = day_begin(capping->rows, end - 1);
		uint32_t slot = pomost__slot_of(capping->rows->workplace[begin]);
		const struct pomost__date_row *dates =
			schedule->dates[slot]->dates + places[slot] - (end - begin);
		uint32_t before = UINT32_MAX;
		uint32_t left;

		for (left = end - begin; left > 0 && excess > 0; left--) {
			uint32_t latest = 0;
			bool found = false;

			for (i = 0; i < end - begin; i++) {
				uint32_t here = rank(capping, &dates[i]);

				if (here < before &&
				    (!found || here > rank(capping, &dates[latest]))) {
					latest = i;
					found = true;
				}
			}
			before = rank(capping, &dates[latest]);
			excess = take_off(capping, begin + latest, excess);
		}
		places[slot] -= end - begin;
		end = begin;
	}
	return true;
}

POMOST__RARE static bool
trim_refuse(struct pomost__capping *capping)
{
	const struct pomost__node *node =
		capping->only == POMOST__EVERY
			? capping->work->subject->application.workplaces.node
			: pomost__slot_workplace(capping->work, capping->only)->entry->node;
	const char *path = pomost__node_path(&capping->work->arena, capping->cap->node);
	int32_t digits = capping->work->programme->digits;
	char limit[POMOST__MONEY_TEXT];
	char before[POMOST__MONEY_TEXT];
	char excess[POMOST__MONEY_TEXT];

	if (!path)
		return pomost__work_nomem(capping->work);
	if (capping->cap->workplaces.node)
		digits = 0;
	pomost__money_format(capping->limit, digits, limit);
	pomost__money_format(capping->before, digits, before);
	pomost__money_format(capping->before - capping->limit, digits, excess);
	return pomost__work_refuse(capping->work, node, POMOST_ERR_REFUSED,
				   "expected at most %s%s under %s, found %s, which is %s too much",
				   limit, capping->cap->workplaces.node ? " workplaces" : "", path,
				   before, excess);
}

/* Drops the last workplaces that have something under the cap, with all that they have. */
POMOST__RARE static bool
trim_whole_workplaces(struct pomost__capping *capping)
{
	bool counts = capping->cap->workplaces.node != NULL;
	int64_t left = capping->before;
	uint32_t i = capping->slots;
	bool *drops;

	drops = pomost__arena_alloc(&capping->work->arena, i, sizeof *drops);
	if (!drops)
		return pomost__work_nomem(capping->work);
	while (left > capping->limit && i-- > 1) {
		if ((capping->only != POMOST__EVERY && capping->only != i) || capping->had[i] == 0)
			continue;
		left -= counts ? 1 : capping->had[i];
		drops[i] = true;
	}
	/* What is paid once for the entity is no workplace's. */
	if (left > capping->limit)
		return trim_refuse(capping);
	for (i = 0; i < capping->rows->count; i++) {
		if (drops[pomost__slot_of(capping->rows->workplace[i])])
			lower(capping, i, 0);
	}
	return true;
}

bool
pomost__capping_trim(struct pomost__capping *capping)
{
	static bool (*const trims[])(struct pomost__capping *) = {
		[POMOST__TRIM_REFUSE] = trim_refuse,
		[POMOST__TRIM_PROPORTIONAL] = trim_proportional,
		[POMOST__TRIM_LAST_FIRST] = trim_last_first,
		[POMOST__TRIM_WHOLE_WORKPLACES] = trim_whole_workplaces,
	};

	pomost__work_use(capping->work, capping->cap->trim.node);
	return trims[capping->cap->trim.value](capping);
}
