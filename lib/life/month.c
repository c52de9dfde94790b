/* SPDX-License-Identifier: Apache-2.0 */
#include "life/month.h"

#include "award/amount.h"

/* One month as it is cut. */
struct cutting {
	struct pomost__calendar *calendar;
	const struct pomost__value *value;
	int32_t from;
	int32_t length;
	int64_t amount;
	struct pomost__cut *cut;
};

/* round(amount × F) after the first `days`, and F. */
static bool
running(struct cutting *cutting, int32_t days, struct pomost__month_share *share, int64_t *sum)
{
	struct pomost__ratio exact;

	*share = (struct pomost__month_share){days > 0, 1};
	*sum = days == 0 ? 0 : cutting->amount;
	if (days == 0 || days == cutting->length)
		return true;
	pomost__ratio_from_i64(cutting->amount, cutting->calendar->work->programme->digits, &exact);
	return pomost__bridging_share(cutting->calendar, cutting->from, cutting->length, days,
				      share) &&
	       pomost__amount_part(cutting->calendar->work, cutting->value, &exact, share, sum);
}

static struct pomost__loss *
lose(struct cutting *cutting, const struct pomost__days *days, int64_t sum)
{
	struct pomost__loss *loss = &cutting->cut->losses[cutting->cut->count++];

	*loss = (struct pomost__loss){.span = days->span,
				      .from = days->from,
				      .to = days->to,
				      .moves = days->moves,
				      .sum = sum};
	return loss;
}

/* Day by day: paid and unpaid parts always add up to the amount. */
static bool
cut_by_days(struct cutting *cutting, const struct pomost__standing *standing)
{
	int32_t to = cutting->from + cutting->length - 1;
	struct pomost__month_share share_before = {0, 1};
	struct pomost__month_share share;
	struct pomost__days days;
	int64_t before = 0;
	int64_t after;

	for (days.to = cutting->from - 1; days.to < to; before = after, share_before = share) {
		struct pomost__loss *loss;

		days = pomost__standing_days(standing, days.to + 1, to);
		if (!running(cutting, days.to - cutting->from + 1, &share, &after))
			return false;
		if (!days.span || after <= before)
			continue;
		loss = lose(cutting, &days, after - before);
		loss->before = share_before;
		loss->after = share;
		loss->parted = days.from > cutting->from || days.to < to;
	}
	return true;
}

/* All at once, by its first day that is not paid: there is one. */
static void
cut_whole(struct cutting *cutting, const struct pomost__standing *standing, bool parted)
{
	int32_t to = cutting->from + cutting->length - 1;
	struct pomost__days days = pomost__standing_days(standing, cutting->from, to);

	while (!days.span)
		days = pomost__standing_days(standing, days.to + 1, to);
	lose(cutting, &days, cutting->amount)->parted = parted;
}

/* How many of the days are not paid, and how many stretches of days of one kind there are. */
static int32_t
count_unpaid(const struct pomost__standing *standing, int32_t from, int32_t to, uint32_t *stretches)
{
	struct pomost__days days = {.to = from - 1};
	int32_t unpaid = 0;

	*stretches = 0;
	while (days.to < to) {
		days = pomost__standing_days(standing, days.to + 1, to);
		unpaid += days.span ? days.to - days.from + 1 : 0;
		++*stretches;
	}
	return unpaid;
}

bool
pomost__month_cut(struct pomost__calendar *calendar, const struct pomost__standing *standing,
		  const struct pomost__value *value, int32_t from, int32_t to, int64_t amount,
		  struct pomost__cut *cut)
{
	const struct pomost__word *part_months = &calendar->bridging->part_months;
	struct pomost__work *work = calendar->work;
	struct cutting cutting = {calendar, value, from, to - from + 1, amount, cut};
	uint32_t stretches;
	int32_t unpaid = count_unpaid(standing, from, to, &stretches);

	*cut = (struct pomost__cut){0};
	if (unpaid == 0 || amount == 0)
		return true;
	cut->losses = pomost__arena_raw(&work->arena, stretches, sizeof *cut->losses);
	if (!cut->losses)
		return pomost__work_nomem(work);
	if (pomost__month_share_by_days((enum pomost__part_months)part_months->value))
		return cut_by_days(&cutting, standing);
	if (unpaid < cutting.length) {
		if (part_months->value == POMOST__PART_MONTHS_UNSTATED)
			return pomost__work_refuse(
				work, calendar->workplace->entry->node, POMOST_ERR_UNSTATED,
				"a month is cut by an event; expected bridging.part-months, found "
				"none");
		pomost__work_use(work, part_months->node);
		if (part_months->value == POMOST__PART_MONTHS_WHOLE)
			return true;
	}
	cut_whole(&cutting, standing, unpaid < cutting.length);
	return true;
}

bool
pomost__month_add(struct pomost__calendar *calendar, const struct pomost__run *run, int32_t number,
		  struct pomost__date_row *date, struct pomost__added *added)
{
	const struct pomost__bridging_due *due = calendar->bridging->due.item;
	struct pomost__work *work = calendar->work;
	int32_t month = run->first + run->months - 1 + number;
	struct pomost__ratio exact;
	int32_t next;
	int32_t from;

	if (date->month > POMOST_LIMIT_MONTHS)
		return pomost__work_refuse(
			work, calendar->workplace->entry->node, POMOST_ERR_LIMIT,
			"expected a schedule of at most %d months, found month %d",
			POMOST_LIMIT_MONTHS, (int)date->month);
	if (!pomost__months_start(calendar, month, &from) ||
	    !pomost__months_start(calendar, month + 1, &next))
		return false;
	/* A month in calendar parts may have taken the day on which this one would begin. */
	if (from <= date->to)
		from = date->to + 1;
	added->share = added->most;
	added->kept.of = 0;
	added->ended = from >= calendar->until;
	if (added->ended)
		return true;
	if (calendar->moved)
		pomost__work_use(work, calendar->bridging->month_end.node);
	date->from = from;
	date->to = next - 1;
	date->due = POMOST__NO_DAY;
	if (due &&
	    !pomost__due_day(from, (int32_t)due->day.value, due->month.value == 1, &date->due))
		return pomost__work_refuse(
			work, calendar->workplace->entry->node, POMOST_ERR_LIMIT,
			"expected due days up to the year 9999, found later ones");
	date->day = date->due != POMOST__NO_DAY ? date->due : from;
	if (next <= calendar->until)
		return true;
	if (!pomost__bridging_kept(calendar, date->month, from, next - from, &added->kept))
		return false;
	date->to = calendar->until - 1;
	pomost__ratio_from_i64(added->most, work->programme->digits, &exact);
	return pomost__amount_part(work, pomost__amount_value(run->phase->amount.item), &exact,
				   &added->kept, &added->share);
}
