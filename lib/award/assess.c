/* SPDX-License-Identifier: Apache-2.0 */
/* The line with no way back: needs, schedule, caps, linked, finance; then the sums. */
#include <stdlib.h>
#include <string.h>

#include "award/assess.h"
#include "award/caps.h"
#include "award/explain.h"
#include "award/fill.h"
#include "award/finance.h"
#include "award/linked.h"
#include "award/needs.h"
#include "award/settlement.h"

/* Takes room in the one block of an award. */
static size_t
take(size_t *at, size_t count, size_t size)
{
	size_t place = *at;

	*at += (count * size + 7) & ~(size_t)7;
	return place;
}

/* Where the columns of an award begin in its block. */
struct layout {
	size_t i64[8];
	size_t case_offsets, case_bytes, id_offsets, id_bytes;
	size_t rule_offsets, rule_bytes, text_offsets, text_bytes;
	size_t rows32[7];
	size_t amount, own, record;
	size_t funds[POMOST_LIMIT_FUNDS + 1];
	size_t size;
};

static void
lay_out(const struct pomost__work *work, uint32_t rows, struct layout *layout)
{
	const struct pomost_programme *programme = work->programme;
	const struct pomost_case *subject = work->subject;
	uint32_t workplaces = subject->workplace_count;
	size_t counts[8] = {workplaces,
			    workplaces,
			    workplaces,
			    workplaces,
			    programme->part_count,
			    programme->fund_count,
			    programme->cap_count,
			    programme->cap_count};
	size_t at = sizeof(struct pomost_award);
	uint32_t i;

	/* Columns are filled in whole blocks: the last may reach beyond the rows. */
	rows += POMOST__FILL_BLOCK;
	for (i = 0; i < 8; i++)
		layout->i64[i] = take(&at, counts[i], sizeof(int64_t));
	layout->amount = take(&at, rows, sizeof(int64_t));
	layout->own = take(&at, programme->has_own ? rows : 0, sizeof(int64_t));
	for (i = 0; i < programme->fund_count; i++)
		layout->funds[i] = take(&at, rows, sizeof(int64_t));
	for (i = 0; i < 7; i++)
		layout->rows32[i] = take(&at, rows, sizeof(int32_t));
	layout->record = take(&at, work->recorder ? rows : 0, sizeof(uint32_t));
	layout->case_offsets = take(&at, 2, sizeof(int32_t));
	layout->id_offsets = take(&at, (size_t)workplaces + 1, sizeof(int32_t));
	layout->rule_offsets = take(&at, (size_t)programme->assumption_count + 1, sizeof(int32_t));
	layout->text_offsets = take(&at, (size_t)programme->assumption_count + 1, sizeof(int32_t));
	layout->case_bytes = take(&at, pomost__column_size(&subject->id), 1);
	layout->id_bytes = take(&at, pomost__column_size(&subject->workplace_ids), 1);
	layout->rule_bytes = take(&at, programme->assumed_paths, 1);
	layout->text_bytes = take(&at, programme->assumed_reasons, 1);
	layout->size = at;
}

static void
copy_column(struct pomost__column *column, char *base, size_t offsets, size_t bytes,
	    const struct pomost__column *from)
{
	column->offsets = (void *)(base + offsets);
	column->bytes = base + bytes;
	column->count = from->count;
	memcpy(column->offsets, from->offsets, ((size_t)from->count + 1) * sizeof *from->offsets);
	memcpy(column->bytes, from->bytes, pomost__column_size(from));
}

static void
place_rows(struct pomost__work *work, char *base, const struct layout *layout,
	   struct pomost__instalments *rows)
{
	uint32_t i;

