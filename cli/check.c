/* SPDX-License-Identifier: Apache-2.0 */
/* pomost check: the faults of a programme, a case or a series, and what looks wrong in a programme. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

static const char help[] =
	"usage: pomost check FILE [--programme ID|FILE] [OPTION...]\n"
	"\n"
	"Reads a programme, a case or a series and tells all its faults. A case is also assessed "
	"with its\n"
	"programme, so that what the rules refuse is told too. A programme without faults is\n"
	"searched for what looks wrong; where something is found, the exit status is 1.\n"
	"\n"
	"  --programme ID|FILE      the programme of a case; that which it names when nothing is "
	"said\n"
	"  --format text|json|csv   how findings are printed; text when nothing is said\n" DATA_HELP
	"\n"
	"example: pomost check my-programme.yaml\n";

static const struct option long_options[] = {
	{"programme", required_argument, NULL, OPTION_PROGRAMME},
	COMMON_OPTIONS,
	{NULL, 0, NULL, 0},
};

struct checking {
	const char *file;
	const char *programme; /* of a case; NULL: that which it names */
	struct common common;
	char *text;
	size_t length;
};

/* Nothing was found, which an empty report would not say to a person. */
static int
good(const struct checking *checking, const char *what)
{
	if (strcmp(checking->common.format, "json") == 0)
		fputs("{\n  \"schema\": \"pomost.findings/1\",\n  \"findings\": []\n}\n", stdout);
	else if (strcmp(checking->common.format, "csv") == 0)
		fputs("code,file,line,column,path,message,remedy\n", stdout);
	else
		printf("%s: %s without faults\n", checking->file, what);
	return write_output("", 0);
}

static int
print_findings(const struct checking *checking, const pomost_programme *programme)
{
	pomost_error *error = NULL;
	char *text = NULL;
	size_t length;
	int32_t count = 0;
	int status;

	if (pomost_programme_check(programme, checking->common.format, &text, &length, &count,
				   &error) != POMOST_OK)
		return print_error(error, EXIT_PROGRAMME);
	if (count == 0 && strcmp(checking->common.format, "text") == 0)
		status = good(checking, "a programme");
	else
		status = write_output(text, length);
	if (status == EXIT_DONE && count > 0)
		status = EXIT_FINDING;
	pomost_text_free(text);
	return status;
}

static int
check_series(const struct checking *checking)
{
	pomost_series *series = NULL;
	pomost_error *error = NULL;
	int status = EXIT_DONE;

	if (pomost_series_new(&series, &error) != POMOST_OK ||
	    pomost_series_parse(series, checking->text, checking->length, checking->file, &error) !=
		    POMOST_OK)
		status = print_error(error, EXIT_PROGRAMME);
	pomost_series_unref(series);
	return status == EXIT_DONE ? good(checking, "a series") : status;
}

static int
check_programme(struct checking *checking)
{
	pomost_programme *programme = NULL;
	pomost_error *error = NULL;
	int status = data_series(&checking->common.data);

	if (status != EXIT_DONE)
		return status;
	if (pomost_programme_parse(checking->text, checking->length, checking->file,
				   checking->common.data.series, &programme, &error) != POMOST_OK)
		return print_error(error, EXIT_PROGRAMME);
	status = print_findings(checking, programme);
	pomost_programme_unref(programme);
	return status;
}

static int
check_with(const struct checking *checking, pomost_programme *programme)
{
	pomost_case *subject = NULL;
	pomost_award *award = NULL;
	pomost_error *error = NULL;
	int status;

	if (pomost_case_parse(programme, checking->text, checking->length, checking->file, &subject,
			      &error) == POMOST_OK &&
	    pomost_case_assess(subject, 0, &award, &error) == POMOST_OK)
		status = good(checking, "a case");
	else
		status = print_error(error, EXIT_CASE);
	pomost_award_free(award);
	pomost_case_free(subject);
	return status;
}

static int
check_case(struct checking *checking)
{
	pomost_programme *programme = NULL;
	struct editions editions;
	pomost_error *error = NULL;
	char *name = NULL;
	int status;

	if (pomost_document_get(checking->text, checking->length, checking->file, "programme",
				&name, &error) != POMOST_OK)
		return print_error(error, EXIT_CASE);
	if (!name && !checking->programme)
		return print_failure(EXIT_CASE, "%s: expected the id of a programme, found none",
				     checking->file);
	status = load_editions(checking->programme ? checking->programme : name,
			       &checking->common.data, &editions);
	pomost_text_free(name);
	if (status == EXIT_DONE)
		programme = choose_edition(&editions, checking->text, checking->length,
					   checking->file, &status);
	if (programme)
		status = check_with(checking, programme);
	pomost_programme_unref(programme);
	free_editions(&editions);
	return status;
}

static int
check_file(struct checking *checking)
{
	pomost_error *error = NULL;
	int32_t kind;

	if (pomost_document_load(checking->file, &checking->text, &checking->length, &error) !=
		    POMOST_OK ||
	    pomost_document_kind(checking->text, checking->length, checking->file, &kind, &error) !=
		    POMOST_OK)
		return print_error(error, checking->programme ? EXIT_CASE : EXIT_PROGRAMME);
	switch (kind) {
	case POMOST_DOCUMENT_CASE:
		return check_case(checking);
	case POMOST_DOCUMENT_SERIES:
		return check_series(checking);
	case POMOST_DOCUMENT_TESTS:
	case POMOST_DOCUMENT_PROGRESS:
		return print_failure(
			EXIT_USAGE,
			"%s: expected a programme, a case or a series; pomost %s reads "
			"this file",
			checking->file, kind == POMOST_DOCUMENT_TESTS ? "test" : "progress");
	default:
		return check_programme(checking);
	}
}

static int
run(int argc, char **argv)
{
	struct checking checking = {.common = COMMON_DEFAULT};
	int option;
	int status;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (option == OPTION_PROGRAMME)
			checking.programme = optarg;
		else if (!common_option(&checking.common, option, optarg))
			return usage_error(&check_command, "unknown or incomplete option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind != 1)
		return usage_error(&check_command, "expected one file, found %d", argc - optind);
	checking.file = argv[optind];
	status = check_file(&checking);
	pomost_text_free(checking.text);
	data_free(&checking.common.data);
	return status;
}

const struct command check_command = {"check", "the faults of a programme, a case or a series",
				      help, run};
