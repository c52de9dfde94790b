/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Calls and forecasts from outside. The decisions on a large ranking are worked out here again, with nothing but what
 * each application asks for.
 */
#include "calls.h"

#include <stdio.h>

#define POOL 96
#define APPLICATIONS 120

/* A workplace pays 1 000.00; there is a pool of workplaces. */
#define PROGRAMME(misfit)                                                                          \
	"pomost: 1\nid: p\nname: p\ncurrency: PLN\nsources: {s: {title: t, seen: 2026-11-22}}\n"   \
	"source: s\ngrant: {amount: {flat: 1000}}\n"                                               \
	"caps: [{name: pool, on: grant, per: programme, workplaces: 96}]\n"                        \
	"call: {order: [score, received], misfit: " misfit "}\n"

/* Application `i` asks for 1 to 7 workplaces, and no two have one score. */
static int32_t
asks(int i)
{
	return i * 5 % 7 + 1;
}

static int
score(int i)
{
	return i * 78 % 121;
}

/* A ranking whose lines stand in an order that begins at `first`. */
static void
write_ranking(char *text, size_t size, int first)
{
	size_t length = (size_t)snprintf(text, size, "case,score,received,workplaces\n");
	int i;

	for (i = 0; i < APPLICATIONS; i++) {
		int j = (i * 7 + first) % APPLICATIONS;

		length += (size_t)snprintf(text + length, size - length, "a%d,%d,2017-01-01,%d\n",
					   j, score(j), (int)asks(j));
	}
}