	rows->workplace = (void *)(base + layout->rows32[0]);
	rows->part = (void *)(base + layout->rows32[1]);
	rows->month = (void *)(base + layout->rows32[2]);
	rows->from = (void *)(base + layout->rows32[3]);
	rows->to = (void *)(base + layout->rows32[4]);
	rows->due = (void *)(base + layout->rows32[5]);
	rows->ceiling = (void *)(base + layout->rows32[6]);
	rows->amount = (void *)(base + layout->amount);
	if (work->programme->has_own)
		rows->own = (void *)(base + layout->own);
	if (work->recorder)
		rows->record = (void *)(base + layout->record);
	for (i = 0; i < work->programme->fund_count; i++)
		rows->funds[i] = (void *)(base + layout->funds[i]);
}

pomost_award *
pomost__award_new(struct pomost__work *work, uint32_t rows)
{
	const struct pomost_case *subject = work->subject;
	struct pomost_award *award;
	struct layout layout;
	char *base;

	lay_out(work, rows, &layout);
	base = malloc(layout.size);
	if (!base)
		return NULL;
	award = (struct pomost_award *)base;
	/*
	 * The award itself and the sums, which stand behind it, begin at zero in one call (a compiler
	 * writes out the first alone, slowly); the columns of instalments are written whole.
	 */
	memset(base, 0, layout.amount);
	award->programme = pomost_programme_ref(subject->programme);
	award->digits = work->programme->digits;
	award->workplace_count = subject->workplace_count;
	award->workplace_grant = (void *)(base + layout.i64[0]);
	award->workplace_bridging = (void *)(base + layout.i64[1]);
	award->workplace_components = (void *)(base + layout.i64[2]);
	award->workplace_total = (void *)(base + layout.i64[3]);
	award->part_amount = (void *)(base + layout.i64[4]);
	award->fund_amount = (void *)(base + layout.i64[5]);
	award->cap_before = (void *)(base + layout.i64[6]);
	award->cap_after = (void *)(base + layout.i64[7]);
	copy_column(&award->case_id, base, layout.case_offsets, layout.case_bytes, &subject->id);
	copy_column(&award->workplace_ids, base, layout.id_offsets, layout.id_bytes,
		    &subject->workplace_ids);
	award->assumption_rules.offsets = (void *)(base + layout.rule_offsets);
	award->assumption_rules.bytes = base + layout.rule_bytes;
	award->assumption_texts.offsets = (void *)(base + layout.text_offsets);
	award->assumption_texts.bytes = base + layout.text_bytes;
	place_rows(work, base, &layout, &award->instalments);
	return award;
}

void
pomost_award_free(pomost_award *award)
{
	if (!award)
		return;
	pomost__arena_free(&award->explained);
	if (award->settlement) {
		pomost__arena_free(&award->settlement->arena);
		free(award->settlement);
	}
	pomost_programme_unref(award->programme);
	free(award);
}

/* The grant is the first part, where there is one; then components; then stages of the bridging. */
static void
sum_up(struct pomost__work *work)
{
	struct pomost_award *award = work->award;
	int64_t *parts = award->part_amount;
	uint32_t components = work->programme->grant ? 1 : 0;
	uint32_t first = work->programme->first_stage;
	uint32_t count = work->programme->part_count;
	uint32_t i;

	for (i = work->schedule->first_slot; i <= award->workplace_count; i++) {
		const int64_t *paid = pomost__work_paid(work, i);
		int64_t grant = components > 0 ? paid[0] : 0;
		int64_t component = 0;
		int64_t bridging = 0;
		uint32_t part;

		for (part = components; part < first; part++) {
			component += paid[part];
			parts[part] += paid[part];
		}
		for (part = first; part < count; part++) {
			bridging += paid[part];
			parts[part] += paid[part];
		}
		award->sums[POMOST__SUM_GRANT] += grant;
		award->sums[POMOST__SUM_COMPONENTS] += component;
		award->sums[POMOST__SUM_BRIDGING] += bridging;
		if (i == 0)
			continue;
		award->workplace_grant[i - 1] = grant;
		award->workplace_components[i - 1] = component;
		award->workplace_bridging[i - 1] = bridging;
		award->workplace_total[i - 1] = grant + component + bridging;
	}
	if (components > 0)
		parts[0] = award->sums[POMOST__SUM_GRANT];
	award->sums[POMOST__SUM_TOTAL] = award->sums[POMOST__SUM_GRANT] +
					 award->sums[POMOST__SUM_COMPONENTS] +
					 award->sums[POMOST__SUM_BRIDGING];
}

