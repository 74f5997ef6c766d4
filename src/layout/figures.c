// SPDX-License-Identifier: MIT
#include "layout/figures.h"

#include "layout/elements.h"
#include "layout/number.h"
#include "layout/said.h"

#include <string.h>

struct figures {
    struct flow *flow;
    struct place cell; // of the figure being set
    uint32_t element;
    GArray *items; // struct item
};

// Centred lines from `y` on; returns their foot.
static len add_words(struct figures *figures, const char *words, const struct block_style *style,
                     len y)
{
    struct block_style centred = *style;
    centred.align = ALIGN_CENTER;
    struct lines lines = said_lines(figures->flow, &figures->cell, words, &centred);
    for (size_t i = 0; i < lines.n; i++) {
        struct item item = {
            .kind = ITEM_LINE, .element = figures->element, .colour = style->colour};
        item.line.x = figures->cell.x;
        item.line.y = y + block_baseline(style);
        item.line.line = lines.lines[i];
        g_array_append_val(figures->items, item);
        y += block_leading(style);
    }
    return y;
}

static len add_figure(struct figures *figures, const struct particular_figure *figure)
{
    struct flow *flow = figures->flow;
    const struct block_style *words = &flow->style->blocks[GROUP_FIGURES];
    const struct block_style *large = &flow->style->blocks[GROUP_FIGURE_NUMBER];
    enum style_digits digits = flow_digits(flow, large);
    figures->element = elements_begin(flow, flow->document_element, ROLE_P)->id;
    len y = add_words(figures, number_exchange(flow->scratch, figure->number, digits), large, 0);
    y = add_words(figures, figure->words, words, y);
    if (!figure->below)
        return y;
    struct block_style small = *words;
    small.size = words->size * 6 / 7;
    return add_words(figures, number_exchange(flow->scratch, figure->below, digits), &small, y);
}

static void add_box(struct figures *figures, len foot)
{
    struct flow *flow = figures->flow;
    struct place place = block_top_place(flow);
    const struct block_style *style = &flow->style->blocks[GROUP_FIGURES];
    struct box box = {.height = foot, .penalty = PENALTY_NEVER, .n_items = figures->items->len};
    box.items =
        arena_memdup(flow->arena, figures->items->data, figures->items->len * sizeof(struct item));
    block_add_border(flow, &place, style, true);
    flow_add(flow, place.segment, &box);
    block_add_border(flow, &place, style, false);
    block_lead_out(flow, style);
}

void figures_set(struct flow *flow)
{
    const struct particulars *said = flow->job->particulars;
    const char *content = flow->style->blocks[GROUP_FIGURES].content;
    if (!said->n_figures || strcmp(content, "counts") != 0)
        return;
    struct figures figures = {.flow = flow,
                              .items = g_array_new(FALSE, FALSE, sizeof(struct item))};
    figures.cell = block_top_place(flow);
    figures.cell.width = flow->width / (len)said->n_figures;
    // The line over them is the first box, where their elements begin.
    uint32_t first = flow->next_element;
    len foot = 0;
    for (size_t i = 0; i < said->n_figures; i++) {
        size_t from_left = flow->rtl ? said->n_figures - 1 - i : i;
        figures.cell.x = (len)from_left * figures.cell.width;
        len at = add_figure(&figures, &said->figures[i]);
        foot = MAX(foot, at);
    }
    add_box(&figures, foot);
    for (uint32_t id = first; id < flow->next_element; id++)
        elements_end(flow, id);
    g_array_unref(figures.items);
}
