// SPDX-License-Identifier: MIT
// HarfBuzz over the full context of the paragraph, in the face's own units.
#ifndef WARRAQ_TEXT_SHAPE_H
#define WARRAQ_TEXT_SHAPE_H

#include "text/itemize.h"

/* Glyphs in visual order. Clusters are bytes of the text that was shaped. */
struct shaped {
    struct glyph *glyphs;
    size_t n;
};

/* Shapes bytes [start, end) of `text`, of which `n_bytes` give the context. */
struct shaped shape_bytes(const struct text_item *item, const char *text, size_t n_bytes,
                          size_t start, size_t end, bool rtl, struct arena *arena);

#endif
