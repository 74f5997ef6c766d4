// SPDX-License-Identifier: MIT
// Words that the program says of the letter, set as lines: they are in the letter's language, are
// not divided, and have one look throughout.
#ifndef WARRAQ_LAYOUT_SAID_H
#define WARRAQ_LAYOUT_SAID_H

#include "layout/block_lines.h"

/* Lines of `text` in flow->arena, `place` wide, aligned as the style says. */
struct lines said_lines(struct flow *flow, const struct place *place, const char *text,
                        const struct block_style *style);

/* The room that words of one line take beside what they are the label of: as much as `least`, and
 * more where they would touch it. */
len said_room(struct flow *flow, const char *text, const struct block_style *style, len least);

/* The first of its lines as an item of no element, at the place's left edge, its baseline that of
 * a line in `beside`'s style. False if there is none. */
bool said_item(struct flow *flow, const struct place *place, const char *text,
               const struct block_style *style, const struct block_style *beside, struct item *ret);

#endif
