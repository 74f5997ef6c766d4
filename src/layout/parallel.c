// SPDX-License-Identifier: MIT
#include "layout/parallel.h"

#include "layout/aside.h"
#include "layout/elements.h"
#include "layout/footnote.h"
#include "layout/head.h"
#include "layout/leading.h"
#include "layout/letterhead.h"
#include "layout/masthead.h"

#include <assert.h>
#include <string.h>

// Blocks of one class stand beside one another; -1: it is no text.
static int class_of(const struct node *block)
{
    switch (block->kind) {
    case NODE_TITLE:
        return 0;
    case NODE_ADDRESSEE:
        return 1;
    case NODE_HEADING:
        return 2;
    case NODE_SALUTATION:
        return 3;
    case NODE_PARAGRAPH:
    case NODE_QUOTE:
        return 4;
    case NODE_CLOSING:
        return 5;
    default:
        return -1;
    }
}

// Whether the block is in another language than the letter; regions do not count.
static bool is_other(const struct flow *flow, const struct node *block)
{
    const char *own = flow->job->document->root->lang;
    if (!block->lang || !own)
        return false;
    size_t n = strcspn(own, "-"), m = strcspn(block->lang, "-");
    return n != m || g_ascii_strncasecmp(own, block->lang, n) != 0;
}

static const struct node *next_other(const struct flow *flow, const struct node *from, int class)
{
    while (from &&
           !(is_other(flow, from) && (class < 0 ? class_of(from) >= 0 : class_of(from) == class)))
        from = from->next;
    return from;
}

// The addressees' own words stay where they are: a kind of letter is said by its own key.
static void make_side(struct flow *flow, struct flow_side *side, const struct particulars *said,
                      const char *lang, bool rtl)
{
    side->said = *said;
    side->said.kind_end = side->said.to_end = 0;
    side->said.others = NULL;
    side->job = *flow->job;
    side->job.particulars = &side->said;
    side->lang = lang;
    side->rtl = rtl;
    leading_adjust(flow->job, lang, rtl, flow->style_arena, &side->style);
}

bool parallel_wanted(struct flow *flow)
{
    const struct layout_job *job = flow->job;
    const struct node *first = job->document->root->first;
    const struct node *other = flow->style->page.parallel ? next_other(flow, first, -1) : NULL;
    if (!other)
        return false;
    bool rtl =
        other->direction == DIRECTION_INHERIT ? flow->rtl : other->direction == DIRECTION_RTL;
    flow->sides = g_new0(struct flow_side, 2);
    make_side(flow, &flow->sides[0], job->particulars, flow->lang, flow->rtl);
    make_side(flow, &flow->sides[1], job->beside ? job->beside : job->particulars,
              g_intern_string(other->lang), rtl);
    flow->job = &flow->sides[0].job;
    for (int class = 0; class < TEXT_CLASSES; class ++)
        flow->beside[class] = next_other(flow, first, class);
    return true;
}

// What is set from now on is of that side.
static void take_side(struct flow *flow, int i)
{
    const struct flow_side *side = &flow->sides[i];
    flow->job = &side->job;
    flow->style = i ? &side->style : &flow->adjusted;
    flow->lang = side->lang;
    flow->rtl = side->rtl;
}

// The letter's own language is where reading begins.
static len side_x(const struct flow *flow, int i, len width, len gap)
{
    bool right = (i == 0) == flow->sides[0].rtl;
    return right ? width + gap : 0;
}

// ---- The head ------------------------------------------------------------------------------

// A copy of the head's blocks that are in the side's language; what is in none, as a date, is in
// both.
static const struct node *head_of_side(struct flow *flow, const struct node *first,
                                       const struct node *end, int i)
{
    struct arena *arena = flow->scratch;
    struct node *root = node_new(arena, NULL, NODE_DOCUMENT);
    root->lang = flow->sides[i].lang;
    root->direction = flow->sides[i].rtl ? DIRECTION_RTL : DIRECTION_LTR;
    for (const struct node *block = first; block != end; block = block->next) {
        if (class_of(block) < 0 ? block->kind == NODE_DATE && i == 0 : is_other(flow, block) == i)
            node_copy(arena, root, block)->direction =
                block->kind == NODE_DATE ? DIRECTION_INHERIT : block->direction;
    }
    return root->first;
}

