// SPDX-License-Identifier: MIT
#include "layout/verse.h"

#include "layout/elements.h"
#include "layout/inline.h"

#include <string.h>

struct verse_setter {
    struct flow *flow;
    const struct place *place;
    const struct block_style *style;
    bool stacked;   // hemistichs one below the other
    len width, gap; // of a column, and between two
    bool begun;
};

bool verse_is(const struct node *table)
{
    return table->name && strcmp(table->name, "verse") == 0;
}

static const struct node *next_cell(const struct node *node)
{
    while (node && node->kind != NODE_CELL)
        node = node->next;
    return node;
}

static len natural_width(const struct verse_setter *setter, const struct node *cell)
{
    struct flow *flow = setter->flow;
    struct inline_text text = inline_gather(flow, cell, setter->style, ELEMENT_NONE, false);
    struct paragraph_style paragraph =
        block_paragraph_style(flow, cell, setter->style, setter->place->rtl);
    return text.styled.n
               ? paragraph_natural_width(flow->job->fonts, &text.styled, &paragraph, flow->scratch)
               : 0;
}

// The columns are as wide as the widest hemistich.
static void measure(struct verse_setter *setter, const struct node *verse)
{
    len widest = 1, whole = setter->place->width;
    for (const struct node *row = verse->first; row; row = row->next) {
        for (const struct node *cell = next_cell(row->first); cell; cell = next_cell(cell->next))
            widest = MAX(widest, natural_width(setter, cell));
    }
    setter->gap = setter->style->column_gap;
    setter->stacked = 2 * widest + setter->gap > whole;
    setter->width = MIN(widest, whole);
}

// From the left edge of the measure: of the first or the second hemistich.
static len column_x(const struct verse_setter *setter, size_t i)
{
    const struct place *place = setter->place;
    len gap = setter->stacked ? MIN(setter->gap, place->width - setter->width) : setter->gap;
    len all = setter->stacked ? setter->width + gap : 2 * setter->width + gap;
    len from = i == 0 ? 0 : setter->stacked ? gap : setter->width + gap;
    len left = place->x + (place->width - all) / 2;
    return place->rtl ? left + all - setter->width - from : left + from;
}

static struct lines cell_lines(const struct verse_setter *setter, const struct node *cell,
                               uint32_t element)
{
    struct flow *flow = setter->flow;
    struct inline_text text = inline_gather(flow, cell, setter->style, element, false);
    struct paragraph_style paragraph =
        block_paragraph_style(flow, cell, setter->style, setter->place->rtl);
    // One far shorter than the rest would be torn, not filled.
    bool fills = 10 * (int64_t)natural_width(setter, cell) >= 7 * (int64_t)setter->width;
    paragraph.align = fills ? TEXT_JUSTIFY : TEXT_START;
    paragraph.justify_last = fills;
    paragraph.hyphenate = false;
    paragraph.hanging_punctuation = false;
    return paragraph_set(flow->job->fonts, &text.styled, &paragraph, setter->width, flow->arena,
                         flow->diag);
}

static void add_lines(const struct verse_setter *setter, const struct lines *lines, size_t column,
                      uint32_t element, GArray *items, len *y)
{
    for (size_t i = 0; i < lines->n; i++) {
        struct item item = {.kind = ITEM_LINE, .element = element, .colour = setter->style->colour};
        item.line.x = column_x(setter, column);
        item.line.y = *y + block_baseline(setter->style);
        item.line.line = lines->lines[i];
        g_array_append_val(items, item);
        *y += block_leading(setter->style);
    }
}

static void set_line(struct verse_setter *setter, const struct node *row)
{
    struct flow *flow = setter->flow;
    uint32_t id = elements_begin(flow, setter->place->parent, ROLE_P)->id;
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct item));
    len foot = 0, y = 0;
    size_t column = 0;
    for (const struct node *cell = next_cell(row->first); cell; cell = next_cell(cell->next)) {
        struct lines lines = cell_lines(setter, cell, id);
        y = setter->stacked ? foot : 0;
        add_lines(setter, &lines, column, id, items, &y);
        column = 1;
        foot = MAX(foot, y);
    }
    struct box box = {.height = foot, .leaded = true, .n_items = items->len};
    box.items = arena_memdup(flow->arena, items->data, items->len * sizeof(struct item));
    g_array_unref(items);
    if (setter->begun)
        box.above = setter->style->row_gap;
    else
        block_lead_in(flow, setter->style, &box);
    setter->begun = true;
    flow_add(flow, setter->place->segment, &box);
    elements_end(flow, id);
}

void verse_set(struct flow *flow, const struct place *place, const struct node *verse)
{
    struct verse_setter setter = {
        .flow = flow, .place = place, .style = &flow->style->blocks[GROUP_VERSE]};
    measure(&setter, verse);
    for (const struct node *row = verse->first; row; row = row->next) {
        if (next_cell(row->first))
            set_line(&setter, row);
    }
    if (setter.begun)
        block_lead_out(flow, setter.style);
}
