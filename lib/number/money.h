/* SPDX-License-Identifier: Apache-2.0 */
/* Money: whole minor units of a currency, in int64_t. */
#ifndef POMOST_NUMBER_MONEY_H
#define POMOST_NUMBER_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <pomost/decimal.h>

/*
 * The digits of the minor unit of an ISO 4217 currency by its alphabetic code ("PLN": 2, "JPY": 0,
 * "KWD": 3); -1 if there is no such currency. Codes that are no money to pay in (XAU, XXX, XTS,
 * and funds codes without a minor unit) are not currencies here.
 */
#define POMOST__CURRENCY_COUNT 166
int32_t pomost__currency_digits(const char *code, size_t length);

/* Adds; false where the sum does not fit, and *result is not written. */
static inline bool
pomost__money_add(int64_t left, int64_t right, int64_t *result)
{
	int64_t sum;

	if (__builtin_add_overflow(left, right, &sum))
		return false;
	*result = sum;
	return true;
}

/* Multiplies by a count; false where the product does not fit, and *result is not written. */
static inline bool
pomost__money_times(int64_t amount, uint32_t count, int64_t *result)
{
	int64_t product;

	if (__builtin_mul_overflow(amount, (int64_t)count, &product))
		return false;
	*result = product;
	return true;
}

/*
 * Minor units as major units with `digits` (0 to 4) digits after the point: 2400000 at 2 is
 * "24000.00". `buffer` holds at least POMOST__MONEY_TEXT bytes; ends in NUL. Returns the length.
 */
#define POMOST__MONEY_TEXT 24
size_t pomost__money_format(int64_t amount, int32_t digits, char *buffer);

/* floor(left × right / divisor) and the remainder, of numbers not below zero, divisor above zero,
 * where the quotient fits: it does whenever left <= divisor or right <= divisor. */
void pomost__money_scale(int64_t left, int64_t right, int64_t divisor, int64_t *quotient,
			 int64_t *remainder);

#endif
