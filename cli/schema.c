/* SPDX-License-Identifier: Apache-2.0 */
/* pomost schema: the JSON Schema of each kind of document, for editors. */
#include <string.h>

#include "cli.h"

static const char help[] =
	"usage: pomost schema programme|case|series|tests|progress\n"
	"\n"
	"Prints the JSON Schema of a kind of file, by which editors complete and check keys.\n"
	"\n"
	"example: pomost schema programme > programme.schema.json\n";

static const char *const names[] = {
	[POMOST_DOCUMENT_PROGRAMME] = "programme", [POMOST_DOCUMENT_CASE] = "case",
	[POMOST_DOCUMENT_SERIES] = "series",       [POMOST_DOCUMENT_TESTS] = "tests",
	[POMOST_DOCUMENT_PROGRESS] = "progress",
};

static int
run(int argc, char **argv)
{
	pomost_error *error = NULL;
	int32_t kind = POMOST_DOCUMENT_PROGRAMME;
	char *text = NULL;
	size_t length;
	int status;

	if (argc != 2)
		return usage_error(&schema_command, "expected one kind of file, found %d",
				   argc - 1);
	while (kind <= POMOST_DOCUMENT_PROGRESS && strcmp(argv[1], names[kind]) != 0)
		kind++;
	if (kind > POMOST_DOCUMENT_PROGRESS)
		return usage_error(
			&schema_command,
			"expected programme, case, series, tests or progress, found \"%s\"",
			argv[1]);
	if (pomost_document_schema(kind, &text, &length, &error) != POMOST_OK)
		return print_error(error, EXIT_OUTPUT);
	status = write_output(text, length);
	pomost_text_free(text);
	return status;
}

const struct command schema_command = {"schema", "the JSON Schema of each kind of file", help, run};