static void
list_assumptions(struct pomost__work *work)
{
	const struct pomost_programme *programme = work->programme;
	struct pomost__column *rules = &work->award->assumption_rules;
	struct pomost__column *texts = &work->award->assumption_texts;
	uint32_t i;

	rules->offsets[0] = texts->offsets[0] = 0;
	for (i = 0; i < programme->assumption_count; i++) {
		const struct pomost__assumption *assumption = &programme->assumptions[i];

		if (!work->used[i])
			continue;
		pomost__column_add(rules, assumption->path, assumption->path_length);
		pomost__column_add(texts, assumption->reason, assumption->reason_length);
	}
}

bool
pomost__assess_open(struct pomost__work *work, const pomost_case *subject, bool explain,
		    void *stack, size_t size, struct pomost__errors *errors)
{
	*work = (struct pomost__work){
		.subject = subject,
		.programme = subject->programme,
		.errors = errors,
		.kept = subject->workplace_count,
		.anew = POMOST__NO_DAY,
	};
	pomost__arena_init(&work->arena, stack, size);
	work->used = pomost__arena_alloc(&work->arena, work->programme->assumption_count,
					 sizeof *work->used);
	if (explain)
		work->recorder = pomost__recorder_new(work);
	if (!work->used || (explain && !work->recorder))
		return pomost__work_nomem(work);
	return true;
}

bool
pomost__assess_begin(struct pomost__work *work, struct pomost__schedule *schedule)
{
	if (!pomost__needs_check(work) || !pomost__linked_check(work) ||
	    !pomost__schedule_find(work, schedule))
		return false;
	work->award = pomost__award_new(work, schedule->rows);
	if (!work->award)
		return pomost__work_nomem(work);
	work->schedule = schedule;
	work->award->sums[POMOST__SUM_REQUESTED] = schedule->requested;
	if (!pomost__schedule_write(work, schedule, &work->award->instalments))
		return false;
	if (work->recorder)
		pomost__record_schedule(work);
	return pomost__caps_apply(work) && pomost__linked_apply(work);
}

bool
pomost__assess_end(struct pomost__work *work)
{
	if (!pomost__finance_split(work))
		return false;
	sum_up(work);
	list_assumptions(work);
	return !work->recorder || pomost__record_end(work);
}

pomost_award *
pomost__assess_close(struct pomost__work *work, bool done)
{
	pomost__recorder_free(work->recorder);
	if (done && work->arena.failed)
		done = pomost__work_nomem(work);
	pomost__arena_free(&work->arena);
	if (done)
		return work->award;
	pomost_award_free(work->award);
	return NULL;
}

static pomost_award *
assess(const pomost_case *subject, bool explain, struct pomost__errors *errors)
{
	_Alignas(16) char stack[POMOST__ASSESS_STACK];
	struct pomost__schedule schedule;
	struct pomost__work work;

	return pomost__assess_close(
		&work, pomost__assess_open(&work, subject, explain, stack, sizeof stack, errors) &&
			       pomost__assess_begin(&work, &schedule) && pomost__assess_end(&work));
}

int32_t
pomost_case_assess(pomost_case *subject, uint32_t flags, pomost_award **result,
		   pomost_error **error)
{
	struct pomost__errors errors = {0};

	if (result)
		*result = NULL;
	if (!subject || !result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a case and a result, found NULL");
	if (flags & ~(uint32_t)POMOST_EXPLAIN)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected known flags, found 0x%X",
				    (unsigned)flags);
	if (pomost__case_link(subject, &errors) == POMOST_OK)
		*result = assess(subject, flags & POMOST_EXPLAIN, &errors);
	return pomost__errors_end(&errors, error);
}
