/* SPDX-License-Identifier: Apache-2.0 */
#include "text/kinds.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "calendar/date.h"
#include "base/limits.h"
#include "number/decimal.h"
#include "number/money.h"
#include "text/suggest.h"

/* The longest name: of a phase, a fund, a decision, a trait. */
#define NAME_SIZE 64
/* The longest line of text. */
#define TEXT_SIZE 4096

bool
pomost__text_is(const struct pomost__node *node, const char *word)
{
	return node->kind == POMOST__SCALAR && strcmp(node->text, word) == 0;
}

bool
pomost__read_scalar(struct pomost__reader *reader, const struct pomost__node *node,
		    const char *expected)
{
	struct pomost__echo echo;

	if (node->kind == POMOST__SCALAR && (node->length > 0 || node->quoted))
		return true;
	return pomost__reader_fail(reader, node, POMOST_ERR_TYPE, "expected %s, found %s", expected,
				   pomost__node_found(&echo, node));
}

static bool
read_text(struct pomost__reader *reader, const struct pomost__node *node,
	  const struct pomost__field *field, void *slot)
{
	struct pomost__text *text = slot;

	(void)field;
	if (!pomost__read_scalar(reader, node, "text"))
		return false;
	if (node->length == 0 || strchr(node->text, '\n') || strchr(node->text, '\t'))
		return pomost__reader_fail(
			reader, node, POMOST_ERR_VALUE, "expected one line of text, found %s",
			node->length ? "a tab or an end of line in it" : "an empty one");
	if (node->length > TEXT_SIZE)
		return pomost__reader_fail(reader, node, POMOST_ERR_LIMIT,
					   "expected at most %d bytes of text, found %" PRIu32,
					   TEXT_SIZE, node->length);
	*text = (struct pomost__text){node, node->text, node->length};
	return true;
}

bool
pomost__read_name(struct pomost__reader *reader, const struct pomost__node *node,
		  struct pomost__text *text)
{
	struct pomost__echo echo;

	if (!pomost__read_scalar(reader, node, "a name"))
		return false;
	if (node->length == 0 || node->length > NAME_SIZE ||
	    strcspn(node->text, " \t\n.,:;[]{}\"'") != node->length)
		return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
					   "expected a name of 1 to %d bytes without blanks or "
					   "punctuation, found %s",
					   NAME_SIZE, pomost__node_found(&echo, node));
	*text = (struct pomost__text){node, node->text, node->length};
	return true;
}

static bool
read_name(struct pomost__reader *reader, const struct pomost__node *node,
	  const struct pomost__field *field, void *slot)
{
	(void)field;
	return pomost__read_name(reader, node, slot);
}

static bool
read_label(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__field *field, void *slot)
{
	struct pomost__echo echo;

	if (!read_text(reader, node, field, slot))
		return false;
	if (node->length <= NAME_SIZE && node->text[0] != ' ' &&
	    node->text[node->length - 1] != ' ' &&
	    strcspn(node->text, ".,:;[]{}\"'") == node->length)
		return true;
	return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				   "expected a name of 1 to %d bytes without punctuation, found %s",
				   NAME_SIZE, pomost__node_found(&echo, node));
}

static bool
read_date(struct pomost__reader *reader, const struct pomost__node *node,
	  const struct pomost__field *field, void *slot)
{
	struct pomost__day *date = slot;
	struct pomost__echo echo;

	(void)field;
	if (!pomost__read_scalar(reader, node, "a date YYYY-MM-DD"))
		return false;
	if (!pomost__date_parse(node->text, node->length, &date->day))
		return pomost__reader_fail(reader, node, POMOST_ERR_DATE,
					   "expected a date YYYY-MM-DD that exists, found %s",
					   pomost__node_found(&echo, node));
	date->node = node;
	return true;
}

bool
pomost__read_number(struct pomost__reader *reader, const struct pomost__node *node,
		    struct pomost__ratio *ratio)
{
	struct pomost__echo echo;
	int32_t status;

	if (!pomost__read_scalar(reader, node, "a number"))
		return false;
	status = pomost__ratio_parse(node->text, node->length, ratio);
	if (status == POMOST_OK)
		return true;
	pomost__node_found(&echo, node);
	if (status == POMOST_ERR_LIMIT)
		return pomost__reader_fail(
			reader, node, status,
			"expected a number of at most %d digits, %d of them after "
			"the point, found %s",
			POMOST_LIMIT_LITERAL_DIGITS, POMOST_LIMIT_LITERAL_SCALE, echo.text);
	if (status == POMOST_ERR_DIVISION)
		return pomost__reader_fail(
			reader, node, status,
			"expected a ratio of whole numbers, found %s that divides "
			"by zero",
			echo.text);
	return pomost__reader_fail(reader, node, POMOST_ERR_NUMBER,
				   "expected a number such as 24000.00, 3/4 or 85%%, found %s",
				   echo.text);
}

static bool
read_number(struct pomost__reader *reader, const struct pomost__node *node,
	    const struct pomost__field *field, void *slot)
{
	struct pomost__number *number = slot;

	(void)field;
	if (!pomost__read_number(reader, node, &number->ratio))
		return false;
	number->node = node;
	return true;
}

