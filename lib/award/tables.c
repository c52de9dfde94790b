/* SPDX-License-Identifier: Apache-2.0 */
/* The award as tables of named columns: a new column is a row here and in docs/abi.md. */
#include "award/award.h"
#include "award/settlement.h"
#include "base/tables.h"

enum table {
	TABLE_AWARD,
	TABLE_PARTS,
	TABLE_WORKPLACES,
	TABLE_INSTALMENTS,
	TABLE_FINANCING,
	TABLE_CAPS,
	TABLE_ASSUMPTIONS,
	TABLE_EXPLANATIONS,
	/* Of a settlement. */
	TABLE_SETTLEMENT,
	TABLE_EVENTS,
	TABLE_CHANGES,
	TABLE_CLAIMS,
	TABLE_REPAYMENTS,
	TABLE_INTEREST,
	TABLE_PAYMENTS,
	TABLE_MATCHES,
	TABLE_CANDIDATES,
	TABLE_OPEN,
	TABLE_COUNT,
};

static const char *const table_names[TABLE_COUNT] = {
	[TABLE_AWARD] = "award",
	[TABLE_PARTS] = "parts",
	[TABLE_WORKPLACES] = "workplaces",
	[TABLE_INSTALMENTS] = "instalments",
	[TABLE_FINANCING] = "financing",
	[TABLE_CAPS] = "caps",
	[TABLE_ASSUMPTIONS] = "assumptions",
	[TABLE_EXPLANATIONS] = "explanations",
	[TABLE_SETTLEMENT] = "settlement",
	[TABLE_EVENTS] = "events",
	[TABLE_CHANGES] = "changes",
	[TABLE_CLAIMS] = "claims",
	[TABLE_REPAYMENTS] = "repayments",
	[TABLE_INTEREST] = "interest",
	[TABLE_PAYMENTS] = "payments",
	[TABLE_MATCHES] = "matches",
	[TABLE_CANDIDATES] = "candidates",
	[TABLE_OPEN] = "open",
};

/* Where a column is found. */
enum place {
	IN_AWARD,            /* a pointer to the items, or a text column, in the award */
	IN_VALUE,            /* the one item itself, in the award */
	IN_PROGRAMME,        /* a text column in the programme */
	IN_SETTLEMENT,       /* a pointer to the items, or a text column, in the settlement */
	IN_SETTLEMENT_VALUE, /* the one item itself */
};

#define AWARD(member) IN_AWARD, offsetof(struct pomost_award, member)
#define VALUE(member) IN_VALUE, offsetof(struct pomost_award, member)
#define PROGRAMME(member) IN_PROGRAMME, offsetof(struct pomost_programme, member)
#define SETTLEMENT(member) IN_SETTLEMENT, offsetof(struct pomost__settlement, member)
#define SETTLEMENT_VALUE(member) IN_SETTLEMENT_VALUE, offsetof(struct pomost__settlement, member)

