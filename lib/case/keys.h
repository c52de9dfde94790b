/* SPDX-License-Identifier: Apache-2.0 */
/* What the tables of an application's keys share, each of which stands in a file of its own. */
#ifndef POMOST_CASE_KEYS_H
#define POMOST_CASE_KEYS_H

#include "case/application.h"

/* Adds the error for a name of the case that the programme does not know. Always false. */
bool pomost__case_unknown(struct pomost__reader *reader, const struct pomost__node *node,
			  const char *what, const char *name, const struct pomost__names *known);

/* Whether a name is that of a part of the programme; adds an error where it is none. */
bool pomost__case_part(struct pomost__reader *reader, const struct pomost__node *node,
		       const char *name);

/* How many months a case may ask for. */
extern const struct pomost__range pomost__month_counts;

/* Over 0, up to 1. */
extern const struct pomost__kind pomost__kind_job_fraction;

/* Traits, by the names that conditions of the programme use. */
extern const struct pomost__entries pomost__trait_entries;

/* What is claimed for a workplace: the grant, or part by part. */
extern const struct pomost__either pomost__claim_forms;

/* What is claimed for parts that are paid once for the entity. */
extern const struct pomost__kind pomost__kind_entity_claims;
extern const struct pomost__entries pomost__entity_claim_entries;

extern const struct pomost__block pomost__entity_block;
extern const struct pomost__entries pomost__decision_entries;
extern const struct pomost__entries pomost__date_entries;
extern const struct pomost__items pomost__event_items;

#endif
