/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Settlements and dates from outside: each argument, each table, figures that were worked out by hand, and memory
 * that runs out. test_events_random.c has what holds for all events.
 */
#include "../unit/failing_malloc.h"
#include "calls.h"
#include "columns.h"

/* A settlement that must work. */
static pomost_award *
settle(pomost_case *subject, int32_t on)
{
	pomost_award *award = NULL;
	pomost_error *error = NULL;

	if (pomost_case_settle(subject, on, 0, &award, &error) != POMOST_OK)
		bail_out("a settlement", error);
	return award;
}

#define HEAD                                                                                       \
	"pomost: 1\nid: p\nname: p\ncurrency: PLN\nsources: {s: {title: t, seen: 2026-11-22}}\n"   \
	"source: s\nrounding: half-up\n"

/* JOWES with what its offer does not say: parts of months, durability and repayment. */
#define LIKE_JOWES(kind)                                                                           \
	HEAD "grant: {amount: {up-to: 24000}}\n"                                                   \
	     "bridging:\n  from: employment\n  month-end: clamp\n  part-months: calendar-days\n"   \
	     "  due: {day: last, month: same}\n  phases:\n"                                        \
	     "    - {name: basic, months: 6, amount: {flat: 1750}}\n"                              \
	     "    - {name: extended, months: 3, amount: {flat: 1000}, requires: extension}\n"      \
	     "    - {name: extended, months: 3, amount: {flat: 500}, requires: extension}\n"       \
	     "caps: [{on: grant, per: entity, amount: 120000, trim: proportional}]\n"              \
	     "vacancy: {refill-within: {days: 30}, while-vacant: unpaid, shifts-schedule: true}\n" \
	     "suspension: {paid: false, shifts-schedule: true}\n"                                  \
	     "durability: {months: 12, from: employment}\n"                                        \
	     "repayment: {grant: " kind ", basic: none, extended: none, within: {days: 30}}\n"

#define CLOSED                                                                                     \
	"pomost: 1\nid: c\nprogramme: p\nagreement: 2017-03-15\n"                                  \
	"decisions: {extension: 2017-09-20}\n"                                                     \
	"workplaces: [{id: w1, employed: 2017-04-01, job-fraction: 1}]\n"                          \
	"events: [{on: 2017-12-10, what: closed, workplace: w1}]\n"

#define PAYMENTS                                                                                   \
	"date,amount,reference,workplace,currency,received\n"                                      \
	"2017-03-15,24000.00,a,w1,PLN,2017-03-17\n2017-04-30,1750.00,b,,,\n"                       \
	"2017-05-31,1000.00,c,,,\n2017-06-30,-3.00,d,,,\n2018-02-28,5.00,e,,,\n"

static const char *const tables[] = {"settlement", "events",   "changes",  "claims",
				     "repayments", "interest", "payments", "matches",
				     "candidates", "open"};

static void
test_dates(void)
{
	static const struct {
		const char *text;
		int32_t day;
	} good[] = {{"0001-01-01", -719162}, {"1969-12-31", -1},    {"1970-01-01", 0},
		    {"2000-02-29", 11016},   {"2024-02-29", 19782}, {"9999-12-31", 2932896}};
	static const char *const bad[] = {"",
					  "2017",
					  "2017-4-1",
					  "2017-04-31",
					  "2017-02-29",
					  "1900-02-29",
					  "2017-13-01",
					  "2017-00-01",
					  "2017-01-00",
					  "0000-01-01",
					  "10000-01-01",
					  "2017-04-01 ",
					  " 2017-04-01",
					  "2017/04/01",
					  "2017-04-01T",
					  "+017-04-01",
					  "-017-04-01",
					  "20170401"};
	char text[POMOST_DATE_TEXT];
	int32_t day = 77;
	size_t i;

	CHECK_EQUAL(good[5].day, day_of(9999, 12, 31));
	for (i = 0; i < COUNT(good); i++) {
		WORKS(pomost_date_parse, good[i].text, &day);
		CHECK_EQUAL(day, good[i].day);
		memset(text, 'x', sizeof text);
		WORKS(pomost_date_format, good[i].day, text);
		CHECK_SAYING(memcmp(text, good[i].text, sizeof text) == 0, "%s", good[i].text);
	}
	for (i = 0; i < COUNT(bad); i++) {
		day = 77;
		FAILS(POMOST_ERR_DATE, pomost_date_parse, bad[i], &day);
		CHECK_SAYING(day == 77, "%s leaves %d", bad[i], (int)day);
	}
	REFUSES(pomost_date_parse, NULL, &day);
	REFUSES(pomost_date_parse, "2017-04-01", NULL);
	REFUSES(pomost_date_format, 0, NULL);
	memset(text, 'x', sizeof text);
	FAILS(POMOST_ERR_DATE, pomost_date_format, -719163, text);
	FAILS(POMOST_ERR_DATE, pomost_date_format, 2932897, text);
	FAILS(POMOST_ERR_DATE, pomost_date_format, INT32_MAX, text);
	FAILS(POMOST_ERR_DATE, pomost_date_format, POMOST_NO_DATE, text);
	CHECK(text[0] == 'x' && text[sizeof text - 1] == 'x');
}

