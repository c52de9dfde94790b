/* SPDX-License-Identifier: Apache-2.0 */
/* Decisions, one application after another: first by itself, then by what the pools still have. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "award/assess.h"
#include "award/needs.h"
#include "call/assumptions.h"
#include "call/pools.h"
#include "call/ranking.h"
#include "number/money.h"

const char *const pomost__decision_names[POMOST__DECISION_KINDS] = {
	[POMOST__FUNDED] = "funded",
	[POMOST__PART_FUNDED] = "part-funded",
	[POMOST__RESERVE] = "reserve",
	[POMOST__REFUSED] = "refused",
};

/* Of what is wrong with all of the call. */
static const struct pomost__place nowhere;

struct decision {
	const struct pomost__application_line *line;
	enum pomost__decision_kind kind;
	const char *reason; /* "" where there is none */
	int32_t rank;
	int32_t workplaces;
	int64_t amount;
};

struct deciding {
	pomost_call *call;
	struct pomost__errors *errors;
	struct pomost__arena arena;
	struct pomost__ranking ranking;
	struct pomost__pools pools;
	struct decision *decisions;
	int64_t *left;       /* by decision and pool */
	const char *stopped; /* the application at which the round stopped; or NULL */
	int64_t *needs;      /* by pool, and in it by workplace; of the application */
	int64_t *entity;     /* by pool */
	int64_t *needed;     /* by pool */
};

static bool
nomem(struct deciding *deciding)
{
	pomost__errors_nomem(deciding->errors);
	return false;
}

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
measure_text(const struct deciding *deciding, const struct pomost__pool *pool, int64_t measure,
	     char text[POMOST__MONEY_TEXT])
{
	pomost__money_format(measure, pool->counts ? 0 : deciding->call->digits, text);
}

