/* SPDX-License-Identifier: Apache-2.0 */
/* The award as tables of named columns: a new column is a row here and in docs/abi.md. */
#include <string.h>

#include "award/award.h"
#include "award/settlement.h"

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

enum kind {
	KIND_I64,
	KIND_I32,
	KIND_DATE,
	KIND_TEXT,
};

static const char *const kind_names[] = {
	[KIND_I64] = "i64", [KIND_I32] = "i32", [KIND_DATE] = "date", [KIND_TEXT] = "text"};

/* Where a column is found. */
enum place {
	IN_AWARD,            /* a pointer to the items, or a text column, in the award */
	IN_VALUE,            /* the one item itself, in the award */
	IN_PROGRAMME,        /* a text column in the programme */
	IN_SETTLEMENT,       /* a pointer to the items, or a text column, in the settlement */
	IN_SETTLEMENT_VALUE, /* the one item itself */
};

struct column {
	enum table table;
	const char *name;
	enum kind kind;
	enum place place;
	size_t offset;
};

#define AWARD(member) IN_AWARD, offsetof(struct pomost_award, member)
#define VALUE(member) IN_VALUE, offsetof(struct pomost_award, member)
#define PROGRAMME(member) IN_PROGRAMME, offsetof(struct pomost_programme, member)
#define SETTLEMENT(member) IN_SETTLEMENT, offsetof(struct pomost__settlement, member)
#define SETTLEMENT_VALUE(member) IN_SETTLEMENT_VALUE, offsetof(struct pomost__settlement, member)