static const struct pomost__table_column columns[] = {
	{TABLE_AWARD, "programme", POMOST__COLUMN_TEXT, PROGRAMME(head[0])},
	{TABLE_AWARD, "case", POMOST__COLUMN_TEXT, AWARD(case_id)},
	{TABLE_AWARD, "currency", POMOST__COLUMN_TEXT, PROGRAMME(head[1])},
	{TABLE_AWARD, "digits", POMOST__COLUMN_I32, VALUE(digits)},
	{TABLE_AWARD, "requested", POMOST__COLUMN_I64, VALUE(sums[POMOST__SUM_REQUESTED])},
	{TABLE_AWARD, "grant", POMOST__COLUMN_I64, VALUE(sums[POMOST__SUM_GRANT])},
	{TABLE_AWARD, "bridging", POMOST__COLUMN_I64, VALUE(sums[POMOST__SUM_BRIDGING])},
	{TABLE_AWARD, "components", POMOST__COLUMN_I64, VALUE(sums[POMOST__SUM_COMPONENTS])},
	{TABLE_AWARD, "total", POMOST__COLUMN_I64, VALUE(sums[POMOST__SUM_TOTAL])},
	{TABLE_PARTS, "name", POMOST__COLUMN_TEXT, PROGRAMME(part_names)},
	{TABLE_PARTS, "kind", POMOST__COLUMN_TEXT, PROGRAMME(part_kinds)},
	{TABLE_PARTS, "amount", POMOST__COLUMN_I64, AWARD(part_amount)},
	{TABLE_WORKPLACES, "id", POMOST__COLUMN_TEXT, AWARD(workplace_ids)},
	{TABLE_WORKPLACES, "grant", POMOST__COLUMN_I64, AWARD(workplace_grant)},
	{TABLE_WORKPLACES, "bridging", POMOST__COLUMN_I64, AWARD(workplace_bridging)},
	{TABLE_WORKPLACES, "components", POMOST__COLUMN_I64, AWARD(workplace_components)},
	{TABLE_WORKPLACES, "total", POMOST__COLUMN_I64, AWARD(workplace_total)},
	{TABLE_INSTALMENTS, "workplace", POMOST__COLUMN_I32, AWARD(instalments.workplace)},
	{TABLE_INSTALMENTS, "part", POMOST__COLUMN_I32, AWARD(instalments.part)},
	{TABLE_INSTALMENTS, "month", POMOST__COLUMN_I32, AWARD(instalments.month)},
	{TABLE_INSTALMENTS, "from", POMOST__COLUMN_DATE, AWARD(instalments.from)},
	{TABLE_INSTALMENTS, "to", POMOST__COLUMN_DATE, AWARD(instalments.to)},
	{TABLE_INSTALMENTS, "due", POMOST__COLUMN_DATE, AWARD(instalments.due)},
	{TABLE_INSTALMENTS, "amount", POMOST__COLUMN_I64, AWARD(instalments.amount)},
	{TABLE_INSTALMENTS, "ceiling", POMOST__COLUMN_I32, AWARD(instalments.ceiling)},
	{TABLE_FINANCING, "name", POMOST__COLUMN_TEXT, PROGRAMME(fund_names)},
	{TABLE_FINANCING, "amount", POMOST__COLUMN_I64, AWARD(fund_amount)},
	{TABLE_CAPS, "rule", POMOST__COLUMN_TEXT, PROGRAMME(cap_rules)},
	{TABLE_CAPS, "before", POMOST__COLUMN_I64, AWARD(cap_before)},
	{TABLE_CAPS, "after", POMOST__COLUMN_I64, AWARD(cap_after)},
	{TABLE_ASSUMPTIONS, "rule", POMOST__COLUMN_TEXT, AWARD(assumption_rules)},
	{TABLE_ASSUMPTIONS, "text", POMOST__COLUMN_TEXT, AWARD(assumption_texts)},
	{TABLE_EXPLANATIONS, "figure", POMOST__COLUMN_TEXT,
	 AWARD(explanations[POMOST__EXPLAINED_FIGURE])},
	{TABLE_EXPLANATIONS, "rule", POMOST__COLUMN_TEXT,
	 AWARD(explanations[POMOST__EXPLAINED_RULE])},
	{TABLE_EXPLANATIONS, "source", POMOST__COLUMN_TEXT,
	 AWARD(explanations[POMOST__EXPLAINED_SOURCE])},
	{TABLE_EXPLANATIONS, "inputs", POMOST__COLUMN_TEXT,
	 AWARD(explanations[POMOST__EXPLAINED_INPUTS])},
	{TABLE_EXPLANATIONS, "exact", POMOST__COLUMN_TEXT,
	 AWARD(explanations[POMOST__EXPLAINED_EXACT])},
	{TABLE_EXPLANATIONS, "mode", POMOST__COLUMN_TEXT,
	 AWARD(explanations[POMOST__EXPLAINED_MODE])},
	{TABLE_EXPLANATIONS, "result", POMOST__COLUMN_TEXT,
	 AWARD(explanations[POMOST__EXPLAINED_RESULT])},
	{TABLE_SETTLEMENT, "on", POMOST__COLUMN_DATE, SETTLEMENT_VALUE(on)},
	{TABLE_SETTLEMENT, "due", POMOST__COLUMN_I64, SETTLEMENT_VALUE(due)},
	{TABLE_SETTLEMENT, "repaid", POMOST__COLUMN_I64, SETTLEMENT_VALUE(repaid)},
	{TABLE_SETTLEMENT, "interest", POMOST__COLUMN_I64, SETTLEMENT_VALUE(interest)},
	{TABLE_SETTLEMENT, "paid", POMOST__COLUMN_I64, SETTLEMENT_VALUE(paid)},
	{TABLE_SETTLEMENT, "returned", POMOST__COLUMN_I64, SETTLEMENT_VALUE(returned)},
	{TABLE_SETTLEMENT, "balance", POMOST__COLUMN_I64, SETTLEMENT_VALUE(balance)},
	{TABLE_SETTLEMENT, "mismatches", POMOST__COLUMN_I32, SETTLEMENT_VALUE(mismatches)},
	{TABLE_EVENTS, "on", POMOST__COLUMN_DATE, SETTLEMENT(events.on)},
	{TABLE_EVENTS, "what", POMOST__COLUMN_TEXT, SETTLEMENT(events.what)},
	{TABLE_EVENTS, "workplace", POMOST__COLUMN_I32, SETTLEMENT(events.workplace)},
	{TABLE_EVENTS, "to", POMOST__COLUMN_TEXT, SETTLEMENT(events.to)},
	{TABLE_CHANGES, "instalment", POMOST__COLUMN_I32, SETTLEMENT(changes.instalment)},
	{TABLE_CHANGES, "event", POMOST__COLUMN_I32, SETTLEMENT(changes.event)},
	{TABLE_CHANGES, "before", POMOST__COLUMN_I64, SETTLEMENT(changes.before)},
	{TABLE_CHANGES, "after", POMOST__COLUMN_I64, SETTLEMENT(changes.after)},
	{TABLE_CLAIMS, "event", POMOST__COLUMN_I32, SETTLEMENT(claims.event)},
	{TABLE_CLAIMS, "repaid", POMOST__COLUMN_I64, SETTLEMENT(claims.repaid)},
	{TABLE_CLAIMS, "exact", POMOST__COLUMN_TEXT, SETTLEMENT(claims.exact)},
	{TABLE_CLAIMS, "interest", POMOST__COLUMN_I64, SETTLEMENT(claims.interest)},
	{TABLE_CLAIMS, "total", POMOST__COLUMN_I64, SETTLEMENT(claims.total)},
	{TABLE_CLAIMS, "deadline", POMOST__COLUMN_DATE, SETTLEMENT(claims.deadline)},
	{TABLE_REPAYMENTS, "claim", POMOST__COLUMN_I32, SETTLEMENT(repayments.claim)},
	{TABLE_REPAYMENTS, "instalment", POMOST__COLUMN_I32, SETTLEMENT(repayments.instalment)},
	{TABLE_REPAYMENTS, "kind", POMOST__COLUMN_TEXT, SETTLEMENT(repayments.kind)},
	{TABLE_REPAYMENTS, "share", POMOST__COLUMN_TEXT, SETTLEMENT(repayments.share)},
	{TABLE_REPAYMENTS, "paid", POMOST__COLUMN_I64, SETTLEMENT(repayments.paid)},
	{TABLE_REPAYMENTS, "amount", POMOST__COLUMN_I64, SETTLEMENT(repayments.amount)},
	{TABLE_REPAYMENTS, "day", POMOST__COLUMN_DATE, SETTLEMENT(repayments.day)},
	{TABLE_INTEREST, "claim", POMOST__COLUMN_I32, SETTLEMENT(periods.claim)},
	{TABLE_INTEREST, "from", POMOST__COLUMN_DATE, SETTLEMENT(periods.from)},
	{TABLE_INTEREST, "to", POMOST__COLUMN_DATE, SETTLEMENT(periods.to)},
	{TABLE_INTEREST, "days", POMOST__COLUMN_I32, SETTLEMENT(periods.days)},
	{TABLE_INTEREST, "rate", POMOST__COLUMN_TEXT, SETTLEMENT(periods.rate)},
	{TABLE_INTEREST, "sum", POMOST__COLUMN_I64, SETTLEMENT(periods.sum)},
	{TABLE_INTEREST, "exact", POMOST__COLUMN_TEXT, SETTLEMENT(periods.exact)},
	{TABLE_PAYMENTS, "line", POMOST__COLUMN_I32, SETTLEMENT(payments.line)},
	{TABLE_PAYMENTS, "date", POMOST__COLUMN_DATE, SETTLEMENT(payments.date)},
	{TABLE_PAYMENTS, "amount", POMOST__COLUMN_I64, SETTLEMENT(payments.amount)},
	{TABLE_PAYMENTS, "reference", POMOST__COLUMN_TEXT, SETTLEMENT(payments.reference)},
	{TABLE_PAYMENTS, "workplace", POMOST__COLUMN_I32, SETTLEMENT(payments.workplace)},
	{TABLE_PAYMENTS, "status", POMOST__COLUMN_TEXT, SETTLEMENT(payments.status)},
	{TABLE_PAYMENTS, "matched", POMOST__COLUMN_I64, SETTLEMENT(payments.matched)},
	{TABLE_PAYMENTS, "difference", POMOST__COLUMN_I64, SETTLEMENT(payments.difference)},
	{TABLE_PAYMENTS, "days", POMOST__COLUMN_I32, SETTLEMENT(payments.days)},
	{TABLE_MATCHES, "payment", POMOST__COLUMN_I32, SETTLEMENT(matches.payment)},
	{TABLE_MATCHES, "instalment", POMOST__COLUMN_I32, SETTLEMENT(matches.instalment)},
	{TABLE_MATCHES, "amount", POMOST__COLUMN_I64, SETTLEMENT(matches.amount)},
	{TABLE_CANDIDATES, "payment", POMOST__COLUMN_I32, SETTLEMENT(candidates.payment)},
	{TABLE_CANDIDATES, "candidate", POMOST__COLUMN_I32, SETTLEMENT(candidates.candidate)},
	{TABLE_CANDIDATES, "instalment", POMOST__COLUMN_I32, SETTLEMENT(candidates.instalment)},
	{TABLE_OPEN, "instalment", POMOST__COLUMN_I32, SETTLEMENT(open.instalment)},
	{TABLE_OPEN, "amount", POMOST__COLUMN_I64, SETTLEMENT(open.amount)},
};

