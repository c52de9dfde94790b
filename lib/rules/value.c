/* SPDX-License-Identifier: Apache-2.0 */
/* Reading values: mappings become steps in postfix order. */
#include "rules/value.h"

#include "base/limits.h"
#include "rules/registry.h"
#include "rules/value_steps.h"

/* Operands are compiled, not read: the offset of their row says how they are joined. */
static const struct pomost__kind kind_operands = {"list of values", NULL,
						  "{\"$ref\": \"#/$defs/values\"}"};

static const struct pomost__field lookups[] = {
	{"table", &pomost__kind_items, &pomost__table_rows, 0, false,
	 "a decision table: the first row in force that holds for the workplace"},
	{"series", &pomost__kind_name, NULL, 0, false,
	 "the value of a reference series on the day of the moment"},
	{"times", &kind_operands, NULL, POMOST__STEP_TIMES, false, "the product of values"},
	{"least", &kind_operands, NULL, POMOST__STEP_LEAST, false, "the smallest of values"},
	{"greatest", &kind_operands, NULL, POMOST__STEP_GREATEST, false, "the largest of values"},
};

static const char *const one_of[] = {"table", "series", "times", "least", "greatest", NULL};

const struct pomost__block pomost__value_block = {
	.name = "value",
	.fields = lookups,
	.count = sizeof lookups / sizeof *lookups,
	.one_of = one_of,
	.inherited = &pomost__scope_keys,
};

/* A list of operands that is being read. */
struct frame {
	enum pomost__step_kind kind;
	const struct pomost__node *node;
	const struct pomost__node *operand; /* the next */
	struct pomost__scope scope;
	bool first;
};

/* A value being compiled; `steps` has room for every node below it. */
struct compiler {
	struct pomost__reader *reader;
	struct pomost__value *value;
	struct pomost__value_step *steps;
	struct frame frames[POMOST_LIMIT_DEPTH];
	size_t depth;
};

static struct pomost__value_step *
emit(struct compiler *compiler, enum pomost__step_kind kind, const struct pomost__node *node)
{
	struct pomost__value_step *step = &compiler->steps[compiler->value->count++];

	*step = (struct pomost__value_step){.kind = kind, .node = node};
	return step;
}

static bool
compile_scalar(struct compiler *compiler, const struct pomost__node *node)
{
	struct pomost__reader *reader = compiler->reader;
	struct pomost__ratio *number;
	size_t i;

	if (pomost__text_is(node, "job-fraction")) {
		compiler->value->needs |= POMOST__NEEDS_FRACTION;
		for (i = 0; i < compiler->depth; i++)
			compiler->value->times_fraction |=
				compiler->frames[i].kind == POMOST__STEP_TIMES;
		emit(compiler, POMOST__STEP_FRACTION, node);
		return true;
	}
	if (pomost__text_is(node, "unstated")) {
		compiler->value->needs |= POMOST__NEEDS_UNSTATED;
		emit(compiler, POMOST__STEP_UNSTATED, node);
		return true;
	}
	number = pomost__arena_alloc(reader->arena, 1, sizeof *number);
	if (!number)
		return pomost__reader_nomem(reader);
	if (!pomost__read_number(reader, node, number))
		return false;
	emit(compiler, POMOST__STEP_NUMBER, node)->number = number;
	return true;
}

/* What a lookup by the day of a moment asks of a case. */
static uint32_t
moment_needs(enum pomost__moment_kind kind)
{
	static const uint32_t needs[] = {
		[POMOST__MOMENT_AGREEMENT] = POMOST__NEEDS_AGREEMENT,
		[POMOST__MOMENT_EMPLOYMENT] = POMOST__NEEDS_EMPLOYMENT,
		[POMOST__MOMENT_BRIDGING_END] = POMOST__NEEDS_BRIDGING_END,
		[POMOST__MOMENT_MONTH] = POMOST__NEEDS_MONTH,
		[POMOST__MOMENT_DECISION] = POMOST__NEEDS_DECISION,
		[POMOST__MOMENT_NAMED] = POMOST__NEEDS_NAMED,
	};

	return needs[kind];
}

static bool
check_at(struct pomost__reader *reader, const struct pomost__node *node,
	 const struct pomost__scope *scope)
{
	return scope->at.node ||
	       pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
				   "expected the key \"at\" (moment) here or above, by which dated "
				   "values are looked up, found none");
}

/* What a value of a row asks of a case, its table asks too. */
static void
add_inner_needs(struct pomost__value *value, const struct pomost__table *table)
{
	uint32_t i;

	for (i = 0; i < table->count; i++) {
		value->needs |= table->rows[i].value.needs;
		value->times_fraction |= table->rows[i].value.times_fraction;
		if (table->rows[i].requires.node)
			value->needs |= POMOST__NEEDS_FACTS;
	}
	if (table->has_fraction)
		value->needs |= POMOST__NEEDS_FRACTION;
	if (table->has_months)
		value->needs |= POMOST__NEEDS_MONTHS;
	if (table->dated)
		value->needs |= moment_needs(table->scope.at.kind);
}

