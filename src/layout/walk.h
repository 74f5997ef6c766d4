// SPDX-License-Identifier: MIT
// The walk through the letter: block after block is set into the flow, as far as its boxes are
// asked for. It is above all that sets a block, and nothing of that calls it.
#ifndef WARRAQ_LAYOUT_WALK_H
#define WARRAQ_LAYOUT_WALK_H

#include "layout/flow.h"

/* A flow with nothing set yet. `columns_more`: the fit's change of the signatories' columns. */
struct flow *walk_new(const struct layout_job *job, int columns_more);
void walk_free(struct flow *flow);

/* Sets the next block, or the next entries of a list. False when the letter is at its end or, with
 * *error set, on a fault. */
bool walk_more(struct flow *flow, GError **error);

/* Sets all that is left. */
bool walk_all(struct flow *flow, GError **error);

/* Adds what was noted about this flow to the job's diag. */
void walk_report(struct flow *flow);

#endif
