// SPDX-License-Identifier: MIT
#include "layout/compose.h"

#include "layout/block_lines.h"
#include "layout/border.h"
#include "layout/colophon.h"
#include "layout/column.h"
#include "layout/elements.h"
#include "layout/facing.h"
#include "layout/frame.h"
#include "layout/list.h"
#include "layout/running_head.h"
#include "layout/walk.h"

#include <assert.h>
#include <string.h>

struct composer {
    struct flow *flow;
    const struct fit *fit;
    const struct page_sink *sink;
    struct frame frame;
    len y;            // where the next box goes
    guint segment;    // the one being placed
    uint64_t at;      // serial of the next box
    struct foot foot; // of the page: what its notes take
    bool ended;       // the letter's last box is placed
    bool colophon_placed;
    struct composed result;
    const struct node *counted; // the list that is,
    size_t entries_begun;       // and how many of its entries were set when its first page ended
};

static struct segment *segment_at(const struct composer *composer)
{
    const GPtrArray *segments = composer->flow->segments;
    return composer->segment < segments->len ? segments->pdata[composer->segment] : NULL;
}

static const struct box *boxes_left(const struct composer *composer, const struct segment *segment,
                                    size_t *ret_n)
{
    size_t gone = (size_t)(composer->at - segment->base);
    assert(gone <= segment->boxes->len);
    *ret_n = segment->boxes->len - gone;
    return &g_array_index(segment->boxes, struct box, 0) + gone;
}

// Goes to the next segment that has boxes. False at the letter's end or on a fault.
static bool composer_advance(struct composer *composer, GError **error)
{
    for (;;) {
        struct segment *segment = segment_at(composer);
        if (segment) {
            composer->at = MAX(composer->at, segment->base);
            if (composer->at < segment->base + segment->boxes->len)
                return true;
        }
        if (segment && segment->complete)
            composer->segment++;
        else if (!walk_more(composer->flow, error))
            return false;
    }
}

// Has the flow set boxes until the segment ends or more than `height` is there.
static bool composer_need(struct composer *composer, struct segment *segment, int64_t height,
                          GError **error)
{
    GError *fault = NULL;
    size_t n, seen = 0;
    int64_t have = 0;
    for (;;) {
        const struct box *boxes = boxes_left(composer, segment, &n);
        for (; seen < n && have <= height; seen++)
            have +=
                fit_height(composer->fit, &boxes[seen]) + fit_above(composer->fit, &boxes[seen]);
        if (have > height || segment->complete)
            return true;
        if (!walk_more(composer->flow, &fault) && fault) {
            g_propagate_error(error, fault);
            return false;
        }
    }
}

// What sinks leaves the rest of the page above it.
static len sunk(const struct composer *composer, const struct box *boxes, size_t n, len y)
{
    if (!boxes[0].sinks)
        return y;
    return MAX(y, composer->frame.bottom - column_height(composer->fit, boxes, 0, n));
}

// Returns the foot of the last.
static len composer_place(struct composer *composer, const struct box *boxes, size_t n, len x,
                          len y)
{
    GArray *on_page = composer->frame.placed;
    for (size_t i = 0; i < n; i++) {
        if (i)
            y += fit_above(composer->fit, &boxes[i]);
        y = sunk(composer, &boxes[i], n - i, y);
        struct placed placed = {boxes[i], x, y};
        // A trial asks only whether there is something, or where facing pages end.
        if (composer->sink || composer->fit->facing || on_page->len == 0)
            g_array_append_val(on_page, placed);
        y += fit_height(composer->fit, &boxes[i]);
        for (const struct note *note = boxes[i].notes; note; note = note->next)
            g_array_append_vals(composer->flow->carried, note, 1);
    }
    return y;
}

static len notes_height(const struct composer *composer)
{
    const GArray *carried = composer->flow->carried;
    int64_t height = carried->len ? composer->foot.separator : 0;
    for (guint i = 0; i < carried->len; i++) {
        const struct note *note = &g_array_index(carried, struct note, i);
        height += column_height(composer->fit, note->boxes, 0, note->n);
    }
    return (len)MIN(height, LEN_MAX);
}

static bool at_top(const struct composer *composer)
{
    return composer->y == composer->frame.top;
}

