/* SPDX-License-Identifier: Apache-2.0 */
#include "case/case.h"

#include <stdlib.h>
#include <string.h>

#include "text/file.h"
#include "text/yaml.h"

static pomost_case *
create(pomost_programme *programme, const char *file)
{
	pomost_case *subject = calloc(1, sizeof *subject);

	if (!subject)
		return NULL;
	pomost__arena_init(&subject->nodes, NULL, 0);
	pomost__arena_init(&subject->arena, NULL, 0);
	subject->programme = pomost_programme_ref(programme);
	if (file) {
		subject->file = pomost__arena_text(&subject->nodes, file, strlen(file));
		if (!subject->file) {
			pomost_case_free(subject);
			return NULL;
		}
	}
	return subject;
}

void
pomost_case_free(pomost_case *subject)
{
	if (!subject)
		return;
	pomost__arena_free(&subject->arena);
	pomost__arena_free(&subject->nodes);
	pomost_programme_unref(subject->programme);
	free(subject);
}

static bool
add_scalar(pomost_case *subject, const char *key, const char *text, size_t length)
{
	struct pomost__node *node = pomost__node_append(&subject->nodes, subject->root,
							POMOST__SCALAR, key, strlen(key));

	if (!node)
		return false;
	node->text = text;
	node->length = (uint32_t)length;
	return true;
}

int32_t
pomost_case_new(pomost_programme *programme, pomost_case **result, pomost_error **error)
{
	struct pomost__errors errors = {0};
	pomost_case *subject;

	if (result)
		*result = NULL;
	if (!programme || !result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a programme and a result, found NULL");
	subject = create(programme, NULL);
	if (subject) {
		subject->root =
			pomost__node_append(&subject->nodes, NULL, POMOST__MAPPING, NULL, 0);
		/* The id is the programme's own text, which the case keeps alive. */
		if (subject->root && add_scalar(subject, "pomost", "1", 1) &&
		    add_scalar(subject, "programme", programme->rules.id.bytes,
			       programme->rules.id.length)) {
			*result = subject;
			return pomost__succeed(error);
		}
		pomost_case_free(subject);
	}
	pomost__errors_nomem(&errors);
	return pomost__errors_end(&errors, error);
}

pomost_case *
pomost__case_of_node(pomost_programme *programme, const struct pomost__node *mapping,
		     const char *file)
{
	const struct pomost__text *id = &programme->rules.id;
	pomost_case *subject = create(programme, file);

	if (!subject)
		return NULL;
	subject->root = pomost__node_copy(&subject->nodes, mapping);
	if (subject->root &&
	    (pomost__node_get(mapping, "pomost") || add_scalar(subject, "pomost", "1", 1)) &&
	    (pomost__node_get(mapping, "id") || add_scalar(subject, "id", "test", 4)) &&
	    (pomost__node_get(mapping, "programme") ||
	     add_scalar(subject, "programme", id->bytes, id->length)))
		return subject;
	pomost_case_free(subject);
	return NULL;
}

/* A case that names another programme is taken as one of this. */
static void
retarget(pomost_case *subject)
{
	const struct pomost__text *id = &subject->programme->rules.id;
	struct pomost__node *node = pomost__node_get(subject->root, "programme");

	if (!node || node->kind != POMOST__SCALAR)
		return;
	node->text = id->bytes;
	node->length = id->length;
}

static int32_t
parse(pomost_programme *programme, const char *text, size_t length, const char *file, bool any,
      pomost_case **result, pomost_error **error)
{
	struct pomost__errors errors = {0};
	pomost_case *subject;

	if (result)
		*result = NULL;
	if (!programme || !text || !result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a programme, text and a result, found NULL");
	subject = create(programme, file);
	if (!subject) {
		pomost__errors_nomem(&errors);
		return pomost__errors_end(&errors, error);
	}
	subject->root = pomost__yaml_read(&subject->nodes, text, length, subject->file, &errors);
	if (subject->root && any)
		retarget(subject);
	if (subject->root)
		pomost__case_link(subject, &errors);
	if (subject->linked)
		*result = subject;
	else
		pomost_case_free(subject);
	return pomost__errors_end(&errors, error);
}

int32_t
pomost_case_parse(pomost_programme *programme, const char *text, size_t length, const char *file,
		  pomost_case **result, pomost_error **error)
{
	return parse(programme, text, length, file, false, result, error);
}

int32_t
pomost_case_parse_as(pomost_programme *programme, const char *text, size_t length, const char *file,
		     pomost_case **result, pomost_error **error)
{
	return parse(programme, text, length, file, true, result, error);
}

int32_t
pomost_case_load(pomost_programme *programme, const char *path, pomost_case **result,
		 pomost_error **error)
{
	struct pomost__errors errors = {0};
	int32_t status;
	size_t length;
	char *text;

	if (result)
		*result = NULL;
	if (!programme || !path || !result)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a programme, a path and a result, found NULL");
	text = pomost__file_read(path, &length, &errors);
	if (!text)
		return pomost__errors_end(&errors, error);
	status = pomost_case_parse(programme, text, length, path, result, error);
	free(text);
	return status;
}

int32_t
pomost_case_check(pomost_case *subject, pomost_error **error)
{
	struct pomost__errors errors = {0};

	if (!subject)
		return pomost__fail(error, POMOST_ERR_ARGUMENT, "expected a case, found NULL");
	pomost__case_link(subject, &errors);
	return pomost__errors_end(&errors, error);
}
