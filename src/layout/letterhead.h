// SPDX-License-Identifier: MIT
// The head of a letter: who sends it, when, to whom, and then what it is about, in the order of
// letters whatever the source's was. For a window envelope the address is where the window is,
// date and reference beside it, the body below: these places are the envelope's, so they are not
// mirrored for a right-to-left letter; the text in them is.
#ifndef WARRAQ_LAYOUT_LETTERHEAD_H
#define WARRAQ_LAYOUT_LETTERHEAD_H

#include "layout/block.h"

/* Whether `first`, the document's first block, opens a head: blocks of a letterhead, sender, date
 * or reference about the title and addressee. */
bool letterhead_opens(const struct flow *flow, const struct node *first);

/* Sets the head. *ret_next: the block after it. */
bool letterhead_set_head(struct flow *flow, const struct node *first, const struct node **ret_next,
                         GError **error);

#endif