/* What both ways of settling refuse alike; the result is NULL after each. */
static void
test_arguments(void)
{
	static const int32_t days[] = {-719163, 2932897, INT32_MAX, INT32_MIN + 1};
	static const uint32_t flags[] = {2, 3, 0x80000000U, UINT32_MAX};
	static const char payments[] = PAYMENTS;
	pomost_programme *programme = parse_programme(LIKE_JOWES("by-month"));
	pomost_case *subject = parse_case(programme, CLOSED);
	size_t length = strlen(payments);
	pomost_award *award;
	size_t i;

	REFUSES(pomost_case_settle, subject, 0, 0, NULL);
	REFUSES(pomost_case_reconcile, subject, payments, length, "f", 0, 0, NULL);
	award = GARBAGE;
	REFUSES(pomost_case_settle, NULL, 0, 0, &award);
	CHECK(!award);
	award = GARBAGE;
	REFUSES(pomost_case_reconcile, NULL, payments, length, "f", 0, 0, &award);
	CHECK(!award);
	award = GARBAGE;
	REFUSES(pomost_case_reconcile, subject, NULL, 0, "f", 0, 0, &award);
	CHECK(!award);
	for (i = 0; i < COUNT(flags); i++) {
		award = GARBAGE;
		REFUSES(pomost_case_settle, subject, 0, flags[i], &award);
		CHECK(!award);
		award = GARBAGE;
		REFUSES(pomost_case_reconcile, subject, payments, length, "f", 0, flags[i], &award);
		CHECK(!award);
	}
	for (i = 0; i < COUNT(days); i++) {
		award = GARBAGE;
		FAILS(POMOST_ERR_DATE, pomost_case_settle, subject, days[i], 0, &award);
		CHECK(!award);
		award = GARBAGE;
		FAILS(POMOST_ERR_DATE, pomost_case_reconcile, subject, payments, length, "f",
		      days[i], 0, &award);
		CHECK(!award);
	}
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

/* The first and the last day: before any event nothing has happened, after the last all has. */
static void
test_days(void)
{
	pomost_programme *programme = parse_programme(LIKE_JOWES("by-month"));
	pomost_case *subject = parse_case(programme, CLOSED);
	pomost_award *award;
	pomost_error *error = GARBAGE;

	award = settle(subject, -719162);
	CHECK_EQUAL(*i32_of(award, "settlement", "on"), -719162);
	CHECK_EQUAL(*i64_of(award, "settlement", "due"), 0);
	CHECK_EQUAL(*i64_of(award, "award", "total"), 3900000);
	CHECK_EQUAL(rows_of(award, "events"), 0);
	pomost_award_free(award);
	/* The last day on which there is still room for the 30 days of repayment.within. */
	award = settle(subject, 2932896 - 30);
	CHECK_EQUAL(rows_of(award, "events"), 1);
	CHECK_EQUAL(*i32_of(award, "claims", "deadline"), 2932896);
	pomost_award_free(award);
	award = GARBAGE;
	CHECK_EQUAL(pomost_case_settle(subject, 2932896, 0, &award, &error), POMOST_ERR_LIMIT);
	CHECK(!award);
	pomost_error_free(error);
	award = settle(subject, POMOST_NO_DATE);
	CHECK_EQUAL(*i32_of(award, "settlement", "on"), POMOST_NO_DATE);
	CHECK_EQUAL(*i32_of(award, "claims", "deadline"), POMOST_NO_DATE);
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

/* Payments that are refused, each with its status. */
static void
test_payments(void)
{
#define NAMES "date,amount,reference,workplace,currency,received\n"
	static const struct {
		const char *text;
		int32_t status;
	} rows[] = {
		{"", POMOST_ERR_SYNTAX},
		{"date,amount,reference\n2017-03-15,1.00\n", POMOST_ERR_SYNTAX},
		{"date,amount,reference\n2017-03-15,\"1.00,a\n", POMOST_ERR_SYNTAX},
		{"date,amount,reference,note\n2017-03-15,1.00,a,b\n", POMOST_ERR_KEY_UNKNOWN},
		{"date,amount\n2017-03-15,1.00\n", POMOST_ERR_KEY_MISSING},
		{"date,amount,date,reference\n", POMOST_ERR_KEY_TWICE},
		{NAMES "2017-02-29,1.00,a,,,\n", POMOST_ERR_DATE},
		{NAMES "2017-03-15,one,a,,,\n", POMOST_ERR_NUMBER},
		{NAMES "2017-03-15,0.00,a,,,\n", POMOST_ERR_VALUE},
		{NAMES "2017-03-15,1.001,a,,,\n", POMOST_ERR_VALUE},
		{NAMES "2017-03-15,1.00,a,,,2017-03-14\n", POMOST_ERR_VALUE},
		{NAMES "2017-03-15,1.00,a,w2,,\n", POMOST_ERR_REFERENCE},
		{NAMES "2017-03-15,1.00,a,,EUR,\n", POMOST_ERR_MISMATCH},
		{NAMES "2017-03-15,92233720368547758.08,a,,,\n", POMOST_ERR_LIMIT},
		{NAMES "2017-03-15,92233720368547758.07,a,,,\n2017-03-15,0.01,b,,,\n",
		 POMOST_ERR_LIMIT},
	};
	pomost_programme *programme = parse_programme(LIKE_JOWES("by-month"));
	pomost_case *subject = parse_case(programme, CLOSED);
	pomost_award *award;
	pomost_error *error;
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		int32_t status;

		award = GARBAGE;
		error = GARBAGE;
		status = pomost_case_reconcile(subject, rows[i].text, strlen(rows[i].text),
					       "list.csv", POMOST_NO_DATE, 0, &award, &error);
		CHECK_SAYING(status == rows[i].status && pomost_error_code(error) == status,
			     "row %zu: %s: %s", i, pomost_status_name(status),
			     error ? pomost_error_message(error) : "no error");
		CHECK(!award);
		pomost_error_free(error);
	}
	/* Without a name for the file the line is still told. */
	CHECK(pomost_case_reconcile(subject, rows[6].text, strlen(rows[6].text), NULL, 0, 0, &award,
				    &error) == POMOST_ERR_DATE);
	CHECK_EQUAL(pomost_error_line(error), 2);
	CHECK_EQUAL(pomost_error_column(error), 1);
	pomost_error_free(error);
	CHECK(pomost_case_reconcile(subject, rows[6].text, strlen(rows[6].text), "list.csv", 0, 0,
				    &award, &error) == POMOST_ERR_DATE);
	CHECK(pomost_error_file(error) && strcmp(pomost_error_file(error), "list.csv") == 0);
	pomost_error_free(error);
	/* Names alone: no payment, and no day. */
	WORKS(pomost_case_reconcile, subject, NAMES, strlen(NAMES), NULL, POMOST_NO_DATE, 0,
	      &award);
	CHECK_EQUAL(*i32_of(award, "settlement", "on"), POMOST_NO_DATE);
	CHECK_EQUAL(rows_of(award, "payments"), 0);
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

/* The columns of docs/abi.md, as far as they are of settlements: table, column, kind. */
static const char *const columns[][3] = {
	{"settlement", "on", "date"},
	{"settlement", "due", "i64"},
	{"settlement", "repaid", "i64"},
	{"settlement", "interest", "i64"},
	{"settlement", "paid", "i64"},
	{"settlement", "returned", "i64"},
	{"settlement", "balance", "i64"},
	{"settlement", "mismatches", "i32"},
	{"events", "on", "date"},
	{"events", "what", "text"},
	{"events", "workplace", "i32"},
	{"events", "to", "text"},
	{"changes", "instalment", "i32"},
	{"changes", "event", "i32"},
	{"changes", "before", "i64"},
	{"changes", "after", "i64"},
	{"claims", "event", "i32"},
	{"claims", "repaid", "i64"},
	{"claims", "exact", "text"},
	{"claims", "interest", "i64"},
	{"claims", "total", "i64"},
	{"claims", "deadline", "date"},
	{"repayments", "claim", "i32"},
	{"repayments", "instalment", "i32"},
	{"repayments", "kind", "text"},
	{"repayments", "share", "text"},
	{"repayments", "paid", "i64"},
	{"repayments", "amount", "i64"},
	{"repayments", "day", "date"},
	{"interest", "claim", "i32"},
	{"interest", "from", "date"},
	{"interest", "to", "date"},
	{"interest", "days", "i32"},
	{"interest", "rate", "text"},
	{"interest", "sum", "i64"},
	{"interest", "exact", "text"},
	{"payments", "line", "i32"},
	{"payments", "date", "date"},
	{"payments", "amount", "i64"},
	{"payments", "reference", "text"},
	{"payments", "workplace", "i32"},
	{"payments", "status", "text"},
	{"payments", "matched", "i64"},
	{"payments", "difference", "i64"},
	{"payments", "days", "i32"},
	{"matches", "payment", "i32"},
	{"matches", "instalment", "i32"},
	{"matches", "amount", "i64"},
	{"candidates", "payment", "i32"},
	{"candidates", "candidate", "i32"},
	{"candidates", "instalment", "i32"},
	{"open", "instalment", "i32"},
	{"open", "amount", "i64"},
};

/* Each column has its place and its kind, and answers by that kind alone. */
static void
check_columns(const pomost_award *award)
{
	const char *name = NULL;
	const char *kind = NULL;
	size_t at = 0;
	size_t i;

	for (i = 0; i < COUNT(columns); i++) {
		const char *table = columns[i][0];
		const int32_t *offsets = GARBAGE;
		const int64_t *longs = GARBAGE;
		const int32_t *ints = GARBAGE;
		const char *bytes = GARBAGE;
		bool is_text = strcmp(columns[i][2], "text") == 0;
		bool is_long = strcmp(columns[i][2], "i64") == 0;

		at = i > 0 && strcmp(table, columns[i - 1][0]) == 0 ? at + 1 : 0;
		WORKS(pomost_award_column, award, table, at, &name, &kind);
		CHECK_SAYING(name && strcmp(name, columns[i][1]) == 0 &&
				     strcmp(kind, columns[i][2]) == 0,
			     "%s[%zu] is %s, expected %s", table, at, name ? name : "none",
			     columns[i][1]);
		CHECK_EQUAL(pomost_award_column_i64(award, table, columns[i][1], &longs, NULL),
			    is_long ? POMOST_OK : POMOST_ERR_ARGUMENT);
		CHECK_EQUAL(pomost_award_column_i32(award, table, columns[i][1], &ints, NULL),
			    is_long || is_text ? POMOST_ERR_ARGUMENT : POMOST_OK);
		CHECK_EQUAL(pomost_award_column_text(award, table, columns[i][1], &offsets, &bytes,
						     NULL),
			    is_text ? POMOST_OK : POMOST_ERR_ARGUMENT);
		CHECK(is_long || !longs);
		CHECK(!is_long && !is_text ? ints != GARBAGE : !ints);
		CHECK(is_text ? offsets && bytes && offsets[0] == 0 : !offsets && !bytes);
		CHECK(!is_text || offsets[rows_of(award, table)] >= 0);
		if (i + 1 == COUNT(columns) || strcmp(columns[i + 1][0], table) != 0) {
			WORKS(pomost_award_column, award, table, at + 1, &name, &kind);
			CHECK_SAYING(!name, "%s has a column more, %s", table, name ? name : "");
		}
	}
}

/* Tables of an award that is no settlement are there, and have no rows. */
static void
test_no_settlement(void)
{
	pomost_programme *programme = parse_programme(LIKE_JOWES("by-month"));
	pomost_case *subject = parse_case(programme, CLOSED);
	pomost_award *award = GARBAGE;
	char *report;
	size_t rows;
	size_t i;

	WORKS(pomost_case_assess, subject, 0, &award);
	for (i = 0; i < COUNT(tables); i++)
		CHECK_SAYING(rows_of(award, tables[i]) == 0, "%s", tables[i]);
	REFUSES(pomost_award_rows, award, "settlements", &rows);
	check_columns(award);
	WORKS(pomost_award_report, award, "json", &report, NULL);
	CHECK(strstr(report, "\"pomost.award/1\"") && !strstr(report, "\"events\""));
	pomost_text_free(report);
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

static void
test_settlement(void)
{
	static const size_t rows[] = {1, 1, 4, 1, 1, 0, 0, 0, 0, 0};
	pomost_programme *programme = parse_programme(LIKE_JOWES("by-month"));
	pomost_case *subject = parse_case(programme, CLOSED);
	pomost_award *award = settle(subject, day_of(2017, 12, 31));
	char *report;
	size_t i;

	/* December is cut, January to March are gone: four changes by one event. */
	for (i = 0; i < COUNT(tables); i++)
		CHECK_SAYING(rows_of(award, tables[i]) == rows[i], "%s", tables[i]);
	check_columns(award);
	CHECK_EQUAL(*i32_of(award, "settlement", "mismatches"), 0);
	CHECK_EQUAL(*i32_of(award, "claims", "deadline"), day_of(2018, 1, 30));
	CHECK(text_is(award, "events", "what", 0, "closed"));
	CHECK(text_is(award, "events", "to", 0, ""));
	WORKS(pomost_award_report, award, "json", &report, NULL);
	CHECK(strstr(report, "\"pomost.settlement/1\"") != NULL);
	pomost_text_free(report);
	WORKS(pomost_award_report, award, "csv", &report, NULL);
	pomost_text_free(report);
	WORKS(pomost_award_report, award, "text", &report, NULL);
	pomost_text_free(report);
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

static void
test_reconciliation(void)
{
	/* Grant and April are matched, May is short, one came back, one is after the day. */
	static const char *const statuses[] = {"matched", "matched", "short", "returned", "later"};
	static const int64_t matched[] = {2400000, 175000, 100000, 0, 0};
	static const char payments[] = PAYMENTS;
	pomost_programme *programme = parse_programme(LIKE_JOWES("by-month"));
	pomost_case *subject = parse_case(programme, CLOSED);
	pomost_award *award;
	size_t length;
	size_t i;

	WORKS(pomost_case_reconcile, subject, payments, strlen(payments), "f", day_of(2017, 12, 31),
	      POMOST_EXPLAIN, &award);
	check_columns(award);
	if (!CHECK_EQUAL(rows_of(award, "payments"), COUNT(statuses)))
		return;
	for (i = 0; i < COUNT(statuses); i++) {
		CHECK_SAYING(text_is(award, "payments", "status", i, statuses[i]), "payment %zu",
			     i);
		CHECK_EQUAL(i64_of(award, "payments", "matched")[i], matched[i]);
		CHECK_EQUAL(i32_of(award, "payments", "line")[i], i + 2);
		CHECK_EQUAL(i32_of(award, "payments", "workplace")[i], i == 0 ? 0 : -1);
	}
	CHECK_EQUAL(i64_of(award, "payments", "difference")[2], -75000);
	CHECK_EQUAL(rows_of(award, "matches"), 3);
	CHECK_EQUAL(rows_of(award, "candidates"), 0);
	/* Open are the rest of May, June to November, and December as it was cut. */
	CHECK_EQUAL(rows_of(award, "open"), 8);
	CHECK_EQUAL(i64_of(award, "open", "amount")[0], 75000);
	CHECK_EQUAL(i64_of(award, "open", "amount")[7], 29032);
	CHECK_EQUAL(*i32_of(award, "settlement", "mismatches"), 9);
	/* 24 000 + 6 × 1 750 + 2 × 1 000 + 290.32; paid without what is later. */
	CHECK_EQUAL(*i64_of(award, "settlement", "due"), 3679032);
	CHECK_EQUAL(*i64_of(award, "settlement", "paid"), 2675000);
	CHECK_EQUAL(*i64_of(award, "settlement", "returned"), 300);
	CHECK_EQUAL(*i64_of(award, "settlement", "balance"), 3679032 - 2675000 + 300);
	/* A third of the grant that was paid goes back, paid on the day of payment. */
	CHECK_EQUAL(*i64_of(award, "settlement", "repaid"), 800000);
	CHECK_EQUAL(i32_of(award, "repayments", "day")[0], day_of(2017, 3, 15));
	CHECK(rows_of(award, "explanations") > 0);
	pomost_award_free(award);
	/* The day of the last payment when no day is said. */
	WORKS(pomost_case_reconcile, subject, payments, strlen(payments), "f", POMOST_NO_DATE, 0,
	      &award);
	CHECK_EQUAL(*i32_of(award, "settlement", "on"), day_of(2018, 2, 28));
	/* 5.00 may be for any of the eight months that are open. */
	CHECK(text_is(award, "payments", "status", 4, "ambiguous"));
	CHECK_EQUAL(rows_of(award, "candidates"), 8);
	pomost_award_free(award);
	/* `length` ends the list, not a NUL. */
	length = (size_t)(strstr(payments, "\n2017-04-30") - payments);
	WORKS(pomost_case_reconcile, subject, payments, length, "f", POMOST_NO_DATE, 0, &award);
	CHECK_EQUAL(rows_of(award, "payments"), 1);
	CHECK_EQUAL(*i32_of(award, "settlement", "on"), day_of(2017, 3, 15));
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

/* Whoever is freed first: what is left still answers. */
static void
test_freeing(void)
{
	int order;

	for (order = 0; order < 6; order++) {
		/* The places of 0, 1 and 2 in the six orders. */
		static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
						 {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
		pomost_programme *programme = parse_programme(LIKE_JOWES("by-day"));
		pomost_case *subject = parse_case(programme, CLOSED);
		pomost_award *award = settle(subject, day_of(2018, 1, 1));
		int i;

		for (i = 0; i < 3; i++) {
			if (orders[order][i] == 0) {
				pomost_programme_unref(programme);
			} else if (orders[order][i] == 1) {
				pomost_case_free(subject);
			} else {
				CHECK_EQUAL(*i64_of(award, "claims", "repaid"), 736438);
				CHECK(text_is(award, "award", "programme", 0, "p"));
				pomost_award_free(award);
			}
		}
	}
}

/* The instalment of a workplace by its month; -1. */
static int64_t
amount_of(const pomost_award *award, int32_t workplace, int32_t month)
{
	const int32_t *workplaces = i32_of(award, "instalments", "workplace");
	const int32_t *months = i32_of(award, "instalments", "month");
	size_t rows = rows_of(award, "instalments");
	size_t i;

	for (i = 0; i < rows; i++) {
		if (workplaces[i] == workplace && months[i] == month)
			return i64_of(award, "instalments", "amount")[i];
	}
	return -1;
}

/* Of 24 000.00: 4 of 12 months; 112 of 365 days. December is 9 / 31 of 1 000.00. */
static void
test_closing(void)
{
	static const struct {
		const char *programme, *share;
		int64_t repaid;
	} rows[] = {
		{LIKE_JOWES("by-month"), "1/3", 800000},
		{LIKE_JOWES("by-day"), "112/365", 736438},
		{LIKE_JOWES("whole"), "1", 2400000},
		{LIKE_JOWES("none"), NULL, 0},
	};
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		pomost_programme *programme = parse_programme(rows[i].programme);
		pomost_case *subject = parse_case(programme, CLOSED);
		pomost_award *award = settle(subject, POMOST_NO_DATE);

		CHECK_EQUAL(*i64_of(award, "settlement", "repaid"), rows[i].repaid);
		CHECK_EQUAL(rows_of(award, "claims"), rows[i].share ? 1 : 0);
		if (rows[i].share) {
			CHECK_EQUAL(i64_of(award, "claims", "repaid")[0], rows[i].repaid);
			CHECK_EQUAL(i64_of(award, "repayments", "paid")[0], 2400000);
			CHECK_SAYING(text_is(award, "repayments", "share", 0, rows[i].share), "%s",
				     rows[i].share);
		}
		CHECK_EQUAL(amount_of(award, 0, 8), 100000);
		CHECK_EQUAL(amount_of(award, 0, 9), 29032);
		CHECK_EQUAL(amount_of(award, 0, 10), 0);
		CHECK_EQUAL(*i64_of(award, "award", "total"), 3679032);
		pomost_award_free(award);
		pomost_case_free(subject);
		pomost_programme_unref(programme);
	}
}

/* The rates of tax arrears of the year 2025. */
static pomost_series *
load_rates(void)
{
	static const char text[] = "pomost: 1\nseries: rates\nunit: a year\nsource: s\n"
				   "known-to: 2025-12-31\nrows:\n"
				   "  - {from: 2023-10-05, value: 14.5%}\n"
				   "  - {from: 2025-05-08, value: 13.5%}\n"
				   "  - {from: 2025-07-03, value: 13%}\n"
				   "  - {from: 2025-09-04, value: 12.5%}\n"
				   "  - {from: 2025-10-09, value: 12%}\n"
				   "  - {from: 2025-11-06, value: 11.5%}\n"
				   "  - {from: 2025-12-04, value: 11%}\n";
	pomost_series *series;
	pomost_error *error;

	if (pomost_series_new(&series, &error) != POMOST_OK ||
	    pomost_series_parse(series, text, strlen(text), "rates", &error) != POMOST_OK)
		bail_out("the rates", error);
	return series;
}

#define INTEREST(first, last)                                                                      \
	HEAD "grant: {amount: {flat: 24000}}\ndurability: {months: 12, from: agreement}\n"         \
	     "repayment:\n  grant: whole\n  interest: {series: rates, from: payment, "             \
	     "first-day: " first ", last-day: " last ", unit: 1, rounding: half-up}\n"

#define CLOSED_2025                                                                                \
	"pomost: 1\nid: c\nprogramme: p\nagreement: 2025-04-01\n"                                  \
	"workplaces: [{id: w1, employed: 2025-04-01, job-fraction: 1}]\n"                          \
	"events: [{on: 2025-11-30, what: closed, workplace: w1}]\n"

static pomost_programme *
parse_with_rates(const char *text)
{
	pomost_series *series = load_rates();
	pomost_programme *programme;
	pomost_error *error;

	if (pomost_programme_parse(text, strlen(text), "p", series, &programme, &error) !=
	    POMOST_OK)
		bail_out("a programme with interest", error);
	pomost_series_unref(series);
	return programme;
}

/*
 * 24 000.00 from 2025-04-01 to 2025-12-15. One day at 14.5 % is 9.534…, one at 11 % is 7.232…; the day of payment
 * free and that of repayment counting they come to 24 000 × 33.245 / 365 = 2 185.9726…
 */
static void
test_interest(void)
{
	static const struct {
		const char *programme;
		int32_t first_days, last_days;
		int64_t interest;
	} rows[] = {
		{INTEREST("free", "counts"), 36, 12, 218600},
		{INTEREST("counts", "free"), 37, 11, 218800},
		{INTEREST("counts", "counts"), 37, 12, 219600},
		{INTEREST("free", "free"), 36, 11, 217900},
	};
	static const int32_t days[] = {0, 56, 63, 35, 28, 28, 0};
	static const char *const rates[] = {"14.5%", "13.5%", "13%", "12.5%",
					    "12%",   "11.5%", "11%"};
	size_t i;
	size_t j;

	for (i = 0; i < COUNT(rows); i++) {
		pomost_programme *programme = parse_with_rates(rows[i].programme);
		pomost_case *subject = parse_case(programme, CLOSED_2025);
		pomost_award *award = settle(subject, day_of(2025, 12, 15));

		CHECK_EQUAL(*i64_of(award, "settlement", "interest"), rows[i].interest);
		CHECK_EQUAL(*i64_of(award, "claims", "interest"), rows[i].interest);
		CHECK_EQUAL(*i64_of(award, "claims", "total"), rows[i].interest + 2400000);
		if (!CHECK_EQUAL(rows_of(award, "interest"), COUNT(days)))
			return;
		for (j = 0; j < COUNT(days); j++) {
			CHECK_EQUAL(i32_of(award, "interest", "days")[j],
				    j == 0   ? rows[i].first_days
				    : j == 6 ? rows[i].last_days
					     : days[j]);
			CHECK_SAYING(text_is(award, "interest", "rate", j, rates[j]), "rate %zu",
				     j);
			CHECK_EQUAL(i64_of(award, "interest", "sum")[j], 2400000);
		}
		pomost_award_free(award);
		/* Without a day there is none. */
		award = settle(subject, POMOST_NO_DATE);
		CHECK_EQUAL(rows_of(award, "interest"), 0);
		CHECK_EQUAL(*i64_of(award, "settlement", "interest"), 0);
		CHECK_EQUAL(*i64_of(award, "settlement", "repaid"), 2400000);
		pomost_award_free(award);
		pomost_case_free(subject);
		pomost_programme_unref(programme);
	}
}

/* After the last known rate nothing is guessed. */
static void
test_unknown_rate(void)
{
	pomost_programme *programme = parse_with_rates(INTEREST("free", "counts"));
	pomost_case *subject = parse_case(programme, CLOSED_2025);
	pomost_award *award = settle(subject, day_of(2025, 12, 31));

	pomost_award_free(award);
	award = GARBAGE;
	CHECK_EQUAL(pomost_case_settle(subject, day_of(2026, 1, 1), 0, &award, NULL),
		    POMOST_ERR_UNSTATED);
	CHECK(!award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

/* What a cap took does not come back. */
static void
test_capped(void)
{
	pomost_programme *programme = parse_programme(
		HEAD "grant: {amount: {flat: 24000}, due: {days: 30, from: employment}}\n"
		     "caps: [{on: grant, per: entity, amount: 120000, trim: "
		     "proportional}]\n");
	pomost_case *subject = parse_case(
		programme, "pomost: 1\nid: c\nprogramme: p\nagreement: 2017-03-15\n"
			   "workplaces: [{count: 6, employed: 2017-04-01, job-fraction: 1}]\n"
			   "events: [{on: 2017-04-20, what: closed, workplace: w4}]\n");
	pomost_award *award = settle(subject, POMOST_NO_DATE);
	int32_t i;

	for (i = 0; i < 6; i++) {
		CHECK_EQUAL(i64_of(award, "workplaces", "grant")[i], i == 3 ? 0 : 2000000);
		CHECK_EQUAL(amount_of(award, i, 0), i == 3 ? 0 : 2000000);
	}
	CHECK_EQUAL(*i64_of(award, "award", "total"), 10000000);
	CHECK_EQUAL(*i64_of(award, "caps", "before"), 14400000);
	CHECK_EQUAL(*i64_of(award, "caps", "after"), 12000000);
	CHECK_EQUAL(rows_of(award, "changes"), 1);
	CHECK_EQUAL(*i64_of(award, "changes", "before"), 2000000);
	CHECK_EQUAL(*i64_of(award, "changes", "after"), 0);
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

/* A rule that an event needs and the programme does not have. */
static void
test_unstated(void)
{
	static const char *const events[] = {
		"{on: 2017-05-01, what: vacated, workplace: w1}",
		"{on: 2017-05-01, what: suspended, workplace: w1}",
		"{on: 2017-05-10, what: closed, workplace: w1}",
	};
	pomost_programme *programme =
		parse_programme(HEAD "bridging: {from: employment, month-end: clamp, phases: "
				     "[{name: basic, months: 3, amount: {flat: 1750}}]}\n");
	size_t i;

	for (i = 0; i < COUNT(events); i++) {
		char text[512];
		pomost_award *award = GARBAGE;
		pomost_case *subject;

		snprintf(text, sizeof text,
			 "pomost: 1\nid: c\nprogramme: p\nagreement: 2017-03-15\nworkplaces: [{id: "
			 "w1, employed: 2017-04-01, job-fraction: 1}]\nevents: [%s]\n",
			 events[i]);
		subject = parse_case(programme, text);
		FAILS(POMOST_ERR_UNSTATED, pomost_case_settle, subject, POMOST_NO_DATE, 0, &award);
		CHECK(!award);
		pomost_case_free(subject);
	}
	pomost_programme_unref(programme);
}

/* A case by path whose events cannot have happened, checked when it is settled. */
static void
test_built(void)
{
	static const char *const values[][2] = {
		{"id", "c"},
		{"agreement", "2017-03-15"},
		{"workplaces[0].id", "w1"},
		{"workplaces[0].employed", "2017-04-01"},
		{"workplaces[0].job-fraction", "1"},
		{"events[0].on", "2017-05-10"},
		{"events[0].what", "refilled"},
		{"events[0].workplace", "w1"},
	};
	pomost_programme *programme = parse_programme(LIKE_JOWES("by-month"));
	pomost_award *award = GARBAGE;
	pomost_case *subject;
	size_t index;
	size_t i;

	CHECK(pomost_case_new(programme, &subject, NULL) == POMOST_OK);
	CHECK(pomost_case_add(subject, "workplaces", &index, NULL) == POMOST_OK);
	CHECK(pomost_case_add(subject, "events", &index, NULL) == POMOST_OK);
	for (i = 0; i < COUNT(values); i++)
		set(subject, values[i][0], values[i][1]);
	FAILS(POMOST_ERR_VALUE, pomost_case_settle, subject, POMOST_NO_DATE, 0, &award);
	CHECK(!award);
	set(subject, "events[0].what", "vacated");
	WORKS(pomost_case_settle, subject, POMOST_NO_DATE, 0, &award);
	CHECK_EQUAL(*i64_of(award, "settlement", "repaid"), 2200000);
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
}

/* What is done while memory runs out. */
struct
try {
	pomost_case *subject;
	const char *payments;
	uint32_t flags;
};

static int32_t
do_try(const struct try *try, pomost_award **award, pomost_error **error)
{
	int32_t on = day_of(2018, 2, 28);

	if (!try->payments)
		return pomost_case_settle(try->subject, on, try->flags, award, error);
	return pomost_case_reconcile(try->subject, try->payments, strlen(try->payments), "f", on,
				     try->flags, award, error);
}

/* Each allocation fails in turn, alone or with all after it: no memory, or the very same settlement. */
static void
check_memory(const struct try *try, bool for_ever)
{
	pomost_award *award;
	char *expected;
	size_t n;

	CHECK(do_try(try, &award, NULL) == POMOST_OK);
	CHECK(pomost_award_report(award, "json", &expected, NULL, NULL) == POMOST_OK);
	pomost_award_free(award);
	for (n = 1; n < 10000; n++) {
		pomost_error *error = GARBAGE;
		int32_t status;
		bool failed;

		award = GARBAGE;
		failing_begin(n, for_ever);
		status = do_try(try, &award, &error);
		failed = failing_end();
		CHECK_SAYING(status == (failed ? POMOST_ERR_NOMEM : POMOST_OK) ||
				     (failed && status == POMOST_OK),
			     "allocation %zu: %s", n, pomost_status_name(status));
		CHECK((award != NULL) == (status == POMOST_OK));
		CHECK_EQUAL(pomost_error_code(error), status);
		if (status == POMOST_OK) {
			char *text;

			CHECK(pomost_award_report(award, "json", &text, NULL, NULL) == POMOST_OK);
			CHECK_SAYING(strcmp(text, expected) == 0, "allocation %zu", n);
			pomost_text_free(text);
		}
		pomost_award_free(award);
		pomost_error_free(error);
		if (!failed)
			break;
		CHECK_SAYING(n > 1 || status == POMOST_ERR_NOMEM, "the first: %s",
			     pomost_status_name(status));
	}
	CHECK(n > 3 && n < 10000);
	pomost_text_free(expected);
}

/* Whether allocations fail here on demand: sanitizers and valgrind have a malloc() of their own. */
static bool
can_fail(void)
{
	/* By a pointer: a compiler knows that malloc() itself looks at nothing of this program. */
	void *(*volatile allocate)(size_t size) = malloc;
	void *memory;

	if (!FAILING_MALLOC)
		return false;
	failing_begin(1, true);
	memory = allocate(1);
	failing_end();
	free(memory);
	return memory == NULL;
}

static void
test_memory(void)
{
	static const char events[] =
		"pomost: 1\nid: c\nprogramme: p\nagreement: 2017-03-15\n"
		"decisions: {extension: 2017-09-20}\n"
		"workplaces: [{count: 3, employed: 2017-04-01, job-fraction: 1}]\n"
		"events:\n"
		"  - {on: 2017-05-10, what: vacated, workplace: w1}\n"
		"  - {on: 2017-05-20, what: refilled, workplace: w1}\n"
		"  - {on: 2017-06-10, what: suspended}\n"
		"  - {on: 2017-07-20, what: resumed}\n"
		"  - {on: 2017-12-10, what: closed, workplace: w2}\n"
		"  - {on: 2018-01-15, what: vacated, workplace: w3}\n";
	pomost_programme *programme = parse_programme(LIKE_JOWES("by-day"));
	struct try tries[] = {
		{NULL, NULL, 0}, {NULL, NULL, POMOST_EXPLAIN}, {NULL, PAYMENTS, POMOST_EXPLAIN}};
	bool fails = can_fail();
	size_t i;

	if (!fails)
		printf("# malloc() is another one here, and does not fail\n");
	for (i = 0; fails && i < COUNT(tries); i++) {
		tries[i].subject = parse_case(programme, events);
		check_memory(&tries[i], false);
		check_memory(&tries[i], true);
		pomost_case_free(tries[i].subject);
	}
	pomost_programme_unref(programme);
}

int
main(void)
{
	static const struct test tests[] = {
		{"dates", test_dates},
		{"arguments", test_arguments},
		{"days", test_days},
		{"lists of payments", test_payments},
		{"tables of an award that is no settlement", test_no_settlement},
		{"tables of a settlement", test_settlement},
		{"tables of a reconciliation", test_reconciliation},
		{"freeing in any order", test_freeing},
		{"a closing", test_closing},
		{"interest", test_interest},
		{"a rate that is not known", test_unknown_rate},
		{"what a cap took", test_capped},
		{"rules that are missing", test_unstated},
		{"events by path", test_built},
		{"memory that runs out", test_memory},
	};

	return run_tests(tests, COUNT(tests));
}
