// SPDX-License-Identifier: MIT
// Where lines, words and graphemes may part: Unicode Standard Annexes 14 and 29 by Pango, tailored
// for print. Each tailoring is named in breaks.c.
#ifndef WARRAQ_TEXT_BREAKS_H
#define WARRAQ_TEXT_BREAKS_H

#include "text/units.h"

/* Pango's breaks as they are: what breaks_find() tailors. */
void breaks_unicode(struct chars *chars, const char *lang, struct arena *arena);

/* The same for words of Latin, Cyrillic and Arabic letters, for digits and the commonest signs,
 * without the annexes' tables. False, and nothing done, for any other text. */
bool breaks_plain(struct chars *chars, const char *lang, struct arena *arena);

/* Adds breaks, graphemes and word starts to chars->flags; `lang` tailors where scripts have customs
 * of their own. */
void breaks_find(struct chars *chars, const struct text_units *units, const char *lang,
                 struct arena *arena);

/* Takes the given flags from all characters inside URLs and e-mail addresses. */
void breaks_spare_addresses(struct chars *chars, uint8_t flags);

#endif
