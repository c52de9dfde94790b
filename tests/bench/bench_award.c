/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an award costs, through the public functions of the shared library, beside the baseline in
 * GMP's integers. First both sides write all cases as CSV, and the bytes are compared.
 *
 *     bench_award DIR         rows for run.py; DIR holds programme.yaml and cases.csv
 *     bench_award DIR --csv   the CSV of all cases
 *
 * A piece of work goes through all cases of a set, whose dates and claims differ, so that no branch
 * is learnt by heart.
 */
#include <pomost/pomost.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "baseline_mpz.h"
#include "cases.h"
#include "timing.h"

#define PASSES 4
#define MANY 1000 /* workplaces */
#define CSV_SIZE 65536

/* What the functions measured work on. */
static struct {
	char *text;
	size_t length;
	pomost_programme *programme;
	struct mpz_programme *baseline;
	const struct bench_case *cases;
	pomost_case *subjects[BENCH_CASES];
	pomost_award *awards[BENCH_CASES];
	int count;
	uint32_t flags;
	const char *format;
} now;

/* A benchmark that fails has nothing to say. */
static void
need(int32_t status, pomost_error **error)
{
	if (status == POMOST_OK)
		return;
	fprintf(stderr, "%s: %s\n", pomost_status_name(status), pomost_error_message(*error));
	exit(2);
}

static pomost_case *
parse_case(const char *text)
{
	pomost_case *subject;
	pomost_error *error;

	need(pomost_case_parse(now.programme, text, strlen(text), NULL, &subject, &error), &error);
	return subject;
}

static pomost_award *
assess(pomost_case *subject, uint32_t flags)
{
	pomost_award *award;
	pomost_error *error;

	need(pomost_case_assess(subject, flags, &award, &error), &error);
	return award;
}

static void
run_assess(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < now.count; i++)
			pomost_award_free(assess(now.subjects[i], now.flags));
	}
}

static void
run_baseline(void)
{
	int pass;
	int i;

	for (pass = 0; pass < PASSES; pass++) {
		for (i = 0; i < now.count; i++)
			mpz_award_free(mpz_award_compute(now.baseline, &now.cases[i]));
	}
}

static void
run_report(void)
{
	pomost_error *error;
	char *text;
	int i;

	for (i = 0; i < now.count; i++) {
		need(pomost_award_report(now.awards[i], now.format, &text, NULL, &error), &error);
		pomost_text_free(text);
	}
}

static void
run_parse_programme(void)
{
	pomost_programme *programme;
	pomost_error *error;

	need(pomost_programme_parse(now.text, now.length, NULL, NULL, &programme, &error), &error);
	pomost_programme_unref(programme);
}

static void
run_parse_case(void)
{
	int i;

	for (i = 0; i < now.count; i++)
		pomost_case_free(parse_case(now.cases[i].text));
}

static void
open_set(const struct bench_cases *cases, const char *set)
{
	int i;

	now.cases = bench_cases_set(cases, set, &now.count);
	for (i = 0; i < now.count; i++) {
		now.subjects[i] = parse_case(now.cases[i].text);
		now.awards[i] = assess(now.subjects[i], 0);
	}
}

static void
close_set(void)
{
	int i;

	for (i = 0; i < now.count; i++) {
		pomost_award_free(now.awards[i]);
		pomost_case_free(now.subjects[i]);
	}
	now.count = 0;
}

/* Says the first line that differs. */
static void
tell_difference(const char *id, const char *ours, const char *theirs)
{
	size_t begin = 0;
	size_t i;

	for (i = 0; ours[i] == theirs[i]; i++) {
		if (ours[i] == '\n')
			begin = i + 1;
	}
	fprintf(stderr, "%s: the library and the mpz baseline disagree\n- %.*s\n+ %.*s\n", id,
		(int)strcspn(ours + begin, "\n"), ours + begin, (int)strcspn(theirs + begin, "\n"),
		theirs + begin);
}

