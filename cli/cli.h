/* SPDX-License-Identifier: Apache-2.0 */
/* What the subcommands share. They see only the public headers of the library. */
#ifndef POMOST_CLI_H
#define POMOST_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include <pomost/pomost.h>

/* Exit status of the command. */
enum {
	EXIT_DONE = 0,
	EXIT_FINDING = 1,
	EXIT_USAGE = 2,
	EXIT_PROGRAMME = 3, /* a programme or series that can serve no case */
	EXIT_CASE = 4,      /* a fault in a case or other input, and every refusal */
	EXIT_OUTPUT = 5,    /* input or output failed */
};

/* A subcommand: its own arguments begin at argv[0], its name. Returns the exit status. */
struct command {
	const char *name;
	const char *summary;
	const char *help;
	int (*run)(int argc, char **argv);
};

extern const struct command award_command;
extern const struct command check_command;
extern const struct command programmes_command;
extern const struct command schema_command;
extern const struct command show_command;

/* Wrong use: says what, and where help is. Returns EXIT_USAGE. */
__attribute__((format(printf, 2, 3))) int usage_error(const struct command *command,
						      const char *format, ...);

/* Prints an error and those that were found with it, and frees them. Returns the exit status: EXIT_OUTPUT
 * where reading failed or memory ran out, else `status`. */
int print_error(pomost_error *error, int status);

/* Prints one error line without an error object. Returns `status`. */
__attribute__((format(printf, 2, 3))) int print_failure(int status, const char *format, ...);

/* Writes to standard output and checks that it arrived. Returns EXIT_DONE or EXIT_OUTPUT. */
int write_output(const char *text, size_t length);

/* Whether a name is one of text, json, csv. */
bool is_format(const char *name);

/* Where the installed programmes are; NULL if there are none. `given` is the value of --data, or
 * NULL. Freed by free(). */
char *data_folder(const char *given);

/* The path of an installed programme's file by its id; NULL if there is none. Freed by free(). */
char *data_programme(const char *folder, const char *id);

/* Loads a programme by its id or by the path of its file. NULL after an error; *status is then the exit
 * status. */
pomost_programme *load_programme(const char *name, const char *data, int *status);

#endif
