/* SPDX-License-Identifier: Apache-2.0 */
/* Payments and events that nobody wrote in good faith: changed bytes, ends cut off, bytes drawn by lot. */
#include "columns.h"
#include "text.h"

#define PROGRAMME                                                                                  \
	"pomost: 1\nid: p\nname: p\ncurrency: PLN\nsources: {s: {title: t, seen: 2026-11-22}}\n"   \
	"source: s\nrounding: half-up\ngrant: {amount: {flat: 1750}}\n"                            \
	"bridging:\n  from: employment\n  month-end: clamp\n  part-months: calendar-days\n"        \
	"  due: {day: last, month: same}\n"                                                        \
	"  phases: [{name: basic, months: 4, amount: {flat: {times: [1750, job-fraction]}}}]\n"    \
	"vacancy: {refill-within: {months: 1}, while-vacant: unpaid, shifts-schedule: true}\n"     \
	"suspension: {paid: false, shifts-schedule: true}\n"                                       \
	"durability: {months: 12, from: employment}\n"                                             \
	"repayment: {grant: by-day, basic: by-month, within: {days: 30}}\n"

#define CASE                                                                                       \
	"pomost: 1\nid: c\nprogramme: p\nagreement: 2017-03-15\n"                                  \
	"workplaces: [{count: 3, employed: 2017-04-01, job-fraction: 1}]\n"
#define EVENTS                                                                                     \
	"events:\n"                                                                                \
	"- {on: 2017-05-10, what: vacated, workplace: w1}\n"                                       \
	"- {on: 2017-05-20, what: refilled, workplace: w1}\n"                                      \
	"- {on: 2017-06-01, what: suspended}\n- {on: 2017-06-11, what: resumed}\n"                 \
	"- {on: 2017-06-30, what: closed, workplace: w2}\n"                                        \
	"- {on: 2017-07-01, what: job-fraction, workplace: w3, to: 1/2}\n"
#define PAYMENTS                                                                                   \
	"date,amount,reference,workplace,currency,received\r\n"                                    \
	"2017-04-30,1750.00,\"a, \"\"b\"\"\",w1,PLN,2017-05-02\r\n"                                \
	"2017-05-31,3500,b,,,\n2017-06-30,-1.25,\xC5\x82,w3,,\n"

/* Bytes that mean something to one of the readers, or nothing to anybody. */
static const char values[] = "\0\t\n\r !\"#%&'*,-./:<>?@[\\]`{|}~019a\x7F\x80\xC2\xE2\xEF\xF0\xFF";

static pomost_programme *programme;
static pomost_case *subject;

/* What is wrong with data, not with the call; and it says where. */
static void
check_error(int32_t status, pomost_error *error, int lines, const char *what, size_t at)
{
	CHECK_SAYING(status == POMOST_OK ||
			     (status > POMOST_ERR_NOMEM && pomost_error_code(error) == status &&
			      pomost_error_message(error) && pomost_error_line(error) <= lines),
		     "%s, byte %zu: %s, line %d: %s", what, at, pomost_status_name(status),
		     (int)pomost_error_line(error), error ? pomost_error_message(error) : "");
	pomost_error_free(error);
}

/* As text too: no bytes of the input break the report. */
static void
check_report(pomost_award *award)
{
	char *text = NULL;

	CHECK(pomost_award_report(award, "json", &text, NULL, NULL) == POMOST_OK);
	pomost_text_free(text);
	pomost_award_free(award);
}

static bool
try_payments(const char *text, size_t length, const char *what, size_t at)
{
	pomost_error *error;
	pomost_award *award;
	int32_t status = pomost_case_reconcile(subject, text, length, "payments", POMOST_NO_DATE, 0,
					       &award, &error);

	CHECK((award != NULL) == (status == POMOST_OK));
	/* One line more for each line end that a change brought. */
	check_error(status, error, 6, what, at);
	if (award)
		check_report(award);
	return status == POMOST_OK;
}

static bool
try_case(const char *text, size_t length, const char *what, size_t at)
{
	pomost_award *award = NULL;
	pomost_error *error;
	pomost_case *drawn;
	int32_t status = pomost_case_parse(programme, text, length, "case", &drawn, &error);

	CHECK((drawn != NULL) == (status == POMOST_OK));
	if (status == POMOST_OK)
		status = pomost_case_settle(drawn, POMOST_NO_DATE, 0, &award, &error);
	check_error(status, error, 15, what, at);
	if (award)
		check_report(award);
	pomost_case_free(drawn);
	return status == POMOST_OK;
}

