// SPDX-License-Identifier: MIT
// How like two names are, and which of many may be like a given one.
#ifndef WARRAQ_COMPARE_LIKENESS_H
#define WARRAQ_COMPARE_LIKENESS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* A name as it is compared: compatibility forms, case, marks, punctuation, spaces, and the Arabic
 * letters that are written for each other (alef, yeh, teh marbuta) folded together. */
struct folded {
    const gunichar *text;
    size_t n; /* at most FOLDED_MOST: a longer name is compared by its beginning */
};

enum { FOLDED_MOST = 256 };

struct folded likeness_fold(struct arena *arena, const char *name);

/* In percent: 100 is equal, 0 nothing in common, by edit distance (Levenshtein 1966) over the
 * longer length. Returns 0 early when it would be below `least`. */
unsigned likeness_of(const struct folded *a, const struct folded *b, unsigned least);

/* Whether a word of one is among the other's: one of four letters, or of two that are not of an
 * alphabet (Han, Hangul, kana). */
bool likeness_shares_word(const struct folded *a, const struct folded *b);

/* An index for "which of these may be like that": names that share one of their rarest parts, of
 * those that both sides have. `names` are indexed for questions about `asked`. */
struct likeness_index;
struct likeness_index *likeness_index_new(const struct folded *names, size_t n,
                                          const struct folded *asked, size_t n_asked);
void likeness_index_free(struct likeness_index *index);

/* Up to `most` candidates, without repeats, as indices into `names`. Returns how many. */
size_t likeness_candidates(struct likeness_index *index, const struct folded *name, uint32_t *ret,
                           size_t most);

#endif
