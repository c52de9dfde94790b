/* SPDX-License-Identifier: Apache-2.0 */
/* A list of payments, as it is read. */
#ifndef POMOST_LIFE_PAYMENTS_H
#define POMOST_LIFE_PAYMENTS_H

#include "case/case.h"

struct pomost__payment {
	const struct pomost__node *node;
	struct pomost__day date;
	struct pomost__money amount; /* below zero: it came back */
	struct pomost__text reference;
	struct pomost__text workplace;
	struct pomost__text currency;
	struct pomost__day received;
	int32_t place; /* of the workplace; -1 where none is named */
};

/* Payments in the order of the file: items are struct pomost__payment. False after an error. */
bool pomost__payments_read(const pomost_case *subject, struct pomost__arena *arena,
			   const char *text, size_t length, const char *file,
			   struct pomost__list *payments, struct pomost__errors *errors);

#endif
