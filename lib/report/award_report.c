/* SPDX-License-Identifier: Apache-2.0 */
#include "report/award_report.h"

#include "number/money.h"
#include "report/format.h"

void
pomost__award_money(struct pomost__buffer *buffer, const struct pomost_award *award, int64_t amount)
{
	char text[POMOST__MONEY_TEXT];

	pomost__buffer_add(buffer, text, pomost__money_format(amount, award->digits, text));
}

int32_t
pomost_award_report(const pomost_award *award, const char *format, char **text, size_t *length,
		    pomost_error **error)
{
	static const struct pomost__formats formats = {pomost__award_text, pomost__award_json,
						       pomost__award_csv};

	return pomost__report(&formats, award, format, text, length, error);
}
