/* SPDX-License-Identifier: Apache-2.0 */
/* Each limit of a programme, a case and an award at one below, at, and one above. */
#include "text.h"

#define HEAD                                                                                       \
	"pomost: 1\nid: p\nname: p\ncurrency: PLN\nsources: {s: {title: t, seen: 2026-11-22}}\n"   \
	"source: s\n"
#define GRANT "grant: {amount: {flat: 1}}\n"

/* Reads a programme, which may be thrown away. */
static int32_t
read_programme(struct text *text, pomost_programme **programme)
{
	pomost_programme *made;
	pomost_error *error;
	int32_t status;

	status = pomost_programme_parse(text->bytes, text->length, "p", NULL, &made, &error);
	CHECK_EQUAL(pomost_error_code(error), status);
	CHECK((made != NULL) == (status == POMOST_OK));
	pomost_error_free(error);
	if (programme)
		*programme = made;
	else
		pomost_programme_unref(made);
	free(text->bytes);
	return status;
}

/* One below the limit, at it, and one above. */
static void
check_around(const char *label, int32_t (*read)(int count), int limit, int32_t above)
{
	int count;

	for (count = limit - 1; count <= limit + 1; count++) {
		int32_t status = read(count);

		CHECK_SAYING(status == (count > limit ? above : POMOST_OK), "%d %s: %s", count,
			     label, pomost_status_name(status));
	}
}

static int32_t
read_phases(int count)
{
	struct text text = {0};
	int i;

	add(&text, HEAD "bridging:\n from: employment\n phases:\n");
	for (i = 0; i < count; i++)
		add(&text, "  - {name: p%d, months: 1, amount: {flat: 1}}\n", i);
	return read_programme(&text, NULL);
}

static int32_t
read_caps(int count)
{
	struct text text = {0};
	int i;

	add(&text, HEAD GRANT "caps:\n");
	for (i = 0; i < count; i++)
		add(&text, "  - {name: c%d, on: grant, per: entity, amount: %d}\n", i, i);
	return read_programme(&text, NULL);
}

static int32_t
read_funds(int count)
{
	struct text text = {0};
	int i;

	add(&text, HEAD GRANT "financing:\n  - {name: rest, share: rest}\n");
	for (i = 1; i < count; i++)
		add(&text, "  - {name: f%d, share: 1/100}\n", i);
	return read_programme(&text, NULL);
}

static int32_t
read_months(int count)
{
	struct text text = {0};

	add(&text,
	    HEAD "bridging:\n from: employment\n phases:\n"
		 "  - {name: p, months: %d, amount: {flat: 1}}\n",
	    count);
	return read_programme(&text, NULL);
}

static int32_t
read_digits(int count)
{
	struct text text = {0};
	int i;

	add(&text, HEAD "grant: {amount: {flat: 1");
	for (i = 1; i < count; i++)
		add(&text, "%d", i % 10);
	add(&text, "}}\n");
	return read_programme(&text, NULL);
}

static int32_t
read_decimals(int count)
{
	struct text text = {0};
	int i;

	add(&text, HEAD "grant: {amount: {flat: 0.");
	for (i = 1; i < count; i++)
		add(&text, "0");
	add(&text, "1}}\n");
	return read_programme(&text, NULL);
}

/* Zeros before and after are digits as written, too. */
static int32_t
read_zeros(int count)
{
	struct text text = {0};
	int i;

	add(&text, HEAD "grant: {amount: {flat: 1.");
	for (i = 0; i < count; i++)
		add(&text, "0");
	add(&text, "}}\n");
	return read_programme(&text, NULL);
}

static int32_t
read_name(int count)
{
	struct text text = {0};
	int i;

	add(&text, "pomost: 1\nname: p\ncurrency: PLN\nsources: {}\n" GRANT "id: ");
	for (i = 0; i < count; i++)
		add(&text, "n");
	add(&text, "\n");
	return read_programme(&text, NULL);
}

static void
test_programme(void)
{
	check_around("phases", read_phases, 64, POMOST_ERR_LIMIT);
	check_around("caps", read_caps, 64, POMOST_ERR_LIMIT);
	check_around("funds", read_funds, 16, POMOST_ERR_LIMIT);
	check_around("months of a phase", read_months, 1200, POMOST_ERR_VALUE);
	check_around("digits", read_digits, 64, POMOST_ERR_LIMIT);
	check_around("digits after the point", read_decimals, 32, POMOST_ERR_LIMIT);
	check_around("zeros after the point", read_zeros, 32, POMOST_ERR_LIMIT);
	check_around("bytes of a name", read_name, 64, POMOST_ERR_VALUE);
}

