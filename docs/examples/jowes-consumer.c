/* SPDX-License-Identifier: Apache-2.0 */
/* Prints the total of an award and what is due for each instalment: jowes-consumer PROGRAMME CASE */
#include <inttypes.h>
#include <stdio.h>

#include <pomost/pomost.h>

static int
fail(pomost_error *error)
{
	const pomost_error *each;

	for (each = error; each; each = pomost_error_next(each))
		fprintf(stderr, "%s:%d: %s\n",
			pomost_error_file(each) ? pomost_error_file(each) : "",
			(int)pomost_error_line(each), pomost_error_message(each));
	pomost_error_free(error);
	return 1;
}

/* Money in minor units, by two digits, as PLN and EUR have. */
static void
print_money(int64_t amount)
{
	printf("%" PRId64 ".%02" PRId64, amount / 100, amount % 100);
}

static int
print_award(const pomost_award *award, pomost_error **error)
{
	const int64_t *total, *amount;
	const int32_t *due;
	size_t rows, i;

	if (pomost_award_column_i64(award, "award", "total", &total, error) ||
	    pomost_award_rows(award, "instalments", &rows, error) ||
	    pomost_award_column_i32(award, "instalments", "due", &due, error) ||
	    pomost_award_column_i64(award, "instalments", "amount", &amount, error))
		return 1;
	printf("total ");
	print_money(total[0]);
	printf(" in %zu instalments\n", rows);
	for (i = 0; i < rows; i++) {
		if (due[i] == POMOST_NO_DATE)
			printf("no day: ");
		else
			printf("day %" PRId32 ": ", due[i]);
		print_money(amount[i]);
		printf("\n");
	}
	return 0;
}

int
main(int argc, char **argv)
{
	pomost_programme *programme = NULL;
	pomost_case *subject = NULL;
	pomost_award *award = NULL;
	pomost_error *error = NULL;
	int failed;

	if (argc != 3)
		return 2;
	failed = pomost_programme_load(argv[1], NULL, &programme, &error) ||
		 pomost_case_load(programme, argv[2], &subject, &error) ||
		 pomost_case_assess(subject, 0, &award, &error) || print_award(award, &error);
	if (failed)
		failed = fail(error);
	pomost_award_free(award);
	pomost_case_free(subject);
	pomost_programme_unref(programme);
	return failed;
}
