/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/value.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "calendar/date.h"
#include "rules/registry.h"
#include "rules/series.h"
#include "rules/table.h"

enum step_kind {
	STEP_NUMBER,
	STEP_FRACTION,
	STEP_UNSTATED,
	STEP_TABLE,
	STEP_SERIES,
	STEP_TIMES,
	STEP_LEAST,
	STEP_GREATEST,
};

struct pomost__value_step {
	enum step_kind kind;
	const struct pomost__node *node; /* what it stands for */
	const struct pomost__ratio *number;
	const struct pomost__table *table;
	const struct pomost__series_use *series;
	const struct pomost__scope *scope; /* of a series */
};

/* Operands are compiled, not read: the offset of their row says how they are joined. */
static const struct pomost__kind kind_operands = {"list of values", NULL,
						  "{\"$ref\": \"#/$defs/values\"}"};

static const struct pomost__field lookups[] = {
	{"table", &pomost__kind_items, &pomost__table_rows, 0, false,
	 "a decision table: the first row in force that holds for the workplace"},
	{"series", &pomost__kind_name, NULL, 0, false,
	 "the value of a reference series on the day of the moment"},
	{"times", &kind_operands, NULL, STEP_TIMES, false, "the product of values"},
	{"least", &kind_operands, NULL, STEP_LEAST, false, "the smallest of values"},
	{"greatest", &kind_operands, NULL, STEP_GREATEST, false, "the largest of values"},
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
	enum step_kind kind;
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
emit(struct compiler *compiler, enum step_kind kind, const struct pomost__node *node)
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
			compiler->value->times_fraction |= compiler->frames[i].kind == STEP_TIMES;
		emit(compiler, STEP_FRACTION, node);
		return true;
	}
	if (pomost__text_is(node, "unstated")) {
		compiler->value->needs |= POMOST__NEEDS_UNSTATED;
		emit(compiler, STEP_UNSTATED, node);
		return true;
	}
	number = pomost__arena_alloc(reader->arena, 1, sizeof *number);
	if (!number)
		return pomost__reader_nomem(reader);
	if (!pomost__read_number(reader, node, number))
		return false;
	emit(compiler, STEP_NUMBER, node)->number = number;
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
	emit(compiler, STEP_TABLE, node)->table = table;
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
	step = emit(compiler, STEP_SERIES, node);
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
	frame->kind = (enum step_kind)form->offset;
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

bool
pomost__value_fail(const struct pomost__circumstances *circumstances,
		   const struct pomost__node *node, bool of_case, int32_t code, const char *format,
		   ...)
{
	struct pomost__value_fault *fault = circumstances->fault;
	va_list arguments;

	fault->code = code;
	fault->of_case = of_case;
	fault->node = node;
	va_start(arguments, format);
	vsnprintf(fault->message, sizeof fault->message, format, arguments);
	va_end(arguments);
	return false;
}

/* Operands of operators that are not computed yet. */
struct stack {
	struct pomost__ratio items[POMOST_LIMIT_DEPTH + 2];
	size_t depth;
};

static bool
join(const struct pomost__value_step *step, struct stack *stack,
     const struct pomost__circumstances *circumstances)
{
	struct pomost__ratio *right = &stack->items[--stack->depth];
	struct pomost__ratio *left = right - 1;
	int order;

	if (step->kind == STEP_TIMES)
		return pomost__ratio_multiply(left, right, left) == POMOST_OK ||
		       pomost__value_fail(circumstances, step->node, false, POMOST_ERR_LIMIT,
					  "expected a value of at most %d digits, found a larger "
					  "one",
					  POMOST_LIMIT_DIGITS);
	order = pomost__ratio_compare(left, right);
	if (step->kind == STEP_LEAST ? order > 0 : order < 0)
		*left = *right;
	return true;
}

static void
use(const struct pomost__circumstances *circumstances, const struct pomost__node *node)
{
	if (circumstances->use && node)
		circumstances->use(circumstances, node, false);
}

static bool
look_up_series(const struct pomost__value_step *step,
	       const struct pomost__circumstances *circumstances, struct pomost__ratio *result)
{
	const struct pomost__moment *at = &step->scope->at;
	const struct pomost__series_row *row;
	int32_t day = circumstances->day(circumstances, at);

	use(circumstances, at->node);
	if (day == POMOST__NO_DAY)
		return pomost__value_fail(circumstances, at->node, true, POMOST_ERR_KEY_MISSING,
					  "expected the day of %s, by which the series %s is "
					  "looked up, found none",
					  at->name, step->node->text);
	row = pomost__series_value_at(step->series->series, day, circumstances, step->node);
	if (!row)
		return false;
	if (circumstances->note)
		circumstances->note(circumstances, step->node, row->node,
				    row->source.node ? &row->source
						     : &step->series->series->source);
	*result = row->value.ratio;
	return true;
}

static bool compute(const struct pomost__value *value,
		    const struct pomost__circumstances *circumstances, struct stack *stack);

static bool
look_up_table(const struct pomost__value_step *step,
	      const struct pomost__circumstances *circumstances, struct stack *stack)
{
	const struct pomost__row *row = pomost__table_find(step->table, circumstances);

	if (!row)
		return false;
	if (circumstances->note)
		circumstances->note(circumstances, step->node, row->node, &row->scope.source);
	return compute(&row->value, circumstances, stack);
}

/* Leaves the value on the stack. Tables nest no deeper than documents do. */
static bool
compute(const struct pomost__value *value, const struct pomost__circumstances *circumstances,
	struct stack *stack)
{
	uint32_t i;

