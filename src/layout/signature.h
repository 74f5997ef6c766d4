// SPDX-License-Identifier: MIT
// Who signs below the closing: room for the pen over a line, then name and office; two abreast.
#ifndef WARRAQ_LAYOUT_SIGNATURE_H
#define WARRAQ_LAYOUT_SIGNATURE_H

#include "layout/block.h"

/* Whether the block stands by itself: the only one who signs, or within another block. */
bool signature_is_alone(const struct place *place, const struct node *block);

/* Sets one of several, with the next of them beside it; nothing where it was set so itself. */
bool signature_set(struct flow *flow, const struct place *place, const struct node *block,
                   GError **error);

/* The first line, the name, takes its own look. */
void signature_mark_name(struct flow *flow, struct styled_text *text);

#endif
