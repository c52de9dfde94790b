/* SPDX-License-Identifier: Apache-2.0 */
/* Between what a value lies, whatever the case. */
#include "base/limits.h"
#include "rules/value_steps.h"

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
	if (step->kind == POMOST__STEP_FRACTION) {
		bounds->open = false;
		pomost__ratio_from_i64(1, 0, &bounds->most);
	} else if (step->kind == POMOST__STEP_NUMBER && pomost__ratio_sign(step->number) >= 0) {
		/* One below zero would turn the bounds of a product round. */
		bounds->open = false;
		bounds->least = bounds->most = *step->number;
	}
	bounds->none = step->kind == POMOST__STEP_UNSTATED;
}

static void
join_bounds(enum pomost__step_kind kind, const struct pomost__value_bounds *right,
	    struct pomost__value_bounds *left)
{
	int least = pomost__ratio_compare(&left->least, &right->least);
	int most = pomost__ratio_compare(&left->most, &right->most);

	left->none |= right->none;
	if (kind == POMOST__STEP_TIMES) {
		left->open |= right->open;
		if (pomost__ratio_multiply(&left->least, &right->least, &left->least) !=
			    POMOST_OK ||
		    pomost__ratio_multiply(&left->most, &right->most, &left->most) != POMOST_OK)
			set_unbounded(left);
	} else if (kind == POMOST__STEP_LEAST) {
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

/* Leaves the bounds on the stack, as computing leaves the value. */
static void
push_bounds(const struct pomost__value *value, struct bounds_stack *stack)
{
	uint32_t i;

	for (i = 0; i < value->count; i++) {
		const struct pomost__value_step *step = &value->steps[i];
		struct pomost__value_bounds *top = &stack->items[stack->depth];

		if (step->kind == POMOST__STEP_TABLE) {
			push_table_bounds(step->table, stack);
			continue;
		}
		if (step->kind == POMOST__STEP_TIMES || step->kind == POMOST__STEP_LEAST ||
		    step->kind == POMOST__STEP_GREATEST) {
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