static bool
read_integer(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	const struct pomost__range *range = field->detail;
	struct pomost__integer *integer = slot;
	struct pomost__ratio ratio;
	struct pomost__echo echo;

	if (!pomost__read_number(reader, node, &ratio))
		return false;
	if (strcspn(node->text, "./%") != node->length ||
	    pomost__ratio_to_i64(&ratio, 0, 0, &integer->value, NULL) != POMOST_OK ||
	    integer->value < range->least || integer->value > range->most) {
		if (range->least == range->most)
			return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
						   "expected %" PRId64 ", found %s", range->least,
						   pomost__node_found(&echo, node));
		return pomost__reader_fail(
			reader, node, POMOST_ERR_VALUE,
			"expected a whole number from %" PRId64 " to %" PRId64 ", found %s",
			range->least, range->most, pomost__node_found(&echo, node));
	}
	integer->node = node;
	return true;
}

static bool
unknown_word(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__words *words)
{
	const char *known[16];
	struct pomost__echo echo;
	char list[256] = "";
	const char *near;
	size_t count = 0;
	size_t at = 0;
	int32_t i;

	for (i = 0; i < words->count && count < 16; i++) {
		if (!words->words[i])
			continue;
		at += (size_t)snprintf(list + at, sizeof list - at, "%s%s", count ? ", " : "",
				       words->words[i]);
		known[count++] = words->words[i];
	}
	near = pomost__suggest(node->text, node->length, known, count);
	return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				   "expected one of %s, found %s%s%s%s", list,
				   pomost__node_found(&echo, node), near ? "; did you mean \"" : "",
				   near ? near : "", near ? "\"?" : "");
}

static bool
read_word(struct pomost__reader *reader, const struct pomost__node *node,
	  const struct pomost__field *field, void *slot)
{
	const struct pomost__words *words = field->detail;
	struct pomost__word *word = slot;
	int32_t i;

	if (!pomost__read_scalar(reader, node, "a word"))
		return false;
	for (i = 0; i < words->count; i++) {
		if (words->words[i] && strcmp(words->words[i], node->text) == 0) {
			*word = (struct pomost__word){node, i};
			return true;
		}
	}
	return unknown_word(reader, node, words);
}

static bool
read_truth(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__field *field, void *slot)
{
	static const char *const words[] = {"false", "true"};
	static const struct pomost__words truths = {words, 2};
	const struct pomost__field word = {.key = field->key, .detail = &truths};

	return read_word(reader, node, &word, slot);
}

bool
pomost__read_money(struct pomost__reader *reader, const struct pomost__node *node, int64_t *amount)
{
	struct pomost__ratio ratio;
	struct pomost__echo echo;
	int32_t status;

	if (!pomost__read_number(reader, node, &ratio))
		return false;
	pomost__node_found(&echo, node);
	if (strpbrk(node->text, "/%"))
		return pomost__reader_fail(reader, node, POMOST_ERR_NUMBER,
					   "expected money such as 24000.00, found %s", echo.text);
	if (pomost__ratio_sign(&ratio) < 0)
		return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
					   "expected money not below zero, found %s", echo.text);
	/* As written: in some countries 100.000 is a hundred thousand. */
	if (pomost__decimal_scale(&ratio.numerator) > reader->digits)
		return pomost__reader_fail(
			reader, node, POMOST_ERR_VALUE,
			"expected at most %d digits after the point, as the currency "
			"has, found %s",
			(int)reader->digits, echo.text);
	status = pomost__ratio_to_i64(&ratio, reader->digits, 0, amount, NULL);
	if (status != POMOST_OK)
		return pomost__reader_fail(
			reader, node, POMOST_ERR_LIMIT,
			"expected money that fits 64 bits of minor units, found %s", echo.text);
	return true;
}

static bool
read_money(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__field *field, void *slot)
{
	struct pomost__money *money = slot;

	(void)field;
	if (!pomost__read_money(reader, node, &money->amount))
		return false;
	money->node = node;
	return true;
}

static bool
read_currency(struct pomost__reader *reader, const struct pomost__node *node,
	      const struct pomost__field *field, void *slot)
{
	struct pomost__echo echo;

	if (!read_text(reader, node, field, slot))
		return false;
	return pomost__currency_digits(node->text, node->length) >= 0 ||
	       pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				   "expected a currency of ISO 4217 such as PLN, found %s",
				   pomost__node_found(&echo, node));
}

static bool
read_mapping(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	const struct pomost__block *block = field->detail;
	struct pomost__optional *optional = slot;

	optional->node = node;
	optional->item = pomost__arena_alloc(reader->arena, 1, block->size);
	if (!optional->item)
		return pomost__reader_nomem(reader);
	return pomost__block_read(reader, node, block, optional->item);
}

static bool
begin_list(struct pomost__reader *reader, const struct pomost__node *node,
	   enum pomost__node_kind kind, size_t size, struct pomost__list *list)
{
	struct pomost__echo echo;

