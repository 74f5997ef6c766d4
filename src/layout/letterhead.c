// SPDX-License-Identifier: MIT
// Measures from DIN 5008 (forms A and B: address field 85 x 45 mm, its return address above the
// address proper) and from the United States No. 10 envelope for a letter folded in three.
#include "layout/letterhead.h"

#include "layout/aside.h"
#include "layout/elements.h"
#include "layout/footnote.h"
#include "layout/masthead.h"
#include "layout/said.h"

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
    [WINDOW_DIN_5008_A] = {25, 75, 34.7, 44.7, 72, 125, 60, 32, 80.5, 8},
    [WINDOW_DIN_5008_B] = {25, 75, 52.7, 62.7, 90, 125, 60, 50, 98.5, 12},
    [WINDOW_US_10] = {25.4, 101.6, 46, 54, 79.4, 133.4, 60, 54, 90, 12},
};

bool letterhead_holds(const struct node *block)
{
    switch (block->kind) {
    case NODE_LETTERHEAD:
    case NODE_SENDER:
    case NODE_DATE:
    case NODE_REFERENCE:
    case NODE_ADDRESSEE:
    case NODE_TITLE:
    case NODE_SUBJECT:
        return true;
    default:
        return false;
    }
}

static bool letterhead_addressed(const struct node *first)
{
    while (first && letterhead_holds(first) && first->kind != NODE_ADDRESSEE)
        first = first->next;
    return first && first->kind == NODE_ADDRESSEE;
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

static len take_boxes(struct letterhead *head, const GArray *boxes, len x, len y)
{
    return aside_take(boxes, x - head->corner.x, y - head->corner.y, head->items) + head->corner.y;
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
    len left = window_left(head);
    switch (kind) {
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
    len top = len_from_mm(head->window->sender) - aside_height(head->senders);
    len foot = take_boxes(head, head->senders, window_left(head), MAX(top, head->letterhead));
    bool window = head->window->sender < head->window->address;
    head->address = window ? foot + len_from_mm(1.5) : MAX(head->address, foot);
}

// The word beside a date or a reference; what it labels has the place that is left.
// The rows of the information stand level: the room of the longest of their labels.
static len label_room(struct flow *flow, len width)
{
    const struct block_style *style = &flow->style->blocks[GROUP_INFORMATION];
    const struct particulars *said = flow->job->particulars;
    len room = said_room(flow, said->date_label, style, style->label_width);
    room = said_room(flow, said->reference_label, style, room);
    room = said_room(flow, said->pages_label, style, room);
    return MIN(room, width / 2);
}

static bool information_label(struct letterhead *head, const struct node *block,
                              struct place *place, struct item *ret)
{
    struct flow *flow = head->flow;
    const struct block_style *style = &flow->style->blocks[GROUP_INFORMATION];
    const struct particulars *said = flow->job->particulars;
    const char *words = block->kind == NODE_DATE        ? said->date_label
                        : block->kind == NODE_REFERENCE ? said->reference_label
                                                        : NULL;
    if (!words || !style->label_width)
        return false;
    len beside = label_room(flow, place->width);
    struct place label = *place;
    label.width = beside;
    label.x += place->rtl ? place->width - beside : 0;
    if (!said_item(flow, &label, words, style, &flow->style->blocks[GROUP_DATE], ret))
        return false;
    place->width -= beside;
    place->x += flow->rtl ? 0 : beside;
    return true;
}

static bool set_block(struct letterhead *head, const struct node *block, GError **error)
{
    const struct address_window *window = head->window;
    bool in_window = block->kind == NODE_SENDER || block->kind == NODE_ADDRESSEE;
    len width = in_window ? len_from_mm(window->width) : info_width(head);
    struct aside aside;
    aside_open(head->flow, width, &aside);
    aside.place.bare = true;
    struct item label;
    bool labelled = !in_window && information_label(head, block, &aside.place, &label);
    bool ok = block_set(head->flow, &aside.place, block, error);
    if (labelled && aside.boxes->len)
        block_add_item(head->flow, &aside.segment, 0, &label);
    if (ok) {
        aside_settle(head->flow, &aside, head->serial);
        place_block(head, block->kind, aside.boxes);
    }
    aside_close(&aside);
    return ok;
}

static bool is_above(const struct node *block)
{
    return block->kind == NODE_LETTERHEAD || block->kind == NODE_SENDER;
}

static bool is_below(const struct node *block)
{
    return block->kind == NODE_TITLE || block->kind == NODE_SUBJECT;
}

static const struct node *find_kind(const struct node *first, const struct node *end,
                                    enum node_kind kind)
{
    while (first != end && first->kind != kind)
        first = first->next;
    return first == end ? NULL : first;
}

static bool set_masthead(struct letterhead *head, const struct node *letterhead,
                         const struct node *first, const struct node *end, GError **error)
{
    struct flow *flow = head->flow;
    struct aside aside;
    aside_open(flow, flow->width, &aside);
    bool ok = masthead_set(flow, &aside.place, letterhead, first, end, error);
    aside_settle(flow, &aside, head->serial);
    if (ok)
        head->letterhead = take_boxes(head, aside.boxes, flow->style->page.margin.left,
                                      MAX(len_from_mm(head->window->head), head->letterhead));
    aside_close(&aside);
    return ok;
}

// The senders' own words are in the letterhead: above the address they are told once more.
static void set_return_line(struct letterhead *head, const struct node *first,
                            const struct node *end)
{
    struct flow *flow = head->flow;
    const struct block_style *style = &flow->style->blocks[GROUP_RETURN_ADDRESS];
    struct aside aside;
    aside_open(flow, len_from_mm(head->window->width), &aside);
    const char *words = masthead_line(flow, first, end, aside.place.width);
    struct lines lines = said_lines(flow, &aside.place, words, style);
    if (lines.n) {
        block_add_lines(flow, &aside.place, &lines, style, ELEMENT_NONE);
        g_array_append_vals(head->senders, aside.boxes->data, aside.boxes->len);
    }
    aside_close(&aside);
}

// Letterhead and senders, which say where the address may begin.
static bool set_above(struct letterhead *head, const struct node *first, const struct node *end,
                      GError **error)
{
    const struct node *letterhead = find_kind(first, end, NODE_LETTERHEAD);
    bool sender = find_kind(first, end, NODE_SENDER) != NULL;
    if ((letterhead || sender) && !set_masthead(head, letterhead, first, end, error))
        return false;
    if (sender && !masthead_speaks(letterhead))
        set_return_line(head, first, end);
    for (const struct node *block = first; block != end; block = block->next) {
        if (block->kind == NODE_LETTERHEAD && block != letterhead &&
            !set_masthead(head, block, NULL, NULL, error))
            return false;
        if (block->kind == NODE_SENDER && masthead_speaks(letterhead) &&
            !set_block(head, block, error))
            return false;
    }
    place_senders(head);
    return true;
}

// A row below date and reference for the number of pages, which is known when they are made.
static void leave_page_count(struct letterhead *head)
{
    struct flow *flow = head->flow;
    const struct block_style *style = &flow->style->blocks[GROUP_INFORMATION];
    if (!flow->job->particulars->pages_label || !style->label_width ||
        head->info == len_from_mm(head->window->info))
        return;
    flow->page_count =
        (struct rect){len_from_mm(head->window->info_left), head->info + block_baseline(style),
                      info_width(head), block_leading(style)};
    flow->page_count_label = label_room(flow, info_width(head));
    head->info += block_leading(style);
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

bool letterhead_set_windowed(struct flow *flow, const struct node *first,
                             const struct node **ret_next, GError **error)
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
    while (block && letterhead_holds(block))
        block = block->next;
    *ret_next = block;
    bool ok = set_above(&head, first, block, error);
    for (const struct node *below = first; ok && below != block; below = below->next) {
        if (!is_below(below) && !is_above(below))
            ok = set_block(&head, below, error);
    }
    leave_page_count(&head);
    if (ok)
        add_head(&head, segment);
    ok = ok && footnote_set_called(flow, segment, error);
    g_array_unref(head.items);
    g_array_unref(head.senders);
    struct place place = block_top_place(flow);
    for (const struct node *title = first; ok && title != block; title = title->next) {
        if (is_below(title))
            ok = block_set(flow, &place, title, error);
    }
    return ok;
}

bool letterhead_windowed(const struct flow *flow, const struct node *first)
{
    return flow->style->page.window != WINDOW_NONE && letterhead_addressed(first);
}
