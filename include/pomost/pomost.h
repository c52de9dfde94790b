/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * libpomost: what support programmes for social enterprises pay, to the last minor unit.
 * Includes every other public header.
 */
#ifndef POMOST_POMOST_H
#define POMOST_POMOST_H

#include <pomost/award.h>
#include <pomost/call.h>
#include <pomost/case.h>
#include <pomost/check.h>
#include <pomost/date.h>
#include <pomost/decimal.h>
#include <pomost/document.h>
#include <pomost/error.h>
#include <pomost/forecast.h>
#include <pomost/programme.h>
#include <pomost/series.h>
#include <pomost/settlement.h>
#include <pomost/version.h>

#endif