/* The first pool of the round that has too little left; NULL where all have enough. */
static const struct pomost__pool *
find_misfit(const struct deciding *deciding, int32_t round)
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
find_needs(struct deciding *deciding, const struct pomost__application_line *line,
	   const pomost_award *award)
{
	uint32_t workplaces = award->workplace_count;
	uint32_t i;

	deciding->needs = pomost__arena_raw(&deciding->arena,
					    (size_t)deciding->pools.count * workplaces +
						    2 * deciding->pools.count,
					    sizeof *deciding->needs);
	if (!deciding->needs)
		return nomem(deciding);
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
find_kept(struct deciding *deciding, const struct pomost__application_line *line)
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
give_reason(struct deciding *deciding, struct decision *decision, const char *text)
{
	decision->reason = pomost__arena_text(&deciding->arena, text, strlen(text));
	return decision->reason || nomem(deciding);
}

/* Takes from the pools and adds to the sums what an application gets. */
static bool
fund(struct deciding *deciding, struct decision *decision, enum pomost__decision_kind kind,
     const pomost_award *award)
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
decide_misfit(struct deciding *deciding, struct decision *decision,
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
		return nomem(deciding);
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
refuse(struct deciding *deciding, struct decision *decision, struct pomost__errors *errors)
{
	pomost_error *error;
	int32_t status = pomost__errors_end(errors, &error);
	const char *message = pomost_error_message(error);
	bool good = true;

	decision->kind = POMOST__REFUSED;
	if (status == POMOST_ERR_NOMEM)
		good = nomem(deciding);
	else
		good = give_reason(deciding, decision, message);
	pomost_error_free(error);
	return good;
}

static bool
decide(struct deciding *deciding, struct decision *decision)
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
		good = decision->reason || nomem(deciding);
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
note_left(struct deciding *deciding, uint32_t place)
{
	uint32_t i;

	for (i = 0; i < deciding->pools.count; i++) {
		const struct pomost__pool *pool = &deciding->pools.items[i];

		deciding->left[(size_t)place * deciding->pools.count + i] =
			pool->limit - pool->used;
	}
}

static bool
decide_all(struct deciding *deciding)
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
		return nomem(deciding);
	for (i = 0; i < deciding->ranking.count; i++) {
		struct decision *decision = &deciding->decisions[i];

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

/* The rounds of the ranking, in their order. */
static bool
make_pools(struct deciding *deciding)
{
	const struct pomost__ranking *ranking = &deciding->ranking;
	int32_t *rounds = pomost__arena_raw(&deciding->arena, ranking->count, sizeof *rounds);
	uint32_t count = 0;
	uint32_t i;

	if (!rounds)
		return nomem(deciding);
	for (i = 0; i < ranking->count; i++) {
		if (i == 0 || ranking->lines[i].round != ranking->lines[i - 1].round)
			rounds[count++] = ranking->lines[i].round;
	}
	return pomost__pools_make(deciding->call->programme, rounds, count, &deciding->arena,
				  &deciding->pools, deciding->errors);
}

#define make_column(deciding, column, count)                                                       \
	((column) = pomost__arena_raw(&(deciding)->call->arena, (count), sizeof *(column)))

static bool
fill_pools(struct deciding *deciding)
{
	struct pomost__pool_columns *columns = &deciding->call->pools;
	uint32_t funds = deciding->call->programme->fund_count;
	uint32_t count = deciding->pools.count;
	size_t size = 0;
	uint32_t i;
	uint32_t j;

	for (i = 0; i < count; i++)
		size += strlen(deciding->pools.items[i].rule);
	for (j = 0; j < funds; j++) {
		if (!make_column(deciding, columns->funds[j], count))
			return nomem(deciding);
	}
	if (!make_column(deciding, columns->round, count) ||
	    !make_column(deciding, columns->counts, count) ||
	    !make_column(deciding, columns->limit, count) ||
	    !make_column(deciding, columns->used, count) ||
	    !make_column(deciding, columns->left, count) ||
	    !pomost__column_init(&columns->rule, &deciding->call->arena, count, size))
		return nomem(deciding);
	for (i = 0; i < count; i++) {
		const struct pomost__pool *pool = &deciding->pools.items[i];

		columns->round[i] = pool->round;
		columns->counts[i] = pool->counts;
		columns->limit[i] = pool->limit;
		columns->used[i] = pool->used;
		columns->left[i] = pool->limit - pool->used;
		pomost__column_add(&columns->rule, pool->rule, strlen(pool->rule));
		for (j = 0; j < funds; j++)
			columns->funds[j][i] = pool->funds[j];
	}
	columns->count = count;
	return true;
}

/* Room for the texts of the decisions. */
static bool
make_decisions(struct deciding *deciding)
{
	struct pomost__decision_columns *columns = &deciding->call->decisions;
	struct pomost__arena *arena = &deciding->call->arena;
	uint32_t count = deciding->ranking.count;
	size_t ids = 0;
	size_t names = 0;
	size_t reasons = 0;
	uint32_t i;

	for (i = 0; i < count; i++) {
		ids += strlen(deciding->decisions[i].line->id);
		names += strlen(pomost__decision_names[deciding->decisions[i].kind]);
		reasons += strlen(deciding->decisions[i].reason);
	}
	return (make_column(deciding, columns->round, count) &&
		make_column(deciding, columns->rank, count) &&
		make_column(deciding, columns->asked, count) &&
		make_column(deciding, columns->workplaces, count) &&
		make_column(deciding, columns->amount, count) &&
		pomost__column_init(&columns->application, arena, count, ids) &&
		pomost__column_init(&columns->decision, arena, count, names) &&
		pomost__column_init(&columns->reason, arena, count, reasons)) ||
	       nomem(deciding);
}

static bool
fill_decisions(struct deciding *deciding)
{
	struct pomost__decision_columns *columns = &deciding->call->decisions;
	uint32_t i;

	if (!make_decisions(deciding))
		return false;
	for (i = 0; i < deciding->ranking.count; i++) {
		const struct decision *decision = &deciding->decisions[i];
		const char *name = pomost__decision_names[decision->kind];

		columns->round[i] = decision->line->round;
		columns->rank[i] = decision->rank;
		columns->asked[i] = (int32_t)decision->line->subject->workplace_count;
		columns->workplaces[i] = decision->workplaces;
		columns->amount[i] = decision->amount;
		pomost__column_add(&columns->application, decision->line->id,
				   strlen(decision->line->id));
		pomost__column_add(&columns->decision, name, strlen(name));
		pomost__column_add(&columns->reason, decision->reason, strlen(decision->reason));
	}
	columns->count = deciding->ranking.count;
	return true;
}

static bool
fill_left(struct deciding *deciding)
{
	struct pomost__left_columns *columns = &deciding->call->left;
	size_t count = (size_t)deciding->ranking.count * deciding->pools.count;
	uint32_t i;
	uint32_t j;

	if (!make_column(deciding, columns->decision, count) ||
	    !make_column(deciding, columns->pool, count) ||
	    !make_column(deciding, columns->left, count))
		return nomem(deciding);
	for (i = 0; i < deciding->ranking.count; i++) {
		for (j = 0; j < deciding->pools.count; j++) {
			if (!pomost__pool_has(&deciding->pools.items[j],
					      deciding->ranking.lines[i].round))
				continue;
			columns->decision[columns->count] = (int32_t)i;
			columns->pool[columns->count] = (int32_t)j;
			columns->left[columns->count++] =
				deciding->left[(size_t)i * deciding->pools.count + j];
		}
	}
	return true;
}

/* The cases are those of the programme, and can be read. */
static bool
check_cases(pomost_programme *programme, pomost_case *const *cases, size_t count,
	    struct pomost__errors *errors)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (cases[i]->programme != programme) {
			pomost__errors_add(errors, POMOST_ERR_MISMATCH, &nowhere,
					   "expected cases of the programme \"%s\" that is given, "
					   "found another one's",
					   programme->rules.id.bytes);
			return false;
		}
		if (pomost__case_link(cases[i], errors) != POMOST_OK)
			return false;
	}
	return true;
}

static pomost_call *
create(pomost_programme *programme)
{
	pomost_call *call = calloc(1, sizeof *call);

	if (!call)
		return NULL;
	call->programme = pomost_programme_ref(programme);
	call->digits = programme->digits;
	pomost__arena_init(&call->arena, NULL, 0);
	return call;
}

void
pomost_call_free(pomost_call *call)
{
	if (!call)
		return;
	pomost__arena_free(&call->arena);
	pomost_programme_unref(call->programme);
	free(call);
}

int32_t
pomost_call_decide(pomost_programme *programme, pomost_case *const *cases, size_t count,
		   const char *ranking, size_t length, const char *file, pomost_call **result,
		   pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct deciding deciding = {.errors = &errors};
	bool done;
	size_t i;

	if (result)
		*result = NULL;
	if (!programme || !ranking || !result || (count > 0 && !cases))
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a programme, a ranking and a result, found NULL");
	for (i = 0; i < count; i++) {
		if (!cases[i])
			return pomost__fail(error, POMOST_ERR_ARGUMENT,
					    "expected cases, found NULL");
	}
	if (!programme->rules.call.item)
		return pomost__fail(error, POMOST_ERR_KEY_MISSING,
				    "expected the programme \"%s\" to have the key \"call\", found "
				    "none",
				    programme->rules.id.bytes);
	pomost__arena_init(&deciding.arena, NULL, 0);
	deciding.call = create(programme);
	done = deciding.call ? check_cases(programme, cases, count, &errors) : nomem(&deciding);
	done = done &&
	       pomost__ranking_read(programme, cases, count, ranking, length, file, &deciding.arena,
				    &deciding.ranking, &errors) &&
	       make_pools(&deciding) && decide_all(&deciding) && fill_pools(&deciding) &&
	       fill_decisions(&deciding) && fill_left(&deciding) &&
	       pomost__call_assumptions(deciding.call, &deciding.pools, &errors);
	if (done) {
		deciding.call->applications = (int32_t)deciding.ranking.count;
		*result = deciding.call;
	} else {
		pomost_call_free(deciding.call);
		if (errors.status == POMOST_OK)
			pomost__errors_nomem(&errors);
	}
	pomost__ranking_free(&deciding.ranking);
	pomost__arena_free(&deciding.arena);
	return pomost__errors_end(&errors, error);
}
