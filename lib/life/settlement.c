/* SPDX-License-Identifier: Apache-2.0 */
/* The whole way of a settlement: award, events, payments, what goes back, funds. */
#include <pomost/settlement.h>

#include <stdlib.h>

#include "award/assess.h"
#include "life/claims.h"
#include "life/match.h"

static bool
compute(struct pomost__settle *settle, struct pomost__schedule *schedule,
	const struct pomost__list *payments)
{
	struct pomost__receipts receipts;
	struct pomost__claims claims;

	return pomost__assess_begin(settle->work, schedule) && pomost__settle_events(settle) &&
	       pomost__settle_tables(settle) &&
	       (payments ? pomost__match_payments(settle, payments, &receipts)
			 : pomost__receipts_presume(settle, &receipts)) &&
	       pomost__claims_find(settle, &receipts, &claims) &&
	       pomost__claims_tables(settle, &claims) && pomost__assess_end(settle->work);
}

static pomost_award *
settle_case(const pomost_case *subject, int32_t on, bool explain,
	    const struct pomost__list *payments, struct pomost__errors *errors)
{
	_Alignas(16) char stack[POMOST__ASSESS_STACK];
	struct pomost__schedule schedule;
	struct pomost__work work;
	struct pomost__settle settle = {.work = &work, .on = on};
	pomost_award *award;
	bool done = pomost__assess_open(&work, subject, explain, stack, sizeof stack, errors);

	settle.looks_back = payments || subject->programme->rules.repayment.item;
	settle.result = calloc(1, sizeof *settle.result);
	if (!settle.result)
		done = pomost__work_nomem(&work);
	else
		pomost__arena_init(&settle.result->arena, NULL, 0);
	done = done && compute(&settle, &schedule, payments);
	award = pomost__assess_close(&work, done);
	if (award) {
		award->settlement = settle.result;
	} else if (settle.result) {
		pomost__arena_free(&settle.result->arena);
		free(settle.result);
	}
	return award;
}

/* The arguments that both ways have. */
static int32_t
check(const pomost_case *subject, int32_t on, uint32_t flags, pomost_award **result,
      pomost_error **error)
{
	if (result)
		*result = NULL;
	if (!subject || !result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a case and a result, found NULL");
	if (flags & ~(uint32_t)POMOST_EXPLAIN)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected known flags, found 0x%X",
				    (unsigned)flags);
	if (on != POMOST_NO_DATE && (on < POMOST__DAY_MIN || on > POMOST__DAY_MAX))
		return pomost__fail(error, POMOST_ERR_DATE,
				    "expected a day of the years 1 to 9999, found %d", (int)on);
	return POMOST_OK;
}

int32_t
pomost_case_settle(pomost_case *subject, int32_t on, uint32_t flags, pomost_award **result,
		   pomost_error **error)
{
	struct pomost__errors errors = {0};
	int32_t status = check(subject, on, flags, result, error);

	if (status != POMOST_OK)
		return status;
	if (pomost__case_link(subject, &errors) == POMOST_OK)
		*result = settle_case(subject, on, flags & POMOST_EXPLAIN, NULL, &errors);
	return pomost__errors_end(&errors, error);
}

/* The day of the last payment; no day without any. */
static int32_t
last_day(const struct pomost__list *payments)
{
	const struct pomost__payment *items = payments->items;
	int32_t day = POMOST__NO_DAY;
	uint32_t i;

	for (i = 0; i < payments->count; i++) {
		if (items[i].date.day > day)
			day = items[i].date.day;
	}
	return day;
}

int32_t
pomost_case_reconcile(pomost_case *subject, const char *payments, size_t length, const char *file,
		      int32_t on, uint32_t flags, pomost_award **result, pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct pomost__list list = {0};
	struct pomost__arena arena;
	int32_t status = check(subject, on, flags, result, error);

	if (status != POMOST_OK)
		return status;
	if (!payments)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected payments, found NULL");
	pomost__arena_init(&arena, NULL, 0);
	if (pomost__case_link(subject, &errors) == POMOST_OK &&
	    pomost__payments_read(subject, &arena, payments, length, file, &list, &errors)) {
		if (on == POMOST_NO_DATE)
			on = last_day(&list);
		*result = settle_case(subject, on, flags & POMOST_EXPLAIN, &list, &errors);
	}
	if (!*result && errors.status == POMOST_OK)
		pomost__errors_nomem(&errors);
	pomost__arena_free(&arena);
	return pomost__errors_end(&errors, error);
}
