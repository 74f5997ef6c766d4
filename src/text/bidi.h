// SPDX-License-Identifier: MIT
// Bidirectional levels (Unicode Standard Annex 9) by FriBidi; L1 and L2 line by line.
#ifndef WARRAQ_TEXT_BIDI_H
#define WARRAQ_TEXT_BIDI_H

#include "text/units.h"

#include <glib.h>

/* P2 and P3: the direction of the first strong character outside isolates; LTR where none is. */
enum text_direction bidi_first_strong(const struct chars *chars);

/* Fills chars->level and chars->rtl, each unit as a left-to-right isolate (UAX 9, HL3). TEXT_AUTO
 * is the direction of the first strong character. */
void bidi_resolve(struct chars *chars, enum text_direction direction,
                  const struct text_units *units, struct arena *arena);

/* What a character does to its surroundings: letters of either direction, numbers (EN, AN), others.
 */
enum bidi_side { BIDI_OTHER, BIDI_LEFT, BIDI_RIGHT, BIDI_NUMBER };
enum bidi_side bidi_side_of(gunichar c);

/* Rule L1: where, within characters [first, end) of a line, the white space and isolate controls
 * at its end start, which take the paragraph's level. (That before tabs is lowered by
 * bidi_resolve() already: it does not depend on the line.) */
size_t bidi_trailing(const struct chars *chars, size_t first, size_t end);

/* Rule L2: turns `order`, 0..n-1 on entry, into the left-to-right order of pieces with these
 * levels. */
void bidi_reorder(const uint8_t *levels, size_t *order, size_t n);

#endif
