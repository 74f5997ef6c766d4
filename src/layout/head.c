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

// The parts, as style_head_areas names them.
enum area {
    AREA_KIND,
    AREA_DATE,
    AREA_TITLE,
    AREA_ADDRESSEE,
    AREA_REFERENCE,
    AREA_SENDER,
    AREA_LETTERHEAD,
    AREA_SUBJECT,
    AREA_COUNT,
};

static const struct {
    enum style_group group;
    enum node_kind kind; // of its blocks; NODE_DOCUMENT: none
} areas[AREA_COUNT] = {
    [AREA_KIND] = {GROUP_KIND, NODE_DOCUMENT},
    [AREA_DATE] = {GROUP_DATE, NODE_DATE},
    [AREA_TITLE] = {GROUP_TITLE, NODE_TITLE},
    [AREA_ADDRESSEE] = {GROUP_ADDRESSEE, NODE_ADDRESSEE},
    [AREA_REFERENCE] = {GROUP_REFERENCE, NODE_REFERENCE},
    [AREA_SENDER] = {GROUP_SENDER, NODE_SENDER},
    [AREA_LETTERHEAD] = {GROUP_LETTERHEAD, NODE_LETTERHEAD},
    [AREA_SUBJECT] = {GROUP_SUBJECT, NODE_SUBJECT},
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

static bool has_area(const struct head_setter *head, enum area area)
{
    if (area == AREA_KIND)
        return head->kind != NULL;
    if (area == AREA_LETTERHEAD)
        return has_block(head, NODE_LETTERHEAD) || has_block(head, NODE_SENDER);
    if (area == AREA_SENDER)
        return has_block(head, NODE_SENDER) && masthead_speaks(letterhead_of(head));
    return has_block(head, areas[area].kind) || (area == AREA_DATE && *given_date(head));
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

static bool set_area(struct head_setter *head, const struct place *place, enum area area,
                     GError **error)
{
    struct flow *flow = head->flow;
    if (area == AREA_ADDRESSEE) {
        addressee_set(flow, place, head->first, head->end);
        return true;
    }
    if (area == AREA_LETTERHEAD)
        return set_letterheads(head, place, error);
    if (area == AREA_KIND && head->kind)
        set_words(head, place, GROUP_KIND, head->kind, head->kind_element);
    if (area == AREA_DATE && *given_date(head))
        set_words(
            head, place, GROUP_DATE,
            fields_fill(flow, NULL, &flow->style->blocks[GROUP_DATE], "{date}", flow->scratch),
            ELEMENT_NONE);
    return area == AREA_KIND || set_blocks(head, place, areas[area].kind, error);
}

// A row's lines over and under are those of the first of its parts that has any.
static const struct block_style *row_style(const struct head_setter *head, const enum area *row,
                                           size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct block_style *style = &head->flow->style->blocks[areas[row[i]].group];
        if (style->border_start.width || style->border_end.width)
            return style;
    }
    return &head->flow->style->blocks[areas[row[0]].group];
}

static struct place head_place(struct head_setter *head)
{
    struct flow *flow = head->flow;
    return (struct place){.segment = flow_segment(flow, 1, 0, 0, flow->rtl),
                          .width = flow->width,
                          .parent = flow->document_element,
                          .rtl = flow->rtl};
}

// Both sides as one box, their first lines on one baseline.
static void add_sides(struct head_setter *head, struct aside sides[2], bool led)
{
    struct flow *flow = head->flow;
    struct place place = head_place(head);
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
static void extend_reserved(struct head_setter *head, const enum area row[2], uint64_t serial)
{
    for (const struct node *block = head->first; block != head->end; block = block->next) {
        uint32_t id = elements_reserved(head->flow, block);
        if (id && (block->kind == areas[row[0]].kind || block->kind == areas[row[1]].kind))
            elements_extend(head->flow, id, serial);
    }
}

// Kind and date are short; a title beside addressees leaves them what their lines need.
static bool set_sides(struct head_setter *head, const enum area row[2], bool led, GError **error)
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
        ok = ok && set_area(head, &sides[i].place, row[i], error);
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

static bool set_pair(struct head_setter *head, const enum area row[2], GError **error)
{
    struct flow *flow = head->flow;
    const struct block_style *style = row_style(head, row, 2);
    struct place place = head_place(head);
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

static bool set_single(struct head_setter *head, enum area area, GError **error)
{
    struct flow *flow = head->flow;
    struct place place = head_place(head);
    bool ok = set_area(head, &place, area, error);
    return ok && footnote_set_called(flow, place.segment, error);
}

// A row of which nothing is known goes, with its space; but the line that opens the letter stays.
static bool set_row(struct head_setter *head, const enum area *row, size_t n, GError **error)
{
    enum area there[2];
    size_t n_there = 0;
    bool opens = false;
    for (size_t i = 0; i < n; i++) {
        opens = opens || row[i] == AREA_KIND;
        if (has_area(head, row[i]))
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
    struct place place = head_place(head);
    if (style->border_start.width)
        block_add_border(head->flow, &place, style, true);
    if (style->border_end.width)
        block_add_border(head->flow, &place, style, false);
    block_lead_out(head->flow, style);
    return true;
}

// The parts of a row, in the style's words.
static size_t row_parts(const char *words, enum area ret[2])
{
    char **all = g_strsplit_set(words, " \t", -1);
    size_t n = 0;
    for (size_t i = 0; all[i]; i++) {
        for (int area = 0; area < AREA_COUNT && n < 2; area++) {
            if (strcmp(all[i], style_head_areas[area]) == 0)
                ret[n++] = (enum area)area;
        }
    }
    g_strfreev(all);
    return n;
}

static bool set_rows(struct head_setter *head, char **rows, GError **error)
{
    enum area row[2];
    bool named[AREA_COUNT] = {false};
    for (size_t i = 0; rows[i]; i++) {
        size_t n = row_parts(rows[i], row);
        for (size_t j = 0; j < n; j++)
            named[row[j]] = true;
    }
    // What the style does not place opens the letter: who sends it, in the order of letters.
    for (int area = AREA_LETTERHEAD; area >= AREA_KIND; area--) {
        if (!named[area] && area != AREA_KIND && has_area(head, (enum area)area) &&
            !set_single(head, (enum area)area, error))
            return false;
    }
    for (size_t i = 0; rows[i]; i++) {
        size_t n = row_parts(rows[i], row);
        if (n && !set_row(head, row, n, error))
            return false;
    }
    return true;
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
    char **rows = g_strsplit(flow->style->page.head, "|", -1);
    bool ok = set_rows(&head, rows, error);
    g_strfreev(rows);
    return ok;
}
