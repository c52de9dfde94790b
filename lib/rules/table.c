/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/table.h"

#include "base/limits.h"
#include "calendar/date.h"
#include "rules/registry.h"

#define SLOT(member) offsetof(struct pomost__row, member)

static const struct pomost__field fields[] = {
	{"from", &pomost__kind_date, NULL, SLOT(from), false,
	 "the first day on which the row is in force"},
	{"job-fraction", &pomost__kind_band_of, NULL, SLOT(fraction), false,
	 "the job fractions that the row is for"},
	{"months", &pomost__kind_band_of, NULL, SLOT(months), false,
	 "the numbers of months that the row is for: of the phase, in a grant of the workplace"},
	{"requires", &pomost__kind_condition, NULL, SLOT(requires), false,
	 "what must hold for the row to be taken"},
	{"value", &pomost__kind_value, NULL, SLOT(value), true, "the value of the row"},
};

static const struct pomost__block block = {
	.name = "row",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__row),
	.inherited = &pomost__scope_keys,
	.scope_offset = SLOT(scope),
};

const struct pomost__items pomost__table_rows = {&block, POMOST_LIMIT_KEYS};

bool
pomost__table_check(struct pomost__reader *reader, struct pomost__table *table)
{
	struct pomost__registry *registry = reader->owner;
	struct pomost__row *rows = (struct pomost__row *)table->rows;
	uint32_t i;

	for (i = 0; i < table->count; i++) {
		const struct pomost__row *row = &rows[i];
		const struct pomost__row *before = i > 0 ? row - 1 : NULL;

		rows[i].value.inner = true;
		table->dated |= row->from.node != NULL;
		table->has_months |= row->months.node != NULL;
		table->has_fraction |= row->fraction.node != NULL;
		if (before && before->from.node &&
		    (!row->from.node || row->from.day < before->from.day))
			return pomost__reader_fail(
				reader, row->from.node ? row->from.node : row->node,
				POMOST_ERR_VALUE,
				"expected rows in the order of their dates, found %s after %s",
				row->from.node ? row->from.node->text : "one without a date",
				before->from.node->text);
	}
	table->before = registry->tables;
	registry->tables = table;
	return true;
}

static bool
matches(const struct pomost__row *row, const struct pomost__circumstances *circumstances)
{
	struct pomost__ratio months;

	if (row->fraction.node && !pomost__band_holds(&row->fraction, circumstances->fraction))
		return false;
	if (row->months.node) {
		pomost__ratio_from_i64(circumstances->months, 0, &months);
		if (!pomost__band_holds(&row->months, &months))
			return false;
	}
	return pomost__condition_holds(&row->requires, circumstances->facts);
}

/* The rows in force on a day: from `*begin` to before `*end`. */
static void
find_in_force(const struct pomost__table *table, int32_t day, uint32_t *begin, uint32_t *end)
{
	uint32_t i;

	*begin = 0;
	for (i = 0; i < table->count; i++) {
		const struct pomost__row *row = &table->rows[i];

		if (row->from.node && row->from.day > day)
			break;
		if (i > 0 && row->from.node &&
		    (!row[-1].from.node || row[-1].from.day != row->from.day))
			*begin = i;
	}
	*end = i;
}

static bool
ask_months(const struct pomost__table *table, uint32_t begin, uint32_t end,
	   const struct pomost__circumstances *circumstances)
{
	uint32_t i;

	for (i = begin; i < end; i++) {
		if (table->rows[i].months.node && circumstances->months == 0)
			return pomost__value_fail(
				circumstances, table->node, true, POMOST_ERR_KEY_MISSING,
				"expected the workplace's months, by which a table "
				"is looked up, found none");
	}
	return true;
}

static void
use_row(const struct pomost__table *table, const struct pomost__row *row, uint32_t end,
	const struct pomost__circumstances *circumstances)
{
	const struct pomost__node *nodes[] = {
		row->from.node,
		row->fraction.node,
		row->months.node,
		row->requires.node,
		table->dated ? table->scope.at.node : NULL,
		/* That the row is still in force rests on the date of the next. */
		end < table->count ? table->rows[end].from.node : NULL,
	};
	size_t i;

	circumstances->use(circumstances, row->node, false);
	for (i = 0; i < sizeof nodes / sizeof *nodes; i++) {
		if (nodes[i])
			circumstances->use(circumstances, nodes[i], true);
	}
}

const struct pomost__row *
pomost__table_find(const struct pomost__table *table,
		   const struct pomost__circumstances *circumstances)
{
	const struct pomost__moment *at = &table->scope.at;
	int32_t day = POMOST__NO_DAY;
	uint32_t begin;
	uint32_t end;
	uint32_t i;

	if (table->dated) {
		day = circumstances->day(circumstances, at);
		if (day == POMOST__NO_DAY) {
			pomost__value_fail(circumstances, at->node, true, POMOST_ERR_KEY_MISSING,
					   "expected the day of %s, by which a table is looked up, "
					   "found none",
					   at->name);
			return NULL;
		}
	}
	find_in_force(table, day, &begin, &end);
	if (!ask_months(table, begin, end, circumstances))
		return NULL;
	for (i = begin; i < end; i++) {
		if (!matches(&table->rows[i], circumstances))
			continue;
		if (circumstances->use)
			use_row(table, &table->rows[i], end, circumstances);
		return &table->rows[i];
	}
	pomost__value_fail(circumstances, table->node, true, POMOST_ERR_REFUSED,
			   "expected a case that some row in force of the table holds for, found "
			   "one that none does");
	return NULL;
}
