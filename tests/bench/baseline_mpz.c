/* SPDX-License-Identifier: Apache-2.0 */
#include "baseline_mpz.h"

#include <gmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PHASES 3
#define PARTS 3 /* grant, basic, extended */
#define FUNDS 3 /* the last takes the rest */
#define ROWS 13 /* the most that a workplace has */

struct phase {
	int part;
	int months;
	bool requires_extension;
	mpz_t amount;
};

struct mpz_programme {
	mpz_t grant;
	mpz_t limit; /* grants of an entity together */
	struct phase phases[PHASES];
	unsigned long shares[FUNDS - 1]; /* of 100 */
};

struct row {
	int workplace;
	int part;
	int month;
	int32_t from;
	int32_t to;
	int32_t due;
	bool ceiling;
	mpz_t amount;
	mpz_t funds[FUNDS];
};

struct sums {
	mpz_t grant;
	mpz_t bridging;
	mpz_t total;
};

struct mpz_award {
	char id[16];
	int workplace_count;
	int row_count;
	struct row *rows;
	struct sums *workplaces;
	struct sums sums;
	mpz_t requested;
	mpz_t parts[PARTS];
	mpz_t funds[FUNDS];
	mpz_t cap_before;
	mpz_t cap_after;
};

/* When a row of a workplace begins, ends and is due. */
struct dates {
	int phase; /* -1: the grant */
	int month;
	int32_t from;
	int32_t to;
	int32_t due;
};

static const char *const part_names[PARTS] = {"grant", "basic", "extended"};

struct mpz_programme *
mpz_programme_new(void)
{
	static const struct {
		int part;
		int months;
		bool requires_extension;
		unsigned long amount;
	} phases[PHASES] = {{1, 6, false, 175000}, {2, 3, true, 100000}, {2, 3, true, 50000}};
	struct mpz_programme *programme = malloc(sizeof *programme);
	int i;

	if (!programme)
		return NULL;
	mpz_init_set_ui(programme->grant, 2400000);
	mpz_init_set_ui(programme->limit, 12000000);
	programme->shares[0] = 85;
	programme->shares[1] = 10;
	for (i = 0; i < PHASES; i++) {
		programme->phases[i].part = phases[i].part;
		programme->phases[i].months = phases[i].months;
		programme->phases[i].requires_extension = phases[i].requires_extension;
		mpz_init_set_ui(programme->phases[i].amount, phases[i].amount);
	}
	return programme;
}

void
mpz_programme_free(struct mpz_programme *programme)
{
	int i;

	mpz_clears(programme->grant, programme->limit, NULL);
	for (i = 0; i < PHASES; i++)
		mpz_clear(programme->phases[i].amount);
	free(programme);
}

static int
month_length(int year, int month)
{
	static const signed char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return lengths[month - 1] + (month == 2 && leap);
}

static void
civil_of(int32_t day, int *year, int *month, int *of_month)
{
	int count = day + 719468;
	int era = count / 146097;
	int of_era = count % 146097;
	int of_era_year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * of_era_year + of_era_year / 4 - of_era_year / 100);
	int march = (5 * of_year + 2) / 153;

	*of_month = of_year - (153 * march + 2) / 5 + 1;
	*month = march < 10 ? march + 3 : march - 9;
	*year = of_era_year + era * 400 + (*month <= 2);
}

/* The first day of a month from 1, clamped; the last day of its calendar month. */
static int32_t
month_start(int year, int month, int day, int number, int32_t *last)
{
	int count = year * 12 + month - 1 + number - 1;
	int length = month_length(count / 12, count % 12 + 1);
	int32_t first = bench_day(count / 12, count % 12 + 1, 1);

	*last = first + length - 1;
	return first + (day < length ? day : length) - 1;
}

