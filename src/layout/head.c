// SPDX-License-Identifier: MIT
#include "layout/head.h"

#include "layout/addressee.h"
#include "layout/aside.h"
#include "layout/elements.h"
#include "layout/fields.h"
#include "layout/footnote.h"
#include "layout/letterhead.h"
#include "layout/masthead.h"
#include "layout/said.h"

#include <string.h>

static const struct {
    enum style_group group;
    enum node_kind kind; // of its blocks; NODE_DOCUMENT: none
} looks[HEAD_PARTS] = {
    [HEAD_KIND] = {GROUP_KIND, NODE_DOCUMENT},
    [HEAD_DATE] = {GROUP_DATE, NODE_DATE},
    [HEAD_TITLE] = {GROUP_TITLE, NODE_TITLE},
    [HEAD_ADDRESSEE] = {GROUP_ADDRESSEE, NODE_ADDRESSEE},
    [HEAD_REFERENCE] = {GROUP_REFERENCE, NODE_REFERENCE},
    [HEAD_SENDER] = {GROUP_SENDER, NODE_SENDER},
    [HEAD_LETTERHEAD] = {GROUP_LETTERHEAD, NODE_LETTERHEAD},
    [HEAD_SUBJECT] = {GROUP_SUBJECT, NODE_SUBJECT},
};

struct head_setter {
    struct flow *flow;
    const struct node *first, *end;
    const char *kind; // in flow->scratch
    uint32_t kind_element;
};

bool head_opens(const struct flow *flow, const struct node *first)
{
    const struct particulars *said = flow->job->particulars;
    return first && (letterhead_holds(first) || said->kind || said->date);
}

static bool has_block(const struct head_setter *head, enum node_kind kind)
{
    const struct node *block = head->first;
    while (block != head->end && block->kind != kind)
        block = block->next;
    return block != head->end;
}

static const struct node *letterhead_of(const struct head_setter *head)
{
    const struct node *block = head->first;
    while (block != head->end && block->kind != NODE_LETTERHEAD)
        block = block->next;
    return block == head->end ? NULL : block;
}

static const char *given_date(const struct head_setter *head)
{
    const char *date = head->flow->job->particulars->date;
    return !has_block(head, NODE_DATE) && date ? "{date}" : "";
}

static bool has_part(const struct head_setter *head, enum head_part part)
{
    if (part == HEAD_KIND)
        return head->kind != NULL;
    if (part == HEAD_LETTERHEAD)
        return has_block(head, NODE_LETTERHEAD) || has_block(head, NODE_SENDER);
    if (part == HEAD_SENDER)
        return has_block(head, NODE_SENDER) && masthead_speaks(letterhead_of(head));
    return has_block(head, looks[part].kind) || (part == HEAD_DATE && *given_date(head));
}

static void set_words(struct head_setter *head, const struct place *place, enum style_group group,
                      const char *words, uint32_t element)
{
    struct flow *flow = head->flow;
    const struct block_style *style = &flow->style->blocks[group];
    struct lines lines = said_lines(flow, place, words, style);
    if (lines.n)
        block_add_lines(flow, place, &lines, style, element);
}

static bool set_blocks(struct head_setter *head, const struct place *place, enum node_kind kind,
                       GError **error)
{
    for (const struct node *block = head->first; block != head->end; block = block->next) {
        if (block->kind == kind && !block_set(head->flow, place, block, error))
            return false;
    }
    return true;
}

static bool set_letterheads(struct head_setter *head, const struct place *place, GError **error)
{
    const struct node *first = letterhead_of(head);
    if (!masthead_set(head->flow, place, first, head->first, head->end, error))
        return false;
    for (const struct node *block = head->first; block != head->end; block = block->next) {
        if (block->kind == NODE_LETTERHEAD && block != first &&
            !block_set(head->flow, place, block, error))
            return false;
    }
    return true;
}