	if (node->kind != kind)
		return pomost__reader_fail(reader, node, POMOST_ERR_TYPE, "expected %s, found %s",
					   kind == POMOST__SEQUENCE ? "a list" : "a mapping",
					   pomost__node_found(&echo, node));
	list->node = node;
	list->items = pomost__arena_alloc(reader->arena, node->count, size);
	return list->items || pomost__reader_nomem(reader);
}

static bool
read_items(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__field *field, void *slot)
{
	const struct pomost__items *items = field->detail;
	struct pomost__list *list = slot;
	const struct pomost__node *child;
	bool good = true;

	if (!begin_list(reader, node, POMOST__SEQUENCE, items->block->size, list))
		return false;
	if (node->count == 0)
		return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
					   "expected a list of at least one, found an empty one");
	if (node->count > items->most)
		return pomost__reader_fail(reader, node, POMOST_ERR_LIMIT,
					   "expected a list of at most %" PRIu32 ", found %" PRIu32,
					   items->most, node->count);
	for (child = node->first; child; child = child->next) {
		void *item = (char *)list->items + list->count * items->block->size;

		good = pomost__block_read(reader, child, items->block, item) && good;
		list->count++;
	}
	return good;
}

static bool
read_entries(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	const struct pomost__entries *entries = field->detail;
	struct pomost__list *list = slot;
	const struct pomost__node *child;
	bool good = true;

	if (!begin_list(reader, node, POMOST__MAPPING, entries->size, list))
		return false;
	for (child = node->first; child; child = child->next) {
		void *item = (char *)list->items + list->count * entries->size;

		*(struct pomost__text *)item =
			(struct pomost__text){child, child->key, child->key_length};
		good = entries->value->kind->read(reader, child, entries->value,
						  (char *)item + entries->value->offset) &&
		       good;
		list->count++;
	}
	return good;
}

static bool
read_sequence(struct pomost__reader *reader, const struct pomost__node *node,
	      const struct pomost__field *field, void *slot)
{
	const struct pomost__entries *entries = field->detail;
	struct pomost__list *list = slot;
	const struct pomost__node *child;
	bool good = true;

	if (!begin_list(reader, node, POMOST__SEQUENCE, entries->size, list))
		return false;
	for (child = node->first; child; child = child->next) {
		void *item = (char *)list->items + list->count * entries->size;

		good = entries->value->kind->read(reader, child, entries->value, item) && good;
		list->count++;
	}
	return good;
}

static bool
read_either(struct pomost__reader *reader, const struct pomost__node *node,
	    const struct pomost__field *field, void *slot)
{
	const struct pomost__either *either = field->detail;
	const struct pomost__field *form = node->kind == POMOST__SCALAR     ? either->scalar
					   : node->kind == POMOST__SEQUENCE ? either->sequence
									    : either->mapping;
	struct pomost__echo echo;

	if (!form)
		return pomost__reader_fail(reader, node, POMOST_ERR_TYPE, "expected %s, found %s",
					   field->kind->name, pomost__node_found(&echo, node));
	*(const struct pomost__node **)slot = node;
	return form->kind->read(reader, node, form, (char *)slot + form->offset);
}

static const struct pomost__field name_row = {"NAME", &pomost__kind_name, NULL, 0, false, "a name"};
const struct pomost__entries pomost__names_entries = {&name_row, sizeof(struct pomost__text)};

const struct pomost__kind pomost__kind_text = {"text", read_text,
					       "{\"type\": \"string\", \"minLength\": 1}"};
const struct pomost__kind pomost__kind_name = {
	"name", read_name,
	"{\"type\": \"string\", \"pattern\": \"^[^ .,:;\\\\[\\\\]{}\\\"']{1,64}$\"}"};
const struct pomost__kind pomost__kind_label = {
	"name", read_label,
	"{\"type\": \"string\", \"pattern\": \"^[^.,:;\\\\[\\\\]{}\\\"']{1,64}$\"}"};
const struct pomost__kind pomost__kind_date = {"date", read_date,
					       "{\"type\": \"string\", \"format\": \"date\"}"};
const struct pomost__kind pomost__kind_integer = {"whole number", read_integer, NULL};
const struct pomost__kind pomost__kind_word = {"word", read_word, NULL};
const struct pomost__kind pomost__kind_truth = {"true or false", read_truth,
						"{\"enum\": [true, false, \"true\", \"false\"]}"};
const struct pomost__kind pomost__kind_number = {"number", read_number,
						 "{\"$ref\": \"#/$defs/number\"}"};
const struct pomost__kind pomost__kind_money = {"money", read_money,
						"{\"$ref\": \"#/$defs/money\"}"};
const struct pomost__kind pomost__kind_currency = {
	"currency", read_currency, "{\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\"}"};
const struct pomost__kind pomost__kind_mapping = {"mapping", read_mapping, NULL};
const struct pomost__kind pomost__kind_items = {"list", read_items, NULL};
const struct pomost__kind pomost__kind_entries = {"mapping", read_entries, NULL};
const struct pomost__kind pomost__kind_sequence = {"list", read_sequence, NULL};
const struct pomost__kind pomost__kind_either = {"a value of another form", read_either, NULL};
