// SPDX-License-Identifier: MIT
#include "text/outline.h"

#include "text/font.h"

#include <math.h>
#include <stdlib.h>

struct outline_pen outline_pen_new(void)
{
    return (struct outline_pen){g_array_new(FALSE, FALSE, sizeof(struct outline_point)),
                                g_array_new(FALSE, FALSE, sizeof(uint32_t))};
}

void outline_pen_point(struct outline_pen *pen, double x, double y, bool on)
{
    struct outline_point point = {(int32_t)lround(x), (int32_t)lround(y), on};
    g_array_append_val(pen->points, point);
}

void outline_pen_close(struct outline_pen *pen)
{
    uint32_t start = pen->ends->len ? g_array_index(pen->ends, uint32_t, pen->ends->len - 1) : 0;
    uint32_t end = pen->points->len;
    if (end > start)
        g_array_append_val(pen->ends, end);
}

struct outline outline_pen_take(struct outline_pen *pen, struct arena *arena)
{
    struct outline outline = {
        arena_memdup(arena, pen->points->data, pen->points->len * sizeof(struct outline_point)),
        pen->points->len, arena_memdup(arena, pen->ends->data, pen->ends->len * sizeof(uint32_t)),
        pen->ends->len};
    g_array_free(pen->points, TRUE);
    g_array_free(pen->ends, TRUE);
    return outline;
}

/* What HarfBuzz draws into. */
struct drawing {
    struct outline_pen pen;
    bool cubic;
};

static void draw_move(hb_draw_funcs_t *unused, void *data, hb_draw_state_t *state, float x, float y,
                      void *more)
{
    (void)unused, (void)state, (void)more;
    outline_pen_point(&((struct drawing *)data)->pen, (double)x, (double)y, true);
}

static void draw_line(hb_draw_funcs_t *unused, void *data, hb_draw_state_t *state, float x, float y,
                      void *more)
{
    (void)unused, (void)state, (void)more;
    outline_pen_point(&((struct drawing *)data)->pen, (double)x, (double)y, true);
}

static void draw_curve(hb_draw_funcs_t *unused, void *data, hb_draw_state_t *state, float x1,
                       float y1, float x, float y, void *more)
{
    (void)unused, (void)state, (void)more;
    struct drawing *drawing = data;
    outline_pen_point(&drawing->pen, (double)x1, (double)y1, false);
    outline_pen_point(&drawing->pen, (double)x, (double)y, true);
}

static void draw_cubic(hb_draw_funcs_t *unused, void *data, hb_draw_state_t *state, float x1,
                       float y1, float x2, float y2, float x, float y, void *more)
{
    (void)unused, (void)state, (void)x1, (void)y1, (void)x2, (void)y2, (void)x, (void)y, (void)more;
    ((struct drawing *)data)->cubic = true;
}

// A contour ends where it began; that point is not kept twice.
static void draw_close(hb_draw_funcs_t *unused, void *data, hb_draw_state_t *state, void *more)
{
    (void)unused, (void)state, (void)more;
    struct outline_pen *pen = &((struct drawing *)data)->pen;
    guint start = pen->ends->len ? g_array_index(pen->ends, uint32_t, pen->ends->len - 1) : 0;
    guint n = pen->points->len;
    if (n > start + 1) {
        const struct outline_point *first =
            &g_array_index(pen->points, struct outline_point, start);
        const struct outline_point *last = &g_array_index(pen->points, struct outline_point, n - 1);
        if (first->x == last->x && first->y == last->y && last->on)
            g_array_set_size(pen->points, n - 1);
    }
    outline_pen_close(pen);
}

static hb_draw_funcs_t *draw_funcs(void)
{
    static hb_draw_funcs_t *made;
    if (g_once_init_enter(&made)) {
        hb_draw_funcs_t *funcs = hb_draw_funcs_create();
        hb_draw_funcs_set_move_to_func(funcs, draw_move, NULL, NULL);
        hb_draw_funcs_set_line_to_func(funcs, draw_line, NULL, NULL);
        hb_draw_funcs_set_quadratic_to_func(funcs, draw_curve, NULL, NULL);
        hb_draw_funcs_set_cubic_to_func(funcs, draw_cubic, NULL, NULL);
        hb_draw_funcs_set_close_path_func(funcs, draw_close, NULL, NULL);
        hb_draw_funcs_make_immutable(funcs);
        g_once_init_leave(&made, funcs);
    }
    return made;
}

