/* SPDX-License-Identifier: Apache-2.0 */
/* JSON as it is written: each key and item on its own line, two blanks a level. */
#ifndef POMOST_REPORT_JSON_H
#define POMOST_REPORT_JSON_H

#include <stdbool.h>

#include "base/buffer.h"

struct pomost__json {
	struct pomost__buffer *buffer;
	int level;
	bool filled; /* something stands already in the object or list that is open */
};

/* Begins an item: the comma after the one before, and a line of its own. */
void pomost__json_item(struct pomost__json *json);

void pomost__json_open(struct pomost__json *json, char bracket);

void pomost__json_close(struct pomost__json *json, char bracket);

/* A key, and what stands before its value. */
void pomost__json_key(struct pomost__json *json, const char *name, size_t length);

/* A key with a text; `text` NULL is null. */
void pomost__json_text(struct pomost__json *json, const char *name, const char *text);

#endif
