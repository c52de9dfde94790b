/* SPDX-License-Identifier: Apache-2.0 */
/* The cases of the benchmark, from cases.csv: what each side computes. */
#ifndef POMOST_BENCH_CASES_H
#define POMOST_BENCH_CASES_H

#include <stddef.h>
#include <stdint.h>

#define BENCH_WORKPLACES 8
#define BENCH_CASES 96
#define BENCH_NO_DAY INT32_MIN
#define BENCH_NO_CLAIM (-1)

struct bench_workplace {
	int32_t employed;
	int64_t requested; /* minor units, or BENCH_NO_CLAIM */
};

/*
 * Workplaces are named w1, w2, … by their place. Days are days since 1970-01-01. No first day is
 * before the agreement.
 */
struct bench_case {
	char set[16];
	char id[16];
	int32_t agreement;
	int32_t extension; /* the day decided, or BENCH_NO_DAY */
	int count;
	struct bench_workplace workplaces[BENCH_WORKPLACES];
	char text[2048]; /* the same as a file for the library */
};

/* The cases of one set follow each other. */
struct bench_cases {
	int count;
	struct bench_case cases[BENCH_CASES];
};

/* Days since 1970-01-01 of a date of the Gregorian calendar. */
int32_t bench_day(int year, int month, int day);

/* Ends the program with a message if the file cannot be read or is malformed. */
void bench_cases_read(const char *path, struct bench_cases *cases);

/* The cases of a set: the first, and how many. */
const struct bench_case *bench_cases_set(const struct bench_cases *cases, const char *set,
					 int *count);

/* The bytes of a file, with a NUL after the last; freed by free(). */
char *bench_file_read(const char *path, size_t *length);

#endif