static bool set_part(struct head_setter *head, const struct place *place, enum head_part part,
                     GError **error)
{
    struct flow *flow = head->flow;
    if (part == HEAD_ADDRESSEE) {
        addressee_set(flow, place, head->first, head->end);
        return true;
    }
    if (part == HEAD_LETTERHEAD)
        return set_letterheads(head, place, error);
    if (part == HEAD_KIND && head->kind)
        set_words(head, place, GROUP_KIND, head->kind, head->kind_element);
    if (part == HEAD_DATE && *given_date(head))
        set_words(head, place, GROUP_DATE,
                  fields_fill(flow, NULL, &flow->style->blocks[GROUP_DATE], "{date}", flow->scratch,
                              NULL),
                  ELEMENT_NONE);
    return part == HEAD_KIND || set_blocks(head, place, looks[part].kind, error);
}

// A row's lines over and under are those of the first of its parts that has any.
static const struct block_style *row_style(const struct head_setter *head,
                                           const enum head_part *row, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct block_style *style = &head->flow->style->blocks[looks[row[i]].group];
        if (style->border_start.width || style->border_end.width)
            return style;
    }
    return &head->flow->style->blocks[looks[row[0]].group];
}

// Both sides as one box, their first lines on one baseline.
static void add_sides(struct head_setter *head, struct aside sides[2], bool led)
{
    struct flow *flow = head->flow;
    struct place place = block_top_place(head->flow);
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct item));
    len baseline = MAX(aside_baseline(sides[0].boxes), aside_baseline(sides[1].boxes));
    len foot = 0;
    for (int i = 0; i < 2; i++) {
        bool right = (i == 0) == flow->rtl;
        len shift = baseline - aside_baseline(sides[i].boxes);
        len at = aside_take(sides[i].boxes, right ? flow->width - sides[i].place.width : 0, shift,
                            items);
        foot = MAX(foot, at);
    }
    struct box box = {.height = foot, .penalty = PENALTY_NEVER, .n_items = items->len};
    box.items = arena_memdup(flow->arena, items->data, items->len * sizeof(struct item));
    if (!led)
        block_lead_in(flow, &flow->style->blocks[GROUP_KIND], &box);
    flow_add(flow, place.segment, &box);
    g_array_unref(items);
}

// Elements begun before the sides were set go on to their box.
static void extend_reserved(struct head_setter *head, const enum head_part row[2], uint64_t serial)
{
    for (const struct node *block = head->first; block != head->end; block = block->next) {
        uint32_t id = elements_reserved(head->flow, block);
        if (id && (block->kind == looks[row[0]].kind || block->kind == looks[row[1]].kind))
            elements_extend(head->flow, id, serial);
    }
}

// Kind and date are short; a title beside addressees leaves them what their lines need.
static bool set_sides(struct head_setter *head, const enum head_part row[2], bool led,
                      GError **error)
{
    struct flow *flow = head->flow;
    struct aside sides[2];
    len gap = flow->style->blocks[GROUP_BODY].column_gap;
    len below = flow->space_below;
    int after = flow->break_after;
    uint64_t serial = flow->next_serial;
    bool ok = true;
    for (int i = 0; i < 2; i++) {
        aside_open(flow, (flow->width - gap) / 2, &sides[i]);
        sides[i].place.bare = true;
        ok = ok && set_part(head, &sides[i].place, row[i], error);
        aside_settle(flow, &sides[i], serial);
    }
    extend_reserved(head, row, serial);
    flow->space_below = below;
    flow->break_after = after;
    if (ok && sides[0].boxes->len + sides[1].boxes->len)
        add_sides(head, sides, led);
    aside_close(&sides[0]);
    aside_close(&sides[1]);
    return ok;
}

static bool set_pair(struct head_setter *head, const enum head_part row[2], GError **error)
{
    struct flow *flow = head->flow;
    const struct block_style *style = row_style(head, row, 2);
    struct place place = block_top_place(head->flow);
    bool led = style->border_start.width > 0;
    if (led)
        block_add_border(flow, &place, style, true);
    bool ok = set_sides(head, row, led, error);
    if (style->border_end.width)
        block_add_border(flow, &place, style, false);
    block_lead_out(flow, style);
    flow->break_after = BREAK_AVOID;
    return ok && footnote_set_called(flow, place.segment, error);
}