/* The dates of one workplace. Returns how many rows it has. */
static int
find_dates(const struct mpz_programme *programme, const struct bench_case *subject,
	   int32_t employed, struct dates *dates)
{
	int count = 0;
	int next = 1; /* month */
	int year;
	int month;
	int day;
	int i;
	int j;

	civil_of(employed, &year, &month, &day);
	dates[count++] = (struct dates){-1, 0, BENCH_NO_DAY, BENCH_NO_DAY, subject->agreement};
	for (i = 0; i < PHASES; i++) {
		const struct phase *phase = &programme->phases[i];
		int32_t last;
		int32_t from;

		if (phase->requires_extension && subject->extension == BENCH_NO_DAY)
			continue;
		from = month_start(year, month, day, next, &last);
		/* With the first month that begins on or after the day decided. */
		while (phase->requires_extension && from < subject->extension)
			from = month_start(year, month, day, ++next, &last);
		for (j = 0; j < phase->months; j++) {
			int32_t next_last;
			int32_t to = month_start(year, month, day, ++next, &next_last);

			dates[count++] = (struct dates){i, next - 1, from, to - 1, last};
			from = to;
			last = next_last;
		}
	}
	return count;
}

static void
set_row(const struct mpz_programme *programme, const struct bench_case *subject, int workplace,
	const struct dates *dates, struct row *row)
{
	int64_t claim = subject->workplaces[workplace].requested;
	int i;

	row->workplace = workplace;
	row->month = dates->month;
	row->from = dates->from;
	row->to = dates->to;
	row->due = dates->due;
	if (dates->phase >= 0) {
		row->part = programme->phases[dates->phase].part;
		row->ceiling = false;
		mpz_init_set(row->amount, programme->phases[dates->phase].amount);
	} else {
		row->part = 0;
		row->ceiling = claim == BENCH_NO_CLAIM;
		if (row->ceiling || mpz_cmp_si(programme->grant, (long)claim) < 0)
			mpz_init_set(row->amount, programme->grant);
		else
			mpz_init_set_si(row->amount, (long)claim);
	}
	for (i = 0; i < FUNDS; i++)
		mpz_init(row->funds[i]);
}

/*
 * Rows by due day, on one day workplace by workplace. Those of each workplace are in order, so
 * they are merged; that of the grant is due on the agreement.
 */
static void
schedule(const struct mpz_programme *programme, const struct bench_case *subject,
	 struct mpz_award *award)
{
	struct dates dates[BENCH_WORKPLACES][ROWS];
	const struct dates *next[BENCH_WORKPLACES];
	const struct dates *end[BENCH_WORKPLACES];
	int i;

	for (i = 0; i < subject->count; i++) {
		next[i] = dates[i];
		end[i] = dates[i] +
			 find_dates(programme, subject, subject->workplaces[i].employed, dates[i]);
	}
	for (;;) {
		int first = -1;

		for (i = 0; i < subject->count; i++) {
			if (next[i] < end[i] && (first < 0 || next[i]->due < next[first]->due))
				first = i;
		}
		if (first < 0)
			return;
		set_row(programme, subject, first, next[first]++, &award->rows[award->row_count++]);
	}
}

/* What is claimed for grants, or the ceiling where nothing is. */
static void
request(const struct mpz_programme *programme, const struct bench_case *subject,
	struct mpz_award *award)
{
	int i;

	for (i = 0; i < subject->count; i++) {
		int64_t claim = subject->workplaces[i].requested;

		if (claim == BENCH_NO_CLAIM)
			mpz_add(award->requested, award->requested, programme->grant);
		else
			mpz_add_ui(award->requested, award->requested, (unsigned long)claim);
	}
}

