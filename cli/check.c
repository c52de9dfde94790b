/* SPDX-License-Identifier: Apache-2.0 */
/* pomost check: the faults of a programme or a case. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

static const char help[] =
	"usage: pomost check FILE [--programme ID|FILE] [--data FOLDER]\n"
	"\n"
	"Reads a programme or a case and tells all its faults. A case is also assessed with its\n"
	"programme, so that what the rules refuse is told too.\n"
	"\n"
	"  --programme ID|FILE      the programme of a case; that which it names when nothing is "
	"said\n"
	"  --data FOLDER            where the programmes are installed\n"
	"\n"
	"example: pomost check my-programme.yaml\n";

enum {
	OPTION_PROGRAMME = 256,
	OPTION_DATA,
};

static const struct option long_options[] = {
	{"programme", required_argument, NULL, OPTION_PROGRAMME},
	{"data", required_argument, NULL, OPTION_DATA},
	{NULL, 0, NULL, 0},
};

struct checking {
	const char *file;
	const char *programme; /* of a case; NULL: that which it names */
	const char *data;
	char *text;
	size_t length;
};

static int
good(const struct checking *checking, const char *what)
{
	printf("%s: %s without faults\n", checking->file, what);
	return write_output("", 0);
}

static int
check_programme(const struct checking *checking)
{
	pomost_programme *programme = NULL;
	pomost_error *error = NULL;

	if (pomost_programme_parse(checking->text, checking->length, checking->file, &programme,
				   &error) != POMOST_OK)
		return print_error(error, EXIT_PROGRAMME);
	pomost_programme_unref(programme);
	return good(checking, "a programme");
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
check_case(const struct checking *checking)
{
	pomost_programme *programme;
	pomost_error *error = NULL;
	int status = EXIT_CASE;
	char *name = NULL;

	if (pomost_document_get(checking->text, checking->length, checking->file, "programme",
				&name, &error) != POMOST_OK)
		return print_error(error, EXIT_CASE);
	if (!name && !checking->programme)
		return print_failure(EXIT_CASE, "%s: expected the id of a programme, found none",
				     checking->file);
	programme = load_programme(checking->programme ? checking->programme : name, checking->data,
				   &status);
	pomost_text_free(name);
	if (programme)
		status = check_with(checking, programme);
	pomost_programme_unref(programme);
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
	return kind == POMOST_DOCUMENT_CASE ? check_case(checking) : check_programme(checking);
}

static int
run(int argc, char **argv)
{
	struct checking checking = {0};
	int option;
	int status;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (option == OPTION_PROGRAMME)
			checking.programme = optarg;
		else if (option == OPTION_DATA)
			checking.data = optarg;
		else
			return usage_error(&check_command, "unknown or incomplete option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind != 1)
		return usage_error(&check_command, "expected one file, found %d", argc - optind);
	checking.file = argv[optind];
	status = check_file(&checking);
	pomost_text_free(checking.text);
	return status;
}

const struct command check_command = {"check", "the faults of a programme or a case", help, run};
