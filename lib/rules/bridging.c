/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/bridging.h"

#include "base/limits.h"
#include "calendar/month.h"

static const struct pomost__range months = {1, POMOST_LIMIT_MONTHS};

static const struct pomost__field phase_fields[] = {
	{"name", &pomost__kind_name, NULL, offsetof(struct pomost__phase, name), true,
	 "the stage: phases of one name are one stage"},
	{"months", &pomost__kind_integer, &months, offsetof(struct pomost__phase, months), true,
	 "how many months"},
	{"amount", &pomost__kind_mapping, &pomost__amount_block,
	 offsetof(struct pomost__phase, amount), true, "what is paid for one workplace and month"},
	{"start", &pomost__kind_integer, &months, offsetof(struct pomost__phase, start), false,
	 "the month of the bridging in which the phase starts, beside others; after the phase "
	 "before "
	 "it when nothing is said"},
	{"requires", &pomost__kind_condition, NULL, offsetof(struct pomost__phase, requires), false,
	 "what must hold for the phase to be paid; a decision also says from when"},
};

static const struct pomost__block phase_block = {
	.name = "phase",
	.fields = phase_fields,
	.count = sizeof phase_fields / sizeof *phase_fields,
	.size = sizeof(struct pomost__phase),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__phase, scope),
};

static const struct pomost__items phases = {&phase_block, POMOST_LIMIT_PHASES};

/* A day of the month, or `last`. */
static bool
read_due_day(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	static const struct pomost__range days = {1, 31};
	const struct pomost__field day = {.key = field->key, .detail = &days};

	if (pomost__text_is(node, "last")) {
		*(struct pomost__integer *)slot = (struct pomost__integer){node, POMOST__DUE_LAST};
		return true;
	}
	return pomost__kind_integer.read(reader, node, &day, slot);
}

static const struct pomost__kind kind_due_day = {
	"day of the month", read_due_day,
	"{\"anyOf\": [{\"const\": \"last\"}, {\"type\": [\"integer\", \"string\"]}]}"};

static const char *const due_months[] = {"same", "next"};
static const struct pomost__words due_month_words = {due_months, 2};

static const struct pomost__field due_fields[] = {
	{"day", &kind_due_day, NULL, offsetof(struct pomost__bridging_due, day), true,
	 "1 to 31, or last; a day past the month's end is its last"},
	{"month", &pomost__kind_word, &due_month_words,
	 offsetof(struct pomost__bridging_due, month), true,
	 "whether of the calendar month in which the instalment begins, or of the next"},
};

static const struct pomost__block due_block = {
	.name = "bridging due",
	.fields = due_fields,
	.count = sizeof due_fields / sizeof *due_fields,
	.size = sizeof(struct pomost__bridging_due),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__bridging_due, scope),
};

static const char *const month_ends[] = {
	[POMOST__MONTH_END_CLAMP] = "clamp",
	[POMOST__MONTH_END_NEXT] = "next",
	[POMOST__MONTH_END_REFUSE] = "refuse",
};
static const struct pomost__words month_end_words = {month_ends, 4};

static const struct pomost__field fields[] = {
	{"from", &pomost__kind_anchor, NULL, offsetof(struct pomost__bridging, from), true,
	 "the day on which month 1 begins"},
	{"month-end", &pomost__kind_word, &month_end_words,
	 offsetof(struct pomost__bridging, month_end), false,
	 "where a month would begin on a day that does not exist: clamp to the month's last day, "
	 "take "
	 "the next day, or refuse"},
	{"due", &pomost__kind_mapping, &due_block, offsetof(struct pomost__bridging, due), false,
	 "when an instalment is due; without it instalments have no due date"},
	{"phases", &pomost__kind_items, &phases, offsetof(struct pomost__bridging, phases), true,
	 "the runs of months, in order"},
};

const struct pomost__block pomost__bridging_block = {
	.name = "bridging",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__bridging),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__bridging, scope),
};