/* Shares the limit among the grants by largest remainder, ties to the earlier workplace. */
static void
trim_grants(const struct mpz_programme *programme, struct mpz_award *award)
{
	struct row *grants[BENCH_WORKPLACES];
	mpz_t remainders[BENCH_WORKPLACES];
	mpz_t left;
	int i;

	mpz_init_set(left, programme->limit);
	for (i = 0; i < award->row_count; i++) {
		if (award->rows[i].part == 0)
			grants[award->rows[i].workplace] = &award->rows[i];
	}
	for (i = 0; i < award->workplace_count; i++) {
		mpz_init(remainders[i]);
		mpz_mul(grants[i]->amount, grants[i]->amount, programme->limit);
		mpz_tdiv_qr(grants[i]->amount, remainders[i], grants[i]->amount, award->cap_before);
		mpz_sub(left, left, grants[i]->amount);
	}
	for (; mpz_sgn(left) > 0; mpz_sub_ui(left, left, 1)) {
		int most = 0;

		for (i = 1; i < award->workplace_count; i++) {
			if (mpz_cmp(remainders[i], remainders[most]) > 0)
				most = i;
		}
		mpz_add_ui(grants[most]->amount, grants[most]->amount, 1);
		mpz_set_si(remainders[most], -1);
	}
	for (i = 0; i < award->workplace_count; i++)
		mpz_clear(remainders[i]);
	mpz_clear(left);
}

static void
apply_cap(const struct mpz_programme *programme, struct mpz_award *award)
{
	int i;

	for (i = 0; i < award->row_count; i++) {
		if (award->rows[i].part == 0)
			mpz_add(award->cap_before, award->cap_before, award->rows[i].amount);
	}
	if (mpz_cmp(award->cap_before, programme->limit) > 0) {
		trim_grants(programme, award);
		mpz_set(award->cap_after, programme->limit);
	} else {
		mpz_set(award->cap_after, award->cap_before);
	}
}

/* Each fund but the last: round(share × running total) less what it has had; half goes up. */
static void
finance(const struct mpz_programme *programme, struct mpz_award *award)
{
	mpz_t running;
	mpz_t left;
	int i;
	int fund;

	mpz_inits(running, left, NULL);
	for (i = 0; i < award->row_count; i++) {
		struct row *row = &award->rows[i];

		mpz_add(running, running, row->amount);
		mpz_set(left, row->amount);
		for (fund = 0; fund < FUNDS - 1; fund++) {
			mpz_ptr part = row->funds[fund];

			mpz_mul_ui(part, running, programme->shares[fund]);
			mpz_add_ui(part, part, 50);
			mpz_tdiv_q_ui(part, part, 100);
			mpz_sub(part, part, award->funds[fund]);
			if (mpz_sgn(part) < 0)
				mpz_set_ui(part, 0);
			else if (mpz_cmp(part, left) > 0)
				mpz_set(part, left);
			mpz_sub(left, left, part);
			mpz_add(award->funds[fund], award->funds[fund], part);
		}
		mpz_set(row->funds[FUNDS - 1], left);
		mpz_add(award->funds[FUNDS - 1], award->funds[FUNDS - 1], left);
	}
	mpz_clears(running, left, NULL);
}

static void
sum_up(struct mpz_award *award)
{
	int i;

	for (i = 0; i < award->row_count; i++) {
		const struct row *row = &award->rows[i];
		struct sums *sums = &award->workplaces[row->workplace];
		mpz_ptr sum = row->part == 0 ? sums->grant : sums->bridging;

		mpz_add(award->parts[row->part], award->parts[row->part], row->amount);
		mpz_add(sum, sum, row->amount);
	}
	for (i = 0; i < award->workplace_count; i++) {
		struct sums *sums = &award->workplaces[i];

		mpz_add(sums->total, sums->grant, sums->bridging);
	}
	mpz_set(award->sums.grant, award->parts[0]);
	mpz_add(award->sums.bridging, award->parts[1], award->parts[2]);
	mpz_add(award->sums.total, award->sums.grant, award->sums.bridging);
}

static void
init_sums(struct sums *sums)
{
	mpz_init(sums->grant);
	mpz_init(sums->bridging);
	mpz_init(sums->total);
}

static void
clear_sums(struct sums *sums)
{
	mpz_clear(sums->grant);
	mpz_clear(sums->bridging);
	mpz_clear(sums->total);
}

