/* SPDX-License-Identifier: Apache-2.0 */
/* pomost schema: the JSON Schema of programmes or cases, for editors. */
#include <string.h>

#include "cli.h"

static const char help[] = "usage: pomost schema programme|case\n"
			   "\n"
			   "Prints the JSON Schema of programme files or of case files.\n"
			   "\n"
			   "example: pomost schema programme > programme.schema.json\n";

static int
run(int argc, char **argv)
{
	pomost_error *error = NULL;
	int32_t kind = 0;
	char *text = NULL;
	size_t length;
	int status;

	if (argc != 2)
		return usage_error(&schema_command, "expected programme or case");
	if (strcmp(argv[1], "programme") == 0)
		kind = POMOST_DOCUMENT_PROGRAMME;
	else if (strcmp(argv[1], "case") == 0)
		kind = POMOST_DOCUMENT_CASE;
	else
		return usage_error(&schema_command, "expected programme or case, found \"%s\"",
				   argv[1]);
	if (pomost_document_schema(kind, &text, &length, &error) != POMOST_OK)
		return print_error(error, EXIT_OUTPUT);
	status = write_output(text, length);
	pomost_text_free(text);
	return status;
}

const struct command schema_command = {"schema", "the JSON Schema of programmes or cases", help,
				       run};
