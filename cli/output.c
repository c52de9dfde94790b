/* SPDX-License-Identifier: Apache-2.0 */
/* What is printed where: data to standard output, all else to standard error. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

/* Text of the caller's may hold what moves the cursor of a terminal: it is shown as ?. */
static void
put_plain(const char *text)
{
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;

		fputc(byte < 0x20 || byte == 0x7F ? '?' : byte, stderr);
	}
}

/* The longest line of our own words and a path. */
#define LINE_SIZE 8192

static void
put_line(const char *format, va_list arguments)
{
	char line[LINE_SIZE];

	vsnprintf(line, sizeof line, format, arguments);
	put_plain(line);
}

int
print_failure(int status, const char *format, ...)
{
	va_list arguments;

	fputs("pomost: ", stderr);
	va_start(arguments, format);
	put_line(format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	return status;
}

int
usage_error(const struct command *command, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "pomost %s: ", command->name);
	va_start(arguments, format);
	put_line(format, arguments);
	va_end(arguments);
	fprintf(stderr, "; see pomost %s --help\n", command->name);
	return EXIT_USAGE;
}

static void
print_one(const pomost_error *error)
{
	const char *file = pomost_error_file(error);
	const char *path = pomost_error_path(error);

	put_plain(file ? file : "pomost");
	if (pomost_error_line(error) > 0)
		fprintf(stderr, ":%d:%d", (int)pomost_error_line(error),
			(int)pomost_error_column(error));
	fputs(": ", stderr);
	if (path && *path)
		fprintf(stderr, "%s: ", path);
	fprintf(stderr, "%s [POMOST-%02d]\n", pomost_error_message(error),
		(int)pomost_error_code(error));
}

int
print_error(pomost_error *error, int status)
{
	const pomost_error *each;
	int32_t code = pomost_error_code(error);

	for (each = error; each; each = pomost_error_next(each))
		print_one(each);
	pomost_error_free(error);
	return code == POMOST_ERR_IO || code == POMOST_ERR_NOMEM ? EXIT_OUTPUT : status;
}

int
write_output(const char *text, size_t length)
{
	if ((length && fwrite(text, 1, length, stdout) != length) || fflush(stdout) != 0 ||
	    ferror(stdout))
		return print_failure(EXIT_OUTPUT, "standard output cannot be written");
	return EXIT_DONE;
}

int
print_award(const pomost_award *award, const char *format)
{
	pomost_error *error = NULL;
	char *text = NULL;
	size_t length;
	int status;

	if (pomost_award_report(award, format, &text, &length, &error) == POMOST_OK)
		status = write_output(text, length);
	else
		status = print_error(error, EXIT_CASE);
	pomost_text_free(text);
	return status;
}
