/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is joined once a programme was read, wherever in it it stands: conditions, moments, values, tables
 * and references to series. Each is noted as it is read, so that a new key with one of them needs no
 * other change. The reader's owner while a programme is read.
 */
#ifndef POMOST_RULES_REGISTRY_H
#define POMOST_RULES_REGISTRY_H

/* Lists, the last read first. */
struct pomost__registry {
	struct pomost__condition *conditions;
	struct pomost__moment_name *moments;
	struct pomost__value *values;
	struct pomost__table *tables;
	struct pomost__series_use *series;
};

#endif
