/* SPDX-License-Identifier: Apache-2.0 */
/* Measuring ways of doing the same work in turns, and telling run.py. */
#ifndef POMOST_BENCH_TIMING_H
#define POMOST_BENCH_TIMING_H

#define BENCH_WAYS 2
#define BENCH_RUNS_MAX 1000

/* Nanoseconds. The least is the undisturbed time; the median shows how far from it runs were. */
struct bench_time {
	double least;
	double median;
};

/*
 * Runs `ways` functions in turns, `runs` times; each call of one does `units` pieces of work. Gives
 * the time of one piece.
 */
void bench_measure(void (*const work[])(void), int ways, int runs, double units,
		   struct bench_time times[]);

/*
 * One row for run.py: tabs between its name, our time, the other's and how many times faster ours
 * has to be; 0 where nothing is asked. `other` may be NULL.
 */
void bench_tell(const char *name, const struct bench_time *ours, const struct bench_time *other,
		double wanted);

#endif
