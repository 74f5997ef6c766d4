// SPDX-License-Identifier: MIT
// Blocks of the letter become boxes.
#ifndef WARRAQ_LAYOUT_BLOCK_H
#define WARRAQ_LAYOUT_BLOCK_H

#include "layout/block_lines.h"

/* Sets a child of the document. A long list is only begun: walk_more() goes on with it.
 * False with *error set if an image cannot be opened or a stream not read. */
bool block_set_top(struct flow *flow, const struct node *block, GError **error);

/* Offers a child of the document, and the notes it calls, to be set ahead. It need not be what will
 * be set. */
void block_foresee(struct flow *flow, const struct node *block);

/* The same of a block at a place. */
void block_foresee_in(struct flow *flow, const struct place *place, const struct node *block);

/* Sets `block` and all below it. */
bool block_set(struct flow *flow, const struct place *place, const struct node *block,
               GError **error);

/* Sets the blocks right below `block`. */
bool block_set_children(struct flow *flow, const struct place *place, const struct node *block,
                        GError **error);

#endif
