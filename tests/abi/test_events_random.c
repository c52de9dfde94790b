/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What holds for whatever happens to workplaces: drawn cases are settled, and each rule is computed here anew from
 * the columns. A failure names the number of its case; that number as argument prints its files.
 */
#include "columns.h"
#include "draw_events.h"

#define CASES 12000
#define CASES_OF_PROGRAMME 3
#define LONG_AFTER day_of(2090, 1, 1)

/* The columns of an award or of a settlement that the rules look at. */
struct view {
	pomost_award *award;
	size_t rows;
	const int32_t *workplace, *part, *month, *from, *to, *due;
	const int64_t *amount;
	size_t changes;
	const int32_t *change_row, *change_event;
	const int64_t *change_before, *change_after;
};

/* One case while the rules are checked. */
struct trial {
	const struct drawn *drawn;
	pomost_programme *programme;
	pomost_case *subject;
	struct lot lot;
	struct view award;
	struct view settled;
	int32_t *base; /* by row of the settlement: the row of the award, -1 of an added month */
};

static uint64_t current; /* the case, for failures */
static bool is_verbose;

#define HOLDS(condition)                                                                           \
	check_that((condition), __FILE__, __LINE__, "case %llu: %s", (unsigned long long)current,  \
		   #condition)

static struct view
view_of(pomost_award *award)
{
	struct view view = {
		.award = award,
		.rows = rows_of(award, "instalments"),
		.workplace = i32_of(award, "instalments", "workplace"),
		.part = i32_of(award, "instalments", "part"),
		.month = i32_of(award, "instalments", "month"),
		.from = i32_of(award, "instalments", "from"),
		.to = i32_of(award, "instalments", "to"),
		.due = i32_of(award, "instalments", "due"),
		.amount = i64_of(award, "instalments", "amount"),
		.changes = rows_of(award, "changes"),
		.change_row = i32_of(award, "changes", "instalment"),
		.change_event = i32_of(award, "changes", "event"),
		.change_before = i64_of(award, "changes", "before"),
		.change_after = i64_of(award, "changes", "after"),
	};

	return view;
}

static void
fail_call(const char *what, pomost_error *error)
{
	check_that(false, __FILE__, __LINE__, "case %llu: %s: %s", (unsigned long long)current,
		   what, pomost_error_message(error));
	pomost_error_free(error);
}

/* NULL after a failure, which counts as one. */
static pomost_award *
settle(pomost_case *subject, int32_t on)
{
	pomost_award *award;
	pomost_error *error;

	if (pomost_case_settle(subject, on, 0, &award, &error) != POMOST_OK)
		fail_call("settle", error);
	return award;
}

/* The first `count` events, in an order, as a case. NULL after a failure, which counts as one. */
static pomost_case *
parse_drawn(const struct trial *trial, const int *order, int count)
{
	struct text text = write_case(trial->drawn, order, count);
	pomost_case *subject;
	pomost_error *error;

	if (pomost_case_parse(trial->programme, text.bytes, text.length, "case", &subject,
			      &error) != POMOST_OK)
		fail_call("parse", error);
	free(text.bytes);
	return subject;
}

static char *
json_text(const pomost_award *award)
{
	char *text = NULL;

	HOLDS(pomost_award_report(award, "json", &text, NULL, NULL) == POMOST_OK);
	return text;
}

/* The day by which an instalment counts. */
static int32_t
day_at(const struct view *view, size_t row)
{
	return view->due[row] != POMOST_NO_DATE ? view->due[row] : view->from[row];
}

/* Sums: parts, workplaces, funds and the whole are those of the instalments. */
static void
check_sums(const struct view *view)
{
	const pomost_award *award = view->award;
	size_t parts = rows_of(award, "parts");
	size_t funds = rows_of(award, "financing");
	int64_t by_part[8] = {0};
	int64_t by_workplace[WORKPLACES][3] = {{0}};
	int64_t sums[3] = {0};
	static const char *const kinds[] = {"grant", "phase", "component"};
	static const char *const columns[] = {"grant", "bridging", "components"};
	size_t i;
	size_t k;

	for (i = 0; i < view->rows; i++) {
		by_part[view->part[i]] += view->amount[i];
		for (k = 0; k < 3; k++) {
			if (!text_is(award, "parts", "kind", (size_t)view->part[i], kinds[k]))
				continue;
			sums[k] += view->amount[i];
			if (view->workplace[i] >= 0)
				by_workplace[view->workplace[i]][k] += view->amount[i];
		}
	}
	for (i = 0; i < parts; i++)
		HOLDS(by_part[i] == i64_of(award, "parts", "amount")[i]);
	for (i = 0; i < rows_of(award, "workplaces"); i++) {
		int64_t *own = by_workplace[i];

		for (k = 0; k < 3; k++)
			HOLDS(own[k] == i64_of(award, "workplaces", columns[k])[i]);
		HOLDS(own[0] + own[1] + own[2] == i64_of(award, "workplaces", "total")[i]);
	}
	for (k = 0; k < 3; k++)
		HOLDS(sums[k] == *i64_of(award, "award", columns[k]));
	HOLDS(sums[0] + sums[1] + sums[2] == *i64_of(award, "award", "total"));
	if (funds > 0) {
		const int64_t *eu = i64_of(award, "instalments", "financing.EU");
		const int64_t *state = i64_of(award, "instalments", "financing.state");
		int64_t of_eu = 0;
		int64_t of_state = 0;

		for (i = 0; i < view->rows; i++) {
			HOLDS(eu[i] >= 0 && state[i] >= 0 && eu[i] + state[i] == view->amount[i]);
			of_eu += eu[i];
			of_state += state[i];
		}
		HOLDS(of_eu == i64_of(award, "financing", "amount")[0]);
		HOLDS(of_state == i64_of(award, "financing", "amount")[1]);
	}
}

static bool
is_same(const struct view *a, size_t i, const struct view *b, size_t j)
{
	return a->workplace[i] == b->workplace[j] && a->part[i] == b->part[j] &&
	       a->month[i] == b->month[j] && a->from[i] == b->from[j];
}

/*
 * No instalment twice. Phases of one stage go on by themselves, so that a month added to the first of two may stand
 * beside the same month of the second.
 */
static void
check_once(const struct trial *trial)
{
	const struct view *view = &trial->settled;
	const struct drawn_rules *rules = &trial->drawn->rules;
	size_t i;
	size_t j;

	for (i = 0; i < view->rows; i++) {
		int phases = 0;
		int same = 0;

		for (j = 0; j < (size_t)rules->phases; j++)
			phases += text_is(view->award, "parts", "name", (size_t)view->part[i],
					  rules->phase_names[j]);
		for (j = 0; j < view->rows; j++)
			same += is_same(view, i, view, j);
		HOLDS(same <= (phases > 1 ? phases : 1));
	}
}

/* Finds the row of the award of each row of the settlement: what was added of a stage stands before it. */
static void
find_bases(struct trial *trial)
{
	const struct view *settled = &trial->settled;
	const struct view *award = &trial->award;
	size_t left = award->rows;
	size_t i;

	trial->base = malloc((settled->rows + 1) * sizeof *trial->base);
	for (i = settled->rows; i-- > 0;) {
		bool found = left > 0 && is_same(settled, i, award, left - 1);

		trial->base[i] = found ? (int32_t)--left : -1;
		HOLDS(found || (settled->workplace[i] >= 0 && settled->month[i] > 0));
	}
	HOLDS(left == 0);
}

/* Nothing is paid beyond what the caps left, and changes lead from that to what stands. */
static void
check_changes(const struct trial *trial)
{
	const struct view *settled = &trial->settled;
	const struct view *award = &trial->award;
	size_t next = 0;
	size_t i;

	for (i = 0; i < settled->rows; i++) {
		int32_t base = trial->base[i];
		int64_t amount = base >= 0 ? award->amount[base] : 0;

		HOLDS(settled->amount[i] >= 0);
		HOLDS(base < 0 || settled->amount[i] <= amount);
		for (; next < settled->changes && (size_t)settled->change_row[next] == i; next++) {
			HOLDS(settled->change_before[next] == amount);
			HOLDS(settled->change_after[next] != amount);
			HOLDS(settled->change_after[next] >= 0);
			HOLDS((size_t)settled->change_event[next] <
			      rows_of(settled->award, "events"));
			amount = settled->change_after[next];
		}
		HOLDS(amount == settled->amount[i]);
	}
	HOLDS(next == settled->changes);
}

/* What the events of a workplace may take for good. */
static bool
loses(const struct drawn *drawn, int workplace)
{
	bool suspended = false;
	int32_t vacated = POMOST_NO_DATE;
	int i;

	for (i = 0; i < drawn->event_count; i++) {
		const struct event *event = &drawn->events[i];

		if (event->workplace >= 0 && event->workplace != workplace)
			continue;
		if (event->what == CLOSED || event->what == AGREEMENT_ENDED ||
		    event->what == JOB_FRACTION)
			return true;
		if (event->what == VACATED) {
			vacated = event->on;
		} else if (event->what == REFILLED) {
			if (event->on > refill_end(&drawn->rules, vacated))
				return true;
			vacated = POMOST_NO_DATE;
		} else {
			suspended = event->what == SUSPENDED;
		}
		if ((event->what == VACATED && !drawn->rules.vacancy_shifts) ||
		    (event->what == SUSPENDED && !drawn->rules.suspension_shifts))
			return true;
	}
	return suspended || vacated != POMOST_NO_DATE || drawn->rules.has_until;
}

/* The day from which on nothing of a workplace is paid; POMOST_NO_DATE. */
static int32_t
closed_from(const struct drawn *drawn, int workplace)
{
	int32_t vacated = POMOST_NO_DATE;
	int i;

	for (i = 0; i < drawn->event_count; i++) {
		const struct event *event = &drawn->events[i];
		bool closes = event->what == CLOSED || event->what == AGREEMENT_ENDED;

		if (event->workplace >= 0 && event->workplace != workplace)
			continue;
		if (closes ||
		    (event->what == REFILLED && event->on > refill_end(&drawn->rules, vacated)))
			return vacated != POMOST_NO_DATE ? vacated : event->on;
		if (event->what == VACATED)
			vacated = event->on;
		else if (event->what == REFILLED)
			vacated = POMOST_NO_DATE;
	}
	return vacated;
}

/* Nothing is paid from a closing on, and no month is added where nothing is moved. */
static void
check_closed(const struct trial *trial)
{
	const struct view *view = &trial->settled;
	const struct drawn_rules *rules = &trial->drawn->rules;
	int32_t closed[WORKPLACES];
	size_t i;
	int w;

	for (w = 0; w < trial->drawn->workplaces; w++)
		closed[w] = closed_from(trial->drawn, w);
	for (i = 0; i < view->rows; i++) {
		int32_t day = view->month[i] > 0 ? view->from[i] : view->due[i];

		HOLDS(trial->base[i] >= 0 || rules->vacancy_shifts || rules->suspension_shifts);
		if (view->workplace[i] < 0 || closed[view->workplace[i]] == POMOST_NO_DATE)
			continue;
		HOLDS(day < closed[view->workplace[i]] || view->amount[i] == 0);
	}
}

/* Where nothing is lost all is paid: of each workplace the same of each part. */
static long
check_nothing_lost(const struct trial *trial)
{
	const struct view *views[] = {&trial->award, &trial->settled};
	long kept = 0;
	int workplace;
	size_t i;
	size_t v;

	HOLDS(*i64_of(trial->settled.award, "award", "total") <=
	      *i64_of(trial->award.award, "award", "total"));
	for (workplace = 0; workplace < trial->drawn->workplaces; workplace++) {
		int64_t sums[2][8] = {{0}};

		for (v = 0; v < 2; v++) {
			for (i = 0; i < views[v]->rows; i++) {
				if (views[v]->workplace[i] == workplace)
					sums[v][views[v]->part[i]] += views[v]->amount[i];
			}
		}
		if (!loses(trial->drawn, workplace)) {
			HOLDS(memcmp(sums[0], sums[1], sizeof sums[0]) == 0);
			kept += trial->settled.changes > 0;
		}
		for (i = 0; i < 8; i++)
			HOLDS(sums[1][i] <= sums[0][i]);
	}
	return kept;
}

/* An order in which the events of each workplace, and those of all, stand as they did. */
static void
shuffle(struct trial *trial, int order[EVENTS])
{
	const struct drawn *drawn = trial->drawn;
	int places[WORKPLACES];
	int begin = 0;
	int at = 0;
	int end;
	int i;
	int w;

	for (w = 0; w < WORKPLACES; w++) {
		i = below(&trial->lot, w + 1);
		places[w] = places[i];
		places[i] = w;
	}
	for (begin = 0; begin < drawn->event_count; begin = end + 1) {
		end = begin;
		while (end < drawn->event_count && drawn->events[end].workplace >= 0)
			end++;
		for (w = 0; w < WORKPLACES; w++) {
			for (i = begin; i < end; i++) {
				if (drawn->events[i].workplace == places[w])
					order[at++] = i;
			}
		}
		if (end < drawn->event_count)
			order[at++] = end;
	}
}

/* The claims of two settlements, whose events stand in another order. */
static void
check_same_claims(const struct view *a, const struct view *b, const int *order)
{
	size_t claims = rows_of(a->award, "claims");
	size_t rows = rows_of(a->award, "repayments");
	size_t i;
	size_t j;

	HOLDS(claims == rows_of(b->award, "claims"));
	HOLDS(rows == rows_of(b->award, "repayments"));
	for (i = 0; i < rows_of(b->award, "claims"); i++) {
		int32_t event = order[i32_of(b->award, "claims", "event")[i]];

		for (j = 0; j < claims; j++) {
			if (i32_of(a->award, "claims", "event")[j] == event)
				break;
		}
		HOLDS(j < claims);
		HOLDS(j == claims || i64_of(a->award, "claims", "repaid")[j] ==
					     i64_of(b->award, "claims", "repaid")[i]);
	}
}

/* Events of different workplaces may stand in any order. */
static void
check_order(struct trial *trial)
{
	const struct view *a = &trial->settled;
	int order[EVENTS];
	pomost_case *subject;
	struct view b;
	size_t i;

	shuffle(trial, order);
	subject = parse_drawn(trial, order, trial->drawn->event_count);
	b.award = subject ? settle(subject, POMOST_NO_DATE) : NULL;
	pomost_case_free(subject);
	if (!b.award)
		return;
	b = view_of(b.award);
	if (HOLDS(a->rows == b.rows && a->changes == b.changes)) {
		size_t size = a->rows * sizeof(int32_t);

		HOLDS(memcmp(a->workplace, b.workplace, size) == 0);
		HOLDS(memcmp(a->part, b.part, size) == 0);
		HOLDS(memcmp(a->month, b.month, size) == 0);
		HOLDS(memcmp(a->from, b.from, size) == 0);
		HOLDS(memcmp(a->to, b.to, size) == 0);
		HOLDS(memcmp(a->due, b.due, size) == 0);
		HOLDS(memcmp(a->amount, b.amount, a->rows * sizeof(int64_t)) == 0);
		for (i = 0; i < a->changes; i++)
			HOLDS(a->change_row[i] == b.change_row[i] &&
			      a->change_event[i] == order[b.change_event[i]] &&
			      a->change_before[i] == b.change_before[i] &&
			      a->change_after[i] == b.change_after[i]);
	}
	check_same_claims(a, &b, order);
	HOLDS(*i64_of(a->award, "settlement", "due") == *i64_of(b.award, "settlement", "due"));
	pomost_award_free(b.award);
}

/* The same bytes again, also when the award was computed in between. */
static void
check_again(const struct trial *trial)
{
	pomost_award *awards[3] = {NULL, NULL, NULL};
	char *texts[3];
	int i;

	awards[0] = settle(trial->subject, POMOST_NO_DATE);
	HOLDS(pomost_case_assess(trial->subject, 0, &awards[1], NULL) == POMOST_OK);
	awards[2] = settle(trial->subject, POMOST_NO_DATE);
	texts[1] = json_text(trial->settled.award);
	for (i = 0; i < 3; i += 2) {
		texts[i] = awards[i] ? json_text(awards[i]) : NULL;
		HOLDS(texts[i] && texts[1] && strcmp(texts[i], texts[1]) == 0);
		pomost_text_free(texts[i]);
	}
	pomost_text_free(texts[1]);
	texts[0] = json_text(trial->award.award);
	texts[1] = awards[1] ? json_text(awards[1]) : NULL;
	HOLDS(texts[0] && texts[1] && strcmp(texts[0], texts[1]) == 0);
	pomost_text_free(texts[0]);
	pomost_text_free(texts[1]);
	for (i = 0; i < 3; i++)
		pomost_award_free(awards[i]);
}

/* Whether some workplace stands vacant, and is not closed, after so many events. */
static bool
is_vacant(const struct drawn *drawn, int count)
{
	struct drawing drawing = {{0}, {0}, {0}, {0}};
	int i;
	int w;

	for (i = 0; i < count; i++) {
		for (w = 0; w < drawn->workplaces; w++) {
			if (drawn->events[i].workplace < 0 || drawn->events[i].workplace == w)
				happen(&drawing, &drawn->events[i], w);
		}
	}
	for (w = 0; w < drawn->workplaces; w++) {
		if (drawing.vacant[w] && !drawing.closed[w])
			return true;
	}
	return false;
}

/* The next row from which something is paid. */
static size_t
next_paid(const struct view *view, size_t row)
{
	while (row < view->rows && view->amount[row] == 0)
		row++;
	return row;
}

static void
check_same_paid(const struct view *a, const struct view *b)
{
	size_t i = next_paid(a, 0);
	size_t j = next_paid(b, 0);

	while (i < a->rows && j < b->rows) {
		if (!HOLDS(is_same(a, i, b, j) && a->to[i] == b->to[j] && a->due[i] == b->due[j] &&
			   a->amount[i] == b->amount[j]))
			return;
		i = next_paid(a, i + 1);
		j = next_paid(b, j + 1);
	}
	HOLDS(i == a->rows && j == b->rows);
}

/* On a day the events after it are as if they were not there. */
static long
check_day(struct trial *trial)
{
	static const int all[EVENTS] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
	const struct drawn *drawn = trial->drawn;
	int32_t on = drawn->events[below(&trial->lot, drawn->event_count)].on;
	pomost_award *awards[3] = {NULL, NULL, NULL};
	char *texts[2] = {NULL, NULL};
	pomost_case *subject;
	bool is_open;
	int count = 0;
	int i;

	on += chance(&trial->lot, 30) ? below(&trial->lot, 60) : below(&trial->lot, 2) - 1;
	while (count < drawn->event_count && drawn->events[count].on <= on)
		count++;
	is_open = is_vacant(drawn, count);
	subject = parse_drawn(trial, all, count);
	awards[0] = settle(trial->subject, on);
	if (subject) {
		awards[1] = settle(subject, on);
		awards[2] = settle(subject, POMOST_NO_DATE);
	}
	if (HOLDS(awards[0] && awards[1] && awards[2])) {
		struct view views[2] = {view_of(awards[0]), view_of(awards[2])};

		for (i = 0; i < 2; i++)
			texts[i] = json_text(awards[i]);
		HOLDS(strcmp(texts[0], texts[1]) == 0);
		if (!is_open)
			check_same_paid(&views[0], &views[1]);
		check_sums(&views[0]);
	}
	for (i = 0; i < 3; i++)
		pomost_award_free(awards[i]);
	pomost_text_free(texts[0]);
	pomost_text_free(texts[1]);
	pomost_case_free(subject);
	return !is_open;
}

/* What was due of an instalment on its day; 0 of a month that was not there. */
static int64_t
stood_at(const struct trial *trial, const struct view *settled, size_t row)
{
	pomost_award *award = settle(trial->subject, day_at(settled, row));
	struct view view;
	int64_t sum = 0;
	size_t i;

	if (!award)
		return -1;
	view = view_of(award);
	for (i = 0; i < view.rows; i++) {
		if (is_same(&view, i, settled, row))
			sum += view.amount[i];
	}
	pomost_award_free(award);
	return sum;
}

/* Whether the row is the only one of its key: of two of a stage one cannot be told by it. */
static bool
is_alone(const struct view *view, size_t row)
{
	int same = 0;
	size_t i;

	for (i = 0; i < view->rows; i++)
		same += is_same(view, i, view, row);
	return same == 1;
}

/* The sum of what was paid and what goes back, of one row or of one claim. */
static int64_t
sum_where(const struct view *view, const char *key, size_t value, const char *column)
{
	size_t rows = rows_of(view->award, "repayments");
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < rows; i++) {
		if ((size_t)i32_of(view->award, "repayments", key)[i] == value)
			sum += i64_of(view->award, "repayments", column)[i];
	}
	return sum;
}