static bool set_single(struct head_setter *head, enum head_part part, GError **error)
{
    struct flow *flow = head->flow;
    struct place place = block_top_place(head->flow);
    bool ok = set_part(head, &place, part, error);
    return ok && footnote_set_called(flow, place.segment, error);
}

// A row of which nothing is known goes, with its space; but the line that opens the letter stays.
static bool set_row(struct head_setter *head, const enum head_part *row, size_t n, GError **error)
{
    enum head_part there[2];
    size_t n_there = 0;
    bool opens = false;
    for (size_t i = 0; i < n; i++) {
        opens = opens || row[i] == HEAD_KIND;
        if (has_part(head, row[i]))
            there[n_there++] = row[i];
    }
    const struct block_style *style = row_style(head, row, n);
    bool lines = style->border_start.width || style->border_end.width;
    if (n == 2 && (n_there == 2 || (opens && lines)))
        return set_pair(head, row, error);
    if (n_there)
        return set_single(head, there[0], error);
    if (!opens || !lines)
        return true;
    struct place place = block_top_place(head->flow);
    if (style->border_start.width)
        block_add_border(head->flow, &place, style, true);
    if (style->border_end.width)
        block_add_border(head->flow, &place, style, false);
    block_lead_out(head->flow, style);
    return true;
}

static bool is_placed(const struct head_rows *rows, enum head_part part)
{
    for (size_t i = 0; i < rows->n; i++) {
        for (size_t j = 0; j < rows->rows[i].n; j++) {
            if (rows->rows[i].parts[j] == part)
                return true;
        }
    }
    return false;
}

// What the letter says and the style does not place: who sends it opens the letter, what it is
// about goes on to its text. A kind or a date that is no block of the letter's is left out.
static bool set_unplaced(struct head_setter *head, const enum head_part *all, size_t n,
                         GError **error)
{
    for (size_t i = 0; i < n; i++) {
        bool wanted = all[i] == HEAD_KIND   ? head->kind_element != 0
                      : all[i] == HEAD_DATE ? has_block(head, NODE_DATE)
                                            : true;
        if (wanted && !is_placed(&head->flow->style->page.head, all[i]) && has_part(head, all[i]) &&
            !set_single(head, all[i], error))
            return false;
    }
    return true;
}

static bool set_rows(struct head_setter *head, GError **error)
{
    static const enum head_part before[] = {HEAD_LETTERHEAD, HEAD_SENDER, HEAD_KIND, HEAD_DATE,
                                            HEAD_REFERENCE};
    static const enum head_part after[] = {HEAD_TITLE, HEAD_ADDRESSEE, HEAD_SUBJECT};
    const struct head_rows *rows = &head->flow->style->page.head;
    if (!set_unplaced(head, before, G_N_ELEMENTS(before), error))
        return false;
    for (size_t i = 0; i < rows->n; i++) {
        if (!set_row(head, rows->rows[i].parts, rows->rows[i].n, error))
            return false;
    }
    return set_unplaced(head, after, G_N_ELEMENTS(after), error);
}

bool head_set_row(struct flow *flow, const struct node *first, size_t row, GError **error)
{
    const struct head_rows *rows = &flow->style->page.head;
    struct head_setter head = {.flow = flow, .first = first, .kind = flow->job->particulars->kind};
    return set_row(&head, rows->rows[row].parts, rows->rows[row].n, error);
}

bool head_set(struct flow *flow, const struct node *first, const struct node **ret_next,
              GError **error)
{
    const struct node *end = first;
    while (end && letterhead_holds(end))
        end = end->next;
    *ret_next = end;
    if (letterhead_windowed(flow, first))
        return letterhead_set_windowed(flow, first, ret_next, error);
    struct head_setter head = {.flow = flow, .first = first, .end = end};
    head.kind = addressee_kind(flow, first, end, flow->scratch, &head.kind_element);
    if (!head.kind)
        head.kind = flow->job->particulars->kind;
    return set_rows(&head, error);
}
