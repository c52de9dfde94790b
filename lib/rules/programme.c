/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/programme.h"

#include <stdlib.h>
#include <string.h>

#include "text/file.h"
#include "text/yaml.h"

static void
destroy(pomost_programme *programme)
{
	pomost__arena_free(&programme->arena);
	free(programme);
}

pomost_programme *
pomost_programme_ref(pomost_programme *programme)
{
	if (programme)
		atomic_fetch_add_explicit(&programme->references, 1, memory_order_relaxed);
	return programme;
}

void
pomost_programme_unref(pomost_programme *programme)
{
	if (programme &&
	    atomic_fetch_sub_explicit(&programme->references, 1, memory_order_acq_rel) == 1)
		destroy(programme);
}

static bool
read_programme(struct pomost__reader *reader, pomost_programme *programme, const char *text,
	       size_t length)
{
	programme->root =
		pomost__yaml_read(reader->arena, text, length, reader->file, reader->errors);
	if (!programme->root)
		return false;
	if (!pomost__block_read(reader, programme->root, &pomost__programme_block,
				&programme->rules))
		return false;
	return pomost__programme_link(reader, programme) &&
	       (pomost__programme_summarise(programme) || pomost__reader_nomem(reader));
}

int32_t
pomost_programme_parse(const char *text, size_t length, const char *file, pomost_programme **result,
		       pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct pomost__reader reader;
	pomost_programme *programme;

	if (!result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected a result, found NULL");
	*result = NULL;
	if (!text)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected text, found NULL");
	programme = calloc(1, sizeof *programme);
	if (!programme) {
		pomost__errors_nomem(&errors);
		return pomost__errors_end(&errors, error);
	}
	atomic_init(&programme->references, 1);
	pomost__arena_init(&programme->arena, NULL, 0);
	programme->file = file ? pomost__arena_text(&programme->arena, file, strlen(file)) : NULL;
	reader = (struct pomost__reader){
		.arena = &programme->arena,
		.errors = &errors,
		.file = programme->file,
		.digits = -1,
	};
	if (programme->arena.failed)
		pomost__errors_nomem(&errors);
	else if (read_programme(&reader, programme, text, length) && !programme->arena.failed)
		*result = programme;
	else if (programme->arena.failed)
		pomost__errors_nomem(&errors);
	if (!*result)
		destroy(programme);
	return pomost__errors_end(&errors, error);
}

int32_t
pomost_programme_load(const char *path, pomost_programme **result, pomost_error **error)
{
	struct pomost__errors errors = {0};
	int32_t status;
	size_t length;
	char *text;

	if (!path || !result) {
		if (result)
			*result = NULL;
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected a %s, found NULL",
				    path ? "result" : "path");
	}
	*result = NULL;
	text = pomost__file_read(path, &length, &errors);
	if (!text)
		return pomost__errors_end(&errors, error);
	status = pomost_programme_parse(text, length, path, result, error);
	free(text);
	return status;
}

int32_t
pomost_programme_get(const pomost_programme *programme, const char *path, const char **text,
		     pomost_error **error)
{
	const struct pomost__node *node;

	if (text)
		*text = NULL;
	if (!programme || !path || !text)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a programme, a path and a text, found NULL");
	node = pomost__node_find(programme->root, path, strlen(path));
	if (node && node->kind != POMOST__SCALAR) {
		struct pomost__echo echo;

		return pomost__fail(error, POMOST_ERR_TYPE,
				    "expected the path of a scalar, found %s",
				    pomost__echo(&echo, path, strlen(path)));
	}
	*text = node ? node->text : NULL;
	return pomost__succeed(error);
}

int32_t
pomost_programme_summary(const pomost_programme *programme, const char **text, pomost_error **error)
{
	if (text)
		*text = NULL;
	if (!programme || !text)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a programme and a text, found NULL");
	*text = programme->summary;
	return pomost__succeed(error);
}
