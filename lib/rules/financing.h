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

/* Exactly one of `share` and `amount` stands. */
struct pomost__fund {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__text name;
	struct pomost__fund_share share;
	struct pomost__number amount;  /* written in major units of a currency known later */
	int64_t fixed;                 /* `amount`, once linked */
	struct pomost__share prepared; /* nothing added yet; not of the rest */
};

extern const struct pomost__items pomost__financing_items;

/* The share of a fund, or its amount: what stands in its rule. */
static inline const struct pomost__node *
pomost__fund_rule(const struct pomost__fund *fund)
{
	return fund->share.node ? fund->share.node : fund->amount.node;
}

/* Sets `fixed` of each fund that has an amount. False after an error. */
bool pomost__funds_link(struct pomost__reader *reader, const struct pomost__list *funds,
			int32_t digits);

/*
 * Checks the funds together: names, at most one rest, shares that add up. Sets `*rest` to the fund that
 * takes what is left: the one that says so, else the last.
 */
bool pomost__financing_link(struct pomost__reader *reader, const struct pomost__list *funds,
			    int32_t digits, uint32_t *rest);

#endif
