/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/bridging.h"

#include <string.h>

#include "base/limits.h"
#include "calendar/month.h"
#include "rules/band.h"

static const struct pomost__range months = {1, POMOST_LIMIT_MONTHS};

/* A number of months, a band of which the case takes one, or `unstated`. */
static bool
read_months(struct pomost__reader *reader, const struct pomost__node *node,
	    const struct pomost__field *field, void *slot)
{
	const struct pomost__field number = {.key = field->key, .detail = &months};
	struct pomost__months *length = slot;
	struct pomost__integer integer = {0};
	struct pomost__band band = {0};

	length->node = node;
	if (pomost__text_is(node, "unstated")) {
		length->unstated = true;
		return true;
	}
	if (node->kind == POMOST__SCALAR) {
		if (!pomost__kind_integer.read(reader, node, &number, &integer))
			return false;
		length->least = length->most = (int32_t)integer.value;
		return true;
	}
	length->is_band = true;
	if (!pomost__kind_band.read(reader, node, field, &band))
		return false;
	return pomost__band_whole(&band, POMOST_LIMIT_MONTHS, &length->least, &length->most) ||
	       pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				   "expected a band of whole numbers from 1 to %d, found another",
				   POMOST_LIMIT_MONTHS);
}

static const struct pomost__kind kind_months = {
	"months", read_months,
	"{\"anyOf\": [{\"const\": \"unstated\"}, {\"type\": \"integer\", \"minimum\": 1, "
	"\"maximum\": "
	"1200}, {\"type\": \"string\", \"pattern\": \"^[1-9][0-9]*$\"}, {\"$ref\": "
	"\"#/$defs/band\"}]}"};

static const struct pomost__field phase_fields[] = {
	{"name", &pomost__kind_name, NULL, offsetof(struct pomost__phase, name), true,
	 "the stage: phases of one name are one stage"},
	{"months", &kind_months, NULL, offsetof(struct pomost__phase, months), true,
	 "how many months: a number, a band of which the case takes one, or unstated"},
	{"amount", &pomost__kind_mapping, &pomost__phase_amount_block,
	 offsetof(struct pomost__phase, amount), true,
	 "what is paid for one workplace and month, or for the phase"},
	{"start", &pomost__kind_integer, &months, offsetof(struct pomost__phase, start), false,
	 "the month of the bridging in which the phase starts, beside others; after the phase "
	 "before "
	 "it when nothing is said"},
	{"requires", &pomost__kind_condition, NULL, offsetof(struct pomost__phase, requires), false,
	 "what must hold for the phase to be paid; a decision also says from when"},
	{"apply-after", &pomost__kind_mapping, &pomost__months_after_block,
	 offsetof(struct pomost__phase, apply_after), false,
	 "how long after a moment the application for it may be made at the earliest"},
};

static bool
check_phase(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__phase *phase = item;

	(void)node;
	return !phase->apply_after.node || phase->requires.node ||
	       pomost__reader_fail(reader, phase->apply_after.node, POMOST_ERR_VALUE,
				   "expected requires beside apply-after, which names the decision "
				   "that is applied for, found none");
}

static const struct pomost__block phase_block = {
	.name = "phase",
	.fields = phase_fields,
	.count = sizeof phase_fields / sizeof *phase_fields,
	.size = sizeof(struct pomost__phase),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__phase, scope),
	.check = check_phase,
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

static const char *const counts[] = {"from-start", "calendar"};
static const struct pomost__words count_words = {counts, 2};

static const char *const parts[] = {
	[POMOST__PART_MONTHS_WHOLE] = "whole",
	[POMOST__PART_MONTHS_NONE] = "none",
	[POMOST__PART_MONTHS_CALENDAR_DAYS] = "calendar-days",
	[POMOST__PART_MONTHS_THIRTIETHS] = "thirtieths",
	[POMOST__PART_MONTHS_WORKING_DAYS] = "working-days",
};
static const struct pomost__words part_words = {parts, sizeof parts / sizeof *parts};

static const struct pomost__field fields[] = {
	{"from", &pomost__kind_anchor, NULL, offsetof(struct pomost__bridging, from), true,
	 "the day on which month 1 begins"},
	{"month-end", &pomost__kind_word, &month_end_words,
	 offsetof(struct pomost__bridging, month_end), false,
	 "where a month would begin on a day that does not exist: clamp to the month's last day, "
	 "take "
	 "the next day, or refuse"},
	{"count-months", &pomost__kind_word, &count_words,
	 offsetof(struct pomost__bridging, count_months), false,
	 "from-start (when nothing is said) counts from the day on which month 1 begins; calendar "
	 "cuts at the ends of calendar months"},
	{"part-months", &pomost__kind_word, &part_words,
	 offsetof(struct pomost__bridging, part_months), false,
	 "what a part of a month is paid: as a whole one, nothing, or by days"},
	{"holidays", &pomost__kind_name, NULL, offsetof(struct pomost__bridging, holidays), false,
	 "the series of days that are no working days, or none; part-months: working-days needs "
	 "it"},
	{"until", &pomost__kind_mapping, &pomost__months_after_block,
	 offsetof(struct pomost__bridging, until), false, "nothing is paid for days from then on"},
	{"due", &pomost__kind_mapping, &due_block, offsetof(struct pomost__bridging, due), false,
	 "when an instalment is due; without it instalments have no due date"},
	{"phases", &pomost__kind_items, &phases, offsetof(struct pomost__bridging, phases), true,
	 "the runs of months, in order"},
};

static bool
check(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	struct pomost__bridging *bridging = item;

	if (bridging->part_months.value == POMOST__PART_MONTHS_WORKING_DAYS &&
	    !bridging->holidays.node)
		return pomost__reader_fail(
			reader, node, POMOST_ERR_KEY_MISSING,
			"expected the key \"holidays\" (a series, or none) where "
			"part-months is working-days, found none");
	if (bridging->holidays.node && strcmp(bridging->holidays.bytes, "none") != 0) {
		bridging->has_holidays = true;
		pomost__series_note(reader, &bridging->holiday_use, &bridging->holidays, false);
	}
	return true;
}

const struct pomost__block pomost__bridging_block = {
	.name = "bridging",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__bridging),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__bridging, scope),
	.check = check,
};
