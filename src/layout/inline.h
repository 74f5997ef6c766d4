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

/* What inline_gather() will give for an element, but for its tags; no element is made. */
struct inline_text inline_foresee(struct flow *flow, const struct node *node,
                                  const struct block_style *style, bool name);

/* Gives bytes [start, end) the size, weight, slant and colour of `style`. */
void inline_distinguish(struct styled_text *text, size_t start, size_t end,
                        const struct block_style *style, struct arena *arena);

/* Takes the first `n` bytes away, and the spaces behind them. */
void inline_skip(struct styled_text *text, size_t n, struct arena *arena);

/* The first `n` bytes, in the family, size and weight of `style`. */
struct styled_text inline_first(const struct styled_text *text, size_t n,
                                const struct block_style *style, struct arena *arena);

/* One string in one look, for labels and furniture. */
struct styled_text inline_plain(struct arena *arena, const char *text, size_t n,
                                const struct block_style *style);

#endif
