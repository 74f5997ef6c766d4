// SPDX-License-Identifier: MIT
// The space of East Asian text, by the requirements for Japanese and for Chinese text layout
// (JLREQ, CLREQ): signs beside one another give up the blank half of their squares, and between an
// ideograph or kana and a Latin letter or a number there is a quarter of an em.
#ifndef WARRAQ_TEXT_EAST_ASIAN_H
#define WARRAQ_TEXT_EAST_ASIAN_H

#include "text/shape.h"

/* Spaces the glyphs of an item, which are its own: those of characters [first, end). */
void east_asian_space(const struct chars *chars, const struct text_item *item, size_t first,
                      size_t end, struct shaped *shaped);

/* A sign that opens and fills the right half of its square. */
bool east_asian_opens(hb_codepoint_t character);

/* Whether there is a quarter of an em between character `at` and the one before it. */
bool east_asian_parts(const struct chars *chars, size_t at);

/* That quarter. */
len east_asian_quarter(const struct text_item *item);

#endif
