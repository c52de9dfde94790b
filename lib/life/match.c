/* SPDX-License-Identifier: Apache-2.0 */
#include "life/match.h"

#include <stdlib.h>
#include <string.h>

#include "number/money.h"

enum status {
	STATUS_MATCHED,
	STATUS_LATE,
	STATUS_SHORT,
	STATUS_OVER,
	STATUS_UNKNOWN,
	STATUS_AMBIGUOUS,
	STATUS_RETURNED,
	STATUS_LATER,
};

static const char *const statuses[] = {"matched", "late",      "short",    "over",
				       "unknown", "ambiguous", "returned", "later"};

/* One instalment as payments pass. */
struct due {
	int32_t day;
	uint32_t slot;
	int64_t open;  /* not yet paid of what stands */
	int64_t taken; /* not yet paid of what events took */
};

/* Rows side by side, of one slot or of all. */
struct group {
	uint32_t begin;
	uint32_t end;
	int32_t slot; /* -1: all */
};

/* What became of a payment. */
struct outcome {
	enum status status;
	int64_t matched;
	int64_t difference;
	int32_t days;
};

struct match {
	uint32_t payment; /* in the order of the file */
	uint32_t row;
	int64_t amount;
};

struct candidate {
	uint32_t payment;
	uint32_t number;
	uint32_t row;
};

struct matching {
	struct pomost__settle *settle;
	struct due *dues;
	uint32_t due_count;
	uint32_t first_open; /* rows before it are paid */
	const struct pomost__payment *payments;
	struct outcome *outcomes;
	struct pomost__receipts *receipts;
	uint32_t receipt_room;
	struct pomost__buffer groups;     /* struct group: those that fit */
	struct pomost__buffer matches;    /* struct match */
	struct pomost__buffer candidates; /* struct candidate */
	struct pomost__buffer paid;       /* struct pomost__receipt */
	bool too_many;                    /* candidates */
};

/* The payment that is being matched. */
struct trial {
	struct matching *matching;
	const struct pomost__payment *payment;
	uint32_t place; /* in the order of the file */
	int32_t slot;   /* of its workplace; -1 */
	bool with_taken;
};

static int64_t
value_of(const struct trial *trial, uint32_t row)
{
	const struct due *due = &trial->matching->dues[row];

	if (trial->slot >= 0 && due->slot != (uint32_t)trial->slot)
		return 0;
	return trial->with_taken ? due->open + due->taken : due->open;
}

static bool
belongs(const struct trial *trial, const struct group *group, uint32_t row)
{
	return (group->slot < 0 || trial->matching->dues[row].slot == (uint32_t)group->slot) &&
	       value_of(trial, row) > 0;
}

/* What a group has, and how many of its rows have something. */
static int64_t
sum_of(const struct trial *trial, const struct group *group, uint32_t *rows)
{
	int64_t sum = 0;
	uint32_t i;

	*rows = 0;
	for (i = group->begin; i < group->end; i++) {
		if (!belongs(trial, group, i))
			continue;
		sum += value_of(trial, i);
		++*rows;
	}
	return sum;
}

static uint32_t
group_count(const struct matching *matching)
{
	return (uint32_t)(matching->groups.length / sizeof(struct group));
}

static void
keep(struct trial *trial, const struct group *group)
{
	pomost__buffer_add(&trial->matching->groups, (const char *)group, sizeof *group);
}

/* Where the rows of the day of a row end. */
static uint32_t
day_end(const struct matching *matching, uint32_t begin)
{
	uint32_t end = begin + 1;

	while (end < matching->due_count && matching->dues[end].day == matching->dues[begin].day)
		end++;
	return end;
}

/* Keeps the groups of one slot on one day that are just the payment: all its rows, or one of them. */
static void
try_slot(struct trial *trial, uint32_t begin, uint32_t end, bool is_day)
{
	struct group group = {begin, end, (int32_t)trial->matching->dues[begin].slot};
	uint32_t rows;
	int64_t sum = sum_of(trial, &group, &rows);
	uint32_t i;

	if (!is_day && rows > 0 && sum == trial->payment->amount.amount)
		keep(trial, &group);
	for (i = begin; rows > 1 && i < end; i++) {
		struct group single = {i, i + 1, -1};

		if (value_of(trial, i) == trial->payment->amount.amount)
			keep(trial, &single);
	}
}

