/* SPDX-License-Identifier: Apache-2.0 */
/* pomost progress: what a programme has reached of its targets. */
#include <getopt.h>
#include <stdio.h>

#include "cli.h"

static const char help[] =
	"usage: pomost progress ID|FILE ACHIEVED [OPTION...]\n"
	"\n"
	"Prints each target of a programme, what was reached of it, and the exact ratio.\n"
	"\n"
	"  --format text|json|csv   text when nothing is said\n" DATA_HELP "\n"
	"example: pomost progress sociolab achieved.yaml\n";

static const struct option long_options[] = {
	COMMON_OPTIONS,
	{NULL, 0, NULL, 0},
};

/* The last edition tells the targets. */
static int
print_progress(const struct editions *editions, const char *file, const char *format)
{
	pomost_error *error = NULL;
	char *report = NULL;
	char *text = NULL;
	size_t length;
	size_t size;
	int status;

	if (pomost_document_load(file, &text, &length, &error) != POMOST_OK ||
	    pomost_programme_progress(editions->items[editions->count - 1], text, length, file,
				      format, &report, &size, &error) != POMOST_OK)
		status = print_error(error, EXIT_CASE);
	else
		status = write_output(report, size);
	pomost_text_free(report);
	pomost_text_free(text);
	return status;
}

static int
run(int argc, char **argv)
{
	struct common common = COMMON_DEFAULT;
	struct editions editions;
	int option;
	int status;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (!common_option(&common, option, optarg))
			return usage_error(&progress_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind != 2)
		return usage_error(&progress_command,
				   "expected a programme and what was achieved, found %d arguments",
				   argc - optind);
	status = load_editions(argv[optind], &common.data, &editions);
	if (status == EXIT_DONE)
		status = print_progress(&editions, argv[optind + 1], common.format);
	free_editions(&editions);
	data_free(&common.data);
	return status;
}

const struct command progress_command = {"progress", "what a programme has reached of its targets",
					 help, run};
