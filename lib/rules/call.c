/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/call.h"

static const struct pomost__range rounds = {1, 1000};
static const char *const misfits[] = {"stop", "skip", "part"};
static const struct pomost__words misfit_words = {misfits, 3};

static const struct pomost__field fields[] = {
	{"rounds", &pomost__kind_integer, &rounds, offsetof(struct pomost__call, rounds), false,
	 "how many calls share the pool"},
	{"order", &pomost__kind_sequence, &pomost__names_entries,
	 offsetof(struct pomost__call, order), true,
	 "by what applications are ranked, the first first"},
	{"misfit", &pomost__kind_word, &misfit_words, offsetof(struct pomost__call, misfit), true,
	 "an application that does not fit: stop the round, skip it, or fund it in part"},
};

const struct pomost__block pomost__call_block = {
	.name = "call",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__call),
	.inherited = &pomost__scope_keys,
	.scope_offset = offsetof(struct pomost__call, scope),
};
