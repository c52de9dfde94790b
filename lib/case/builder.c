/* SPDX-License-Identifier: Apache-2.0 */
/* Building a case by path. Paths and values are those of a file, checked by the same table. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "case/case.h"
#include "text/character.h"

/* The largest slot of a scalar kind: a number. */
#define SLOT_SIZE 512
/* Digits of a place in a list. */
#define PLACE_DIGITS 6

/* Walks a path: where it is in the document, and what the table says of that place. */
struct walk {
	pomost_case *subject;
	struct pomost__errors *errors;
	const char *path;          /* whole */
	const char *at;            /* what is left of it */
	struct pomost__node *node; /* reached */
	struct pomost__node *made; /* the topmost node made on the way, or NULL */
	struct pomost__field field;
};

__attribute__((format(printf, 3, 4))) static bool
fail(struct walk *walk, int32_t code, const char *format, ...)
{
	struct pomost__place place = {.file = walk->subject->file, .path = walk->path};
	char message[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	pomost__errors_add(walk->errors, code, &place, "%s", message);
	return false;
}

/* The shared kind that a kind narrows, or itself. */
static const struct pomost__kind *
form(const struct pomost__field *field)
{
	return field->kind->form ? field->kind->form : field->kind;
}

/* A field that may take several forms becomes that of a list or a mapping, if it can. */
static void
choose(struct walk *walk, enum pomost__node_kind kind)
{
	const struct pomost__either *either;
	const struct pomost__field *chosen;

	if (form(&walk->field) != &pomost__kind_either)
		return;
	either = walk->field.detail;
	chosen = kind == POMOST__SEQUENCE ? either->sequence : either->mapping;
	if (chosen)
		walk->field = *chosen;
}

static struct pomost__node *
append(struct walk *walk, enum pomost__node_kind kind, const char *key, size_t length)
{
	struct pomost__node *node =
		pomost__node_append(&walk->subject->nodes, walk->node, kind, key, length);

	if (!node)
		pomost__errors_nomem(walk->errors);
	else if (!walk->made)
		walk->made = node;
	return node;
}

/* What kind of node comes next on the path: by what follows the component. */
static enum pomost__node_kind
next_kind(const char *rest)
{
	return *rest == '[' ? POMOST__SEQUENCE : *rest == '.' ? POMOST__MAPPING : POMOST__SCALAR;
}

static struct pomost__node *
find_key(const struct pomost__node *node, const char *key, size_t length)
{
	struct pomost__node *child;

	for (child = node->first; child; child = child->next) {
		if (child->key_length == length && memcmp(child->key, key, length) == 0)
			return child;
	}
	return NULL;
}

/* One `key` of a mapping. */
static bool
step_key(struct walk *walk)
{
	size_t length = strcspn(walk->at, ".[");
	const char *key = walk->at;
	const struct pomost__field *field = NULL;
	struct pomost__node *child;
	struct pomost__echo echo;

	if (length == 0)
		return fail(walk, POMOST_ERR_ARGUMENT,
			    "expected a path such as "
			    "workplaces[0].employed, found a malformed one");
	choose(walk, POMOST__MAPPING);
	if (form(&walk->field) == &pomost__kind_entries)
		field = ((const struct pomost__entries *)walk->field.detail)->value;
	else if (form(&walk->field) == &pomost__kind_mapping)
		field = pomost__block_field(walk->field.detail, key, length);
	if (!field)
		return fail(walk, POMOST_ERR_KEY_UNKNOWN, "unknown key %s",
			    pomost__echo(&echo, key, length));
	walk->at += length;
	walk->field = *field;
	child = find_key(walk->node, key, length);
	if (!child)
		child = append(walk, next_kind(walk->at), key, length);
	walk->node = child;
	return child != NULL;
}

/* One `[place]` of a list. */
static bool
step_place(struct walk *walk)
{
	struct pomost__node *child;
	uint32_t place = 0;
	size_t digits;
	size_t i;

	digits = strspn(walk->at + 1, "0123456789");
	if (digits == 0 || digits > PLACE_DIGITS || walk->at[1 + digits] != ']' ||
	    (digits > 1 && walk->at[1] == '0'))
		return fail(walk, POMOST_ERR_ARGUMENT,
			    "expected a place in a list such as [0], found a malformed one");
	for (i = 1; i <= digits; i++)
		place = place * 10 + (uint32_t)(walk->at[i] - '0');
	walk->at += digits + 2;
	if (*walk->at && *walk->at != '.')
		return fail(walk, POMOST_ERR_ARGUMENT,
			    "expected a point after a place in a list, found none");
	choose(walk, POMOST__SEQUENCE);
	child = pomost__node_item(walk->node, place);
	if (form(&walk->field) == &pomost__kind_items) {
		const struct pomost__items *items = walk->field.detail;

		walk->field = (struct pomost__field){.kind = &pomost__kind_mapping,
						     .detail = items->block};
	} else if (form(&walk->field) == &pomost__kind_sequence) {
		const struct pomost__entries *entries = walk->field.detail;

		walk->field = *entries->value;
		if (!child && place == walk->node->count)
			child = append(walk, POMOST__SCALAR, NULL, 0);
	} else {
		return fail(walk, POMOST_ERR_TYPE, "expected a list before [%" PRIu32 "]", place);
	}
	if (!child)
		return walk->errors->status == POMOST_OK
			       ? fail(walk, POMOST_ERR_REFERENCE,
				      "expected the place of an item, found %" PRIu32
				      " of %" PRIu32,
				      place, walk->node->count)
			       : false;
	walk->node = child;
	return true;
}

static bool
step(struct walk *walk)
{
	bool is_place = *walk->at == '[';
	enum pomost__node_kind kind = is_place ? POMOST__SEQUENCE : POMOST__MAPPING;

	/* A point stands between keys, not before the first. */
	if (*walk->at == '.' && walk->at != walk->path)
		walk->at++;
	if (walk->node->kind != kind)
		return fail(walk, POMOST_ERR_TYPE, "expected %s on the path, found %s",
			    is_place ? "a list" : "a mapping",
			    walk->node->kind == POMOST__SCALAR     ? "a scalar"
			    : walk->node->kind == POMOST__SEQUENCE ? "a list"
								   : "a mapping");
	return is_place ? step_place(walk) : step_key(walk);
}

/* Text that no file could hold is refused here too. */
static bool
check_text(struct walk *walk, const char *what, const char *text)
{
	char words[POMOST__CHARACTER_WORDS];
	size_t characters;

	return pomost__characters_check(text, strlen(text), &characters, words) ||
	       fail(walk, POMOST_ERR_SYNTAX, "expected a %s without controls, found %s", what,
		    words);
}

static bool
begin(struct walk *walk, pomost_case *subject, const char *path, struct pomost__errors *errors)
{
	*walk = (struct walk){
		.subject = subject,
		.errors = errors,
		.at = path,
		.node = subject->root,
		.field = {.kind = &pomost__kind_mapping, .detail = &pomost__application_block},
	};
	/* A path that is not plain is not echoed. */
	if (!check_text(walk, "path", path))
		return false;
	walk->path = path;
	do {
		if (!step(walk))
			return false;
	} while (*walk->at);
	return true;
}

/* Takes back what was made on the way: the last child of its parent. */
static void
take_back(struct walk *walk)
{
	struct pomost__node *parent = walk->made ? walk->made->parent : NULL;
	struct pomost__node *before = NULL;
	struct pomost__node *child;

	if (!parent)
		return;
	for (child = parent->first; child != walk->made; child = child->next)
		before = child;
	if (before)
		before->next = NULL;
	else
		parent->first = NULL;
	parent->last = before;
	parent->count--;
}

/* Whether a field may be written as a scalar. */
static bool
takes_scalar(const struct pomost__field *field)
{
	const struct pomost__kind *kind = form(field);

	if (kind == &pomost__kind_either)
		return ((const struct pomost__either *)field->detail)->scalar != NULL;
	return kind != &pomost__kind_mapping && kind != &pomost__kind_items &&
	       kind != &pomost__kind_entries && kind != &pomost__kind_sequence;
}

/* Reads the value as the file's reader will, into a slot and memory that are thrown away. */
static bool
try_value(struct walk *walk)
{
	_Alignas(16) char slot[SLOT_SIZE] = {0};
	struct pomost__arena arena;
	struct pomost__reader reader = {
		.arena = &arena,
		.errors = walk->errors,
		.file = walk->subject->file,
		.digits = walk->subject->programme->digits,
		.owner = walk->subject->programme,
	};
	bool good;

	pomost__arena_init(&arena, NULL, 0);
	/* The kind itself, not its form: it may narrow what is allowed. */
	good = walk->field.kind->read(&reader, walk->node, &walk->field, slot);
	pomost__arena_free(&arena);
	return good;
}

/*
 * Keeps the text of a value: in the room of the one before, if it is large enough, so that a case that is set
 * again and again does not grow. The mark of a node of a case is how large that room is.
 */
static bool
keep_text(struct walk *walk, const char *value)
{
	struct pomost__node *node = walk->node;
	uint32_t length = (uint32_t)strlen(value);
	char *room = (char *)node->text;

	if (node->mark < (int32_t)length) {
		room = pomost__arena_raw(&walk->subject->nodes, (size_t)length + 1, 1);
		if (!room) {
			pomost__errors_nomem(walk->errors);
			return false;
		}
		node->mark = (int32_t)length;
	}
	memcpy(room, value, (size_t)length + 1);
	node->text = room;
	node->length = length;
	return true;
}

static bool
set_value(struct walk *walk, const char *value)
{
	struct pomost__node *node = walk->node;
	struct pomost__node old = *node;
	bool good;

	if (!check_text(walk, "value", value))
		return false;
	if (node->kind != POMOST__SCALAR || !takes_scalar(&walk->field))
		return fail(walk, POMOST_ERR_TYPE,
			    "expected the path of a scalar, found that of a list or a mapping");
	node->text = value;
	node->length = (uint32_t)strlen(value);
	node->quoted = true;
	good = try_value(walk);
	node->text = old.text;
	node->length = old.length;
	good = good && keep_text(walk, value);
	if (!good)
		node->quoted = old.quoted;
	return good;
}

int32_t
pomost_case_set(pomost_case *subject, const char *path, const char *value, pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct walk walk;

	if (!subject || !path || !value)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a case, a path and a value, found NULL");
	if (strlen(value) > POMOST_LIMIT_FILE)
		return pomost__fail(error, POMOST_ERR_LIMIT,
				    "expected a value of at most 1 MiB, found a larger one");
	if (begin(&walk, subject, path, &errors) && set_value(&walk, value))
		subject->linked = false;
	else
		take_back(&walk);
	return pomost__errors_end(&errors, error);
}

int32_t
pomost_case_set_date(pomost_case *subject, const char *path, int32_t day, pomost_error **error)
{
	char text[POMOST__DATE_TEXT];

	if (day < POMOST__DAY_MIN || day > POMOST__DAY_MAX)
		return pomost__fail(error, POMOST_ERR_DATE,
				    "expected a day of the years 1 to 9999, found %" PRId32, day);
	pomost__date_format(day, text);
	return pomost_case_set(subject, path, text, error);
}

int32_t
pomost_case_set_i64(pomost_case *subject, const char *path, int64_t value, pomost_error **error)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	return pomost_case_set(subject, path, text, error);
}

static bool
add_item(struct walk *walk, size_t *index)
{
	const struct pomost__items *items = walk->field.detail;

	if (form(&walk->field) != &pomost__kind_items)
		return fail(walk, POMOST_ERR_TYPE, "expected the path of a list of mappings");
	if (walk->node->kind == POMOST__SCALAR && walk->made == walk->node)
		walk->node->kind = POMOST__SEQUENCE;
	if (walk->node->count >= items->most)
		return fail(walk, POMOST_ERR_LIMIT,
			    "expected a list of at most %" PRIu32 ", found more", items->most);
	if (!append(walk, POMOST__MAPPING, NULL, 0))
		return false;
	if (index)
		*index = walk->node->count - 1;
	return true;
}

int32_t
pomost_case_add(pomost_case *subject, const char *path, size_t *index, pomost_error **error)
{
	struct pomost__errors errors = {0};
	struct walk walk;

	if (!subject || !path)
		return pomost__fail(error, POMOST_ERR_ARGUMENT,
				    "expected a case and a path, found NULL");
	if (begin(&walk, subject, path, &errors) && add_item(&walk, index))
		subject->linked = false;
	else
		take_back(&walk);
	return pomost__errors_end(&errors, error);
}
