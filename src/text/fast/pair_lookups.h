// SPDX-License-Identifier: MIT
// Which glyphs of a face nothing happens to but kerning with the next: read from the lookups that
// HarfBuzz would apply for a script and language.
#ifndef WARRAQ_TEXT_FAST_PAIR_LOOKUPS_H
#define WARRAQ_TEXT_FAST_PAIR_LOOKUPS_H

#include "text/itemize.h"

struct pair_lookups {
    hb_set_t *calm;   /* glyphs a word may be put together from */
    GHashTable *wary; /* of these, by glyph: a set of those it must not stand beside */
};

/* Of `glyphs`, those that no lookup of the item's face, script and language substitutes or moves
 * while only such stand about them, except as pair positioning moves the first of two neighbours;
 * what cannot be told is not among them. The item is left to right. */
struct pair_lookups pair_lookups_read(const struct text_item *item, const hb_set_t *glyphs);
void pair_lookups_clear(struct pair_lookups *lookups);

/* Whether the two may stand together. */
bool pair_lookups_allow(const struct pair_lookups *lookups, hb_codepoint_t a, hb_codepoint_t b);

#endif
