/* SPDX-License-Identifier: Apache-2.0 */
/* The case: what was read, and what was linked with its programme. */
#ifndef POMOST_CASE_CASE_H
#define POMOST_CASE_CASE_H

#include <pomost/case.h>

#include "base/column.h"
#include "calendar/date.h"
#include "case/application.h"

/* A workplace; one entry of the file with a `count` makes several. */
struct pomost__workplace {
	const struct pomost__workplace_entry *entry;
	const uint64_t *facts; /* which names of the programme hold; a bit each */
	bool full_time;
};

/* A workplace's name, as names are sorted. */
struct pomost__workplace_name {
	const char *bytes;
	int32_t length;
	uint32_t place;
};

/* What the case says of a name of the programme, as a decision. */
struct pomost__decided {
	int32_t applied; /* days, or POMOST__NO_DAY */
	int32_t decided;
	int32_t starts;
	int32_t months; /* 0 where nothing is said */
};

/* The events, by workplace. */
struct pomost__events {
	int32_t *workplace; /* by event; -1 where it is of all */
	uint32_t *own;      /* places of events that name a workplace, by workplace */
	uint32_t *begin;    /* where those of each begin; one more than workplaces */
	uint32_t *shared;   /* places of events of all */
	uint32_t shared_count;
};

struct pomost_case {
	pomost_programme *programme;
	struct pomost__arena nodes; /* the document */
	const char *file;
	struct pomost__node *root;

	/* All below is made anew when the document changed. */
	bool linked;
	struct pomost__arena arena;
	struct pomost__application application;
	struct pomost__workplace *workplaces;
	uint32_t workplace_count;
	struct pomost__column id; /* one text */
	struct pomost__column workplace_ids;
	struct pomost__workplace_name *names; /* of workplaces, sorted */
	struct pomost__events events;
	struct pomost__workplace entity;   /* as a workplace of full time, for what is paid once */
	struct pomost__decided *decisions; /* by name of the programme */
	bool *without;                     /* by part: it is not asked for */
	int32_t *stage_months;             /* by part; 0 where nothing is said */
};

/* Reads and links the case, if that has not been done since it changed. */
int32_t pomost__case_link(struct pomost_case *subject, struct pomost__errors *errors);

/*
 * A case of a copy of a mapping, which may leave out `pomost`, `programme` and `id` (then "test"). Texts are
 * shared with it. NULL when memory ran out.
 */
pomost_case *pomost__case_of_node(pomost_programme *programme, const struct pomost__node *mapping,
				  const char *file);

/* The place of the edition that holds for the document of a case; `count` if none does. */
size_t pomost__edition_find(pomost_programme *const *programmes, size_t count,
			    const struct pomost__node *root);

/* The place of the workplace of an id; false if there is none. */
bool pomost__case_workplace(const struct pomost_case *subject, const char *id, size_t length,
			    uint32_t *place);

/* A count of the entity, or of workplaces; false where the case does not give it. */
bool pomost__case_count(const struct pomost_case *subject, const char *name, int64_t *count);

/* The day of a moment for a workplace; POMOST__NO_DAY where the case does not have it. */
int32_t pomost__case_moment(const struct pomost_case *subject,
			    const struct pomost__workplace *workplace,
			    const struct pomost__moment *moment);

/*
 * What the entity had before under the name of a part, in minor units, and under `workplaces` as a
 * number; 0 where nothing is said.
 */
int64_t pomost__case_earlier(const struct pomost_case *subject, const char *part);

#endif