// Where the next box's top would be: its space above counts unless it opens the page.
static len lead(const struct composer *composer, const struct box *box)
{
    return composer->y + (at_top(composer) ? 0 : fit_above(composer->fit, box));
}

// Enough of what follows to see its first lines, however little room is left for them.
#define LOOK_AHEAD (200 * LEN_PER_PT)

// Whether the boxes are a few lines that end the letter: with its colophon they make no page.
static bool is_short_end(const struct composer *composer, const struct segment *segment,
                         const struct box *boxes, size_t n)
{
    const struct flow *flow = composer->flow;
    len page = composer->frame.bottom - composer->frame.top;
    return flow->finished && composer->segment + 1 == flow->segments->len &&
           segment->columns == 1 && column_height(composer->fit, boxes, 0, n) < page / 4;
}

// The least that may open the segment after this one: its first lines that stay together.
static bool next_opens(struct composer *composer, len room, bool *ret_fits, bool *ret_kept,
                       GError **error)
{
    struct composer ahead = *composer;
    GError *fault = NULL;
    *ret_fits = true;
    *ret_kept = false;
    struct segment *segment = segment_at(composer);
    ahead.at = segment->base + segment->boxes->len;
    if (!composer_advance(&ahead, &fault)) {
        *ret_kept = colophon_least(composer->flow) > 0;
        *ret_fits = colophon_least(composer->flow) <= room;
        if (fault)
            g_propagate_error(error, fault);
        return fault == NULL;
    }
    segment = segment_at(&ahead);
    if (!composer_need(&ahead, segment, MAX(4 * (int64_t)room, LOOK_AHEAD), error))
        return false;
    size_t n;
    const struct box *boxes = boxes_left(&ahead, segment, &n);
    size_t rows = 1;
    while (rows < n && (boxes[rows].penalty == PENALTY_NEVER || (segment->columns > 1 && rows < 2)))
        rows++;
    int64_t height =
        fit_above(composer->fit, &boxes[0]) + (int64_t)column_height(composer->fit, boxes, 0, rows);
    if (is_short_end(&ahead, segment, boxes, n))
        height = fit_above(composer->fit, &boxes[0]) +
                 (int64_t)column_height(composer->fit, boxes, 0, n) +
                 colophon_least(composer->flow);
    *ret_kept = boxes[0].penalty == PENALTY_NEVER;
    *ret_fits = boxes[0].penalty != PENALTY_FORCE && height <= room;
    return true;
}

static len notes_called(const struct composer *composer, const struct box *boxes, size_t n)
{
    len height = composer->foot.taken;
    for (size_t i = 0; i < n; i++) {
        if (!boxes[i].notes)
            continue;
        height +=
            (height ? 0 : composer->foot.separator) + column_notes_height(composer->fit, &boxes[i]);
    }
    return height;
}

// Whether boxes that keep together would be parted before `end`, where they need not be: all of
// them may go to the next page.
static bool parts_kept(const struct box *boxes, size_t end)
{
    return boxes[end].penalty >= PENALTY_NEVER && boxes[0].penalty < PENALTY_NEVER;
}

// One column. *ret_full: the page is.
static bool fill_single(struct composer *composer, struct segment *segment, bool *ret_full,
                        GError **error)
{
    size_t n;
    len room = composer->frame.bottom - composer->y;
    if (!composer_need(composer, segment, 2 * (int64_t)room, error))
        return false;
    const struct box *boxes = boxes_left(composer, segment, &n);
    len y = lead(composer, &boxes[0]);
    bool forced = boxes[0].penalty == PENALTY_FORCE && !at_top(composer);
    struct foot foot = composer->foot;
    len least = fit_height(composer->fit, &boxes[0]) +
                column_notes_least(composer->fit, &boxes[0]) +
                (foot.taken || !boxes[0].notes ? foot.taken : foot.separator);
    if (forced || (!at_top(composer) && y + least > composer->frame.bottom)) {
        *ret_full = true;
        return true;
    }
    if (at_top(composer) && boxes[0].n_repeat) {
        composer_place(composer, boxes[0].repeat, boxes[0].n_repeat, composer->frame.left, y);
        y += column_height(composer->fit, boxes[0].repeat, 0, boxes[0].n_repeat);
    }
    room = composer->frame.bottom - y;
    size_t end = column_break(composer->fit, boxes, n, 0, room, segment->complete, composer->foot);
    if (end == n && segment->complete) {
        len height = column_height(composer->fit, boxes, 0, n);
        bool fits, kept;
        len below = room - height - notes_called(composer, boxes, n);
        if (!next_opens(composer, below, &fits, &kept, error))
            return false;
        boxes = boxes_left(composer, segment, &n);
        if (!fits && kept && n > 1)
            end = column_break(composer->fit, boxes, n, 0, height - 1, false, composer->foot);
    }
    *ret_full = end < n;
    if (end < n && !at_top(composer) && parts_kept(boxes, end))
        return true;
    if (end < n && boxes[end].penalty >= PENALTY_NEVER)
        composer->result.parted = true;
    composer->y = composer_place(composer, boxes, end, composer->frame.left, y);
    composer->at += end;
    composer->foot.taken = notes_height(composer);
    return true;
}

