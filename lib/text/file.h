/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a file whole, to at most one byte over the limit, from pipes too. */
#ifndef POMOST_TEXT_FILE_H
#define POMOST_TEXT_FILE_H

#include <stddef.h>

#include "base/error.h"

/* The bytes, with a NUL after them, freed by free(). NULL after an error. */
char *pomost__file_read(const char *path, size_t *length, struct pomost__errors *errors);

#endif