// A row of one side: the boxes it would have on a page of the column's width.
static bool set_head_row(struct flow *flow, const struct node *first, size_t row, len width,
                         GArray *boxes, GError **error)
{
    GPtrArray *segments = flow->segments;
    len whole = flow->width;
    uint64_t serial = flow->next_serial;
    flow->width = width;
    flow->segments = g_ptr_array_new();
    bool ok = head_set_row(flow, first, row, error);
    for (guint i = 0; i < flow->segments->len; i++) {
        struct segment *segment = flow->segments->pdata[i];
        g_array_append_vals(boxes, segment->boxes->data, segment->boxes->len);
        g_array_unref(segment->boxes);
        g_free(segment);
    }
    g_ptr_array_unref(flow->segments);
    flow->segments = segments;
    flow->width = whole;
    flow->next_serial = serial;
    return ok;
}

static bool is_border(const GArray *boxes, guint i)
{
    const struct box *box = i < boxes->len ? &g_array_index(boxes, struct box, i) : NULL;
    for (size_t k = 0; box && k < box->n_items; k++) {
        if (box->items[k].kind != ITEM_RULE)
            return false;
    }
    return box && box->n_items > 0;
}

// The lines over or under a row go over both columns.
static void add_border(struct flow *flow, struct segment *segment, const struct box *box,
                       len column)
{
    struct box whole = *box;
    whole.items = arena_memdup(flow->arena, box->items, box->n_items * sizeof(struct item));
    for (size_t i = 0; i < whole.n_items; i++) {
        if (whole.items[i].rule.width == column)
            whole.items[i].rule.width = flow->width;
    }
    flow_add(flow, segment, &whole);
}

// Both sides of a row as one box, between the lines of the first.
static void add_head_row(struct flow *flow, GArray *sides[2], len width, len gap)
{
    struct segment *segment = flow_segment(flow, 1, 0, 0, flow->rtl);
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct item)), *own = sides[0];
    bool over = is_border(own, 0), under = own->len > 1 && is_border(own, own->len - 1);
    const struct box *last = own->len ? &g_array_index(own, struct box, own->len - 1) : NULL;
    struct box border = under ? *last : (struct box){0};
    struct box head = over ? g_array_index(own, struct box, 0) : (struct box){0};
    struct box content = {.penalty = PENALTY_NEVER};
    for (int i = 0; i < 2; i++) {
        GArray *boxes = sides[i];
        if (is_border(boxes, 0))
            g_array_remove_index(boxes, 0);
        if (boxes->len && is_border(boxes, boxes->len - 1))
            g_array_set_size(boxes, boxes->len - 1);
        if (boxes->len && !over)
            content.above = MAX(content.above, g_array_index(boxes, struct box, 0).above);
        len foot = aside_take(boxes, side_x(flow, i, width, gap), 0, items);
        content.height = MAX(content.height, foot);
    }
    content.n_items = items->len;
    content.items = arena_memdup(flow->arena, items->data, items->len * sizeof(struct item));
    g_array_unref(items);
    if (over)
        add_border(flow, segment, &head, width);
    if (content.n_items)
        flow_add(flow, segment, &content);
    if (under)
        add_border(flow, segment, &border, width);
}

static bool set_row(struct flow *flow, const struct node *firsts[2], size_t row, GError **error)
{
    len gap = flow->style->blocks[GROUP_BODY].column_gap;
    len width = MAX((flow->width - gap) / 2, 1);
    len below = flow->space_below, most_below = 0;
    GArray *sides[2];
    uint32_t first = flow->next_element;
    uint64_t serial = flow->next_serial;
    bool ok = true;
    for (int i = 0; i < 2; i++) {
        sides[i] = g_array_new(FALSE, FALSE, sizeof(struct box));
        take_side(flow, i);
        flow->space_below = below;
        ok = ok && set_head_row(flow, firsts[i], row, width, sides[i], error);
        most_below = MAX(most_below, flow->space_below);
    }
    take_side(flow, 0);
    flow->space_below = most_below;
    flow->break_after = BREAK_AVOID;
    if (ok && sides[0]->len + sides[1]->len)
        add_head_row(flow, sides, width, gap);
    for (uint32_t id = first; id < flow->next_element; id++)
        elements_place(flow, id, serial, MAX(flow->next_serial, serial + 1) - 1);
    g_array_unref(sides[0]);
    g_array_unref(sides[1]);
    return ok;
}

