/* SPDX-License-Identifier: Apache-2.0 */
/* The whole of a call: ranking, pools, decisions, columns. */
#include "call/call.h"

#include <stdlib.h>

#include "call/assumptions.h"
#include "call/decide.h"

const char *const pomost__decision_names[POMOST__DECISION_KINDS] = {
	[POMOST__FUNDED] = "funded",
	[POMOST__PART_FUNDED] = "part-funded",
	[POMOST__RESERVE] = "reserve",
	[POMOST__REFUSED] = "refused",
};

/* Of what is wrong with all of the call. */
static const struct pomost__place nowhere;

/* The rounds of the ranking, in their order. */
static bool
make_pools(struct pomost__deciding *deciding)
{
	const struct pomost__ranking *ranking = &deciding->ranking;
	int32_t *rounds = pomost__arena_raw(&deciding->arena, ranking->count, sizeof *rounds);
	uint32_t count = 0;
	uint32_t i;

	if (!rounds)
		return pomost__deciding_nomem(deciding);
	for (i = 0; i < ranking->count; i++) {
		if (i == 0 || ranking->lines[i].round != ranking->lines[i - 1].round)
			rounds[count++] = ranking->lines[i].round;
	}
	return pomost__pools_make(deciding->call->programme, rounds, count, &deciding->arena,
				  &deciding->pools, deciding->errors);
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
	struct pomost__deciding deciding = {.errors = &errors};
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
	done = deciding.call ? check_cases(programme, cases, count, &errors)
			     : pomost__deciding_nomem(&deciding);
	done = done &&
	       pomost__ranking_read(programme, cases, count, ranking, length, file, &deciding.arena,
				    &deciding.ranking, &errors) &&
	       make_pools(&deciding) && pomost__decide_all(&deciding) &&
	       pomost__call_columns(&deciding) &&
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
