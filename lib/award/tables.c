/* SPDX-License-Identifier: Apache-2.0 */
/* The award as tables of named columns: a new column is a row here and in docs/abi.md. */
#include <string.h>

#include "award/award.h"

enum table {
	TABLE_AWARD,
	TABLE_PARTS,
	TABLE_WORKPLACES,
	TABLE_INSTALMENTS,
	TABLE_FINANCING,
	TABLE_CAPS,
	TABLE_ASSUMPTIONS,
	TABLE_EXPLANATIONS,
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
	IN_AWARD,     /* a pointer to the items, or a text column, in the award */
	IN_VALUE,     /* the one item itself, in the award */
	IN_PROGRAMME, /* a text column in the programme */
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

static size_t
count_rows(const struct pomost_award *award, enum table table)
{
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
	const char *base = column->place == IN_PROGRAMME ? (const char *)award->programme
							 : (const char *)award;

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
	if (found->place == IN_VALUE)
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
	if (found->place == IN_VALUE)
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