// What is not said in both languages has the whole measure: who sends the letter over its head,
// what else there is below it.
static bool set_whole(struct flow *flow, const struct node *first, const struct node *end,
                      bool above, GError **error)
{
    struct place place = block_top_place(flow);
    const struct node *letterhead = NULL, *sender = NULL;
    for (const struct node *block = first; block != end; block = block->next) {
        letterhead = letterhead || block->kind != NODE_LETTERHEAD ? letterhead : block;
        sender = sender || block->kind != NODE_SENDER ? sender : block;
    }
    if (above)
        return (!letterhead && !sender) ||
               masthead_set(flow, &place, letterhead, first, end, error);
    for (const struct node *block = first; block != end; block = block->next) {
        bool left = block->kind == NODE_REFERENCE || block->kind == NODE_SUBJECT ||
                    (block->kind == NODE_LETTERHEAD && block != letterhead) ||
                    (block->kind == NODE_SENDER && masthead_speaks(letterhead));
        if (left && !block_set(flow, &place, block, error))
            return false;
    }
    return true;
}

bool parallel_set_head(struct flow *flow, const struct node *first, const struct node **ret_next,
                       GError **error)
{
    const struct node *end = first;
    while (end && letterhead_holds(end))
        end = end->next;
    *ret_next = end;
    const struct node *firsts[2] = {head_of_side(flow, first, end, 0),
                                    head_of_side(flow, first, end, 1)};
    bool ok = set_whole(flow, first, end, true, error);
    const struct head_rows *rows = &flow->style->page.head;
    for (size_t i = 0; ok && i < rows->n; i++) {
        enum head_part part = rows->rows[i].parts[0];
        bool whole = part == HEAD_LETTERHEAD || part == HEAD_SENDER || part == HEAD_REFERENCE ||
                     part == HEAD_SUBJECT;
        ok = whole || set_row(flow, firsts, i, error);
    }
    return ok && set_whole(flow, first, end, false, error);
}

// ---- The text ------------------------------------------------------------------------------

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
                              .rtl = flow->rtl};
        ok = block_set(flow, &place, side->block, error);
    }
    side->last_element = flow->next_element - 1;
    return ok;
}

// The boxes of a side with how far down each begins; behind the last, where all end.
struct parallel_column {
    const struct box *boxes;
    size_t n;
    len *tops;
};

static struct parallel_column column_of(struct flow *flow, const struct parallel_side *side)
{
    struct parallel_column column = {(const struct box *)(const void *)side->boxes->data,
                                     side->boxes->len,
                                     ARENA_ARRAY(flow->scratch, len, side->boxes->len + 1)};
    len y = 0;
    for (size_t i = 0; i < column.n; i++) {
        y += i ? column.boxes[i].above : 0;
        column.tops[i] = y;
        y += column.boxes[i].height;
    }
    column.tops[column.n] = y;
    return column;
}

static bool may_part(const struct parallel_column *column, size_t at)
{
    return at == column->n || column->boxes[at].penalty < PENALTY_NEVER;
}

// Whether the columns can part at these boxes: about as far down, or where one has ended above.
static bool is_level(const struct parallel_column *one, size_t i, const struct parallel_column *two,
                     size_t j)
{
    len apart = one->tops[i] - two->tops[j];
    len near = 4 * LEN_PER_PT;
    if (i == one->n)
        return apart <= near;
    if (j == two->n)
        return -apart <= near;
    return ABS(apart) <= near;
}

// The next boxes behind *i and *j that the columns can part before; their ends if there are none.
static void next_cut(const struct parallel_column *one, size_t *i,
                     const struct parallel_column *two, size_t *j)
{
    size_t from = *i + (*i < one->n), below = *j + (*j < two->n);
    for (*i = from; *i < one->n; ++*i) {
        for (*j = below; may_part(one, *i) && *j <= two->n; ++*j) {
            if (may_part(two, *j) && is_level(one, *i, two, *j))
                return;
        }
    }
    for (*j = below; *j < two->n; ++*j) {
        if (may_part(two, *j) && is_level(one, one->n, two, *j))
            return;
    }
}

static void take_items(const struct parallel_column *column, size_t from, size_t end, len top,
                       GArray *items)
{
    for (size_t k = from; k < end; k++) {
        for (size_t m = 0; m < column->boxes[k].n_items; m++) {
            struct item item = column->boxes[k].items[m];
            aside_move_item(&item, 0, column->tops[k] - top);
            g_array_append_val(items, item);
        }
    }
}

