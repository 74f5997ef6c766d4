// SPDX-License-Identifier: MIT
// Measures from DIN 5008 (forms A and B: address field 85 x 45 mm, its return address above the
// address proper) and from the United States No. 10 envelope for a letter folded in three.
#include "layout/letterhead.h"

#include "layout/elements.h"
#include "layout/footnote.h"

#include <string.h>

struct address_window {
    double left, width;   // of the text in the window, mm from the paper's left edge
    double sender;        // baseline zone's foot of the return address, mm from the top
    double address, foot; // where the address begins, and where the window ends
    double info_left, info_width, info; // date and reference
    double body;                        // where the letter begins
    double head;                        // where a letterhead begins
};

static const struct address_window windows[] = {
    [WINDOW_DIN_5008_A] = {25, 80, 44.7, 44.7, 72, 125, 65, 32, 80.5, 8},
    [WINDOW_DIN_5008_B] = {25, 80, 62.7, 62.7, 90, 125, 65, 50, 98.5, 12},
    [WINDOW_US_10] = {25.4, 101.6, 46, 54, 79.4, 133.4, 60, 54, 90, 12},
};

static bool in_head(const struct node *block)
{
    switch (block->kind) {
    case NODE_LETTERHEAD:
    case NODE_SENDER:
    case NODE_DATE:
    case NODE_REFERENCE:
    case NODE_ADDRESSEE:
    case NODE_TITLE:
        return true;
    default:
        return false;
    }
}

static bool letterhead_addressed(const struct node *first)
{
    while (first && in_head(first) && first->kind != NODE_ADDRESSEE)
        first = first->next;
    return first && first->kind == NODE_ADDRESSEE;
}

bool letterhead_opens(const struct flow *flow, const struct node *first)
{
    bool letter = false;
    for (const struct node *block = first; block && in_head(block); block = block->next)
        letter = letter || (block->kind != NODE_ADDRESSEE && block->kind != NODE_TITLE);
    return letter || (flow->style->page.window != WINDOW_NONE && letterhead_addressed(first));
}

struct letterhead {
    struct flow *flow;
    const struct address_window *window;
    GArray *items;
    uint64_t serial;               // of the one box
    struct point corner;           // of the box, from the paper's
    len letterhead, address, info; // how far down each is filled
    GArray *senders;               // struct box: all of them, placed together
};

// The text in the window is at the letter's own margin where that lies in the window's.
static len window_left(const struct letterhead *head)
{
    len left = len_from_mm(head->window->left);
    return CLAMP(head->flow->style->page.margin.left, left, left + len_from_mm(8));
}

static len info_width(const struct letterhead *head)
{
    const struct page_style *page = &head->flow->style->page;
    len room = page->width - page->margin.right - len_from_mm(head->window->info_left);
    return MAX(MIN(len_from_mm(head->window->info_width), room), len_from_mm(30));
}

// Moves the boxes of a block set aside to their place in the head; returns their foot.
static len take_boxes(struct letterhead *head, const GArray *boxes, len x, len y)
{
    for (guint i = 0; i < boxes->len; i++) {
        const struct box *box = &g_array_index(boxes, struct box, i);
        y += i ? box->above : 0;
        for (size_t j = 0; j < box->n_items; j++) {
            struct item item = box->items[j];
            struct point *at = item.kind == ITEM_LINE    ? (struct point *)&item.line
                               : item.kind == ITEM_IMAGE ? (struct point *)&item.image.rect
                                                         : (struct point *)&item.rule;
            at->x += x - head->corner.x;
            at->y += y - head->corner.y;
            g_array_append_val(head->items, item);
        }
        y += box->height;
    }
    return y;
}

static bool set_aside(struct letterhead *head, const struct node *block, len width, GArray *boxes,
                      GError **error)
{
    struct flow *flow = head->flow;
    struct segment aside = {.columns = 1, .width = width, .aside = true, .boxes = boxes};
    aside.base = flow->next_serial;
    struct place place = {
        .segment = &aside, .width = width, .parent = flow->document_element, .rtl = flow->rtl};
    uint32_t first = flow->next_element;
    bool ok = block_set(flow, &place, block, error);
    for (uint32_t id = first; ok && id < flow->next_element; id++)
        elements_place(flow, id, head->serial, head->serial);
    return ok;
}

