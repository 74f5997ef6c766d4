// SPDX-License-Identifier: MIT
// Blocks set aside: into boxes of their own, then put at a place within one box of the flow.
#ifndef WARRAQ_LAYOUT_ASIDE_H
#define WARRAQ_LAYOUT_ASIDE_H

#include "layout/block.h"

/* A segment of `width` that fills `boxes` (struct box), and a place in it. */
struct aside {
    struct segment segment;
    struct place place;
    GArray *boxes;
    uint32_t first_element;
};
/* The address of `ret` must not change while it is used. */
void aside_open(struct flow *flow, len width, struct aside *ret);
/* Every element begun since then is in the flow's box `serial`. */
void aside_settle(struct flow *flow, const struct aside *aside, uint64_t serial);
void aside_close(struct aside *aside);

/* Appends the boxes' items to `items`, one box under the other from (x, y) on; returns their foot.
 */
len aside_take(const GArray *boxes, len x, len y, GArray *items);

/* The height of the boxes, and where the first baseline is. */
len aside_height(const GArray *boxes);
len aside_baseline(const GArray *boxes);

/* Moves the items of one box. */
void aside_move_item(struct item *item, len x, len y);

#endif
