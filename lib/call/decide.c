/* SPDX-License-Identifier: Apache-2.0 */
/* Decisions, one application after another: first by itself, then by what the pools still have. */
#include "call/decide.h"

#include <inttypes.h>
#include <string.h>

#include "award/assess.h"
#include "award/needs.h"
#include "number/money.h"

/* Of what is wrong with all of the call. */
static const struct pomost__place nowhere;

/* The workplaces from `kept` on are dropped whole. */
static void
drop_workplaces(struct pomost__work *work, uint32_t kept)
{
	struct pomost__instalments *rows = &work->award->instalments;
	uint32_t parts = work->programme->part_count;
	uint32_t i;

	for (i = 0; i < rows->count; i++) {
		if (rows->workplace[i] >= (int32_t)kept)
			rows->amount[i] = 0;
	}
	for (i = kept; i < work->award->workplace_count; i++)
		memset(pomost__work_paid(work, i + 1), 0, parts * sizeof *work->paid);
}

/* The award of a case of which the first `kept` workplaces are paid. NULL after an error. */
static pomost_award *
assess(const pomost_case *subject, uint32_t kept, struct pomost__errors *errors)
{
	_Alignas(16) char stack[POMOST__ASSESS_STACK];
	struct pomost__schedule schedule;
	struct pomost__work work;
	bool done = pomost__assess_open(&work, subject, false, stack, sizeof stack, errors) &&
		    pomost__assess_begin(&work, &schedule);

	if (done && kept < subject->workplace_count)
		drop_workplaces(&work, kept);
	return pomost__assess_close(&work, done && pomost__assess_end(&work));
}

/* Whether a case of so many workplaces is still what the programme asks for. */
static bool
is_enough(const pomost_case *subject, uint32_t kept)
{
	struct pomost__errors errors = {0};
	struct pomost__work work;
	bool enough = pomost__assess_open(&work, subject, false, NULL, 0, &errors);

	work.kept = kept;
	enough = enough && pomost__needs_check(&work);
	(void)pomost__assess_close(&work, false);
	pomost__errors_end(&errors, NULL);
	return enough;
}

static void
measure_text(const struct pomost__deciding *deciding, const struct pomost__pool *pool,
	     int64_t measure, char text[POMOST__MONEY_TEXT])
{
	pomost__money_format(measure, pool->counts ? 0 : deciding->call->digits, text);
}

/* The first pool of the round that has too little left; NULL where all have enough. */
static const struct pomost__pool *
find_misfit(const struct pomost__deciding *deciding, int32_t round)
{
	uint32_t i;

	for (i = 0; i < deciding->pools.count; i++) {
		const struct pomost__pool *pool = &deciding->pools.items[i];

		if (pomost__pool_has(pool, round) && deciding->needed[i] > pool->limit - pool->used)
			return pool;
	}
	return NULL;
}

/* What the application needs of each pool. */
static bool
find_needs(struct pomost__deciding *deciding, const struct pomost__application_line *line,
	   const pomost_award *award)
{
	uint32_t workplaces = award->workplace_count;
	uint32_t i;

	deciding->needs = pomost__arena_raw(&deciding->arena,
					    (size_t)deciding->pools.count * workplaces +
						    2 * deciding->pools.count,
					    sizeof *deciding->needs);
	if (!deciding->needs)
		return pomost__deciding_nomem(deciding);
	deciding->entity = deciding->needs + (size_t)deciding->pools.count * workplaces;
	deciding->needed = deciding->entity + deciding->pools.count;
	for (i = 0; i < deciding->pools.count; i++) {
		if (pomost__pool_has(&deciding->pools.items[i], line->round))
			deciding->needed[i] = pomost__pool_needs(
				&deciding->pools.items[i], line->subject, award,
				&deciding->entity[i], deciding->needs + (size_t)i * workplaces);
	}
	return true;
}

/* How many workplaces may be kept, the first of the case, so that what is left fits; 0 for none. */
static uint32_t
find_kept(struct pomost__deciding *deciding, const struct pomost__application_line *line)
{
	uint32_t workplaces = line->subject->workplace_count;
	uint32_t kept;
	uint32_t i;

	for (kept = workplaces - 1; kept > 0; kept--) {
		for (i = 0; i < deciding->pools.count; i++) {
			if (pomost__pool_has(&deciding->pools.items[i], line->round))
				deciding->needed[i] -=
					deciding->needs[(size_t)i * workplaces + kept];
		}
		if (!find_misfit(deciding, line->round) && is_enough(line->subject, kept))
			return kept;
	}
	return 0;
}

static bool
give_reason(struct pomost__deciding *deciding, struct pomost__outcome *decision, const char *text)
{
	decision->reason = pomost__arena_text(&deciding->arena, text, strlen(text));
	return decision->reason || pomost__deciding_nomem(deciding);
}

/* Takes from the pools and adds to the sums what an application gets. */
static bool
fund(struct pomost__deciding *deciding, struct pomost__outcome *decision,
     enum pomost__decision_kind kind, const pomost_award *award)
{
	const struct pomost__application_line *line = decision->line;
	pomost_call *call = deciding->call;
	bool good = true;
	uint32_t i;

