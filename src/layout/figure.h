// SPDX-License-Identifier: MIT
// Pictures with their captions, and lines between blocks.
#ifndef WARRAQ_LAYOUT_FIGURE_H
#define WARRAQ_LAYOUT_FIGURE_H

#include "layout/block_lines.h"

/* A NODE_FIGURE: the picture, made to fit measure and page, and its caption, kept together. */
bool figure_set(struct flow *flow, const struct place *place, const struct node *figure,
                GError **error);

/* A table's NODE_CAPTION, as an element of the table `parent`; kept with what follows. */
void figure_set_table_caption(struct flow *flow, const struct place *place,
                              const struct node *caption, uint32_t parent);

/* Whether a paragraph holds a picture and nothing else: it is then set as a figure. */
bool figure_is_alone(const struct node *paragraph);

/* The first picture below `node`, or NULL. */
const struct node *figure_image(const struct node *node);

/* Where something `width` wide is in the place: at its start, its middle or its end. */
len figure_aligned_x(const struct place *place, int align, len width);

/* The element of a picture; ELEMENT_NONE without words for it: it is decoration then. */
uint32_t figure_begin(struct flow *flow, uint32_t parent, const char *alt);

/* A NODE_RULE: a short line in the middle. */
void rule_set(struct flow *flow, const struct place *place);

#endif
