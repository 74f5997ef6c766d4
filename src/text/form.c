// SPDX-License-Identifier: MIT
// All lengths here are units of the face; what the comments give in ems is of its upem.
#include "text/form.h"

#include "text/face.h"

#include <assert.h>
#include <math.h>

#define SHALLOW 0.05      /* a kashida's depth, of its length */
#define DEEP 0.08         /* before a letter that rises */
#define DEPTH_MOST 0.22   /* em */
#define LOWEST 0.53       /* of the way from the first letter */
#define OVERLAP 0.016     /* em: a kashida runs into both letters */
#define FULL_HEIGHT 1.22  /* strokes: up to here a letter bends in full, */
#define NO_HEIGHT 1.9     /* from here on not at all */
#define SEAM_THICK 1.4    /* strokes: the most of what bends */
#define SEAM_HIGH 1.55    /* strokes */
#define PIECE 0.05        /* em: a bent outline is cut into pieces of this */
#define ZONE_THIN 0.55    /* strokes: of a final letter's body */
#define ZONE_THICK 1.65   /* strokes */
#define ZONE_SLOPE 0.45   /* of its middle line */
#define ZONE_LEAST 0.12   /* em: a shorter one is no body */
#define ZONE_EASE 0.2     /* of the zone: where widening begins and ends */
#define ZONE_SINK 0.05    /* of what is added, half way */
#define ZONE_STEP 0.01    /* em */
#define LITTLE 0.15       /* em */
#define REACH_LEAST 0.075 /* em: level 0 */
#define REACH_STEP 0.025  /* em */
#define REACH_LEVELS 4

uint32_t form_id(uint32_t glyph, const struct letter_form *form)
{
    assert(glyph <= 0xFFFF);
    return glyph | (uint32_t)form->kind << 16 | (uint32_t)(form->steps + 32) << 18 |
           (uint32_t)form->deep << 24 | (uint32_t)form->reach << 25;
}

struct letter_form form_of(uint32_t id)
{
    if (!form_is(id))
        return (struct letter_form){FORM_PLAIN, 0, false, 0};
    return (struct letter_form){(enum form_kind)(id >> 16 & 3), (int)(id >> 18 & 63) - 32,
                                (id >> 24 & 1) != 0, (int)(id >> 25 & 3)};
}

int form_added(const struct face *face, const struct letter_form *form)
{
    if (form->kind == FORM_WIDENED)
        return form->steps * (int)face->upem / FORM_WIDE_STEPS;
    return form->kind == FORM_LENGTHENED ? form->steps * (int)face->upem / FORM_KASHIDA_STEPS : 0;
}

static double reach_length(const struct face *face, int level)
{
    return (REACH_LEAST + REACH_STEP * level) * face->upem;
}

/* The curve of a kashida: x runs rightward from the edge of the letter it runs into. */
struct bow {
    double from, to; /* where it leaves and meets the letters' own line, within them */
    double lowest, depth;
};

static struct bow bow_of(const struct face *face, const struct letter_form *form,
                         double first_reach, double next_reach)
{
    double length = (double)form->steps * face->upem / FORM_KASHIDA_STEPS;
    struct bow bow = {.from = -next_reach, .to = length + first_reach};
    bow.lowest = bow.to - LOWEST * (bow.to - bow.from);
    bow.depth = MIN((form->deep ? DEEP : SHALLOW) * length, DEPTH_MOST * face->upem);
    return bow;
}

// How far from its lowest point, of that side's span; and which way the side goes.
static double bow_part(const struct bow *bow, double x)
{
    double span = x > bow->lowest ? bow->to - bow->lowest : bow->lowest - bow->from;
    return MIN(fabs(x - bow->lowest) / span, 1);
}

static double bow_at(const struct bow *bow, double x)
{
    double part = bow_part(bow, x);
    return -bow->depth * (1 - part * part);
}

static double bow_slope(const struct bow *bow, double x)
{
    double span = x > bow->lowest ? bow->to - bow->lowest : -(bow->lowest - bow->from);
    return 2 * bow->depth * bow_part(bow, x) / span;
}

