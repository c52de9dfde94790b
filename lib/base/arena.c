/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/rare.h"

#define ALIGNMENT ((size_t)16)
#define CHUNK_SIZE ((size_t)16 * 1024)

struct pomost__arena_chunk {
	struct pomost__arena_chunk *next;
	size_t size;
};

/* What the head of a chunk takes, so that what follows is aligned. */
#define CHUNK_HEAD ((sizeof(struct pomost__arena_chunk) + ALIGNMENT - 1) & ~(ALIGNMENT - 1))

void
pomost__arena_init(struct pomost__arena *arena, void *block, size_t size)
{
	size_t skip = (ALIGNMENT - (size_t)((uintptr_t)block % ALIGNMENT)) % ALIGNMENT;

	*arena = (struct pomost__arena){0};
	if (block && size > skip) {
		arena->next = (char *)block + skip;
		arena->end = (char *)block + size;
	}
}

void
pomost__arena_free(struct pomost__arena *arena)
{
	struct pomost__arena_chunk *chunk = arena->chunks;

	while (chunk) {
		struct pomost__arena_chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
	*arena = (struct pomost__arena){0};
}

static bool
grow(struct pomost__arena *arena, size_t need)
{
	/* Chunks double, so that many small pieces cost few calls. */
	size_t size = arena->held > CHUNK_SIZE ? arena->held : CHUNK_SIZE;
	struct pomost__arena_chunk *chunk;

	if (size < need + CHUNK_HEAD)
		size = need + CHUNK_HEAD;
	if (arena->held + size > POMOST_LIMIT_MEMORY)
		size = need + CHUNK_HEAD;
	chunk = malloc(size);
	if (!chunk)
		return false;
	chunk->next = arena->chunks;
	chunk->size = size;
	arena->chunks = chunk;
	arena->held += size;
	arena->next = (char *)chunk + CHUNK_HEAD;
	arena->end = (char *)chunk + size;
	return true;
}

static void *
take(struct pomost__arena *arena, size_t need)
{
	char *memory = arena->next;

	arena->next += need;
	return memory;
}

/* Memory for which the chunk has no room. */
POMOST__RARE static void *
take_more(struct pomost__arena *arena, size_t need)
{
	if (grow(arena, need))
		return take(arena, need);
	arena->failed = true;
	return NULL;
}

void *
pomost__arena_raw(struct pomost__arena *arena, size_t count, size_t size)
{
	size_t need;

	if (__builtin_mul_overflow(count, size, &need) || need > SIZE_MAX / 4) {
		arena->failed = true;
		return NULL;
	}
	/* Nothing at all takes room too, so that NULL always means failure. */
	need = (need + ALIGNMENT) & ~(ALIGNMENT - 1);
	if ((size_t)(arena->end - arena->next) < need)
		return take_more(arena, need);
	return take(arena, need);
}

void *
pomost__arena_alloc(struct pomost__arena *arena, size_t count, size_t size)
{
	void *memory = pomost__arena_raw(arena, count, size);

	if (memory)
		memset(memory, 0, count * size);
	return memory;
}

char *
pomost__arena_text(struct pomost__arena *arena, const char *bytes, size_t length)
{
	char *text = pomost__arena_raw(arena, length + 1, 1);

	if (!text)
		return NULL;
	if (length)
		memcpy(text, bytes, length);
	text[length] = '\0';
	return text;
}

char *
pomost__arena_print(struct pomost__arena *arena, const char *format, ...)
{
	va_list arguments;
	va_list again;
	char *text = NULL;
	int length;

	va_start(arguments, format);
	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, arguments);
	if (length >= 0)
		text = pomost__arena_raw(arena, (size_t)length + 1, 1);
	if (text)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	va_end(arguments);
	return text;
}
