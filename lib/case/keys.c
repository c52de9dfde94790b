/* SPDX-License-Identifier: Apache-2.0 */
/* What several keys share: names that the programme must know, months, job fractions. */
#include "case/keys.h"

#include <string.h>

#include "text/suggest.h"

const struct pomost__range pomost__month_counts = {1, POMOST_LIMIT_MONTHS};

bool
pomost__case_unknown(struct pomost__reader *reader, const struct pomost__node *node,
		     const char *what, const char *name, const struct pomost__names *known)
{
	const char *near = pomost__suggest(name, strlen(name), known->names, known->count);
	struct pomost__echo echo;

	pomost__echo(&echo, name, strlen(name));
	if (near)
		return pomost__reader_fail(
			reader, node, POMOST_ERR_REFERENCE,
			"expected a %s that a rule of the programme names, found %s; "
			"did you mean \"%s\"?",
			what, echo.text, near);
	return pomost__reader_fail(reader, node, POMOST_ERR_REFERENCE,
				   "expected a %s that a rule of the programme names, found %s",
				   what, echo.text);
}

/* A name that a condition of the programme uses. */
static bool
read_fact(struct pomost__reader *reader, const struct pomost__node *node,
	  const struct pomost__field *field, void *slot)
{
	const struct pomost_programme *programme = reader->owner;
	struct pomost__text *name = slot;
	uint32_t index;

	(void)field;
	if (!pomost__read_name(reader, node, name))
		return false;
	return pomost__names_find(&programme->names, name->bytes, &index) ||
	       pomost__case_unknown(reader, node, "trait", name->bytes, &programme->names);
}

static const struct pomost__kind kind_fact = {"name", read_fact, "{\"type\": \"string\"}"};
static const struct pomost__field trait_row = {"NAME", &kind_fact, NULL, 0, false, "a trait"};
const struct pomost__entries pomost__trait_entries = {&trait_row, sizeof(struct pomost__text)};

bool
pomost__case_part(struct pomost__reader *reader, const struct pomost__node *node, const char *name)
{
	const struct pomost_programme *programme = reader->owner;
	struct pomost__echo echo;
	uint32_t part;

	if (pomost__programme_part(programme, name, &part))
		return true;
	return pomost__reader_fail(
		reader, node, POMOST_ERR_REFERENCE,
		"expected a part of the programme, the grant, a component or a phase, found %s",
		pomost__echo(&echo, name, strlen(name)));
}

static bool
read_fraction(struct pomost__reader *reader, const struct pomost__node *node,
	      const struct pomost__field *field, void *slot)
{
	struct pomost__number *fraction = slot;
	struct pomost__ratio one;
	struct pomost__echo echo;

	if (!pomost__kind_number.read(reader, node, field, slot))
		return false;
	pomost__ratio_from_i64(1, 0, &one);
	if (pomost__ratio_sign(&fraction->ratio) > 0 &&
	    pomost__ratio_compare(&fraction->ratio, &one) <= 0)
		return true;
	return pomost__reader_fail(
		reader, node, POMOST_ERR_VALUE,
		"expected a job fraction over 0 and up to 1, such as 3/4, found %s",
		pomost__node_found(&echo, node));
}

const struct pomost__kind pomost__kind_job_fraction = {"job fraction", read_fraction,
						       "{\"$ref\": \"#/$defs/number\"}"};