/* How the points of a glyph move. */
struct moving {
    const struct face *face;
    struct form_zone zone; /* of FORM_WIDENED */
    struct face_stroke stroke;
    enum form_kind kind;
    struct bow bow;
    double right;    /* of FORM_BENT: the glyph's edge, where the bow's x is 0 */
    double added;    /* of FORM_WIDENED and FORM_LENGTHENED */
    double from, to; /* what is between is cut into pieces */
};

struct form_offset {
    double x, y;
};

// 0 to 1 over the zone, its slope growing and falling at the ends.
static double eased(double part)
{
    double full = 1 - ZONE_EASE, end = ZONE_EASE;
    if (part <= 0 || part >= 1)
        return part <= 0 ? 0 : 1;
    if (part < end)
        return part * part / (2 * end * full);
    if (part > 1 - end)
        return 1 - (1 - part) * (1 - part) / (2 * end * full);
    return (part - end / 2) / full;
}

static struct form_offset widening(const struct moving *moving, double x)
{
    const struct form_zone *zone = &moving->zone;
    double part = (x - zone->start) / (zone->end - zone->start);
    part = CLAMP(part, 0, 1);
    return (struct form_offset){moving->added * eased(part),
                                -ZONE_SINK * moving->added * 4 * part * (1 - part)};
}

// The stroke goes down with the kashida's curve; what stands on it does not.
static double bending(const struct moving *moving, double x, double y)
{
    double thick = moving->stroke.high - moving->stroke.low;
    double high = (y - moving->stroke.low) / thick;
    double share = CLAMP((NO_HEIGHT - high) / (NO_HEIGHT - FULL_HEIGHT), 0, 1);
    double at = moving->kind == FORM_BENT ? x - moving->right : x + moving->added;
    bool within = moving->kind == FORM_BENT ? at > moving->bow.from : at < moving->bow.to;
    return within ? share * bow_at(&moving->bow, at) : 0;
}

static struct form_offset move(const struct moving *moving, double x, double y)
{
    if (moving->kind == FORM_WIDENED)
        return widening(moving, x);
    double right = moving->kind == FORM_LENGTHENED ? moving->added : 0;
    return (struct form_offset){right, bending(moving, x, y)};
}

/* A quadratic piece. */
struct curve {
    double x[3], y[3];
};

static double between(const double p[3], double s, double t)
{
    return (1 - s) * (1 - t) * p[0] + (s * (1 - t) + t * (1 - s)) * p[1] + s * t * p[2];
}

// The curve's stretch from s to t, moved: its ends where they fall, and its control point so that
// its middle does.
static void put_moved(const struct moving *moving, const struct curve *curve, double s, double t,
                      struct outline_pen *pen)
{
    double x[3] = {between(curve->x, s, s), between(curve->x, s, t), between(curve->x, t, t)};
    double y[3] = {between(curve->y, s, s), between(curve->y, s, t), between(curve->y, t, t)};
    struct form_offset start = move(moving, x[0], y[0]), end = move(moving, x[2], y[2]);
    struct form_offset middle =
        move(moving, (x[0] + 2 * x[1] + x[2]) / 4, (y[0] + 2 * y[1] + y[2]) / 4);
    outline_pen_point(pen, x[0] + start.x, y[0] + start.y, true);
    outline_pen_point(pen, x[1] + 2 * middle.x - (start.x + end.x) / 2,
                      y[1] + 2 * middle.y - (start.y + end.y) / 2, false);
}

static bool is_still(const struct moving *moving, const struct outline_piece *piece)
{
    double low = MIN(piece->p[0].x, piece->p[2].x), high = MAX(piece->p[0].x, piece->p[2].x);
    return moving->from == moving->to || high <= moving->from || low >= moving->to;
}

