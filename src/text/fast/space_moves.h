// SPDX-License-Identifier: MIT
// What positioning does with a glyph that has a place in a lookup: often nothing. Class tables of
// kerning hold every glyph, mostly with zeros, and fonts that carry a mark on anything carry it on
// a space. HarfBuzz tells which glyphs a lookup names, not what it does with them: that is read
// from the GPOS table (ISO/IEC 14496-22, 6.3.4).
#ifndef WARRAQ_TEXT_FAST_SPACE_MOVES_H
#define WARRAQ_TEXT_FAST_SPACE_MOVES_H

#include "text/font.h"

/* Whether all that the lookup does between the space and other glyphs, but marks, is known; those
 * that it joins to a space are then added to `joined`. */
bool space_moves_known(const struct face *face, unsigned lookup, hb_codepoint_t space,
                       hb_set_t *joined);

/* Whether the lookup may look at the space without naming it: as one of all other glyphs, which
 * HarfBuzz's sets leave out, or past it. `table` is GSUB or GPOS. */
bool space_is_unseen(const struct face *face, hb_tag_t table, unsigned lookup,
                     hb_codepoint_t space);

#endif
