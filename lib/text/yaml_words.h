/* SPDX-License-Identifier: Apache-2.0 */
/* What libyaml refuses, in our words. */
#ifndef POMOST_TEXT_YAML_WORDS_H
#define POMOST_TEXT_YAML_WORDS_H

#include <stddef.h>

#include <yaml.h>

#include "base/error.h"

/* libyaml finds the ":" of a key within this many characters, in the same line. */
#define POMOST__YAML_KEY 1024

/* Why yaml_parser_parse() failed, and in what text. */
struct pomost__yaml_failure {
	const yaml_parser_t *parser;
	const char *bytes; /* without a byte order mark */
	size_t length;
	const char *file;
	yaml_mark_t scalar; /* where the last scalar before it began */
};

/* Adds the error: of syntax, or that memory ran out. */
void pomost__yaml_words_add(const struct pomost__yaml_failure *failure,
			    struct pomost__errors *errors);

#endif
