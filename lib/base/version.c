/* SPDX-License-Identifier: Apache-2.0 */
#include <pomost/version.h>

#include <stddef.h>
#include <string.h>

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

const char *
pomost_version(void)
{
	return TEXT(POMOST_VERSION_MAJOR) "." TEXT(POMOST_VERSION_MINOR) "." TEXT(
		POMOST_VERSION_PATCH);
}

int32_t
pomost_feature(const char *name)
{
	static const char *const features[] = {
#ifdef POMOST_LIMBS_PORTABLE
		"limbs-portable",
#else
		"limbs-gmp",
#endif
		"yaml",
		"json",
		"explain",
	};
	size_t i;

	for (i = 0; name && i < sizeof features / sizeof *features; i++) {
		if (strcmp(features[i], name) == 0)
			return 1;
	}
	return 0;
}