static len column_x(const struct composer *composer, const struct segment *segment, unsigned column)
{
    unsigned place = segment->rtl ? segment->columns - 1 - column : column;
    return composer->frame.left + (len)place * (segment->width + segment->gap);
}

static void add_column_rules(struct composer *composer, const struct segment *segment, len y,
                             len height)
{
    for (unsigned i = 1; segment->rule && i < segment->columns; i++) {
        struct item rule = {.kind = ITEM_RULE, .element = ELEMENT_NONE};
        rule.rule = (struct rect){composer->frame.left + (len)i * (segment->width + segment->gap) -
                                      (segment->gap + segment->rule) / 2,
                                  y, segment->rule, height};
        g_array_append_val(composer->frame.rules, rule);
    }
}

static void place_columns(struct composer *composer, const struct segment *segment,
                          const struct box *boxes, const struct cut *cut, len y)
{
    size_t start = 0;
    len height = 0;
    for (unsigned i = 0; i < cut->columns; i++) {
        composer_place(composer, boxes + start, cut->ends[i] - start,
                       column_x(composer, segment, i), y);
        height = MAX(height, cut->heights[i]);
        start = cut->ends[i];
    }
    add_column_rules(composer, segment, y, height);
    composer->y = y + height;
    composer->at += start;
}

static len unevenness(const struct cut *cut)
{
    len highest = cut->heights[0], lowest = cut->heights[0];
    for (unsigned i = 1; i < cut->columns; i++) {
        highest = MAX(highest, cut->heights[i]);
        lowest = MIN(lowest, cut->heights[i]);
    }
    return highest - lowest;
}

// Fills a page whose list goes on. Where an entry of several lines leaves one column short, all
// are tried a little lower: level columns look better than full ones.
static struct cut fill_level(const struct composer *composer, const struct segment *segment,
                             const struct box *boxes, size_t n, len room)
{
    enum { LOWER_MOST = 2 };
    len line = fit_height(composer->fit, &boxes[0]);
    struct cut best = column_fill(composer->fit, boxes, n, segment->columns, room);
    for (int i = 1; i <= LOWER_MOST && unevenness(&best) > line && room > 8 * line; i++) {
        struct cut cut =
            column_fill(composer->fit, boxes, n, segment->columns, room - (len)i * line);
        if (unevenness(&cut) < unevenness(&best))
            best = cut;
    }
    return best;
}

// The segment's last columns; false if they do not hold it.
static bool cut_last(const struct composer *composer, const struct segment *segment,
                     const struct box *boxes, size_t n, len room, struct cut *ret)
{
    if (!segment->complete)
        return false;
    if (!segment->in_turn)
        return column_balance(composer->fit, boxes, n, segment->columns, room, ret);
    *ret = column_fill(composer->fit, boxes, n, segment->columns, room);
    return ret->ends[ret->columns - 1] == n;
}

