// SPDX-License-Identifier: MIT
// What a face's OpenType lookups do about the space glyph (Firefox asks the same before it uses
// its word cache).
#ifndef WARRAQ_TEXT_FAST_SPACE_LOOKUPS_H
#define WARRAQ_TEXT_FAST_SPACE_LOOKUPS_H

#include "text/font.h"

struct space_lookups {
    bool parts;           /* words may be shaped apart, but for those with a glyph of: */
    hb_set_t *sensitive;  /* glyphs that positioning moves when a space is near */
    hb_codepoint_t space; /* the space's glyph */
    int32_t advance;      /* and its width */
};

struct space_lookups space_lookups_read(const struct face *face);
void space_lookups_clear(struct space_lookups *lookups);

#endif
