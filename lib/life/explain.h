/* SPDX-License-Identifier: Apache-2.0 */
/* Explanations of a settlement: recorded once every figure has its place, when there is a recorder. */
#ifndef POMOST_LIFE_EXPLAIN_H
#define POMOST_LIFE_EXPLAIN_H

#include "life/claims.h"
#include "life/interest.h"

/* Gives what was recorded of the award the places of the settlement; then each change of an instalment. */
POMOST__RARE void pomost__explain_events(struct pomost__settle *settle);

/* What was due. */
POMOST__RARE void pomost__explain_due(const struct pomost__settle *settle);

/* A sum that goes back, of so many; `kind` and `share` as they are written. */
POMOST__RARE void pomost__explain_repayment(const struct pomost__settle *settle,
					    const struct pomost__claims *claims, uint32_t number,
					    const char *kind, const char *share);

/* A sum of a claim: `name` is its column, `of` says of what. */
POMOST__RARE void pomost__explain_claim(const struct pomost__settle *settle, uint32_t claim,
					const char *name, const char *of, int64_t sum);

/* The last day for paying a claim back. */
POMOST__RARE void pomost__explain_deadline(const struct pomost__settle *settle, uint32_t claim,
					   int32_t deadline);

/* Days of one rate, `number` of all claims. */
POMOST__RARE void pomost__explain_rate(const struct pomost__accruing *accruing,
				       const struct pomost__rate_days *period, size_t number);

/* A value of the rules of interest is computed next: the row it is looked up by is called `name`. */
POMOST__RARE void pomost__explain_lookup(const struct pomost__accruing *accruing, const char *name);

/* What is charged of the exact interest of a claim, at once after its unit and floor; `whole` if it was not rounded. */
POMOST__RARE void pomost__explain_interest(const struct pomost__accruing *accruing,
					   const struct pomost__ratio *exact, bool whole,
					   bool floored, int64_t charged);

#endif
