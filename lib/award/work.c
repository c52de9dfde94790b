/* SPDX-License-Identifier: Apache-2.0 */
#include "award/work.h"

/* The assumption on a node, and those on the mappings above it. */
static void
use_one(struct pomost__work *work, const struct pomost__node *node)
{
	int32_t i = node->mark;

	for (; i >= 0 && !work->used[i]; i = work->programme->assumptions[i].above)
		work->used[i] = true;
}

void
pomost__work_use_marked(struct pomost__work *work, const struct pomost__node *node)
{
	const struct pomost__node *below;

	use_one(work, node);
	if (!node->first)
		return;
	for (below = node->first; below != node; below = pomost__node_after(below, node)) {
		if (!pomost__scope_has(below))
			use_one(work, below);
	}
}
