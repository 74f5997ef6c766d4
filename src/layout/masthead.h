// SPDX-License-Identifier: MIT
// The letterhead: the mark at the start, the sender's name on its foot, the address at the end, a
// line below.
#ifndef WARRAQ_LAYOUT_MASTHEAD_H
#define WARRAQ_LAYOUT_MASTHEAD_H

#include "layout/block.h"

/* Sets a NODE_LETTERHEAD (NULL: none) as one box. Where it has no words, those are the senders'
 * among the blocks from `first` to `end`. False with *error set if its picture cannot be read. */
bool masthead_set(struct flow *flow, const struct place *place, const struct node *letterhead,
                  const struct node *first, const struct node *end, GError **error);

/* Whether the letterhead has words of its own, beside which senders are set apart. */
bool masthead_speaks(const struct node *letterhead);

/* The senders among the blocks as one line, as above the address in a window: names first, the
 * parts that fit into `width`. In flow->scratch. */
const char *masthead_line(struct flow *flow, const struct node *first, const struct node *end,
                          len width);

#endif
