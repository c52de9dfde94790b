/* SPDX-License-Identifier: Apache-2.0 */
#ifndef POMOST_CALL_ASSUMPTIONS_H
#define POMOST_CALL_ASSUMPTIONS_H

#include "call/call.h"
#include "call/pools.h"

/* Lists the assumptions on the rules of the call and its pools. False when memory ran out. */
bool pomost__call_assumptions(pomost_call *call, const struct pomost__pools *pools,
			      struct pomost__errors *errors);

#endif
