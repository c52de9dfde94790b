/* SPDX-License-Identifier: Apache-2.0 */
#include "base/tables.h"

#include <string.h>

static const char *const kind_names[] = {[POMOST__COLUMN_I64] = "i64",
					 [POMOST__COLUMN_I32] = "i32",
					 [POMOST__COLUMN_DATE] = "date",
					 [POMOST__COLUMN_TEXT] = "text"};

static bool
find_table(const struct pomost__tables *tables, const char *name, int *table)
{
	int i;

	for (i = 0; i < tables->count; i++) {
		if (strcmp(tables->names[i], name) == 0) {
			*table = i;
			return true;
		}
	}
	return false;
}

/* Checks the arguments that every call has. */
static int32_t
check(const struct pomost__tables *tables, const void *object, const char *table, const void *name,
      const void *result, int *found, pomost_error **error)
{
	struct pomost__echo echo;

	if (!object || !table || !name || !result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected %s, names and results, found NULL", tables->object);
	if (!find_table(tables, table, found))
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a table of %s such as %s, found %s", tables->object,
				    tables->names[tables->count > 3 ? 3 : 0],
				    pomost__echo(&echo, table, strlen(table)));
	return POMOST_OK;
}

int32_t
pomost__tables_rows(const struct pomost__tables *tables, const void *object, const char *table,
		    size_t *rows, pomost_error **error)
{
	int found = 0;
	int32_t status = check(tables, object, table, table, rows, &found, error);

	if (status != POMOST_OK)
		return status;
	*rows = tables->rows(object, found);
	return pomost__succeed(error);
}

/* Finds a column of one of the kinds `first` to `last`. */
static int32_t
find_column(const struct pomost__tables *tables, const void *object, const char *table,
	    const char *name, const void *result, enum pomost__column_kind first,
	    enum pomost__column_kind last, const struct pomost__table_column **column,
	    pomost_error **error)
{
	int found = 0;
	int32_t status = check(tables, object, table, name, result, &found, error);
	struct pomost__echo echo;
	size_t i;

	if (status != POMOST_OK)
		return status;
	for (i = 0; i < tables->column_count; i++) {
		*column = &tables->columns[i];
		if ((*column)->table == found && (*column)->kind >= first &&
		    (*column)->kind <= last && strcmp((*column)->name, name) == 0)
			return POMOST_OK;
	}
	return pomost__fail(error, POMOST_ERR_ARGUMENT,
			    "expected a column of the table %s of this kind (%s), found %s", table,
			    kind_names[first], pomost__echo(&echo, name, strlen(name)));
}

/* A column after the fixed ones. */
static bool
find_more(const struct pomost__tables *tables, const void *object, const char *table,
	  const char *column, const int64_t **items)
{
	const char *name;
	size_t number;
	int found;

	if (!tables->more || !find_table(tables, table, &found))
		return false;
	for (number = 0; tables->more(object, found, number, &name, items); number++) {
		if (strcmp(name, column) == 0)
			return true;
	}
	*items = NULL;
	return false;
}

int32_t
pomost__tables_i64(const struct pomost__tables *tables, const void *object, const char *table,
		   const char *column, const int64_t **items, pomost_error **error)
{
	const struct pomost__table_column *found;
	const void *place;
	bool is_value;
	int32_t status;

	if (items)
		*items = NULL;
	if (object && table && column && items && find_more(tables, object, table, column, items))
		return pomost__succeed(error);
	status = find_column(tables, object, table, column, items, POMOST__COLUMN_I64,
			     POMOST__COLUMN_I64, &found, error);
	if (status != POMOST_OK)
		return status;
	place = tables->locate(object, found, &is_value);
	*items = is_value ? place : *(int64_t *const *)place;
	return pomost__succeed(error);
}

int32_t
pomost__tables_i32(const struct pomost__tables *tables, const void *object, const char *table,
		   const char *column, const int32_t **items, pomost_error **error)
{
	const struct pomost__table_column *found;
	const void *place;
	bool is_value;
	int32_t status;

	if (items)
		*items = NULL;
	status = find_column(tables, object, table, column, items, POMOST__COLUMN_I32,
			     POMOST__COLUMN_DATE, &found, error);
	if (status != POMOST_OK)
		return status;
	place = tables->locate(object, found, &is_value);
	*items = is_value ? place : *(int32_t *const *)place;
	return pomost__succeed(error);
}

int32_t
pomost__tables_text(const struct pomost__tables *tables, const void *object, const char *table,
		    const char *column, const int32_t **offsets, const char **bytes,
		    pomost_error **error)
{
	static const int32_t none;
	const struct pomost__table_column *found;
	const struct pomost__column *texts;
	bool is_value;
	int32_t status;

	if (offsets)
		*offsets = NULL;
	if (bytes)
		*bytes = NULL;
	status = find_column(tables, object, table, column,
			     offsets && bytes ? (const void *)bytes : NULL, POMOST__COLUMN_TEXT,
			     POMOST__COLUMN_TEXT, &found, error);
	if (status != POMOST_OK)
		return status;
	texts = tables->locate(object, found, &is_value);
	/* A column that was never made is one without texts. */
	*offsets = texts->offsets ? texts->offsets : &none;
	*bytes = texts->bytes ? texts->bytes : "";
	return pomost__succeed(error);
}

int32_t
pomost__tables_column(const struct pomost__tables *tables, const void *object, const char *table,
		      size_t index, const char **name, const char **kind, pomost_error **error)
{
	const int64_t *items;
	int32_t status;
	int found = 0;
	size_t i;

	if (name)
		*name = NULL;
	if (kind)
		*kind = NULL;
	status = check(tables, object, table, name, kind, &found, error);
	if (status != POMOST_OK)
		return status;
	for (i = 0; i < tables->column_count; i++) {
		if (tables->columns[i].table == found && index-- == 0) {
			*name = tables->columns[i].name;
			*kind = kind_names[tables->columns[i].kind];
			return pomost__succeed(error);
		}
	}
	/* `index` now counts from the end of the table's own columns. */
	if (tables->more && tables->more(object, found, index, name, &items))
		*kind = kind_names[POMOST__COLUMN_I64];
	return pomost__succeed(error);
}
