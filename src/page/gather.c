// SPDX-License-Identifier: MIT
#include "page/gather.h"

struct gather gather_start(const struct page_sink *next, const struct gather_grid *grid)
{
    return (struct gather){.next = *next,
                           .grid = grid,
                           .items = g_array_new(FALSE, FALSE, sizeof(struct item)),
                           .elements = g_array_new(FALSE, FALSE, sizeof(struct element))};
}

static void start_sheet(struct gather *gather, const struct page *first)
{
    struct arena *arena = arena_new();
    struct page *sheet = ARENA_NEW(arena, struct page);
    sheet->arena = arena;
    sheet->index = gather->sheets++;
    sheet->label = "";
    sheet->width = gather->grid->width;
    sheet->height = gather->grid->height;
    sheet->trim = sheet->bleed = (struct rect){0, 0, sheet->width, sheet->height};
    sheet->rtl = first->rtl;
    gather->sheet = sheet;
    gather->filled = 0;
}

static void shift_item(struct item *item, len x, len y)
{
    switch (item->kind) {
    case ITEM_LINE:
        item->line.x += x;
        item->line.y += y;
        break;
    case ITEM_RULE:
        item->rule.x += x;
        item->rule.y += y;
        break;
    case ITEM_IMAGE:
        item->image.rect.x += x;
        item->image.rect.y += y;
        break;
    }
}

static void add_page(struct gather *gather, struct page *page)
{
    const struct gather_grid *grid = gather->grid;
    unsigned column = gather->filled % grid->columns, row = gather->filled / grid->columns;
    if (grid->rtl)
        column = grid->columns - 1 - column;
    len x = grid->left + (len)column * grid->step_x, y = grid->top + (len)row * grid->step_y;
    for (size_t i = 0; i < page->n_items; i++) {
        struct item item = page->items[i];
        shift_item(&item, x, y);
        g_array_append_val(gather->items, item);
    }
    g_array_append_vals(gather->elements, page->elements, (guint)page->n_elements);
    gather->sheet->open = page->open;
    gather->sheet->n_open = page->n_open;
    arena_adopt(gather->sheet->arena, page->arena);
    gather->filled++;
}

static bool hand_on(struct gather *gather, GError **error)
{
    struct page *sheet = g_steal_pointer(&gather->sheet);
    sheet->n_items = gather->items->len;
    sheet->items =
        arena_memdup(sheet->arena, gather->items->data, sheet->n_items * sizeof(struct item));
    sheet->n_elements = gather->elements->len;
    sheet->elements = arena_memdup(sheet->arena, gather->elements->data,
                                   sheet->n_elements * sizeof(struct element));
    g_array_set_size(gather->items, 0);
    g_array_set_size(gather->elements, 0);
    return gather->next.page(gather->next.context, sheet, error);
}

static bool gather_page(void *context, struct page *page, GError **error)
{
    struct gather *gather = context;
    if (!gather->sheet)
        start_sheet(gather, page);
    add_page(gather, page);
    bool full = gather->filled == gather->grid->columns * gather->grid->rows;
    return !full || hand_on(gather, error);
}

struct page_sink gather_sink(struct gather *gather)
{
    return (struct page_sink){.page = gather_page, .context = gather};
}

bool gather_finish(struct gather *gather, GError **error)
{
    bool ok = !gather->sheet || hand_on(gather, error);
    g_array_unref(gather->items);
    g_array_unref(gather->elements);
    return ok;
}
