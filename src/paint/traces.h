// SPDX-License-Identifier: MIT
// Outlines of glyphs in their face's units, as often as they are filled at another size or width.
// Cairo would keep a font for each of them, and a justified page has as many as lines.
#ifndef WARRAQ_PAINT_TRACES_H
#define WARRAQ_PAINT_TRACES_H

#include "paint/lazy_cairo.h"
#include "paint/lazy_cairo.h"

struct traces;

struct traces *traces_new(void);
void traces_free(struct traces *traces);

/* Where a glyph's origin is, and how much of user space a unit of the face takes. */
struct trace_place {
    double x, y, across, up;
};

/* Adds the outline of a glyph of `face` to the path of `cr`; nothing for one it has not. */
void traces_add(struct traces *traces, FT_Face face, unsigned long glyph, cairo_t *cr,
                const struct trace_place *place);

#endif
