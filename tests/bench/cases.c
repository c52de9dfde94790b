/* SPDX-License-Identifier: Apache-2.0 */
#include "cases.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int32_t
bench_day(int year, int month, int day)
{
	/* Years from March, so that the leap day is the last of its year. */
	int of_march = month > 2 ? year : year - 1;
	int months = month > 2 ? month - 3 : month + 9;

	return of_march * 365 + of_march / 4 - of_march / 100 + of_march / 400 +
	       (153 * months + 2) / 5 + day - 719469;
}

char *
bench_file_read(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	size_t size = 1 << 20;
	char *text = malloc(size);

	if (!file || !text) {
		fprintf(stderr, "%s: cannot be read\n", path);
		exit(2);
	}
	*length = fread(text, 1, size - 1, file);
	text[*length] = '\0';
	fclose(file);
	return text;
}

static int32_t
read_day(const char *text)
{
	int year;
	int month;
	int day;

	if (sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return BENCH_NO_DAY;
	return bench_day(year, month, day);
}

static int64_t
read_claim(const char *text)
{
	int64_t major = 0;
	int cents = 0;

	if (sscanf(text, "%" SCNd64 ".%2d", &major, &cents) < 1)
		return BENCH_NO_CLAIM;
	return major * 100 + cents;
}

static void
begin_text(struct bench_case *one, const char *id, const char *agreement, const char *extension)
{
	int at = snprintf(one->text, sizeof one->text,
			  "pomost: 1\nid: %s\nprogramme: bench\nagreement: %s\n", id, agreement);

	if (*extension)
		at += snprintf(one->text + at, sizeof one->text - (size_t)at,
			       "decisions: {extension: %s}\n", extension);
	snprintf(one->text + at, sizeof one->text - (size_t)at, "workplaces:\n");
}

static void
add_text(struct bench_case *one, int count, const char *employed, const char *requested)
{
	size_t at = strlen(one->text);

	snprintf(one->text + at, sizeof one->text - at,
		 "  - {count: %d, employed: %s, job-fraction: 1%s%s}\n", count, employed,
		 *requested ? ", requested: " : "", requested);
}

/* Cuts a field off a line, which may be empty. */
static char *
take_field(char **line)
{
	char *field = *line;
	size_t length = strcspn(field, ",");

	*line = field + length + (field[length] == ',');
	field[length] = '\0';
	return field;
}

/* set,case,agreement,extension,count,employed,requested: a line for each entry of workplaces. */
static bool
read_line(char *line, struct bench_cases *cases)
{
	const char *set = take_field(&line);
	const char *id = take_field(&line);
	const char *agreement = take_field(&line);
	const char *extension = take_field(&line);
	int count = atoi(take_field(&line));
	const char *employed = take_field(&line);
	const char *requested = take_field(&line);
	struct bench_case *one = cases->count ? &cases->cases[cases->count - 1] : NULL;
	int i;

	if (!one || strcmp(one->id, id) != 0) {
		if (cases->count == BENCH_CASES)
			return false;
		one = &cases->cases[cases->count++];
		snprintf(one->set, sizeof one->set, "%s", set);
		snprintf(one->id, sizeof one->id, "%s", id);
		one->agreement = read_day(agreement);
		one->extension = read_day(extension);
		begin_text(one, id, agreement, extension);
	}
	if (count < 1 || one->count + count > BENCH_WORKPLACES)
		return false;
	for (i = 0; i < count; i++)
		one->workplaces[one->count++] =
			(struct bench_workplace){read_day(employed), read_claim(requested)};
	add_text(one, count, employed, requested);
	return true;
}

void
bench_cases_read(const char *path, struct bench_cases *cases)
{
	size_t length;
	char *text = bench_file_read(path, &length);
	char *line = strchr(text, '\n'); /* after the head */

	memset(cases, 0, sizeof *cases);
	while (line && line[1]) {
		char *next = strchr(line + 1, '\n');

		if (next)
			*next = '\0';
		if (!read_line(line + 1, cases)) {
			fprintf(stderr, "%s: more than the benchmark has room for\n", path);
			exit(2);
		}
		line = next;
	}
	free(text);
}

const struct bench_case *
bench_cases_set(const struct bench_cases *cases, const char *set, int *count)
{
	const struct bench_case *first = NULL;
	int i;

	*count = 0;
	for (i = 0; i < cases->count; i++) {
		if (strcmp(cases->cases[i].set, set) != 0)
			continue;
		if (!first)
			first = &cases->cases[i];
		++*count;
	}
	return first;
}
