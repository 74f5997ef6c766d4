// SPDX-License-Identifier: MIT
// Words shaped by the caches of several threads: what one has shaped the others take from here.
// A word is as its face has it, whoever shapes it, so that nothing depends on who was first.
#ifndef WARRAQ_TEXT_FAST_WORD_POOL_H
#define WARRAQ_TEXT_FAST_WORD_POOL_H

#include "text/shape.h"

/* As many words as a hundred thousand names of twelve scripts have. A million Latin ones have two
 * thirds of them, so that more names take hardly more memory. */
#define WORDS_MOST 30000
#define WORDS_BYTES_MOST ((size_t)5 << 20)

/* A struct glyph as nearly all are, in less than half the room. */
struct packed_glyph {
    uint16_t id;
    int16_t advance, dx, dy;
    uint8_t cluster, flags; /* the cluster from the word's start */
};

/* What the spaces beside a word do to it. */
struct word_manner {
    bool sensitive, around; /* it has glyphs of its use's sets */
    bool refused;
};

/* A word, or several that must be shaped together, with the spaces beside them. */
struct cached_word {
    const void *use; /* of a face; the same in all caches that share */
    const char *text;
    const struct packed_glyph *glyphs;
    uint8_t n_text, n_glyphs;
    struct word_manner manner;
};

/* The glyphs, packed, in `arena`; NULL where one has too large a value, or they are too many. */
const struct packed_glyph *word_pack(const struct shaped *shaped, struct arena *arena);

/* A copy of all of it. */
const struct cached_word *word_copy(const struct cached_word *word, struct arena *arena);

guint word_hash(gconstpointer word);
gboolean word_equal(gconstpointer a, gconstpointer b);

struct word_pool;

/* The pools of one font set and its twins, one after another. */
struct word_pools;

struct word_pools *word_pools_new(void);
struct word_pools *word_pools_hold(struct word_pools *pools);
void word_pools_drop(struct word_pools *pools);

/* The pool to work with now: a reference. Any thread, as all that follow. */
struct word_pool *word_pools_get(struct word_pools *pools);
void word_pool_drop(struct word_pool *pool);

/* Whether it has grown past its bound, and another should be got. */
bool word_pool_is_full(struct word_pool *pool);

/* The word in the pool, which lives as long as that; NULL if it is not there. */
const struct cached_word *word_pool_find(struct word_pool *pool, const struct cached_word *key);

/* Copies the word there, if nobody has yet; returns the one that is there. */
const struct cached_word *word_pool_add(struct word_pool *pool, const struct cached_word *word);

#endif