/* Claims add up, and nothing goes back that was not due by the day. */
static void
check_claim_sums(const struct view *view, int32_t on)
{
	const pomost_award *award = view->award;
	size_t rows = rows_of(award, "repayments");
	int64_t of_due = 0;
	int64_t repaid = 0;
	int64_t due = 0;
	size_t i;

	for (i = 0; i < rows_of(award, "claims"); i++) {
		HOLDS(i64_of(award, "claims", "repaid")[i] ==
		      sum_where(view, "claim", i, "amount"));
		repaid += i64_of(award, "claims", "repaid")[i];
	}
	HOLDS(repaid == *i64_of(award, "settlement", "repaid"));
	for (i = 0; i < view->rows; i++)
		due += on == POMOST_NO_DATE || day_at(view, i) <= on ? view->amount[i] : 0;
	HOLDS(due == *i64_of(award, "settlement", "due"));
	for (i = 0; i < rows; i++) {
		size_t row = (size_t)i32_of(award, "repayments", "instalment")[i];
		int64_t amount = i64_of(award, "repayments", "amount")[i];
		bool after = text_is(award, "repayments", "kind", i, "after-closing");

		HOLDS(amount > 0 && amount <= i64_of(award, "repayments", "paid")[i]);
		HOLDS(i32_of(award, "repayments", "day")[i] == day_at(view, row));
		HOLDS(on == POMOST_NO_DATE || day_at(view, row) <= on);
		HOLDS(after || i64_of(award, "repayments", "paid")[i] <= view->amount[row]);
		of_due += after ? 0 : amount;
	}
	HOLDS(of_due <= due);
}