// True if the segment ends here. Notes called in the columns make these lower, which may take
// some of the notes to the next page again: a few rounds settle it.
static bool cut_columns(const struct composer *composer, const struct segment *segment,
                        const struct box *boxes, size_t n, len height, struct cut *ret)
{
    enum { ROUNDS = 4 };
    bool ends = false;
    len least = fit_height(composer->fit, &boxes[0]);
    len room = MAX(height - composer->foot.taken, least);
    for (int i = 0; i < ROUNDS; i++) {
        ends = cut_last(composer, segment, boxes, n, room, ret);
        if (!ends)
            *ret = fill_level(composer, segment, boxes, n, room);
        len highest = 0;
        for (unsigned column = 0; column < ret->columns; column++)
            highest = MAX(highest, ret->heights[column]);
        len notes = notes_called(composer, boxes, ret->ends[ret->columns - 1]);
        if (highest + notes <= height)
            break;
        room = MAX(height - notes, least);
    }
    return ends;
}

// What follows a list (who stayed anonymous, and so on) must not be on a page alone: where it
// finds no room below the list's end, some rows go over to the next page with it.
static bool leave_rows(struct composer *composer, struct segment *segment, len height,
                       struct cut *cut, bool *ret_left, GError **error)
{
    enum { ROWS = 3 };
    bool fits, kept;
    len highest = 0;
    for (unsigned i = 0; i < cut->columns; i++)
        highest = MAX(highest, cut->heights[i]);
    if (!next_opens(composer, height - highest - composer->foot.taken, &fits, &kept, error))
        return false;
    size_t n, left = ROWS * segment->columns;
    const struct box *boxes = boxes_left(composer, segment, &n);
    *ret_left = false;
    if (fits || n < 4 * left)
        return true;
    size_t fewer = n - left;
    while (fewer > n / 2 && boxes[fewer].penalty >= PENALTY_NEVER)
        fewer--;
    *ret_left = column_balance(composer->fit, boxes, fewer, segment->columns, height, cut);
    return true;
}

// The same for columns. At a page's top they are parted all the same, which the fit may mend.
static bool cuts_kept(struct composer *composer, const struct box *boxes, size_t n,
                      const struct cut *cut)
{
    for (unsigned i = 0; i < cut->columns; i++) {
        if (cut->ends[i] >= n || boxes[cut->ends[i]].penalty < PENALTY_NEVER)
            continue;
        if (!at_top(composer) && boxes[0].penalty < PENALTY_NEVER)
            return true;
        composer->result.parted = true;
    }
    return false;
}

static bool fill_columns(struct composer *composer, struct segment *segment, bool *ret_full,
                         GError **error)
{
    enum { LEAST_ROWS = 2 };
    size_t n;
    int64_t room = (int64_t)(composer->frame.bottom - composer->y) * segment->columns;
    if (!composer_need(composer, segment, room * 5 / 4, error))
        return false;
    const struct box *boxes = boxes_left(composer, segment, &n);
    len y = lead(composer, &boxes[0]);
    len height = composer->frame.bottom - y;
    *ret_full = true;
    bool small = height < LEAST_ROWS * fit_height(composer->fit, &boxes[0]);
    if (!at_top(composer) && (small || boxes[0].penalty == PENALTY_FORCE))
        return true;
    struct cut cut;
    *ret_full = !cut_columns(composer, segment, boxes, n, height, &cut);
    if (cuts_kept(composer, boxes, n, &cut))
        return true;
    if (!*ret_full) {
        if (!leave_rows(composer, segment, height, &cut, ret_full, error))
            return false;
        boxes = boxes_left(composer, segment, &n);
    }
    bool last = !*ret_full;
    if (!(last && segment->in_turn) && unevenness(&cut) > fit_height(composer->fit, &boxes[0])) {
        composer->result.uneven++;
        composer->result.uneven_last = last;
    }
    place_columns(composer, segment, boxes, &cut, y);
    composer->foot.taken = notes_height(composer);
    return true;
}

// The space and the rule between the letter and its notes.
static len note_separator(const struct flow *flow)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FOOTNOTE];
    return style->margin_top + border_height(&style->border_start) + style->padding_block.start;
}

static void place_separator(struct composer *composer, len y)
{
    const struct block_style *style = &composer->flow->style->blocks[GROUP_FOOTNOTE];
    const struct border_line *border = &style->border_start;
    len most = composer->flow->width;
    len width = style->width ? MIN(style->width, most) : most / 4;
    border_add(border, composer->frame.left + (composer->flow->rtl ? most - width : 0),
               y - style->padding_block.start - border_height(border), width,
               composer->frame.rules);
}