bool outline_read(const struct face *face, uint32_t glyph, struct arena *arena, struct outline *ret)
{
    struct drawing drawing = {outline_pen_new(), false};
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(face->hb_font, glyph, draw_funcs(), &drawing);
#else
    hb_font_get_glyph_shape(face->hb_font, glyph, draw_funcs(), &drawing);
#endif
    *ret = outline_pen_take(&drawing.pen, arena);
    return !drawing.cubic;
}

uint32_t outline_start(const struct outline *outline, uint32_t contour)
{
    return contour ? outline->ends[contour - 1] : 0;
}

uint32_t outline_piece(const struct outline *outline, uint32_t contour, uint32_t at,
                       struct outline_piece *ret)
{
    uint32_t start = outline_start(outline, contour), end = outline->ends[contour];
    const struct outline_point *points = outline->points;
    ret->p[0] = points[at];
    ret->curve = at + 1 < end && !points[at + 1].on;
    uint32_t next = at + (ret->curve ? 2 : 1);
    ret->p[2] = points[next < end ? next : start];
    ret->p[1] = ret->curve ? points[at + 1] : ret->p[2];
    return MIN(next, end);
}

/* A place where an upright line crosses a contour, and to which side the contour goes. */
struct crossing {
    double y;
    int way;
};

enum { CROSSINGS = 4 * OUTLINE_SPANS };

struct crossings {
    struct crossing list[CROSSINGS];
    size_t n;
};

static void add_crossing(struct crossings *crossings, double y, int way)
{
    size_t i = crossings->n;
    if (i == CROSSINGS)
        return;
    for (; i > 0 && crossings->list[i - 1].y > y; i--)
        crossings->list[i] = crossings->list[i - 1];
    crossings->list[i] = (struct crossing){y, way};
    crossings->n++;
}

static void cross_line(struct crossings *crossings, const struct outline_piece *piece, double x)
{
    const struct outline_point *a = &piece->p[0], *b = &piece->p[2];
    if ((a->x < x) == (b->x < x))
        return;
    double t = (x - a->x) / (b->x - a->x);
    add_crossing(crossings, a->y + t * (b->y - a->y), b->x > a->x ? 1 : -1);
}

static void cross_curve_at(struct crossings *crossings, const struct outline_piece *piece, double t,
                           double slope)
{
    const struct outline_point *p = piece->p;
    if (t <= 0 || t >= 1)
        return;
    double y = (1 - t) * (1 - t) * p[0].y + 2 * t * (1 - t) * p[1].y + t * t * p[2].y;
    add_crossing(crossings, y, slope > 0 ? 1 : -1);
}

static void cross_curve(struct crossings *crossings, const struct outline_piece *piece, double x)
{
    const struct outline_point *p = piece->p;
    double a = p[0].x - 2.0 * p[1].x + p[2].x, b = 2.0 * (p[1].x - p[0].x), c = p[0].x - x;
    if (fabs(a) < 1e-9) {
        if (b != 0)
            cross_curve_at(crossings, piece, -c / b, b);
        return;
    }
    double root = b * b - 4 * a * c;
    if (root <= 0)
        return;
    root = sqrt(root);
    cross_curve_at(crossings, piece, (-b + root) / (2 * a), root);
    cross_curve_at(crossings, piece, (-b - root) / (2 * a), -root);
}

// Whether the line at `x` has all points of the piece that begins at `at` on one side: most have.
static bool piece_is_beside(const struct outline *outline, uint32_t start, uint32_t end,
                            uint32_t at, double x)
{
    const struct outline_point *points = outline->points;
    bool left = points[at].x < x;
    uint32_t next = at + 1 < end ? at + 1 : start;
    if ((points[next].x < x) != left)
        return false;
    return points[next].on || (points[next + 1 < end ? next + 1 : start].x < x) == left;
}

