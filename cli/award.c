/* SPDX-License-Identifier: Apache-2.0 */
/* pomost award: what a programme pays for a case. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const char help[] =
	"usage: pomost award CASE [--programme ID|FILE] [OPTION...]\n"
	"       pomost award --programme ID|FILE --workplaces N --employed DATE [OPTION...]\n"
	"\n"
	"Prints what a programme pays for a case: a file, or one made of the options.\n"
	"\n"
	"  --programme ID|FILE      the programme; that of the case when nothing is said\n"
	"  --workplaces N           so many workplaces, all alike\n"
	"  --employed DATE          their first day of employment\n"
	"  --agreement DATE         the day of the agreement\n"
	"  --decision NAME[=DATE]   a decision, from the start or from a day; may be repeated\n"
	"  --job-fraction F         1 (when nothing is said), 3/4, 1/2 …\n"
	"  --requested AMOUNT       the grant claimed for each workplace\n"
	"  --format text|json|csv   text when nothing is said\n" CHANGE_HELP
	"  --explain                say where each figure comes from (text and json)\n" DATA_HELP
	"\n"
	"example: pomost award --programme jowes --workplaces 5 --employed 2017-04-01 \\\n"
	"             --agreement 2017-03-15 --decision extension=2017-09-20\n";

#define DECISIONS 64

struct options {
	struct case_options of_case;
	const char *workplaces;
	const char *employed;
	const char *agreement;
	const char *decisions[DECISIONS];
	int decision_count;
	const char *fraction;
	const char *requested;
	const char *file; /* the case */
};

enum {
	OPTION_WORKPLACES = OPTION_OF_CASE,
	OPTION_EMPLOYED,
	OPTION_AGREEMENT,
	OPTION_DECISION,
	OPTION_FRACTION,
	OPTION_REQUESTED,
};

static const struct option long_options[] = {
	{"workplaces", required_argument, NULL, OPTION_WORKPLACES},
	{"employed", required_argument, NULL, OPTION_EMPLOYED},
	{"agreement", required_argument, NULL, OPTION_AGREEMENT},
	{"decision", required_argument, NULL, OPTION_DECISION},
	{"job-fraction", required_argument, NULL, OPTION_FRACTION},
	{"requested", required_argument, NULL, OPTION_REQUESTED},
	CASE_OPTIONS,
	{NULL, 0, NULL, 0},
};

static bool
take_option(struct options *options, int option)
{
	switch (option) {
	case OPTION_WORKPLACES:
		options->workplaces = optarg;
		return true;
	case OPTION_EMPLOYED:
		options->employed = optarg;
		return true;
	case OPTION_AGREEMENT:
		options->agreement = optarg;
		return true;
	case OPTION_DECISION:
		if (options->decision_count == DECISIONS)
			return false;
		options->decisions[options->decision_count++] = optarg;
		return true;
	case OPTION_FRACTION:
		options->fraction = optarg;
		return true;
	case OPTION_REQUESTED:
		options->requested = optarg;
		return true;
	default:
		return case_option(&options->of_case, option, optarg);
	}
}

static bool
is_built(const struct options *options)
{
	return options->workplaces || options->employed || options->agreement ||
	       options->decision_count || options->fraction || options->requested;
}

static size_t
name_length(const char *decision)
{
	return strcspn(decision, "=");
}

/* Each decision once, and by a name that is no path. */
static int
check_decisions(const struct options *options)
{
	int i;
	int j;

	for (i = 0; i < options->decision_count; i++) {
		const char *decision = options->decisions[i];
		size_t length = name_length(decision);

		if (length == 0 || length > 64 || strcspn(decision, ".[]") < length)
			return usage_error(&award_command,
					   "expected --decision NAME[=DATE], found \"%s\"",
					   decision);
		for (j = 0; j < i; j++) {
			if (name_length(options->decisions[j]) == length &&
			    memcmp(options->decisions[j], decision, length) == 0)
				return usage_error(&award_command,
						   "expected each decision once, found \"%s\" too",
						   decision);
		}
	}
	return EXIT_DONE;
}

