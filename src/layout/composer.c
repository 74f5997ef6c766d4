// SPDX-License-Identifier: MIT
#include "layout/composer.h"

#include "layout/colophon.h"
#include "layout/column.h"
#include "layout/walk.h"

#include <assert.h>

struct segment *composer_segment(const struct composer *composer)
{
    const GPtrArray *segments = composer->flow->segments;
    return composer->segment < segments->len ? segments->pdata[composer->segment] : NULL;
}

const struct box *composer_boxes(const struct composer *composer, const struct segment *segment,
                                 size_t *ret_n)
{
    size_t gone = (size_t)(composer->at - segment->base);
    assert(gone <= segment->boxes->len);
    *ret_n = segment->boxes->len - gone;
    return &g_array_index(segment->boxes, struct box, 0) + gone;
}

bool composer_advance(struct composer *composer, GError **error)
{
    for (;;) {
        struct segment *segment = composer_segment(composer);
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

bool composer_need(struct composer *composer, struct segment *segment, int64_t height,
                   GError **error)
{
    GError *fault = NULL;
    size_t n, seen = 0;
    int64_t have = 0;
    for (;;) {
        const struct box *boxes = composer_boxes(composer, segment, &n);
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

len composer_place(struct composer *composer, const struct box *boxes, size_t n, len x, len y)
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

bool composer_at_top(const struct composer *composer)
{
    return composer->y == composer->frame.top;
}

len composer_lead(const struct composer *composer, const struct box *box)
{
    return composer->y + (composer_at_top(composer) ? 0 : fit_above(composer->fit, box));
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

bool composer_next_opens(struct composer *composer, len room, bool *ret_fits, bool *ret_kept,
                         GError **error)
{
    struct composer ahead = *composer;
    GError *fault = NULL;
    *ret_fits = true;
    *ret_kept = false;
    struct segment *segment = composer_segment(composer);
    ahead.at = segment->base + segment->boxes->len;
    if (!composer_advance(&ahead, &fault)) {
        *ret_kept = colophon_least(composer->flow) > 0;
        *ret_fits = colophon_least(composer->flow) <= room;
        if (fault)
            g_propagate_error(error, fault);
        return fault == NULL;
    }
    segment = composer_segment(&ahead);
    if (!composer_need(&ahead, segment, MAX(4 * (int64_t)room, LOOK_AHEAD), error))
        return false;
    size_t n;
    const struct box *boxes = composer_boxes(&ahead, segment, &n);
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

len composer_notes_called(const struct composer *composer, const struct box *boxes, size_t n)
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
