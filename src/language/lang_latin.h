// SPDX-License-Identifier: MIT
// The language of words in Latin letters: by the letters only some languages write with, and by
// the little words (articles, prepositions, "and") that names and sentences are joined with.
#ifndef WARRAQ_LANGUAGE_LANG_LATIN_H
#define WARRAQ_LANGUAGE_LANG_LATIN_H

#include <hb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A guess at the language of characters [first, end), static; NULL where nothing decides. */
const char *lang_latin(const hb_codepoint_t *codes, size_t n_codes);

/* The language that alone of those known writes with many of a whole text's letters, static; NULL
 * where there is none. */
const char *lang_latin_of_text(const hb_codepoint_t *codes, size_t n_codes);

#endif
