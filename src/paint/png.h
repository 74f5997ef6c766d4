// SPDX-License-Identifier: MIT
// Pixels out: image surfaces within limits, and PNG files that state their resolution.
#ifndef WARRAQ_PAINT_PNG_H
#define WARRAQ_PAINT_PNG_H

#include "paint/canvas.h"

#define PNG_MOST_SIDE 32767          /* Cairo's own limit */
#define PNG_MOST_PIXELS (512u << 20) /* 2 GiB of memory */

/* A surface of that many pixels, transparent or black. FAULT_USAGE where that is more than the
 * limits (the asked resolution is too high) or not a positive number. */
cairo_surface_t *png_surface(cairo_format_t format, double width, double height, GError **error);

/* The PNG file, with the resolution in its pHYs chunk; grey where no pixel has a colour. The caller
 * unrefs it. */
GBytes *png_bytes(cairo_surface_t *pixels, double dpi, GError **error);

/* png_bytes() to a file, beside and renamed. */
bool png_write(cairo_surface_t *pixels, double dpi, const char *path, GError **error);

/* A white surface for `width` x `height` at `dpi`, and a context in points to draw on it. */
cairo_t *png_paper(len width, len height, double dpi, GError **error);

/* The same in grey, a ground that white pages are laid on; its sides in points. */
cairo_t *png_ground(double width, double height, double dpi, GError **error);

#endif
