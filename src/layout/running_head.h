// SPDX-License-Identifier: MIT
// Furniture: what every page shows beside the letter, and is no part of it.
#ifndef WARRAQ_LAYOUT_RUNNING_HEAD_H
#define WARRAQ_LAYOUT_RUNNING_HEAD_H

#include "layout/frame.h"

/* Whether the style's furniture shows the number of pages, which must then be known first. */
bool running_head_counts_pages(const struct style *style);

/* Whether all of the furniture of such a page can hold the place of frame->total.held digits, which
 * are put in when all pages are made: they are of one width, and of TrueType. */
bool running_head_holds(struct flow *flow, const struct frame *frame);

/* How far down the text may go, from the paper's top, for a blank line to be above the folio; the
 * paper's foot where there is no folio. */
len running_head_limit(const struct style *style);

/* The page's label: its number as the folio prints it; "" where it prints none. */
const char *running_head_label(const struct flow *flow, const struct frame *frame,
                               struct arena *arena);

/* Appends running head and folio to `items` (struct item), in paper coordinates. */
void running_head_add(struct flow *flow, const struct frame *frame, struct arena *arena,
                      GArray *items);

#endif
