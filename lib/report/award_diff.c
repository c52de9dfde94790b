/* SPDX-License-Identifier: Apache-2.0 */
/* Two awards side by side. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "number/money.h"
#include "report/award_report.h"
#include "report/format.h"
#include "report/json.h"

/* A figure of an award: its name, and what it is as text. */
struct figure {
	const char *name;
	const char *text;
	uint32_t place;
	const struct figure *other; /* of the other award, or NULL */
};

struct figures {
	const pomost_award *award;
	struct figure *items;   /* in the order of the award */
	struct figure **sorted; /* by name, then by place */
	uint32_t count;
	uint32_t room;
};

struct diff {
	struct pomost__arena arena;
	struct figures left;
	struct figures right;
	bool failed;
};

static void
add(struct diff *diff, struct figures *figures, char *name, const char *text)
{
	if (figures->count == figures->room || !name || !text) {
		diff->failed = true;
		return;
	}
	figures->items[figures->count] =
		(struct figure){.name = name, .text = text, .place = figures->count};
	figures->sorted[figures->count] = &figures->items[figures->count];
	figures->count++;
}

static char *
money(struct diff *diff, const pomost_award *award, int64_t amount)
{
	char text[POMOST__MONEY_TEXT];

	return pomost__arena_text(&diff->arena, text,
				  pomost__money_format(amount, award->digits, text));
}

static void
add_money(struct diff *diff, struct figures *figures, char *name, int64_t amount)
{
	add(diff, figures, name, money(diff, figures->award, amount));
}

static void
add_sums(struct diff *diff, struct figures *figures)
{
	const pomost_award *award = figures->award;
	const struct pomost_programme *programme = award->programme;
	struct pomost__arena *arena = &diff->arena;
	uint32_t i;

	add_money(diff, figures, pomost__arena_print(arena, "grant.requested"),
		  award->sums[POMOST__SUM_REQUESTED]);
	add_money(diff, figures, pomost__arena_print(arena, "grant.awarded"),
		  award->sums[POMOST__SUM_GRANT]);
	add_money(diff, figures, pomost__arena_print(arena, "bridging.awarded"),
		  award->sums[POMOST__SUM_BRIDGING]);
	for (i = programme->grant ? 1 : 0; i < programme->part_count; i++)
		add_money(diff, figures,
			  pomost__arena_print(arena, "%s.%s",
					      i < programme->first_stage ? "components"
									 : "bridging.phases",
					      programme->parts[i].name),
			  award->part_amount[i]);
	add_money(diff, figures, pomost__arena_print(arena, "total"),
		  award->sums[POMOST__SUM_TOTAL]);
	for (i = 0; i < programme->fund_count; i++)
		add_money(diff, figures,
			  pomost__arena_print(arena, "%s", programme->fund_columns[i]),
			  award->fund_amount[i]);
}

/* The id of a workplace; "entity" for what is paid once. */
static char *
id_of(struct diff *diff, const pomost_award *award, int32_t workplace)
{
	size_t length;
	const char *id;

	if (workplace < 0)
		return pomost__arena_print(&diff->arena, "entity");
	id = pomost__column_text(&award->workplace_ids, (uint32_t)workplace, &length);
	return pomost__arena_text(&diff->arena, id, length);
}

static void
add_workplaces(struct diff *diff, struct figures *figures)
{
	const pomost_award *award = figures->award;
	uint32_t i;

	for (i = 0; i < award->workplace_count; i++) {
		const char *id = id_of(diff, award, (int32_t)i);

		if (!id) {
			diff->failed = true;
			return;
		}
		add_money(diff, figures,
			  pomost__arena_print(&diff->arena, "workplaces.%s.grant", id),
			  award->workplace_grant[i]);
		add_money(diff, figures,
			  pomost__arena_print(&diff->arena, "workplaces.%s.bridging", id),
			  award->workplace_bridging[i]);
		add_money(diff, figures,
			  pomost__arena_print(&diff->arena, "workplaces.%s.components", id),
			  award->workplace_components[i]);
		add_money(diff, figures,
			  pomost__arena_print(&diff->arena, "workplaces.%s.total", id),
			  award->workplace_total[i]);
	}
}

static void
add_instalments(struct diff *diff, struct figures *figures)
{
	const struct pomost__instalments *rows = &figures->award->instalments;
	uint32_t i;

	for (i = 0; i < rows->count; i++) {
		const char *id = id_of(diff, figures->award, rows->workplace[i]);
		const char *amount = money(diff, figures->award, rows->amount[i]);
		const char *part = figures->award->programme->parts[rows->part[i]].name;
		int32_t day = rows->due[i] != POMOST__NO_DAY ? rows->due[i] : rows->from[i];
		char date[POMOST__DATE_TEXT] = "";

		if (!id || !amount) {
			diff->failed = true;
			return;
		}
		if (day != POMOST__NO_DAY)
			pomost__date_format(day, date);
		add(diff, figures,
		    pomost__arena_print(&diff->arena, "instalments.%s.%s.%" PRId32, id, part,
					rows->month[i]),
		    pomost__arena_print(&diff->arena, "%s%s%s%s", amount,
					!*date                           ? ""
					: rows->due[i] != POMOST__NO_DAY ? " due "
									 : " from ",
					date, rows->ceiling[i] ? " (ceiling)" : ""));
	}
}

static int
compare_figures(const void *left, const void *right)
{
	const struct figure *a = *(const struct figure *const *)left;
	const struct figure *b = *(const struct figure *const *)right;
	int order = strcmp(a->name, b->name);

	return order ? order : a->place < b->place ? -1 : a->place > b->place;
}

