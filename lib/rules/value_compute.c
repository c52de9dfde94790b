/* SPDX-License-Identifier: Apache-2.0 */
/* What a value is in the circumstances of a case. */
#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"
#include "calendar/date.h"
#include "rules/value_steps.h"

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

	if (step->kind == POMOST__STEP_TIMES)
		return pomost__ratio_multiply(left, right, left) == POMOST_OK ||
		       pomost__value_fail(circumstances, step->node, false, POMOST_ERR_LIMIT,
					  "expected a value of at most %d digits, found a larger "
					  "one",
					  POMOST_LIMIT_DIGITS);
	order = pomost__ratio_compare(left, right);
	if (step->kind == POMOST__STEP_LEAST ? order > 0 : order < 0)
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
		case POMOST__STEP_NUMBER:
			*top = *step->number;
			stack->depth++;
			break;
		case POMOST__STEP_FRACTION:
			*top = *circumstances->fraction;
			stack->depth++;
			break;
		case POMOST__STEP_UNSTATED:
			return pomost__value_fail(circumstances, step->node, false,
						  POMOST_ERR_UNSTATED,
						  "the source does not say: unstated");
		case POMOST__STEP_SERIES:
			if (!look_up_series(step, circumstances, top))
				return false;
			stack->depth++;
			break;
		case POMOST__STEP_TABLE:
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
