/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/keeping.h"

#include "base/limits.h"

static const struct pomost__range months = {1, POMOST_LIMIT_MONTHS};
static const struct pomost__range days = {1, 36600};

static const struct pomost__field term_fields[] = {
	{"months", &pomost__kind_integer, &months, offsetof(struct pomost__term, months), false,
	 "so many months"},
	{"days", &pomost__kind_integer, &days, offsetof(struct pomost__term, days), false,
	 "so many days"},
};

static const char *const term_one_of[] = {"months", "days", NULL};

static const struct pomost__block term_block = {
	.name = "term",
	.fields = term_fields,
	.count = sizeof term_fields / sizeof *term_fields,
	.size = sizeof(struct pomost__term),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__term, scope),
	.one_of = term_one_of,
};

#define VACANCY(member) offsetof(struct pomost__vacancy, member)

static const char *const vacants[] = {"unpaid", "paid"};
static const struct pomost__words vacant_words = {vacants, 2};

static const struct pomost__field vacancy_fields[] = {
	{"refill-within", &pomost__kind_mapping, &term_block, VACANCY(refill_within), true,
	 "how long a workplace may stand vacant"},
	{"while-vacant", &pomost__kind_word, &vacant_words, VACANCY(while_vacant), true,
	 "whether it is paid for while it is vacant"},
	{"shifts-schedule", &pomost__kind_truth, NULL, VACANCY(shifts_schedule), true,
	 "whether what was not paid is paid at the end"},
};

const struct pomost__block pomost__vacancy_block = {
	.name = "vacancy",
	.fields = vacancy_fields,
	.count = sizeof vacancy_fields / sizeof *vacancy_fields,
	.size = sizeof(struct pomost__vacancy),
	.inherited = &pomost__scope_keys,
	.scope_offset = VACANCY(scope),
};

#define SUSPENSION(member) offsetof(struct pomost__suspension, member)

static const struct pomost__field suspension_fields[] = {
	{"paid", &pomost__kind_truth, NULL, SUSPENSION(paid), true,
	 "whether suspended months are paid"},
	{"shifts-schedule", &pomost__kind_truth, NULL, SUSPENSION(shifts_schedule), true,
	 "whether what was not paid is paid at the end"},
};

const struct pomost__block pomost__suspension_block = {
	.name = "suspension",
	.fields = suspension_fields,
	.count = sizeof suspension_fields / sizeof *suspension_fields,
	.size = sizeof(struct pomost__suspension),
	.inherited = &pomost__scope_keys,
	.scope_offset = SUSPENSION(scope),
};

#define INTEREST(member) offsetof(struct pomost__interest, member)

static const char *const starts[] = {"payment", "receipt"};
static const struct pomost__words start_words = {starts, 2};
static const char *const countings[] = {"free", "counts"};
static const struct pomost__words counting_words = {countings, 2};

static const struct pomost__field interest_fields[] = {
	{"series", &pomost__kind_name, NULL, INTEREST(series), true, "the yearly rates"},
	{"from", &pomost__kind_word, &start_words, INTEREST(from), true,
	 "whether interest runs from the day of payment or of receipt"},
	{"first-day", &pomost__kind_word, &counting_words, INTEREST(first_day), true,
	 "whether that day counts"},
	{"last-day", &pomost__kind_word, &counting_words, INTEREST(last_day), true,
	 "whether the day on which it is paid back counts"},
	{"unit", &pomost__kind_value, NULL, INTEREST(unit), true,
	 "to what the interest of one claim is rounded, such as 1 or 0.10"},
	{"floor", &pomost__kind_value, NULL, INTEREST(floor), false,
	 "interest up to this is not charged"},
};

static bool
check_interest(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	struct pomost__interest *interest = item;
	struct pomost__echo echo;

	if (interest->unit.constant && pomost__ratio_sign(interest->unit.constant) <= 0)
		return pomost__reader_fail(reader, interest->unit.node, POMOST_ERR_VALUE,
					   "expected a unit above zero, found %s",
					   pomost__node_found(&echo, interest->unit.node));
	if (!interest->scope.rounding.node)
		return pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
					   "expected the key \"rounding\" (word) here or above, "
					   "found none");
	pomost__series_note(reader, &interest->use, &interest->series, false);
	return true;
}

static const struct pomost__block interest_block = {
	.name = "interest",
	.fields = interest_fields,
	.count = sizeof interest_fields / sizeof *interest_fields,
	.size = sizeof(struct pomost__interest),
	.inherited = &pomost__scope_keys,
	.scope_offset = INTEREST(scope),
	.check = check_interest,
};

static const char *const kinds[] = {
	[POMOST__REPAY_NONE] = "none",
	[POMOST__REPAY_WHOLE] = "whole",
	[POMOST__REPAY_BY_MONTH] = "by-month",
	[POMOST__REPAY_BY_DAY] = "by-day",
};
static const struct pomost__words kind_words = {kinds, 4};

static const struct pomost__field part_row = {
	"PART",
	&pomost__kind_word,
	&kind_words,
	offsetof(struct pomost__repaid, kind),
	false,
	"how much of a part is paid back: all, by months or days not kept, or nothing"};
static const struct pomost__entries parts = {&part_row, sizeof(struct pomost__repaid)};

#define SLOT(member) offsetof(struct pomost__repayment, member)

static const struct pomost__field fields[] = {
	{"within", &pomost__kind_mapping, &term_block, SLOT(within), false,
	 "how long there is to pay it back"},
	{"interest", &pomost__kind_mapping, &interest_block, SLOT(interest), false,
	 "the interest on what is paid back"},
};

const struct pomost__block pomost__repayment_block = {
	.name = "repayment",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__repayment),
	.inherited = &pomost__scope_keys,
	.scope_offset = SLOT(scope),
	.others = &parts,
	.others_offset = SLOT(parts),
};
