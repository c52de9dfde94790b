/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of a programme as a person reads them, and as data: each value by its path. */
#include <string.h>

#include "report/format.h"
#include "rules/programme.h"

/* How wide the keys of one mapping are written. */
#define KEY_WIDTH 18

/* The assumption that stands on a node itself, not above it; NULL if there is none. */
static const char *
assumed(const struct pomost_programme *programme, const struct pomost__node *node)
{
	if (node->mark < 0 || !node->parent || node->parent->mark == node->mark)
		return NULL;
	return programme->assumptions[node->mark].reason;
}

static int
depth(const struct pomost__node *node)
{
	int count = 0;

	for (node = node->parent; node; node = node->parent)
		count++;
	return count;
}

static void
indent(struct pomost__buffer *buffer, int levels)
{
	while (levels-- > 0)
		pomost__buffer_text(buffer, "  ");
}

/* Whether a node is told elsewhere: the head of the report, or notes beside the values. */
static bool
is_head(const struct pomost_programme *programme, const struct pomost__node *node)
{
	static const char *const keys[] = {"pomost", "id", "name", "assumed"};
	size_t i;

	for (i = 0; node->parent == programme->root && i < sizeof keys / sizeof *keys; i++) {
		if (strcmp(node->key, keys[i]) == 0)
			return true;
	}
	return false;
}

static void
write_key(struct pomost__buffer *buffer, const struct pomost__node *node)
{
	size_t length = node->key ? node->key_length : 1;

	pomost__buffer_add(buffer, node->key ? node->key : "-", length);
	if (node->kind != POMOST__SCALAR)
		return;
	do {
		pomost__buffer_text(buffer, " ");
	} while (++length < KEY_WIDTH);
	pomost__buffer_text(buffer, node->text);
}

/* Each value on a line, below what it stands in; what is assumed says so. */
static void
write_text(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_programme *programme = object;
	const struct pomost__node *node = pomost__programme_next(programme->root);

	pomost__buffer_text(buffer, programme->rules.name.bytes);
	pomost__buffer_text(buffer, "\n");
	pomost__buffer_text(buffer, programme->rules.id.bytes);
	pomost__buffer_text(buffer, ": ");
	pomost__buffer_text(buffer, programme->summary);
	pomost__buffer_text(buffer, "\n\n");
	for (; node; node = pomost__programme_next(node)) {
		const struct pomost__node *top = node;
		const char *reason = assumed(programme, node);

		while (top->parent != programme->root)
			top = top->parent;
		if (is_head(programme, top))
			continue;
		indent(buffer, depth(node) - 1);
		write_key(buffer, node);
		if (reason) {
			pomost__buffer_text(buffer, "  (assumed: ");
			pomost__buffer_text(buffer, reason);
			pomost__buffer_text(buffer, ")");
		}
		pomost__buffer_text(buffer, "\n");
	}
}

/* The document itself, as JSON: all scalars are strings, as they are written. */
static void
write_json(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_programme *programme = object;
	const struct pomost__node *node = programme->root;

	while (node) {
		if (node != programme->root) {
			pomost__buffer_text(buffer, node->place ? ",\n" : "\n");
			indent(buffer, depth(node));
		}
		if (node->key) {
			pomost__buffer_json(buffer, node->key, node->key_length);
			pomost__buffer_text(buffer, ": ");
		}
		if (node->kind == POMOST__SCALAR)
			pomost__buffer_json(buffer, node->text, node->length);
		else if (node->first)
			pomost__buffer_text(buffer, node->kind == POMOST__MAPPING ? "{" : "[");
		else
			pomost__buffer_text(buffer, node->kind == POMOST__MAPPING ? "{}" : "[]");
		if (node->first) {
			node = node->first;
			continue;
		}
		while (node && !node->next) {
			node = node->parent;
			if (!node)
				break;
			pomost__buffer_text(buffer, "\n");
			indent(buffer, depth(node));
			pomost__buffer_text(buffer, node->kind == POMOST__MAPPING ? "}" : "]");
		}
		node = node ? node->next : NULL;
	}
	pomost__buffer_text(buffer, "\n");
}

/* Each scalar with its path, and the reason where it is assumed. */
static void
write_csv(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost_programme *programme = object;
	const struct pomost__node *node = programme->root;
	struct pomost__arena arena;

	pomost__arena_init(&arena, NULL, 0);
	pomost__buffer_text(buffer, "path,value,assumed\n");
	for (; node; node = pomost__programme_next(node)) {
		const char *reason;
		const char *path;

		if (node->kind != POMOST__SCALAR)
			continue;
		path = pomost__node_path(&arena, node);
		if (!path) {
			buffer->failed = true;
			break;
		}
		reason = node->mark >= 0 ? programme->assumptions[node->mark].reason : "";
		pomost__csv_field(buffer, path, strlen(path));
		pomost__buffer_text(buffer, ",");
		pomost__csv_field(buffer, node->text, node->length);
		pomost__buffer_text(buffer, ",");
		pomost__csv_field(buffer, reason, strlen(reason));
		pomost__buffer_text(buffer, "\n");
	}
	pomost__arena_free(&arena);
}

int32_t
pomost_programme_report(const pomost_programme *programme, const char *format, char **text,
			size_t *length, pomost_error **error)
{
	static const struct pomost__formats formats = {write_text, write_json, write_csv};

	return pomost__report(&formats, programme, format, text, length, error);
}