	for (i = 0; i < value->count; i++) {
		const struct pomost__value_step *step = &value->steps[i];
		struct pomost__ratio *top = &stack->items[stack->depth];

		if (value->inner || (value->needs & POMOST__NEEDS_LOOKUP))
			use(circumstances, step->node);
		switch (step->kind) {
		case STEP_NUMBER:
			*top = *step->number;
			stack->depth++;
			break;
		case STEP_FRACTION:
			*top = *circumstances->fraction;
			stack->depth++;
			break;
		case STEP_UNSTATED:
			return pomost__value_fail(circumstances, step->node, false,
						  POMOST_ERR_UNSTATED,
						  "the source does not say: unstated");
		case STEP_SERIES:
			if (!look_up_series(step, circumstances, top))
				return false;
			stack->depth++;
			break;
		case STEP_TABLE:
			if (!look_up_table(step, circumstances, stack))
				return false;
			break;
		default:
			if (!join(step, stack, circumstances))
				return false;
		}
	}
	return true;
}

bool
pomost__value_compute(const struct pomost__value *value,
		      const struct pomost__circumstances *circumstances,
		      struct pomost__ratio *result)
{
	struct stack stack = {.depth = 0};

	if (value->constant) {
		*result = *value->constant;
		return true;
	}
	if (!compute(value, circumstances, &stack))
		return false;
	*result = stack.items[0];
	return true;
}

/* Bounds of operands of operators that are not joined yet. */
struct bounds_stack {
	struct pomost__value_bounds items[POMOST_LIMIT_DEPTH + 2];
	size_t depth;
};

/* From 0 on. */
static void
set_unbounded(struct pomost__value_bounds *bounds)
{
	pomost__ratio_from_i64(0, 0, &bounds->least);
	bounds->most = bounds->least;
	bounds->open = true;
	bounds->none = false;
}

static void
set_bounds(const struct pomost__value_step *step, struct pomost__value_bounds *bounds)
{
	set_unbounded(bounds);
	if (step->kind == STEP_FRACTION) {
		bounds->open = false;
		pomost__ratio_from_i64(1, 0, &bounds->most);
	} else if (step->kind == STEP_NUMBER && pomost__ratio_sign(step->number) >= 0) {
		/* One below zero would turn the bounds of a product round. */
		bounds->open = false;
		bounds->least = bounds->most = *step->number;
	}
	bounds->none = step->kind == STEP_UNSTATED;
}

static void
join_bounds(enum step_kind kind, const struct pomost__value_bounds *right,
	    struct pomost__value_bounds *left)
{
	int least = pomost__ratio_compare(&left->least, &right->least);
	int most = pomost__ratio_compare(&left->most, &right->most);

	left->none |= right->none;
	if (kind == STEP_TIMES) {
		left->open |= right->open;
		if (pomost__ratio_multiply(&left->least, &right->least, &left->least) !=
			    POMOST_OK ||
		    pomost__ratio_multiply(&left->most, &right->most, &left->most) != POMOST_OK)
			set_unbounded(left);
	} else if (kind == STEP_LEAST) {
		left->least = least > 0 ? right->least : left->least;
		left->most = left->open || (!right->open && most > 0) ? right->most : left->most;
		left->open &= right->open;
	} else {
		left->least = least < 0 ? right->least : left->least;
		left->most = most < 0 ? right->most : left->most;
		left->open |= right->open;
	}
}

static void push_bounds(const struct pomost__value *value, struct bounds_stack *stack);

/* One of the rows that are stated is taken. */
static void
push_table_bounds(const struct pomost__table *table, struct bounds_stack *stack)
{
	struct pomost__value_bounds bounds;
	uint32_t i;

	set_unbounded(&bounds);
	bounds.none = true;
	for (i = 0; i < table->count; i++) {
		const struct pomost__value_bounds *row = &stack->items[stack->depth];

		push_bounds(&table->rows[i].value, stack);
		stack->depth--;
		if (row->none)
			continue;
		if (bounds.none) {
			bounds = *row;
			continue;
		}
		if (pomost__ratio_compare(&row->least, &bounds.least) < 0)
			bounds.least = row->least;
		if (pomost__ratio_compare(&row->most, &bounds.most) > 0)
			bounds.most = row->most;
		bounds.open |= row->open;
	}
	stack->items[stack->depth++] = bounds;
}

/* Leaves the bounds on the stack, as compute() does the value. */
static void
push_bounds(const struct pomost__value *value, struct bounds_stack *stack)
{
	uint32_t i;

	for (i = 0; i < value->count; i++) {
		const struct pomost__value_step *step = &value->steps[i];
		struct pomost__value_bounds *top = &stack->items[stack->depth];

		if (step->kind == STEP_TABLE) {
			push_table_bounds(step->table, stack);
			continue;
		}
		if (step->kind == STEP_TIMES || step->kind == STEP_LEAST ||
		    step->kind == STEP_GREATEST) {
			stack->depth--;
			join_bounds(step->kind, top - 1, top - 2);
			continue;
		}
		set_bounds(step, top);
		stack->depth++;
	}
}

void
pomost__value_bounds(const struct pomost__value *value, struct pomost__value_bounds *bounds)
{
	struct bounds_stack stack = {.depth = 0};

	set_unbounded(bounds);
	if (!value->node)
		return;
	push_bounds(value, &stack);
	*bounds = stack.items[0];
}
