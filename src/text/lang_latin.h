// SPDX-License-Identifier: MIT
// The language of words in Latin letters: by the letters only some languages write with, and by
// the little words (articles, prepositions, "and") that names and sentences are joined with.
#ifndef WARRAQ_TEXT_LANG_LATIN_H
#define WARRAQ_TEXT_LANG_LATIN_H

#include "text/chars.h"

/* A guess at the language of characters [first, end), static; NULL where nothing tells one. */
const char *lang_latin(const struct chars *chars, size_t first, size_t end);

#endif
