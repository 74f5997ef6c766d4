// SPDX-License-Identifier: MIT
// Words of European letters put together from their pairs. In most faces such letters do nothing
// to one another but kern, so a word never met before is shaped from what HarfBuzz made of each
// two neighbours, with the same glyphs to the last flag, at a hundredth of the cost.
#ifndef WARRAQ_TEXT_FAST_PAIR_SHAPE_H
#define WARRAQ_TEXT_FAST_PAIR_SHAPE_H

#include "text/shape.h"

struct pair_shaper;

/* For items of this face, script and language, which are left to right; words with a glyph of
 * `but` are left to others. */
struct pair_shaper *pair_shaper_new(const struct text_item *item, const hb_set_t *but);
void pair_shaper_free(struct pair_shaper *shaper);

/* Shapes a word as shape_bytes() would, were it alone. False, with *ret undefined, where letters
 * of the word may do more than kern. */
bool pair_shape_word(struct pair_shaper *shaper, const char *text, size_t n, struct arena *arena,
                     struct shaped *ret);

#endif
