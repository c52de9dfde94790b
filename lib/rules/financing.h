/* SPDX-License-Identifier: Apache-2.0 */
/* Financing: how each payment is split between funds. */
#ifndef POMOST_RULES_FINANCING_H
#define POMOST_RULES_FINANCING_H

#include "base/limits.h"
#include "number/split.h"
#include "rules/scope.h"

/* A fixed share, or the rest. */
struct pomost__fund_share {
	const struct pomost__node *node;
	struct pomost__ratio ratio;
	bool rest;
};

struct pomost__fund {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__text name;
	struct pomost__fund_share share;
	struct pomost__share prepared; /* nothing added yet; not of the rest */
};

extern const struct pomost__items pomost__financing_items;

/*
 * Checks the funds together: names, at most one rest, shares that add up. Sets `*rest` to the fund that
 * takes what is left: the one that says so, else the last.
 */
bool pomost__financing_link(struct pomost__reader *reader, const struct pomost__list *funds,
			    uint32_t *rest);

#endif
