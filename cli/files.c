/* SPDX-License-Identifier: Apache-2.0 */
/* The documents of a folder, by name. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static bool
has_ending(const char *name, const char *ending)
{
	size_t length = strlen(name);
	size_t wanted = strlen(ending);

	return length > wanted && strcmp(name + length - wanted, ending) == 0;
}

static int
keep(const struct dirent *entry)
{
	return entry->d_name[0] != '.' &&
	       (has_ending(entry->d_name, ".yaml") || has_ending(entry->d_name, ".yml") ||
		has_ending(entry->d_name, ".json"));
}

/* By the bytes of the name, whatever the locale. */
static int
compare(const struct dirent **left, const struct dirent **right)
{
	return strcmp((*left)->d_name, (*right)->d_name);
}

int
list_documents(const char *folder, struct files *files)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, keep, compare);
	int status = EXIT_DONE;
	int i;

	*files = (struct files){0};
	if (count < 0)
		return print_failure(EXIT_OUTPUT, "the folder cannot be read: %s", folder);
	files->names = calloc((size_t)count + 1, sizeof *files->names);
	if (!files->names)
		status = print_failure(EXIT_OUTPUT, "out of memory");
	for (i = 0; i < count; i++) {
		size_t size = strlen(folder) + strlen(entries[i]->d_name) + 2;
		char *name = status == EXIT_DONE ? malloc(size) : NULL;

		if (name) {
			snprintf(name, size, "%s/%s", folder, entries[i]->d_name);
			files->names[files->count++] = name;
		} else if (status == EXIT_DONE) {
			status = print_failure(EXIT_OUTPUT, "out of memory");
		}
		free(entries[i]);
	}
	free(entries);
	return status;
}

void
free_files(struct files *files)
{
	size_t i;

	for (i = 0; i < files->count; i++)
		free(files->names[i]);
	free(files->names);
}