/* Both sides write the same bytes; `out` receives them, if it is not NULL. */
static int
agrees(const struct bench_case *one, FILE *out)
{
	static char theirs[CSV_SIZE];
	pomost_case *subject = parse_case(one->text);
	pomost_award *award = assess(subject, 0);
	struct mpz_award *baseline = mpz_award_compute(now.baseline, one);
	pomost_error *error;
	size_t length;
	char *ours;
	int same;

	need(pomost_award_report(award, "csv", &ours, &length, &error), &error);
	same = mpz_award_csv(baseline, theirs) == length && memcmp(ours, theirs, length) == 0;
	if (!same)
		tell_difference(one->id, ours, theirs);
	if (out)
		fwrite(ours, 1, length, out);
	pomost_text_free(ours);
	mpz_award_free(baseline);
	pomost_award_free(award);
	pomost_case_free(subject);
	return same;
}

static void
compare_set(const struct bench_cases *cases, const char *set, const char *name, double wanted)
{
	static void (*const work[])(void) = {run_assess, run_baseline};
	struct bench_time times[2];

	open_set(cases, set);
	now.flags = 0;
	bench_measure(work, 2, 100, PASSES * now.count, times);
	bench_tell(name, &times[0], &times[1], wanted);
	close_set();
}

/* A row without a baseline. */
static void
tell_alone(const char *name, void (*work)(void), int runs, double units)
{
	void (*const ways[])(void) = {work};
	struct bench_time time;

	bench_measure(ways, 1, runs, units, &time);
	bench_tell(name, &time, NULL, 0);
}

static void
tell_others(const struct bench_cases *cases)
{
	open_set(cases, "five-days");
	now.flags = POMOST_EXPLAIN;
	tell_alone("case with explanations", run_assess, 12, PASSES * now.count);
	now.format = "json";
	tell_alone("JSON report of a case", run_report, 20, now.count);
	now.format = "csv";
	tell_alone("CSV report of a case", run_report, 20, now.count);
	tell_alone("reading a case", run_parse_case, 20, now.count);
	tell_alone("reading a programme", run_parse_programme, 200, 1);
	close_set();
}

/* A case of many workplaces; `step` is 1 where each has a first day of its own. */
static void
tell_many(const char *name, int step)
{
	static char text[MANY * 80 + 256];
	size_t rows;
	pomost_error *error;
	int at = sprintf(text, "pomost: 1\nid: many\nprogramme: bench\nagreement: 2017-03-15\n"
			       "decisions: {extension: 2017-03-15}\nworkplaces:\n");
	int i;

	for (i = 0; i < MANY; i++)
		at += sprintf(text + at,
			      "  - {count: 1, employed: %d-%02d-%02d, job-fraction: 1}\n",
			      2017 + i * step / 336, i * step / 28 % 12 + 1, i * step % 28 + 1);
	now.subjects[0] = parse_case(text);
	now.awards[0] = assess(now.subjects[0], 0);
	now.count = 1;
	now.flags = 0;
	need(pomost_award_rows(now.awards[0], "instalments", &rows, &error), &error);
	tell_alone(name, run_assess, 20, PASSES * (double)rows);
	close_set();
}

int
main(int argc, char **argv)
{
	static struct bench_cases cases;
	char path[4096];
	FILE *out = argc > 2 && strcmp(argv[2], "--csv") == 0 ? stdout : NULL;
	int differ = 0;
	pomost_error *error;
	int i;

	if (argc < 2) {
		fputs("usage: bench_award DIR [--csv]\n", stderr);
		return 2;
	}
	snprintf(path, sizeof path, "%s/programme.yaml", argv[1]);
	now.text = bench_file_read(path, &now.length);
	need(pomost_programme_parse(now.text, now.length, path, NULL, &now.programme, &error),
	     &error);
	now.baseline = mpz_programme_new();
	snprintf(path, sizeof path, "%s/cases.csv", argv[1]);
	bench_cases_read(path, &cases);
	for (i = 0; i < cases.count; i++)
		differ += !agrees(&cases.cases[i], out);
	if (!out && !differ) {
		compare_set(&cases, "one-day", "case, one first day", 20);
		compare_set(&cases, "five-days", "case, five first days", 0);
		tell_others(&cases);
		tell_many("row of 1000 workplaces, one first day", 0);
		tell_many("row of 1000 workplaces, 1000 first days", 1);
	}
	mpz_programme_free(now.baseline);
	pomost_programme_unref(now.programme);
	free(now.text);
	return differ ? 1 : 0;
}
