// SPDX-License-Identifier: MIT
// What the lines of a paragraph depend on, as bytes: the text, its looks, the style and the
// measure. Tags and inks are not among them: they are carried along.
#ifndef WARRAQ_TEXT_FAST_PARAGRAPH_KEY_H
#define WARRAQ_TEXT_FAST_PARAGRAPH_KEY_H

#include "text/paragraph.h"

struct paragraph_key {
    const char *bytes;
    size_t n;
    uint32_t hash;
};

/* Appends the key to `out`, whose bytes it points into. */
struct paragraph_key paragraph_key_put(GString *out, const struct styled_text *text,
                                       const struct paragraph_style *style, len measure);

bool paragraph_key_equal(const struct paragraph_key *a, const struct paragraph_key *b);

#endif
