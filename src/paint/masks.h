// SPDX-License-Identifier: MIT
// Runs of glyphs as they fall on the pixels: a line that is on the page again, as after a word
// elsewhere changed, is not filled again. A mask is found by all that it is made of (face, size,
// glyphs, their places to 1/256 pixel), so that a kept one is what would be filled.
#ifndef WARRAQ_PAINT_MASKS_H
#define WARRAQ_PAINT_MASKS_H

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>

/* The face as it is: no hinting, no rounding of advances; `size` points or pixels, as `cr` has. */
void masks_set_font(cairo_t *cr, cairo_font_face_t *face, double size, double wide);

struct masks;

/* `most`: bytes that are kept; 0 keeps nothing, and the pixels are the same. */
struct masks *masks_new(size_t most);
void masks_free(struct masks *masks);

/* Glyphs that are to be drawn: in a face at a size, widened; placed in user space. */
struct masks_run {
    cairo_font_face_t *face;
    double size, wide;
    const cairo_glyph_t *glyphs;
    size_t n;
};

/* Adds the outline of what is no glyph of the face, glyphs[i], at (x, y) of `cr`, whose user space
 * is of pixels, `scale` of them a point. */
typedef void (*masks_trace)(const void *context, cairo_t *cr, size_t i, double x, double y,
                            double scale);

/* Fills the run in the source of `cr`, which draws on an image without turning it. `is_traced` says
 * of each glyph whether `trace` draws it; both may be asked at once or not at all. */
struct masks_tracer {
    bool (*is_traced)(unsigned long index);
    masks_trace trace;
    const void *context;
};
void masks_draw(struct masks *masks, cairo_t *cr, const struct masks_run *run,
                const struct masks_tracer *tracer);

#endif