// Takes as much of the notes as the page has room for; what is left is carried on. A page without
// text takes at least one line, so that there is an end to it.
static size_t notes_fitting(const struct composer *composer, const struct note *note, len room)
{
    size_t n = 0;
    while (n < note->n && column_height(composer->fit, note->boxes, 0, n + 1) <= room)
        n++;
    return n;
}

static void place_notes(struct composer *composer)
{
    GArray *carried = composer->flow->carried;
    struct frame *frame = &composer->frame;
    len room = frame->bottom - composer->y - composer->foot.separator, height = 0;
    guint done = 0, first = frame->placed->len;
    for (; done < carried->len; done++) {
        struct note *note = &g_array_index(carried, struct note, done);
        size_t n = notes_fitting(composer, note, room - height);
        if (n == 0 && frame->placed->len == 0)
            n = 1;
        composer_place(composer, note->boxes, n, frame->left, height);
        height += column_height(composer->fit, note->boxes, 0, n);
        note->boxes += n;
        note->n -= n;
        if (note->n)
            break;
        g_array_append_val(frame->ended, *note);
    }
    g_array_remove_range(carried, 0, done);
    if (first == frame->placed->len)
        return;
    frame->notes = true;
    for (guint i = first; i < frame->placed->len; i++)
        g_array_index(frame->placed, struct placed, i).y += frame->bottom - height;
    place_separator(composer, frame->bottom - height);
}

// The text's foot, which the fit may move: down no nearer to the folio than a blank line.
static len fitted_bottom(const struct composer *composer, len foot)
{
    len top = composer->frame.top;
    len fitted = top + fit_share(foot - top, composer->fit->height);
    return MIN(fitted, MAX(foot, running_head_limit(composer->flow->style)));
}

static void composer_begin_page(struct composer *composer)
{
    const struct style *style = composer->flow->style;
    const struct page_style *page = &style->page;
    struct frame *frame = &composer->frame;
    bool first = frame->index == 0;
    frame->left = flow_left_margin(composer->flow, frame->index);
    frame->right = page->width - composer->flow->width - frame->left;
    frame->top = first ? style->first_margin.top : page->margin.top;
    len foot = page->height - (first ? style->first_margin.bottom : page->margin.bottom);
    frame->bottom = fitted_bottom(composer, foot);
    if (composer->fit->facing)
        frame->bottom -= facing_page_at(composer->fit->facing, frame->index)->less;
    g_array_set_size(frame->placed, 0);
    g_array_set_size(frame->rules, 0);
    g_array_set_size(frame->ended, 0);
    frame->notes = false;
    composer->y = frame->top;
    // Notes carried over leave the letter itself some lines of each page.
    enum { LEAST_TEXT = 5 };
    len text = LEAST_TEXT * block_leading(&style->blocks[GROUP_PARAGRAPH]);
    composer->foot.taken = MIN(notes_height(composer), MAX(frame->bottom - frame->top - text, 0));
}

static bool wants_page_for_colophon(const struct composer *composer)
{
    return !composer->colophon_placed && composer->at > 0 && colophon_least(composer->flow) > 0 &&
           colophon_least(composer->flow) <= composer->frame.bottom - composer->frame.top;
}

// At the foot of the letter's last page, above its notes; kept for another page if none of its
// forms finds room. Returns its height.
static len place_colophon(struct composer *composer)
{
    struct flow *flow = composer->flow;
    const struct block_style *style = &flow->style->blocks[GROUP_COLOPHON];
    struct frame *frame = &composer->frame;
    len notes = notes_height(composer), height = 0;
    if (!composer->ended || composer->colophon_placed || !composer->at ||
        frame->bottom - composer->y < notes)
        return 0;
    enum colophon_form form = colophon_choose(flow, frame->bottom - composer->y - notes, &height);
    if (form == COLOPHON_NONE)
        return 0;
    composer->colophon_placed = true;
    composer->result.colophon_alone = at_top(composer);
    len y = style->position == POSITION_PAGE_FOOT ? frame->bottom - notes - height
                                                  : composer->y + style->margin_top;
    if (composer->sink) {
        struct placed placed = {colophon_set(flow, form), frame->left, y};
        g_array_append_val(frame->placed, placed);
    }
    return height;
}

