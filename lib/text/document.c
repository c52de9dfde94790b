/* SPDX-License-Identifier: Apache-2.0 */
/* Documents before it is known what they are. */
#include <pomost/document.h>

#include <stdlib.h>
#include <string.h>

#include "text/file.h"
#include "text/yaml.h"

int32_t
pomost_document_load(const char *path, char **text, size_t *length, pomost_error **error)
{
	struct pomost__errors errors = {0};

	if (text)
		*text = NULL;
	if (!path || !text || !length)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a path, a text and a length, found NULL");
	*text = pomost__file_read(path, length, &errors);
	return pomost__errors_end(&errors, error);
}

/* Each kind by a key that no other has; a case, tests and progress also name their programme. */
static void
find_kind(const struct pomost__node *root, const char *file, int32_t *kind,
	  struct pomost__errors *errors)
{
	static const struct {
		const char *key;
		int32_t kind;
	} keys[] = {
		{"currency", POMOST_DOCUMENT_PROGRAMME}, {"series", POMOST_DOCUMENT_SERIES},
		{"tests", POMOST_DOCUMENT_TESTS},        {"achieved", POMOST_DOCUMENT_PROGRESS},
		{"programme", POMOST_DOCUMENT_CASE},
	};
	bool has_programme = pomost__node_get(root, "programme") != NULL;
	int32_t found = 0;
	size_t count = 0;
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!pomost__node_get(root, keys[i].key) ||
		    (keys[i].kind == POMOST_DOCUMENT_CASE &&
		     (found == POMOST_DOCUMENT_TESTS || found == POMOST_DOCUMENT_PROGRESS)))
			continue;
		found = keys[i].kind;
		count++;
	}
	if (count == 1)
		*kind = found;
	else
		pomost__node_fail(errors, file, root, POMOST_ERR_KEY_MISSING,
				  "expected the key \"currency\" (of a programme) or "
				  "\"programme\" (of a case), found %s",
				  count == 0      ? "neither"
				  : has_programme ? "both"
						  : "keys of several kinds");
}

int32_t
pomost_document_kind(const char *text, size_t length, const char *file, int32_t *kind,
		     pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct pomost__arena arena;
	const struct pomost__node *root;

	if (!text || !kind)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a text and a kind, found NULL");
	pomost__arena_init(&arena, NULL, 0);
	root = pomost__yaml_read(&arena, text, length, file, &errors);
	if (root && root->kind != POMOST__MAPPING)
		pomost__node_fail(&errors, file, root, POMOST_ERR_TYPE,
				  "expected a mapping, a programme or a case, found %s",
				  root->kind == POMOST__SEQUENCE ? "a list" : "a scalar");
	else if (root)
		find_kind(root, file, kind, &errors);
	pomost__arena_free(&arena);
	return pomost__errors_end(&errors, error);
}

int32_t
pomost_document_get(const char *text, size_t length, const char *file, const char *path,
		    char **value, pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct pomost__arena arena;
	const struct pomost__node *node;

	if (value)
		*value = NULL;
	if (!text || !path || !value)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a text, a path and a value, found NULL");
	pomost__arena_init(&arena, NULL, 0);
	node = pomost__yaml_read(&arena, text, length, file, &errors);
	if (node)
		node = pomost__node_find(node, path, strlen(path));
	if (node && node->kind == POMOST__SCALAR) {
		*value = malloc((size_t)node->length + 1);
		if (*value)
			memcpy(*value, node->text, (size_t)node->length + 1);
		else
			pomost__errors_nomem(&errors);
	}
	pomost__arena_free(&arena);
	return pomost__errors_end(&errors, error);
}