static const struct column columns[] = {
	{TABLE_AWARD, "programme", KIND_TEXT, PROGRAMME(head[0])},
	{TABLE_AWARD, "case", KIND_TEXT, AWARD(case_id)},
	{TABLE_AWARD, "currency", KIND_TEXT, PROGRAMME(head[1])},
	{TABLE_AWARD, "digits", KIND_I32, VALUE(digits)},
	{TABLE_AWARD, "requested", KIND_I64, VALUE(sums[POMOST__SUM_REQUESTED])},
	{TABLE_AWARD, "grant", KIND_I64, VALUE(sums[POMOST__SUM_GRANT])},
	{TABLE_AWARD, "bridging", KIND_I64, VALUE(sums[POMOST__SUM_BRIDGING])},
	{TABLE_AWARD, "components", KIND_I64, VALUE(sums[POMOST__SUM_COMPONENTS])},
	{TABLE_AWARD, "total", KIND_I64, VALUE(sums[POMOST__SUM_TOTAL])},
	{TABLE_PARTS, "name", KIND_TEXT, PROGRAMME(part_names)},
	{TABLE_PARTS, "kind", KIND_TEXT, PROGRAMME(part_kinds)},
	{TABLE_PARTS, "amount", KIND_I64, AWARD(part_amount)},
	{TABLE_WORKPLACES, "id", KIND_TEXT, AWARD(workplace_ids)},
	{TABLE_WORKPLACES, "grant", KIND_I64, AWARD(workplace_grant)},
	{TABLE_WORKPLACES, "bridging", KIND_I64, AWARD(workplace_bridging)},
	{TABLE_WORKPLACES, "components", KIND_I64, AWARD(workplace_components)},
	{TABLE_WORKPLACES, "total", KIND_I64, AWARD(workplace_total)},
	{TABLE_INSTALMENTS, "workplace", KIND_I32, AWARD(instalments.workplace)},
	{TABLE_INSTALMENTS, "part", KIND_I32, AWARD(instalments.part)},
	{TABLE_INSTALMENTS, "month", KIND_I32, AWARD(instalments.month)},
	{TABLE_INSTALMENTS, "from", KIND_DATE, AWARD(instalments.from)},
	{TABLE_INSTALMENTS, "to", KIND_DATE, AWARD(instalments.to)},
	{TABLE_INSTALMENTS, "due", KIND_DATE, AWARD(instalments.due)},
	{TABLE_INSTALMENTS, "amount", KIND_I64, AWARD(instalments.amount)},
	{TABLE_INSTALMENTS, "ceiling", KIND_I32, AWARD(instalments.ceiling)},
	{TABLE_FINANCING, "name", KIND_TEXT, PROGRAMME(fund_names)},
	{TABLE_FINANCING, "amount", KIND_I64, AWARD(fund_amount)},
	{TABLE_CAPS, "rule", KIND_TEXT, PROGRAMME(cap_rules)},
	{TABLE_CAPS, "before", KIND_I64, AWARD(cap_before)},
	{TABLE_CAPS, "after", KIND_I64, AWARD(cap_after)},
	{TABLE_ASSUMPTIONS, "rule", KIND_TEXT, AWARD(assumption_rules)},
	{TABLE_ASSUMPTIONS, "text", KIND_TEXT, AWARD(assumption_texts)},
	{TABLE_EXPLANATIONS, "figure", KIND_TEXT, AWARD(explanations[POMOST__EXPLAINED_FIGURE])},
	{TABLE_EXPLANATIONS, "rule", KIND_TEXT, AWARD(explanations[POMOST__EXPLAINED_RULE])},
	{TABLE_EXPLANATIONS, "source", KIND_TEXT, AWARD(explanations[POMOST__EXPLAINED_SOURCE])},
	{TABLE_EXPLANATIONS, "inputs", KIND_TEXT, AWARD(explanations[POMOST__EXPLAINED_INPUTS])},
	{TABLE_EXPLANATIONS, "exact", KIND_TEXT, AWARD(explanations[POMOST__EXPLAINED_EXACT])},
	{TABLE_EXPLANATIONS, "mode", KIND_TEXT, AWARD(explanations[POMOST__EXPLAINED_MODE])},
	{TABLE_EXPLANATIONS, "result", KIND_TEXT, AWARD(explanations[POMOST__EXPLAINED_RESULT])},
	{TABLE_SETTLEMENT, "on", KIND_DATE, SETTLEMENT_VALUE(on)},
	{TABLE_SETTLEMENT, "due", KIND_I64, SETTLEMENT_VALUE(due)},
	{TABLE_SETTLEMENT, "repaid", KIND_I64, SETTLEMENT_VALUE(repaid)},
	{TABLE_SETTLEMENT, "interest", KIND_I64, SETTLEMENT_VALUE(interest)},
	{TABLE_SETTLEMENT, "paid", KIND_I64, SETTLEMENT_VALUE(paid)},
	{TABLE_SETTLEMENT, "returned", KIND_I64, SETTLEMENT_VALUE(returned)},
	{TABLE_SETTLEMENT, "balance", KIND_I64, SETTLEMENT_VALUE(balance)},
	{TABLE_SETTLEMENT, "mismatches", KIND_I32, SETTLEMENT_VALUE(mismatches)},
	{TABLE_EVENTS, "on", KIND_DATE, SETTLEMENT(events.on)},
	{TABLE_EVENTS, "what", KIND_TEXT, SETTLEMENT(events.what)},
	{TABLE_EVENTS, "workplace", KIND_I32, SETTLEMENT(events.workplace)},
	{TABLE_EVENTS, "to", KIND_TEXT, SETTLEMENT(events.to)},
	{TABLE_CHANGES, "instalment", KIND_I32, SETTLEMENT(changes.instalment)},
	{TABLE_CHANGES, "event", KIND_I32, SETTLEMENT(changes.event)},
	{TABLE_CHANGES, "before", KIND_I64, SETTLEMENT(changes.before)},
	{TABLE_CHANGES, "after", KIND_I64, SETTLEMENT(changes.after)},
	{TABLE_CLAIMS, "event", KIND_I32, SETTLEMENT(claims.event)},
	{TABLE_CLAIMS, "repaid", KIND_I64, SETTLEMENT(claims.repaid)},
	{TABLE_CLAIMS, "exact", KIND_TEXT, SETTLEMENT(claims.exact)},
	{TABLE_CLAIMS, "interest", KIND_I64, SETTLEMENT(claims.interest)},
	{TABLE_CLAIMS, "total", KIND_I64, SETTLEMENT(claims.total)},
	{TABLE_CLAIMS, "deadline", KIND_DATE, SETTLEMENT(claims.deadline)},
	{TABLE_REPAYMENTS, "claim", KIND_I32, SETTLEMENT(repayments.claim)},
	{TABLE_REPAYMENTS, "instalment", KIND_I32, SETTLEMENT(repayments.instalment)},
	{TABLE_REPAYMENTS, "kind", KIND_TEXT, SETTLEMENT(repayments.kind)},
	{TABLE_REPAYMENTS, "share", KIND_TEXT, SETTLEMENT(repayments.share)},
	{TABLE_REPAYMENTS, "paid", KIND_I64, SETTLEMENT(repayments.paid)},
	{TABLE_REPAYMENTS, "amount", KIND_I64, SETTLEMENT(repayments.amount)},
	{TABLE_REPAYMENTS, "day", KIND_DATE, SETTLEMENT(repayments.day)},
	{TABLE_INTEREST, "claim", KIND_I32, SETTLEMENT(periods.claim)},
	{TABLE_INTEREST, "from", KIND_DATE, SETTLEMENT(periods.from)},
	{TABLE_INTEREST, "to", KIND_DATE, SETTLEMENT(periods.to)},
	{TABLE_INTEREST, "days", KIND_I32, SETTLEMENT(periods.days)},
	{TABLE_INTEREST, "rate", KIND_TEXT, SETTLEMENT(periods.rate)},
	{TABLE_INTEREST, "sum", KIND_I64, SETTLEMENT(periods.sum)},
	{TABLE_INTEREST, "exact", KIND_TEXT, SETTLEMENT(periods.exact)},
	{TABLE_PAYMENTS, "line", KIND_I32, SETTLEMENT(payments.line)},
	{TABLE_PAYMENTS, "date", KIND_DATE, SETTLEMENT(payments.date)},
	{TABLE_PAYMENTS, "amount", KIND_I64, SETTLEMENT(payments.amount)},
	{TABLE_PAYMENTS, "reference", KIND_TEXT, SETTLEMENT(payments.reference)},
	{TABLE_PAYMENTS, "workplace", KIND_I32, SETTLEMENT(payments.workplace)},
	{TABLE_PAYMENTS, "status", KIND_TEXT, SETTLEMENT(payments.status)},
	{TABLE_PAYMENTS, "matched", KIND_I64, SETTLEMENT(payments.matched)},
	{TABLE_PAYMENTS, "difference", KIND_I64, SETTLEMENT(payments.difference)},
	{TABLE_PAYMENTS, "days", KIND_I32, SETTLEMENT(payments.days)},
	{TABLE_MATCHES, "payment", KIND_I32, SETTLEMENT(matches.payment)},
	{TABLE_MATCHES, "instalment", KIND_I32, SETTLEMENT(matches.instalment)},
	{TABLE_MATCHES, "amount", KIND_I64, SETTLEMENT(matches.amount)},
	{TABLE_CANDIDATES, "payment", KIND_I32, SETTLEMENT(candidates.payment)},
	{TABLE_CANDIDATES, "candidate", KIND_I32, SETTLEMENT(candidates.candidate)},
	{TABLE_CANDIDATES, "instalment", KIND_I32, SETTLEMENT(candidates.instalment)},
	{TABLE_OPEN, "instalment", KIND_I32, SETTLEMENT(open.instalment)},
	{TABLE_OPEN, "amount", KIND_I64, SETTLEMENT(open.amount)},
};