/* A programme whose one phase has so many months, from its own start. */
static pomost_programme *
long_programme(int months, int start)
{
	struct text text = {0};
	pomost_programme *programme;

	add(&text,
	    HEAD "bridging:\n from: employment\n phases:\n"
		 "  - {name: p, months: %d, start: %d, amount: {flat: 1}}\n",
	    months, start);
	if (read_programme(&text, &programme) != POMOST_OK)
		bail_out("a programme of many months", NULL);
	return programme;
}

/* How many instalments a case of so many workplaces gets; 0 and the status where it gets none. */
static size_t
assess(pomost_programme *programme, int workplaces, int32_t *status)
{
	struct text text = {0};
	pomost_award *award = NULL;
	pomost_error *error = NULL;
	pomost_case *subject;
	size_t rows = 0;

	add(&text, "pomost: 1\nid: c\nprogramme: p\nworkplaces:\n");
	if (workplaces > 5000) {
		add(&text, "  - {count: 5000, employed: 2000-01-01, job-fraction: 1}\n");
		workplaces -= 5000;
	}
	add(&text, "  - {count: %d, employed: 2000-01-01, job-fraction: 1}\n", workplaces);
	*status = pomost_case_parse(programme, text.bytes, text.length, "c", &subject, &error);
	if (*status == POMOST_OK)
		*status = pomost_case_assess(subject, 0, &award, &error);
	if (*status == POMOST_OK)
		CHECK(pomost_award_rows(award, "instalments", &rows, NULL) == POMOST_OK);
	CHECK_EQUAL(pomost_error_code(error), *status);
	pomost_error_free(error);
	pomost_award_free(award);
	pomost_case_free(subject);
	free(text.bytes);
	return rows;
}

static void
test_workplaces(void)
{
	struct text text = {0};
	pomost_programme *programme;
	int32_t status;
	int count;

	add(&text, HEAD GRANT);
	CHECK_EQUAL(read_programme(&text, &programme), POMOST_OK);
	for (count = 9999; count <= 10001; count++) {
		CHECK_EQUAL(assess(programme, count, &status), count > 10000 ? 0 : count);
		CHECK_EQUAL(status, count > 10000 ? POMOST_ERR_LIMIT : POMOST_OK);
	}
	pomost_programme_unref(programme);
}

/* By path one at a time, the list ends at the same place. */
static void
test_built_workplaces(void)
{
	pomost_programme *jowes = load_jowes();
	pomost_case *subject;
	size_t index = 0;
	int i;

	CHECK(pomost_case_new(jowes, &subject, NULL) == POMOST_OK);
	for (i = 0; i < 10000; i++) {
		if (pomost_case_add(subject, "workplaces", &index, NULL) != POMOST_OK)
			break;
	}
	CHECK_EQUAL(i, 10000);
	CHECK_EQUAL(index, 9999);
	CHECK_EQUAL(pomost_case_add(subject, "workplaces", &index, NULL), POMOST_ERR_LIMIT);
	CHECK_EQUAL(index, 9999);
	pomost_case_free(subject);
	pomost_programme_unref(jowes);
}

/* 250 000 instalments: 208 × 1 200 = 249 600, and 625 × 400 = 250 000. */
static void
test_instalments(void)
{
	static const struct {
		int months, workplaces;
	} rows[] = {{1200, 208}, {1200, 209}, {400, 624}, {400, 625},   {400, 626},
		    {25, 10000}, {26, 9615},  {26, 9616}, {1200, 10000}};
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		int product = rows[i].months * rows[i].workplaces;
		pomost_programme *programme = long_programme(rows[i].months, 1);
		int32_t status;

		CHECK_EQUAL(assess(programme, rows[i].workplaces, &status),
			    product > 250000 ? 0 : product);
		CHECK_EQUAL(status, product > 250000 ? POMOST_ERR_LIMIT : POMOST_OK);
		pomost_programme_unref(programme);
	}
}

