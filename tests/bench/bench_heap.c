/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How many heap calls one assess and free of a case makes, at most of all cases; and the baseline.
 * A program of its own, so that counting costs the measured ones nothing. Only glibc has names for
 * what lies below malloc(); elsewhere this says nothing.
 *
 *     bench_heap DIR
 */
#include <pomost/pomost.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "baseline_mpz.h"
#include "cases.h"

#ifdef __GLIBC__
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static size_t calls;

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *memory, size_t size);

void *
malloc(size_t size)
{
	calls++;
	return __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	calls++;
	return __libc_calloc(count, size);
}

void *
realloc(void *memory, size_t size)
{
	calls++;
	return __libc_realloc(memory, size);
}

static size_t
count_ours(pomost_programme *programme, const struct bench_case *one)
{
	pomost_case *subject;
	pomost_award *award;
	size_t before;

	if (pomost_case_parse(programme, one->text, strlen(one->text), NULL, &subject, NULL) !=
	    POMOST_OK)
		exit(2);
	before = calls;
	if (pomost_case_assess(subject, 0, &award, NULL) != POMOST_OK)
		exit(2);
	pomost_award_free(award);
	before = calls - before;
	pomost_case_free(subject);
	return before;
}

static size_t
count_theirs(const struct mpz_programme *programme, const struct bench_case *one)
{
	size_t before = calls;

	mpz_award_free(mpz_award_compute(programme, one));
	return calls - before;
}

static void
tell_most(pomost_programme *programme, const struct bench_cases *cases)
{
	struct mpz_programme *baseline = mpz_programme_new();
	size_t ours = 0;
	size_t theirs = 0;
	int i;

	for (i = 0; i < cases->count; i++) {
		size_t our = count_ours(programme, &cases->cases[i]);
		size_t their = count_theirs(baseline, &cases->cases[i]);

		if (strcmp(cases->cases[i].set, "capped") == 0)
			continue; /* more than five workplaces */
		ours = our > ours ? our : ours;
		theirs = their > theirs ? their : theirs;
	}
	mpz_programme_free(baseline);
	printf("heap calls of a case\t%zu\t%zu\t1\n", ours, theirs);
}

int
main(int argc, char **argv)
{
	static struct bench_cases cases;
	pomost_programme *programme;
	char path[4096];

	if (argc < 2)
		return 2;
	snprintf(path, sizeof path, "%s/programme.yaml", argv[1]);
	if (pomost_programme_load(path, NULL, &programme, NULL) != POMOST_OK)
		return 2;
	snprintf(path, sizeof path, "%s/cases.csv", argv[1]);
	bench_cases_read(path, &cases);
	tell_most(programme, &cases);
	pomost_programme_unref(programme);
	return 0;
}
#else
int
main(void)
{
	return 0;
}
#endif
