/* SPDX-License-Identifier: Apache-2.0 */
#include "report/json.h"

#include <string.h>

static void
line(struct pomost__json *json)
{
	int i;

	pomost__buffer_add(json->buffer, "\n", 1);
	for (i = 0; i < json->level; i++)
		pomost__buffer_add(json->buffer, "  ", 2);
}

void
pomost__json_item(struct pomost__json *json)
{
	if (json->filled)
		pomost__buffer_add(json->buffer, ",", 1);
	line(json);
	json->filled = true;
}

void
pomost__json_open(struct pomost__json *json, char bracket)
{
	pomost__buffer_add(json->buffer, &bracket, 1);
	json->level++;
	json->filled = false;
}

void
pomost__json_close(struct pomost__json *json, char bracket)
{
	json->level--;
	if (json->filled)
		line(json);
	pomost__buffer_add(json->buffer, &bracket, 1);
	json->filled = true;
}

void
pomost__json_key(struct pomost__json *json, const char *name, size_t length)
{
	pomost__json_item(json);
	pomost__buffer_json(json->buffer, name, length);
	pomost__buffer_add(json->buffer, ": ", 2);
}

void
pomost__json_text(struct pomost__json *json, const char *name, const char *text)
{
	pomost__json_key(json, name, strlen(name));
	if (text)
		pomost__buffer_json(json->buffer, text, strlen(text));
	else
		pomost__buffer_text(json->buffer, "null");
}
