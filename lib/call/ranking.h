/* SPDX-License-Identifier: Apache-2.0 */
/* The ranking: who applied, in which round, and in what order. */
#ifndef POMOST_CALL_RANKING_H
#define POMOST_CALL_RANKING_H

#include "case/case.h"

/* What an application is ranked by: a number, the higher first, or a time, the earlier first. */
struct pomost__rank {
	struct pomost__ratio number;
	int64_t minute; /* of `received` */
};

struct pomost__application_line {
	const struct pomost__node *node;
	const char *id;
	int32_t round;
	struct pomost__rank *ranks; /* by place in `call.order` */
	pomost_case *subject;
	bool owned; /* made of the line */
};

struct pomost__ranking {
	struct pomost__application_line *lines; /* in the order of decision */
	uint32_t count;
};

/* Reads a ranking and orders it. The cases that it makes are freed by pomost__ranking_free(). False after an error. */
bool pomost__ranking_read(pomost_programme *programme, pomost_case *const *cases, size_t count,
			  const char *text, size_t length, const char *file,
			  struct pomost__arena *arena, struct pomost__ranking *ranking,
			  struct pomost__errors *errors);

void pomost__ranking_free(struct pomost__ranking *ranking);

#endif