/* What is taken as paid is what was due on its day: one of the sums that go back. */
static long
check_claims(struct trial *trial)
{
	int32_t on = chance(&trial->lot, 50) ? POMOST_NO_DATE
					     : trial->drawn->agreement + below(&trial->lot, 500);
	pomost_award *award = settle(trial->subject, on);
	struct view view;
	size_t rows;
	size_t row;
	size_t at;

	if (!award)
		return 0;
	view = view_of(award);
	check_claim_sums(&view, on);
	rows = rows_of(award, "repayments");
	if (rows > 0) {
		at = (size_t)below(&trial->lot, (int)rows);
		row = (size_t)i32_of(award, "repayments", "instalment")[at];
		if (is_alone(&view, row)) {
			int64_t stood = stood_at(trial, &view, row);
			bool after = text_is(award, "repayments", "kind", at, "after-closing");

			HOLDS(stood >= sum_where(&view, "instalment", row, "paid"));
			HOLDS(i64_of(award, "repayments", "paid")[at] ==
			      (after                      ? stood - view.amount[row]
			       : stood < view.amount[row] ? stood
							  : view.amount[row]));
		}
	}
	pomost_award_free(award);
	return rows > 0;
}

/* Whether each day of a workplace has one instalment at most, and the entity none. */
static bool
is_one_by_one(const struct view *view)
{
	size_t i;
	size_t j;

	for (i = 0; i < view->rows; i++) {
		if (view->amount[i] == 0)
			continue;
		if (view->workplace[i] < 0)
			return false;
		for (j = 0; j < i; j++) {
			if (view->amount[j] > 0 && view->workplace[j] == view->workplace[i] &&
			    day_at(view, j) == day_at(view, i))
				return false;
		}
	}
	return true;
}

