/* SPDX-License-Identifier: Apache-2.0 */
/* The application: the file of a case, key by key. */
#ifndef POMOST_CASE_APPLICATION_H
#define POMOST_CASE_APPLICATION_H

#include "rules/programme.h"

/* One sum, or a list of one for each month. */
struct pomost__claimed {
	const struct pomost__node *node;
	struct pomost__money sum;
	struct pomost__list sums; /* struct pomost__money */
};

/* What is claimed for one part. */
struct pomost__claim {
	struct pomost__text part;
	struct pomost__claimed claimed;
};

/* The claims of a workplace: for the grant alone, or part by part. */
struct pomost__requested {
	const struct pomost__node *node;
	struct pomost__money grant;
	struct pomost__list parts; /* struct pomost__claim */
};

struct pomost__workplace_entry {
	const struct pomost__node *node;
	struct pomost__text id;
	struct pomost__integer count;
	struct pomost__day employed;
	struct pomost__number fraction;
	struct pomost__list traits; /* struct pomost__text */
	struct pomost__integer months;
	struct pomost__requested requested;
};

/* Money, or under the name `workplaces` a number, that the entity had before. */
struct pomost__earlier_entry {
	struct pomost__text part;
	struct pomost__money amount;
	struct pomost__integer workplaces;
};

/* Something that is counted: founders, members of a group. */
struct pomost__count_entry {
	struct pomost__text name;
	struct pomost__integer count;
};

/* Aid that the entity, or one that is linked with it, was granted. */
struct pomost__aid {
	const struct pomost__node *node;
	struct pomost__day date;
	struct pomost__number amount;
	struct pomost__text entity;
};

struct pomost__entity {
	const struct pomost__node *node;
	struct pomost__text id;
	struct pomost__text name;
	struct pomost__list traits;         /* struct pomost__text */
	struct pomost__list counts;         /* struct pomost__count_entry */
	struct pomost__list earlier;        /* struct pomost__earlier_entry */
	struct pomost__list aid;            /* struct pomost__aid */
	struct pomost__requested requested; /* of parts that are paid once */
};

/* Decided without a date, on a date, or not yet. */
struct pomost__decision {
	const struct pomost__node *node;
	bool undated;
	struct pomost__day applied;
	struct pomost__day decided;
	struct pomost__day starts;
	struct pomost__integer months;
};

struct pomost__decision_value {
	const struct pomost__node *node;
	struct pomost__decision plain;
	struct pomost__optional full; /* struct pomost__decision */
};

struct pomost__decision_entry {
	struct pomost__text name;
	struct pomost__decision_value value;
};

struct pomost__date_entry {
	struct pomost__text name;
	struct pomost__day day;
};

struct pomost__months_entry {
	struct pomost__text stage;
	struct pomost__integer months;
};

enum pomost__event_kind {
	POMOST__EVENT_VACATED = 0,
	POMOST__EVENT_REFILLED,
	POMOST__EVENT_CLOSED,
	POMOST__EVENT_JOB_FRACTION,
	POMOST__EVENT_SUSPENDED,
	POMOST__EVENT_RESUMED,
	POMOST__EVENT_AGREEMENT_ENDED,
};

/* What happened after the award. */
struct pomost__event {
	const struct pomost__node *node;
	struct pomost__day on;
	struct pomost__word what; /* enum pomost__event_kind */
	struct pomost__text workplace;
	struct pomost__number to;
};

struct pomost__application {
	const struct pomost__node *node;
	struct pomost__integer version;
	struct pomost__text id;
	struct pomost__text programme;
	struct pomost__day agreement;
	struct pomost__list dates; /* struct pomost__date_entry */
	struct pomost__optional entity;
	struct pomost__number rate;    /* money units for 1 EUR */
	struct pomost__list decisions; /* struct pomost__decision_entry */
	struct pomost__list without;   /* struct pomost__text */
	struct pomost__list months;    /* struct pomost__months_entry */
	struct pomost__list workplaces;
	struct pomost__list events; /* struct pomost__event */
};

/* Read with the programme as the reader's owner. */
extern const struct pomost__block pomost__application_block;

#endif