static int
parse_options(int argc, char **argv, struct options *options)
{
	int option;

	*options = (struct options){.of_case = CASE_DEFAULT};
	opterr = 0;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (!take_option(options, option))
			return usage_error(&award_command,
					   "unknown, incomplete or wrong option \"%s\"",
					   argv[optind - 1]);
	}
	if (argc - optind > 1)
		return usage_error(&award_command, "expected one case, found \"%s\" too",
				   argv[optind + 1]);
	options->file = argc > optind ? argv[optind] : NULL;
	if (options->file && is_built(options))
		return usage_error(&award_command,
				   "expected a case or the options that make one, found both");
	if (!options->file && !options->of_case.programme)
		return usage_error(&award_command, "expected a case, or --programme");
	if (!options->file && !(options->workplaces && options->employed))
		return usage_error(&award_command, "expected --workplaces and --employed");
	return check_decisions(options);
}

/* A value that an option gave; nothing where it was not given. */
static bool
set(pomost_case *subject, const char *path, const char *value, pomost_error **error)
{
	return !value || pomost_case_set(subject, path, value, error) == POMOST_OK;
}

static bool
set_decision(pomost_case *subject, const char *decision, pomost_error **error)
{
	size_t length = name_length(decision);
	char path[96];

	snprintf(path, sizeof path, "decisions.%.*s", (int)length, decision);
	return set(subject, path, decision[length] ? decision + length + 1 : "true", error);
}

/* A case of workplaces that are all alike. */
static pomost_case *
build_case(const struct options *options, pomost_programme *programme, int *status)
{
	pomost_case *subject = NULL;
	pomost_error *error = NULL;
	bool good = pomost_case_new(programme, &subject, &error) == POMOST_OK &&
		    set(subject, "id", "case", &error) &&
		    set(subject, "agreement", options->agreement, &error);
	int i;

	for (i = 0; good && i < options->decision_count; i++)
		good = set_decision(subject, options->decisions[i], &error);
	good = good && pomost_case_add(subject, "workplaces", NULL, &error) == POMOST_OK &&
	       set(subject, "workplaces[0].count", options->workplaces, &error) &&
	       set(subject, "workplaces[0].employed", options->employed, &error) &&
	       set(subject, "workplaces[0].job-fraction",
		   options->fraction ? options->fraction : "1", &error) &&
	       set(subject, "workplaces[0].requested", options->requested, &error);
	if (good)
		return subject;
	*status = print_error(error, EXIT_CASE);
	pomost_case_free(subject);
	return NULL;
}

/* A case of the options' days is enough to choose the edition by. */
static pomost_programme *
find_built(struct options *options, int *status)
{
	struct editions editions;
	pomost_programme *programme = NULL;
	char text[512];

	*status =
		load_editions(options->of_case.programme, &options->of_case.common.data, &editions);
	if (*status == EXIT_DONE) {
		snprintf(text, sizeof text,
			 "{%s%.40s%s\"workplaces\": [{\"employed\": \"%.40s\"}]}",
			 options->agreement ? "\"agreement\": \"" : "",
			 options->agreement ? options->agreement : "",
			 options->agreement ? "\", " : "", options->employed);
		programme = choose_edition(&editions, text, strlen(text), NULL, status);
	}
	free_editions(&editions);
	return change_programme(programme, &options->of_case.changes, status);
}

static int
assess(const struct options *options, pomost_case *subject)
{
	pomost_award *award = NULL;
	pomost_error *error = NULL;
	int status;

	if (pomost_case_assess(subject, options->of_case.explain ? POMOST_EXPLAIN : 0, &award,
			       &error) == POMOST_OK)
		status = print_award(award, options->of_case.common.format);
	else
		status = print_error(error, EXIT_CASE);
	pomost_award_free(award);
	return status;
}

static int
run(int argc, char **argv)
{
	pomost_programme *programme = NULL;
	pomost_case *subject = NULL;
	struct options options;
	int status = parse_options(argc, argv, &options);

	if (status != EXIT_DONE)
		return status;
	if (options.file) {
		subject = read_case(options.file, &options.of_case, &programme, &status);
	} else {
		programme = find_built(&options, &status);
		if (programme)
			subject = build_case(&options, programme, &status);
	}
	if (subject)
		status = assess(&options, subject);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
	data_free(&options.of_case.common.data);
	return status;
}

const struct command award_command = {"award", "what a programme pays for a case, with the reasons",
				      help, run};
