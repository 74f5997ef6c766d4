// SPDX-License-Identifier: MIT
// Footnotes: set when called, placed at the foot of the page their call is on. A long one goes on
// at the foot of the next page. A note holds blocks, and a block may call notes.
#ifndef WARRAQ_LAYOUT_FOOTNOTE_H
#define WARRAQ_LAYOUT_FOOTNOTE_H

#include "layout/flow.h"

/* Offers the notes that the block calls first to be set ahead. */
void footnote_foresee_called(struct flow *flow, const struct node *block);

/* Sets the notes called since the last time, each beside the box in `segment` that holds its
 * call. */
bool footnote_set_called(struct flow *flow, struct segment *segment, GError **error);

#endif
