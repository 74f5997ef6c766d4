// SPDX-License-Identifier: MIT
#include "layout/compose.h"

#include "layout/block_lines.h"
#include "layout/colophon.h"
#include "layout/column.h"
#include "layout/compose_columns.h"
#include "layout/compose_notes.h"
#include "layout/elements.h"
#include "layout/facing.h"
#include "layout/list.h"
#include "layout/running_head.h"

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
    const struct box *boxes = composer_boxes(composer, segment, &n);
    len y = composer_lead(composer, &boxes[0]);
    bool forced = boxes[0].penalty == PENALTY_FORCE && !composer_at_top(composer);
    struct foot foot = composer->foot;
    len least = fit_height(composer->fit, &boxes[0]) +
                column_notes_least(composer->fit, &boxes[0]) +
                (foot.taken || !boxes[0].notes ? foot.taken : foot.separator);
    if (forced || (!composer_at_top(composer) && y + least > composer->frame.bottom)) {
        *ret_full = true;
        return true;
    }
    if (composer_at_top(composer) && boxes[0].n_repeat) {
        composer_place(composer, boxes[0].repeat, boxes[0].n_repeat, composer->frame.left, y);
        y += column_height(composer->fit, boxes[0].repeat, 0, boxes[0].n_repeat);
    }
    room = composer->frame.bottom - y;
    size_t end = column_break(composer->fit, boxes, n, 0, room, segment->complete, composer->foot);
    if (end == n && segment->complete) {
        len height = column_height(composer->fit, boxes, 0, n);
        bool fits, kept;
        len below = room - height - composer_notes_called(composer, boxes, n);
        if (!composer_next_opens(composer, below, &fits, &kept, error))
            return false;
        boxes = composer_boxes(composer, segment, &n);
        if (!fits && kept && n > 1)
            end = column_break(composer->fit, boxes, n, 0, height - 1, false, composer->foot);
    }
    *ret_full = end < n;
    if (end < n && !composer_at_top(composer) && parts_kept(boxes, end))
        return true;
    if (end < n && boxes[end].penalty >= PENALTY_NEVER)
        composer->result.parted = true;
    composer->y = composer_place(composer, boxes, end, composer->frame.left, y);
    composer->at += end;
    composer->foot.taken = compose_notes_height(composer);
    return true;
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
    composer->foot.taken =
        MIN(compose_notes_height(composer), MAX(frame->bottom - frame->top - text, 0));
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
    len notes = compose_notes_height(composer), height = 0;
    if (!composer->ended || composer->colophon_placed || !composer->at ||
        frame->bottom - composer->y < notes)
        return 0;
    enum colophon_form form = colophon_choose(flow, frame->bottom - composer->y - notes, &height);
    if (form == COLOPHON_NONE)
        return 0;
    composer->colophon_placed = true;
    composer->result.colophon_alone = composer_at_top(composer);
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
    compose_notes(composer);
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
        struct segment *segment = composer_segment(composer);
        bool ok = segment->columns == 1 ? fill_single(composer, segment, &full, error)
                                        : compose_columns(composer, segment, &full, error);
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
    composer.foot.separator = compose_notes_separator(flow);
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