/* Each instalment paid on its day: all is matched, and nothing is open. */
static long
check_payments(struct trial *trial)
{
	pomost_award *award = settle(trial->subject, LONG_AFTER);
	struct text text = {0};
	pomost_error *error;
	struct view view;
	size_t count = 0;
	size_t i;

	if (!award)
		return 0;
	view = view_of(award);
	add(&text, "date,amount,workplace,reference\n");
	for (i = 0; i < view.rows; i++) {
		if (view.amount[i] == 0)
			continue;
		add(&text, "%s,%lld.%02d,w%d,r%zu\n", day_text(day_at(&view, i)),
		    (long long)(view.amount[i] / 100), (int)(view.amount[i] % 100),
		    (int)view.workplace[i] + 1, i);
		count++;
	}
	if (count > 0 && is_one_by_one(&view)) {
		int64_t due = *i64_of(award, "settlement", "due");

		pomost_award_free(award);
		if (pomost_case_reconcile(trial->subject, text.bytes, text.length, "payments",
					  LONG_AFTER, 0, &award, &error) != POMOST_OK) {
			fail_call("reconcile", error);
			free(text.bytes);
			return 0;
		}
		HOLDS(rows_of(award, "payments") == count && rows_of(award, "matches") == count);
		HOLDS(*i32_of(award, "settlement", "mismatches") == 0);
		HOLDS(*i64_of(award, "settlement", "balance") == 0);
		HOLDS(*i64_of(award, "settlement", "paid") == due);
		HOLDS(rows_of(award, "open") == 0 && rows_of(award, "candidates") == 0);
		for (i = 0; i < rows_of(award, "payments"); i++)
			HOLDS(text_is(award, "payments", "status", i, "matched"));
	} else {
		count = 0;
	}
	pomost_award_free(award);
	free(text.bytes);
	return count > 0;
}