/* Keeps the groups of one day that are just the payment. */
static void
try_day(struct trial *trial, uint32_t begin, uint32_t end)
{
	const struct due *dues = trial->matching->dues;
	struct group day = {begin, end, trial->slot};
	uint32_t rows;
	uint32_t slot_end;
	uint32_t slot_rows;

	if (sum_of(trial, &day, &rows) == trial->payment->amount.amount && rows > 0)
		keep(trial, &day);
	for (; begin < end; begin = slot_end) {
		struct group slot = {begin, end, (int32_t)dues[begin].slot};

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
has_something(const struct trial *trial, uint32_t begin, uint32_t end)
{
	struct group day = {begin, end, trial->slot};
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
each_day(struct trial *trial, enum stage stage,
	 void (*look)(struct trial *trial, uint32_t begin, uint32_t end))
{
	const struct matching *matching = trial->matching;
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
keep_day(struct trial *trial, uint32_t begin, uint32_t end)
{
	struct group day = {begin, end, trial->slot};

	keep(trial, &day);
}

/* The groups that a way of looking finds, of the first stage that has any. */
static uint32_t
find_groups(struct trial *trial, int first, int last,
	    void (*look)(struct trial *trial, uint32_t begin, uint32_t end))
{
	int stage;

	trial->matching->groups.length = 0;
	for (stage = first; stage <= last && group_count(trial->matching) == 0; stage++)
		each_day(trial, (enum stage)stage, look);
	return group_count(trial->matching);
}

/* All that is open up to the day of the payment, if that is just the payment. */
static uint32_t
find_arrears(struct trial *trial)
{
	struct matching *matching = trial->matching;
	struct group group = {matching->first_open, matching->first_open, trial->slot};
	uint32_t rows;

	matching->groups.length = 0;
	while (group.end < matching->due_count &&
	       matching->dues[group.end].day <= trial->payment->date.day)
		group.end++;
	if (sum_of(trial, &group, &rows) == trial->payment->amount.amount && rows > 0)
		keep(trial, &group);
	return group_count(matching);
}

static void
note_receipt(struct trial *trial, uint32_t row, int64_t kept, int64_t over)
{
	const struct pomost__payment *payment = trial->payment;
	struct pomost__receipt receipt = {
		.row = row,
		.day = payment->date.day,
		.paid_on = payment->date.day,
		.received = payment->received.node ? payment->received.day : payment->date.day,
		.kept = kept,
		.over = over,
	};

	if (kept > 0 || over > 0)
		pomost__buffer_add(&trial->matching->paid, (const char *)&receipt, sizeof receipt);
}

/* Pays the rows of a group in their order; what is over counts for what events took. */
static void
pay_group(struct trial *trial, const struct group *group)
{
	struct matching *matching = trial->matching;
	struct outcome *outcome = &matching->outcomes[trial->place];
	int64_t left = trial->payment->amount.amount;
	int32_t first = INT32_MAX;
	bool is_open = false;
	int64_t open = 0;
	uint32_t i;

	trial->with_taken = true;
	for (i = group->begin; i < group->end; i++) {
		struct due *due = &matching->dues[i];
		int64_t part = due->open < left ? due->open : left;
		struct match match = {trial->place, i, part};

		if (!belongs(trial, group, i))
			continue;
		/* It is late by the earliest of what it pays, and only then by what events took. */
		if ((due->open > 0 && !is_open) || (due->day < first && is_open == (due->open > 0)))
			first = due->day;
		is_open |= due->open > 0;
		open += due->open;
		if (part == 0)
			continue;
		due->open -= part;
		left -= part;
		pomost__buffer_add(&matching->matches, (const char *)&match, sizeof match);
		note_receipt(trial, i, part, 0);
	}
	for (i = group->begin; i < group->end && left > 0; i++) {
		struct due *due = &matching->dues[i];
		int64_t part = due->taken < left ? due->taken : left;

		if (!belongs(trial, group, i) || part == 0)
			continue;
		due->taken -= part;
		left -= part;
		note_receipt(trial, i, 0, part);
	}
	outcome->difference = trial->payment->amount.amount - open;
	outcome->matched = outcome->difference < 0 ? trial->payment->amount.amount : open;
	if (first != POMOST__NO_DAY && first < trial->payment->date.day)
		outcome->days = trial->payment->date.day - first;
	outcome->status = outcome->difference < 0   ? STATUS_SHORT
			  : outcome->difference > 0 ? STATUS_OVER
			  : outcome->days > 0       ? STATUS_LATE
						    : STATUS_MATCHED;
	while (matching->first_open < matching->due_count &&
	       matching->dues[matching->first_open].open == 0 &&
	       matching->dues[matching->first_open].taken == 0)
		matching->first_open++;
}

/* Several groups would do: they are listed, and nothing is paid. */
static void
list_candidates(struct trial *trial, uint32_t count)
{
	const struct group *groups = (const struct group *)trial->matching->groups.bytes;
	uint32_t i;
	uint32_t j;

	trial->matching->outcomes[trial->place].status = STATUS_AMBIGUOUS;
	for (i = 0; i < count; i++) {
		for (j = groups[i].begin; j < groups[i].end; j++) {
			struct candidate candidate = {trial->place, i, j};

			if (belongs(trial, &groups[i], j))
				pomost__buffer_add(&trial->matching->candidates,
						   (const char *)&candidate, sizeof candidate);
		}
	}
	trial->matching->too_many |= trial->matching->candidates.length >
				     POMOST_LIMIT_INSTALMENTS * sizeof(struct candidate);
}

/*
 * The groups that are just the payment: what is due by its day first, then the next day. The trial keeps whether
 * what events took was counted.
 */
static uint32_t
find_exact(struct trial *trial)
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

static void
match(struct trial *trial)
{
	struct matching *matching = trial->matching;
	uint32_t count = find_exact(trial);

	if (count == 0) {
		trial->with_taken = false;
		count = find_groups(trial, STAGE_SAME, STAGE_NEXT, keep_day);
	}
	if (count > 1) {
		list_candidates(trial, count);
	} else if (count == 1) {
		struct group group = *(const struct group *)matching->groups.bytes;

		pay_group(trial, &group);
	} else {
		matching->outcomes[trial->place].status = STATUS_UNKNOWN;
		matching->outcomes[trial->place].difference = trial->payment->amount.amount;
	}
}

static int
compare_dates(const void *left, const void *right)
{
	const struct pomost__payment *a = *(const struct pomost__payment *const *)left;
	const struct pomost__payment *b = *(const struct pomost__payment *const *)right;

	if (a->date.day != b->date.day)
		return a->date.day < b->date.day ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* The payments by date, then by line. NULL when memory ran out. */
static const struct pomost__payment **
sort(struct matching *matching, uint32_t count)
{
	const struct pomost__payment **sorted =
		pomost__arena_raw(&matching->settle->work->arena, count, sizeof(void *));
	uint32_t i;

	if (!sorted)
		return NULL;
	for (i = 0; i < count; i++)
		sorted[i] = &matching->payments[i];
	qsort(sorted, count, sizeof *sorted, compare_dates);
	return sorted;
}

static bool
begin_dues(struct matching *matching)
{
	struct pomost__settle *settle = matching->settle;
	uint32_t i;

	matching->due_count = settle->row_count;
	matching->dues =
		pomost__arena_raw(&settle->work->arena, settle->row_count, sizeof *matching->dues);
	if (!matching->dues)
		return pomost__work_nomem(settle->work);
	for (i = 0; i < settle->row_count; i++) {
		const struct pomost__line *line = settle->rows[i];
		int64_t taken = line->before > line->amount ? line->before - line->amount : 0;

		matching->dues[i] =
			(struct due){pomost__line_day(line), line->slot, line->amount, taken};
	}
	return true;
}

/* Adds to the sums of payments. */
static bool
sum_payment(struct matching *matching, int64_t amount)
{
	struct pomost__settlement *result = matching->settle->result;
	struct pomost__work *work = matching->settle->work;

	if (amount > 0 ? pomost__money_add(result->paid, amount, &result->paid)
		       : pomost__money_add(result->returned, -amount, &result->returned))
		return true;
	return pomost__work_refuse(work, work->subject->root, POMOST_ERR_LIMIT,
				   "expected payments that together fit 64 bits of minor units, "
				   "found larger ones");
}

static bool
match_all(struct matching *matching, uint32_t count)
{
	struct pomost__settle *settle = matching->settle;
	const struct pomost__payment **sorted = sort(matching, count);
	uint32_t i;

	if (!sorted)
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		struct trial trial = {.matching = matching,
				      .payment = sorted[i],
				      .place = (uint32_t)(sorted[i] - matching->payments),
				      .slot = sorted[i]->place >= 0 ? sorted[i]->place + 1 : -1};
		struct outcome *outcome = &matching->outcomes[trial.place];

		if (settle->on != POMOST__NO_DAY && sorted[i]->date.day > settle->on) {
			outcome->status = STATUS_LATER;
			continue;
		}
		if (!sum_payment(matching, sorted[i]->amount.amount))
			return false;
		if (sorted[i]->amount.amount < 0)
			outcome->status = STATUS_RETURNED;
		else
			match(&trial);
		if (matching->too_many)
			return pomost__work_refuse(
				settle->work, settle->work->subject->root, POMOST_ERR_LIMIT,
				"expected payments that may be for at most %d instalments in all, "
				"found more from that of line %d on",
				POMOST_LIMIT_INSTALMENTS, (int)sorted[i]->node->line);
	}
	return true;
}

static bool
fill_payments(struct matching *matching, uint32_t count)
{
	struct pomost__settle *settle = matching->settle;
	struct pomost__payment_columns *columns = &settle->result->payments;
	struct pomost__arena *arena = &settle->result->arena;
	size_t references = 0;
	size_t names = 0;
	uint32_t i;

	for (i = 0; i < count; i++) {
		references += matching->payments[i].reference.length;
		names += strlen(statuses[matching->outcomes[i].status]);
	}
	if (!pomost__settle_column(settle, columns->line, count) ||
	    !pomost__settle_column(settle, columns->date, count) ||
	    !pomost__settle_column(settle, columns->amount, count) ||
	    !pomost__settle_column(settle, columns->workplace, count) ||
	    !pomost__settle_column(settle, columns->matched, count) ||
	    !pomost__settle_column(settle, columns->difference, count) ||
	    !pomost__settle_column(settle, columns->days, count) ||
	    !pomost__column_init(&columns->reference, arena, count, references) ||
	    !pomost__column_init(&columns->status, arena, count, names))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		const struct pomost__payment *payment = &matching->payments[i];
		const struct outcome *outcome = &matching->outcomes[i];
		const char *status = statuses[outcome->status];

		columns->line[i] = payment->node->line;
		columns->date[i] = payment->date.day;
		columns->amount[i] = payment->amount.amount;
		columns->workplace[i] = payment->place;
		columns->matched[i] = outcome->matched;
		columns->difference[i] = outcome->difference;
		columns->days[i] = outcome->days;
		pomost__column_add(&columns->reference, payment->reference.bytes,
				   payment->reference.length);
		pomost__column_add(&columns->status, status, strlen(status));
		settle->result->mismatches +=
			outcome->status >= STATUS_SHORT && outcome->status <= STATUS_AMBIGUOUS;
	}
	columns->count = count;
	return true;
}

static bool
fill_matches(struct matching *matching)
{
	struct pomost__settle *settle = matching->settle;
	struct pomost__match_columns *columns = &settle->result->matches;
	const struct match *items = (const struct match *)matching->matches.bytes;
	size_t count = matching->matches.length / sizeof *items;
	size_t i;

	if (!pomost__settle_column(settle, columns->payment, count) ||
	    !pomost__settle_column(settle, columns->instalment, count) ||
	    !pomost__settle_column(settle, columns->amount, count))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		columns->payment[i] = (int32_t)items[i].payment;
		columns->instalment[i] = (int32_t)items[i].row;
		columns->amount[i] = items[i].amount;
	}
	columns->count = count;
	return true;
}

static bool
fill_candidates(struct matching *matching)
{
	struct pomost__settle *settle = matching->settle;
	struct pomost__candidate_columns *columns = &settle->result->candidates;
	const struct candidate *items = (const struct candidate *)matching->candidates.bytes;
	size_t count = matching->candidates.length / sizeof *items;
	size_t i;

	if (!pomost__settle_column(settle, columns->payment, count) ||
	    !pomost__settle_column(settle, columns->candidate, count) ||
	    !pomost__settle_column(settle, columns->instalment, count))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < count; i++) {
		columns->payment[i] = (int32_t)items[i].payment;
		columns->candidate[i] = (int32_t)items[i].number;
		columns->instalment[i] = (int32_t)items[i].row;
	}
	columns->count = count;
	return true;
}

/* What is due by the day and not paid. */
static bool
fill_open(struct matching *matching)
{
	struct pomost__settle *settle = matching->settle;
	struct pomost__open_columns *columns = &settle->result->open;
	uint32_t i;

	if (!pomost__settle_column(settle, columns->instalment, settle->row_count) ||
	    !pomost__settle_column(settle, columns->amount, settle->row_count))
		return pomost__work_nomem(settle->work);
	for (i = 0; i < settle->row_count; i++) {
		if (matching->dues[i].open == 0 ||
		    !pomost__line_is_due(settle->rows[i], settle->on))
			continue;
		columns->instalment[columns->count] = (int32_t)i;
		columns->amount[columns->count++] = matching->dues[i].open;
	}
	settle->result->mismatches += (int32_t)columns->count;
	return true;
}

static int
compare_receipts(const void *left, const void *right)
{
	const struct pomost__receipt *a = left;
	const struct pomost__receipt *b = right;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return a->day < b->day ? -1 : a->day > b->day;
}

/* Hands over what was paid of each instalment. */
static bool
hand_over(struct matching *matching)
{
	struct pomost__receipts *receipts = matching->receipts;

	receipts->count = (uint32_t)(matching->paid.length / sizeof *receipts->items);
	receipts->items = pomost__arena_raw(&matching->settle->work->arena, receipts->count,
					    sizeof *receipts->items);
	if (!receipts->items)
		return pomost__work_nomem(matching->settle->work);
	if (receipts->count > 0)
		memcpy(receipts->items, matching->paid.bytes, matching->paid.length);
	qsort(receipts->items, receipts->count, sizeof *receipts->items, compare_receipts);
	return true;
}

bool
pomost__match_payments(struct pomost__settle *settle, const struct pomost__list *payments,
		       struct pomost__receipts *receipts)
{
	struct matching matching = {
		.settle = settle, .payments = payments->items, .receipts = receipts};
	bool done;

	matching.outcomes = pomost__arena_alloc(&settle->work->arena, payments->count,
						sizeof *matching.outcomes);
	if (!matching.outcomes)
		return pomost__work_nomem(settle->work);
	settle->result->has_payments = true;
	done = begin_dues(&matching) && match_all(&matching, payments->count);
	if (matching.groups.failed || matching.matches.failed || matching.candidates.failed ||
	    matching.paid.failed)
		done = pomost__work_nomem(settle->work);
	done = done && fill_payments(&matching, payments->count) && fill_matches(&matching) &&
	       fill_candidates(&matching) && fill_open(&matching) && hand_over(&matching);
	if (done && (!pomost__money_add(settle->result->due, settle->result->returned,
					&settle->result->balance) ||
		     __builtin_sub_overflow(settle->result->balance, settle->result->paid,
					    &settle->result->balance)))
		done = pomost__work_refuse(settle->work, settle->work->subject->root,
					   POMOST_ERR_LIMIT,
					   "expected a balance that fits 64 bits of minor units, "
					   "found a larger one");
	pomost__buffer_free(&matching.groups);
	pomost__buffer_free(&matching.matches);
	pomost__buffer_free(&matching.candidates);
	pomost__buffer_free(&matching.paid);
	return done;
}
