/* SPDX-License-Identifier: Apache-2.0 */
/* Instalments as they stand after the events, and what each event changed. */
#ifndef POMOST_LIFE_LINES_H
#define POMOST_LIFE_LINES_H

#include "award/pattern.h"
#include "base/buffer.h"
#include "life/month.h"

/* An instalment of the award, or a month added at the end of its phase. */
struct pomost__line {
	struct pomost__date_row date; /* `row` as written, for what is not added */
	uint32_t slot;
	int32_t run;    /* among the runs of its dates; -1 of what is paid once */
	uint32_t base;  /* its row in the award before the events; POMOST__ADDED */
	uint32_t row;   /* its row in the settlement, once it is written */
	int64_t before; /* what the caps left; 0 of an added month */
	int64_t full; /* with the job fraction of its month; of an added month what it pays at most */
	int64_t amount;  /* as it stands */
	int64_t stood;   /* as it stood on its day, for what was closed since */
	uint32_t change; /* the first of its changes */
	uint32_t change_count;
	uint32_t reason; /* the first of its reasons */
	uint32_t reason_count;
};

#define POMOST__ADDED UINT32_MAX

/* What one event changed in one line. */
struct pomost__change {
	uint32_t line; /* of the slot's lines */
	uint32_t event;
	int64_t before;
	int64_t after;
};

/* Why a line is what it is, kept to be explained. */
enum pomost__reason_kind {
	POMOST__REASON_CUT,    /* days are not paid */
	POMOST__REASON_CLOSED, /* it is paid once, after the closing */
	POMOST__REASON_ANEW,   /* another job fraction */
	POMOST__REASON_ADDED,  /* the month was added */
	POMOST__REASON_MOVED,  /* it pays what another line did not */
};

struct pomost__reason {
	enum pomost__reason_kind kind;
	uint32_t event;
	struct pomost__loss loss;   /* CUT; of CLOSED its span */
	uint32_t record;            /* ANEW: of the amount */
	bool capped;                /* ANEW: the caps left less */
	struct pomost__added added; /* ADDED */
	uint32_t line;              /* MOVED: from which, of the slot's lines */
	int64_t sum;                /* MOVED */
};

/* The lines of one slot as of one day. */
struct pomost__lines {
	struct pomost__line *items; /* those of the award in its order, then added ones by phase */
	uint32_t count;
	struct pomost__change *changes; /* by line, in the order in which they act */
	uint32_t change_count;
	struct pomost__reason *reasons; /* by line; only where they are explained */
	struct pomost__standing standing;
};

/* The rows of the award before the events, gathered by slot. */
struct pomost__award_lines {
	struct pomost__line *items;
	uint32_t *begin; /* by slot; one more than slots */
	struct pomost__standing
		shared; /* of workplaces without events of their own, once it is known */
	bool has_shared;
};

/* The day by which an instalment is ordered and due: its due day, else its first; or no day. */
static inline int32_t
pomost__line_day(const struct pomost__line *line)
{
	return line->date.due != POMOST__NO_DAY ? line->date.due : line->date.from;
}

/* Gathers them from the award of the work. False when memory ran out. */
bool pomost__lines_gather(struct pomost__work *work, struct pomost__award_lines *lines);

/*
 * The lines of a slot by the events up to a day, `in_place` in those of the award or in a copy. False after an
 * error.
 */
bool pomost__lines_of(struct pomost__work *work, struct pomost__award_lines *award, uint32_t slot,
		      int32_t on, bool in_place, struct pomost__lines *lines);

#endif