static bool
compile_table(struct compiler *compiler, const struct pomost__node *node,
	      const struct pomost__scope *scope)
{
	struct pomost__reader *reader = compiler->reader;
	struct pomost__table *table = pomost__arena_alloc(reader->arena, 1, sizeof *table);
	const void *outer = reader->scope;
	struct pomost__list rows = {0};
	bool good;

	if (!table)
		return pomost__reader_nomem(reader);
	table->node = node;
	table->scope = *scope;
	reader->scope = &table->scope;
	good = lookups[0].kind->read(reader, node, &lookups[0], &rows);
	reader->scope = outer;
	if (!good)
		return false;
	table->rows = rows.items;
	table->count = rows.count;
	if (!pomost__table_check(reader, table) || (table->dated && !check_at(reader, node, scope)))
		return false;
	add_inner_needs(compiler->value, table);
	compiler->value->needs |= POMOST__NEEDS_LOOKUP;
	emit(compiler, POMOST__STEP_TABLE, node)->table = table;
	return true;
}

static bool
compile_series(struct compiler *compiler, const struct pomost__node *node,
	       const struct pomost__scope *scope)
{
	struct pomost__reader *reader = compiler->reader;
	struct pomost__series_use *use = pomost__arena_alloc(reader->arena, 1, sizeof *use);
	struct pomost__scope *kept = pomost__arena_alloc(reader->arena, 1, sizeof *kept);
	struct pomost__value_step *step;
	struct pomost__text name;

	if (!use || !kept)
		return pomost__reader_nomem(reader);
	if (!pomost__read_name(reader, node, &name) || !check_at(reader, node, scope))
		return false;
	*kept = *scope;
	pomost__series_note(reader, use, &name, false);
	compiler->value->needs |= moment_needs(scope->at.kind) | POMOST__NEEDS_LOOKUP;
	step = emit(compiler, POMOST__STEP_SERIES, node);
	step->series = use;
	step->scope = kept;
	return true;
}

/* The one form of a value that a mapping is, and the keys that may stand in every mapping. */
static bool
read_form(struct compiler *compiler, const struct pomost__node *node, struct pomost__scope *scope,
	  const struct pomost__field **form, const struct pomost__node **operands)
{
	struct pomost__reader *reader = compiler->reader;
	const struct pomost__node *child;

	*form = NULL;
	for (child = node->first; child; child = child->next) {
		const struct pomost__field *field =
			pomost__block_field(&pomost__value_block, child->key, child->key_length);

		if (!field)
			return pomost__block_unknown(reader, child, &pomost__value_block), false;
		if (field < lookups || field >= lookups + pomost__value_block.count) {
			if (!field->kind->read(reader, child, field, (char *)scope + field->offset))
				return false;
		} else if (*form) {
			return pomost__reader_fail(reader, child, POMOST_ERR_VALUE,
						   "expected one of table, series, times, least, "
						   "greatest, found two");
		} else {
			*form = field;
			*operands = child;
		}
	}
	return *form || pomost__reader_fail(reader, node, POMOST_ERR_KEY_MISSING,
					    "expected one of table, series, times, least, "
					    "greatest, found none");
}

static bool
open_mapping(struct compiler *compiler, const struct pomost__node *node)
{
	struct pomost__reader *reader = compiler->reader;
	struct frame *frame = &compiler->frames[compiler->depth];
	const struct pomost__node *operands = NULL;
	const struct pomost__field *form;
	struct pomost__echo echo;

	frame->scope = compiler->depth ? frame[-1].scope : compiler->value->scope;
	if (!read_form(compiler, node, &frame->scope, &form, &operands))
		return false;
	/* What the outermost mapping says holds for the value as a whole. */
	if (compiler->depth == 0)
		compiler->value->scope = frame->scope;
	if (form->kind == &pomost__kind_items)
		return compile_table(compiler, operands, &frame->scope);
	if (form->kind == &pomost__kind_name)
		return compile_series(compiler, operands, &frame->scope);
	if (operands->kind != POMOST__SEQUENCE || operands->count == 0)
		return pomost__reader_fail(
			reader, operands, POMOST_ERR_TYPE, "expected a list of values, found %s",
			operands->kind == POMOST__SEQUENCE ? "an empty one"
							   : pomost__node_found(&echo, operands));
	frame->kind = (enum pomost__step_kind)form->offset;
	frame->node = node;
	frame->operand = operands->first;
	frame->first = true;
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
			emit(compiler, frame->kind, frame->node);
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

/* A value that depends on no case is computed once. */
static bool
fold(struct pomost__reader *reader, struct pomost__value *value)
{
	struct pomost__value_fault fault = {0};
	struct pomost__circumstances nothing = {.fault = &fault};
	struct pomost__ratio *constant;

	if (value->needs != 0)
		return true;
	constant = pomost__arena_alloc(reader->arena, 1, sizeof *constant);
	if (!constant)
		return pomost__reader_nomem(reader);
	if (!pomost__value_compute(value, &nothing, constant))
		return pomost__reader_fail(reader, value->node, fault.code, "%s", fault.message);
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
	struct pomost__registry *registry = reader->owner;
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
	value->before = registry->values;
	registry->values = value;
	return fold(reader, value);
}

const struct pomost__kind pomost__kind_value = {"value", read_value,
						"{\"$ref\": \"#/$defs/value\"}"};
