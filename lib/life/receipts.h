/* SPDX-License-Identifier: Apache-2.0 */
/* What was paid of each instalment, and when. */
#ifndef POMOST_LIFE_RECEIPTS_H
#define POMOST_LIFE_RECEIPTS_H

#include "life/settle.h"

/* A sum that was paid of an instalment. */
struct pomost__receipt {
	uint32_t row;     /* of the settlement */
	int32_t day;      /* of the payment, or that of the instalment; or no day */
	int32_t paid_on;  /* the day of payment, if it is known; or no day */
	int32_t received; /* the day on which it was received; or no day */
	int64_t kept;     /* of what now stands */
	int64_t over;     /* of what an event took since */
};

struct pomost__receipts {
	struct pomost__receipt *items; /* by row, then by day */
	uint32_t count;
};

/*
 * Takes each instalment as paid on its day, as it stood on that day, if that is not after the day of the
 * settlement. False after an error.
 */
bool pomost__receipts_presume(struct pomost__settle *settle, struct pomost__receipts *receipts);

#endif
