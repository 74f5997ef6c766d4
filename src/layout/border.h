// SPDX-License-Identifier: MIT
// Lines over and under a block, single or double.
#ifndef WARRAQ_LAYOUT_BORDER_H
#define WARRAQ_LAYOUT_BORDER_H

#include "page/page.h"
#include "style/property.h"

/* How high the line is, its gap and second line included. */
len border_height(const struct border_line *border);

/* Appends the line's rules (struct item) with their top at `y`. */
void border_add(const struct border_line *border, len x, len y, len width, GArray *items);

/* Those over and under one line of text: `measure` is that line's place, its baseline's y. */
void border_about(const struct block_style *style, const struct rect *measure, GArray *items);

#endif
