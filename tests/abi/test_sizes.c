/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The largest cases that the limits let through, each settled in a process of its own: it ends within seconds, the call
 * takes less than 128 MiB (an award alone takes 64), with a settlement or with an error that names a limit.
 */
#define _DEFAULT_SOURCE

#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "text.h"

#define SECONDS 5
#define MEBIBYTES 128

/* A sanitizer takes memory and time of its own. */
#if defined(__SANITIZE_ADDRESS__)
#define MEASURED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEASURED 0
#endif
#endif
#if !defined(MEASURED)
#define MEASURED 1
#endif

struct size {
	const char *label;
	int months, workplaces;
	const char *amount;
	bool is_moved, is_repaid;
	void (*events)(struct text *text, int workplaces);
	void (*payments)(struct text *text);
	int rates; /* of interest, up to the year 2020 */
};

static const char *
day_text(int32_t day)
{
	static char texts[2][POMOST_DATE_TEXT];
	static int turn;

	turn ^= 1;
	if (pomost_date_format(day_of(2000, 1, 1) + day, texts[turn], NULL) != POMOST_OK)
		bail_out("a day", NULL);
	return texts[turn];
}

static void
no_events(struct text *text, int workplaces)
{
	(void)text;
	(void)workplaces;
}

static void
all_closed(struct text *text, int workplaces)
{
	(void)workplaces;
	add(text, "events: [{on: 2001-06-15, what: agreement-ended}]\n");
}

static void
each(struct text *text, int workplaces, const char *what)
{
	int i;

	add(text, "events:\n");
	for (i = 1; i <= workplaces; i++)
		add(text, "- {on: 2000-06-15, what: %s, workplace: w%d}\n", what, i);
}

static void
each_closed(struct text *text, int workplaces)
{
	each(text, workplaces, "closed");
}

static void
each_vacated(struct text *text, int workplaces)
{
	each(text, workplaces, "vacated");
}

/* A suspension of a day every third day, of one workplace or of all. */
static void
suspend(struct text *text, const char *whom, int count)
{
	int i;

	add(text, "events:\n");
	for (i = 0; i < count; i++)
		add(text, "- {on: %s, what: suspended%s}\n- {on: %s, what: resumed%s}\n",
		    day_text(3 * i), whom, day_text(3 * i + 1), whom);
}

static void
all_suspended(struct text *text, int workplaces)
{
	(void)workplaces;
	suspend(text, "", 5000);
}

static void
one_suspended(struct text *text, int workplaces)
{
	(void)workplaces;
	suspend(text, ", workplace: w1", 4999);
	add(text, "- {on: 2090-01-01, what: closed, workplace: w1}\n");
}

static void
change_fractions(struct text *text, const char *whom, int days)
{
	int i;

	add(text, "events:\n");
	for (i = 0; i < 10000; i++)
		add(text, "- {on: %s, what: job-fraction, to: %s%s}\n", day_text(i * days / 10),
		    i % 2 ? "1/2" : "3/4", whom);
}

static void
one_by_fraction(struct text *text, int workplaces)
{
	(void)workplaces;
	change_fractions(text, ", workplace: w1", 30);
}

static void
all_by_fraction(struct text *text, int workplaces)
{
	(void)workplaces;
	change_fractions(text, "", 1);
}

static void
pay(struct text *text, const char *date, const char *amount, bool is_named)
{
	int i;

	add(text, "date,amount,reference%s\n", is_named ? ",workplace" : "");
	for (i = 0; i < (is_named ? 24000 : 33000); i++) {
		add(text, "%s,%s,%d", date, amount, i % 10);
		if (is_named)
			add(text, ",w%d", i % 10000 + 1);
		add(text, "\n");
	}
}

static void
pay_unknown(struct text *text)
{
	pay(text, "2000-01-31", "3.01", false);
}

static void
pay_unknown_late(struct text *text)
{
	pay(text, "2005-01-31", "3.01", false);
}

static void
pay_ambiguous(struct text *text)
{
	pay(text, "2000-01-31", "1750", false);
}