/* A schedule of several phases has at most 1 200 months. */
static void
test_schedule(void)
{
	int start;

	for (start = 599; start <= 603; start++) {
		pomost_programme *programme = long_programme(600, start);
		/* The last month is start + 599. */
		bool good = start + 599 <= 1200;
		int32_t status;

		CHECK_EQUAL(assess(programme, 1, &status), good ? 600 : 0);
		CHECK_EQUAL(status, good ? POMOST_OK : POMOST_ERR_LIMIT);
		pomost_programme_unref(programme);
	}
}

/* At most 100 errors are told; the last then says how many more there are. */
static void
test_errors(void)
{
	static const int counts[] = {1, 99, 100, 101, 102, 1000};
	size_t i;

	for (i = 0; i < COUNT(counts); i++) {
		const pomost_error *last = NULL;
		const pomost_error *each;
		struct text text = {0};
		pomost_programme *programme;
		pomost_error *error;
		char more[32];
		int told = 0;
		int j;

		add(&text, HEAD GRANT "targets:\n");
		for (j = 0; j < counts[i]; j++)
			add(&text, "  t%d: -1\n", j);
		CHECK(pomost_programme_parse(text.bytes, text.length, "p", NULL, &programme,
					     &error) == POMOST_ERR_VALUE);
		for (each = error; each; each = pomost_error_next(each)) {
			last = each;
			told++;
		}
		CHECK_SAYING(told == (counts[i] < 100 ? counts[i] : 100) ||
				     (counts[i] > 100 && told == 101),
			     "%d faults: %d told", counts[i], told);
		snprintf(more, sizeof more, "%d more", counts[i] - 100);
		CHECK_SAYING((strstr(pomost_error_message(last), " more") != NULL) ==
				     (counts[i] > 100),
			     "%d faults: %s", counts[i], pomost_error_message(last));
		CHECK_SAYING(counts[i] <= 100 || strstr(pomost_error_message(last), more),
			     "%d faults: %s", counts[i], pomost_error_message(last));
		pomost_error_free(error);
		free(text.bytes);
	}
}

/* Sums to the last minor unit of 64 bits, and one over. */
static void
test_money(void)
{
	static const struct {
		const char *amount;
		int workplaces;
		int32_t status;
	} rows[] = {
		{"92233720368547758.06", 1, POMOST_OK},
		{"92233720368547758.07", 1, POMOST_OK},
		{"92233720368547758.08", 1, POMOST_ERR_LIMIT},
		{"46116860184273879.03", 2, POMOST_OK},
		{"46116860184273879.04", 2, POMOST_ERR_LIMIT},
		{"9223372036854.77", 10000, POMOST_OK},
		{"9223372036854.78", 10000, POMOST_ERR_LIMIT},
	};
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		struct text text = {0};
		pomost_programme *programme;
		int32_t status = POMOST_OK;

		add(&text, HEAD "grant: {amount: {flat: %s}}\n", rows[i].amount);
		CHECK_EQUAL(read_programme(&text, &programme), POMOST_OK);
		if (programme)
			assess(programme, rows[i].workplaces, &status);
		CHECK_SAYING(status == rows[i].status, "%d of %s: %s", rows[i].workplaces,
			     rows[i].amount, pomost_status_name(status));
		pomost_programme_unref(programme);
	}
}

/* An error echoes at most 80 bytes of input, and what is no letter is escaped. */
static void
test_echo(void)
{
	struct text text = {0};
	pomost_programme *programme;
	pomost_error *error;
	const char *message;
	int i;

	add(&text, HEAD "grant: {amount: {flat: \"a\\tb");
	for (i = 0; i < 5000; i++)
		add(&text, "x");
	add(&text, "\"}}\n");
	CHECK(pomost_programme_parse(text.bytes, text.length, "p", NULL, &programme, &error) ==
	      POMOST_ERR_NUMBER);
	message = pomost_error_message(error);
	CHECK(strlen(message) < 300);
	CHECK(strstr(message, "\"a\\x09b") != NULL);
	CHECK(strchr(message, '\t') == NULL);
	pomost_error_free(error);
	free(text.bytes);
}

int
main(void)
{
	static const struct test tests[] = {
		{"a programme", test_programme},
		{"workplaces", test_workplaces},
		{"workplaces by path", test_built_workplaces},
		{"instalments", test_instalments},
		{"months of a schedule", test_schedule},
		{"errors told", test_errors},
		{"money", test_money},
		{"input in errors", test_echo},
	};

	return run_tests(tests, COUNT(tests));
}
