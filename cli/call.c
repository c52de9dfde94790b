/* SPDX-License-Identifier: Apache-2.0 */
/* pomost call: ranked applications, and what each gets of the pool. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const char help[] =
	"usage: pomost call ID|FILE RANKING.csv [CASE...] [OPTION...]\n"
	"       pomost call ID|FILE FOLDER [OPTION...]\n"
	"\n"
	"Decides on ranked applications, round by round: funded, part-funded, reserve or refused. "
	"The\n"
	"first line of the ranking names the columns: case, those by which the programme ranks, "
	"such\n"
	"as score and received, and if wanted round. A line names a CASE by its id, or with "
	"workplaces,\n"
	"employed, agreement, job-fraction and requested stands for a case of equal workplaces. A\n"
	"folder holds ranking.csv and the cases.\n"
	"\n"
	"  --format text|json|csv   text when nothing is said\n" CHANGE_HELP DATA_HELP "\n"
	"example: pomost call jowes ranking.csv\n";

static const struct option long_options[] = {
	{"set", required_argument, NULL, OPTION_SET},
	{"overlay", required_argument, NULL, OPTION_OVERLAY},
	COMMON_OPTIONS,
	{NULL, 0, NULL, 0},
};

struct calling {
	struct case_options options;
	const char *programme;
	char *ranking; /* the file */
	struct files files;
	pomost_case **cases;
	size_t case_count;
};

/* The one edition of a programme. NULL after an error. */
static pomost_programme *
find_programme(struct calling *calling, int *status)
{
	pomost_programme *programme = NULL;
	struct editions editions;

	*status = load_editions(calling->programme, &calling->options.common.data, &editions);
	if (*status == EXIT_DONE && editions.count != 1)
		*status = print_failure(EXIT_USAGE,
					"expected the file of one edition, as \"%s\" has %zu",
					calling->programme, editions.count);
	if (*status == EXIT_DONE)
		programme = pomost_programme_ref(editions.items[0]);
	free_editions(&editions);
	return change_programme(programme, &calling->options.changes, status);
}

static int
read_cases(struct calling *calling, pomost_programme *programme)
{
	pomost_error *error = NULL;
	size_t i;

	calling->cases = calloc(calling->files.count + 1, sizeof(pomost_case *));
	if (!calling->cases)
		return print_failure(EXIT_OUTPUT, "out of memory");
	for (i = 0; i < calling->files.count; i++) {
		if (pomost_case_load(programme, calling->files.names[i], &calling->cases[i],
				     &error) != POMOST_OK)
			return print_error(error, EXIT_CASE);
		calling->case_count++;
	}
	return EXIT_DONE;
}

static int
decide(struct calling *calling, pomost_programme *programme)
{
	pomost_call *call = NULL;
	pomost_error *error = NULL;
	char *ranking = NULL;
	char *text = NULL;
	size_t length;
	int status = EXIT_DONE;

	if (pomost_document_load(calling->ranking, &ranking, &length, &error) != POMOST_OK ||
	    pomost_call_decide(programme, calling->cases, calling->case_count, ranking, length,
			       calling->ranking, &call, &error) != POMOST_OK ||
	    pomost_call_report(call, calling->options.common.format, &text, &length, &error) !=
		    POMOST_OK)
		status = print_error(error, EXIT_CASE);
	else
		status = write_output(text, length);
	pomost_text_free(text);
	pomost_text_free(ranking);
	pomost_call_free(call);
	return status;
}

/* The files that the arguments name, or those of a folder. */
static int
find_files(struct calling *calling, char **arguments, int count)
{
	size_t size = strlen(arguments[0]) + sizeof "/ranking.csv";
	bool folder = is_folder(arguments[0]);
	int i;

	calling->ranking = malloc(size);
	if (!calling->ranking)
		return print_failure(EXIT_OUTPUT, "out of memory");
	snprintf(calling->ranking, size, "%s%s", arguments[0], folder ? "/ranking.csv" : "");
	if (folder && count > 1)
		return usage_error(&call_command, "expected a folder alone, found \"%s\" too",
				   arguments[1]);
	if (folder)
		return list_documents(arguments[0], &calling->files);
	calling->files.names = calloc((size_t)count, sizeof *calling->files.names);
	if (!calling->files.names)
		return print_failure(EXIT_OUTPUT, "out of memory");
	for (i = 1; i < count; i++) {
		char *name = strdup(arguments[i]);

		if (!name)
			return print_failure(EXIT_OUTPUT, "out of memory");
		calling->files.names[calling->files.count++] = name;
	}
	return EXIT_DONE;
}

static void
free_calling(struct calling *calling)
{
	size_t i;

	for (i = 0; i < calling->case_count; i++)
		pomost_case_free(calling->cases[i]);
	free(calling->cases);
	free_files(&calling->files);
	free(calling->ranking);
	data_free(&calling->options.common.data);
}

static int
run(int argc, char **argv)
{
	struct calling calling = {.options = CASE_DEFAULT};
	pomost_programme *programme = NULL;
	int option;
	int status;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (!case_option(&calling.options, option, optarg))
			return usage_error(&call_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind < 2)
		return usage_error(&call_command,
				   "expected a programme and a ranking, found %d arguments",
				   argc - optind);
	calling.programme = argv[optind];
	status = find_files(&calling, argv + optind + 1, argc - optind - 1);
	if (status == EXIT_DONE)
		programme = find_programme(&calling, &status);
	if (status == EXIT_DONE)
		status = read_cases(&calling, programme);
	if (status == EXIT_DONE)
		status = decide(&calling, programme);
	pomost_programme_unref(programme);
	free_calling(&calling);
	return status;
}

const struct command call_command = {"call", "ranked applications, and what each gets of the pool",
				     help, run};
