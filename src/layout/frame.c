// SPDX-License-Identifier: MIT
#include "layout/frame.h"

#include "layout/elements.h"
#include "layout/running_head.h"

#include <string.h>

// Room beyond the bleed that crop marks are drawn in.
#define MARK_ROOM len_from_mm(9)

struct maker {
    struct flow *flow;
    const struct fit *fit;
    const struct frame *frame;
    struct page *page;
    struct point origin; // of the trimmed page on the media
    GArray *items, *links, *bookmarks;
};

static void set_boxes(struct maker *maker)
{
    const struct page_style *style = &maker->flow->style->page;
    struct page *page = maker->page;
    len around = style->bleed + (style->marks == MARKS_CROP ? MARK_ROOM : 0);
    maker->origin = (struct point){around, around};
    page->width = style->width + 2 * around;
    page->height = style->height + 2 * around;
    page->trim = (struct rect){around, around, style->width, style->height};
    page->bleed = (struct rect){around - style->bleed, around - style->bleed,
                                style->width + 2 * style->bleed, style->height + 2 * style->bleed};
}

static void add_link(struct maker *maker, const struct item *item, const struct line_run *run)
{
    const struct link_target *target = elements_link(maker->flow, run->run.tag);
    if (!target)
        return;
    const struct line *line = &item->line.line;
    struct rect rect = {item->line.x + run->x, item->line.y - line->ascent,
                        glyph_run_width(&run->run), line->ascent + line->descent};
    struct link_area *areas = (struct link_area *)(void *)maker->links->data;
    struct link_area *last = maker->links->len ? &areas[maker->links->len - 1] : NULL;
    // Runs of one link that are side by side in a line are one area.
    if (last && last->element == target->element && last->rect.y == rect.y) {
        len left = MIN(last->rect.x, rect.x);
        len right = MAX(last->rect.x + last->rect.width, rect.x + rect.width);
        last->rect.x = left;
        last->rect.width = right - left;
        return;
    }
    struct link_area area = {rect, target->element, arena_strdup(maker->page->arena, target->uri),
                             target->destination,
                             arena_strdup(maker->page->arena, target->contents)};
    g_array_append_val(maker->links, area);
}

static void add_item(struct maker *maker, const struct placed *placed, const struct item *source)
{
    struct item item = *source;
    len x = placed->x + maker->origin.x, y = placed->y + maker->origin.y;
    switch (item.kind) {
    case ITEM_LINE:
        item.line.x += x;
        item.line.y = y + (placed->box.leaded ? fit_scale(maker->fit, item.line.y) : item.line.y);
        line_copy(&item.line.line, maker->page->arena);
        for (size_t i = 0; maker->flow->links->len && i < item.line.line.n_runs; i++) {
            if (item.line.line.runs[i].run.tag)
                add_link(maker, &item, &item.line.line.runs[i]);
        }
        break;
    case ITEM_RULE:
        if (placed->box.leaded) { // a rule along or above text goes with its leading
            item.rule.y = fit_scale(maker->fit, item.rule.y);
            if (item.rule.height > item.rule.width)
                item.rule.height = fit_scale(maker->fit, item.rule.height) + 1;
        }
        item.rule.x += x;
        item.rule.y += y;
        break;
    case ITEM_IMAGE:
        item.image.rect.x += x;
        item.image.rect.y += y;
        break;
    }
    g_array_append_val(maker->items, item);
}

static uint32_t first_element(const struct box *box)
{
    for (size_t i = 0; i < box->n_items; i++)
        if (box->items[i].element != ELEMENT_NONE)
            return box->items[i].element;
    return ELEMENT_NONE;
}

static void add_placed(struct maker *maker, const struct placed *placed)
{
    for (size_t i = 0; i < placed->box.n_items; i++)
        add_item(maker, placed, &placed->box.items[i]);
    if (placed->box.bookmark_level) {
        struct bookmark bookmark = {placed->box.bookmark_level,
                                    arena_strdup(maker->page->arena, placed->box.bookmark),
                                    placed->y + maker->origin.y, first_element(&placed->box)};
        g_array_append_val(maker->bookmarks, bookmark);
    }
}

static void add_furniture(struct maker *maker)
{
    guint from = maker->items->len;
    g_array_append_vals(maker->items, maker->frame->rules->data, maker->frame->rules->len);
    running_head_add(maker->flow, maker->frame, maker->page->arena, maker->items);
    for (guint i = from; i < maker->items->len; i++) {
        struct item *item = &g_array_index(maker->items, struct item, i);
        struct point *at = (struct point *)&item->rule;
        if (item->kind == ITEM_LINE) {
            item->line.x += maker->origin.x;
            item->line.y += maker->origin.y;
        } else {
            at->x += maker->origin.x;
            at->y += maker->origin.y;
        }
    }
}