static struct mpz_award *
create(const struct bench_case *subject)
{
	struct mpz_award *award = calloc(1, sizeof *award);
	int i;

	if (!award)
		return NULL;
	memcpy(award->id, subject->id, sizeof award->id);
	award->workplace_count = subject->count;
	award->rows = malloc((size_t)subject->count * ROWS * sizeof *award->rows);
	award->workplaces = malloc((size_t)subject->count * sizeof *award->workplaces);
	if (!award->rows || !award->workplaces) {
		free(award->rows);
		free(award->workplaces);
		free(award);
		return NULL;
	}
	for (i = 0; i < subject->count; i++)
		init_sums(&award->workplaces[i]);
	init_sums(&award->sums);
	mpz_init(award->requested);
	mpz_init(award->cap_before);
	mpz_init(award->cap_after);
	for (i = 0; i < PARTS; i++)
		mpz_init(award->parts[i]);
	for (i = 0; i < FUNDS; i++)
		mpz_init(award->funds[i]);
	return award;
}

struct mpz_award *
mpz_award_compute(const struct mpz_programme *programme, const struct bench_case *subject)
{
	struct mpz_award *award = create(subject);

	if (!award)
		return NULL;
	schedule(programme, subject, award);
	request(programme, subject, award);
	apply_cap(programme, award);
	finance(programme, award);
	sum_up(award);
	return award;
}

void
mpz_award_free(struct mpz_award *award)
{
	int i;
	int fund;

	for (i = 0; i < award->row_count; i++) {
		mpz_clear(award->rows[i].amount);
		for (fund = 0; fund < FUNDS; fund++)
			mpz_clear(award->rows[i].funds[fund]);
	}
	for (i = 0; i < award->workplace_count; i++)
		clear_sums(&award->workplaces[i]);
	clear_sums(&award->sums);
	mpz_clears(award->requested, award->cap_before, award->cap_after, NULL);
	for (i = 0; i < PARTS; i++)
		mpz_clear(award->parts[i]);
	for (i = 0; i < FUNDS; i++)
		mpz_clear(award->funds[i]);
	free(award->rows);
	free(award->workplaces);
	free(award);
}

static size_t
write_day(char *buffer, int32_t day)
{
	int year;
	int month;
	int of_month;

	if (day == BENCH_NO_DAY)
		return 0;
	civil_of(day, &year, &month, &of_month);
	return (size_t)sprintf(buffer, "%04d-%02d-%02d", year, month, of_month);
}

static size_t
write_money(char *buffer, mpz_srcptr amount)
{
	return (size_t)sprintf(buffer, "%lu.%02lu", mpz_get_ui(amount) / 100,
			       mpz_get_ui(amount) % 100);
}

size_t
mpz_award_csv(const struct mpz_award *award, char *buffer)
{
	size_t at = (size_t)sprintf(buffer, "workplace,part,month,from,to,due,amount,ceiling,"
					    "financing.EU,financing.state,financing.region\n");
	int i;
	int fund;

	for (i = 0; i < award->row_count; i++) {
		const struct row *row = &award->rows[i];

		at += (size_t)sprintf(buffer + at, "w%d,%s,%d,", row->workplace + 1,
				      part_names[row->part], row->month);
		at += write_day(buffer + at, row->from);
		buffer[at++] = ',';
		at += write_day(buffer + at, row->to);
		buffer[at++] = ',';
		at += write_day(buffer + at, row->due);
		buffer[at++] = ',';
		at += write_money(buffer + at, row->amount);
		at += (size_t)sprintf(buffer + at, row->ceiling ? ",true" : ",false");
		for (fund = 0; fund < FUNDS; fund++) {
			buffer[at++] = ',';
			at += write_money(buffer + at, row->funds[fund]);
		}
		buffer[at++] = '\n';
	}
	buffer[at] = '\0';
	return at;
}
