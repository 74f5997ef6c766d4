// SPDX-License-Identifier: MIT
#include "layout/aside.h"

#include "layout/elements.h"

void aside_open(struct flow *flow, len width, struct aside *ret)
{
    *ret = (struct aside){.boxes = g_array_new(FALSE, FALSE, sizeof(struct box)),
                          .first_element = flow->next_element};
    ret->segment = (struct segment){.columns = 1, .width = width, .aside = true};
    ret->segment.boxes = ret->boxes;
    ret->segment.base = flow->next_serial;
    ret->place = (struct place){.segment = &ret->segment,
                                .width = width,
                                .parent = flow->document_element,
                                .rtl = flow->rtl};
}

void aside_settle(struct flow *flow, const struct aside *aside, uint64_t serial)
{
    for (uint32_t id = aside->first_element; id < flow->next_element; id++)
        elements_place(flow, id, serial, serial);
}

void aside_close(struct aside *aside)
{
    g_array_unref(aside->boxes);
}

void aside_move_item(struct item *item, len x, len y)
{
    struct point *at = item->kind == ITEM_LINE    ? (struct point *)&item->line
                       : item->kind == ITEM_IMAGE ? (struct point *)&item->image.rect
                                                  : (struct point *)&item->rule;
    at->x += x;
    at->y += y;
}

len aside_take(const GArray *boxes, len x, len y, GArray *items)
{
    for (guint i = 0; i < boxes->len; i++) {
        const struct box *box = &g_array_index(boxes, struct box, i);
        y += i ? box->above : 0;
        for (size_t j = 0; j < box->n_items; j++) {
            struct item item = box->items[j];
            aside_move_item(&item, x, y);
            g_array_append_val(items, item);
        }
        y += box->height;
    }
    return y;
}

len aside_height(const GArray *boxes)
{
    len height = 0;
    for (guint i = 0; i < boxes->len; i++) {
        const struct box *box = &g_array_index(boxes, struct box, i);
        height += box->height + (i ? box->above : 0);
    }
    return height;
}

len aside_baseline(const GArray *boxes)
{
    const struct box *box = boxes->len ? &g_array_index(boxes, struct box, 0) : NULL;
    for (size_t i = 0; box && i < box->n_items; i++) {
        if (box->items[i].kind == ITEM_LINE)
            return box->items[i].line.y;
    }
    return 0;
}