/* An award that is no settlement has none of its rows. */
static size_t
count_settled(const struct pomost__settlement *settlement, enum table table)
{
	if (!settlement)
		return 0;
	switch (table) {
	case TABLE_SETTLEMENT:
		return 1;
	case TABLE_EVENTS:
		return settlement->events.count;
	case TABLE_CHANGES:
		return settlement->changes.count;
	case TABLE_CLAIMS:
		return settlement->claims.count;
	case TABLE_REPAYMENTS:
		return settlement->repayments.count;
	case TABLE_INTEREST:
		return settlement->periods.count;
	case TABLE_PAYMENTS:
		return settlement->payments.count;
	case TABLE_MATCHES:
		return settlement->matches.count;
	case TABLE_CANDIDATES:
		return settlement->candidates.count;
	default:
		return settlement->open.count;
	}
}

static size_t
count_rows(const struct pomost_award *award, enum table table)
{
	if (table >= TABLE_SETTLEMENT)
		return count_settled(award->settlement, table);
	switch (table) {
	case TABLE_AWARD:
		return 1;
	case TABLE_PARTS:
		return award->programme->part_count;
	case TABLE_WORKPLACES:
		return award->workplace_count;
	case TABLE_INSTALMENTS:
		return award->instalments.count;
	case TABLE_FINANCING:
		return award->programme->fund_count;
	case TABLE_CAPS:
		return award->programme->cap_count;
	case TABLE_ASSUMPTIONS:
		return (size_t)award->assumption_rules.count;
	default:
		return award->explanation_count;
	}
}

