/* SPDX-License-Identifier: Apache-2.0 */
/* Golden tests of a programme, as their file says them. */
#ifndef POMOST_CHECK_TESTS_FILE_H
#define POMOST_CHECK_TESTS_FILE_H

#include "text/kinds.h"

/* What is expected at a path of what a test computes. */
struct pomost__expected {
	struct pomost__text path;
	struct pomost__text value;
};

/* A value that the programme is given first. */
struct pomost__change {
	struct pomost__text path;
	const struct pomost__node *value;
};

struct pomost__refusal {
	const struct pomost__node *node;
	struct pomost__text code;
	struct pomost__text says;
	int32_t status; /* that `code` names */
};

struct pomost__test {
	const struct pomost__node *node;
	struct pomost__text name;
	struct pomost__word basis;
	struct pomost__text source;
	struct pomost__list set;          /* struct pomost__change */
	const struct pomost__node *about; /* `case`, or NULL */
	struct pomost__day settled;       /* no day: after all events */
	const struct pomost__node *achieved;
	struct pomost__list expect; /* struct pomost__expected */
	struct pomost__optional refused;
};

struct pomost__tests {
	const struct pomost__node *node;
	struct pomost__integer version;
	struct pomost__text programme;
	struct pomost__list tests; /* struct pomost__test */
};

extern const char *const pomost__test_bases[];

extern const struct pomost__block pomost__tests_block;

#endif
