/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts of months that begin after the job fraction changed. */
#ifndef POMOST_LIFE_ANEW_H
#define POMOST_LIFE_ANEW_H

#include "life/lines.h"

/* Prepares the changes of a slot, and refuses fractions that the programme does not allow. */
bool pomost__anew_check(struct pomost__work *work, uint32_t slot,
			struct pomost__standing *standing);

/*
 * Sets what a month pays by one change, never above what the caps left; `reason` receives how. False after an
 * error.
 */
bool pomost__anew_line(struct pomost__work *work, struct pomost__fraction_change *change,
		       const struct pomost__pattern *dates, struct pomost__line *line,
		       struct pomost__reason *reason);

#endif