/* How often each rule had something to say. */
static struct {
	long settled, invalid, refused, kept, on_day, claimed, paid;
} counts;

static void
check_rules(struct trial *trial)
{
	check_sums(&trial->award);
	check_sums(&trial->settled);
	check_once(trial);
	find_bases(trial);
	check_changes(trial);
	check_closed(trial);
	counts.kept += check_nothing_lost(trial);
	check_order(trial);
	check_again(trial);
	if (trial->drawn->event_count > 0)
		counts.on_day += check_day(trial);
	counts.claimed += check_claims(trial);
	counts.paid += check_payments(trial);
	counts.settled++;
	free(trial->base);
}

/* Events that cannot have happened are an error of the case, and so is nothing else. */
static void
run_case(const struct drawn *drawn, pomost_programme *programme)
{
	static const int all[EVENTS] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
	struct text text = write_case(drawn, all, drawn->event_count);
	struct trial trial = {
		.drawn = drawn, .programme = programme, .lot = {drawn->number ^ 0x5EED}};
	pomost_award *award = NULL;
	pomost_error *error;
	int32_t status;

	current = drawn->number;
	if (is_verbose)
		printf("%s---\n%s", drawn->programme.bytes, text.bytes);
	status = pomost_case_parse(programme, text.bytes, text.length, "case", &trial.subject,
				   &error);
	free(text.bytes);
	HOLDS(status == (drawn->valid ? POMOST_OK : POMOST_ERR_VALUE));
	if (status != POMOST_OK) {
		counts.invalid++;
		pomost_error_free(error);
		return;
	}
	/* The entity's own may be over a limit, and a schedule may not move so far. */
	status = pomost_case_assess(trial.subject, 0, &award, &error);
	HOLDS(status == POMOST_OK || status == POMOST_ERR_REFUSED);
	counts.refused += status != POMOST_OK;
	pomost_error_free(error);
	if (award) {
		trial.award = view_of(award);
		award = settle(trial.subject, POMOST_NO_DATE);
		if (award) {
			trial.settled = view_of(award);
			check_rules(&trial);
		}
		pomost_award_free(award);
		pomost_award_free(trial.award.award);
	}
	pomost_case_free(trial.subject);
}

