/* SPDX-License-Identifier: Apache-2.0 */
/* CSV as nodes, so that tables of keys read it as they read any document. */
#ifndef POMOST_TEXT_CSV_H
#define POMOST_TEXT_CSV_H

#include "text/kinds.h"

/*
 * Reads CSV (RFC 4180, comma, LF or CR LF) whose first line names the columns. The result is a mapping with one
 * key, `name`: a list of mappings, a line each, from a column's name to its field. An empty field is left out.
 * `columns` receives a mapping that has the names as its keys. At most one error; then NULL. A line has at most 64 KiB, a field at most 4 KiB. The nodes live in the arena.
 */
struct pomost__node *pomost__csv_read(struct pomost__arena *arena, const char *bytes, size_t length,
				      const char *file, const char *name,
				      struct pomost__node **columns, struct pomost__errors *errors);

/*
 * Whether the columns are those of a block, all that it requires among them; `more` names others that are required
 * too, and may be NULL. Adds an error for each.
 */
bool pomost__csv_check(struct pomost__reader *reader, const struct pomost__node *columns,
		       const struct pomost__block *block, const struct pomost__list *more);

#endif
