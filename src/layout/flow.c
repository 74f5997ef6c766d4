// SPDX-License-Identifier: MIT
#include "layout/flow.h"

#include "layout/elements.h"

#include <assert.h>
#include <string.h>

// Boxes that are on pages are given up once the arena that holds them has grown this large.
enum { ARENA_KEEP = 1024 * 1024, BOXES_KEEP = 8192 };

enum style_digits flow_digits(const struct flow *flow, const struct block_style *style)
{
    return style->digits == DIGITS_AUTO ? flow->digits : (enum style_digits)style->digits;
}

len flow_left_margin(const struct flow *flow, unsigned index)
{
    const struct page_style *page = &flow->style->page;
    // A right-to-left book opens the other way: its first page is a left-hand one.
    bool exchanged = page->mirrored && ((index & 1) != (unsigned)flow->rtl);
    return exchanged ? page->margin.right : page->margin.left;
}

static len column_width(const struct flow *flow, unsigned columns, len gap)
{
    return (flow->width - (len)(columns - 1) * gap) / (len)columns;
}

struct segment *flow_segment(struct flow *flow, unsigned columns, len gap, len rule, bool rtl)
{
    GPtrArray *segments = flow->segments;
    struct segment *last = segments->len ? segments->pdata[segments->len - 1] : NULL;
    if (last && !last->complete && last->columns == columns && columns == 1)
        return last;
    if (last)
        last->complete = true;
    struct segment *segment = g_new0(struct segment, 1);
    segment->columns = columns;
    segment->gap = gap;
    segment->rule = rule;
    segment->rtl = rtl;
    segment->width = column_width(flow, columns, gap);
    segment->base = flow->next_serial;
    segment->boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
    g_ptr_array_add(segments, segment);
    return segment;
}

struct segment *flow_text_segment(struct flow *flow)
{
    const struct page_style *page = &flow->style->page;
    GPtrArray *segments = flow->segments;
    struct segment *last = segments->len ? segments->pdata[segments->len - 1] : NULL;
    if (last && last->text && !last->complete)
        return last;
    struct segment *segment =
        flow_segment(flow, (unsigned)page->columns, page->column_gap, 0, flow->rtl);
    segment->text = true;
    segment->in_turn = page->column_fill == FILL_AUTO;
    return segment;
}

static struct box with_floated(struct flow *flow, const struct box *box)
{
    struct floated *floated = &flow->floated;
    struct box both = *box;
    if (floated->n) {
        both.n_items += floated->n;
        both.items = ARENA_ARRAY(flow->arena, struct item, both.n_items);
        memcpy(both.items, floated->items, floated->n * sizeof(struct item));
        memcpy(both.items + floated->n, box->items, box->n_items * sizeof(struct item));
    }
    floated->left = MAX(floated->left - box->height - (floated->n ? 0 : box->above), 0);
    floated->n = 0;
    return both;
}

len flow_text_width(const struct flow *flow)
{
    const struct page_style *page = &flow->style->page;
    return column_width(flow, (unsigned)page->columns, page->column_gap);
}

uint64_t flow_add(struct flow *flow, struct segment *segment, const struct box *box)
{
    struct box both = *box;
    if (flow->floated.left && !segment->aside)
        both = with_floated(flow, box);
    g_array_append_vals(segment->boxes, &both, 1);
    if (segment->aside)
        return flow->next_serial;
    assert(segment->base + segment->boxes->len == flow->next_serial + 1);
    return flow->next_serial++;
}

// The bytes of a paragraph are shared by the runs of its lines: each run takes its own part along.
void line_copy(struct line *line, struct arena *arena)
{
    struct line_run *runs = arena_memdup(arena, line->runs, line->n_runs * sizeof(struct line_run));
    for (size_t i = 0; i < line->n_runs; i++) {
        struct glyph_run *run = &runs[i].run;
        run->text = arena_strndup(arena, run->text, run->n_text);
        run->glyphs = arena_memdup(arena, run->glyphs, run->n_glyphs * sizeof(struct glyph));
    }
    line->runs = runs;
}

static void box_move(struct box *box, struct arena *arena);

static void note_move(struct note *note, struct arena *arena)
{
    note->boxes = arena_memdup(arena, note->boxes, note->n * sizeof(struct box));
    for (size_t i = 0; i < note->n; i++)
        box_move(&note->boxes[i], arena);
}

static void box_move(struct box *box, struct arena *arena)
{
    box->items = arena_memdup(arena, box->items, box->n_items * sizeof(struct item));
    for (size_t i = 0; i < box->n_items; i++) {
        if (box->items[i].kind == ITEM_LINE)
            line_copy(&box->items[i].line.line, arena);
    }
    box->bookmark = arena_strdup(arena, box->bookmark);
    for (struct note **note = &box->notes; *note; note = &(*note)->next) {
        *note = arena_memdup(arena, *note, sizeof **note);
        note_move(*note, arena);
    }
}

// Those before `serial`, where there are more than `least` of them in a segment.
static void drop_boxes(struct flow *flow, uint64_t serial, guint least)
{
    for (guint i = 0; i < flow->segments->len; i++) {
        struct segment *segment = flow->segments->pdata[i];
        guint gone =
            (guint)MIN(serial > segment->base ? serial - segment->base : 0, segment->boxes->len);
        if (gone <= least)
            continue;
        g_array_remove_range(segment->boxes, 0, gone);
        segment->base += gone;
    }
}

void flow_release(struct flow *flow, uint64_t serial)
{
    elements_release_links(flow);
    // Boxes without items, where pages are only counted, take no room there.
    if (flow->counts_only)
        drop_boxes(flow, serial, BOXES_KEEP);
    // What stays is moved: not for every page, but when there is twice as much as stayed last.
    if (arena_bytes(flow->arena) < MAX(flow->arena_most, ARENA_KEEP))
        return;
    struct arena *arena = arena_new();
    drop_boxes(flow, serial, 0);
    for (guint i = 0; i < flow->segments->len; i++) {
        const struct segment *segment = flow->segments->pdata[i];
        for (guint j = 0; j < segment->boxes->len; j++)
            box_move(&g_array_index(segment->boxes, struct box, j), arena);
    }
    for (guint i = 0; i < flow->carried->len; i++)
        note_move(&g_array_index(flow->carried, struct note, i), arena);
    arena_free(flow->arena);
    flow->arena = arena;
    flow->arena_most = 2 * arena_bytes(arena);
}
