/* SPDX-License-Identifier: Apache-2.0 */
/* The options of every subcommand that reads programmes. */
#include <string.h>

#include "cli.h"

static bool
is_format(const char *name)
{
	return strcmp(name, "text") == 0 || strcmp(name, "json") == 0 || strcmp(name, "csv") == 0;
}

bool
common_option(struct common *common, int option, const char *value)
{
	struct data *data = &common->data;

	switch (option) {
	case OPTION_FORMAT:
		common->format = value;
		return is_format(value);
	case OPTION_DATA:
		data->folder = value;
		return true;
	case OPTION_SERIES:
		if (data->series_count == SERIES_OPTIONS)
			return false;
		data->series_files[data->series_count++] = value;
		return true;
	default:
		return false;
	}
}
