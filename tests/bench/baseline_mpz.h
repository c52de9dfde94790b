/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The baseline: the same award with GMP's integers, as a careful programmer writes it. Every
 * figure of the result is an mpz_t of minor units that the award owns; arrays of structs, three
 * blocks of memory; intermediates are reused; products by small numbers use GMP's `_ui` functions.
 * It is written for the one shape of programme.yaml and reads no rules, checks nothing, explains
 * nothing and lists no assumptions: it has less to do than the library.
 */
#ifndef POMOST_BENCH_BASELINE_MPZ_H
#define POMOST_BENCH_BASELINE_MPZ_H

#include <stddef.h>

#include "cases.h"

struct mpz_programme;
struct mpz_award;

struct mpz_programme *mpz_programme_new(void);

void mpz_programme_free(struct mpz_programme *programme);

/* NULL when memory ran out. */
struct mpz_award *mpz_award_compute(const struct mpz_programme *programme,
				    const struct bench_case *subject);

void mpz_award_free(struct mpz_award *award);

/* The instalments as CSV, into a buffer that is large enough. Returns the length. */
size_t mpz_award_csv(const struct mpz_award *award, char *buffer);

#endif
