/* SPDX-License-Identifier: Apache-2.0 */
/* pomost diff: what two programmes pay for one case, side by side. */
#include <getopt.h>
#include <stdio.h>

#include "cli.h"

static const char help[] =
	"usage: pomost diff A B CASE [OPTION...]\n"
	"\n"
	"Prints what differs between the awards of one case by two programmes, each an id or a "
	"file.\n"
	"--set and --overlay change B. The case may name either programme.\n"
	"\n"
	"  --format text|json|csv   text when nothing is said\n" CHANGE_HELP DATA_HELP "\n"
	"example: pomost diff jowes jowes case.yaml --set bridging.phases[0].amount.flat=1850\n";

static const struct option long_options[] = {
	{"set", required_argument, NULL, OPTION_SET},
	{"overlay", required_argument, NULL, OPTION_OVERLAY},
	COMMON_OPTIONS,
	{NULL, 0, NULL, 0},
};

struct diffing {
	struct common common;
	struct changes changes;
	const char *file; /* the case */
	char *text;
	size_t length;
};

/* The edition of a programme for the case. NULL after an error. */
static pomost_programme *
find_programme(struct diffing *diffing, const char *name, bool changes, int *status)
{
	pomost_programme *programme = NULL;
	struct editions editions;

	*status = load_editions(name, &diffing->common.data, &editions);
	if (*status == EXIT_DONE)
		programme = choose_edition(&editions, diffing->text, diffing->length, diffing->file,
					   status);
	free_editions(&editions);
	return changes ? change_programme(programme, &diffing->changes, status) : programme;
}

/* The award by a programme, by whose id the case is made to go. NULL after an error. */
static pomost_award *
assess(struct diffing *diffing, const char *name, bool changes, int *status)
{
	pomost_programme *programme = find_programme(diffing, name, changes, status);
	pomost_case *subject = NULL;
	pomost_award *award = NULL;
	pomost_error *error = NULL;
	const char *id = NULL;

	if (!programme)
		return NULL;
	if (pomost_programme_get(programme, "id", &id, &error) != POMOST_OK ||
	    pomost_case_parse_as(programme, diffing->text, diffing->length, diffing->file, &subject,
				 &error) != POMOST_OK ||
	    pomost_case_assess(subject, 0, &award, &error) != POMOST_OK)
		*status = print_error(error, EXIT_CASE);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
	return award;
}

static int
print_diff(struct diffing *diffing, const char *const *names)
{
	pomost_award *left = NULL;
	pomost_award *right = NULL;
	pomost_error *error = NULL;
	char *text = NULL;
	size_t length;
	int status = EXIT_DONE;

	left = assess(diffing, names[0], false, &status);
	if (left)
		right = assess(diffing, names[1], true, &status);
	if (right) {
		if (pomost_award_diff(left, right, diffing->common.format, &text, &length,
				      &error) == POMOST_OK)
			status = write_output(text, length);
		else
			status = print_error(error, EXIT_CASE);
	}
	pomost_text_free(text);
	pomost_award_free(left);
	pomost_award_free(right);
	return status;
}

static bool
take_option(struct diffing *diffing, int option)
{
	switch (option) {
	case OPTION_SET:
		return change_option(&diffing->changes, false, optarg);
	case OPTION_OVERLAY:
		return change_option(&diffing->changes, true, optarg);
	default:
		return common_option(&diffing->common, option, optarg);
	}
}

static int
run(int argc, char **argv)
{
	struct diffing diffing = {.common = COMMON_DEFAULT};
	pomost_error *error = NULL;
	int option;
	int status;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (!take_option(&diffing, option))
			return usage_error(&diff_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind != 3)
		return usage_error(&diff_command,
				   "expected two programmes and a case, found %d arguments",
				   argc - optind);
	diffing.file = argv[optind + 2];
	if (pomost_document_load(diffing.file, &diffing.text, &diffing.length, &error) != POMOST_OK)
		return print_error(error, EXIT_CASE);
	status = print_diff(&diffing, (const char *const *)argv + optind);
	pomost_text_free(diffing.text);
	data_free(&diffing.common.data);
	return status;
}

const struct command diff_command = {"diff", "what two programmes pay for one case, side by side",
				     help, run};
