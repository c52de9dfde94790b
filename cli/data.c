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

static bool
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

char *
data_folder(const char *given)
{
	const char *variable = getenv("POMOST_DATA");
	char own[PATH_SIZE];
	char *folder;

	if (given)
		return print_path("%s", given);
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

char *
data_programme(const char *folder, const char *id)
{
	char *programmes = print_path("%s/programmes", folder);
	DIR *regions = programmes ? opendir(programmes) : NULL;
	const struct dirent *region;
	char *found = NULL;

	while (regions && !found && (region = readdir(regions)) != NULL) {
		if (region->d_name[0] == '.')
			continue;
		found = print_path("%s/%s/%s/programme.yaml", programmes, region->d_name, id);
		if (!is_file(found)) {
			free(found);
			found = NULL;
		}
	}
	if (regions)
		closedir(regions);
	free(programmes);
	return found;
}

/* A name with a slash or an ending is a file, and one that is there; any other is an id. */
static bool
names_file(const char *name)
{
	const char *dot = strrchr(name, '.');

	return strchr(name, '/') ||
	       (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0 ||
			strcmp(dot, ".json") == 0)) ||
	       is_file(name);
}

static char *
find_programme(const char *name, const char *data, int *status)
{
	char *folder;
	char *path;

	if (names_file(name))
		return print_path("%s", name);
	folder = data_folder(data);
	if (!folder) {
		*status = print_failure(EXIT_PROGRAMME,
					"no folder of programmes found; name one by --data");
		return NULL;
	}
	path = data_programme(folder, name);
	if (!path)
		*status =
			print_failure(EXIT_PROGRAMME,
				      "no programme \"%s\" under %s/programmes; pomost programmes "
				      "lists those there are",
				      name, folder);
	free(folder);
	return path;
}

pomost_programme *
load_programme(const char *name, const char *data, int *status)
{
	pomost_programme *programme = NULL;
	pomost_error *error = NULL;
	char *path = find_programme(name, data, status);

	if (!path)
		return NULL;
	if (pomost_programme_load(path, &programme, &error) != POMOST_OK)
		*status = print_error(error, EXIT_PROGRAMME);
	free(path);
	return programme;
}
