// SPDX-License-Identifier: MIT
#include "pdf/glyf.h"

#include "base/big_endian.h"

enum {
    ON_CURVE = 0x01,
    X_SHORT = 0x02,
    Y_SHORT = 0x04,
    REPEAT = 0x08,
    X_SAME = 0x10, // or positive, where it is short
    Y_SAME = 0x20,
};

static const struct pdf_point *neighbour(const struct pdf_outline *outline, size_t start,
                                         size_t end, size_t at, bool after)
{
    if (after)
        return &outline->points[at + 1 < end ? at + 1 : start];
    return &outline->points[at > start ? at - 1 : end - 1];
}

// A point half way between two control points goes without saying.
static bool is_implied(const struct pdf_outline *outline, size_t start, size_t end, size_t at)
{
    const struct pdf_point *point = &outline->points[at];
    const struct pdf_point *before = neighbour(outline, start, end, at, false);
    const struct pdf_point *after = neighbour(outline, start, end, at, true);
    return point->on && !before->on && !after->on && at > start &&
           2 * point->x == before->x + after->x && 2 * point->y == before->y + after->y;
}

/* The points that are written, and the bytes of their three lists. */
struct glyf_lists {
    GString *flags, *x, *y;
    int last_x, last_y;
    size_t n;
};

static unsigned put_step(GString *out, int step, unsigned is_short, unsigned same)
{
    if (step == 0)
        return same;
    if (step < -255 || step > 255) {
        big_put16(out, (unsigned)step);
        return 0;
    }
    g_string_append_c(out, (char)ABS(step));
    return is_short | (step > 0 ? same : 0);
}

static void put_flag(struct glyf_lists *lists, unsigned flag, unsigned *before, unsigned *times)
{
    GString *out = lists->flags;
    if (lists->n > 0 && flag == *before && *times < 255) {
        if ((*times)++ == 0) {
            out->str[out->len - 1] |= REPEAT;
            g_string_append_c(out, 0);
        }
        out->str[out->len - 1] = (char)*times;
        return;
    }
    g_string_append_c(out, (char)flag);
    *before = flag;
    *times = 0;
}

static void put_points(const struct pdf_outline *outline, struct glyf_lists *lists, GString *ends)
{
    unsigned before = 0, times = 0;
    for (size_t contour = 0, start = 0; contour < outline->n_ends; contour++) {
        size_t end = outline->ends[contour];
        for (size_t i = start; i < end; i++) {
            const struct pdf_point *point = &outline->points[i];
            if (is_implied(outline, start, end, i))
                continue;
            unsigned flag = point->on ? ON_CURVE : 0;
            flag |= put_step(lists->x, point->x - lists->last_x, X_SHORT, X_SAME);
            flag |= put_step(lists->y, point->y - lists->last_y, Y_SHORT, Y_SAME);
            put_flag(lists, flag, &before, &times);
            lists->last_x = point->x;
            lists->last_y = point->y;
            lists->n++;
        }
        big_put16(ends, (unsigned)lists->n - 1);
        start = end;
    }
}

static void put_box(GString *out, const struct pdf_outline *outline)
{
    int box[4] = {outline->points[0].x, outline->points[0].y, outline->points[0].x,
                  outline->points[0].y};
    for (size_t i = 1; i < outline->n; i++) {
        const struct pdf_point *point = &outline->points[i];
        box[0] = MIN(box[0], point->x);
        box[1] = MIN(box[1], point->y);
        box[2] = MAX(box[2], point->x);
        box[3] = MAX(box[3], point->y);
    }
    for (int i = 0; i < 4; i++)
        big_put16(out, (unsigned)box[i]);
}

GString *pdf_glyf_encode(const struct pdf_outline *outline)
{
    GString *out = g_string_new(NULL);
    if (outline->n == 0)
        return out;
    struct glyf_lists lists = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), 0, 0, 0};
    big_put16(out, (unsigned)outline->n_ends);
    put_box(out, outline);
    put_points(outline, &lists, out);
    big_put16(out, 0); // no instructions
    g_string_append_len(out, lists.flags->str, (gssize)lists.flags->len);
    g_string_append_len(out, lists.x->str, (gssize)lists.x->len);
    g_string_append_len(out, lists.y->str, (gssize)lists.y->len);
    g_string_free(lists.flags, TRUE);
    g_string_free(lists.x, TRUE);
    g_string_free(lists.y, TRUE);
    return out;
}
