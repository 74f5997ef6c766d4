// SPDX-License-Identifier: MIT
// The head of a letter that goes into a window envelope: the address where the window is, date
// and reference beside it, the body below. The places are the envelope's, so they are not mirrored
// for a right-to-left letter; the text in them is.
#ifndef WARRAQ_LAYOUT_LETTERHEAD_H
#define WARRAQ_LAYOUT_LETTERHEAD_H

#include "layout/block.h"

/* Whether `first`, the document's first block, opens a head with an addressee and the style asks
 * for a window. */
bool letterhead_opens(const struct flow *flow, const struct node *first);

/* Sets the head as one box, then the title if it stood among its blocks. *ret_next: the block
 * after them. */
bool letterhead_set_head(struct flow *flow, const struct node *first, const struct node **ret_next,
                         GError **error);

#endif
