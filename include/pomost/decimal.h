/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Exact decimal numbers.
 *
 * A number is a whole coefficient of at most 128 digits and a scale of 0 to 64 digits after the
 * point: 35.785 is 35785 at scale 3. Operations are exact; where a result has to be cut, the caller
 * names the rounding mode. The scale never changes the value: 2.0 and 2.00 compare equal. Zero has
 * no sign.
 *
 * The struct is the caller's own: no function here allocates, save for the error object. A struct
 * of zero bytes is the number 0; copying the bytes copies the number. Every function checks that
 * its operands are zero bytes or were made here, and refuses others with #POMOST_ERR_ARGUMENT.
 * The result may be one of the operands. On failure the result is left as it was.
 *
 * Thread safety: a number is a value; threads may read one together.
 */
#ifndef POMOST_DECIMAL_H
#define POMOST_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Rounding modes. The numbers are permanent. */
enum {
	POMOST_HALF_UP = 1,   /**< to the nearest; ties away from zero */
	POMOST_HALF_EVEN = 2, /**< to the nearest; ties to the even neighbour */
	POMOST_HALF_DOWN = 3, /**< to the nearest; ties towards zero */
	POMOST_UP = 4,        /**< away from zero */
	POMOST_DOWN = 5,      /**< towards zero */
	POMOST_CEILING = 6,   /**< towards plus infinity */
	POMOST_FLOOR = 7      /**< towards minus infinity */
};

/** The longest text of a number, with its sign, its point and the NUL that ends it. */
#define POMOST_DECIMAL_TEXT 132

/** A decimal number. Its size is fixed on every platform; its contents are private. */
struct pomost_decimal {
	uint64_t reserved[8];
};
typedef struct pomost_decimal pomost_decimal;

/**
 * Reads a number.
 *
 * Grammar: an optional `-`, digits, optionally a point and digits. No exponent, no `+`, no
 * grouping, no blank, no bare `.5` or `5.`, no leading zero before a digit. At most 64 digits, 32
 * of them after the point. The digits after the point become the scale: "2.50" has scale 2.
 *
 * @param text   the bytes, UTF-8; *borrowed in*; need not end in NUL. NULL is refused.
 * @param length how many bytes; 0 is refused with #POMOST_ERR_NUMBER.
 * @param result receives the number; NULL is refused.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL; #POMOST_ERR_NUMBER if the text is
 *         not of the grammar; #POMOST_ERR_LIMIT if it has too many digits; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_parse(const char *text, size_t length, pomost_decimal *result,
					pomost_error **error);

/**
 * Makes the number `coefficient` / 10^`scale`.
 *
 * @param scale 0 to 64.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `result` is NULL; #POMOST_ERR_LIMIT if `scale` is
 *         out of range; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_from_i64(int64_t coefficient, int32_t scale,
					   pomost_decimal *result, pomost_error **error);

/**
 * Gives the whole number `value` × 10^`scale`, as money in minor units is (scale 2 for zloty).
 *
 * @param scale 0 to 64.
 * @param result receives the number; NULL is refused.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL or `value` is not a number;
 *         #POMOST_ERR_VALUE if the product is not whole; #POMOST_ERR_LIMIT if it does not fit
 *         64 bits or `scale` is out of range; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_to_i64(const pomost_decimal *value, int32_t scale,
					 int64_t *result, pomost_error **error);

/**
 * Writes a number as pomost_decimal_parse() reads it, with as many digits after the point as its
 * scale, and ends it with NUL.
 *
 * @param buffer receives the text; #POMOST_DECIMAL_TEXT bytes always suffice.
 * @param size   the size of `buffer` in bytes.
 * @param length receives the length of the text without the NUL; may be NULL.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if `value` or `buffer` is NULL or `value` is not a
 *         number; #POMOST_ERR_LIMIT if `size` is too small; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_format(const pomost_decimal *value, char *buffer, size_t size,
					 size_t *length, pomost_error **error);

/**
 * `left` + `right`, exactly. The scale is the larger of the two.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL or an operand is not a number;
 *         #POMOST_ERR_LIMIT if the sum has over 128 digits; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_add(const pomost_decimal *left, const pomost_decimal *right,
				      pomost_decimal *result, pomost_error **error);

/**
 * `left` − `right`, exactly. The scale is the larger of the two.
 * @return as pomost_decimal_add().
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_subtract(const pomost_decimal *left, const pomost_decimal *right,
					   pomost_decimal *result, pomost_error **error);

/**
 * `left` × `right`, exactly. The scale is the sum of the two.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL or an operand is not a number;
 *         #POMOST_ERR_LIMIT if the product has over 128 digits or a scale over 64;
 *         #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_multiply(const pomost_decimal *left, const pomost_decimal *right,
					   pomost_decimal *result, pomost_error **error);

/**
 * `left` / `right`, rounded once by `mode` to `scale` digits after the point.
 *
 * @param scale 0 to 64.
 * @param mode  one of the rounding modes above.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL, an operand is not a number or
 *         `mode` is none of the seven; #POMOST_ERR_DIVISION if `right` is zero;
 *         #POMOST_ERR_LIMIT if the quotient has over 128 digits or `scale` is out of range;
 *         #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_divide(const pomost_decimal *left, const pomost_decimal *right,
					 int32_t scale, int32_t mode, pomost_decimal *result,
					 pomost_error **error);

/**
 * `value` rounded once by `mode` to `scale` digits after the point; where it has fewer, zeros are
 * added, and the value stays.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL, `value` is not a number or `mode`
 *         is none of the seven; #POMOST_ERR_LIMIT if the result has over 128 digits or `scale` is
 *         not in 0 to 64; #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_round(const pomost_decimal *value, int32_t scale, int32_t mode,
					pomost_decimal *result, pomost_error **error);

/**
 * Compares two values: `result` receives −1, 0 or 1 as `left` is less than, equal to or greater
 * than `right`. The scale does not matter.
 * @return #POMOST_OK; #POMOST_ERR_ARGUMENT if a pointer is NULL or an operand is not a number;
 *         #POMOST_ERR_NOMEM.
 * @since 0.1
 */
POMOST_API int32_t pomost_decimal_compare(const pomost_decimal *left, const pomost_decimal *right,
					  int32_t *result, pomost_error **error);

#ifdef __cplusplus
}
#endif
#endif
