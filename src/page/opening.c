// SPDX-License-Identifier: MIT
#include "page/opening.h"

#include "page/logical.h"

// Whether the element, or one around it that is on the page too, began before it: what begins
// within a paragraph is no block.
static bool begins_here(const struct page *page, uint32_t id)
{
    return id != ELEMENT_NONE && page->n_elements > 0 && id >= page->elements[0].id;
}

void page_append_opening(const struct page *page, GString *out)
{
    enum { LINES = 2 };
    int lines = 0;
    for (size_t i = 0; i < page->n_items && lines < LINES; i++) {
        const struct item *item = &page->items[i];
        if (item->kind != ITEM_LINE || !begins_here(page, item->element))
            continue;
        line_append_text(out, &item->line.line);
        lines++;
    }
}
