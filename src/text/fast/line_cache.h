// SPDX-License-Identifier: MIT
// Paragraphs set before. Copies of a letter to many recipients, trials of a page in another column
// and lists that repeat their names set the same text in the same style to the same measure again;
// a paragraph depends on nothing else, so its lines can be handed out again.
//
// A paragraph is kept when it comes the second time: a list in which every name is new costs a hash
// each and no memory. Only plain ones are kept, whose runs carry no tag and miss no glyph, so that
// nothing but the lines comes of setting them.
#ifndef WARRAQ_TEXT_FAST_LINE_CACHE_H
#define WARRAQ_TEXT_FAST_LINE_CACHE_H

#include "text/fast/paragraph_key.h"

struct line_cache;

struct line_cache *line_cache_new(void);
void line_cache_free(struct line_cache *cache);

/* Whether paragraphs like this are kept at all. The functions below want such. */
bool line_cache_takes(const struct styled_text *text);

bool line_cache_has(struct line_cache *cache, const struct paragraph_key *key);

/* A copy in `arena` of the lines kept under the key; false if there are none. */
bool line_cache_find(struct line_cache *cache, const struct paragraph_key *key, struct arena *arena,
                     struct lines *ret);

/* Keeps a copy of `lines`, if the key has been offered before. `text` is what their runs point
 * into. Everything is dropped first once the cache has grown past its bound. */
void line_cache_offer(struct line_cache *cache, const struct paragraph_key *key, const char *text,
                      size_t n, const struct lines *lines);

#endif
