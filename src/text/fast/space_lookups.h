// SPDX-License-Identifier: MIT
// What the OpenType lookups that a shaping applies do about the space glyph (Firefox asks the same
// before it uses its word cache).
#ifndef WARRAQ_TEXT_FAST_SPACE_LOOKUPS_H
#define WARRAQ_TEXT_FAST_SPACE_LOOKUPS_H

#include "text/font.h"

struct space_lookups {
    bool parts;            /* words may be shaped apart, but for those that follow */
    bool near;             /* positioning looks at spaces */
    hb_set_t *sensitive;   /* glyphs that it moves when a space is near */
    hb_set_t *around;      /* glyphs beyond the space that may have a part in it */
    hb_set_t *refused;     /* glyphs of characters that substitution may exchange near a space: text
                              that has one is shaped whole */
    hb_codepoint_t space;  /* the space's glyph */
    int32_t advance;       /* and its width */
    hb_codepoint_t circle; /* the dotted circle's glyph; 0 if there is none */
};

/* Of the lookups that HarfBuzz applies by itself to text with these properties. */
struct space_lookups space_lookups_read(const struct face *face,
                                        const hb_segment_properties_t *properties);
void space_lookups_clear(struct space_lookups *lookups);

#endif
