/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Calls as a test makes them: with NULL where that is forbidden, with and without an error pointer, and once
 * well. What was called is noted by its name.
 */
#ifndef POMOST_TESTS_CALLS_H
#define POMOST_TESTS_CALLS_H

#include "harness.h"

/* Stands where a pointer was not initialised. */
#define GARBAGE ((void *)(uintptr_t)1)

static const char *called[128];
static size_t called_count;

UNUSED static void
note(const char *name)
{
	size_t i;

	for (i = 0; i < called_count; i++) {
		if (strcmp(called[i], name) == 0)
			return;
	}
	if (CHECK(called_count < COUNT(called)))
		called[called_count++] = name;
}

UNUSED static bool
check_failed(const char *call, int32_t status, int32_t without, int32_t expected,
	     const pomost_error *error)
{
	const char *message = pomost_error_message(error);

	return CHECK_SAYING(status == expected && without == expected &&
				    pomost_error_code(error) == expected && message && *message &&
				    message[strlen(message) - 1] != '.' &&
				    !pomost_error_next(error),
			    "%s: %s, and without an error %s: %s", call, pomost_status_name(status),
			    pomost_status_name(without), message ? message : "no message");
}

/* A call that fails with `status`, first without an error pointer, then with one. */
#define FAILS(status, function, ...)                                                               \
	do {                                                                                       \
		pomost_error *error_ = GARBAGE;                                                    \
		int32_t without_ = function(__VA_ARGS__, NULL);                                    \
		int32_t with_ = function(__VA_ARGS__, &error_);                                    \
                                                                                                   \
		note(#function);                                                                   \
		check_failed(#function "(" #__VA_ARGS__ ")", with_, without_, (status), error_);   \
		pomost_error_free(error_);                                                         \
	} while (0)
#define REFUSES(function, ...) FAILS(POMOST_ERR_ARGUMENT, function, __VA_ARGS__)

/* A call that works. It clears the error pointer. */
#define WORKS(function, ...)                                                                       \
	do {                                                                                       \
		pomost_error *error_ = GARBAGE;                                                    \
		int32_t status_ = function(__VA_ARGS__, &error_);                                  \
                                                                                                   \
		note(#function);                                                                   \
		CHECK_SAYING(status_ == POMOST_OK && !error_, "%s(%s): %s", #function,             \
			     #__VA_ARGS__, pomost_status_name(status_));                           \
	} while (0)

/* A call that reports nothing. */
#define CALL(function, ...) (note(#function), function(__VA_ARGS__))

#endif
