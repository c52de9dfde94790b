/* SPDX-License-Identifier: Apache-2.0 */
/* pomost test: golden tests of programmes. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const char help[] = "usage: pomost test [ID|FOLDER...] [OPTION...]\n"
			   "\n"
			   "Runs the tests that stand beside programmes, in tests.yaml: of all "
			   "that are installed, or of\n"
			   "those that are named. What is expected is compared exactly. Exit "
			   "status 1 when one fails.\n"
			   "\n"
			   "  --format text|json|csv   text when nothing is said\n" DATA_HELP "\n"
			   "example: pomost test jowes\n";

static const struct option long_options[] = {
	COMMON_OPTIONS,
	{NULL, 0, NULL, 0},
};

struct testing {
	struct common common;
	int programmes;
	long failed;
};

static int
run_tests(struct testing *testing, const struct editions *editions, const char *file)
{
	pomost_error *error = NULL;
	int32_t failed = 0;
	char *report = NULL;
	char *text = NULL;
	size_t length;
	size_t size;
	int status = EXIT_DONE;

	if (pomost_document_load(file, &text, &length, &error) != POMOST_OK ||
	    pomost_tests_run(editions->items, editions->count, text, length, file,
			     testing->common.format, &report, &size, &failed,
			     &error) != POMOST_OK) {
		status = print_error(error, EXIT_CASE);
	} else {
		status = write_output(report, size);
		testing->failed += failed;
		testing->programmes++;
		if (status == EXIT_DONE && failed > 0)
			status = EXIT_FINDING;
	}
	pomost_text_free(report);
	pomost_text_free(text);
	return status;
}

/* The tests of one programme, by its id or its folder. */
static int
test_programme(void *context, const char *name)
{
	struct testing *testing = context;
	struct editions editions;
	char file[4096];
	int status;

	if (names_file(name) && !is_folder(name))
		return print_failure(EXIT_USAGE, "expected an id or a folder, found \"%s\"", name);
	status = load_editions(name, &testing->common.data, &editions);
	if (status == EXIT_DONE &&
	    snprintf(file, sizeof file, "%s/tests.yaml", editions.folder) >= (int)sizeof file)
		status = print_failure(EXIT_OUTPUT, "a path is too long: %s", editions.folder);
	if (status == EXIT_DONE)
		status = run_tests(testing, &editions, file);
	free_editions(&editions);
	return status;
}

static int
run(int argc, char **argv)
{
	struct testing testing = {.common = COMMON_DEFAULT};
	int worst = EXIT_DONE;
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (!common_option(&testing.common, option, optarg))
			return usage_error(&test_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (optind == argc)
		worst = each_programme(&testing.common.data, test_programme, &testing);
	for (; optind < argc; optind++) {
		int status = test_programme(&testing, argv[optind]);

		worst = status > worst ? status : worst;
	}
	data_free(&testing.common.data);
	return worst;
}

const struct command test_command = {"test", "golden tests of programmes", help, run};
