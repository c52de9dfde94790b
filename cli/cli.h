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
extern const struct command call_command;
extern const struct command check_command;
extern const struct command diff_command;
extern const struct command forecast_command;
extern const struct command programmes_command;
extern const struct command progress_command;
extern const struct command reconcile_command;
extern const struct command schema_command;
extern const struct command settle_command;
extern const struct command show_command;
extern const struct command test_command;

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

#define SERIES_OPTIONS 64

/* Where programmes and series come from: what --data and --series name. */
struct data {
	const char *folder; /* of --data, or NULL */
	const char *series_files[SERIES_OPTIONS];
	int series_count;
	pomost_series *series; /* once loaded */
};

/* What every subcommand that reads programmes is told. */
struct common {
	const char *format; /* text, json or csv */
	struct data data;
};

/* Before any option was taken. */
#define COMMON_DEFAULT                                                                             \
	{                                                                                          \
		.format = "text"                                                                   \
	}

/* Options of all those subcommands; those of one begin at OPTION_OWN. */
enum {
	OPTION_FORMAT = 256,
	OPTION_DATA,
	OPTION_SERIES,
	OPTION_OWN,
};

#define COMMON_OPTIONS                                                                             \
	{"format", required_argument, NULL, OPTION_FORMAT},                                        \
		{"data", required_argument, NULL, OPTION_DATA},                                    \
	{                                                                                          \
		"series", required_argument, NULL, OPTION_SERIES                                   \
	}

#define DATA_HELP                                                                                  \
	"  --data FOLDER            where programmes and series are installed\n"                   \
	"  --series FILE            a series of one's own; may be repeated\n"

/* Takes an option of the three; false for any other, and for a format that there is not. */
bool common_option(struct common *common, int option, const char *value);

/* Gives back what was loaded. */
void data_free(struct data *data);

/* Where the installed programmes are; NULL if there are none. Freed by free(). */
char *data_folder(const struct data *data);

/* Loads the series, once: those of --series, and those that are installed. Returns an exit status. */
int data_series(struct data *data);

/* Whether a path is that of a folder; NULL is none. */
bool is_folder(const char *path);

/* Whether a name means a file: one with a slash or an ending, and one that is there; any other is an id. */
bool names_file(const char *name);

/* The editions of one programme. */
struct editions {
	pomost_programme **items;
	size_t count;
	char *folder; /* in which they stand; NULL for a file of one's own */
};

/* All editions of a programme, by its id or by the path of one file. Returns an exit status. */
int load_editions(const char *name, struct data *data, struct editions *editions);

void free_editions(struct editions *editions);

/* The edition for a case, with a reference of its own. NULL after an error; *status is then the exit status. */
pomost_programme *choose_edition(const struct editions *editions, const char *text, size_t length,
				 const char *file, int *status);

/* Goes through the installed programmes: `visit` gets each folder `REGION/ID`. Returns the worst status. */
int each_programme(struct data *data, int (*visit)(void *context, const char *folder),
		   void *context);

#define CHANGE_OPTIONS 64

/* What --set and --overlay say, in their order. */
struct changes {
	const char *values[CHANGE_OPTIONS]; /* PATH=VALUE, or a file */
	bool is_file[CHANGE_OPTIONS];
	int count;
};

#define CHANGE_HELP                                                                                \
	"  --set PATH=VALUE         another value in the programme; may be repeated\n"             \
	"  --overlay FILE           values laid over the programme; may be repeated\n"

/* Notes an option; false where there are too many. */
bool change_option(struct changes *changes, bool is_file, const char *value);

/* The programme with what was noted; takes over its reference. NULL after an error; *status is then the exit
 * status. */
pomost_programme *change_programme(pomost_programme *programme, const struct changes *changes,
				   int *status);

/* Options of the subcommands that read a case. */
struct case_options {
	struct common common;
	struct changes changes;
	const char *programme; /* or NULL */
	int32_t on;            /* or POMOST_NO_DATE */
	int32_t since;         /* or POMOST_NO_DATE */
	bool explain;
};

#define CASE_DEFAULT                                                                               \
	{                                                                                          \
		.common = COMMON_DEFAULT, .on = POMOST_NO_DATE, .since = POMOST_NO_DATE            \
	}

enum {
	OPTION_PROGRAMME = OPTION_OWN,
	OPTION_ON,
	OPTION_SINCE,
	OPTION_EXPLAIN,
	OPTION_SET,
	OPTION_OVERLAY,
	OPTION_OF_CASE, /* those of one begin here */
};

#define CASE_OPTIONS                                                                               \
	{"programme", required_argument, NULL, OPTION_PROGRAMME},                                  \
		{"explain", no_argument, NULL, OPTION_EXPLAIN},                                    \
		{"set", required_argument, NULL, OPTION_SET},                                      \
		{"overlay", required_argument, NULL, OPTION_OVERLAY}, COMMON_OPTIONS

/* Takes one of those options; false for any other, and for a wrong value. */
bool case_option(struct case_options *options, int option, const char *value);

/*
 * Reads a case by the edition that holds for it, of the programme that is named, or else of the one that the case
 * names. `*programme` receives it. NULL after an error; *status is then the exit status.
 */
pomost_case *read_case(const char *file, struct case_options *options, pomost_programme **programme,
		       int *status);

/* Reads a case, lets `use` have it, and frees it. Returns the exit status of either. */
int with_case(const char *file, struct case_options *options,
	      int (*use)(const struct case_options *options, pomost_case *subject,
			 const void *context),
	      const void *context);

/* Files by name. */
struct files {
	char **names;
	size_t count;
};

/* The documents of a folder, *.yaml, *.yml and *.json, in the order of their names. Returns an exit status. */
int list_documents(const char *folder, struct files *files);

void free_files(struct files *files);

/* Prints the report of an award or a settlement. Returns an exit status. */
int print_award(const pomost_award *award, const char *format);

#endif