static void
pay_ambiguous_late(struct text *text)
{
	pay(text, "2005-01-31", "1750", false);
}

static void
pay_named(struct text *text)
{
	pay(text, "2000-01-31", "1750", true);
}

static void
pay_named_late(struct text *text)
{
	pay(text, "2005-01-31", "1750", true);
}

#define FLAT "1750"
#define BY_FRACTION "{times: [1750, job-fraction]}"

static const struct size sizes[] = {
	{"no events", 25, 10000, FLAT, true, true, no_events, NULL, 0},
	{"all closed at once", 25, 10000, FLAT, true, true, all_closed, NULL, 0},
	{"each closed", 25, 10000, FLAT, true, true, each_closed, NULL, 0},
	{"each of one month closed", 1, 10000, FLAT, true, true, each_closed, NULL, 0},
	{"all closed, interest", 25, 10000, FLAT, true, true, all_closed, NULL, 40},
	{"each closed, interest", 25, 10000, FLAT, true, true, each_closed, NULL, 40},
	{"each closed, interest by many rates", 25, 10000, FLAT, true, true, each_closed, NULL,
	 7000},
	{"each vacated", 24, 10000, FLAT, true, true, each_vacated, NULL, 0},
	{"all suspended", 20, 10000, FLAT, true, true, all_suspended, NULL, 0},
	{"all suspended, nothing moved", 25, 10000, FLAT, false, true, all_suspended, NULL, 0},
	{"one suspended", 600, 1, FLAT, true, false, one_suspended, NULL, 0},
	{"one suspended, and paid back", 600, 1, FLAT, true, true, one_suspended, NULL, 0},
	{"one with other fractions", 1200, 1, BY_FRACTION, true, false, one_by_fraction, NULL, 0},
	{"all with other fractions", 25, 10000, BY_FRACTION, true, false, all_by_fraction, NULL, 0},
	{"payments that fit nothing", 25, 10000, FLAT, true, true, no_events, pay_unknown, 0},
	{"the same, late", 25, 10000, FLAT, true, true, no_events, pay_unknown_late, 0},
	{"payments that fit many", 25, 10000, FLAT, true, true, no_events, pay_ambiguous, 0},
	{"the same, late", 25, 10000, FLAT, true, true, no_events, pay_ambiguous_late, 0},
	{"payments that name workplaces", 25, 10000, FLAT, true, true, no_events, pay_named, 0},
	{"the same, late", 25, 10000, FLAT, true, true, no_events, pay_named_late, 0},
};

/* Rates that change every few days; NULL where there is no interest. */
static pomost_series *
make_rates(const struct size *size)
{
	struct text text = {0};
	pomost_series *series = NULL;
	pomost_error *error;
	int i;

	if (size->rates == 0)
		return NULL;
	add(&text, "pomost: 1\nseries: rates\nunit: a year\nsource: s\nknown-to: 2030-12-31\n"
		   "rows:\n");
	for (i = 0; i < size->rates; i++)
		add(&text, "- {from: %s, value: %d%%}\n", day_text(i * 7000 / size->rates),
		    5 + i % 9);
	if (pomost_series_new(&series, &error) != POMOST_OK ||
	    pomost_series_parse(series, text.bytes, text.length, "rates", &error) != POMOST_OK)
		bail_out("rates", error);
	free(text.bytes);
	return series;
}

static pomost_programme *
make_programme(const struct size *size)
{
	struct text text = {0};
	const char *moved = size->is_moved ? "true" : "false";
	pomost_series *series = make_rates(size);
	pomost_programme *programme;
	pomost_error *error;

	add(&text,
	    "pomost: 1\nid: p\nname: p\ncurrency: PLN\nsources: {s: {title: t, seen: 2026-11-22}}\n"
	    "source: s\nrounding: half-up\nbridging:\n  from: employment\n  month-end: clamp\n"
	    "  part-months: calendar-days\n  due: {day: last, month: same}\n"
	    "  phases: [{name: basic, months: %d, amount: {flat: %s}}]\n",
	    size->months, size->amount);
	add(&text,
	    "vacancy: {refill-within: {days: 30}, while-vacant: unpaid, shifts-schedule: %s}\n"
	    "suspension: {paid: false, shifts-schedule: %s}\n",
	    moved, moved);
	if (size->is_repaid)
		add(&text, "durability: {months: 1200, from: employment}\n"
			   "repayment:\n  basic: whole\n");
	if (series)
		add(&text, "  interest: {series: rates, from: payment, first-day: free, "
			   "last-day: counts, unit: 1, rounding: half-up}\n");
	if (pomost_programme_parse(text.bytes, text.length, "programme", series, &programme,
				   &error) != POMOST_OK)
		bail_out("a programme", error);
	pomost_series_unref(series);
	free(text.bytes);
	return programme;
}

