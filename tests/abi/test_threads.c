/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sixteen threads with one programme and one award: each builds and assesses cases of its own,
 * reads the shared ones, and takes and gives back references.
 */
#include <pthread.h>

#include "harness.h"

#define THREADS 16
#define ROUNDS 40

static pomost_programme *jowes;
static pomost_award *shared;
static char *expected_shared;
static char *expected[8]; /* by the number of workplaces */

struct thread {
	pthread_t thread;
	int number;
	int failures;
};

/* A case of `count` workplaces; its award as JSON. */
static char *
award_text(int count)
{
	char text[256];
	pomost_case *subject;
	pomost_error *error;
	char *json = NULL;
	int length = snprintf(text, sizeof text,
			      "{pomost: 1, id: c, programme: jowes, decisions: {extension: "
			      "2017-09-20}, workplaces: [{count: %d, employed: 2017-01-31, "
			      "job-fraction: 1}]}",
			      count);

	if (pomost_case_parse(jowes, text, (size_t)length, "case", &subject, &error) == POMOST_OK)
		json = json_of(subject);
	pomost_case_free(subject);
	return json;
}

static bool
same(char *text, const char *other)
{
	bool good = text && strcmp(text, other) == 0;

	pomost_text_free(text);
	return good;
}

/* A case that is refused, with an error object of the thread's own. */
static bool
is_refused(void)
{
	static const char text[] = "{pomost: 1, id: c, programme: jowes, agreement: 2017-02-29, "
				   "workplaces: [{id: w, job-fraction: 2}]}";
	pomost_case *subject;
	pomost_error *error;
	bool good;

	good = pomost_case_parse(jowes, text, sizeof text - 1, NULL, &subject, &error) ==
		       POMOST_ERR_DATE &&
	       pomost_error_next(error) && strstr(pomost_error_message(error), "2017-02-29");
	pomost_error_free(error);
	return good;
}

static void *
work(void *argument)
{
	struct thread *thread = argument;
	const int64_t *total;
	char *text;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		int count = (thread->number + i) % 7 + 1;

		pomost_programme_ref(jowes);
		thread->failures += !same(award_text(count), expected[count]);
		thread->failures += !is_refused();
		text = NULL;
		pomost_award_report(shared, i % 2 ? "json" : "csv", &text, NULL, NULL);
		thread->failures +=
			i % 2 ? !same(text, expected_shared) : (pomost_text_free(text), 0);
		thread->failures += pomost_award_column_i64(shared, "award", "total", &total,
							    NULL) != POMOST_OK ||
				    *total != 19500000;
		text = NULL;
		pomost_programme_report(jowes, "json", &text, NULL, NULL);
		thread->failures += !text;
		pomost_text_free(text);
		pomost_programme_unref(jowes);
	}
	return NULL;
}

static void
test_threads(void)
{
	static struct thread threads[THREADS];
	int i;

	for (i = 0; i < THREADS; i++) {
		threads[i].number = i;
		if (pthread_create(&threads[i].thread, NULL, work, &threads[i]) != 0)
			bail_out("a thread", NULL);
	}
	for (i = 0; i < THREADS; i++) {
		pthread_join(threads[i].thread, NULL);
		CHECK_EQUAL(threads[i].failures, 0);
	}
}

/* The last reference may be given back by any thread. */
static void *
give_back(void *argument)
{
	pomost_programme_unref(argument);
	return NULL;
}

static void
test_references(void)
{
	int round;

	for (round = 0; round < 20; round++) {
		pomost_programme *programme = load_jowes();
		pthread_t threads[THREADS];
		int i;

		for (i = 0; i < THREADS; i++) {
			pomost_programme_ref(programme);
			if (pthread_create(&threads[i], NULL, give_back, programme) != 0)
				bail_out("a thread", NULL);
		}
		pomost_programme_unref(programme);
		for (i = 0; i < THREADS; i++)
			pthread_join(threads[i], NULL);
	}
	CHECK(true);
}

int
main(void)
{
	static const struct test tests[] = {
		{"sixteen threads", test_threads},
		{"references", test_references},
	};
	pomost_case *subject;
	int status;
	int i;

	jowes = load_jowes();
	for (i = 1; i < 8; i++)
		expected[i] = award_text(i);
	subject = parse_case(jowes, "{pomost: 1, id: s, programme: jowes, decisions: {extension: "
				    "true}, workplaces: [{count: 5, employed: 2017-04-01, "
				    "job-fraction: 1}]}");
	expected_shared = json_of(subject);
	if (pomost_case_assess(subject, 0, &shared, NULL) != POMOST_OK)
		bail_out("the shared award", NULL);
	pomost_case_free(subject);
	status = run_tests(tests, COUNT(tests));
	pomost_award_free(shared);
	pomost_text_free(expected_shared);
	for (i = 1; i < 8; i++)
		pomost_text_free(expected[i]);
	pomost_programme_unref(jowes);
	return status;
}
