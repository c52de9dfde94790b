/* SPDX-License-Identifier: Apache-2.0 */
/* Bands: numbers from, over, to or under others. */
#ifndef POMOST_RULES_BAND_H
#define POMOST_RULES_BAND_H

#include "rules/scope.h"

/* `from` and `to` belong to the band, `over` and `under` do not. One number alone is a band too. */
struct pomost__band {
	const struct pomost__node *node;
	struct pomost__scope scope;
	struct pomost__number from;
	struct pomost__number over;
	struct pomost__number to;
	struct pomost__number under;
	bool single; /* written as one number */
};

extern const struct pomost__kind pomost__kind_band;    /* {from|over, to|under} */
extern const struct pomost__kind pomost__kind_band_of; /* a number, or such a band */

bool pomost__band_holds(const struct pomost__band *band, const struct pomost__ratio *value);

/*
 * The least and the most whole number of a band that has no room below 1: `*most` is 0 where the band has no
 * upper end. False where it holds no such number up to `limit`, or an end of it is no whole number.
 */
bool pomost__band_whole(const struct pomost__band *band, int32_t limit, int32_t *least,
			int32_t *most);

#endif
