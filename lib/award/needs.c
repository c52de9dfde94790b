/* SPDX-License-Identifier: Apache-2.0 */
#include "award/needs.h"

#include <inttypes.h>
#include <string.h>

/* An agreement outside the period of the programme is refused. */
static bool
check_period(struct pomost__work *work)
{
	const struct pomost__period *period = work->programme->rules.period.item;
	const struct pomost__day *agreement = &work->subject->application.agreement;

	if (!period || !agreement->node)
		return true;
	if (period->from.node && agreement->day < period->from.day)
		return pomost__work_refuse(work, agreement->node, POMOST_ERR_REFUSED,
					   "expected an agreement from %s on, found \"%s\"",
					   period->from.node->text, agreement->node->text);
	if (period->to.node && agreement->day > period->to.day)
		return pomost__work_refuse(work, agreement->node, POMOST_ERR_REFUSED,
					   "expected an agreement up to %s, found \"%s\"",
					   period->to.node->text, agreement->node->text);
	return true;
}

/* A case takes the edition that holds on its day; an earlier case is refused. */
static bool
check_edition(struct pomost__work *work)
{
	const struct pomost__edition *edition = work->programme->rules.edition.item;
	const struct pomost__node *root = work->subject->root;
	char text[POMOST__DATE_TEXT];
	int32_t day;

	if (!edition)
		return true;
	day = pomost__case_moment(work->subject, &work->subject->workplaces[0], &edition->at);
	if (day == POMOST__NO_DAY)
		return pomost__work_refuse(
			work, root, POMOST_ERR_KEY_MISSING,
			"expected the day of %s, by which the edition is chosen, "
			"found none",
			edition->at.name);
	if (day >= edition->from.day)
		return true;
	pomost__date_format(day, text);
	return pomost__work_refuse(
		work, root, POMOST_ERR_REFUSED,
		"expected a case from %s on, as this edition holds from then, found "
		"one of %s",
		edition->from.node->text, text);
}

/* A count that the case must give. */
static bool
find_count(struct pomost__work *work, const struct pomost__text *name, int64_t *count)
{
	const struct pomost__entity *entity = work->subject->application.entity.item;

	if (strcmp(name->bytes, "workplaces") == 0) {
		*count = work->kept;
		return true;
	}
	if (pomost__case_count(work->subject, name->bytes, count))
		return true;
	return pomost__work_refuse(
		work, entity ? entity->node : work->subject->root, POMOST_ERR_REFUSED,
		"expected the count \"%s\" of the entity, which the programme needs, "
		"found none",
		name->bytes);
}

/* Whether a count is on the right side of an end, which may be a share of another count. */
static bool
fits(int64_t count, const struct pomost__number *end, int64_t of, bool is_least)
{
	struct pomost__ratio left;
	struct pomost__ratio right;
	int order;

	if (!end->node)
		return true;
	pomost__ratio_from_i64(count, 0, &left);
	pomost__ratio_from_i64(of, 0, &right);
	/* A count has at most ten digits, so the product has room. */
	if (pomost__ratio_multiply(&right, &end->ratio, &right) != POMOST_OK)
		return false;
	order = pomost__ratio_compare(&left, &right);
	return is_least ? order >= 0 : order <= 0;
}

static bool
check_count(struct pomost__work *work, const struct pomost__need *need)
{
	int64_t count;
	int64_t of = 1;

	if (!pomost__condition_holds(&need->requires, work->subject->entity.facts))
		return true;
	pomost__work_use(work, need->node);
	if (!find_count(work, &need->count, &count) ||
	    (need->of.node && !find_count(work, &need->of, &of)))
		return false;
	if (fits(count, &need->from, of, true) && fits(count, &need->to, of, false))
		return true;
	return pomost__work_refuse(
		work, work->subject->root, POMOST_ERR_REFUSED,
		"expected %s %s%s%s%s%s%s, found %" PRId64, need->count.bytes,
		need->from.node ? "from " : "", need->from.node ? need->from.node->text : "",
		need->to.node ? (need->from.node ? " to " : "up to ") : "",
		need->to.node ? need->to.node->text : "", need->of.node ? " of " : "",
		need->of.node ? need->of.bytes : "", count);
}

static bool
check_fraction_of(struct pomost__work *work, const struct pomost__need *need,
		  const struct pomost__workplace *workplace)
{
	const struct pomost__number *fraction = &workplace->entry->fraction;

	if (!pomost__condition_holds(&need->requires, workplace->facts))
		return true;
	pomost__work_use(work, need->node);
	if (pomost__band_holds(&need->fraction, &fraction->ratio))
		return true;
	return pomost__work_refuse(work, fraction->node, POMOST_ERR_REFUSED,
				   "expected a job fraction that the programme allows, found "
				   "\"%s\"",
				   fraction->node->text);
}

static bool
check_fraction(struct pomost__work *work, const struct pomost__need *need)
{
	uint32_t i;

	for (i = 0; i < work->subject->workplace_count; i++) {
		const struct pomost__workplace *workplace = &work->subject->workplaces[i];

		if (i > 0 && workplace[-1].entry == workplace->entry)
			continue;
		if (!check_fraction_of(work, need, workplace))
			return false;
	}
	return true;
}

bool
pomost__needs_fraction(struct pomost__work *work, const struct pomost__workplace *workplace)
{
	const struct pomost__need *needs = work->programme->rules.needs.items;
	uint32_t i;

	for (i = 0; i < work->programme->rules.needs.count; i++) {
		if (needs[i].fraction.node && !check_fraction_of(work, &needs[i], workplace))
			return false;
	}
	return true;
}

bool
pomost__needs_check(struct pomost__work *work)
{
	const struct pomost__need *needs = work->programme->rules.needs.items;
	uint32_t i;

	if (!check_period(work) || !check_edition(work))
		return false;
	for (i = 0; i < work->programme->rules.needs.count; i++) {
		pomost__work_use(work, needs[i].requires.node);
		if (!(needs[i].fraction.node ? check_fraction(work, &needs[i])
					     : check_count(work, &needs[i])))
			return false;
	}
	return true;
}
