/* SPDX-License-Identifier: Apache-2.0 */
/* What happened after the award. */
#include "case/keys.h"

#define SLOT(type, member) offsetof(struct pomost__##type, member)

static const char *const whats[] = {
	[POMOST__EVENT_VACATED] = "vacated",
	[POMOST__EVENT_REFILLED] = "refilled",
	[POMOST__EVENT_CLOSED] = "closed",
	[POMOST__EVENT_JOB_FRACTION] = "job-fraction",
	[POMOST__EVENT_SUSPENDED] = "suspended",
	[POMOST__EVENT_RESUMED] = "resumed",
	[POMOST__EVENT_AGREEMENT_ENDED] = "agreement-ended",
};
static const struct pomost__words what_words = {whats, sizeof whats / sizeof *whats};

static const struct pomost__field event_fields[] = {
	{"on", &pomost__kind_date, NULL, SLOT(event, on), true, "the day"},
	{"what", &pomost__kind_word, &what_words, SLOT(event, what), true, "what happened"},
	{"workplace", &pomost__kind_text, NULL, SLOT(event, workplace), false,
	 "to which workplace; to all when nothing is said"},
	{"to", &pomost__kind_job_fraction, NULL, SLOT(event, to), false,
	 "the job fraction from then on"},
};

static bool
check_event(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__event *event = item;
	bool is_fraction = event->what.value == POMOST__EVENT_JOB_FRACTION;

	if (is_fraction != (event->to.node != NULL))
		return pomost__reader_fail(
			reader, node, is_fraction ? POMOST_ERR_KEY_MISSING : POMOST_ERR_VALUE,
			is_fraction ? "expected to beside job-fraction, found none"
				    : "expected to beside job-fraction only, found "
				      "it beside another event");
	return true;
}

static const struct pomost__block event_block = {
	.name = "event",
	.fields = event_fields,
	.count = sizeof event_fields / sizeof *event_fields,
	.size = sizeof(struct pomost__event),
	.check = check_event,
};
const struct pomost__items pomost__event_items = {&event_block, POMOST_LIMIT_EVENTS};
