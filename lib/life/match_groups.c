/* SPDX-License-Identifier: Apache-2.0 */
/* The groups of instalments that a payment may be for. */
#include "life/matching.h"
#include "number/money.h"

int64_t
pomost__group_value(const struct pomost__match_trial *trial, uint32_t row)
{
	const struct pomost__matched_due *due = &trial->matching->dues[row];

	if (trial->slot >= 0 && due->slot != (uint32_t)trial->slot)
		return 0;
	return trial->with_taken ? due->open + due->taken : due->open;
}

bool
pomost__group_has(const struct pomost__match_trial *trial, const struct pomost__match_group *group,
		  uint32_t row)
{
	return (group->slot < 0 || trial->matching->dues[row].slot == (uint32_t)group->slot) &&
	       pomost__group_value(trial, row) > 0;
}

/* What a group has, and how many of its rows have something. */
static int64_t
sum_of(const struct pomost__match_trial *trial, const struct pomost__match_group *group,
       uint32_t *rows)
{
	int64_t sum = 0;
	uint32_t i;

	*rows = 0;
	trial->matching->steps += group->end - group->begin;
	for (i = group->begin; i < group->end; i++) {
		if (!pomost__group_has(trial, group, i))
			continue;
		/* With what events took a sum may be larger than any payment. */
		if (!pomost__money_add(sum, pomost__group_value(trial, i), &sum))
			sum = INT64_MAX;
		++*rows;
	}
	return sum;
}

static uint32_t
group_count(const struct pomost__matching *matching)
{
	return (uint32_t)(matching->groups.length / sizeof(struct pomost__match_group));
}

static void
keep(struct pomost__match_trial *trial, const struct pomost__match_group *group)
{
	pomost__buffer_add(&trial->matching->groups, (const char *)group, sizeof *group);
}

/* Where the rows of the day of a row end. */
static uint32_t
day_end(const struct pomost__matching *matching, uint32_t begin)
{
	uint32_t end = begin + 1;

	while (end < matching->due_count && matching->dues[end].day == matching->dues[begin].day)
		end++;
	return end;
}

/* Keeps the groups of one slot on one day that are just the payment: all its rows, or one of them. */
static void
try_slot(struct pomost__match_trial *trial, uint32_t begin, uint32_t end, bool is_day)
{
	struct pomost__match_group group = {begin, end, (int32_t)trial->matching->dues[begin].slot};
	uint32_t rows;
	int64_t sum = sum_of(trial, &group, &rows);
	uint32_t i;

	if (!is_day && rows > 0 && sum == trial->payment->amount.amount)
		keep(trial, &group);
	for (i = begin; rows > 1 && i < end; i++) {
		struct pomost__match_group single = {i, i + 1, -1};

		if (pomost__group_value(trial, i) == trial->payment->amount.amount)
			keep(trial, &single);
	}
}

/* Keeps the groups of one day that are just the payment. */
static void
try_day(struct pomost__match_trial *trial, uint32_t begin, uint32_t end)
{
	const struct pomost__matched_due *dues = trial->matching->dues;
	struct pomost__match_group day = {begin, end, trial->slot};
	uint32_t rows;
	uint32_t slot_end;
	uint32_t slot_rows;

	if (sum_of(trial, &day, &rows) == trial->payment->amount.amount && rows > 0)
		keep(trial, &day);
	for (; begin < end; begin = slot_end) {
		struct pomost__match_group slot = {begin, end, (int32_t)dues[begin].slot};

		slot_end = begin + 1;
		while (slot_end < end && dues[slot_end].slot == dues[begin].slot)
			slot_end++;
		slot.end = slot_end;
		sum_of(trial, &slot, &slot_rows);
		/* Where a day has but one slot it has been tried. */
		try_slot(trial, begin, slot_end, slot_rows == rows);
	}
}

/* Whether a day has something for the payment. */
static bool
has_something(const struct pomost__match_trial *trial, uint32_t begin, uint32_t end)
{
	struct pomost__match_group day = {begin, end, trial->slot};
	uint32_t rows;

	return sum_of(trial, &day, &rows) > 0;
}

/* In which order days are looked at. */
enum stage {
	STAGE_SAME,
	STAGE_BEFORE,
	STAGE_NEXT,
};

/* Goes through the days of a stage: `look` gets each that has something. */
static void
each_day(struct pomost__match_trial *trial, enum stage stage,
	 void (*look)(struct pomost__match_trial *trial, uint32_t begin, uint32_t end))
{
	const struct pomost__matching *matching = trial->matching;
	int32_t date = trial->payment->date.day;
	uint32_t begin = matching->first_open;
	uint32_t end;

	for (; begin < matching->due_count; begin = end) {
		int32_t day = matching->dues[begin].day;

		end = day_end(matching, begin);
		if ((stage == STAGE_BEFORE && day >= date) || (stage == STAGE_SAME && day > date))
			return;
		if ((stage == STAGE_SAME && day < date) || (stage == STAGE_NEXT && day <= date) ||
		    !has_something(trial, begin, end))
			continue;
		look(trial, begin, end);
		if (stage == STAGE_NEXT)
			return;
	}
}

/* Keeps a whole day, whatever it adds up to. */
static void
keep_day(struct pomost__match_trial *trial, uint32_t begin, uint32_t end)
{
	struct pomost__match_group day = {begin, end, trial->slot};

	keep(trial, &day);
}

/* The groups that a way of looking finds, of the first stage that has any. */
static uint32_t
find_groups(struct pomost__match_trial *trial, int first, int last,
	    void (*look)(struct pomost__match_trial *trial, uint32_t begin, uint32_t end))
{
	int stage;

	trial->matching->groups.length = 0;
	for (stage = first; stage <= last && group_count(trial->matching) == 0; stage++)
		each_day(trial, (enum stage)stage, look);
	return group_count(trial->matching);
}

/* All that is open up to the day of the payment, if that is just the payment. */
static uint32_t
find_arrears(struct pomost__match_trial *trial)
{
	struct pomost__matching *matching = trial->matching;
	struct pomost__match_group group = {matching->first_open, matching->first_open,
					    trial->slot};
	uint32_t rows;

	matching->groups.length = 0;
	while (group.end < matching->due_count &&
	       matching->dues[group.end].day <= trial->payment->date.day)
		group.end++;
	if (sum_of(trial, &group, &rows) == trial->payment->amount.amount && rows > 0)
		keep(trial, &group);
	return group_count(matching);
}

/*
 * The groups that are just the payment: what is due by its day first, then the next day. The trial keeps whether
 * what events took was counted.
 */
uint32_t
pomost__groups_exact(struct pomost__match_trial *trial)
{
	uint32_t count = find_groups(trial, STAGE_SAME, STAGE_BEFORE, try_day);

	if (count == 0)
		count = find_arrears(trial);
	if (count > 0)
		return count;
	trial->with_taken = true;
	count = find_groups(trial, STAGE_SAME, STAGE_BEFORE, try_day);
	if (count > 0)
		return count;
	trial->with_taken = false;
	count = find_groups(trial, STAGE_NEXT, STAGE_NEXT, try_day);
	if (count > 0)
		return count;
	trial->with_taken = true;
	return find_groups(trial, STAGE_NEXT, STAGE_NEXT, try_day);
}

uint32_t
pomost__groups_largest(struct pomost__match_trial *trial)
{
	return find_groups(trial, STAGE_SAME, STAGE_NEXT, keep_day);
}