static void
gather(struct diff *diff, struct figures *figures)
{
	const pomost_award *award = figures->award;

	figures->room = 4 + award->programme->part_count + award->programme->fund_count +
			4 * award->workplace_count + award->instalments.count;
	figures->items = pomost__arena_alloc(&diff->arena, figures->room, sizeof *figures->items);
	figures->sorted = pomost__arena_alloc(&diff->arena, figures->room, sizeof *figures->sorted);
	if (!figures->items || !figures->sorted) {
		diff->failed = true;
		return;
	}
	add_sums(diff, figures);
	add_workplaces(diff, figures);
	add_instalments(diff, figures);
	qsort(figures->sorted, figures->count, sizeof *figures->sorted, compare_figures);
}

/* Joins figures of one name; of several of one name the first with the first. */
static void
join(struct diff *diff)
{
	uint32_t i = 0;
	uint32_t j = 0;

	while (i < diff->left.count && j < diff->right.count) {
		struct figure *left = diff->left.sorted[i];
		struct figure *right = diff->right.sorted[j];
		int order = strcmp(left->name, right->name);

		if (order == 0) {
			left->other = right;
			right->other = left;
		}
		i += order <= 0;
		j += order >= 0;
	}
}

/* The next figure that differs, those of the left first; NULL after the last. */
static const struct figure *
next_difference(const struct diff *diff, uint32_t *at, bool *is_left)
{
	for (; *at < diff->left.count; ++*at) {
		const struct figure *left = &diff->left.items[*at];

		if (!left->other || strcmp(left->text, left->other->text) != 0) {
			*is_left = true;
			++*at;
			return left;
		}
	}
	for (; *at - diff->left.count < diff->right.count; ++*at) {
		const struct figure *right = &diff->right.items[*at - diff->left.count];

		if (!right->other) {
			*is_left = false;
			++*at;
			return right;
		}
	}
	return NULL;
}

/* What a figure is on one side; NULL where that award has none. */
static const char *
side(const struct figure *figure, bool is_left, bool wants_left)
{
	if (is_left == wants_left)
		return figure->text;
	return figure->other ? figure->other->text : NULL;
}

static void
write_text(struct pomost__buffer *buffer, const void *object)
{
	const struct diff *diff = object;
	const struct figure *figure;
	uint32_t at = 0;
	bool is_left;

	while ((figure = next_difference(diff, &at, &is_left)) != NULL) {
		const char *left = side(figure, is_left, true);
		const char *right = side(figure, is_left, false);

		pomost__buffer_print(buffer, "%-34s %28s %28s\n", figure->name, left ? left : "-",
				     right ? right : "-");
	}
	if (buffer->length == 0)
		pomost__buffer_text(buffer, "no difference\n");
}

static void
write_json(struct pomost__buffer *buffer, const void *object)
{
	const struct diff *diff = object;
	struct pomost__json json = {.buffer = buffer};
	const struct figure *figure;
	uint32_t at = 0;
	bool is_left;

	pomost__json_open(&json, '{');
	pomost__json_text(&json, "schema", "pomost.diff/1");
	pomost__json_text(&json, "left", diff->left.award->programme->rules.id.bytes);
	pomost__json_text(&json, "right", diff->right.award->programme->rules.id.bytes);
	pomost__json_key(&json, "differences", 11);
	pomost__json_open(&json, '[');
	while ((figure = next_difference(diff, &at, &is_left)) != NULL) {
		pomost__json_item(&json);
		pomost__json_open(&json, '{');
		pomost__json_text(&json, "figure", figure->name);
		pomost__json_text(&json, "left", side(figure, is_left, true));
		pomost__json_text(&json, "right", side(figure, is_left, false));
		pomost__json_close(&json, '}');
	}
	pomost__json_close(&json, ']');
	pomost__json_close(&json, '}');
	pomost__buffer_add(buffer, "\n", 1);
}

static void
write_csv(struct pomost__buffer *buffer, const void *object)
{
	const struct diff *diff = object;
	const struct figure *figure;
	uint32_t at = 0;
	bool is_left;

	pomost__buffer_text(buffer, "figure,left,right\n");
	while ((figure = next_difference(diff, &at, &is_left)) != NULL) {
		const char *texts[] = {figure->name, side(figure, is_left, true),
				       side(figure, is_left, false)};
		int i;

		for (i = 0; i < 3; i++) {
			const char *text = texts[i] ? texts[i] : "";

			pomost__csv_field(buffer, text, strlen(text));
			pomost__buffer_text(buffer, i < 2 ? "," : "\n");
		}
	}
}

int32_t
pomost_award_diff(const pomost_award *left, const pomost_award *right, const char *format,
		  char **text, size_t *length, pomost_error **error)
{
	static const struct pomost__formats formats = {write_text, write_json, write_csv};
	struct diff diff = {.left = {.award = left}, .right = {.award = right}};
	struct pomost__errors errors = {0};
	int32_t status;

	if (text)
		*text = NULL;
	if (!left || !right || !format || !text)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected two awards, a format and a text, found NULL");
	if (strcmp(left->programme->rules.currency.bytes, right->programme->rules.currency.bytes) !=
	    0)
		return pomost__fail(error, POMOST_ERR_MISMATCH,
				    "expected awards of one currency, found %s and %s",
				    left->programme->rules.currency.bytes,
				    right->programme->rules.currency.bytes);
	pomost__arena_init(&diff.arena, NULL, 0);
	gather(&diff, &diff.left);
	gather(&diff, &diff.right);
	if (diff.failed) {
		pomost__errors_nomem(&errors);
		status = pomost__errors_end(&errors, error);
	} else {
		join(&diff);
		status = pomost__report(&formats, &diff, format, text, length, error);
	}
	pomost__arena_free(&diff.arena);
	return status;
}
