// SPDX-License-Identifier: MIT
#include "layout/border.h"

// The second line of a double one.
#define THIN (2 * LEN_PER_PT / 5)

len border_height(const struct border_line *border)
{
    if (!border->width)
        return 0;
    return border->line == LINE_DOUBLE ? 2 * border->width + THIN : border->width;
}

static void add_rule(uint32_t colour, struct rect rect, GArray *items)
{
    struct item item = {.kind = ITEM_RULE, .element = ELEMENT_NONE, .colour = colour};
    item.rule = rect;
    g_array_append_val(items, item);
}

void border_add(const struct border_line *border, len x, len y, len width, GArray *items)
{
    if (!border->width)
        return;
    add_rule(border->colour, (struct rect){x, y, width, border->width}, items);
    if (border->line == LINE_DOUBLE)
        add_rule(0, (struct rect){x, y + 2 * border->width, width, THIN}, items);
}

void border_about(const struct block_style *style, const struct rect *measure, GArray *items)
{
    const struct border_line *over = &style->border_start, *under = &style->border_end;
    border_add(over, measure->x,
               measure->y - style->size - style->padding_block.start - border_height(over),
               measure->width, items);
    border_add(under, measure->x, measure->y + style->padding_block.end, measure->width, items);
}
