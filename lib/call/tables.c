/* SPDX-License-Identifier: Apache-2.0 */
/* Decisions as tables of named columns. */
#include "base/tables.h"
#include "call/call.h"

enum table {
	TABLE_CALL,
	TABLE_FINANCING,
	TABLE_POOLS,
	TABLE_DECISIONS,
	TABLE_LEFT,
	TABLE_ASSUMPTIONS,
	TABLE_COUNT,
};

static const char *const table_names[TABLE_COUNT] = {
	[TABLE_CALL] = "call",   [TABLE_FINANCING] = "financing",
	[TABLE_POOLS] = "pools", [TABLE_DECISIONS] = "decisions",
	[TABLE_LEFT] = "left",   [TABLE_ASSUMPTIONS] = "assumptions",
};

enum place {
	IN_CALL,
	IN_VALUE,
	IN_PROGRAMME,
};

#define CALL(member) IN_CALL, offsetof(struct pomost_call, member)
#define VALUE(member) IN_VALUE, offsetof(struct pomost_call, member)
#define PROGRAMME(member) IN_PROGRAMME, offsetof(struct pomost_programme, member)

static const struct pomost__table_column columns[] = {
	{TABLE_CALL, "programme", POMOST__COLUMN_TEXT, PROGRAMME(head[0])},
	{TABLE_CALL, "currency", POMOST__COLUMN_TEXT, PROGRAMME(head[1])},
	{TABLE_CALL, "digits", POMOST__COLUMN_I32, VALUE(digits)},
	{TABLE_CALL, "applications", POMOST__COLUMN_I32, VALUE(applications)},
	{TABLE_CALL, "funded", POMOST__COLUMN_I32, VALUE(decided[POMOST__FUNDED])},
	{TABLE_CALL, "part-funded", POMOST__COLUMN_I32, VALUE(decided[POMOST__PART_FUNDED])},
	{TABLE_CALL, "reserve", POMOST__COLUMN_I32, VALUE(decided[POMOST__RESERVE])},
	{TABLE_CALL, "refused", POMOST__COLUMN_I32, VALUE(decided[POMOST__REFUSED])},
	{TABLE_CALL, "granted", POMOST__COLUMN_I64, VALUE(granted)},
	{TABLE_CALL, "workplaces", POMOST__COLUMN_I32, VALUE(workplaces)},
	{TABLE_FINANCING, "name", POMOST__COLUMN_TEXT, PROGRAMME(fund_names)},
	{TABLE_FINANCING, "amount", POMOST__COLUMN_I64, CALL(fund_amount)},
	{TABLE_POOLS, "rule", POMOST__COLUMN_TEXT, CALL(pools.rule)},
	{TABLE_POOLS, "round", POMOST__COLUMN_I32, CALL(pools.round)},
	{TABLE_POOLS, "counts", POMOST__COLUMN_I32, CALL(pools.counts)},
	{TABLE_POOLS, "limit", POMOST__COLUMN_I64, CALL(pools.limit)},
	{TABLE_POOLS, "used", POMOST__COLUMN_I64, CALL(pools.used)},
	{TABLE_POOLS, "left", POMOST__COLUMN_I64, CALL(pools.left)},
	{TABLE_DECISIONS, "round", POMOST__COLUMN_I32, CALL(decisions.round)},
	{TABLE_DECISIONS, "rank", POMOST__COLUMN_I32, CALL(decisions.rank)},
	{TABLE_DECISIONS, "case", POMOST__COLUMN_TEXT, CALL(decisions.application)},
	{TABLE_DECISIONS, "decision", POMOST__COLUMN_TEXT, CALL(decisions.decision)},
	{TABLE_DECISIONS, "reason", POMOST__COLUMN_TEXT, CALL(decisions.reason)},
	{TABLE_DECISIONS, "asked", POMOST__COLUMN_I32, CALL(decisions.asked)},
	{TABLE_DECISIONS, "workplaces", POMOST__COLUMN_I32, CALL(decisions.workplaces)},
	{TABLE_DECISIONS, "amount", POMOST__COLUMN_I64, CALL(decisions.amount)},
	{TABLE_LEFT, "decision", POMOST__COLUMN_I32, CALL(left.decision)},
	{TABLE_LEFT, "pool", POMOST__COLUMN_I32, CALL(left.pool)},
	{TABLE_LEFT, "left", POMOST__COLUMN_I64, CALL(left.left)},
	{TABLE_ASSUMPTIONS, "rule", POMOST__COLUMN_TEXT, CALL(assumption_rules)},
	{TABLE_ASSUMPTIONS, "text", POMOST__COLUMN_TEXT, CALL(assumption_texts)},
};

static size_t
rows_of(const void *object, int table)
{
	const pomost_call *call = object;

	switch (table) {
	case TABLE_CALL:
		return 1;
	case TABLE_FINANCING:
		return call->programme->fund_count;
	case TABLE_POOLS:
		return call->pools.count;
	case TABLE_DECISIONS:
		return call->decisions.count;
	case TABLE_LEFT:
		return call->left.count;
	default:
		return (size_t)call->assumption_rules.count;
	}
}

static const void *
locate(const void *object, const struct pomost__table_column *column, bool *is_value)
{
	const pomost_call *call = object;
	const char *base = column->place == IN_PROGRAMME ? (const char *)call->programme : object;

	*is_value = column->place == IN_VALUE;
	return base + column->offset;
}

/* Pools have a column for each fund too, `financing.NAME`. */
static bool
find_fund(const void *object, int table, size_t number, const char **name, const int64_t **items)
{
	const pomost_call *call = object;

	if (table != TABLE_POOLS || number >= call->programme->fund_count)
		return false;
	*name = call->programme->fund_columns[number];
	*items = call->pools.funds[number];
	return true;
}

static const struct pomost__tables tables = {
	.object = "a call",
	.names = table_names,
	.count = TABLE_COUNT,
	.columns = columns,
	.column_count = sizeof columns / sizeof *columns,
	.rows = rows_of,
	.locate = locate,
	.more = find_fund,
};

int32_t
pomost_call_rows(const pomost_call *call, const char *table, size_t *rows, pomost_error **error)
{
	return pomost__tables_rows(&tables, call, table, rows, error);
}

int32_t
pomost_call_column_i64(const pomost_call *call, const char *table, const char *column,
		       const int64_t **items, pomost_error **error)
{
	return pomost__tables_i64(&tables, call, table, column, items, error);
}

int32_t
pomost_call_column_i32(const pomost_call *call, const char *table, const char *column,
		       const int32_t **items, pomost_error **error)
{
	return pomost__tables_i32(&tables, call, table, column, items, error);
}

int32_t
pomost_call_column_text(const pomost_call *call, const char *table, const char *column,
			const int32_t **offsets, const char **bytes, pomost_error **error)
{
	return pomost__tables_text(&tables, call, table, column, offsets, bytes, error);
}

int32_t
pomost_call_column(const pomost_call *call, const char *table, size_t index, const char **name,
		   const char **kind, pomost_error **error)
{
	return pomost__tables_column(&tables, call, table, index, name, kind, error);
}
