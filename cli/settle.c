/* SPDX-License-Identifier: Apache-2.0 */
/* pomost settle: an award as it stands after the events of its case. */
#include <getopt.h>
#include <stdio.h>

#include "cli.h"

static const char help[] =
	"usage: pomost settle CASE [--programme ID|FILE] [OPTION...]\n"
	"\n"
	"Prints the award of a case as it stands after its events: the instalments, what each "
	"event\n"
	"changed, what was due, and what goes back.\n"
	"\n"
	"  --programme ID|FILE      the programme; that of the case when nothing is said\n"
	"  --on DATE                as it stood on the evening of that day, with interest up to "
	"it\n"
	"  --since DATE             only what events after that day changed, side by side\n"
	"  --format text|json|csv   text when nothing is said\n" CHANGE_HELP
	"  --explain                say where each figure comes from (text and json)\n" DATA_HELP
	"\n"
	"example: pomost settle case.yaml --on 2017-12-31\n";

static const struct option long_options[] = {
	{"since", required_argument, NULL, OPTION_SINCE},
	{"on", required_argument, NULL, OPTION_ON},
	CASE_OPTIONS,
	{NULL, 0, NULL, 0},
};

/* What differs between two settlements of a case. */
static int
print_correction(const struct case_options *options, pomost_case *subject, const pomost_award *now)
{
	pomost_award *then = NULL;
	pomost_error *error = NULL;
	int status = EXIT_DONE;
	char *text = NULL;
	size_t length;

	if (pomost_case_settle(subject, options->since, 0, &then, &error) != POMOST_OK ||
	    pomost_award_diff(then, now, options->common.format, &text, &length, &error) !=
		    POMOST_OK)
		status = print_error(error, EXIT_CASE);
	else
		status = write_output(text, length);
	pomost_text_free(text);
	pomost_award_free(then);
	return status;
}

static int
print_settlement(const struct case_options *options, pomost_case *subject, const void *context)
{
	pomost_award *award = NULL;
	pomost_error *error = NULL;
	int status;

	(void)context;
	if (pomost_case_settle(subject, options->on, options->explain ? POMOST_EXPLAIN : 0, &award,
			       &error) != POMOST_OK)
		status = print_error(error, EXIT_CASE);
	else if (options->since != POMOST_NO_DATE)
		status = print_correction(options, subject, award);
	else
		status = print_award(award, options->common.format);
	pomost_award_free(award);
	return status;
}

static int
run(int argc, char **argv)
{
	struct case_options options = CASE_DEFAULT;
	int option;
	int status;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (!case_option(&options, option, optarg))
			return usage_error(&settle_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind != 1)
		return usage_error(&settle_command, "expected one case, found %d arguments",
				   argc - optind);
	if (options.since != POMOST_NO_DATE && options.on != POMOST_NO_DATE &&
	    options.since > options.on)
		return usage_error(&settle_command, "expected --since not after --on");
	status = with_case(argv[optind], &options, print_settlement, NULL);
	data_free(&options.common.data);
	return status;
}

const struct command settle_command = {
	"settle", "an award as it stands after the events of its case", help, run};
