/* SPDX-License-Identifier: Apache-2.0 */
/* The programme: what was read, and what was linked when it was read. */
#ifndef POMOST_RULES_PROGRAMME_H
#define POMOST_RULES_PROGRAMME_H

#include <stdatomic.h>

#include <pomost/programme.h>

#include "base/column.h"
#include "rules/bridging.h"
#include "rules/budget.h"
#include "rules/call.h"
#include "rules/caps.h"
#include "rules/financing.h"
#include "rules/grant.h"
#include "rules/keeping.h"
#include "rules/needs.h"
#include "rules/registry.h"

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

/* What the programme does besides paying. */
struct pomost__service {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__text name;
	struct pomost__integer count;
	struct pomost__number hours;
};

/* From when this file holds, where several have the same id. */
struct pomost__edition {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__day from;
	struct pomost__moment at;
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
	struct pomost__optional edition;
	struct pomost__optional grant;
	struct pomost__list components; /* struct pomost__grant */
	struct pomost__optional bridging;
	struct pomost__list needs;
	struct pomost__list together; /* struct pomost__text */
	struct pomost__list caps;
	struct pomost__list financing;
	struct pomost__optional call;
	struct pomost__optional durability; /* struct pomost__months_after */
	struct pomost__optional vacancy;
	struct pomost__optional suspension;
	struct pomost__optional repayment;
	struct pomost__optional budget;
	struct pomost__list targets;
	struct pomost__list services;
};

extern const struct pomost__block pomost__programme_block;

/* What is paid: the grant, components, and each stage of the bridging. */
enum pomost__part_kind {
	POMOST__PART_GRANT,
	POMOST__PART_COMPONENT,
	POMOST__PART_STAGE,
};

struct pomost__part {
	const char *name;
	enum pomost__part_kind kind;
	const struct pomost__grant *grant; /* of the grant, or the component; NULL of a stage */
	bool per_entity;
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
	struct pomost__registry registry;
	struct pomost_series *series; /* NULL where there are none */
	pomost_programme *base;       /* whose texts an overlay shares; or NULL */

	int32_t digits;                          /* of the currency */
	const struct pomost__grant *grant;       /* NULL where there is none */
	const struct pomost__bridging *bridging; /* NULL where there is none */
	struct pomost__part *parts;              /* the grant, components, stages, as written */
	uint32_t part_count;
	uint32_t first_stage;        /* the part of the first stage */
	uint32_t *together;          /* parts that are paid all or not at all */
	struct pomost__names names;  /* decisions and traits that conditions use */
	struct pomost__names dates;  /* moments that only a case names */
	struct pomost__names counts; /* that needs name */
	uint32_t needs;              /* what the amounts ask, enum pomost__value_needs */
	bool has_fixed_fund;         /* some fund has an amount in place of a share */
	bool has_own;                /* some part holds a contribution of the entity's own */
	bool has_entity_parts;       /* some part is paid once for the entity */
	bool takes_months;           /* a workplace may say for how many months it is */
	bool has_pieces;       /* an instalment may be a part of a month, or differ by month */
	bool amounts_by_dates; /* amounts hang on when a workplace begins */
	bool dates_by_start;   /* dates hang on when a workplace begins, or on its months */
	struct pomost__assumption *assumptions;
	uint32_t assumption_count;
	size_t assumed_paths; /* bytes in all */
	size_t assumed_reasons;
	uint32_t cap_count;  /* caps of a case */
	uint32_t rest_fund;  /* takes what the others leave */
	uint32_t fund_count; /* with `own`, where it stands after the funds */
	bool times_fraction; /* some value multiplies by the job fraction */

	/* Columns of every award, made once. */
	struct pomost__column head[3]; /* id, currency: one text each */
	struct pomost__column part_names;
	struct pomost__column part_kinds;
	struct pomost__column cap_rules;
	struct pomost__column fund_names;
	const char **fund_columns; /* financing.NAME of each */
	const char *summary;
};

/* An empty programme with one reference. NULL when memory ran out. */
pomost_programme *pomost__programme_new(const char *file, struct pomost_series *series,
					struct pomost__errors *errors);

/* Reads and links the document of a programme; what is wrong is in the errors. */
void pomost__programme_read(pomost_programme *programme, struct pomost__errors *errors);

/*
 * As pomost_programme_set(), of a value that was read from a file; the value's texts and `file` must live as
 * long as the programme.
 */
int32_t pomost__programme_set_node(const pomost_programme *base, const char *path,
				   const struct pomost__node *value, const char *file,
				   pomost_programme **result, pomost_error **error);

/* Joins what was read: references, parts, names, assumptions, series. False if there was an error. */
bool pomost__programme_link(struct pomost__reader *reader, struct pomost_programme *programme);

/* Writes the summary. False when memory ran out. */
bool pomost__programme_summarise(struct pomost_programme *programme);

/* Whether a name is one of the sources. */
bool pomost__programme_cites(const struct pomost_programme *programme, const char *name);

/* The part of a name; false if there is none. */
bool pomost__programme_part(const struct pomost_programme *programme, const char *name,
			    uint32_t *part);

/*
 * The parts that `on` of a cap, and `earlier` of a case, may name: a part, `bridging` or `total`.
 * False if there is none of that name.
 */
bool pomost__programme_parts(const struct pomost_programme *programme, const char *name,
			     uint32_t *first, uint32_t *last);

/* Whether some rule speaks of a job fraction under full time. */
bool pomost__programme_speaks_of(const struct pomost_programme *programme,
				 const struct pomost__ratio *fraction);

/* The node after another in the order of the document; NULL after the last. */
struct pomost__node *pomost__programme_next(const struct pomost__node *node);

static inline const struct pomost__phase *
pomost__programme_phases(const struct pomost_programme *programme, uint32_t *count)
{
	*count = programme->bridging ? programme->bridging->phases.count : 0;
	return programme->bridging ? programme->bridging->phases.items : NULL;
}

#endif
