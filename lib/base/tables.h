/* SPDX-License-Identifier: Apache-2.0 */
/* Objects as tables of named columns: what the public calls of each kind of object share. */
#ifndef POMOST_BASE_TABLES_H
#define POMOST_BASE_TABLES_H

#include "base/column.h"
#include "base/error.h"

enum pomost__column_kind {
	POMOST__COLUMN_I64,
	POMOST__COLUMN_I32,
	POMOST__COLUMN_DATE, /* of i32 that hold days */
	POMOST__COLUMN_TEXT,
};

struct pomost__table_column {
	int table;
	const char *name;
	enum pomost__column_kind kind;
	int place; /* for `locate` */
	size_t offset;
};

/* The tables of one kind of object. */
struct pomost__tables {
	const char *object; /* as errors call it, such as "an award" */
	const char *const *names;
	int count;
	const struct pomost__table_column *columns;
	size_t column_count;
	size_t (*rows)(const void *object, int table);
	/*
	 * Where a column is: a pointer to its items, or the one item itself, which `is_value` then says; a text
	 * column is a struct pomost__column.
	 */
	const void *(*locate)(const void *object, const struct pomost__table_column *column,
			      bool *is_value);
	/* Columns of i64 after those, by their number from 0; false after the last. May be NULL. */
	bool (*more)(const void *object, int table, size_t number, const char **name,
		     const int64_t **items);
};

int32_t pomost__tables_rows(const struct pomost__tables *tables, const void *object,
			    const char *table, size_t *rows, pomost_error **error);

int32_t pomost__tables_i64(const struct pomost__tables *tables, const void *object,
			   const char *table, const char *column, const int64_t **items,
			   pomost_error **error);

int32_t pomost__tables_i32(const struct pomost__tables *tables, const void *object,
			   const char *table, const char *column, const int32_t **items,
			   pomost_error **error);

int32_t pomost__tables_text(const struct pomost__tables *tables, const void *object,
			    const char *table, const char *column, const int32_t **offsets,
			    const char **bytes, pomost_error **error);

int32_t pomost__tables_column(const struct pomost__tables *tables, const void *object,
			      const char *table, size_t index, const char **name, const char **kind,
			      pomost_error **error);

#endif