/* Each byte changed to each of some values; each end cut off; each byte left out. How many were good. */
static long
change_bytes(const char *text, size_t begin,
	     bool (*try)(const char *text, size_t length, const char *what, size_t at))
{
	size_t length = strlen(text);
	char *copy = malloc(length + 1);
	char *cut;
	long good = 0;
	size_t at;
	size_t i;

	if (!copy)
		bail_out("out of memory", NULL);
	for (at = begin; at < length; at++) {
		memcpy(copy, text, length);
		for (i = 0; i < sizeof values - 1; i++) {
			copy[at] = values[i];
			good += try(copy, length, "changed", at);
		}
		memcpy(copy, text, at);
		memcpy(copy + at, text + at + 1, length - at - 1);
		good += try(copy, length - 1, "left out", at);
		/* Of the very size, so that a byte too far is found. */
		cut = malloc(at > 0 ? at : 1);
		if (!cut)
			bail_out("out of memory", NULL);
		good += try(memcpy(cut, text, at), at, "cut off", at);
		free(cut);
	}
	free(copy);
	return good;
}

static void
test_payments(void)
{
	CHECK(try_payments(PAYMENTS, strlen(PAYMENTS), "as it is", 0));
	CHECK(change_bytes(PAYMENTS, 0, try_payments) > 100);
}

static void
test_events(void)
{
	CHECK(try_case(CASE EVENTS, strlen(CASE EVENTS), "as it is", 0));
	CHECK(change_bytes(CASE EVENTS, strlen(CASE), try_case) > 100);
}

/* Numbers as they come from a fixed start. */
static uint32_t
draw(uint64_t *state)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*state >> 33);
}

/* Whether it was taken. */
static bool
try_drawn(const char *text, size_t length, size_t number)
{
	pomost_error *error;
	pomost_award *award;
	int32_t status =
		pomost_case_reconcile(subject, text, length, NULL, 20000, 0, &award, &error);

	check_error(status, error, 1000, "drawn", number);
	if (award)
		check_report(award);
	return status == POMOST_OK;
}

/* Pieces of lists of payments, and bytes, in any order. */
static void
test_drawn(void)
{
	static const char *const pieces[] = {"date,amount,reference\n",
					     "2017-04-30",
					     "1750.00",
					     ",",
					     ",",
					     ",",
					     "\n",
					     "\n",
					     "\r\n",
					     "\"",
					     "w1",
					     "PLN",
					     "-",
					     "92233720368547758.07",
					     "9999-12-31",
					     "workplace"};
	uint64_t state = 1;
	char text[1024];
	long good = 0;
	int number;

	for (number = 0; number < 20000; number++) {
		size_t length = 0;

		if (draw(&state) % 4)
			length = (size_t)sprintf(text, "date,amount,reference\n2017-04-30,1,a\n");
		while (length < 900 && draw(&state) % 24) {
			const char *piece = pieces[draw(&state) % COUNT(pieces)];

			if (draw(&state) % 8)
				length += (size_t)sprintf(text + length, "%s", piece);
			else
				text[length++] = (char)draw(&state);
		}
		text[length] = '\0';
		good += try_drawn(text, length, (size_t)number);
	}
	CHECK_SAYING(good > 0 && good < 10000, "%ld were taken", good);
}

/* Lines and fields at their limits: 64 KiB, 4 KiB, 64 columns, 1 MiB, 100 000 fields. */
static int32_t
reconcile(struct text *text)
{
	pomost_error *error;
	pomost_award *award;
	int32_t status = pomost_case_reconcile(subject, text->bytes, text->length, "payments",
					       20000, 0, &award, &error);

	check_error(status, error, 200000, "a limit", text->length);
	pomost_award_free(award);
	free(text->bytes);
	return status;
}

static void
fill(struct text *text, char byte, size_t count)
{
	while (count-- > 0)
		add(text, "%c", byte);
}

static int32_t
field_of(int bytes)
{
	struct text text = {0};

	add(&text, "date,amount,reference\n2017-04-30,1.00,");
	fill(&text, 'r', (size_t)bytes);
	add(&text, "\n");
	return reconcile(&text);
}

/* Fields beyond those that the first line names are read, and counted at the end of the line. */
static int32_t
line_of(int bytes)
{
	struct text text = {0};
	int i;

	add(&text, "date,amount,reference\n");
	for (i = 1; i <= bytes; i++)
		add(&text, "%c", i % 4000 == 0 ? ',' : 'r');
	add(&text, "\n");
	return reconcile(&text);
}

