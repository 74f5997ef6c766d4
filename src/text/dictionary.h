// SPDX-License-Identifier: MIT
// Line breaks inside Lao, Khmer and Burmese text, which is written without spaces between words: by
// the dictionaries of ICU (class SA of UAX 14). Thai has its own in Pango.
#ifndef WARRAQ_TEXT_DICTIONARY_H
#define WARRAQ_TEXT_DICTIONARY_H

#include "text/chars.h"

/* Sets CHAR_BREAK where a word of such text begins, in the middle of its runs; their ends are left
 * to the rules for what is beside them. */
void dictionary_breaks(struct chars *chars, struct arena *arena);

/* Whether a word of Chinese or Japanese, by ICU's dictionary, goes on at character `at`. */
bool dictionary_parts_word(const struct chars *chars, size_t at);

#endif
