/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/programme.h"

#include <stdlib.h>
#include <string.h>

#include "text/file.h"
#include "text/yaml.h"

static void
destroy(pomost_programme *programme)
{
	pomost_programme *base = programme->base;

	pomost_series_unref(programme->series);
	pomost__arena_free(&programme->arena);
	free(programme);
	pomost_programme_unref(base);
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

pomost_programme *
pomost__programme_new(const char *file, struct pomost_series *series, struct pomost__errors *errors)
{
	pomost_programme *programme = calloc(1, sizeof *programme);

	if (!programme) {
		pomost__errors_nomem(errors);
		return NULL;
	}
	atomic_init(&programme->references, 1);
	pomost__arena_init(&programme->arena, NULL, 0);
	programme->series = pomost_series_ref(series);
	if (!file)
		return programme;
	programme->file = pomost__arena_text(&programme->arena, file, strlen(file));
	if (programme->file)
		return programme;
	pomost__errors_nomem(errors);
	destroy(programme);
	return NULL;
}

void
pomost__programme_read(pomost_programme *programme, struct pomost__errors *errors)
{
	struct pomost__reader reader = {
		.arena = &programme->arena,
		.errors = errors,
		.file = programme->file,
		.digits = -1,
		.owner = &programme->registry,
	};

	if (pomost__block_read(&reader, programme->root, &pomost__programme_block,
			       &programme->rules) &&
	    pomost__programme_link(&reader, programme) && !pomost__programme_summarise(programme))
		pomost__errors_nomem(errors);
	if (programme->arena.failed)
		pomost__errors_nomem(errors);
}

int32_t
pomost_programme_parse(const char *text, size_t length, const char *file, pomost_series *series,
		       pomost_programme **result, pomost_error **error)
{
	struct pomost__errors errors = {0};
	pomost_programme *programme;

	if (!result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected a result, found NULL");
	*result = NULL;
	if (!text)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected text, found NULL");
	programme = pomost__programme_new(file, series, &errors);
	if (!programme)
		return pomost__errors_end(&errors, error);
	programme->root =
		pomost__yaml_read(&programme->arena, text, length, programme->file, &errors);
	if (programme->root)
		pomost__programme_read(programme, &errors);
	if (errors.status == POMOST_OK)
		*result = programme;
	else
		destroy(programme);
	return pomost__errors_end(&errors, error);
}

int32_t
pomost_programme_load(const char *path, pomost_series *series, pomost_programme **result,
		      pomost_error **error)
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
	status = pomost_programme_parse(text, length, path, series, result, error);
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
