/* SPDX-License-Identifier: Apache-2.0 */
/* Payments held against instalments: nothing is matched by guess. */
#ifndef POMOST_LIFE_MATCH_H
#define POMOST_LIFE_MATCH_H

#include "life/payments.h"
#include "life/receipts.h"

/* Matches payments, fills their tables, and says what was paid of each instalment. False after an error. */
bool pomost__match_payments(struct pomost__settle *settle, const struct pomost__list *payments,
			    struct pomost__receipts *receipts);

#endif
