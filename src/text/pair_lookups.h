// SPDX-License-Identifier: MIT
// Which glyphs of a face nothing happens to but kerning with the next: read from the lookups that
// HarfBuzz would apply for a script and language.
#ifndef WARRAQ_TEXT_PAIR_LOOKUPS_H
#define WARRAQ_TEXT_PAIR_LOOKUPS_H

#include "text/itemize.h"

/* Takes out of `glyphs` those that a lookup of the item's face, script and language may substitute
 * or move while only the rest of `glyphs` stand about them, except as pair positioning moves the
 * first of two neighbours. What cannot be told is taken out. The item is left to right. */
void pair_lookups_sift(const struct text_item *item, hb_set_t *glyphs);

#endif
