// SPDX-License-Identifier: MIT
// The head of a letter for a window envelope: the address is where the window is,
// date and reference beside it, the body below: these places are the envelope's, so they are not
// mirrored for a right-to-left letter; the text in them is.
#ifndef WARRAQ_LAYOUT_LETTERHEAD_H
#define WARRAQ_LAYOUT_LETTERHEAD_H

#include "layout/block.h"

/* Whether the block is part of a head: letterhead, sender, date, reference, addressee, title. */
bool letterhead_holds(const struct node *block);

/* Whether the head that `first` opens is for a window envelope. */
bool letterhead_windowed(const struct flow *flow, const struct node *first);

/* Sets it. *ret_next: the block after it. */
bool letterhead_set_windowed(struct flow *flow, const struct node *first,
                             const struct node **ret_next, GError **error);

#endif
