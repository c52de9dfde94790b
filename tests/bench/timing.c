/* SPDX-License-Identifier: Apache-2.0 */
#include "timing.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
nanoseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int
compare(const void *left, const void *right)
{
	const double *a = left;
	const double *b = right;

	return (*a > *b) - (*a < *b);
}

void
bench_measure(void (*const work[])(void), int ways, int runs, double units,
	      struct bench_time times[])
{
	static double samples[BENCH_WAYS][BENCH_RUNS_MAX];
	int run;
	int way;

	for (way = 0; way < ways; way++)
		work[way]();
	for (run = 0; run < runs; run++) {
		for (way = 0; way < ways; way++) {
			double begin = nanoseconds();

			work[way]();
			samples[way][run] = (nanoseconds() - begin) / units;
		}
	}
	for (way = 0; way < ways; way++) {
		qsort(samples[way], (size_t)runs, sizeof samples[way][0], compare);
		times[way].least = samples[way][0];
		times[way].median = samples[way][runs / 2];
	}
}

void
bench_tell(const char *name, const struct bench_time *ours, const struct bench_time *other,
	   double wanted)
{
	printf("%s\t%.3f\t%.3f\t", name, ours->least, ours->median);
	if (other)
		printf("%.3f\t%.3f\t%g\n", other->least, other->median, wanted);
	else
		printf("\t\t\n");
}
