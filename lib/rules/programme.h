/* SPDX-License-Identifier: Apache-2.0 */
/* The programme: what was read, and what was linked when it was read. */
#ifndef POMOST_RULES_PROGRAMME_H
#define POMOST_RULES_PROGRAMME_H

#include <stdatomic.h>

#include <pomost/programme.h>

#include "base/column.h"
#include "rules/bridging.h"
#include "rules/call.h"
#include "rules/caps.h"
#include "rules/financing.h"
#include "rules/grant.h"

struct pomost__period {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__day from;
	struct pomost__day to;
};

/* A source that the programme cites. */
struct pomost__source {
	const struct pomost__node *node;
	struct pomost__text title;
	struct pomost__text address;
	struct pomost__day seen;
};

/* The entries of mappings of any names. */
struct pomost__source_entry {
	struct pomost__text name;
	struct pomost__optional source;
};

struct pomost__assumed_entry {
	struct pomost__text path;
	struct pomost__text reason;
};

struct pomost__target_entry {
	struct pomost__text name;
	struct pomost__integer count;
};

/* The file, key by key. */
struct pomost__rules {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__integer version;
	struct pomost__text id;
	struct pomost__text name;
	struct pomost__text currency;
	struct pomost__text operator;
	struct pomost__text region;
	struct pomost__text fund;
	struct pomost__optional period;
	struct pomost__word vat;
	struct pomost__list sources;
	struct pomost__list assumed;
	struct pomost__optional grant;
	struct pomost__optional bridging;
	struct pomost__list caps;
	struct pomost__list financing;
	struct pomost__optional call;
	struct pomost__list targets;
};

extern const struct pomost__block pomost__programme_block;

/* What is paid: the grant, and each stage of the bridging. */
enum pomost__part_kind {
	POMOST__PART_GRANT,
	POMOST__PART_STAGE,
};

struct pomost__part {
	const char *name;
	enum pomost__part_kind kind;
};

/* A value that no source states. */
struct pomost__assumption {
	const char *path;
	const char *reason;
	size_t path_length;
	size_t reason_length;
	int32_t above; /* the assumption on a mapping that holds this one; -1 */
};

struct pomost_programme {
	atomic_int references;
	struct pomost__arena arena;
	const char *file;
	struct pomost__node *root;
	struct pomost__rules rules;

	int32_t digits;                          /* of the currency */
	const struct pomost__grant *grant;       /* NULL where there is none */
	const struct pomost__bridging *bridging; /* NULL where there is none */
	struct pomost__part *parts;              /* the grant first, then stages as written */
	uint32_t part_count;
	uint32_t first_stage;       /* the part of the first stage */
	struct pomost__names names; /* decisions and traits that conditions use */
	struct pomost__names dates; /* moments that only a case names */
	struct pomost__assumption *assumptions;
	uint32_t assumption_count;
	size_t assumed_paths; /* bytes in all */
	size_t assumed_reasons;
	uint32_t cap_count;  /* caps of a case */
	uint32_t rest_fund;  /* takes what the others leave */
	uint32_t fund_count; /* with `own`, where it stands after the funds */
	bool speaks_of_fraction;

	/* Columns of every award, made once. */
	struct pomost__column head[3]; /* id, currency: one text each */
	struct pomost__column part_names;
	struct pomost__column part_kinds;
	struct pomost__column cap_rules;
	struct pomost__column fund_names;
	const char **fund_columns; /* financing.NAME of each */
	const char *summary;
};

/* Joins what was read: references, parts, names, assumptions. False if there was an error. */
bool pomost__programme_link(struct pomost__reader *reader, struct pomost_programme *programme);

/* Writes the summary. False when memory ran out. */
bool pomost__programme_summarise(struct pomost_programme *programme);

/* The part of a name; false if there is none. */
bool pomost__programme_part(const struct pomost_programme *programme, const char *name,
			    uint32_t *part);

/*
 * The parts that `on` of a cap, and `earlier` of a case, may name: a part, `bridging` or `total`.
 * False if there is none of that name.
 */
bool pomost__programme_parts(const struct pomost_programme *programme, const char *name,
			     uint32_t *first, uint32_t *last);

/* The node after another in the order of the document; NULL after the last. */
struct pomost__node *pomost__programme_next(const struct pomost__node *node);

static inline const struct pomost__phase *
pomost__programme_phases(const struct pomost_programme *programme, uint32_t *count)
{
	*count = programme->bridging ? programme->bridging->phases.count : 0;
	return programme->bridging ? programme->bridging->phases.items : NULL;
}

#endif
