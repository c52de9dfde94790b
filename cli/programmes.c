/* SPDX-License-Identifier: Apache-2.0 */
/* pomost programmes: those that are installed, with what each pays. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const char help[] = "usage: pomost programmes [OPTION...]\n"
			   "\n"
			   "Lists the installed programmes with what each pays.\n"
			   "\n"
			   "  --format text|json|csv   text when nothing is said\n" DATA_HELP "\n"
			   "example: pomost programmes\n";

static const struct option long_options[] = {
	COMMON_OPTIONS,
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

/* What is gathered, and from where. */
struct gathering {
	struct list *list;
	struct data *data;
};

/* All editions of one programme. */
static int
add(void *context, const char *folder)
{
	struct gathering *gathering = context;
	struct list *list = gathering->list;
	struct editions editions;
	int status = load_editions(folder, gathering->data, &editions);
	pomost_programme **more = realloc(list->programmes, (list->count + editions.count + 1) *
								    sizeof *list->programmes);
	size_t i;

	if (more) {
		list->programmes = more;
		for (i = 0; i < editions.count; i++)
			more[list->count++] = pomost_programme_ref(editions.items[i]);
	} else {
		status = print_failure(EXIT_OUTPUT, "out of memory");
	}
	free_editions(&editions);
	return status;
}

static int
collect(struct list *list, struct data *data)
{
	struct gathering gathering = {list, data};
	int status = each_programme(data, add, &gathering);

	if (list->count)
		qsort(list->programmes, list->count, sizeof *list->programmes, compare);
	return status;
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
	struct common common = COMMON_DEFAULT;
	struct list list = {0};
	int option;
	int status;
	int printed;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (!common_option(&common, option, optarg))
			return usage_error(&programmes_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc > optind)
		return usage_error(&programmes_command, "expected no argument, found \"%s\"",
				   argv[optind]);
	status = collect(&list, &common.data);
	printed = print(&list, common.format);
	while (list.count > 0)
		pomost_programme_unref(list.programmes[--list.count]);
	free(list.programmes);
	data_free(&common.data);
	return printed > status ? printed : status;
}

const struct command programmes_command = {
	"programmes", "the installed programmes, with what each pays", help, run};