static int32_t
columns_of(int count)
{
	struct text text = {0};
	int i;

	for (i = 0; i < count; i++)
		add(&text, "%sc%d", i > 0 ? "," : "", i);
	add(&text, "\n");
	return reconcile(&text);
}

static int32_t
fields_of(int lines)
{
	struct text text = {0};
	int i;

	/* Short days are no days; the fields are counted before they are read. */
	add(&text, "date,amount,reference\n");
	for (i = 0; i < lines; i++)
		add(&text, "1,1,1\n");
	return reconcile(&text);
}

static int32_t
bytes_of(int count)
{
	struct text text = {0};

	add(&text, "date,amount,reference\n");
	while (text.length + 1024 < (size_t)count) {
		add(&text, "2017-04-30,1.00,");
		fill(&text, 'r', 1000);
		add(&text, "\n");
	}
	add(&text, "2017-04-30,1.00,");
	fill(&text, 'r', (size_t)count - text.length - 1);
	add(&text, "\n");
	CHECK_EQUAL(text.length, count);
	return reconcile(&text);
}

static void
test_limits(void)
{
	CHECK_EQUAL(field_of(4096), POMOST_OK);
	CHECK_EQUAL(field_of(4097), POMOST_ERR_LIMIT);
	CHECK_EQUAL(line_of(64 * 1024), POMOST_ERR_SYNTAX);
	CHECK_EQUAL(line_of(64 * 1024 + 1), POMOST_ERR_LIMIT);
	/* 64 names are read, and are none of a payment. */
	CHECK_EQUAL(columns_of(64), POMOST_ERR_KEY_UNKNOWN);
	CHECK_EQUAL(columns_of(65), POMOST_ERR_LIMIT);
	CHECK_EQUAL(fields_of(33333), POMOST_ERR_DATE);
	CHECK_EQUAL(fields_of(33334), POMOST_ERR_LIMIT);
	CHECK_EQUAL(bytes_of(1024 * 1024), POMOST_OK);
	CHECK_EQUAL(bytes_of(1024 * 1024 + 1), POMOST_ERR_LIMIT);
}

/*
 * The largest sum, moved from March to a month that begins on the 31st and is due on the same day: what is open and
 * what was taken are beyond 64 bits together.
 */
static void
test_sums(void)
{
	static const char payments[] = "date,amount,reference\n2017-03-31,5.00,a\n";
	pomost_programme *large = parse_programme(
		"pomost: 1\nid: p\nname: p\ncurrency: PLN\n"
		"sources: {s: {title: t, seen: 2026-11-22}}\nsource: s\nrounding: half-up\n"
		"bridging:\n  from: employment\n  month-end: next\n  part-months: calendar-days\n"
		"  due: {day: last, month: same}\n"
		"  phases: [{name: basic, months: 2, amount: {up-to: 92233720368547758.06}}]\n"
		"suspension: {paid: false, shifts-schedule: true}\n");
	pomost_case *moved =
		parse_case(large, "pomost: 1\nid: c\nprogramme: p\n"
				  "workplaces: [{id: w1, employed: 2017-01-31, job-fraction: 1, "
				  "requested: {basic: [0.01, 92233720368547758.06]}}]\n"
				  "events:\n- {on: 2017-03-01, what: suspended, workplace: w1}\n"
				  "- {on: 2017-03-31, what: resumed, workplace: w1}\n");
	pomost_award *award;

	if (CHECK(pomost_case_reconcile(moved, payments, strlen(payments), NULL, POMOST_NO_DATE, 0,
					&award, NULL) == POMOST_OK)) {
		CHECK_EQUAL(*i64_of(award, "award", "total"), INT64_MAX);
		CHECK_EQUAL(*i64_of(award, "payments", "difference"), 500 - (INT64_MAX - 1));
		CHECK(text_is(award, "payments", "status", 0, "short"));
	}
	pomost_award_free(award);
	pomost_case_free(moved);
	pomost_programme_unref(large);
}

int
main(void)
{
	static const struct test tests[] = {
		{"changed bytes of payments", test_payments},
		{"changed bytes of events", test_events},
		{"payments drawn by lot", test_drawn},
		{"limits of a list of payments", test_limits},
		{"sums beyond 64 bits", test_sums},
	};
	int status;

	programme = parse_programme(PROGRAMME);
	subject = parse_case(programme, CASE EVENTS);
	status = run_tests(tests, COUNT(tests));
	pomost_case_free(subject);
	pomost_programme_unref(programme);
	return status;
}