static void move_piece(const struct moving *moving, const struct outline_piece *piece,
                       struct outline_pen *pen)
{
    const struct outline_point *p = piece->p;
    if (is_still(moving, piece)) {
        for (int i = 0; i < (piece->curve ? 2 : 1); i++) {
            struct form_offset by = move(moving, p[i].x, p[i].y);
            outline_pen_point(pen, p[i].x + by.x, p[i].y + by.y, p[i].on);
        }
        return;
    }
    struct curve curve = {{p[0].x, p[1].x, p[2].x}, {p[0].y, p[1].y, p[2].y}};
    if (!piece->curve) {
        curve.x[1] = (curve.x[0] + curve.x[2]) / 2;
        curve.y[1] = (curve.y[0] + curve.y[2]) / 2;
    }
    int n = (int)ceil(fabs(curve.x[2] - curve.x[0]) / (PIECE * moving->face->upem));
    n = MAX(n, 1);
    for (int i = 0; i < n; i++)
        put_moved(moving, &curve, (double)i / n, (double)(i + 1) / n, pen);
}

// A dot keeps its shape and goes where the letter goes under it.
static void move_whole(const struct moving *moving, const struct outline *outline, uint32_t contour,
                       struct outline_pen *pen)
{
    struct outline_box box = outline_box(outline, contour);
    struct form_offset by = {moving->kind == FORM_LENGTHENED ? moving->added : 0, 0};
    if (moving->kind == FORM_WIDENED)
        by = widening(moving, (box.x0 + box.x1) / 2.0);
    for (uint32_t i = outline_start(outline, contour); i < outline->ends[contour]; i++)
        outline_pen_point(pen, outline->points[i].x + by.x, outline->points[i].y + by.y,
                          outline->points[i].on);
    outline_pen_close(pen);
}

static void move_outline(const struct moving *moving, const struct outline *outline,
                         const bool *clear, struct outline_pen *pen)
{
    for (uint32_t i = 0; i < outline->n_ends; i++) {
        if (clear[i]) {
            move_whole(moving, outline, i, pen);
            continue;
        }
        for (uint32_t at = outline_start(outline, i); at < outline->ends[i];) {
            struct outline_piece piece;
            at = outline_piece(outline, i, at, &piece);
            move_piece(moving, &piece, pen);
        }
        outline_pen_close(pen);
    }
}

// A point of the kashida's upper (side 1) or lower (-1) edge.
static double edge_at(const struct moving *moving, double x, int side)
{
    double thick = moving->stroke.high - moving->stroke.low, slope = bow_slope(&moving->bow, x);
    return moving->stroke.low + thick / 2 + bow_at(&moving->bow, x) +
           side * thick / 2 * sqrt(1 + slope * slope);
}

// An edge from one end to the other, in two curves that meet at the lowest point.
static void put_edge(const struct moving *moving, const double x[3], int side,
                     struct outline_pen *pen)
{
    for (int i = 0; i < 2; i++) {
        double a = x[i], b = x[i + 1], middle = (a + b) / 2;
        double start = edge_at(moving, a, side), end = edge_at(moving, b, side);
        outline_pen_point(pen, a, start, true);
        outline_pen_point(pen, middle, 2 * edge_at(moving, middle, side) - (start + end) / 2,
                          false);
    }
    outline_pen_point(pen, x[2], edge_at(moving, x[2], side), true);
}

// The kashida runs the way the letter's own contour does, so that where both lie ink is ink.
static void put_kashida(const struct moving *moving, bool against_clock, struct outline_pen *pen)
{
    double over = OVERLAP * moving->face->upem;
    double left = -over, right = moving->added + over;
    const double rightward[3] = {left, moving->bow.lowest, right};
    const double leftward[3] = {right, moving->bow.lowest, left};
    put_edge(moving, rightward, against_clock ? -1 : 1, pen);
    put_edge(moving, leftward, against_clock ? 1 : -1, pen);
    outline_pen_close(pen);
}

static bool runs_against_clock(const struct outline *outline, const bool *clear)
{
    for (uint32_t i = 0; i < outline->n_ends; i++)
        if (!clear[i])
            return outline_area(outline, i) > 0;
    return false;
}