/* The applications from the highest score down. */
static void
rank(int order[APPLICATIONS])
{
	int i;
	int j;

	for (i = 0; i < APPLICATIONS; i++) {
		for (j = i; j > 0 && score(order[j - 1]) < score(i); j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
}

/* What each application gets of the pool, by the rule: 's'top, s'k'ip or in 'p'art. */
static void
decide(char misfit, const int order[APPLICATIONS], int32_t granted[APPLICATIONS])
{
	bool stopped = false;
	int32_t left = POOL;
	int i;

	for (i = 0; i < APPLICATIONS; i++) {
		int32_t asked = asks(order[i]);

		granted[i] = !stopped && asked <= left ? asked : 0;
		if (misfit == 'p' && asked > left)
			granted[i] = left;
		stopped |= misfit == 's' && asked > left;
		left -= granted[i];
	}
}

static void
check_decisions(const pomost_call *call, char misfit)
{
	const int32_t *workplaces = NULL;
	const int64_t *amounts = NULL;
	const int64_t *left = NULL;
	int32_t granted[APPLICATIONS];
	int order[APPLICATIONS];
	int32_t sum = 0;
	int i;

	rank(order);
	decide(misfit, order, granted);
	CHECK(pomost_call_column_i32(call, "decisions", "workplaces", &workplaces, NULL) ==
	      POMOST_OK);
	CHECK(pomost_call_column_i64(call, "decisions", "amount", &amounts, NULL) == POMOST_OK);
	CHECK(pomost_call_column_i64(call, "left", "left", &left, NULL) == POMOST_OK);
	for (i = 0; i < APPLICATIONS; i++) {
		sum += granted[i];
		CHECK_SAYING(workplaces[i] == granted[i] && amounts[i] == granted[i] * 100000 &&
				     left[i] == POOL - sum && left[i] >= 0,
			     "misfit %c, rank %d: %d workplaces instead of %d", misfit, i + 1,
			     (int)workplaces[i], (int)granted[i]);
	}
}

/* The same lines in another order give the same decisions. */
static void
test_pool(void)
{
	static const char *const programmes[] = {PROGRAMME("stop"), PROGRAMME("skip"),
						 PROGRAMME("part")};
	static const char misfits[] = "skp";
	static char ranking[8192];
	size_t i;

	for (i = 0; i < COUNT(programmes); i++) {
		pomost_programme *programme = parse_programme(programmes[i]);
		char *texts[2] = {NULL, NULL};
		int j;

		for (j = 0; j < 2; j++) {
			pomost_call *call = NULL;

			write_ranking(ranking, sizeof ranking, j * 11);
			WORKS(pomost_call_decide, programme, NULL, 0, ranking, strlen(ranking),
			      NULL, &call);
			check_decisions(call, misfits[i]);
			WORKS(pomost_call_report, call, "json", &texts[j], NULL);
			pomost_call_free(call);
		}
		CHECK(strcmp(texts[0], texts[1]) == 0);
		pomost_text_free(texts[0]);
		pomost_text_free(texts[1]);
		pomost_programme_unref(programme);
	}
}

static const char ranked[] = "case,score,received\nc,1,2017-01-01\n";
static const char one_case[] =
	"{pomost: 1, id: c, programme: p, workplaces: [{count: 1, job-fraction: 1}]}";

static void
test_arguments(void)
{
	pomost_programme *programme = parse_programme(PROGRAMME("skip"));
	pomost_programme *twin = parse_programme(PROGRAMME("skip"));
	pomost_programme *other = parse_programme(PROGRAMME("stop"));
	pomost_programme *without = parse_programme(
		"pomost: 1\nid: p\nname: p\ncurrency: PLN\nsources: {s: {title: t, seen: "
		"2026-11-22}}\nsource: s\ngrant: {amount: {flat: 1}}\n");
	pomost_case *subject = parse_case(programme, one_case);
	pomost_case *none = NULL;
	pomost_call *call = GARBAGE;
	size_t rows = 0;

	WORKS(pomost_call_decide, programme, &subject, 1, ranked, sizeof ranked - 1, NULL, &call);
	/* Decisions outlive the case and the programme. */
	pomost_case_free(subject);
	pomost_programme_unref(programme);
	WORKS(pomost_call_rows, call, "pools", &rows);
	CHECK_EQUAL(rows, 1);
	REFUSES(pomost_call_rows, call, "instalments", &rows);
	pomost_call_free(call);
	subject = parse_case(twin, one_case);
	REFUSES(pomost_call_decide, twin, &none, 1, ranked, sizeof ranked - 1, NULL, &call);
	CHECK(call == NULL);
	REFUSES(pomost_call_decide, twin, &subject, 1, NULL, 0, NULL, &call);
	REFUSES(pomost_call_decide, twin, &subject, 1, ranked, sizeof ranked - 1, NULL, NULL);
	FAILS(POMOST_ERR_MISMATCH, pomost_call_decide, other, &subject, 1, ranked,
	      sizeof ranked - 1, NULL, &call);
	pomost_case_free(subject);
	FAILS(POMOST_ERR_KEY_MISSING, pomost_call_decide, without, NULL, 0, ranked,
	      sizeof ranked - 1, NULL, &call);
	FAILS(POMOST_ERR_REFERENCE, pomost_call_decide, twin, NULL, 0, ranked, sizeof ranked - 1,
	      NULL, &call);
	pomost_programme_unref(twin);
	pomost_programme_unref(other);
	pomost_programme_unref(without);
}

/* Grants that together are too large fail as a whole. */
static void
test_sums(void)
{
	pomost_programme *programme = parse_programme(
		"pomost: 1\nid: p\nname: p\ncurrency: PLN\nsources: {s: {title: t, seen: "
		"2026-11-22}}\nsource: s\ngrant: {amount: {flat: 90000000000000000.00}}\n"
		"call: {order: [score], misfit: skip}\n");
	static const char two[] = "case,score,workplaces\na,1,1\nb,2,1\n";
	static const char one[] = "case,score,workplaces\na,1,1\n";
	pomost_call *call = NULL;

	FAILS(POMOST_ERR_LIMIT, pomost_call_decide, programme, NULL, 0, two, sizeof two - 1, NULL,
	      &call);
	WORKS(pomost_call_decide, programme, NULL, 0, one, sizeof one - 1, NULL, &call);
	pomost_call_free(call);
	pomost_programme_unref(programme);
}

int
main(void)
{
	static const struct test tests[] = {
		{"a pool of 96 workplaces", test_pool},
		{"arguments", test_arguments},
		{"sums", test_sums},
	};

	return run_tests(tests, COUNT(tests));
}
