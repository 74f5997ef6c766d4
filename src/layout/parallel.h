// SPDX-License-Identifier: MIT
// A letter in two languages, side by side: the head in both, each paragraph beside its translation,
// line by line, so that a page may end between any two lines that both columns can part at. Each
// side has its own direction, line height and words of the program.
#ifndef WARRAQ_LAYOUT_PARALLEL_H
#define WARRAQ_LAYOUT_PARALLEL_H

#include "layout/block.h"

/* Whether the style asks for it and the letter has text blocks in a second language; flow->sides is
 * then made ready. */
bool parallel_wanted(struct flow *flow);

/* Sets the head of both languages, from `first` on, the letter's first block. *ret_next: the block
 * after it. */
bool parallel_set_head(struct flow *flow, const struct node *first, const struct node **ret_next,
                       GError **error);

/* Sets `block` with its translation: the first text block of its kind in the other language that
 * has not been set. One that has been set already, or is no text, is left, and *ret_done false. */
bool parallel_set(struct flow *flow, const struct node *block, bool *ret_done, GError **error);

#endif
