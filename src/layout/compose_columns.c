// SPDX-License-Identifier: MIT
#include "layout/compose_columns.h"

#include "layout/compose_notes.h"

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
        len notes = composer_notes_called(composer, boxes, ret->ends[ret->columns - 1]);
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
    if (!composer_next_opens(composer, height - highest - composer->foot.taken, &fits, &kept,
                             error))
        return false;
    size_t n, left = ROWS * segment->columns;
    const struct box *boxes = composer_boxes(composer, segment, &n);
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
        if (!composer_at_top(composer) && boxes[0].penalty < PENALTY_NEVER)
            return true;
        composer->result.parted = true;
    }
    return false;
}

bool compose_columns(struct composer *composer, struct segment *segment, bool *ret_full,
                     GError **error)
{
    enum { LEAST_ROWS = 2 };
    size_t n;
    int64_t room = (int64_t)(composer->frame.bottom - composer->y) * segment->columns;
    if (!composer_need(composer, segment, room * 5 / 4, error))
        return false;
    const struct box *boxes = composer_boxes(composer, segment, &n);
    len y = composer_lead(composer, &boxes[0]);
    len height = composer->frame.bottom - y;
    *ret_full = true;
    bool small = height < LEAST_ROWS * fit_height(composer->fit, &boxes[0]);
    if (!composer_at_top(composer) && (small || boxes[0].penalty == PENALTY_FORCE))
        return true;
    struct cut cut;
    *ret_full = !cut_columns(composer, segment, boxes, n, height, &cut);
    if (cuts_kept(composer, boxes, n, &cut))
        return true;
    if (!*ret_full) {
        if (!leave_rows(composer, segment, height, &cut, ret_full, error))
            return false;
        boxes = composer_boxes(composer, segment, &n);
    }
    bool last = !*ret_full;
    if (!(last && segment->in_turn) && unevenness(&cut) > fit_height(composer->fit, &boxes[0])) {
        composer->result.uneven++;
        composer->result.uneven_last = last;
    }
    place_columns(composer, segment, boxes, &cut, y);
    composer->foot.taken = compose_notes_height(composer);
    return true;
}
