/* SPDX-License-Identifier: Apache-2.0 */
/* pomost programmes: those that are installed, with what each pays. */
#define _DEFAULT_SOURCE 1

#include <dirent.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const char help[] = "usage: pomost programmes [--format text|json|csv] [--data FOLDER]\n"
			   "\n"
			   "Lists the installed programmes with what each pays.\n"
			   "\n"
			   "  --format text|json|csv   text when nothing is said\n"
			   "  --data FOLDER            where the programmes are installed\n"
			   "\n"
			   "example: pomost programmes\n";

enum {
	OPTION_FORMAT = 256,
	OPTION_DATA,
};

static const struct option long_options[] = {
	{"format", required_argument, NULL, OPTION_FORMAT},
	{"data", required_argument, NULL, OPTION_DATA},
	{NULL, 0, NULL, 0},
};

struct list {
	pomost_programme **programmes;
	size_t count;
};

static const char *
get(const pomost_programme *programme, const char *path)
{
	const char *text = NULL;

	pomost_programme_get(programme, path, &text, NULL);
	return text ? text : "";
}

static const char *
summary(const pomost_programme *programme)
{
	const char *text = NULL;

	pomost_programme_summary(programme, &text, NULL);
	return text ? text : "";
}

static int
compare(const void *left, const void *right)
{
	return strcmp(get(*(pomost_programme *const *)left, "id"),
		      get(*(pomost_programme *const *)right, "id"));
}

/* Loads one programme into the list. Returns an exit status. */
static int
add(struct list *list, const char *path)
{
	pomost_programme **more =
		realloc(list->programmes, (list->count + 1) * sizeof *list->programmes);
	pomost_error *error = NULL;

	if (!more)
		return print_failure(EXIT_OUTPUT, "out of memory");
	list->programmes = more;
	if (pomost_programme_load(path, &list->programmes[list->count], &error) != POMOST_OK)
		return print_error(error, EXIT_PROGRAMME);
	list->count++;
	return EXIT_DONE;
}

/* All programmes of one region's folder. The worst exit status of them. */
static int
add_region(struct list *list, const char *programmes, const char *region)
{
	const struct dirent *entry;
	int worst = EXIT_DONE;
	char path[4096];
	DIR *folder;

	if (snprintf(path, sizeof path, "%s/%s", programmes, region) >= (int)sizeof path)
		return print_failure(EXIT_OUTPUT, "a path is too long: %s", programmes);
	folder = opendir(path);
	while (folder && (entry = readdir(folder)) != NULL) {
		int status;

		if (entry->d_name[0] == '.')
			continue;
		if (snprintf(path, sizeof path, "%s/%s/%s/programme.yaml", programmes, region,
			     entry->d_name) >= (int)sizeof path)
			status = print_failure(EXIT_OUTPUT, "a path is too long: %s", programmes);
		else
			status = add(list, path);
		worst = status > worst ? status : worst;
	}
	if (folder)
		closedir(folder);
	return worst;
}

static int
collect(struct list *list, const char *data)
{
	char *folder = data_folder(data);
	const struct dirent *entry;
	int worst = EXIT_DONE;
	char path[4096];
	DIR *regions;

	if (!folder)
		return print_failure(EXIT_PROGRAMME,
				     "no folder of programmes found; name one by --data");
	regions = snprintf(path, sizeof path, "%s/programmes", folder) < (int)sizeof path
			  ? opendir(path)
			  : NULL;
	if (!regions)
		worst = print_failure(EXIT_OUTPUT, "no folder %s", path);
	while (regions && (entry = readdir(regions)) != NULL) {
		int status =
			entry->d_name[0] == '.' ? EXIT_DONE : add_region(list, path, entry->d_name);

		worst = status > worst ? status : worst;
	}
	if (regions)
		closedir(regions);
	free(folder);
	if (list->count)
		qsort(list->programmes, list->count, sizeof *list->programmes, compare);
	return worst;
}

static void
print_json_string(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
	putchar('"');
}

static void
print_csv_field(const char *text)
{
	if (!strpbrk(text, ",\"")) {
		fputs(text, stdout);
		return;
	}
	putchar('"');
	for (; *text; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	putchar('"');
}

static const char *const columns[] = {"id", "name", "operator", "region", "currency"};

#define COLUMN_COUNT (sizeof columns / sizeof *columns)

static void
print_json(const struct list *list)
{
	size_t i;
	size_t j;

	fputs("[", stdout);
	for (i = 0; i < list->count; i++) {
		fputs(i ? ",\n  {\n" : "\n  {\n", stdout);
		for (j = 0; j < COLUMN_COUNT; j++) {
			printf("    \"%s\": ", columns[j]);
			print_json_string(get(list->programmes[i], columns[j]));
			fputs(",\n", stdout);
		}
		fputs("    \"pays\": ", stdout);
		print_json_string(summary(list->programmes[i]));
		fputs("\n  }", stdout);
	}
	fputs(list->count ? "\n]\n" : "]\n", stdout);
}

static void
print_csv(const struct list *list)
{
	size_t i;
	size_t j;

	for (j = 0; j < COLUMN_COUNT; j++)
		printf("%s,", columns[j]);
	puts("pays");
	for (i = 0; i < list->count; i++) {
		for (j = 0; j < COLUMN_COUNT; j++) {
			print_csv_field(get(list->programmes[i], columns[j]));
			putchar(',');
		}
		print_csv_field(summary(list->programmes[i]));
		putchar('\n');
	}
}

static void
print_text(const struct list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		printf("%s\n    %s\n    %s\n", get(list->programmes[i], "id"),
		       get(list->programmes[i], "name"), summary(list->programmes[i]));
}

static int
print(const struct list *list, const char *format)
{
	if (strcmp(format, "json") == 0)
		print_json(list);
	else if (strcmp(format, "csv") == 0)
		print_csv(list);
	else
		print_text(list);
	return write_output("", 0);
}

static int
run(int argc, char **argv)
{
	const char *format = "text";
	const char *data = NULL;
	struct list list = {0};
	int option;
	int status;
	int printed;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (option == OPTION_FORMAT && is_format(optarg))
			format = optarg;
		else if (option == OPTION_DATA)
			data = optarg;
		else
			return usage_error(&programmes_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc > optind)
		return usage_error(&programmes_command, "expected no argument, found \"%s\"",
				   argv[optind]);
	status = collect(&list, data);
	printed = print(&list, format);
	while (list.count > 0)
		pomost_programme_unref(list.programmes[--list.count]);
	free(list.programmes);
	return printed > status ? printed : status;
}

const struct command programmes_command = {
	"programmes", "the installed programmes, with what each pays", help, run};
