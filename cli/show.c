/* SPDX-License-Identifier: Apache-2.0 */
/* pomost show: the rules of a programme as a person reads them. */
#include <getopt.h>
#include <stdio.h>

#include "cli.h"

static const char help[] =
	"usage: pomost show ID|FILE [--format text|json|csv] [--data FOLDER]\n"
	"\n"
	"Prints the rules of a programme; what no source states says so.\n"
	"\n"
	"  --format text|json|csv   text when nothing is said; csv is each value by its path\n"
	"  --data FOLDER            where the programmes are installed\n"
	"\n"
	"example: pomost show jowes\n";

enum {
	OPTION_FORMAT = 256,
	OPTION_DATA,
};

static const struct option long_options[] = {
	{"format", required_argument, NULL, OPTION_FORMAT},
	{"data", required_argument, NULL, OPTION_DATA},
	{NULL, 0, NULL, 0},
};

static int
show(pomost_programme *programme, const char *format)
{
	pomost_error *error = NULL;
	char *text = NULL;
	size_t length;
	int status;

	if (pomost_programme_report(programme, format, &text, &length, &error) != POMOST_OK)
		return print_error(error, EXIT_OUTPUT);
	status = write_output(text, length);
	pomost_text_free(text);
	return status;
}

static int
run(int argc, char **argv)
{
	pomost_programme *programme;
	const char *format = "text";
	const char *data = NULL;
	int status = EXIT_PROGRAMME;
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (option == OPTION_FORMAT && is_format(optarg))
			format = optarg;
		else if (option == OPTION_DATA)
			data = optarg;
		else
			return usage_error(&show_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind != 1)
		return usage_error(&show_command, "expected one programme, found %d",
				   argc - optind);
	programme = load_programme(argv[optind], data, &status);
	if (programme)
		status = show(programme, format);
	pomost_programme_unref(programme);
	return status;
}

const struct command show_command = {"show", "the rules of a programme as a person reads them",
				     help, run};