/* The cases of one programme. */
static void
run_programme(struct drawn *drawn, uint64_t number, int cases)
{
	uint64_t first = number - number % CASES_OF_PROGRAMME;
	pomost_programme *programme;
	pomost_error *error;
	int i;

	current = number;
	draw_rules(drawn, first);
	if (pomost_programme_parse(drawn->programme.bytes, drawn->programme.length, "programme",
				   NULL, &programme, &error) != POMOST_OK) {
		fail_call("programme", error);
		return;
	}
	for (i = 0; i < cases; i++) {
		draw_case(drawn, number + (uint64_t)i);
		run_case(drawn, programme);
	}
	pomost_programme_unref(programme);
}

static void
test_random(void)
{
	struct drawn drawn = {0};
	uint64_t number;

	for (number = 0; number < CASES; number += CASES_OF_PROGRAMME)
		run_programme(&drawn, number, CASES_OF_PROGRAMME);
	free(drawn.programme.bytes);
	printf("# settled %ld, not possible %ld, refused %ld; nothing lost %ld, on a day %ld, "
	       "claims %ld, payments %ld\n",
	       counts.settled, counts.invalid, counts.refused, counts.kept, counts.on_day,
	       counts.claimed, counts.paid);
	/* Each rule was tried, and most that was drawn may have happened. */
	CHECK(counts.settled >= 10000);
	CHECK(counts.invalid >= 100);
	CHECK(counts.kept >= 1000);
	CHECK(counts.on_day >= 3000);
	CHECK(counts.claimed >= 1000);
	CHECK(counts.paid >= 1000);
}

int
main(int count, char **arguments)
{
	static const struct test tests[] = {{"what holds for all events", test_random}};

	if (count > 1) {
		struct drawn drawn = {0};

		is_verbose = true;
		run_programme(&drawn, strtoull(arguments[1], NULL, 10), 1);
		free(drawn.programme.bytes);
		printf("# %ld failed\n", checks_failed);
		return checks_failed > 0;
	}
	return run_tests(tests, COUNT(tests));
}