	decision->kind = kind;
	decision->amount = award->sums[POMOST__SUM_TOTAL];
	for (i = 0; i < award->workplace_count; i++)
		decision->workplaces += award->workplace_total[i] > 0;
	for (i = 0; i < deciding->pools.count; i++) {
		if (pomost__pool_has(&deciding->pools.items[i], line->round))
			good &= pomost__pool_take(&deciding->pools.items[i], line->subject, award,
						  deciding->needed[i]);
	}
	call->workplaces += decision->workplaces;
	good &= pomost__money_add(call->granted, decision->amount, &call->granted);
	for (i = 0; i < award->programme->fund_count; i++)
		good &= pomost__money_add(call->fund_amount[i], award->fund_amount[i],
					  &call->fund_amount[i]);
	if (!good)
		pomost__errors_add(
			deciding->errors, POMOST_ERR_LIMIT, &nowhere,
			"expected grants that together fit 64 bits of minor units, found "
			"larger ones");
	return good;
}

/* An application that does not fit is put on the reserve list, or funded in part. */
static bool
decide_misfit(struct pomost__deciding *deciding, struct pomost__outcome *decision,
	      const struct pomost__pool *misfit)
{
	const struct pomost__call *rules = deciding->call->programme->rules.call.item;
	const struct pomost__application_line *line = decision->line;
	int64_t needed = deciding->needed[misfit - deciding->pools.items];
	char needed_text[POMOST__MONEY_TEXT];
	char left_text[POMOST__MONEY_TEXT];
	pomost_award *award;
	uint32_t kept;
	bool good;

	measure_text(deciding, misfit, needed, needed_text);
	measure_text(deciding, misfit, misfit->limit - misfit->used, left_text);
	decision->reason = pomost__arena_print(&deciding->arena, "%s: needed %s, left %s",
					       misfit->rule, needed_text, left_text);
	if (!decision->reason)
		return pomost__deciding_nomem(deciding);
	if (rules->misfit.value == POMOST__MISFIT_STOP)
		deciding->stopped = line->id;
	kept = rules->misfit.value == POMOST__MISFIT_PART ? find_kept(deciding, line) : 0;
	if (kept == 0)
		return true;
	award = assess(line->subject, kept, deciding->errors);
	good = award && fund(deciding, decision, POMOST__PART_FUNDED, award);
	pomost_award_free(award);
	return good;
}

/* A case that gets no award by itself is refused, with the reason. */
static bool
refuse(struct pomost__deciding *deciding, struct pomost__outcome *decision,
       struct pomost__errors *errors)
{
	pomost_error *error;
	int32_t status = pomost__errors_end(errors, &error);
	const char *message = pomost_error_message(error);
	bool good = true;

	decision->kind = POMOST__REFUSED;
	if (status == POMOST_ERR_NOMEM)
		good = pomost__deciding_nomem(deciding);
	else
		good = give_reason(deciding, decision, message);
	pomost_error_free(error);
	return good;
}

static bool
decide(struct pomost__deciding *deciding, struct pomost__outcome *decision)
{
	const struct pomost__application_line *line = decision->line;
	struct pomost__errors errors = {0};
	const struct pomost__pool *misfit;
	pomost_award *award = assess(line->subject, UINT32_MAX, &errors);
	bool good;

	decision->kind = POMOST__RESERVE;
	decision->reason = "";
	if (!award)
		return refuse(deciding, decision, &errors);
	good = find_needs(deciding, line, award);
	misfit = good ? find_misfit(deciding, line->round) : NULL;
	if (good && deciding->stopped) {
		decision->reason = pomost__arena_print(&deciding->arena, "the round stopped at %s",
						       deciding->stopped);
		good = decision->reason || pomost__deciding_nomem(deciding);
	} else if (good && misfit) {
		good = decide_misfit(deciding, decision, misfit);
	} else if (good) {
		good = fund(deciding, decision, POMOST__FUNDED, award);
	}
	pomost_award_free(award);
	return good;
}

/* What each pool is left with. */
static void
note_left(struct pomost__deciding *deciding, uint32_t place)
{
	uint32_t i;

	for (i = 0; i < deciding->pools.count; i++) {
		const struct pomost__pool *pool = &deciding->pools.items[i];

		deciding->left[(size_t)place * deciding->pools.count + i] =
			pool->limit - pool->used;
	}
}

bool
pomost__decide_all(struct pomost__deciding *deciding)
{
	int32_t round = 0;
	int32_t rank = 0;
	uint32_t i;

	deciding->decisions = pomost__arena_alloc(&deciding->arena, deciding->ranking.count,
						  sizeof *deciding->decisions);
	deciding->left = pomost__arena_raw(&deciding->arena,
					   (size_t)deciding->ranking.count * deciding->pools.count,
					   sizeof *deciding->left);
	deciding->call->fund_amount =
		pomost__arena_alloc(&deciding->call->arena, deciding->call->programme->fund_count,
				    sizeof *deciding->call->fund_amount);
	if (!deciding->decisions || !deciding->left || !deciding->call->fund_amount)
		return pomost__deciding_nomem(deciding);
	for (i = 0; i < deciding->ranking.count; i++) {
		struct pomost__outcome *decision = &deciding->decisions[i];

		decision->line = &deciding->ranking.lines[i];
		if (decision->line->round != round) {
			round = decision->line->round;
			rank = 0;
			deciding->stopped = NULL;
		}
		decision->rank = ++rank;
		if (!decide(deciding, decision))
			return false;
		deciding->call->decided[decision->kind]++;
		note_left(deciding, i);
	}
	return true;
}
