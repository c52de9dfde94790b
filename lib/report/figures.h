/* SPDX-License-Identifier: Apache-2.0 */
/* The figures that a programme itself states or implies: its budget, targets and services. */
#ifndef POMOST_REPORT_FIGURES_H
#define POMOST_REPORT_FIGURES_H

#include "base/buffer.h"

/* Writes them as JSON; the object is a programme. */
void pomost__figures_json(struct pomost__buffer *buffer, const void *programme);

#endif
