/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that is freed all at once. */
#ifndef POMOST_BASE_ARENA_H
#define POMOST_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pomost__arena_chunk;

/*
 * Hands out memory that lives until pomost__arena_free(). A first block may be the caller's own
 * (on the stack); further blocks come from malloc. `failed` stays set once an allocation failed,
 * so a caller may check once after many.
 */
struct pomost__arena {
	struct pomost__arena_chunk *chunks;
	char *next;
	char *end;
	size_t held; /* bytes from malloc */
	bool failed;
};

void pomost__arena_init(struct pomost__arena *arena, void *block, size_t size);

void pomost__arena_free(struct pomost__arena *arena);

/* Memory for `count` items of `size` bytes, zeroed, aligned for any of our types. NULL on failure. */
void *pomost__arena_alloc(struct pomost__arena *arena, size_t count, size_t size);

/* As pomost__arena_alloc(), not zeroed. */
void *pomost__arena_raw(struct pomost__arena *arena, size_t count, size_t size);

/* A copy of `length` bytes with a NUL after them. NULL on failure. */
char *pomost__arena_text(struct pomost__arena *arena, const char *bytes, size_t length);

/* Text as snprintf() makes it, with %s, %d, %zu and the like only. NULL on failure. */
__attribute__((format(printf, 2, 3))) char *pomost__arena_print(struct pomost__arena *arena,
								const char *format, ...);

#endif
