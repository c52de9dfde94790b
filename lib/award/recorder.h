/* SPDX-License-Identifier: Apache-2.0 */
/* The mechanics of explanations, for the files that make them. */
#ifndef POMOST_AWARD_RECORDER_H
#define POMOST_AWARD_RECORDER_H

#include "award/explain.h"
#include "base/buffer.h"

/* An amount that one or more instalments have. */
struct pomost__record {
	const char *rule;
	const char *source;
	const char *inputs; /* members of a JSON object */
	const char *exact;
	int32_t mode; /* 0 where nothing was rounded */
	uint32_t own; /* the number after that of the contribution's record; 0: none */
	int64_t own_amount;
};

struct pomost__recorder {
	struct pomost__record *records;
	uint32_t record_count;
	uint32_t record_room;
	uint32_t count;                                         /* explanations */
	size_t size;                                            /* of their texts */
	struct pomost__buffer bytes[POMOST__EXPLAINED_COUNT];   /* of the columns */
	struct pomost__buffer offsets[POMOST__EXPLAINED_COUNT]; /* int32_t each */
	struct pomost__buffer inputs;                           /* being made */
	struct pomost__buffer lookups; /* inputs of the figure that is recorded next */
	const char *lookup_name;       /* what a lookup is called, if not as it is; or NULL */
	const struct pomost__text *lookup_source;
	bool failed;
};

/* Begins the inputs of an explanation, with members made before, if any. */
void pomost__inputs_begin(struct pomost__recorder *recorder, const char *members);

/* Adds a member to a JSON object that is being made. */
void pomost__inputs_member(struct pomost__buffer *members, const char *name, const char *text,
			   size_t length);

/* The same of the inputs; the others below are for what they name. */
void pomost__inputs_add(struct pomost__recorder *recorder, const char *name, const char *text,
			size_t length);
void pomost__inputs_text(struct pomost__recorder *recorder, const char *name, const char *text);
void pomost__inputs_number(struct pomost__recorder *recorder, const char *name, int64_t number);
void pomost__inputs_money(struct pomost__work *work, const char *name, int64_t amount);

/* Nothing for POMOST__NO_DAY. */
void pomost__inputs_day(struct pomost__recorder *recorder, const char *name, int32_t day);

/* The workplace of a slot; nothing for the entity. */
void pomost__inputs_slot(struct pomost__work *work, uint32_t slot);

/* A value as it is written: one number, or what it is made of, in order. */
void pomost__inputs_value(struct pomost__work *work, const char *name,
			  const struct pomost__value *value);

/* What was looked up since the last figure. */
void pomost__inputs_lookups(struct pomost__recorder *recorder);

/* Ends an explanation: the inputs are those made since pomost__inputs_begin(). */
__attribute__((format(printf, 7, 8))) void
pomost__recorder_add(struct pomost__work *work, const char *rule, const char *source,
		     const char *exact, int32_t mode, const char *result, const char *figure, ...);

/* The path of a rule; NULL when memory ran out, or when there are too many explanations already. */
const char *pomost__recorder_path(struct pomost__work *work, const struct pomost__node *node);

/* The mode, if the value had to be rounded. */
int32_t pomost__recorder_mode(const struct pomost__work *work, const struct pomost__ratio *exact,
			      int32_t mode);

/*
 * Renames what was recorded so far of instalments: row N of the award before events is row `places[N]` of the
 * settlement.
 */
void pomost__recorder_place(struct pomost__recorder *recorder, const uint32_t *places);

/* A sum of rounded rows: the figure is `figure` and `name` in one; `of` says of what. */
void pomost__recorder_sum(struct pomost__work *work, int64_t sum, const char *figure,
			  const char *name, const char *of);

/* Fills the columns of the award. False when memory ran out, and for too many explanations. */
bool pomost__recorder_end(struct pomost__work *work);

#endif
