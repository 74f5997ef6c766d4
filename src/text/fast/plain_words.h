// SPDX-License-Identifier: MIT
// Plain text, which nearly all names and affiliations are: words of letters of one script, parted
// by single spaces, with nothing but signs that close after them. Its levels and scripts are all
// alike and its lines may end at its spaces alone, which the stages would find out character by
// character.
#ifndef WARRAQ_TEXT_FAST_PLAIN_WORDS_H
#define WARRAQ_TEXT_FAST_PLAIN_WORDS_H

#include "text/chars.h"

struct plain_words {
    uint32_t *first; /* n: the character that each begins with */
    size_t n;        /* 0: the text is not plain */
};

/* Resolves levels, scripts and the base direction as text/bidi.h and text/script_resolve.h do, and
 * finds the words. Where the text is not plain nothing is resolved. */
struct plain_words plain_words_find(struct chars *chars, enum text_direction direction,
                                    struct arena *arena);

#endif
