/* SPDX-License-Identifier: Apache-2.0 */
/* The limits of the library, each with its reason. Tested at L-1, L and L+1. */
#ifndef POMOST_BASE_LIMITS_H
#define POMOST_BASE_LIMITS_H

/* A hostile file ends reading here; the largest real programme has 30 KiB. */
#define POMOST_LIMIT_FILE (1024 * 1024)
/* libyaml is quadratic in nesting. */
#define POMOST_LIMIT_DEPTH 32
#define POMOST_LIMIT_NODES 100000
#define POMOST_LIMIT_KEYS 1000
/* A literal as written, and the part of it after the point. */
#define POMOST_LIMIT_LITERAL_DIGITS 64
#define POMOST_LIMIT_LITERAL_SCALE 32
/* A number in a computation; 128 digits are 426 bits, which seven 64-bit words hold. */
#define POMOST_LIMIT_DIGITS 128
#define POMOST_LIMIT_SCALE 64
#define POMOST_LIMIT_PHASES 64
/* A hundred years. */
#define POMOST_LIMIT_MONTHS 1200
#define POMOST_LIMIT_WORKPLACES 10000
/* Counted before anything is allocated: an award stays under 64 MiB. */
#define POMOST_LIMIT_INSTALMENTS 250000
#define POMOST_LIMIT_CAPS 64
#define POMOST_LIMIT_FUNDS 16
#define POMOST_LIMIT_EVENTS 10000
#define POMOST_LIMIT_SERIES_ROWS 10000
/* What events change, periods of interest, and what payments may be for, in one settlement. */
#define POMOST_LIMIT_CHANGES 250000
/* Events, instalments and payments that a settlement looks at, again and again: some seconds. */
#define POMOST_LIMIT_STEPS 200000000
#define POMOST_LIMIT_ERRORS 100
#define POMOST_LIMIT_CSV_LINE (64 * 1024)
#define POMOST_LIMIT_CSV_FIELD (4 * 1024)
#define POMOST_LIMIT_COLUMNS 64
/* A name looked up for a suggestion. */
#define POMOST_LIMIT_SUGGESTION 64
/* Input that an error text echoes, in bytes before escaping. */
#define POMOST_LIMIT_ECHO 80
/* The texts of all explanations of an award, in bytes: with what growing takes, a call stays under 64 MiB. */
#define POMOST_LIMIT_EXPLANATIONS ((size_t)16 * 1024 * 1024)
/* What one call may hold. */
#define POMOST_LIMIT_MEMORY ((size_t)64 * 1024 * 1024)

#endif
