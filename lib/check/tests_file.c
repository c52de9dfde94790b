/* SPDX-License-Identifier: Apache-2.0 */
#include "check/tests_file.h"

#include <string.h>

#include <pomost/date.h>

#include "base/limits.h"

static const struct pomost__range version = {1, 1};

const char *const pomost__test_bases[] = {[1] = "stated", [2] = "derived"};
static const struct pomost__words basis_words = {pomost__test_bases, 3};

/* A scalar, of which only the text is compared. */
static bool
read_expected(struct pomost__reader *reader, const struct pomost__node *node,
	      const struct pomost__field *field, void *slot)
{
	(void)field;
	if (!pomost__read_scalar(reader, node, "a figure"))
		return false;
	*(struct pomost__text *)slot = (struct pomost__text){node, node->text, node->length};
	return true;
}

static const struct pomost__kind kind_expected = {
	"figure", read_expected, "{\"type\": [\"string\", \"number\", \"boolean\", \"null\"]}"};
static const struct pomost__field expected_row = {
	"PATH", &kind_expected,
	NULL,   offsetof(struct pomost__expected, value),
	false,  "what stands at the path, as text; of a list, how long it is"};
static const struct pomost__entries expected = {&expected_row, sizeof(struct pomost__expected)};

/* Any value: what it may be is said elsewhere. */
static bool
read_any(struct pomost__reader *reader, const struct pomost__node *node,
	 const struct pomost__field *field, void *slot)
{
	(void)reader;
	(void)field;
	*(const struct pomost__node **)slot = node;
	return true;
}

static const struct pomost__kind kind_any = {"value", read_any, "{}"};
static const struct pomost__field change_row = {
	"PATH", &kind_any,
	NULL,   offsetof(struct pomost__change, value),
	false,  "a value that the programme is given first"};
static const struct pomost__entries changes = {&change_row, sizeof(struct pomost__change)};

static bool
read_mapping(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	struct pomost__echo echo;

	if (node->kind == POMOST__MAPPING)
		return read_any(reader, node, field, slot);
	return pomost__reader_fail(reader, node, POMOST_ERR_TYPE, "expected a mapping, found %s",
				   pomost__node_found(&echo, node));
}

/* true, or a day. */
static bool
read_settled(struct pomost__reader *reader, const struct pomost__node *node,
	     const struct pomost__field *field, void *slot)
{
	struct pomost__day *day = slot;

	if (!pomost__text_is(node, "true"))
		return pomost__kind_date.read(reader, node, field, slot);
	*day = (struct pomost__day){node, POMOST_NO_DATE};
	return true;
}

static const struct pomost__kind kind_settled = {
	"true or a date", read_settled,
	"{\"anyOf\": [{\"const\": true}, {\"type\": \"string\", \"format\": \"date\"}]}"};

static const struct pomost__kind kind_case = {"mapping", read_mapping, "{\"type\": \"object\"}"};

#define REFUSAL(member) offsetof(struct pomost__refusal, member)

static const struct pomost__field refusal_fields[] = {
	{"code", &pomost__kind_name, NULL, REFUSAL(code), true,
	 "the status without POMOST_ERR_, such as REFUSED or UNSTATED"},
	{"says", &pomost__kind_text, NULL, REFUSAL(says), false, "words of the message"},
};

static bool
check_refusal(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	struct pomost__refusal *refusal = item;
	struct pomost__echo echo;
	const char *name;
	int32_t status = 1;

	(void)node;
	for (; (name = pomost_status_name(status)) != NULL; status++) {
		if (strcmp(name + strlen("POMOST_ERR_"), refusal->code.bytes) == 0) {
			refusal->status = status;
			return true;
		}
	}
	return pomost__reader_fail(reader, refusal->code.node, POMOST_ERR_VALUE,
				   "expected the name of a status such as REFUSED, found %s",
				   pomost__node_found(&echo, refusal->code.node));
}

static const struct pomost__block refusal_block = {
	.name = "refusal",
	.fields = refusal_fields,
	.count = sizeof refusal_fields / sizeof *refusal_fields,
	.size = sizeof(struct pomost__refusal),
	.check = check_refusal,
};

#define TEST(member) offsetof(struct pomost__test, member)

static const struct pomost__field test_fields[] = {
	{"name", &pomost__kind_text, NULL, TEST(name), true, "what is tested, in a line"},
	{"basis", &pomost__kind_word, &basis_words, TEST(basis), true,
	 "whether a source states what is expected, or it is derived from what one states"},
	{"source", &pomost__kind_name, NULL, TEST(source), false,
	 "which of the programme's sources"},
	{"set", &pomost__kind_entries, &changes, TEST(set), false,
	 "values that the programme is given first, each by its path"},
	{"case", &kind_case, NULL, TEST(about), false,
	 "a case; pomost, programme and id may be left out"},
	{"settled", &kind_settled, NULL, TEST(settled), false,
	 "that the case is settled: after all its events, or as of a day"},
	{"achieved", &kind_case, NULL, TEST(achieved), false,
	 "what was reached of targets, to test progress"},
	{"expect", &pomost__kind_entries, &expected, TEST(expect), false,
	 "figures by their paths: of the award, of the progress, or of the programme itself"},
	{"refused", &pomost__kind_mapping, &refusal_block, TEST(refused), false,
	 "that the case is refused, and how"},
};

static const char *const test_one_of[] = {"expect", "refused", NULL};

static bool
check_test(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__test *test = item;

	if (test->about && test->achieved)
		return pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
					   "expected one of case, achieved, found both");
	if (test->settled.node && !test->about)
		return pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
					   "expected a case beside settled, found none");
	return !test->refused.node || test->about ||
	       pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
				   "expected a case beside refused, found none");
}

static const struct pomost__block test_block = {
	.name = "test",
	.fields = test_fields,
	.count = sizeof test_fields / sizeof *test_fields,
	.size = sizeof(struct pomost__test),
	.one_of = test_one_of,
	.check = check_test,
};

static const struct pomost__items tests = {&test_block, POMOST_LIMIT_KEYS};

static const struct pomost__field fields[] = {
	{"pomost", &pomost__kind_integer, &version, offsetof(struct pomost__tests, version), true,
	 "the version of this format: 1"},
	{"programme", &pomost__kind_name, NULL, offsetof(struct pomost__tests, programme), true,
	 "the id of the programme"},
	{"tests", &pomost__kind_items, &tests, offsetof(struct pomost__tests, tests), true,
	 "the tests"},
};

/* Each test by another name. */
static bool
check(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	const struct pomost__tests *file = item;
	const struct pomost__test *items = file->tests.items;
	bool good = true;
	uint32_t i;
	uint32_t j;

	(void)node;
	for (i = 0; i < file->tests.count; i++) {
		for (j = 0; j < i; j++) {
			if (strcmp(items[i].name.bytes, items[j].name.bytes) == 0) {
				good = pomost__reader_fail(
					reader, items[i].name.node, POMOST_ERR_VALUE,
					"expected tests of different names, found \"%s\" again",
					items[i].name.bytes);
				break;
			}
		}
	}
	return good;
}

const struct pomost__block pomost__tests_block = {
	.name = "tests",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct pomost__tests),
	.check = check,
};
