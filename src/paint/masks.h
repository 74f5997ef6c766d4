// SPDX-License-Identifier: MIT
// Runs of glyphs as they fall on the pixels: a line that is on the page again, as after a word
// elsewhere changed, is not filled again. A mask is found by all that it is made of (face, size,
// glyphs, their places to 1/256 pixel), so that a kept one is what would be filled.
#ifndef WARRAQ_PAINT_MASKS_H
#define WARRAQ_PAINT_MASKS_H

#include "paint/lazy_cairo.h"
#include <stdbool.h>
#include <stddef.h>

struct masks;

/* `most`: bytes that are kept; 0 keeps nothing, and the pixels are the same. */
struct masks *masks_new(size_t most);
void masks_free(struct masks *masks);

/* Glyphs that are to be drawn: in a face at a size, widened; placed in user space. */
struct masks_run {
    const void *face; /* what tells it from others */
    double size, wide;
    const cairo_glyph_t *glyphs;
    size_t n;
};

/* Adds the outline of glyphs[i], its origin at (x, y) of `cr`, whose user space is of pixels,
 * `scale` of them a point. */
struct masks_tracer {
    void (*trace)(const void *context, cairo_t *cr, size_t i, double x, double y, double scale);
    const void *context;
};

/* Fills the run in the source of `cr`, which draws on an image without turning it. */
void masks_draw(struct masks *masks, cairo_t *cr, const struct masks_run *run,
                const struct masks_tracer *tracer);

#endif