static len top_at(const struct parallel_column *one, size_t i, const struct parallel_column *two,
                  size_t j)
{
    if (i == one->n && j == two->n)
        return MAX(one->tops[i], two->tops[j]);
    return i < one->n ? one->tops[i] : two->tops[j];
}

static void lead_chunk(const struct parallel_column *column, size_t at, struct box *chunk)
{
    if (at == column->n)
        return;
    const struct box *box = &column->boxes[at];
    chunk->penalty = MAX(chunk->penalty, box->penalty);
    chunk->above = at ? chunk->above : MAX(chunk->above, box->above);
    if (!chunk->bookmark) {
        chunk->bookmark = box->bookmark;
        chunk->bookmark_level = box->bookmark_level;
    }
}

// Each side has its own line height: a box holds the lines of both between two places where they
// are level. Returns how many there are.
static size_t add_chunks(struct flow *flow, struct segment *segment,
                         const struct parallel_side sides[2])
{
    struct parallel_column one = column_of(flow, &sides[0]), two = column_of(flow, &sides[1]);
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct item));
    size_t i = 0, j = 0, n = 0;
    for (; i < one.n || j < two.n; n++) {
        size_t end = i, other_end = j;
        next_cut(&one, &end, &two, &other_end);
        len top = top_at(&one, i, &two, j);
        struct box chunk = {.height = top_at(&one, end, &two, other_end) - top,
                            .penalty = PENALTY_FORCE,
                            .leaded = true};
        lead_chunk(&one, i, &chunk);
        lead_chunk(&two, j, &chunk);
        g_array_set_size(items, 0);
        take_items(&one, i, end, top, items);
        take_items(&two, j, other_end, top, items);
        chunk.n_items = items->len;
        chunk.items = arena_memdup(flow->arena, items->data, items->len * sizeof(struct item));
        flow_add(flow, segment, &chunk);
        i = end;
        j = other_end;
    }
    g_array_unref(items);
    return n;
}

static void end_side(struct flow *flow, const struct parallel_side *side, uint64_t first, size_t n)
{
    for (uint32_t id = side->first_element; n && id <= side->last_element; id++)
        elements_place(flow, id, first, first + n - 1);
}

static bool set_pair(struct flow *flow, struct parallel_side sides[2], GError **error)
{
    len gap = flow->style->blocks[GROUP_BODY].column_gap;
    len width = MAX((flow->width - gap) / 2, 1);
    len below = flow->space_below, most_below = 0;
    int after = flow->break_after;
    int last_after = BREAK_AUTO;
    bool ok = true, lead_set = flow->lead_set;
    for (int i = 0; i < 2; i++) {
        take_side(flow, i);
        flow->space_below = below;
        flow->break_after = after;
        flow->lead_set = lead_set;
        ok = set_side(flow, &sides[i], side_x(flow, i, width, gap), width, error) && ok;
        most_below = MAX(most_below, flow->space_below);
        last_after = sides[i].block ? MAX(last_after, flow->break_after) : last_after;
    }
    take_side(flow, 0);
    flow->break_after = last_after;
    flow->lead_set = lead_set || class_of(sides[0].block ? sides[0].block : sides[1].block) == 4;
    flow->space_below = most_below;
    struct segment *segment = flow_segment(flow, 1, 0, 0, flow->rtl);
    uint64_t first = flow->next_serial;
    size_t n = ok ? add_chunks(flow, segment, sides) : 0;
    for (int i = 0; i < 2; i++) {
        end_side(flow, &sides[i], first, n);
        g_array_unref(sides[i].boxes);
    }
    return ok && footnote_set_called(flow, segment, error);
}

bool parallel_set(struct flow *flow, const struct node *block, bool *ret_done, GError **error)
{
    int class = class_of(block);
    *ret_done = class >= 0;
    if (!*ret_done)
        return true;
    const struct node **beside = &flow->beside[class];
    struct parallel_side sides[2] = {{.block = block}, {.block = *beside}};
    if (is_other(flow, block)) {
        // One that no block of the letter's language matched is alone on its side.
        if (block != *beside)
            return true;
        sides[0].block = NULL;
    }
    *beside = *beside ? next_other(flow, (*beside)->next, class) : NULL;
    return set_pair(flow, sides, error);
}
