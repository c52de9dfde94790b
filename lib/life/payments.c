/* SPDX-License-Identifier: Apache-2.0 */
#include "life/payments.h"

#include <string.h>

#include "text/csv.h"

#define PAYMENT(member) offsetof(struct pomost__payment, member)

/* Money of either sign. */
static bool
read_amount(struct pomost__reader *reader, const struct pomost__node *node,
	    const struct pomost__field *field, void *slot)
{
	struct pomost__money *money = slot;
	struct pomost__node plain = *node;
	bool negative = node->text && node->text[0] == '-';
	struct pomost__echo echo;

	(void)field;
	money->node = node;
	if (negative) {
		plain.text++;
		plain.length--;
	}
	/* What is no number is told as it is written. */
	if (negative && (plain.length == 0 || plain.text[0] < '0' || plain.text[0] > '9'))
		return pomost__reader_fail(reader, node, POMOST_ERR_NUMBER,
					   "expected money such as -24000.00, found %s",
					   pomost__node_found(&echo, node));
	if (!pomost__read_money(reader, negative ? &plain : node, &money->amount))
		return false;
	if (negative)
		money->amount = -money->amount;
	return money->amount != 0 ||
	       pomost__reader_fail(reader, node, POMOST_ERR_VALUE,
				   "expected an amount that is not zero, found \"%s\"", node->text);
}

static const struct pomost__kind kind_amount = {"money", read_amount, NULL, NULL};

static bool
read_workplace(struct pomost__reader *reader, const struct pomost__node *node,
	       const struct pomost__field *field, void *slot)
{
	const pomost_case *subject = reader->owner;
	struct pomost__payment *payment =
		(struct pomost__payment *)((char *)slot - PAYMENT(workplace));
	struct pomost__echo echo;
	uint32_t place;

	if (!pomost__kind_text.read(reader, node, field, slot))
		return false;
	if (!pomost__case_workplace(subject, node->text, node->length, &place))
		return pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
					   "expected a workplace of the case, found %s",
					   pomost__echo(&echo, node->text, node->length));
	payment->place = (int32_t)place;
	return true;
}

static const struct pomost__kind kind_workplace = {"text", read_workplace, NULL, NULL};

static bool
read_currency(struct pomost__reader *reader, const struct pomost__node *node,
	      const struct pomost__field *field, void *slot)
{
	const pomost_case *subject = reader->owner;
	const char *expected = subject->programme->rules.currency.bytes;
	struct pomost__echo echo;

	if (!pomost__kind_text.read(reader, node, field, slot))
		return false;
	return strcmp(node->text, expected) == 0 ||
	       pomost__reader_fail(reader, node, POMOST_ERR_MISMATCH,
				   "expected a payment in %s, found %s", expected,
				   pomost__node_found(&echo, node));
}

static const struct pomost__kind kind_currency = {"currency", read_currency, NULL, NULL};

static const struct pomost__field payment_fields[] = {
	{"date", &pomost__kind_date, NULL, PAYMENT(date), true, "the day of payment"},
	{"amount", &kind_amount, NULL, PAYMENT(amount), true,
	 "how much; below zero what came back"},
	{"reference", &pomost__kind_text, NULL, PAYMENT(reference), true,
	 "by which the payment is known"},
	{"workplace", &kind_workplace, NULL, PAYMENT(workplace), false, "for which workplace"},
	{"currency", &kind_currency, NULL, PAYMENT(currency), false, "that of the programme"},
	{"received", &pomost__kind_date, NULL, PAYMENT(received), false,
	 "the day on which it was received"},
};

static bool
check_payment(struct pomost__reader *reader, const struct pomost__node *node, void *item)
{
	struct pomost__payment *payment = item;

	(void)node;
	if (!payment->workplace.node)
		payment->place = -1;
	if (!payment->received.node || payment->received.day >= payment->date.day)
		return true;
	return pomost__reader_fail(reader, payment->received.node, POMOST_ERR_VALUE,
				   "expected a day not before that of payment, %s, found \"%s\"",
				   payment->date.node->text, payment->received.node->text);
}

static const struct pomost__block payment_block = {
	.name = "payment",
	.fields = payment_fields,
	.count = sizeof payment_fields / sizeof *payment_fields,
	.size = sizeof(struct pomost__payment),
	.check = check_payment,
};
static const struct pomost__items payment_items = {&payment_block, POMOST_LIMIT_NODES};

/* The file. */
struct payments {
	const struct pomost__node *node;
	struct pomost__list list;
};

static const struct pomost__field fields[] = {
	{"payments", &pomost__kind_items, &payment_items, offsetof(struct payments, list), true,
	 "the payments"},
};

static const struct pomost__block block = {
	.name = "payments",
	.fields = fields,
	.count = sizeof fields / sizeof *fields,
	.size = sizeof(struct payments),
};

bool
pomost__payments_read(const pomost_case *subject, struct pomost__arena *arena, const char *text,
		      size_t length, const char *file, struct pomost__list *payments,
		      struct pomost__errors *errors)
{
	struct pomost__reader reader = {
		.arena = arena,
		.errors = errors,
		.file = file,
		.digits = subject->programme->digits,
		.owner = (void *)subject,
	};
	struct pomost__node *columns = NULL;
	const struct pomost__node *root =
		pomost__csv_read(arena, text, length, file, "payments", &columns, errors);
	struct payments read = {0};

	/* There may be none. */
	if (!root || !pomost__csv_check(&reader, columns, &payment_block, NULL) ||
	    (root->first->count > 0 && !pomost__block_read(&reader, root, &block, &read)))
		return false;
	*payments = read.list;
	return true;
}
