// SPDX-License-Identifier: MIT
// A letter in two languages, side by side: each paragraph beside its translation, line by line,
// so that a page may end between any two lines that both columns can part at.
#ifndef WARRAQ_LAYOUT_PARALLEL_H
#define WARRAQ_LAYOUT_PARALLEL_H

#include "layout/block.h"

/* Whether the style asks for it and the letter has text blocks in a second language. */
bool parallel_wanted(const struct flow *flow);

/* Sets `block` with its translation: the first text block of the other language that has not been
 * set. One that has been set already, or is no text, is left, and *ret_done false. */
bool parallel_set(struct flow *flow, const struct node *block, bool *ret_done, GError **error);

#endif