#define COLUMN_COUNT (sizeof columns / sizeof *columns)

/* Instalments have a column for each fund too, `financing.NAME`, after these. */

static bool
find_table(const char *name, enum table *table)
{
	int i;

	for (i = 0; i < TABLE_COUNT; i++) {
		if (strcmp(table_names[i], name) == 0) {
			*table = (enum table)i;
			return true;
		}
	}
	return false;
}

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

/* Checks the arguments that every call has. */
static int32_t
check(const struct pomost_award *award, const char *table, const void *name, const void *result,
      enum table *found, pomost_error **error)
{
	struct pomost__echo echo;

	if (!award || !table || !name || !result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected an award, names and results, found NULL");
	if (!find_table(table, found))
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a table of an award such as instalments, found %s",
				    pomost__echo(&echo, table, strlen(table)));
	return POMOST_OK;
}

int32_t
pomost_award_rows(const pomost_award *award, const char *table, size_t *rows, pomost_error **error)
{
	enum table found = TABLE_COUNT;
	int32_t status = check(award, table, table, rows, &found, error);

	if (status != POMOST_OK)
		return status;
	*rows = count_rows(award, found);
	return pomost__succeed(error);
}

/* The fund of a column such as `financing.EU`; -1 if there is none. */
static int32_t
find_fund(const struct pomost_award *award, const char *name)
{
	uint32_t i;

	for (i = 0; i < award->programme->fund_count; i++) {
		if (strcmp(award->programme->fund_columns[i], name) == 0)
			return (int32_t)i;
	}
	return -1;
}

