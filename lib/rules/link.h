/* SPDX-License-Identifier: Apache-2.0 */
/* Steps of pomost__programme_link() that stand in files of their own. Each is false after an error. */
#ifndef POMOST_RULES_LINK_H
#define POMOST_RULES_LINK_H

#include "rules/programme.h"

/* The grant is the first part; then components; then each stage, where its first phase stands. */
bool pomost__link_parts(struct pomost__reader *reader, struct pomost_programme *programme);

/* The parts that caps are on. */
bool pomost__link_caps(struct pomost__reader *reader, struct pomost_programme *programme);

/* What is paid together is paid for a workplace. */
bool pomost__link_together(struct pomost__reader *reader, struct pomost_programme *programme);

/* The parts that are repaid. */
bool pomost__link_repayment(struct pomost__reader *reader, struct pomost_programme *programme);

/* Every `source` below a rule names one of the sources. */
bool pomost__link_sources(struct pomost__reader *reader, struct pomost_programme *programme);

/* Each path leads to a value; every value then knows the nearest assumption on it or above it. */
bool pomost__link_assumptions(struct pomost__reader *reader, struct pomost_programme *programme);

/* Columns that are the same in every award. False when memory ran out. */
bool pomost__link_columns(struct pomost_programme *programme);

#endif
