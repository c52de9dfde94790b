/* SPDX-License-Identifier: Apache-2.0 */
/* What if: programmes with other values. */
#include <string.h>

#include "cli.h"

bool
change_option(struct changes *changes, bool is_file, const char *value)
{
	if (changes->count == CHANGE_OPTIONS)
		return false;
	changes->is_file[changes->count] = is_file;
	changes->values[changes->count++] = value;
	return true;
}

static int
lay_file(const pomost_programme *programme, const char *file, pomost_programme **changed)
{
	pomost_error *error = NULL;
	size_t length;
	char *text;
	int status;

	if (pomost_document_load(file, &text, &length, &error) != POMOST_OK)
		return print_error(error, EXIT_PROGRAMME);
	status = pomost_programme_overlay(programme, text, length, file, changed, &error) ==
				 POMOST_OK
			 ? EXIT_DONE
			 : print_error(error, EXIT_PROGRAMME);
	pomost_text_free(text);
	return status;
}

static int
set_value(const pomost_programme *programme, const char *setting, pomost_programme **changed)
{
	const char *equals = strchr(setting, '=');
	pomost_error *error = NULL;
	char path[1024];
	size_t length = equals ? (size_t)(equals - setting) : 0;

	if (length == 0 || length >= sizeof path)
		return print_failure(EXIT_USAGE, "expected --set PATH=VALUE, found \"%s\"",
				     setting);
	memcpy(path, setting, length);
	path[length] = '\0';
	return pomost_programme_set(programme, path, equals + 1, changed, &error) == POMOST_OK
		       ? EXIT_DONE
		       : print_error(error, EXIT_PROGRAMME);
}

pomost_programme *
change_programme(pomost_programme *programme, const struct changes *changes, int *status)
{
	int i;

	for (i = 0; programme && i < changes->count; i++) {
		pomost_programme *changed = NULL;
		int done = changes->is_file[i] ? lay_file(programme, changes->values[i], &changed)
					       : set_value(programme, changes->values[i], &changed);

		pomost_programme_unref(programme);
		programme = changed;
		if (done != EXIT_DONE)
			*status = done;
	}
	return programme;
}