static size_t
rows_of(const void *object, int table)
{
	return count_rows(object, (enum table)table);
}

static const void *
locate(const void *object, const struct pomost__table_column *column, bool *is_value)
{
	static const struct pomost__settlement none;
	const struct pomost_award *award = object;
	const char *base = object;

	*is_value = column->place == IN_VALUE || column->place == IN_SETTLEMENT_VALUE;
	if (column->place == IN_PROGRAMME)
		base = (const char *)award->programme;
	else if (column->place >= IN_SETTLEMENT)
		base = (const char *)(award->settlement ? award->settlement : &none);
	return base + column->offset;
}

/* Instalments have a column for each fund too, `financing.NAME`. */
static bool
find_fund(const void *object, int table, size_t number, const char **name, const int64_t **items)
{
	const struct pomost_award *award = object;

	if (table != TABLE_INSTALMENTS || number >= award->programme->fund_count)
		return false;
	*name = award->programme->fund_columns[number];
	*items = award->instalments.funds[number];
	return true;
}

static const struct pomost__tables tables = {
	.object = "an award",
	.names = table_names,
	.count = TABLE_COUNT,
	.columns = columns,
	.column_count = sizeof columns / sizeof *columns,
	.rows = rows_of,
	.locate = locate,
	.more = find_fund,
};

int32_t
pomost_award_rows(const pomost_award *award, const char *table, size_t *rows, pomost_error **error)
{
	return pomost__tables_rows(&tables, award, table, rows, error);
}

int32_t
pomost_award_column_i64(const pomost_award *award, const char *table, const char *column,
			const int64_t **items, pomost_error **error)
{
	return pomost__tables_i64(&tables, award, table, column, items, error);
}

int32_t
pomost_award_column_i32(const pomost_award *award, const char *table, const char *column,
			const int32_t **items, pomost_error **error)
{
	return pomost__tables_i32(&tables, award, table, column, items, error);
}

int32_t
pomost_award_column_text(const pomost_award *award, const char *table, const char *column,
			 const int32_t **offsets, const char **bytes, pomost_error **error)
{
	return pomost__tables_text(&tables, award, table, column, offsets, bytes, error);
}

int32_t
pomost_award_column(const pomost_award *award, const char *table, size_t index, const char **name,
		    const char **kind, pomost_error **error)
{
	return pomost__tables_column(&tables, award, table, index, name, kind, error);
}
