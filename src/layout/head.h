// SPDX-License-Identifier: MIT
// The head of a letter: what it is, when, what it is about and to whom, in the order its style
// gives, whatever the source's was.
#ifndef WARRAQ_LAYOUT_HEAD_H
#define WARRAQ_LAYOUT_HEAD_H

#include "layout/block.h"

/* Whether the letter has a head, which `first`, its first block, then opens. */
bool head_opens(const struct flow *flow, const struct node *first);

/* Sets it. *ret_next: the block after it. */
bool head_set(struct flow *flow, const struct node *first, const struct node **ret_next,
              GError **error);

/* Sets one row of it, by its place in the style, from the blocks `first` and all that follow. */
bool head_set_row(struct flow *flow, const struct node *first, size_t row, GError **error);

#endif
