/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/value.h"

#include <string.h>

#include "base/limits.h"

enum step_kind {
	STEP_NUMBER,
	STEP_FRACTION,
	STEP_TIMES,
	STEP_LEAST,
	STEP_GREATEST,
};

struct pomost__value_step {
	enum step_kind kind;
	const struct pomost__ratio *number;
};

struct operator
{
	const char *key;
	enum step_kind kind;
};

static const struct operator operators[] = {
	{"times", STEP_TIMES},
	{"least", STEP_LEAST},
	{"greatest", STEP_GREATEST},
};

/* A list of operands that is being read. */
struct frame {
	enum step_kind kind;
	const struct pomost__node *operand; /* the next */
	bool first;
};

/* Values being compiled; `steps` has room for every node below the value. */
struct compiler {
	struct pomost__reader *reader;
	struct pomost__value *value;
	struct pomost__value_step *steps;
	struct frame frames[POMOST_LIMIT_DEPTH];
	size_t depth;
};

static void
emit(struct compiler *compiler, enum step_kind kind, const struct pomost__ratio *number)
{
	compiler->steps[compiler->value->count++] = (struct pomost__value_step){kind, number};
}

static bool
compile_scalar(struct compiler *compiler, const struct pomost__node *node)
{
	struct pomost__reader *reader = compiler->reader;
	struct pomost__ratio *number;
	size_t i;

	if (pomost__text_is(node, "job-fraction")) {
		compiler->value->uses_fraction = true;
		for (i = 0; i < compiler->depth; i++)
			compiler->value->times_fraction |= compiler->frames[i].kind == STEP_TIMES;
		emit(compiler, STEP_FRACTION, NULL);
		return true;
	}
	if (pomost__text_is(node, "unstated")) {
		static const struct pomost__ratio nothing;

		compiler->value->unstated = true;
		emit(compiler, STEP_NUMBER, &nothing);
		return true;
	}
	number = pomost__arena_alloc(reader->arena, 1, sizeof *number);
	if (!number)
		return pomost__reader_nomem(reader);
	if (!pomost__read_number(reader, node, number))
		return false;
	emit(compiler, STEP_NUMBER, number);
	return true;
}

/* A mapping of one operator, and of the keys that may stand in every mapping. */
static bool
open_mapping(struct compiler *compiler, const struct pomost__node *node)
{
	static const struct pomost__field keys[] = {
		{.key = "times"}, {.key = "least"}, {.key = "greatest"}};
	static const struct pomost__block block = {
		.name = "value", .fields = keys, .count = 3, .inherited = &pomost__scope_keys};
	struct pomost__reader *reader = compiler->reader;
	const struct pomost__node *operands = NULL;
	const struct pomost__node *child;
	struct pomost__scope inner = {0};
	/* What the outermost mapping says holds for the value as a whole. */
	struct pomost__scope *scope = compiler->depth ? &inner : &compiler->value->scope;
	struct frame *frame = &compiler->frames[compiler->depth];
	struct pomost__echo echo;
	size_t i;

	for (child = node->first; child; child = child->next) {
		const struct pomost__field *field =
			pomost__block_field(&block, child->key, child->key_length);

		if (!field)
			return pomost__block_unknown(reader, child, &block), false;
		if (field->kind) {
			if (!field->kind->read(reader, child, field, (char *)scope + field->offset))
				return false;
		} else if (operands) {
			return pomost__reader_fail(
				reader, child, POMOST_ERR_VALUE,
				"expected one of times, least, greatest, found two");
		} else {
			operands = child;
		}
	}
	if (!operands)
		return pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
					   "expected one of times, least, greatest, found none");
	if (operands->kind != POMOST__SEQUENCE || operands->count == 0)
		return pomost__reader_fail(
			reader, operands, POMOST_ERR_TYPE, "expected a list of values, found %s",
			operands->kind == POMOST__SEQUENCE ? "an empty one"
							   : pomost__node_found(&echo, operands));
	*frame = (struct frame){.operand = operands->first, .first = true};
	for (i = 0; i < sizeof operators / sizeof *operators; i++) {
		if (strcmp(operators[i].key, operands->key) == 0)
			frame->kind = operators[i].kind;
	}
	compiler->depth++;
	return true;
}

