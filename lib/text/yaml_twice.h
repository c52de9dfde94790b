/* SPDX-License-Identifier: Apache-2.0 */
/* Keys that stand twice. */
#ifndef POMOST_TEXT_YAML_TWICE_H
#define POMOST_TEXT_YAML_TWICE_H

#include "text/node.h"

/*
 * Adds an error for each key of the tree that stood in its mapping before, in the order of the
 * document. False if there is one; the marks of the nodes are used up then.
 */
bool pomost__yaml_twice_check(struct pomost__node *root, const char *file,
			      struct pomost__errors *errors);

#endif
