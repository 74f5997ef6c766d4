// SPDX-License-Identifier: MIT
#include "layout/signature.h"

#include "layout/aside.h"
#include "layout/inline.h"

#include <string.h>

enum { ABREAST_MOST = 2 };

static bool is_signature(const struct node *block)
{
    return block && block->kind == NODE_SIGNATURE;
}

bool signature_is_alone(const struct place *place, const struct node *block)
{
    bool within = place->segment->aside || !block->parent || block->parent->kind != NODE_DOCUMENT;
    return within || (!is_signature(block->previous) && !is_signature(block->next));
}

void signature_mark_name(struct flow *flow, struct styled_text *text)
{
    const struct block_style *style = &flow->style->blocks[GROUP_SIGNATURE_NAME];
    const char *newline = memchr(text->text, '\n', text->n);
    inline_distinguish(text, 0, newline ? (size_t)(newline - text->text) : text->n, style,
                       flow->scratch);
}

static size_t place_in_run(const struct node *block)
{
    size_t n = 0;
    while (is_signature(block->previous)) {
        block = block->previous;
        n++;
    }
    return n;
}

static bool set_side(struct flow *flow, struct aside *aside, const struct node *block,
                     const struct place *place, GError **error)
{
    aside->place.parent = place->parent;
    aside->place.rtl = place->rtl;
    return block_set(flow, &aside->place, block, error);
}

// From one side of a row to the next.
static len row_step(const struct block_style *style, const struct place *place)
{
    return place->width / CLAMP(style->columns, 1, ABREAST_MOST);
}

static void add_row(struct flow *flow, const struct place *place, const struct aside *sides,
                    size_t n, bool first)
{
    const struct block_style *style = &flow->style->blocks[GROUP_SIGNATURE];
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct item));
    len step = row_step(style, place), foot = 0;
    for (size_t i = 0; i < n; i++) {
        len from = (len)i * step;
        len x = place->rtl ? place->width - from - sides[i].place.width : from;
        len at = aside_take(sides[i].boxes, place->x + x, 0, items);
        foot = MAX(foot, at);
    }
    struct box box = {.height = foot, .n_items = items->len};
    box.items = arena_memdup(flow->arena, items->data, items->len * sizeof(struct item));
    g_array_unref(items);
    block_lead_in(flow, style, &box);
    if (!first) // many rows may be parted, each whole
        box.penalty = MIN(box.penalty, PENALTY_HYPHEN);
    flow_add(flow, place->segment, &box);
    block_lead_out(flow, style);
}

bool signature_set(struct flow *flow, const struct place *place, const struct node *block,
                   GError **error)
{
    const struct block_style *style = &flow->style->blocks[GROUP_SIGNATURE];
    size_t abreast = (size_t)CLAMP(style->columns, 1, ABREAST_MOST);
    if (place_in_run(block) % abreast)
        return true;
    struct aside sides[ABREAST_MOST];
    len step = row_step(style, place);
    bool first = place_in_run(block) == 0;
    len below = flow->space_below;
    int after = flow->break_after;
    bool ok = true;
    size_t n = 0;
    for (; ok && n < abreast && is_signature(block); block = block->next, n++) {
        aside_open(flow, abreast > 1 ? step - style->column_gap : step, &sides[n]);
        ok = set_side(flow, &sides[n], block, place, error);
        aside_settle(flow, &sides[n], flow->next_serial);
    }
    flow->space_below = below;
    flow->break_after = after;
    if (ok)
        add_row(flow, place, sides, n, first);
    for (size_t i = 0; i < n; i++)
        aside_close(&sides[i]);
    return ok;
}
