/* SPDX-License-Identifier: Apache-2.0 */
#include "case/timeline.h"

#include <stdarg.h>
#include <stdio.h>

struct pomost__timeline
pomost__timeline_of(const struct pomost_case *subject, int32_t workplace)
{
	struct pomost__timeline timeline = {
		.subject = subject,
		.shared = subject->events.shared,
		.shared_end = subject->events.shared,
	};

	if (subject->events.shared_count > 0)
		timeline.shared_end += subject->events.shared_count;
	if (workplace >= 0 && subject->events.begin) {
		timeline.own = subject->events.own + subject->events.begin[workplace];
		timeline.own_end = subject->events.own + subject->events.begin[workplace + 1];
	}
	return timeline;
}

uint32_t
pomost__timeline_count(const struct pomost__timeline *timeline)
{
	return (uint32_t)(timeline->own_end - timeline->own) +
	       (uint32_t)(timeline->shared_end - timeline->shared);
}

const struct pomost__event *
pomost__timeline_next(struct pomost__timeline *timeline, uint32_t *place)
{
	const struct pomost__event *events = timeline->subject->application.events.items;
	bool has_own = timeline->own < timeline->own_end;
	bool has_shared = timeline->shared < timeline->shared_end;

	if (!has_own && !has_shared)
		return NULL;
	if (!has_shared || (has_own && *timeline->own < *timeline->shared))
		*place = *timeline->own++;
	else
		*place = *timeline->shared++;
	return &events[*place];
}

/* How a workplace stands as its events pass. */
struct standing {
	struct pomost_case *subject;
	struct pomost__errors *errors;
	bool *blamed; /* by event: it has its error */
	const struct pomost__event *last;
	bool vacant;
	bool suspended;
	bool closed;
};

/* Adds the error of an event, once. Always false. */
__attribute__((format(printf, 4, 5))) static bool
blame(struct standing *standing, uint32_t place, const struct pomost__node *node,
      const char *format, ...)
{
	char message[512];
	va_list arguments;

	if (standing->blamed[place])
		return false;
	standing->blamed[place] = true;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	pomost__node_fail(standing->errors, standing->subject->file, node, POMOST_ERR_VALUE, "%s",
			  message);
	return false;
}

static bool
check_day(struct standing *standing, const struct pomost__event *event, uint32_t place,
	  const struct pomost__workplace *workplace)
{
	const struct pomost__day *agreement = &standing->subject->application.agreement;
	const struct pomost__day *employed = &workplace->entry->employed;

	if (agreement->node && event->on.day < agreement->day)
		return blame(standing, place, event->on.node,
			     "expected a day not before the agreement of %s, found %s",
			     agreement->node->text, event->on.node->text);
	if (event->workplace.node && employed->node && event->on.day < employed->day)
		return blame(standing, place, event->on.node,
			     "expected a day not before the first of %s, %s, found %s",
			     event->workplace.bytes, employed->node->text, event->on.node->text);
	if (standing->last && event->on.day < standing->last->on.day)
		return blame(standing, place, event->on.node,
			     "expected the events of a workplace in the order of their days, found "
			     "%s after %s",
			     event->on.node->text, standing->last->on.node->text);
	return true;
}

static bool
check_state(struct standing *standing, const struct pomost__event *event, uint32_t place)
{
	const struct pomost__node *what = event->what.node;

	switch (event->what.value) {
	case POMOST__EVENT_VACATED:
		if (standing->vacant)
			return blame(
				standing, place, what,
				"expected a workplace that is not vacant, found vacated twice");
		standing->vacant = true;
		return true;
	case POMOST__EVENT_REFILLED:
		if (!standing->vacant)
			return blame(standing, place, what,
				     "expected a vacant workplace, found refilled without vacated");
		standing->vacant = false;
		return true;
	case POMOST__EVENT_SUSPENDED:
		if (standing->suspended)
			return blame(standing, place, what,
				     "expected a workplace that is not suspended, found suspended "
				     "twice");
		standing->suspended = true;
		return true;
	case POMOST__EVENT_RESUMED:
		if (!standing->suspended)
			return blame(standing, place, what,
				     "expected a suspended workplace, found resumed without "
				     "suspended");
		standing->suspended = false;
		return true;
	case POMOST__EVENT_AGREEMENT_ENDED:
		if (event->workplace.node)
			return blame(standing, place, event->workplace.node,
				     "expected no workplace beside agreement-ended, found \"%s\"",
				     event->workplace.bytes);
		standing->closed = true;
		return true;
	case POMOST__EVENT_CLOSED:
		standing->closed = true;
		return true;
	default:
		return true;
	}
}

