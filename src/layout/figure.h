// SPDX-License-Identifier: MIT
// Pictures with their captions, the letterhead, and lines between blocks.
#ifndef WARRAQ_LAYOUT_FIGURE_H
#define WARRAQ_LAYOUT_FIGURE_H

#include "layout/block_lines.h"

/* A NODE_FIGURE: the picture, made to fit measure and page, and its caption, kept together. */
bool figure_set(struct flow *flow, const struct place *place, const struct node *figure,
                GError **error);

/* A NODE_CAPTION, as an element of the figure or table `parent`. */
void figure_set_caption(struct flow *flow, const struct place *place, const struct node *caption,
                        uint32_t parent);

/* Whether a paragraph holds a picture and nothing else: it is then set as a figure. */
bool figure_is_alone(const struct node *paragraph);

/* A NODE_LETTERHEAD: the logo at the start side, the words beside it, a line below. */
bool letterhead_set(struct flow *flow, const struct place *place, const struct node *letterhead,
                    GError **error);

/* A NODE_RULE: a short line in the middle. */
void rule_set(struct flow *flow, const struct place *place);

#endif
