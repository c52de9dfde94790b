/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cli.h"

static const struct command *const commands[] = {
	&award_command,    &call_command,       &check_command,    &diff_command,
	&forecast_command, &programmes_command, &progress_command, &reconcile_command,
	&schema_command,   &settle_command,     &show_command,     &test_command,
};

#define COMMAND_COUNT (sizeof commands / sizeof *commands)

static void
print_help(FILE *file)
{
	size_t i;

	fputs("pomost computes what a support programme for social enterprises pays.\n\n"
	      "usage: pomost COMMAND [OPTION...] [ARGUMENT...]\n\n",
	      file);
	for (i = 0; i < COMMAND_COUNT; i++)
		fprintf(file, "  %-12s%s\n", commands[i]->name, commands[i]->summary);
	fputs("\n  pomost COMMAND --help shows the options of a command, and an example\n"
	      "  pomost --version      prints the version\n\n"
	      "example: pomost award --programme jowes --workplaces 5 --employed 2017-04-01 \\\n"
	      "             --agreement 2017-03-15 --decision extension=2017-09-20\n",
	      file);
}

int
main(int argc, char **argv)
{
	size_t i;

	if (argc < 2) {
		print_help(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		print_help(stdout);
		return write_output("", 0);
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("pomost %s\n", pomost_version());
		return write_output("", 0);
	}
	for (i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(argv[1], commands[i]->name) != 0)
			continue;
		if (argc > 2 && (strcmp(argv[2], "--help") == 0 || strcmp(argv[2], "-h") == 0)) {
			fputs(commands[i]->help, stdout);
			return write_output("", 0);
		}
		return commands[i]->run(argc - 1, argv + 1);
	}
	print_failure(EXIT_USAGE, "unknown command \"%s\"", argv[1]);
	print_help(stderr);
	return EXIT_USAGE;
}
