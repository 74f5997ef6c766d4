// SPDX-License-Identifier: MIT
#include "text/shape_items.h"

#include "text/east_asian.h"

void shape_items(struct shape_cache *cache, const struct chars *chars, struct text_items *items,
                 struct arena *arena)
{
    for (size_t i = 0; i < items->n; i++) {
        struct text_item *item = &items->items[i];
        struct shaped shaped;
        if (!cache || !shape_cache_item(cache, chars, item, arena, &shaped))
            shaped = shape_bytes(item, chars->text, chars->n_bytes, chars->byte[item->first],
                                 chars->byte[item->end], item->level & 1, arena);
        east_asian_space(chars, item, item->first, item->end, &shaped);
        item->glyphs = shaped.glyphs;
        item->n_glyphs = shaped.n;
    }
}