// A little widening is near enough to a stretch, and its points may stay as few.
static void widen(struct moving *moving, uint32_t glyph)
{
    bool little = fabs(moving->added) < LITTLE * moving->face->upem;
    moving->zone = *form_zone(moving->face, glyph);
    moving->from = little ? 0 : moving->zone.start;
    moving->to = little ? 0 : moving->zone.end;
}

static struct moving moving_of(const struct face *face, uint32_t id)
{
    struct letter_form form = form_of(id);
    struct moving moving = {.face = face,
                            .stroke = face_stroke(face),
                            .kind = form.kind,
                            .added = form_added(face, &form)};
    if (form.kind == FORM_WIDENED) {
        widen(&moving, form_glyph(id));
        return moving;
    }
    const struct form_seams *seams = form_seams(face, form_glyph(id));
    double left = reach_length(face, seams->left_reach);
    double right = reach_length(face, seams->right_reach);
    double other = reach_length(face, form.reach);
    if (form.kind == FORM_LENGTHENED) {
        moving.bow = bow_of(face, &form, left, other);
        moving.from = -(double)face->upem;
        moving.to = left;
    } else {
        moving.bow = bow_of(face, &form, other, right);
        moving.right = hb_font_get_glyph_h_advance(face->hb_font, form_glyph(id));
        moving.from = moving.right - right;
        moving.to = moving.right + face->upem;
    }
    return moving;
}

double form_shift(const struct face *face, uint32_t id, double x)
{
    struct moving moving = moving_of(face, id);
    if (moving.kind == FORM_WIDENED)
        return widening(&moving, x).x;
    return moving.kind == FORM_LENGTHENED ? moving.added : 0;
}

struct outline form_outline(const struct face *face, uint32_t id, struct arena *arena)
{
    struct outline plain;
    struct moving moving = moving_of(face, id);
    struct outline_pen pen = outline_pen_new();
    if (outline_read(face, form_glyph(id), arena, &plain)) {
        bool *clear = outline_clear(&plain, arena);
        move_outline(&moving, &plain, clear, &pen);
        if (moving.kind == FORM_LENGTHENED)
            put_kashida(&moving, runs_against_clock(&plain, clear), &pen);
    }
    return outline_pen_take(&pen, arena);
}

/* A glyph while it is measured. */
struct measuring {
    const struct face *face;
    const struct outline *outline;
    const bool *clear;
    struct face_stroke stroke;
};

// Whether an upright cut meets one stroke and no more, which *ret then is.
static bool one_stroke(const struct measuring *measuring, double x, double thin, double thick,
                       struct outline_span *ret)
{
    struct outline_span spans[OUTLINE_SPANS];
    double pen = measuring->stroke.high - measuring->stroke.low;
    if (outline_cut(measuring->outline, measuring->clear, x, spans) != 1)
        return false;
    *ret = spans[0];
    double height = ret->high - ret->low;
    return height >= thin * pen && height <= thick * pen;
}

static bool is_seam(const struct measuring *measuring, double x)
{
    struct outline_span span;
    double pen = measuring->stroke.high - measuring->stroke.low;
    return one_stroke(measuring, x, ZONE_THIN, SEAM_THICK, &span) &&
           fabs(span.low - measuring->stroke.low) < pen / 3 &&
           fabs(span.high - measuring->stroke.high) < pen / 3;
}

// How far from the seam at `x`, going `way`, there is a stroke that can bend.
static int reach_level(const struct measuring *measuring, double x, int way)
{
    double step = ZONE_STEP * measuring->face->upem, reach = 0;
    double pen = measuring->stroke.high - measuring->stroke.low;
    struct outline_span span;
    while (reach < reach_length(measuring->face, REACH_LEVELS - 1) &&
           one_stroke(measuring, x + way * reach, 0, SEAM_THICK, &span) &&
           span.high < measuring->stroke.low + SEAM_HIGH * pen)
        reach += step;
    double level = (reach / measuring->face->upem - REACH_LEAST) / REACH_STEP;
    return (int)CLAMP(level, 0, REACH_LEVELS - 1);
}

