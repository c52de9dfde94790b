/* SPDX-License-Identifier: Apache-2.0 */
/* The linter of programmes, and its report. */
#include "check/findings.h"
#include "report/format.h"
#include "report/json.h"

#include <pomost/check.h>

#include <inttypes.h>
#include <string.h>

/* The file in which a finding stands: what an overlay says stands there. NULL where it has no name. */
static const char *
file_of(const struct pomost__findings *findings, const struct pomost__finding *finding)
{
	return finding->node->file ? finding->node->file : findings->programme->file;
}

static void
write_text(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost__findings *findings = object;
	const char *whole = findings->programme->file ? findings->programme->file : "programme";
	uint32_t i;

	for (i = 0; i < findings->count; i++) {
		const struct pomost__finding *finding = &findings->items[i];
		const char *file = file_of(findings, finding);

		pomost__buffer_text(buffer, file ? file : whole);
		if (finding->node->line > 0)
			pomost__buffer_print(buffer, ":%" PRId32 ":%" PRId32, finding->node->line,
					     finding->node->column);
		pomost__buffer_text(buffer, ": ");
		pomost__buffer_text(buffer, finding->path);
		pomost__buffer_text(buffer, ": ");
		pomost__buffer_text(buffer, finding->message);
		pomost__buffer_print(buffer, " [%s]\n  %s\n", pomost__finding_name(finding),
				     pomost__finding_remedy(finding));
	}
	if (findings->found > (int32_t)findings->count) {
		pomost__buffer_text(buffer, whole);
		pomost__buffer_print(buffer, ": and %" PRId32 " more\n",
				     findings->found - (int32_t)findings->count);
	}
}

static void
write_number(struct pomost__json *json, const char *name, int32_t number)
{
	pomost__json_key(json, name, strlen(name));
	pomost__buffer_print(json->buffer, "%" PRId32, number);
}

static void
write_json(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost__findings *findings = object;
	struct pomost__json json = {.buffer = buffer};
	uint32_t i;

	pomost__json_open(&json, '{');
	pomost__json_text(&json, "schema", "pomost.findings/1");
	pomost__json_text(&json, "programme", findings->programme->rules.id.bytes);
	pomost__json_key(&json, "findings", strlen("findings"));
	pomost__json_open(&json, '[');
	for (i = 0; i < findings->count; i++) {
		const struct pomost__finding *finding = &findings->items[i];

		pomost__json_item(&json);
		pomost__json_open(&json, '{');
		pomost__json_text(&json, "code", pomost__finding_name(finding));
		pomost__json_text(&json, "file", file_of(findings, finding));
		write_number(&json, "line", finding->node->line);
		write_number(&json, "column", finding->node->column);
		pomost__json_text(&json, "path", finding->path);
		pomost__json_text(&json, "message", finding->message);
		pomost__json_text(&json, "remedy", pomost__finding_remedy(finding));
		pomost__json_close(&json, '}');
	}
	pomost__json_close(&json, ']');
	pomost__json_close(&json, '}');
	pomost__buffer_text(buffer, "\n");
}

static void
write_field(struct pomost__buffer *buffer, const char *text)
{
	pomost__csv_field(buffer, text, strlen(text));
	pomost__buffer_text(buffer, ",");
}

static void
write_csv(struct pomost__buffer *buffer, const void *object)
{
	const struct pomost__findings *findings = object;
	uint32_t i;

	pomost__buffer_text(buffer, "code,file,line,column,path,message,remedy\n");
	for (i = 0; i < findings->count; i++) {
		const struct pomost__finding *finding = &findings->items[i];
		const char *remedy = pomost__finding_remedy(finding);
		const char *file = file_of(findings, finding);

		write_field(buffer, pomost__finding_name(finding));
		write_field(buffer, file ? file : "");
		pomost__buffer_print(buffer, "%" PRId32 ",%" PRId32 ",", finding->node->line,
				     finding->node->column);
		write_field(buffer, finding->path);
		write_field(buffer, finding->message);
		pomost__csv_field(buffer, remedy, strlen(remedy));
		pomost__buffer_text(buffer, "\n");
	}
}

static int32_t
report(const struct pomost__findings *findings, const char *format, char **text, size_t *length,
       pomost_error **error)
{
	static const struct pomost__formats formats = {write_text, write_json, write_csv};
	struct pomost__errors errors = {0};

	if (findings->arena.failed) {
		pomost__errors_nomem(&errors);
		return pomost__errors_end(&errors, error);
	}
	return pomost__report(&formats, findings, format, text, length, error);
}

int32_t
pomost_programme_check(const pomost_programme *programme, const char *format, char **text,
		       size_t *length, int32_t *count, pomost_error **error)
{
	static void (*const lints[])(struct pomost__findings *) = {
		pomost__lint_tables, pomost__lint_values, pomost__lint_caps,
		pomost__lint_phases, pomost__lint_needs,  pomost__lint_sources,
	};
	struct pomost__findings findings = {.programme = programme};
	int32_t status;
	size_t i;

	if (text)
		*text = NULL;
	if (!programme || !format || !text)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a programme, a format and a text, found NULL");
	pomost__arena_init(&findings.arena, NULL, 0);
	pomost__arena_init(&findings.scratch, NULL, 0);
	for (i = 0; i < sizeof lints / sizeof *lints && !findings.arena.failed; i++) {
		lints[i](&findings);
		pomost__findings_release(&findings);
	}
	if (!findings.arena.failed)
		pomost__findings_sort(&findings);
	status = report(&findings, format, text, length, error);
	if (status == POMOST_OK && count)
		*count = findings.found;
	pomost__arena_free(&findings.arena);
	return status;
}
