/* SPDX-License-Identifier: Apache-2.0 */
/* YAML and JSON of plain data, to nodes. */
#ifndef POMOST_TEXT_YAML_H
#define POMOST_TEXT_YAML_H

#include "text/node.h"

/*
 * Reads one document. At most one error, of syntax or of a limit; then NULL. `file` may be NULL.
 * A key that stands twice is an error too (POMOST_ERR_KEY_TWICE), each of them; then NULL as well.
 * An empty document is an error. The nodes and their texts live in the arena.
 */
struct pomost__node *pomost__yaml_read(struct pomost__arena *arena, const char *bytes,
				       size_t length, const char *file,
				       struct pomost__errors *errors);

#endif