static struct outline_box body_box(const struct measuring *measuring)
{
    uint32_t body = 0;
    while (body + 1 < measuring->outline->n_ends && measuring->clear[body])
        body++;
    return outline_box(measuring->outline, body);
}

// The longest stretch where the letter is one stroke, level enough.
static struct form_zone find_zone(const struct measuring *measuring)
{
    double step = ZONE_STEP * measuring->face->upem, start = 0, last = 0;
    struct outline_box box = body_box(measuring);
    struct form_zone zone = {0, 0};
    bool inside = false;
    // NOLINTNEXTLINE(clang-analyzer-security.FloatLoopCounter): one step more or less is the same
    for (double x = box.x0; x <= box.x1 + step; x += step) {
        struct outline_span span;
        bool is = one_stroke(measuring, x, ZONE_THIN, ZONE_THICK, &span);
        double middle = is ? (span.low + span.high) / 2 : 0;
        if (is && inside && fabs(middle - last) > ZONE_SLOPE * step)
            is = false;
        if (is && !inside)
            start = x;
        if (is && x - start > zone.end - zone.start)
            zone = (struct form_zone){(int)start, (int)x};
        inside = is;
        last = middle;
    }
    return zone.end - zone.start < ZONE_LEAST * measuring->face->upem ? (struct form_zone){0, 0}
                                                                      : zone;
}

static struct form_seams find_seams(const struct measuring *measuring, uint32_t glyph)
{
    struct form_seams seams = {.left = false};
    double right = hb_font_get_glyph_h_advance(measuring->face->hb_font, glyph);
    double over = OVERLAP * measuring->face->upem;
    // Some faces cut the stroke aslant: it is then whole where a kashida ends within it.
    seams.left = is_seam(measuring, 1) || is_seam(measuring, over);
    seams.right = is_seam(measuring, right - 1) || is_seam(measuring, right - over);
    seams.left_reach = seams.left ? reach_level(measuring, over, 1) : 0;
    seams.right_reach = seams.right ? reach_level(measuring, right - over, -1) : 0;
    return seams;
}

// False if nothing can be made of the glyph.
static bool measuring_begin(const struct face *face, uint32_t glyph, struct arena *arena,
                            struct outline *outline, struct measuring *ret)
{
    *ret = (struct measuring){face, outline, NULL, face_stroke(face)};
    if (ret->stroke.high <= ret->stroke.low || !outline_read(face, glyph, arena, outline) ||
        outline->n_ends == 0)
        return false;
    ret->clear = outline_clear(outline, arena);
    return true;
}

const struct form_seams *form_seams(const struct face *face, uint32_t glyph)
{
    GHashTable *known = face_kept(face, FACE_SEAMS);
    struct form_seams *seams = g_hash_table_lookup(known, GUINT_TO_POINTER(glyph + 1));
    if (!seams) {
        struct arena *arena = arena_new();
        struct outline outline;
        struct measuring measuring;
        seams = g_new0(struct form_seams, 1);
        if (measuring_begin(face, glyph, arena, &outline, &measuring))
            *seams = find_seams(&measuring, glyph);
        g_hash_table_insert(known, GUINT_TO_POINTER(glyph + 1), seams);
        arena_free(arena);
    }
    return seams;
}

const struct form_zone *form_zone(const struct face *face, uint32_t glyph)
{
    GHashTable *known = face_kept(face, FACE_ZONES);
    struct form_zone *zone = g_hash_table_lookup(known, GUINT_TO_POINTER(glyph + 1));
    if (!zone) {
        struct arena *arena = arena_new();
        struct outline outline;
        struct measuring measuring;
        zone = g_new0(struct form_zone, 1);
        if (measuring_begin(face, glyph, arena, &outline, &measuring))
            *zone = find_zone(&measuring);
        g_hash_table_insert(known, GUINT_TO_POINTER(glyph + 1), zone);
        arena_free(arena);
    }
    return zone;
}
