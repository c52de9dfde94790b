/* SPDX-License-Identifier: Apache-2.0 */
/* What bytes may be read at all, before any parser sees them. */
#ifndef POMOST_TEXT_SCAN_H
#define POMOST_TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Walks the bytes of a document. Refuses, at the first of them, with line and column: NUL and other
 * controls but tab and line ends (LF, CR LF); DEL; C1 controls; invalid UTF-8; U+2028, U+2029,
 * U+0085; bidirectional controls; U+FEFF but as the first character; U+FFFE, U+FFFF; a UTF-16 or
 * UTF-32 mark; `%` in column 1; a tab in the indent of a line. More than 1 MiB is refused before
 * any of that, without a place. False after an error.
 *
 * `skip` receives the length of a byte order mark at the start, 0 or 3; it has no column.
 */
bool pomost__scan(const char *bytes, size_t length, const char *file, struct pomost__errors *errors,
		  size_t *skip);

/* The same of text that is no YAML: `%` and tabs may stand anywhere. */
bool pomost__scan_plain(const char *bytes, size_t length, const char *file,
			struct pomost__errors *errors, size_t *skip);

#endif