static bool
compile_node(struct compiler *compiler, const struct pomost__node *node)
{
	struct pomost__echo echo;

	if (node->kind == POMOST__SCALAR)
		return compile_scalar(compiler, node);
	if (node->kind == POMOST__MAPPING)
		return open_mapping(compiler, node);
	return pomost__reader_fail(compiler->reader, node, POMOST_ERR_TYPE,
				   "expected a value, found %s", pomost__node_found(&echo, node));
}

/* Operands are joined two at a time, so that computing needs no more stack than nesting. */
static bool
compile(struct compiler *compiler, const struct pomost__node *node)
{
	if (!compile_node(compiler, node))
		return false;
	while (compiler->depth > 0) {
		struct frame *frame = &compiler->frames[compiler->depth - 1];
		const struct pomost__node *operand = frame->operand;
		size_t depth = compiler->depth;

		if (operand) {
			frame->operand = operand->next;
			if (!compile_node(compiler, operand))
				return false;
			if (compiler->depth > depth)
				continue;
		} else {
			compiler->depth--;
			if (compiler->depth == 0)
				break;
			frame = &compiler->frames[compiler->depth - 1];
		}
		if (!frame->first)
			emit(compiler, frame->kind, NULL);
		frame->first = false;
	}
	return true;
}

/* How many nodes stand at and below a node. */
static uint32_t
count_nodes(const struct pomost__node *top)
{
	const struct pomost__node *node = pomost__node_after(top, top);
	uint32_t count = 1;

	for (; node != top; node = pomost__node_after(node, top))
		count++;
	return count;
}

static bool
fold(struct pomost__reader *reader, struct pomost__value *value)
{
	struct pomost__ratio *constant;

	if (value->uses_fraction || value->unstated)
		return true;
	constant = pomost__arena_alloc(reader->arena, 1, sizeof *constant);
	if (!constant)
		return pomost__reader_nomem(reader);
	if (pomost__value_compute(value, NULL, constant) != POMOST_OK)
		return pomost__reader_fail(
			reader, value->node, POMOST_ERR_LIMIT,
			"expected a value of at most %d digits, found a larger one",
			POMOST_LIMIT_DIGITS);
	if (pomost__ratio_sign(constant) < 0)
		return pomost__reader_fail(reader, value->node, POMOST_ERR_VALUE,
					   "expected a value not below zero, found a negative one");
	value->constant = constant;
	return true;
}

static bool
read_value(struct pomost__reader *reader, const struct pomost__node *node,
	   const struct pomost__field *field, void *slot)
{
	struct pomost__value *value = slot;
	struct compiler compiler = {.reader = reader, .value = value};

	(void)field;
	/* A step for each scalar, and one that joins it to those before. */
	compiler.steps = pomost__arena_alloc(reader->arena, 2 * (size_t)count_nodes(node),
					     sizeof *compiler.steps);
	if (!compiler.steps)
		return pomost__reader_nomem(reader);
	value->steps = compiler.steps;
	if (reader->scope)
		value->scope = *(const struct pomost__scope *)reader->scope;
	if (!compile(&compiler, node))
		return false;
	value->node = node;
	return fold(reader, value);
}

const struct pomost__kind pomost__kind_value = {"value", read_value,
						"{\"$ref\": \"#/$defs/value\"}"};

static int32_t
join(enum step_kind kind, struct pomost__ratio *left, const struct pomost__ratio *right)
{
	int order;

	if (kind == STEP_TIMES)
		return pomost__ratio_multiply(left, right, left);
	order = pomost__ratio_compare(left, right);
	if (kind == STEP_LEAST ? order > 0 : order < 0)
		*left = *right;
	return POMOST_OK;
}

int32_t
pomost__value_compute(const struct pomost__value *value, const struct pomost__ratio *fraction,
		      struct pomost__ratio *result)
{
	struct pomost__ratio stack[POMOST_LIMIT_DEPTH + 2];
	size_t depth = 0;
	uint32_t i;

	if (value->constant) {
		*result = *value->constant;
		return POMOST_OK;
	}
	for (i = 0; i < value->count; i++) {
		const struct pomost__value_step *step = &value->steps[i];
		int32_t status;

		if (step->kind == STEP_NUMBER) {
			stack[depth++] = *step->number;
		} else if (step->kind == STEP_FRACTION) {
			stack[depth++] = *fraction;
		} else {
			depth--;
			status = join(step->kind, &stack[depth - 1], &stack[depth]);
			if (status != POMOST_OK)
				return status;
		}
	}
	*result = stack[0];
	return POMOST_OK;
}
