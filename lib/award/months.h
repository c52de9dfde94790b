/* SPDX-License-Identifier: Apache-2.0 */
/* The months of a workplace's bridging: when each begins, ends and is due. */
#ifndef POMOST_AWARD_MONTHS_H
#define POMOST_AWARD_MONTHS_H

#include "award/pattern.h"
#include "calendar/month.h"

/* The months of one workplace as they are laid out. */
struct pomost__calendar {
	struct pomost__work *work;
	const struct pomost__workplace *workplace;
	const struct pomost__bridging *bridging;
	struct pomost__pattern *pattern;
	struct pomost__date anchor;
	bool splits;                    /* calendar months are cut by the first day */
	bool moved;                     /* some day that was looked for did not exist */
	int32_t until;                  /* nothing is paid from this day on */
	int32_t last_month;             /* of the phase before; 0 at the start */
	int32_t last_day;               /* of the phase before */
	struct pomost__month_walk next; /* the calendar month in which the month after it starts */
};

/* The month with which a phase starts: its own place, or later by the day of a decision. */
bool pomost__months_phase_start(struct pomost__calendar *calendar,
				const struct pomost__phase *phase, int32_t *month);

/* Lays the months of a phase that begins with month `first`, up to `until`. False after an error. */
bool pomost__months_lay(struct pomost__calendar *calendar, const struct pomost__run *run,
			int32_t first);

/* As pomost__months_lay(), of a phase whose first day cuts calendar months. */
bool pomost__months_lay_split(struct pomost__calendar *calendar, const struct pomost__run *run,
			      int32_t first);

/* The first day of a month of the bridging, from 1. False after an error. */
bool pomost__months_start(struct pomost__calendar *calendar, int32_t month, int32_t *day);

/* The day on which month 1 begins, whether calendar months are cut by it, and `until`. False after an error. */
bool pomost__bridging_begin(struct pomost__calendar *calendar);

/* The share of a span of days that its first `days` are, by `part-months`. False after an error. */
bool pomost__bridging_share(struct pomost__calendar *calendar, int32_t first, int32_t length,
			    int32_t days, struct pomost__month_share *share);

/* The share that a month which `until` cuts keeps. False after an error. */
bool pomost__bridging_kept(struct pomost__calendar *calendar, int32_t month, int32_t from,
			   int32_t length, struct pomost__month_share *kept);

/* The last day of the calendar month of a day. */
int32_t pomost__months_last_day(int32_t day);

#endif