static const void *
locate(const struct pomost_award *award, const struct column *column)
{
	static const struct pomost__settlement none;
	const char *base = (const char *)award;

	if (column->place == IN_PROGRAMME)
		base = (const char *)award->programme;
	else if (column->place >= IN_SETTLEMENT)
		base = (const char *)(award->settlement ? award->settlement : &none);
	return base + column->offset;
}

/* Finds a column of one of the kinds `first` to `last`. */
static int32_t
find_column(const struct pomost_award *award, const char *table, const char *name,
	    const void *result, enum kind first, enum kind last, const struct column **column,
	    pomost_error **error)
{
	enum table found = TABLE_COUNT;
	int32_t status = check(award, table, name, result, &found, error);
	struct pomost__echo echo;
	size_t i;

	if (status != POMOST_OK)
		return status;
	for (i = 0; i < COLUMN_COUNT; i++) {
		*column = &columns[i];
		if (columns[i].table == found && columns[i].kind >= first &&
		    columns[i].kind <= last && strcmp(columns[i].name, name) == 0)
			return POMOST_OK;
	}
	return pomost__fail(error, POMOST_ERR_ARGUMENT,
			    "expected a column of the table %s of this kind (%s), found %s", table,
			    kind_names[first], pomost__echo(&echo, name, strlen(name)));
}

/* Whether the one item itself is found, not a pointer to items. */
static bool
is_value(const struct column *column)
{
	return column->place == IN_VALUE || column->place == IN_SETTLEMENT_VALUE;
}

int32_t
pomost_award_column_i64(const pomost_award *award, const char *table, const char *column,
			const int64_t **items, pomost_error **error)
{
	const struct column *found;
	int32_t status;
	int32_t fund;

	if (items)
		*items = NULL;
	if (award && table && column && items && strcmp(table, "instalments") == 0) {
		fund = find_fund(award, column);
		if (fund >= 0) {
			*items = award->instalments.funds[fund];
			return pomost__succeed(error);
		}
	}
	status = find_column(award, table, column, items, KIND_I64, KIND_I64, &found, error);
	if (status != POMOST_OK)
		return status;
	if (is_value(found))
		*items = locate(award, found);
	else
		*items = *(int64_t *const *)locate(award, found);
	return pomost__succeed(error);
}

int32_t
pomost_award_column_i32(const pomost_award *award, const char *table, const char *column,
			const int32_t **items, pomost_error **error)
{
	const struct column *found;
	int32_t status;

	if (items)
		*items = NULL;
	status = find_column(award, table, column, items, KIND_I32, KIND_DATE, &found, error);
	if (status != POMOST_OK)
		return status;
	if (is_value(found))
		*items = locate(award, found);
	else
		*items = *(int32_t *const *)locate(award, found);
	return pomost__succeed(error);
}

int32_t
pomost_award_column_text(const pomost_award *award, const char *table, const char *column,
			 const int32_t **offsets, const char **bytes, pomost_error **error)
{
	static const int32_t none;
	const struct pomost__column *texts;
	const struct column *found;
	int32_t status;

	if (offsets)
		*offsets = NULL;
	if (bytes)
		*bytes = NULL;
	status = find_column(award, table, column, offsets && bytes ? (const void *)bytes : NULL,
			     KIND_TEXT, KIND_TEXT, &found, error);
	if (status != POMOST_OK)
		return status;
	texts = locate(award, found);
	/* Without explanations there are no columns of them. */
	*offsets = texts->offsets ? texts->offsets : &none;
	*bytes = texts->bytes ? texts->bytes : "";
	return pomost__succeed(error);
}

int32_t
pomost_award_column(const pomost_award *award, const char *table, size_t index, const char **name,
		    const char **kind, pomost_error **error)
{
	enum table found = TABLE_COUNT;
	int32_t status;
	size_t i;

	if (name)
		*name = NULL;
	if (kind)
		*kind = NULL;
	status = check(award, table, name, kind, &found, error);
	if (status != POMOST_OK)
		return status;
	for (i = 0; i < COLUMN_COUNT; i++) {
		if (columns[i].table == found && index-- == 0) {
			*name = columns[i].name;
			*kind = kind_names[columns[i].kind];
			return pomost__succeed(error);
		}
	}
	/* `index` now counts from the end of the table's own columns. */
	if (found == TABLE_INSTALMENTS && index < award->programme->fund_count) {
		*name = award->programme->fund_columns[index];
		*kind = kind_names[KIND_I64];
	}
	return pomost__succeed(error);
}
