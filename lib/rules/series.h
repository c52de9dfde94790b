/* SPDX-License-Identifier: Apache-2.0 */
/* Reference series: values by date, and aid ceilings by date. */
#ifndef POMOST_RULES_SERIES_H
#define POMOST_RULES_SERIES_H

#include <stdatomic.h>

#include <pomost/series.h>

#include "rules/value.h"

/* A number, or `unknown`. */
struct pomost__series_value {
	const struct pomost__node *node;
	struct pomost__ratio ratio;
	bool unknown;
};

enum pomost__aid_window {
	POMOST__AID_THREE_YEARS = 0,
	POMOST__AID_TAX_YEARS,
};

/* A row of values, or of aid ceilings. */
struct pomost__series_row {
	const struct pomost__node *node;
	struct pomost__day from;
	struct pomost__day to;
	struct pomost__series_value value;
	struct pomost__number ceiling;
	struct pomost__text currency;
	struct pomost__word window; /* enum pomost__aid_window */
	struct pomost__text source;
};

struct pomost__series {
	const struct pomost__node *node;
	struct pomost__integer version;
	struct pomost__text name;
	struct pomost__text unit;
	struct pomost__text source;
	struct pomost__day known_to;
	struct pomost__list rows;
	bool is_aid;
	struct pomost__series *before; /* in the set */
};

extern const struct pomost__block pomost__series_block;

struct pomost_series {
	atomic_int references;
	struct pomost__arena arena;
	struct pomost__series *last;
};

/* A series of the set, which may be NULL; NULL if it has none of that name. */
const struct pomost__series *pomost__series_find(const struct pomost_series *set, const char *name);

/*
 * The row in force on a day. NULL before the first, in a gap, or after the last day that is known;
 * a row may still be of an unknown value.
 */
const struct pomost__series_row *pomost__series_at(const struct pomost__series *series,
						   int32_t day);

/* As pomost__series_at(), of a known value; a fault that names the series and the gap otherwise. */
const struct pomost__series_row *
pomost__series_value_at(const struct pomost__series *series, int32_t day,
			const struct pomost__circumstances *circumstances,
			const struct pomost__node *node);

enum pomost__holiday {
	POMOST__HOLIDAY_NO = 0,
	POMOST__HOLIDAY_YES,
	POMOST__HOLIDAY_UNKNOWN, /* before the first row, or after the last known day */
};

/* Whether a series of holidays has a day. */
enum pomost__holiday pomost__series_holiday(const struct pomost__series *series, int32_t day);

/* A reference to a series in a programme. */
struct pomost__series_use {
	struct pomost__series_use *before; /* in the registry */
	const struct pomost__node *node;
	struct pomost__text name;
	bool is_aid;                         /* aid ceilings are wanted */
	const struct pomost__series *series; /* once linked */
};

/* Notes a reference in the registry. */
void pomost__series_note(struct pomost__reader *reader, struct pomost__series_use *use,
			 const struct pomost__text *name, bool is_aid);

#endif