static void cross_contour(struct crossings *crossings, const struct outline *outline,
                          uint32_t contour, double x)
{
    uint32_t start = outline_start(outline, contour), end = outline->ends[contour];
    for (uint32_t at = start; at < end;) {
        if (piece_is_beside(outline, start, end, at, x)) {
            at += at + 1 < end && !outline->points[at + 1].on ? 2 : 1;
            continue;
        }
        struct outline_piece piece;
        at = outline_piece(outline, contour, at, &piece);
        if (piece.curve)
            cross_curve(crossings, &piece, x);
        else
            cross_line(crossings, &piece, x);
    }
}

static size_t find_spans(const struct crossings *crossings, struct outline_span *spans)
{
    size_t n = 0;
    int winding = 0;
    for (size_t i = 0; i < crossings->n; i++) {
        int before = winding;
        winding += crossings->list[i].way;
        if (before == 0 && winding != 0 && n < OUTLINE_SPANS)
            spans[n++] = (struct outline_span){crossings->list[i].y, crossings->list[i].y};
        if (n > 0 && before != 0)
            spans[n - 1].high = crossings->list[i].y;
    }
    return n;
}

size_t outline_cut(const struct outline *outline, const bool *left_out, double x,
                   struct outline_span spans[OUTLINE_SPANS])
{
    struct crossings crossings = {.n = 0};
    // Points have whole coordinates, so the line runs through none of them.
    double between = floor(x) + 0.5;
    for (uint32_t i = 0; i < outline->n_ends; i++)
        if (!left_out || !left_out[i])
            cross_contour(&crossings, outline, i, between);
    return find_spans(&crossings, spans);
}

struct outline_box outline_box(const struct outline *outline, uint32_t contour)
{
    uint32_t start = outline_start(outline, contour);
    const struct outline_point *first = &outline->points[start];
    struct outline_box box = {first->x, first->y, first->x, first->y};
    for (uint32_t i = start; i < outline->ends[contour]; i++) {
        const struct outline_point *point = &outline->points[i];
        box.x0 = MIN(box.x0, point->x);
        box.y0 = MIN(box.y0, point->y);
        box.x1 = MAX(box.x1, point->x);
        box.y1 = MAX(box.y1, point->y);
    }
    return box;
}

int64_t outline_area(const struct outline *outline, uint32_t contour)
{
    uint32_t start = outline_start(outline, contour), end = outline->ends[contour];
    int64_t area = 0;
    for (uint32_t i = start; i < end; i++) {
        const struct outline_point *a = &outline->points[i];
        const struct outline_point *b = &outline->points[i + 1 < end ? i + 1 : start];
        area += (int64_t)a->x * b->y - (int64_t)b->x * a->y;
    }
    return area;
}

static uint32_t largest_contour(const struct outline *outline)
{
    uint32_t largest = 0;
    int64_t most = -1;
    for (uint32_t i = 0; i < outline->n_ends; i++) {
        struct outline_box box = outline_box(outline, i);
        int64_t area = (int64_t)(box.x1 - box.x0) * (box.y1 - box.y0);
        if (area > most) {
            most = area;
            largest = i;
        }
    }
    return largest;
}

static bool any_point_inside(const struct outline *outline, uint32_t contour, uint32_t of)
{
    for (uint32_t i = outline_start(outline, contour); i < outline->ends[contour]; i++) {
        const struct outline_point *point = &outline->points[i];
        struct crossings crossings = {.n = 0};
        struct outline_span spans[OUTLINE_SPANS];
        cross_contour(&crossings, outline, of, point->x + 0.5);
        size_t n = find_spans(&crossings, spans);
        for (size_t k = 0; k < n; k++)
            if (point->y >= spans[k].low && point->y <= spans[k].high)
                return true;
    }
    return false;
}

static bool boxes_meet(const struct outline *outline, uint32_t one, uint32_t other)
{
    struct outline_box a = outline_box(outline, one), b = outline_box(outline, other);
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

bool *outline_clear(const struct outline *outline, struct arena *arena)
{
    bool *clear = ARENA_ARRAY(arena, bool, outline->n_ends + 1);
    if (outline->n_ends == 0)
        return clear;
    uint32_t body = largest_contour(outline);
    for (uint32_t i = 0; i < outline->n_ends; i++)
        clear[i] = i != body &&
                   (!boxes_meet(outline, i, body) ||
                    (!any_point_inside(outline, i, body) && !any_point_inside(outline, body, i)));
    return clear;
}