// The strings go along with the page; languages are interned, so they outlive it anyway.
static struct element element_copy(const struct element *element, struct arena *arena)
{
    struct element copy = *element;
    copy.alt = arena_strdup(arena, element->alt);
    copy.title = arena_strdup(arena, element->title);
    return copy;
}

static int element_order(const void *a, const void *b)
{
    const struct flow_element *one = a, *other = b;
    return (one->element.id > other->element.id) - (one->element.id < other->element.id);
}

static bool are_in_order(const GArray *elements)
{
    const struct flow_element *all = (const struct flow_element *)(const void *)elements->data;
    for (guint i = 1; i < elements->len; i++)
        if (element_order(&all[i - 1], &all[i]) > 0)
            return false;
    return true;
}

static void add_elements(struct maker *maker)
{
    GArray *active = maker->flow->active;
    struct page *page = maker->page;
    guint n = elements_take(maker->flow, maker->frame->end), first = active->len - n;
    page->elements = ARENA_ARRAY(page->arena, struct element, n);
    page->n_elements = n;
    for (guint i = 0; i < n; i++)
        page->elements[i] = element_copy(
            &g_array_index(active, struct flow_element, first + i).element, page->arena);
    // An inline of a parted block may begin later than elements that follow the block's start.
    if (!are_in_order(active))
        g_array_sort(active, element_order);
}

static int item_order(const void *a, const void *b)
{
    const struct item *one = a, *other = b;
    return (one->element > other->element) - (one->element < other->element);
}

// What kind of letter it is stands over the title and is read after it. Notes were placed last, but
// each belongs behind the block that calls it, and of two languages side by side each paragraph is
// read whole. GLib's sort is stable: the lines of one element stay in their order.
static void sort_items(struct maker *maker)
{
    bool moved = maker->frame->index == 0 && g_hash_table_size(maker->flow->reserved) > 0;
    if (maker->frame->notes || maker->flow->parallel || moved)
        g_array_sort(maker->items, item_order);
}

static void end_notes(struct flow *flow, const struct frame *frame)
{
    for (guint i = 0; i < frame->ended->len; i++) {
        const struct note *note = &g_array_index(frame->ended, struct note, i);
        elements_end_note(flow, note->first_element, note->last_element);
    }
}

// Those that have ended leave the flow; the others are open over the page's end. Returns how many.
static guint drop_ended(GArray *active, uint64_t end)
{
    guint kept = 0;
    for (guint i = 0; i < active->len; i++) {
        struct flow_element *element = &g_array_index(active, struct flow_element, i);
        if (element->last >= end)
            g_array_index(active, struct flow_element, kept++) = *element;
    }
    g_array_set_size(active, kept);
    return kept;
}

static void add_open(struct maker *maker)
{
    GArray *active = maker->flow->active;
    struct page *page = maker->page;
    guint kept = drop_ended(active, maker->frame->end);
    page->open = ARENA_ARRAY(page->arena, uint32_t, kept);
    page->n_open = kept;
    for (guint i = 0; i < kept; i++)
        page->open[i] = g_array_index(active, struct flow_element, i).element.id;
}

static void finish(struct maker *maker)
{
    struct page *page = maker->page;
    page->n_items = maker->items->len;
    page->items =
        arena_memdup(page->arena, maker->items->data, maker->items->len * sizeof(struct item));
    page->n_links = maker->links->len;
    page->links =
        arena_memdup(page->arena, maker->links->data, maker->links->len * sizeof(struct link_area));
    page->n_bookmarks = maker->bookmarks->len;
    page->bookmarks = arena_memdup(page->arena, maker->bookmarks->data,
                                   maker->bookmarks->len * sizeof(struct bookmark));
    g_array_unref(maker->items);
    g_array_unref(maker->links);
    g_array_unref(maker->bookmarks);
}

void frame_pass(struct flow *flow, const struct frame *frame)
{
    elements_take(flow, frame->end);
    if (!are_in_order(flow->active))
        g_array_sort(flow->active, element_order);
    end_notes(flow, frame);
    drop_ended(flow->active, frame->end);
}

struct page *frame_make(struct flow *flow, const struct fit *fit, const struct frame *frame)
{
    struct arena *arena = arena_new();
    struct page *page = ARENA_NEW(arena, struct page);
    page->arena = arena;
    page->index = frame->index;
    page->rtl = flow->rtl;
    page->label = running_head_label(flow, frame, arena);
    struct maker maker = {flow,
                          fit,
                          frame,
                          page,
                          {0, 0},
                          g_array_new(FALSE, TRUE, sizeof(struct item)),
                          g_array_new(FALSE, TRUE, sizeof(struct link_area)),
                          g_array_new(FALSE, TRUE, sizeof(struct bookmark))};
    set_boxes(&maker);
    for (guint i = 0; i < frame->placed->len; i++)
        add_placed(&maker, &g_array_index(frame->placed, struct placed, i));
    sort_items(&maker);
    add_furniture(&maker);
    add_elements(&maker);
    end_notes(flow, frame);
    add_open(&maker);
    finish(&maker);
    return page;
}
