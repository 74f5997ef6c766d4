// SPDX-License-Identifier: MIT
#include "layout/parallel.h"

#include "layout/elements.h"
#include "layout/footnote.h"

#include <assert.h>
#include <string.h>

static bool is_text(const struct node *block)
{
    switch (block->kind) {
    case NODE_TITLE:
    case NODE_HEADING:
    case NODE_ADDRESSEE:
    case NODE_SALUTATION:
    case NODE_PARAGRAPH:
    case NODE_CLOSING:
    case NODE_QUOTE:
        return true;
    default:
        return false;
    }
}

// Whether the block is in another language than the letter; regions do not count.
static bool is_other(const struct flow *flow, const struct node *block)
{
    if (!block->lang)
        return false;
    size_t n = strcspn(flow->lang, "-"), m = strcspn(block->lang, "-");
    return n != m || g_ascii_strncasecmp(flow->lang, block->lang, n) != 0;
}

static const struct node *next_other(const struct flow *flow, const struct node *from)
{
    while (from && !(is_text(from) && is_other(flow, from)))
        from = from->next;
    return from;
}

bool parallel_wanted(const struct flow *flow)
{
    return flow->style->page.parallel && next_other(flow, flow->job->document->root->first);
}

// One side of a pair, set into boxes of its own.
struct parallel_side {
    const struct node *block; // NULL: nothing is beside it
    GArray *boxes;
    uint32_t first_element, last_element;
};

static bool set_side(struct flow *flow, struct parallel_side *side, len x, len width,
                     GError **error)
{
    side->boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
    side->first_element = flow->next_element;
    bool ok = true;
    if (side->block) {
        struct segment aside = {.columns = 1, .width = width, .aside = true, .boxes = side->boxes};
        struct place place = {.segment = &aside,
                              .x = x,
                              .width = width,
                              .parent = flow->document_element,
                              .rtl = side->block->direction == DIRECTION_INHERIT
                                         ? flow->rtl
                                         : side->block->direction == DIRECTION_RTL};
        ok = block_set(flow, &place, side->block, error);
    }
    side->last_element = flow->next_element - 1;
    return ok;
}

static struct box merged(struct flow *flow, const struct box *one, const struct box *other)
{
    assert(one || other);
    if (!one || !other)
        return one ? *one : *other;
    struct box box = *one;
    if (!box.bookmark) {
        box.bookmark = other->bookmark;
        box.bookmark_level = other->bookmark_level;
    }
    box.height = MAX(one->height, other->height);
    box.above = MAX(one->above, other->above);
    box.penalty = MAX(one->penalty, other->penalty);
    box.n_items = one->n_items + other->n_items;
    box.items = ARENA_ARRAY(flow->arena, struct item, box.n_items);
    for (size_t i = 0; i < one->n_items; i++)
        box.items[i] = one->items[i];
    for (size_t i = 0; i < other->n_items; i++)
        box.items[one->n_items + i] = other->items[i];
    return box;
}

static const struct box *box_of(const struct parallel_side *side, guint i)
{
    return i < side->boxes->len ? &g_array_index(side->boxes, struct box, i) : NULL;
}

static void end_side(struct flow *flow, const struct parallel_side *side, uint64_t first)
{
    guint n = side->boxes->len;
    for (uint32_t id = side->first_element; n && id <= side->last_element; id++)
        elements_place(flow, id, first, first + n - 1);
}

static bool set_pair(struct flow *flow, struct parallel_side sides[2], GError **error)
{
    len gap = flow->style->blocks[GROUP_BODY].column_gap;
    len width = MAX((flow->width - gap) / 2, 1);
    len below = flow->space_below, most_below = 0;
    int after = flow->break_after;
    bool ok = true;
    for (int i = 0; i < 2; i++) {
        flow->space_below = below;
        flow->break_after = after;
        bool right = (i == 0) == flow->rtl; // the letter's own language where reading begins
        ok = set_side(flow, &sides[i], right ? width + gap : 0, width, error) && ok;
        most_below = MAX(most_below, flow->space_below);
    }
    flow->space_below = most_below;
    struct segment *segment = flow_segment(flow, 1, 0, 0, flow->rtl);
    uint64_t first = flow->next_serial;
    for (guint i = 0; ok && i < MAX(sides[0].boxes->len, sides[1].boxes->len); i++) {
        struct box box = merged(flow, box_of(&sides[0], i), box_of(&sides[1], i));
        flow_add(flow, segment, &box);
    }
    for (int i = 0; i < 2; i++) {
        end_side(flow, &sides[i], first);
        g_array_unref(sides[i].boxes);
    }
    return ok && footnote_set_called(flow, segment, error);
}

bool parallel_set(struct flow *flow, const struct node *block, bool *ret_done, GError **error)
{
    *ret_done = is_text(block);
    if (!*ret_done)
        return true;
    if (!flow->beside_known)
        flow->beside = next_other(flow, flow->job->document->root->first);
    flow->beside_known = true;
    struct parallel_side sides[2] = {{.block = block}, {.block = flow->beside}};
    if (is_other(flow, block)) {
        // One that no block of the letter's language matched is alone on its side.
        if (block != flow->beside)
            return true;
        sides[0].block = NULL;
    }
    flow->beside = flow->beside ? next_other(flow, flow->beside->next) : NULL;
    return set_pair(flow, sides, error);
}