/* The events of one workplace, which pass one by one. */
static bool
check_workplace(struct pomost_case *subject, int32_t place, bool *blamed,
		struct pomost__errors *errors)
{
	struct standing standing = {.subject = subject, .errors = errors, .blamed = blamed};
	const struct pomost__workplace *workplace = &subject->workplaces[place];
	struct pomost__timeline timeline = pomost__timeline_of(subject, place);
	const struct pomost__event *event;
	bool good = true;
	uint32_t at;

	while ((event = pomost__timeline_next(&timeline, &at)) != NULL) {
		if (standing.closed && !event->workplace.node) {
			good &= check_day(&standing, event, at, workplace);
			continue;
		}
		if (standing.closed)
			good = blame(
				&standing, at, event->what.node,
				"expected no event of a workplace that was closed on %s, found "
				"%s",
				standing.last->on.node->text, event->what.node->text);
		else if (!check_day(&standing, event, at, workplace) ||
			 !check_state(&standing, event, at))
			good = false;
		else
			standing.last = event;
	}
	return good;
}

/* Finds the workplace of each event, and counts the events of each. */
static bool
find_workplaces(struct pomost_case *subject, struct pomost__errors *errors)
{
	const struct pomost__list *list = &subject->application.events;
	const struct pomost__event *events = list->items;
	struct pomost__echo echo;
	bool good = true;
	uint32_t place;
	uint32_t i;

	for (i = 0; i < list->count; i++) {
		const struct pomost__text *id = &events[i].workplace;

		subject->events.workplace[i] = -1;
		if (!id->node) {
			subject->events.shared[subject->events.shared_count++] = i;
			continue;
		}
		if (pomost__case_workplace(subject, id->bytes, id->length, &place)) {
			subject->events.workplace[i] = (int32_t)place;
			subject->events.begin[place + 1]++;
			continue;
		}
		pomost__node_fail(errors, subject->file, id->node, POMOST_ERR_REFERENCE,
				  "expected a workplace of the case, found %s",
				  pomost__echo(&echo, id->bytes, id->length));
		good = false;
	}
	return good;
}

/* Puts the places of events that name a workplace together, by workplace. */
static void
gather(struct pomost_case *subject)
{
	uint32_t count = subject->application.events.count;
	uint32_t *begin = subject->events.begin;
	uint32_t i;

	for (i = 0; i < subject->workplace_count; i++)
		begin[i + 1] += begin[i];
	/* From the last back, so that each run ends up in the order of the file. */
	for (i = count; i-- > 0;) {
		int32_t workplace = subject->events.workplace[i];

		if (workplace >= 0)
			subject->events.own[--begin[workplace + 1]] = i;
	}
	/* Each begin is now one place too far to the right. */
	for (i = 0; i < subject->workplace_count; i++)
		begin[i] = begin[i + 1];
	begin[subject->workplace_count] = count - subject->events.shared_count;
}

bool
pomost__timeline_link(struct pomost_case *subject, struct pomost__errors *errors)
{
	uint32_t count = subject->application.events.count;
	bool *blamed;
	bool alike = false;
	bool good = true;
	uint32_t i;

	subject->events = (struct pomost__events){0};
	if (count == 0)
		return true;
	subject->events.own = pomost__arena_alloc(&subject->arena, count, sizeof(uint32_t));
	subject->events.shared = pomost__arena_alloc(&subject->arena, count, sizeof(uint32_t));
	subject->events.workplace = pomost__arena_alloc(&subject->arena, count, sizeof(int32_t));
	subject->events.begin = pomost__arena_alloc(
		&subject->arena, (size_t)subject->workplace_count + 1, sizeof(uint32_t));
	blamed = pomost__arena_alloc(&subject->arena, count, sizeof *blamed);
	if (!subject->events.own || !subject->events.shared || !subject->events.workplace ||
	    !subject->events.begin || !blamed || !find_workplaces(subject, errors))
		return false;
	gather(subject);
	/* Workplaces without events of their own are alike: one of them stands for all. */
	for (i = 0; i < subject->workplace_count; i++) {
		bool has_own = subject->events.begin[i] < subject->events.begin[i + 1];

		if (!has_own && alike)
			continue;
		alike |= !has_own;
		good &= check_workplace(subject, (int32_t)i, blamed, errors);
	}
	return good;
}