static pomost_case *
make_case(const struct size *size, pomost_programme *programme)
{
	struct text text = {0};
	pomost_case *subject;

	add(&text,
	    "pomost: 1\nid: c\nprogramme: p\nagreement: 2000-01-01\n"
	    "workplaces: [{count: %d, employed: 2000-01-01, job-fraction: 1}]\n",
	    size->workplaces);
	size->events(&text, size->workplaces);
	subject = parse_case(programme, text.bytes);
	free(text.bytes);
	return subject;
}

/* The most that this process has had so far, in KiB. */
static long
held(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

/* In the child: 0 if all is well. `*before` is what it held before the call. */
static int
settle(const struct size *size, volatile long *before)
{
	pomost_programme *programme = make_programme(size);
	pomost_case *subject = make_case(size, programme);
	struct text payments = {0};
	pomost_award *award;
	int32_t status;

	if (size->payments)
		size->payments(&payments);
	*before = held();
	if (size->payments) {
		status = pomost_case_reconcile(subject, payments.bytes, payments.length, NULL,
					       POMOST_NO_DATE, 0, &award, NULL);
	} else {
		status = pomost_case_settle(subject,
					    size->rates ? day_of(2020, 1, 1) : POMOST_NO_DATE, 0,
					    &award, NULL);
	}
	free(payments.bytes);
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
	return status == POMOST_OK || status == POMOST_ERR_LIMIT ? 0 : (int)status;
}

/* What the process may take at most, so that one that takes too much ends. */
static void
bound(void)
{
	struct rlimit seconds = {3 * SECONDS, 3 * SECONDS};
	struct rlimit bytes = {(rlim_t)1 << 30, (rlim_t)1 << 30};

	if (!MEASURED)
		return;
	setrlimit(RLIMIT_CPU, &seconds);
	setrlimit(RLIMIT_AS, &bytes);
}

static void
test_size(const struct size *size, volatile long *before)
{
	struct rusage usage;
	double seconds;
	double mebibytes;
	int status;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		bound();
		_exit(settle(size, before));
	}
	if (!CHECK(child > 0 && wait4(child, &status, 0, &usage) == child))
		return;
	seconds = (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
	mebibytes = (double)(usage.ru_maxrss - *before) / 1024;
	CHECK_SAYING(!WIFSIGNALED(status) || WTERMSIG(status) == SIGXCPU ||
			     WTERMSIG(status) == SIGKILL,
		     "%s: ended by signal %d", size->label, WTERMSIG(status));
	CHECK_SAYING(!WIFEXITED(status) || WEXITSTATUS(status) == 0, "%s: %s", size->label,
		     pomost_status_name(WEXITSTATUS(status)));
	CHECK_SAYING(!MEASURED || seconds < SECONDS, "%s: %.1f s", size->label, seconds);
	CHECK_SAYING(!MEASURED || mebibytes < MEBIBYTES, "%s: %.0f MiB", size->label, mebibytes);
}

static void
test_sizes(void)
{
	volatile long *before = mmap(NULL, sizeof *before, PROT_READ | PROT_WRITE,
				     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	size_t i;

	if (!CHECK(before != MAP_FAILED))
		return;
	for (i = 0; i < COUNT(sizes); i++)
		test_size(&sizes[i], before);
}

int
main(void)
{
	static const struct test tests[] = {{"the largest cases", test_sizes}};

	return run_tests(tests, COUNT(tests));
}
