/* SPDX-License-Identifier: Apache-2.0 */
/* Financing: splitting each instalment between the funds. */
#ifndef POMOST_AWARD_FINANCE_H
#define POMOST_AWARD_FINANCE_H

#include "award/work.h"

/* Fills the funds of the award's instalments and their sums. False after an error. */
bool pomost__finance_split(struct pomost__work *work);

#endif
