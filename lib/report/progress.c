/* SPDX-License-Identifier: Apache-2.0 */
/* What a programme has reached of its targets. */
#include <pomost/programme.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "number/fast.h"
#include "report/format.h"
#include "report/json.h"
#include "report/progress.h"
#include "rules/programme.h"
#include "text/yaml.h"

/* A target and what was reached of it. */
struct reached {
	struct pomost__text name;
	struct pomost__integer count;
};

struct progress {
	const struct pomost__node *node;
	struct pomost__integer version;
	struct pomost__text programme;
	struct pomost__list achieved; /* struct reached */
	const struct pomost_programme *of;
};

static const struct pomost__range version = {1, 1};
static const struct pomost__range counts = {0, INT64_MAX};

static const struct pomost__target_entry *
find_target(const struct pomost_programme *programme, const char *name)
{
	const struct pomost__target_entry *targets = programme->rules.targets.items;
	uint32_t i;

	for (i = 0; i < programme->rules.targets.count; i++) {
		if (strcmp(targets[i].name.bytes, name) == 0)
			return &targets[i];
	}
	return NULL;
}

static bool
read_reached(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	const struct pomost__field number = {.key = field->key, .detail = &counts};
	struct pomost__echo echo;

	if (!find_target(reader->owner, node->key))
		return pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
					   "expected one of the targets of the programme, found %s",
					   pomost__echo(&echo, node->key, node->key_length));
	return pomost__kind_integer.read(reader, node, &number, slot);
}

static const struct pomost__kind kind_reached = {
	"whole number", read_reached,
	"{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 0, \"maximum\": "
	"2147483647}, {\"type\": \"string\", \"pattern\": \"^(0|[1-9][0-9]*)$\"}]}"};
static const struct pomost__field reached_row = {"NAME", &kind_reached,
						 NULL,   offsetof(struct reached, count),
						 false,  "how many were reached of a target"};
static const struct pomost__entries reached_entries = {&reached_row, sizeof(struct reached)};

static bool
read_programme(struct pomost__reader *reader, const struct pomost__node *node,
	       const struct pomost__field *field, void *slot)
{
	const struct pomost_programme *programme = reader->owner;
	struct pomost__echo echo;

	return pomost__kind_name.read(reader, node, field, slot) &&
	       (strcmp(node->text, programme->rules.id.bytes) == 0 ||
		pomost__reader_fail(reader, node, POMOST_ERR_MISMATCH,
				    "expected progress of the programme \"%s\", found that of %s",
				    programme->rules.id.bytes, pomost__node_found(&echo, node)));
}

static const struct pomost__kind kind_programme = {"name", read_programme,
						   "{\"type\": \"string\"}"};

static const struct pomost__field fields[] = {
	{"pomost", &pomost__kind_integer, &version, offsetof(struct progress, version), true,
	 "the version of this format: 1"},
	{"programme", &kind_programme, NULL, offsetof(struct progress, programme), true,
	 "the id of the programme"},
	{"achieved", &pomost__kind_entries, &reached_entries, offsetof(struct progress, achieved),
	 true, "what was reached of each target"},
};

const struct pomost__block pomost__progress_block = {
	.name = "progress",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct progress),
};

/* One target as it is told. */
struct told {
	const char *name;
	const char *target;
	const char *achieved;
	char ratio[POMOST__RATIO_TEXT];
	bool reached;
};

/* A target of nothing is reached by nothing, and has no ratio. */
static void
tell(const struct progress *progress, const struct pomost__target_entry *target, struct told *told)
{
	const struct reached *items = progress->achieved.items;
	int64_t achieved = 0;
	int64_t divisor;
	uint32_t i;

	*told = (struct told){
		.name = target->name.bytes, .target = target->count.node->text, .achieved = "0"};
	for (i = 0; i < progress->achieved.count; i++) {
		if (strcmp(items[i].name.bytes, target->name.bytes) == 0) {
			achieved = items[i].count.value;
			told->achieved = items[i].count.node->text;
		}
	}
	told->reached = achieved >= target->count.value;
	if (target->count.value == 0)
		return;
	divisor = (int64_t)pomost__greatest_divisor((uint64_t)target->count.value,
						    (uint64_t)achieved);
	if (target->count.value / divisor == 1)
		snprintf(told->ratio, sizeof told->ratio, "%" PRId64, achieved / divisor);
	else
		snprintf(told->ratio, sizeof told->ratio, "%" PRId64 "/%" PRId64,
			 achieved / divisor, target->count.value / divisor);
}

