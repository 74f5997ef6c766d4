// SPDX-License-Identifier: MIT
// Words shaped before: lists and prose repeat them. A cache changes no glyph: a word is shaped by
// itself only where the face lets nothing pass from word to word across a space, which is read
// from the lookups that are applied. Where positioning looks at spaces, as Amiri's does after reh,
// words that it may concern are shaped together; elsewhere the whole item is.
#ifndef WARRAQ_TEXT_FAST_SHAPE_CACHE_H
#define WARRAQ_TEXT_FAST_SHAPE_CACHE_H

#include "text/fast/word_pool.h"

struct shape_cache;

struct shape_cache *shape_cache_new(void);
void shape_cache_free(struct shape_cache *cache);

/* From here on words are shared with all other caches that are given the same pools; those it has
 * are forgotten. Once. */
void shape_cache_share(struct shape_cache *cache, struct word_pools *pools);

/* Forgets everything once it has grown past its bound. Called between paragraphs only, so that
 * what a paragraph borrows stays. */
void shape_cache_trim(struct shape_cache *cache);

/* Shapes the item into *ret by its words. False where that might differ from shaping it whole, or
 * where the face has not been used enough to be worth the looking. `arena` holds the result. */
bool shape_cache_item(struct shape_cache *cache, const struct chars *chars,
                      const struct text_item *item, struct arena *arena, struct shaped *ret);

/* From the first item on, or not at all: for tests. */
void shape_cache_eager(struct shape_cache *cache);
void shape_cache_never(struct shape_cache *cache);

#endif
