// SPDX-License-Identifier: MIT
// A block's inlines as one string with its spans, as text/paragraph.h takes it.
#ifndef WARRAQ_LAYOUT_INLINE_H
#define WARRAQ_LAYOUT_INLINE_H

#include "layout/flow.h"

struct inline_text {
    struct styled_text styled;
    bool tagged; /* some spans are elements of their own */
};

/* Gathers the inlines below `node` into flow->scratch. White space is folded: a run of it is one
 * space, none at either end. Links, marked languages and references become elements below
 * `element` (ELEMENT_NONE: nothing is tagged). `name` sets the text as a proper name. */
struct inline_text inline_gather(struct flow *flow, const struct node *node,
                                 const struct block_style *style, uint32_t element, bool name);

/* One string in one look, for labels and furniture. */
struct styled_text inline_plain(struct arena *arena, const char *text, size_t n,
                                const struct block_style *style);

#endif
