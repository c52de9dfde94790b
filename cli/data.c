/* SPDX-License-Identifier: Apache-2.0 */
/* Where the installed programmes are. The library knows no path; the command does. */
#define _DEFAULT_SOURCE 1 /* readlink() and dirent */

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#include "cli.h"

#define PATH_SIZE 4096

__attribute__((format(printf, 1, 2))) static char *
print_path(const char *format, ...)
{
	char path[PATH_SIZE];
	va_list arguments;
	char *copy = NULL;
	int length;

	va_start(arguments, format);
	length = vsnprintf(path, sizeof path, format, arguments);
	va_end(arguments);
	if (length >= 0 && length < PATH_SIZE)
		copy = malloc((size_t)length + 1);
	if (copy)
		memcpy(copy, path, (size_t)length + 1);
	return copy;
}

bool
is_folder(const char *path)
{
	struct stat status;

	return path && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool
is_file(const char *path)
{
	struct stat status;

	return path && stat(path, &status) == 0 && !S_ISDIR(status.st_mode);
}

/* The folder of this program's file, in `path`. */
static bool
own_folder(char path[PATH_SIZE])
{
	char *slash;
#ifdef __APPLE__
	uint32_t size = PATH_SIZE;

	if (_NSGetExecutablePath(path, &size) != 0)
		return false;
#else
	ssize_t length = readlink("/proc/self/exe", path, PATH_SIZE - 1);

	if (length <= 0)
		return false;
	path[length] = '\0';
#endif
	slash = strrchr(path, '/');
	if (slash)
		*slash = '\0';
	return slash != NULL;
}

void
data_free(struct data *data)
{
	pomost_series_unref(data->series);
	data->series = NULL;
}

char *
data_folder(const struct data *data)
{
	const char *variable = getenv("POMOST_DATA");
	char own[PATH_SIZE];
	char *folder;

	if (data->folder)
		return print_path("%s", data->folder);
	if (variable && *variable)
		return print_path("%s", variable);
	if (own_folder(own)) {
		folder = print_path("%s/../share/pomost", own);
		if (is_folder(folder))
			return folder;
		free(folder);
	}
	folder = print_path("%s", POMOST_DATA_FOLDER);
	if (is_folder(folder))
		return folder;
	free(folder);
	return NULL;
}

/* Names of a folder, in order. */
struct names {
	char **items;
	size_t count;
};

static int
compare_names(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static void
free_names(struct names *names)
{
	while (names->count > 0)
		free(names->items[--names->count]);
	free(names->items);
}

/* What stands in a folder, but hidden files; nothing where there is no such folder. */
static struct names
list_folder(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	struct names names = {0};

	while (folder && (entry = readdir(folder)) != NULL) {
		char **more;

		if (entry->d_name[0] == '.')
			continue;
		more = realloc(names.items, (names.count + 1) * sizeof *more);
		if (!more)
			break;
		names.items = more;
		names.items[names.count] = print_path("%s", entry->d_name);
		if (names.items[names.count])
			names.count++;
	}
	if (folder)
		closedir(folder);
	if (names.count)
		qsort(names.items, names.count, sizeof *names.items, compare_names);
	return names;
}

static bool
is_yaml(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && strcmp(dot, ".yaml") == 0;
}

/* Whether --series gave a series of the name of an installed file. */
static bool
is_replaced(const struct data *data, const char *file)
{
	size_t length = strlen(file) - strlen(".yaml");
	bool replaced = false;
	int i;

	for (i = 0; i < data->series_count && !replaced; i++) {
		size_t size;
		char *text = NULL;
		char *name = NULL;

		if (pomost_document_load(data->series_files[i], &text, &size, NULL) == POMOST_OK &&
		    pomost_document_get(text, size, NULL, "series", &name, NULL) == POMOST_OK &&
		    name)
			replaced = strlen(name) == length && memcmp(name, file, length) == 0;
		pomost_text_free(name);
		pomost_text_free(text);
	}
	return replaced;
}

static int
add_series(struct data *data, const char *path)
{
	pomost_error *error = NULL;

	if (path && pomost_series_load(data->series, path, &error) == POMOST_OK)
		return EXIT_DONE;
	return path ? print_error(error, EXIT_PROGRAMME)
		    : print_failure(EXIT_OUTPUT, "a path is too long");
}

static int
add_installed_series(struct data *data)
{
	char *folder = data_folder(data);
	char *path = folder ? print_path("%s/series", folder) : NULL;
	struct names names = path ? list_folder(path) : (struct names){0};
	int status = EXIT_DONE;
	size_t i;

	for (i = 0; i < names.count && status == EXIT_DONE; i++) {
		char *file;

		if (!is_yaml(names.items[i]) || is_replaced(data, names.items[i]))
			continue;
		file = print_path("%s/%s", path, names.items[i]);
		status = add_series(data, file);
		free(file);
	}
	free_names(&names);
	free(path);
	free(folder);
	return status;
}

int
data_series(struct data *data)
{
	pomost_error *error = NULL;
	int status = EXIT_DONE;
	int i;

	if (data->series)
		return EXIT_DONE;
	if (pomost_series_new(&data->series, &error) != POMOST_OK)
		return print_error(error, EXIT_PROGRAMME);
	for (i = 0; i < data->series_count && status == EXIT_DONE; i++)
		status = add_series(data, data->series_files[i]);
	if (status == EXIT_DONE)
		status = add_installed_series(data);
	return status;
}

int
each_programme(struct data *data, int (*visit)(void *context, const char *folder), void *context)
{
	char *folder = data_folder(data);
	char *path = folder ? print_path("%s/programmes", folder) : NULL;
	struct names regions = path ? list_folder(path) : (struct names){0};
	int worst = EXIT_DONE;
	size_t i;
	size_t j;

	if (!folder)
		worst = print_failure(EXIT_PROGRAMME,
				      "no folder of programmes found; name one by --data");
	else if (!is_folder(path))
		worst = print_failure(EXIT_OUTPUT, "no folder %s/programmes", folder);
	for (i = 0; i < regions.count; i++) {
		char *region = print_path("%s/%s", path, regions.items[i]);
		struct names ids = region ? list_folder(region) : (struct names){0};

		for (j = 0; j < ids.count; j++) {
			char *programme = print_path("%s/%s", region, ids.items[j]);
			int status = programme ? visit(context, programme) : EXIT_OUTPUT;

			worst = status > worst ? status : worst;
			free(programme);
		}
		free_names(&ids);
		free(region);
	}
	free_names(&regions);
	free(path);
	free(folder);
	return worst;
}

/* The folder of an installed programme, by its id; NULL if there is none. */
static char *
programme_folder(const char *folder, const char *id)
{
	char *programmes = print_path("%s/programmes", folder);
	struct names regions = programmes ? list_folder(programmes) : (struct names){0};
	char *found = NULL;
	size_t i;

	for (i = 0; i < regions.count && !found; i++) {
		found = print_path("%s/%s/%s", programmes, regions.items[i], id);
		if (!is_folder(found)) {
			free(found);
			found = NULL;
		}
	}
	free_names(&regions);
	free(programmes);
	return found;
}

bool
names_file(const char *name)
{
	const char *dot = strrchr(name, '.');

	return strchr(name, '/') ||
	       (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0 ||
			strcmp(dot, ".json") == 0)) ||
	       is_file(name);
}

static int
add_edition(struct editions *editions, struct data *data, const char *path)
{
	pomost_programme **more =
		realloc(editions->items, (editions->count + 1) * sizeof *editions->items);
	pomost_error *error = NULL;

	if (!more || !path)
		return print_failure(EXIT_OUTPUT, "out of memory, or a path is too long");
	editions->items = more;
	if (pomost_programme_load(path, data->series, &editions->items[editions->count], &error) !=
	    POMOST_OK)
		return print_error(error, EXIT_PROGRAMME);
	editions->count++;
	return EXIT_DONE;
}

/* Each file of a programme's folder is an edition, but its tests. */
static int
add_folder(struct editions *editions, struct data *data)
{
	struct names names = list_folder(editions->folder);
	int status = EXIT_DONE;
	size_t i;

	for (i = 0; i < names.count && status == EXIT_DONE; i++) {
		char *path;

		if (!is_yaml(names.items[i]) || strcmp(names.items[i], "tests.yaml") == 0)
			continue;
		path = print_path("%s/%s", editions->folder, names.items[i]);
		status = add_edition(editions, data, path);
		free(path);
	}
	free_names(&names);
	if (status == EXIT_DONE && editions->count == 0)
		status = print_failure(EXIT_PROGRAMME, "no programme in %s", editions->folder);
	return status;
}

int
load_editions(const char *name, struct data *data, struct editions *editions)
{
	int status = data_series(data);
	char *folder;

	*editions = (struct editions){0};
	if (status != EXIT_DONE)
		return status;
	if (is_folder(name)) {
		editions->folder = print_path("%s", name);
		return editions->folder ? add_folder(editions, data) : EXIT_OUTPUT;
	}
	if (names_file(name))
		return add_edition(editions, data, name);
	folder = data_folder(data);
	if (!folder)
		return print_failure(EXIT_PROGRAMME,
				     "no folder of programmes found; name one by --data");
	editions->folder = programme_folder(folder, name);
	if (editions->folder)
		status = add_folder(editions, data);
	else
		status = print_failure(EXIT_PROGRAMME,
				       "no programme \"%s\" under %s/programmes; pomost programmes "
				       "lists those there are",
				       name, folder);
	free(folder);
	return status;
}

void
free_editions(struct editions *editions)
{
	while (editions->count > 0)
		pomost_programme_unref(editions->items[--editions->count]);
	free(editions->items);
	free(editions->folder);
	*editions = (struct editions){0};
}

pomost_programme *
choose_edition(const struct editions *editions, const char *text, size_t length, const char *file,
	       int *status)
{
	pomost_error *error = NULL;
	size_t chosen = 0;

	if (pomost_edition_choose(editions->items, editions->count, text, length, file, &chosen,
				  &error) == POMOST_OK)
		return pomost_programme_ref(editions->items[chosen]);
	*status = print_error(error, EXIT_CASE);
	return NULL;
}
