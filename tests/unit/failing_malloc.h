/* SPDX-License-Identifier: Apache-2.0 */
/*
 * malloc(), calloc() and realloc() of the whole process, libyaml's too, that fail on demand. For
 * one test program: it defines them. FAILING_MALLOC is 0 where that cannot be: sanitizers bring
 * their own, and only glibc has names for what lies below. Under valgrind, which puts its own in
 * the place of these: --soname-synonyms=somalloc=nouserintercepts.
 */
#ifndef POMOST_TESTS_FAILING_MALLOC_H
#define POMOST_TESTS_FAILING_MALLOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
	__has_feature(thread_sanitizer)
#define FAILING_MALLOC 0
#endif
#endif
#if !defined(FAILING_MALLOC)
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define FAILING_MALLOC 0
#else
#define FAILING_MALLOC 1
#endif
#endif

/* The allocation that fails, counted from 1; 0 for none. And whether those after it fail too. */
static size_t failing_at;
static bool failing_for_ever;
static size_t failing_calls;

#if FAILING_MALLOC
/* glibc's own names for what lies below malloc(); dlsym() would itself allocate. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *memory, size_t size);

static bool
is_failing(void)
{
	if (failing_at == 0)
		return false;
	failing_calls++;
	return failing_calls == failing_at || (failing_for_ever && failing_calls > failing_at);
}

void *
malloc(size_t size)
{
	return is_failing() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return is_failing() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *memory, size_t size)
{
	return is_failing() ? NULL : __libc_realloc(memory, size);
}
#endif

/* From here the n-th allocation fails, and with `for_ever` all after it. */
static void
failing_begin(size_t n, bool for_ever)
{
	failing_calls = 0;
	failing_for_ever = for_ever;
	failing_at = n;
}

/* Back to normal. Says whether an allocation failed. */
static bool
failing_end(void)
{
	size_t n = failing_at;

	failing_at = 0;
	return failing_calls >= n;
}

#endif
