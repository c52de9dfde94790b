/* SPDX-License-Identifier: Apache-2.0 */
/* A case and its programme, as several subcommands read them, and the options of those. */
#include "cli.h"

/* The edition for a case, of the programme that it names, or that --programme does. NULL after an error. */
static pomost_programme *
find_programme(const char *file, struct case_options *options, const char *text, size_t length,
	       int *status)
{
	pomost_programme *programme = NULL;
	struct editions editions = {0};
	pomost_error *error = NULL;
	char *named = NULL;

	if (pomost_document_get(text, length, file, "programme", &named, &error) != POMOST_OK) {
		*status = print_error(error, EXIT_CASE);
		return NULL;
	}
	if (options->programme || named)
		*status = load_editions(options->programme ? options->programme : named,
					&options->common.data, &editions);
	else
		*status = print_failure(EXIT_CASE,
					"%s: expected the key \"programme\" of a case, found none",
					file);
	if (*status == EXIT_DONE)
		programme = choose_edition(&editions, text, length, file, status);
	free_editions(&editions);
	pomost_text_free(named);
	return change_programme(programme, &options->changes, status);
}

pomost_case *
read_case(const char *file, struct case_options *options, pomost_programme **programme, int *status)
{
	pomost_case *subject = NULL;
	pomost_error *error = NULL;
	size_t length;
	char *text;

	*programme = NULL;
	if (pomost_document_load(file, &text, &length, &error) != POMOST_OK) {
		*status = print_error(error, EXIT_CASE);
		return NULL;
	}
	*programme = find_programme(file, options, text, length, status);
	if (*programme &&
	    pomost_case_parse(*programme, text, length, file, &subject, &error) != POMOST_OK)
		*status = print_error(error, EXIT_CASE);
	pomost_text_free(text);
	return subject;
}

int
with_case(const char *file, struct case_options *options,
	  int (*use)(const struct case_options *options, pomost_case *subject, const void *context),
	  const void *context)
{
	pomost_programme *programme;
	int status = EXIT_DONE;
	pomost_case *subject = read_case(file, options, &programme, &status);

	if (subject)
		status = use(options, subject, context);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
	return status;
}

bool
case_option(struct case_options *options, int option, const char *value)
{
	switch (option) {
	case OPTION_PROGRAMME:
		options->programme = value;
		return true;
	case OPTION_ON:
		return pomost_date_parse(value, &options->on, NULL) == POMOST_OK;
	case OPTION_SINCE:
		return pomost_date_parse(value, &options->since, NULL) == POMOST_OK;
	case OPTION_EXPLAIN:
		options->explain = true;
		return true;
	case OPTION_SET:
		return change_option(&options->changes, false, value);
	case OPTION_OVERLAY:
		return change_option(&options->changes, true, value);
	default:
		return common_option(&options->common, option, value);
	}
}