static void
write_text(struct pomost__buffer *buffer, const void *object)
{
	const struct progress *progress = object;
	const struct pomost__target_entry *targets = progress->of->rules.targets.items;
	struct told told;
	uint32_t i;

	pomost__buffer_print(buffer, "%s\n%-32s %12s %12s  %s\n", progress->of->rules.name.bytes,
			     "target", "at least", "achieved", "ratio");
	for (i = 0; i < progress->of->rules.targets.count; i++) {
		tell(progress, &targets[i], &told);
		pomost__buffer_print(buffer, "%-32s %12s %12s  %s%s\n", told.name, told.target,
				     told.achieved, *told.ratio ? told.ratio : "-",
				     told.reached ? "  reached" : "");
	}
}

static void
write_json(struct pomost__buffer *buffer, const void *object)
{
	const struct progress *progress = object;
	const struct pomost__target_entry *targets = progress->of->rules.targets.items;
	struct pomost__json json = {.buffer = buffer};
	struct told told;
	uint32_t i;

	pomost__json_open(&json, '{');
	pomost__json_text(&json, "schema", "pomost.progress/1");
	pomost__json_text(&json, "programme", progress->of->rules.id.bytes);
	pomost__json_key(&json, "targets", 7);
	pomost__json_open(&json, '{');
	for (i = 0; i < progress->of->rules.targets.count; i++) {
		tell(progress, &targets[i], &told);
		pomost__json_key(&json, told.name, strlen(told.name));
		pomost__json_open(&json, '{');
		pomost__json_text(&json, "target", told.target);
		pomost__json_text(&json, "achieved", told.achieved);
		pomost__json_text(&json, "ratio", *told.ratio ? told.ratio : NULL);
		pomost__json_key(&json, "reached", 7);
		pomost__buffer_text(buffer, told.reached ? "true" : "false");
		pomost__json_close(&json, '}');
	}
	pomost__json_close(&json, '}');
	pomost__json_close(&json, '}');
	pomost__buffer_add(buffer, "\n", 1);
}

static void
write_csv(struct pomost__buffer *buffer, const void *object)
{
	const struct progress *progress = object;
	const struct pomost__target_entry *targets = progress->of->rules.targets.items;
	struct told told;
	uint32_t i;

	pomost__buffer_text(buffer, "target,at-least,achieved,ratio,reached\n");
	for (i = 0; i < progress->of->rules.targets.count; i++) {
		tell(progress, &targets[i], &told);
		pomost__csv_field(buffer, told.name, strlen(told.name));
		pomost__buffer_print(buffer, ",%s,%s,%s,%s\n", told.target, told.achieved,
				     told.ratio, told.reached ? "true" : "false");
	}
}

int32_t
pomost__progress_of(const struct pomost_programme *programme, struct pomost__arena *arena,
		    const struct pomost__node *root, const char *file, const char *format,
		    char **report, size_t *length, pomost_error **error)
{
	static const struct pomost__formats formats = {write_text, write_json, write_csv};
	struct pomost__errors errors = {0};
	struct pomost__reader reader = {.arena = arena,
					.errors = &errors,
					.file = file,
					.digits = -1,
					.owner = (void *)programme};
	struct progress progress = {.of = programme};

	*report = NULL;
	if (!pomost__block_read(&reader, root, &pomost__progress_block, &progress)) {
		if (errors.status == POMOST_OK)
			pomost__errors_nomem(&errors);
		return pomost__errors_end(&errors, error);
	}
	return pomost__report(&formats, &progress, format, report, length, error);
}

int32_t
pomost_programme_progress(const pomost_programme *programme, const char *text, size_t length,
			  const char *file, const char *format, char **report,
			  size_t *report_length, pomost_error **error)
{
	struct pomost__errors errors = {0};
	const struct pomost__node *root;
	struct pomost__arena arena;
	int32_t status;

	if (report)
		*report = NULL;
	if (!programme || !text || !format || !report)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a programme, a text, a format and a report, found "
				    "NULL");
	pomost__arena_init(&arena, NULL, 0);
	root = pomost__yaml_read(&arena, text, length, file, &errors);
	status = root ? pomost__progress_of(programme, &arena, root, file, format, report,
					    report_length, error)
		      : pomost__errors_end(&errors, error);
	pomost__arena_free(&arena);
	return status;
}
