/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Settlements: an award as it stands after what happened, what is to be paid back, and payments held against it.
 *
 * A settlement is an award with more tables: "settlement", "events", "changes", "claims", "repayments", "interest",
 * "payments", "matches", "candidates" and "open" (docs/abi.md). Its instalments, sums and financing are those that
 * now stand. As CSV a settlement is these instalments, one with payments is the payments. docs/semantics.md says how
 * it is computed, from *Events* to *Reconciliation*.
 */
#ifndef POMOST_SETTLEMENT_H
#define POMOST_SETTLEMENT_H

#include <stddef.h>
#include <stdint.h>

#include <pomost/award.h>
#include <pomost/case.h>
#include <pomost/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Computes the award of a case and lets its events act on it.
 *
 * @param subject the case, which names its programme; *borrowed in*.
 * @param on      the day as of which it is settled, days since 1970-01-01: events after it are left out, and sums
 *                that go back bear interest up to it; or #POMOST_NO_DATE: all events, no interest.
 * @param flags   0 or #POMOST_EXPLAIN.
 * @param result  receives the settlement; *new out*, freed by pomost_award_free().
 * @return as pomost_case_assess(); also #POMOST_ERR_DATE for a day outside the years 1 to 9999;
 *         #POMOST_ERR_UNSTATED if an event needs a rule that the programme does not have (`vacancy`, `suspension`,
 *         `durability`, `repayment.PART`, `bridging.part-months`, a due day for interest), or a series does not know
 *         a rate; #POMOST_ERR_VALUE if a unit of interest is not whole minor units above zero.
 * @since 0.1
 */
POMOST_API int32_t pomost_case_settle(pomost_case *subject, int32_t on, uint32_t flags,
				      pomost_award **result, pomost_error **error);

/**
 * Settles a case and holds payments against it. Sums that go back are those that were paid.
 *
 * @param subject  the case; *borrowed in*.
 * @param payments CSV, UTF-8, at most 1 MiB: a line of names (`date`, `amount`, `reference`; `workplace`, `currency`,
 *                 `received` if wanted), then a payment a line; *borrowed in*.
 * @param length   how many bytes.
 * @param file     the name to put into errors, UTF-8, ends in NUL; *borrowed in*; may be NULL.
 * @param on       as pomost_case_settle(); #POMOST_NO_DATE: the day of the last payment.
 * @param flags    0 or #POMOST_EXPLAIN.
 * @param result   receives the settlement; *new out*, freed by pomost_award_free().
 * @return as pomost_case_settle(); or the code of the first fault of the payments: #POMOST_ERR_SYNTAX,
 *         #POMOST_ERR_KEY_UNKNOWN, #POMOST_ERR_KEY_MISSING, #POMOST_ERR_DATE, #POMOST_ERR_NUMBER, #POMOST_ERR_VALUE,
 *         #POMOST_ERR_REFERENCE for a workplace that the case does not have, #POMOST_ERR_MISMATCH for another
 *         currency, #POMOST_ERR_LIMIT.
 * @since 0.1
 */
POMOST_API int32_t pomost_case_reconcile(pomost_case *subject, const char *payments, size_t length,
					 const char *file, int32_t on, uint32_t flags,
					 pomost_award **result, pomost_error **error);

#ifdef __cplusplus
}
#endif
#endif
