/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * The version of the library, and what it was built with.
 */
#ifndef POMOST_VERSION_H
#define POMOST_VERSION_H

#include <stdint.h>

/* Set only while the library itself is built. */
#if defined(POMOST_BUILD) && defined(__GNUC__) && !defined(_WIN32)
#define POMOST_API __attribute__((visibility("default")))
#else
#define POMOST_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define POMOST_VERSION_MAJOR 0
#define POMOST_VERSION_MINOR 1
#define POMOST_VERSION_PATCH 0

/**
 * The version of the library that runs, "MAJOR.MINOR.PATCH". *Borrowed out*: static.
 * @since 0.1
 */
POMOST_API const char *pomost_version(void);

/**
 * Whether this build has a feature: 1 if it has, 0 if it has not, if the name is unknown, or if
 * `name` is NULL. Names: "limbs-gmp" (big numbers through GMP), "limbs-portable" (through the
 * library's own C), "yaml", "json", "explain".
 * @since 0.1
 */
POMOST_API int32_t pomost_feature(const char *name);

#ifdef __cplusplus
}
#endif
#endif
