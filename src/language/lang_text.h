// SPDX-License-Identifier: MIT
// The language of a whole text, from its scripts, its letters, and the little words it is full of.
// language/lang.h decides for what is too short for that, as a name is.
#ifndef WARRAQ_LANGUAGE_LANG_TEXT_H
#define WARRAQ_LANGUAGE_LANG_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* The little words of languages, which the caller keeps. */
struct lang_words {
    /* The languages of which the word is one: a NULL-ended array of tags, or NULL. */
    const char *const *(*languages)(const void *context, const char *word, size_t n);
    const void *context;
};

/* How many of a language's little words a text has, where nobody has counted them. */
#define LANG_UNCOUNTED ((size_t)-1)

/* A BCP 47 tag; "und" where nothing decides. Static, or one of the words' own. Reads the first
 * 20,000 bytes. *ret_own, if it is not NULL: how many of its little words have decided, or
 * LANG_UNCOUNTED. */
const char *lang_of_text(const char *text, size_t n, const struct lang_words *words,
                         size_t *ret_own);

/* Whether so few of the text's `n_words` are the language's little words, `own` or as many as are
 * counted, that they may as well be names ("Li Wei"). Never for a language that its letters
 * decided. */
bool lang_is_chance(const char *text, size_t n, size_t n_words, const struct lang_words *words,
                    const char *tag, size_t own);

/* Whether two tags name one language ("zh-Hant", "zh-TW" do; regions and scripts aside). */
bool lang_same(const char *a, const char *b);

#endif
