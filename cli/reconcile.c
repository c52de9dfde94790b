/* SPDX-License-Identifier: Apache-2.0 */
/* pomost reconcile: payments held against what was due. */
#include <getopt.h>
#include <stdio.h>

#include "cli.h"

static const char help[] =
	"usage: pomost reconcile CASE PAYMENTS.csv [--programme ID|FILE] [OPTION...]\n"
	"\n"
	"Settles a case and holds payments against it: matched, late, short, over, unknown or\n"
	"ambiguous, and what is due and not paid. The first line of the payments names the "
	"columns:\n"
	"date, amount, reference, and if wanted workplace, currency, received.\n"
	"The exit status is 1 where something does not match.\n"
	"\n"
	"  --programme ID|FILE      the programme; that of the case when nothing is said\n"
	"  --on DATE                as it stood on that day; that of the last payment when nothing "
	"is\n"
	"                           said\n"
	"  --format text|json|csv   text when nothing is said\n" CHANGE_HELP
	"  --explain                say where each figure comes from (text and json)\n" DATA_HELP
	"\n"
	"example: pomost reconcile case.yaml payments.csv --on 2017-12-31\n";

static const struct option long_options[] = {
	{"on", required_argument, NULL, OPTION_ON},
	CASE_OPTIONS,
	{NULL, 0, NULL, 0},
};

/* Whether everything matches. */
static int
judge(const pomost_award *award, int status)
{
	const int32_t *mismatches;
	pomost_error *error = NULL;

	if (status != EXIT_DONE)
		return status;
	if (pomost_award_column_i32(award, "settlement", "mismatches", &mismatches, &error) !=
	    POMOST_OK)
		return print_error(error, EXIT_CASE);
	return *mismatches > 0 ? EXIT_FINDING : EXIT_DONE;
}

static int
print_reconciliation(const struct case_options *options, pomost_case *subject, const void *file)
{
	pomost_award *award = NULL;
	pomost_error *error = NULL;
	char *payments = NULL;
	size_t length;
	int status;

	if (pomost_document_load(file, &payments, &length, &error) != POMOST_OK ||
	    pomost_case_reconcile(subject, payments, length, file, options->on,
				  options->explain ? POMOST_EXPLAIN : 0, &award,
				  &error) != POMOST_OK)
		status = print_error(error, EXIT_CASE);
	else
		status = judge(award, print_award(award, options->common.format));
	pomost_award_free(award);
	pomost_text_free(payments);
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
			return usage_error(&reconcile_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind != 2)
		return usage_error(&reconcile_command,
				   "expected a case and its payments, found %d arguments",
				   argc - optind);
	status = with_case(argv[optind], &options, print_reconciliation, argv[optind + 1]);
	data_free(&options.common.data);
	return status;
}

const struct command reconcile_command = {"reconcile", "payments held against what was due", help,
					  run};