// The letter's last page ends where it ends.
static void level_page(struct composer *composer)
{
    const struct fit *fit = composer->fit;
    bool below = composer->flow->carried->len > 0 || composer->ended;
    if (!fit->facing)
        return;
    struct facing_page *page = facing_page_at(fit->facing, composer->frame.index);
    if (composer->sink)
        facing_open(fit, &composer->frame, page);
    else
        facing_note(fit, &composer->frame, below, page);
}

// How many entries of a long list a page takes.
static void count_entries(struct composer *composer)
{
    struct composed *result = &composer->result;
    const struct list_setter *list = composer->flow->list;
    size_t passed, of;
    if (!list)
        return;
    list_setter_passed(list, &passed, &of);
    if (composer->counted != list_setter_list(list)) {
        composer->counted = list_setter_list(list);
        composer->entries_begun = passed;
        result->list_pages = 0;
        return;
    }
    result->list_pages++;
    result->list_entries = passed - composer->entries_begun;
}

// The last page is known when it is there.
static void tell_total(const struct composer *composer, bool last)
{
    unsigned pages = composer->result.pages;
    unsigned *total = composer->flow->job->ret_total;
    if (total && composer->frame.total.held)
        *total = last ? pages : MAX(composer->frame.total.expected, pages + 1);
}

static bool composer_end_page(struct composer *composer, GError **error)
{
    struct frame *frame = &composer->frame;
    frame->end = composer->at;
    composer->result.pages++;
    level_page(composer);
    len filled = composer->y - frame->top + composer->foot.taken + place_colophon(composer);
    composer->result.last_filled = (double)filled / (double)(frame->bottom - frame->top);
    place_notes(composer);
    bool last = composer->ended && !wants_page_for_colophon(composer);
    if (composer->sink && last && composer->at)
        elements_end(composer->flow, composer->flow->document_element);
    bool ok = true;
    if (composer->sink) {
        tell_total(composer, last && composer->flow->carried->len == 0);
        struct page *page = frame_make(composer->flow, composer->fit, frame);
        ok = composer->sink->page(composer->sink->context, page, error);
        flow_release(composer->flow, composer->at);
    } else if (composer->flow->counts_only) {
        frame_pass(composer->flow, frame);
        count_entries(composer);
        flow_release(composer->flow, composer->at);
    }
    frame->index++;
    return ok;
}

static bool composer_fill_page(struct composer *composer, GError **error)
{
    bool full = false;
    GError *fault = NULL;
    while (!full && composer_advance(composer, &fault)) {
        struct segment *segment = segment_at(composer);
        bool ok = segment->columns == 1 ? fill_single(composer, segment, &full, error)
                                        : fill_columns(composer, segment, &full, error);
        if (!ok)
            return false;
    }
    composer->ended = !full;
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool has_enough(struct composer *composer)
{
    const struct page_sink *sink = composer->sink;
    unsigned most = composer->flow->counts_most;
    unsigned pages =
        composer->flow->counts_text ? composer->result.pages : composer->result.list_pages;
    composer->result.stopped = most && pages >= most;
    return composer->result.stopped || (sink && sink->enough && *sink->enough);
}

bool compose(struct flow *flow, const struct fit *fit, const struct page_sink *sink,
             struct page_total total, struct composed *ret, GError **error)
{
    struct composer composer = {.flow = flow, .fit = fit, .sink = sink};
    composer.frame.placed = g_array_new(FALSE, FALSE, sizeof(struct placed));
    composer.frame.rules = g_array_new(FALSE, FALSE, sizeof(struct item));
    composer.frame.ended = g_array_new(FALSE, FALSE, sizeof(struct note));
    composer.frame.total = total;
    composer.foot.separator = note_separator(flow);
    g_array_set_size(flow->carried, 0);
    GError *fault = NULL;
    do {
        composer_begin_page(&composer);
        if (composer_fill_page(&composer, &fault))
            composer_end_page(&composer, &fault);
    } while (!fault && !has_enough(&composer) &&
             (composer_advance(&composer, &fault) || flow->carried->len ||
              wants_page_for_colophon(&composer)));
    g_array_unref(composer.frame.placed);
    g_array_unref(composer.frame.rules);
    g_array_unref(composer.frame.ended);
    *ret = composer.result;
    if (!fault)
        return true;
    g_propagate_error(error, fault);
    return false;
}
