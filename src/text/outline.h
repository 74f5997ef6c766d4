// SPDX-License-Identifier: MIT
// A glyph's outline as TrueType has it: contours of straight and of quadratic pieces, in the face's
// design units, y upward.
#ifndef WARRAQ_TEXT_OUTLINE_H
#define WARRAQ_TEXT_OUTLINE_H

#include "base/arena.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct face;

struct outline_point {
    int32_t x, y;
    bool on; /* on the curve; each control point stands alone between two that are */
};

/* Contour i is points [i ? ends[i - 1] : 0, ends[i]) and begins on the curve. */
struct outline {
    struct outline_point *points;
    uint32_t n;
    uint32_t *ends;
    uint32_t n_ends;
};

/* The outline of a glyph of the face. False if it has cubic pieces; a blank has no contours. */
bool outline_read(const struct face *face, uint32_t glyph, struct arena *arena,
                  struct outline *ret);

/* A piece of a contour: p[1] is the control point of a curve. */
struct outline_piece {
    struct outline_point p[3];
    bool curve;
};

/* The first point of a contour. */
uint32_t outline_start(const struct outline *outline, uint32_t contour);

/* The piece that begins at point `at` of the contour; gives where the next one begins, which is the
 * contour's end after the last. */
uint32_t outline_piece(const struct outline *outline, uint32_t contour, uint32_t at,
                       struct outline_piece *ret);

/* A stroke met by an upright line, or the ink of a contour. */
struct outline_span {
    double low, high;
};

enum { OUTLINE_SPANS = 12 };

/* Where the upright line at `x` meets ink, from below; contours whose `left_out` is true are not
 * looked at (NULL: all are). */
size_t outline_cut(const struct outline *outline, const bool *left_out, double x,
                   struct outline_span spans[OUTLINE_SPANS]);

/* The smallest box about a contour's points. */
struct outline_box {
    int32_t x0, y0, x1, y1;
};
struct outline_box outline_box(const struct outline *outline, uint32_t contour);

/* Twice the area a contour encloses: positive when it runs against the clock. */
int64_t outline_area(const struct outline *outline, uint32_t contour);

/* For each contour, whether it is clear of the letter's stroke: a dot or a mark, neither part of
 * the largest contour nor a hole in it. */
bool *outline_clear(const struct outline *outline, struct arena *arena);

/* An outline being made. */
struct outline_pen {
    GArray *points; /* of struct outline_point */
    GArray *ends;   /* of uint32_t */
};
struct outline_pen outline_pen_new(void);
void outline_pen_point(struct outline_pen *pen, double x, double y, bool on);
void outline_pen_close(struct outline_pen *pen);
/* Hands the outline over and frees the pen. */
struct outline outline_pen_take(struct outline_pen *pen, struct arena *arena);

#endif
