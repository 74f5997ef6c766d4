// SPDX-License-Identifier: MIT
// A paragraph's items shaped, each whole or word by word out of the cache.
#ifndef WARRAQ_TEXT_SHAPE_ITEMS_H
#define WARRAQ_TEXT_SHAPE_ITEMS_H

#include "text/fast/shape_cache.h"

/* Shapes every item into its glyphs: whole, or by words out of the cache where that is the same.
 * cache may be NULL. */
void shape_items(struct shape_cache *cache, const struct chars *chars, struct text_items *items,
                 struct arena *arena);

#endif
