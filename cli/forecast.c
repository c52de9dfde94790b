/* SPDX-License-Identifier: Apache-2.0 */
/* pomost forecast: what many cases are paid, month by month. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

static const char help[] =
	"usage: pomost forecast FOLDER|CASE... [--programme ID|FILE] [OPTION...]\n"
	"\n"
	"Adds up what cases are paid after their events: a sum for each month, part and fund. A "
	"folder\n"
	"stands for the cases in it.\n"
	"\n"
	"  --programme ID|FILE      the programme; that of each case when nothing is said\n"
	"  --by month|due           the month of an instalment's first day, which holds when "
	"nothing\n"
	"                           is said, or of its due day\n"
	"  --on DATE                settled as of that day\n"
	"  --format text|json|csv   text when nothing is said\n" CHANGE_HELP DATA_HELP "\n"
	"example: pomost forecast cases --format csv\n";

enum {
	OPTION_BY = OPTION_OF_CASE,
};

static const struct option long_options[] = {
	{"by", required_argument, NULL, OPTION_BY},
	{"on", required_argument, NULL, OPTION_ON},
	{"programme", required_argument, NULL, OPTION_PROGRAMME},
	{"set", required_argument, NULL, OPTION_SET},
	{"overlay", required_argument, NULL, OPTION_OVERLAY},
	COMMON_OPTIONS,
	{NULL, 0, NULL, 0},
};

struct forecasting {
	struct case_options options;
	uint32_t flags;
	pomost_forecast *forecast;
};

static bool
take_option(struct forecasting *forecasting, int option)
{
	if (option != OPTION_BY)
		return case_option(&forecasting->options, option, optarg);
	forecasting->flags = strcmp(optarg, "due") == 0 ? POMOST_BY_DUE : 0;
	return strcmp(optarg, "due") == 0 || strcmp(optarg, "month") == 0;
}

/* Adds what a case is paid to the forecast that is the context. Returns an exit status. */
static int
add_settlement(const struct case_options *options, pomost_case *subject, const void *context)
{
	const struct forecasting *forecasting = context;
	pomost_award *award = NULL;
	pomost_error *error = NULL;
	int status = EXIT_DONE;

	if (pomost_case_settle(subject, options->on, 0, &award, &error) != POMOST_OK ||
	    pomost_forecast_add(forecasting->forecast, award, &error) != POMOST_OK)
		status = print_error(error, EXIT_CASE);
	pomost_award_free(award);
	return status;
}

static int
add_case(struct forecasting *forecasting, const char *file)
{
	return with_case(file, &forecasting->options, add_settlement, forecasting);
}

/* Adds a case, or the cases of a folder. */
static int
add_argument(struct forecasting *forecasting, const char *name)
{
	struct files files;
	int status;
	size_t i;

	if (!is_folder(name))
		return add_case(forecasting, name);
	status = list_documents(name, &files);
	for (i = 0; status == EXIT_DONE && i < files.count; i++)
		status = add_case(forecasting, files.names[i]);
	free_files(&files);
	return status;
}

static int
print_forecast(struct forecasting *forecasting)
{
	pomost_error *error = NULL;
	char *text = NULL;
	size_t length;
	int status;

	if (pomost_forecast_report(forecasting->forecast, forecasting->options.common.format, &text,
				   &length, &error) == POMOST_OK)
		status = write_output(text, length);
	else
		status = print_error(error, EXIT_CASE);
	pomost_text_free(text);
	return status;
}

static int
run(int argc, char **argv)
{
	struct forecasting forecasting = {.options = CASE_DEFAULT};
	pomost_error *error = NULL;
	int status = EXIT_DONE;
	int option;
	int i;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (!take_option(&forecasting, option))
			return usage_error(&forecast_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc == optind)
		return usage_error(&forecast_command, "expected a folder or cases, found nothing");
	if (pomost_forecast_new(forecasting.flags, &forecasting.forecast, &error) != POMOST_OK)
		return print_error(error, EXIT_CASE);
	for (i = optind; status == EXIT_DONE && i < argc; i++)
		status = add_argument(&forecasting, argv[i]);
	if (status == EXIT_DONE)
		status = print_forecast(&forecasting);
	pomost_forecast_free(forecasting.forecast);
	data_free(&forecasting.options.common.data);
	return status;
}

const struct command forecast_command = {"forecast", "what many cases are paid, month by month",
					 help, run};