static len boxes_height(const GArray *boxes)
{
    len height = 0;
    for (guint i = 0; i < boxes->len; i++) {
        const struct box *box = &g_array_index(boxes, struct box, i);
        height += box->height + (i ? box->above : 0);
    }
    return height;
}

// One below the other, without the space that blocks of text have between them.
static void add_sender(struct letterhead *head, const GArray *boxes)
{
    guint first = head->senders->len;
    g_array_append_vals(head->senders, boxes->data, boxes->len);
    for (guint i = first; i < head->senders->len; i++)
        g_array_index(head->senders, struct box, i).above = 0;
}

static void place_block(struct letterhead *head, enum node_kind kind, const GArray *boxes)
{
    const struct address_window *window = head->window;
    const struct page_style *page = &head->flow->style->page;
    len left = window_left(head);
    switch (kind) {
    case NODE_LETTERHEAD:
        head->letterhead = take_boxes(head, boxes, page->margin.left, len_from_mm(window->head));
        break;
    case NODE_SENDER:
        add_sender(head, boxes);
        break;
    case NODE_ADDRESSEE:
        head->address = take_boxes(head, boxes, left, head->address);
        break;
    default:
        head->info = take_boxes(head, boxes, len_from_mm(window->info_left), head->info);
        break;
    }
}

// The senders end above the address; where a letterhead leaves them no room, they follow it and the
// address follows them.
static void place_senders(struct letterhead *head)
{
    if (!head->senders->len)
        return;
    len top = len_from_mm(head->window->sender) - boxes_height(head->senders);
    len foot = take_boxes(head, head->senders, window_left(head), MAX(top, head->letterhead));
    head->address = MAX(head->address, foot);
}

static bool set_block(struct letterhead *head, const struct node *block, GError **error)
{
    const struct address_window *window = head->window;
    len width = block->kind == NODE_LETTERHEAD ? head->flow->width
                : block->kind == NODE_SENDER || block->kind == NODE_ADDRESSEE
                    ? len_from_mm(window->width)
                    : info_width(head);
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
    bool ok = set_aside(head, block, width, boxes, error);
    if (ok)
        place_block(head, block->kind, boxes);
    g_array_unref(boxes);
    return ok;
}

static bool is_above(const struct node *block)
{
    return block->kind == NODE_LETTERHEAD || block->kind == NODE_SENDER;
}

// Letterhead and senders, which say where the address may begin.
static bool set_above(struct letterhead *head, const struct node *first, const struct node *end,
                      GError **error)
{
    for (const struct node *block = first; block != end; block = block->next) {
        if (is_above(block) && !set_block(head, block, error))
            return false;
    }
    place_senders(head);
    return true;
}

static void add_head(struct letterhead *head, struct segment *segment)
{
    struct flow *flow = head->flow;
    if (head->address > len_from_mm(head->window->foot))
        diag_add(flow->diag, DIAG_WARNING, "address-overfull", SPAN_NONE,
                 "the address is higher than the window of the envelope");
    len foot = MAX(len_from_mm(head->window->body), MAX(head->address, head->info));
    struct box box = {.height = MAX(foot - head->corner.y, LEN_PER_PT),
                      .n_items = head->items->len};
    box.items =
        arena_memdup(flow->arena, head->items->data, head->items->len * sizeof(struct item));
    flow_add(flow, segment, &box);
    flow->space_below = 0;
    flow->break_after = BREAK_AUTO;
}

