/* SPDX-License-Identifier: Apache-2.0 */
#include "number/rounding.h"

const char *const pomost__rounding_names[POMOST_FLOOR + 1] = {
	[POMOST_HALF_UP] = "half-up",     [POMOST_HALF_EVEN] = "half-even",
	[POMOST_HALF_DOWN] = "half-down", [POMOST_UP] = "up",
	[POMOST_DOWN] = "down",           [POMOST_CEILING] = "ceiling",
	[POMOST_FLOOR] = "floor",
};

/* Which of the four cuts go up: as hexadecimal digits, from the right even, odd, and the same below
 * zero. 8 is "more than a half", C "a half or more", E "anything". */
const uint16_t pomost__rounding_tables[POMOST_FLOOR + 1] = {
	[POMOST_HALF_UP] = 0xCCCC, [POMOST_HALF_EVEN] = 0xC8C8, [POMOST_HALF_DOWN] = 0x8888,
	[POMOST_UP] = 0xEEEE,      [POMOST_DOWN] = 0x0000,      [POMOST_CEILING] = 0x00EE,
	[POMOST_FLOOR] = 0xEE00,
};
