/* SPDX-License-Identifier: Apache-2.0 */
/* pomost show: the rules of a programme as a person reads them. */
#include <getopt.h>
#include <stdio.h>

#include "cli.h"

static const char help[] =
	"usage: pomost show ID|FILE [OPTION...]\n"
	"\n"
	"Prints the rules of a programme; what no source states says so. Of several editions all\n"
	"are printed.\n"
	"\n"
	"  --figures                the budget to the last minor unit, targets and services "
	"instead\n"
	"  --format text|json|csv   text when nothing is said; csv is each value by its "
	"path\n" DATA_HELP "\n"
	"example: pomost show jowes\n";

enum {
	OPTION_FIGURES = OPTION_OWN,
};

static const struct option long_options[] = {
	{"figures", no_argument, NULL, OPTION_FIGURES},
	COMMON_OPTIONS,
	{NULL, 0, NULL, 0},
};

static int
show(pomost_programme *programme, const char *format, bool figures)
{
	pomost_error *error = NULL;
	char *text = NULL;
	size_t length;
	int status;

	if ((figures ? pomost_programme_figures(programme, format, &text, &length, &error)
		     : pomost_programme_report(programme, format, &text, &length, &error)) !=
	    POMOST_OK)
		return print_error(error, EXIT_OUTPUT);
	status = write_output(text, length);
	pomost_text_free(text);
	return status;
}

static int
run(int argc, char **argv)
{
	struct common common = COMMON_DEFAULT;
	bool figures = false;
	struct editions editions;
	int option;
	int status;
	size_t i;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (option == OPTION_FIGURES)
			figures = true;
		else if (!common_option(&common, option, optarg))
			return usage_error(&show_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind != 1)
		return usage_error(&show_command, "expected one programme, found %d",
				   argc - optind);
	status = load_editions(argv[optind], &common.data, &editions);
	for (i = 0; i < editions.count && status == EXIT_DONE; i++) {
		if (i > 0)
			putchar('\n');
		status = show(editions.items[i], common.format, figures);
	}
	free_editions(&editions);
	data_free(&common.data);
	return status;
}

const struct command show_command = {"show", "the rules of a programme as a person reads them",
				     help, run};