static bool set_windowed(struct flow *flow, const struct node *first, const struct node **ret_next,
                         GError **error)
{
    const struct address_window *window = &windows[flow->style->page.window];
    struct segment *segment = flow_segment(flow, 1, 0, 0, flow->rtl);
    struct letterhead head = {.flow = flow,
                              .window = window,
                              .items = g_array_new(FALSE, FALSE, sizeof(struct item)),
                              .senders = g_array_new(FALSE, FALSE, sizeof(struct box)),
                              .serial = flow->next_serial,
                              .corner = {flow_left_margin(flow, 0), flow->style->first_margin.top},
                              .address = len_from_mm(window->address),
                              .info = len_from_mm(window->info)};
    const struct node *block = first;
    while (block && in_head(block))
        block = block->next;
    *ret_next = block;
    bool ok = set_above(&head, first, block, error);
    for (const struct node *below = first; ok && below != block; below = below->next) {
        if (below->kind != NODE_TITLE && !is_above(below))
            ok = set_block(&head, below, error);
    }
    if (ok)
        add_head(&head, segment);
    ok = ok && footnote_set_called(flow, segment, error);
    g_array_unref(head.items);
    g_array_unref(head.senders);
    for (const struct node *title = first; ok && title != block; title = title->next) {
        if (title->kind == NODE_TITLE)
            ok = block_set_top(flow, title, error);
    }
    return ok;
}

// Reference and date share a line, one at either side.
static bool set_reference_and_date(struct flow *flow, const struct node *reference,
                                   const struct node *date, GError **error)
{
    struct segment *segment = flow_segment(flow, 1, 0, 0, flow->rtl);
    struct letterhead head = {.flow = flow, .serial = flow->next_serial};
    GArray *one = g_array_new(FALSE, FALSE, sizeof(struct box));
    GArray *other = g_array_new(FALSE, FALSE, sizeof(struct box));
    len below = flow->space_below;
    bool ok = set_aside(&head, reference, flow->width, one, error);
    flow->space_below = below;
    ok = ok && set_aside(&head, date, flow->width, other, error);
    head.items = g_array_new(FALSE, FALSE, sizeof(struct item));
    if (ok && one->len + other->len) {
        len foot = take_boxes(&head, one, 0, 0);
        len other_foot = take_boxes(&head, other, 0, 0);
        foot = MAX(foot, other_foot);
        const struct box *first = &g_array_index(one->len ? one : other, struct box, 0);
        struct box box = {.height = foot, .above = first->above, .penalty = first->penalty};
        box.n_items = head.items->len;
        box.items = arena_memdup(flow->arena, head.items->data, box.n_items * sizeof(struct item));
        flow_add(flow, segment, &box);
    }
    g_array_unref(head.items);
    g_array_unref(one);
    g_array_unref(other);
    return ok && footnote_set_called(flow, segment, error);
}

static const struct node *find_kind(const struct node *first, const struct node *end,
                                    enum node_kind kind)
{
    while (first != end && first->kind != kind)
        first = first->next;
    return first == end ? NULL : first;
}

static bool set_kind(struct flow *flow, const struct node *first, const struct node *end,
                     enum node_kind kind, GError **error)
{
    for (const struct node *block = first; block != end; block = block->next) {
        if (block->kind == kind && !block_set_top(flow, block, error))
            return false;
    }
    return true;
}

// Without a window the head is in the text's own column.
static bool set_open(struct flow *flow, const struct node *first, const struct node **ret_next,
                     GError **error)
{
    const struct node *end = first;
    while (end && in_head(end))
        end = end->next;
    *ret_next = end;
    const struct node *reference = find_kind(first, end, NODE_REFERENCE);
    const struct node *date = find_kind(first, end, NODE_DATE);
    return set_kind(flow, first, end, NODE_LETTERHEAD, error) &&
           set_kind(flow, first, end, NODE_SENDER, error) &&
           (reference && date ? set_reference_and_date(flow, reference, date, error)
                              : set_kind(flow, first, end, NODE_REFERENCE, error) &&
                                    set_kind(flow, first, end, NODE_DATE, error)) &&
           set_kind(flow, first, end, NODE_ADDRESSEE, error) &&
           set_kind(flow, first, end, NODE_TITLE, error);
}

bool letterhead_set_head(struct flow *flow, const struct node *first, const struct node **ret_next,
                         GError **error)
{
    bool windowed = flow->style->page.window != WINDOW_NONE && letterhead_addressed(first);
    return windowed ? set_windowed(flow, first, ret_next, error)
                    : set_open(flow, first, ret_next, error);
}
