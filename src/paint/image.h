// SPDX-License-Identifier: MIT
// Letterheads and other pictures: PNG by Cairo, JPEG by libturbojpeg, SVG by librsvg. The bytes are
// a stranger's: sizes are checked before anything is allocated, and a damaged picture is refused,
// never drawn by half. An SVG reads no other file.
#ifndef WARRAQ_PAINT_IMAGE_H
#define WARRAQ_PAINT_IMAGE_H

#include "page/page.h"

#define IMAGE_MOST_PIXELS (64u << 20)
#define IMAGE_MOST_SIDE 32767 /* pixels */

/* Decodes `image` once, for a writer that cannot: a PNG, and an SVG drawn at `dpi` (1 CSS px is
 * 1/96 inch), become IMAGE_SAMPLES; a JPEG keeps its bytes once they are seen to be whole. *ret
 * borrows the path; image_clear() frees the rest.
 * FAULT_INVALID: damaged, truncated or too large; FAULT_USAGE: `dpi` asks for too many pixels. */
bool image_decode(const struct image *image, double dpi, struct image *ret, GError **error);
void image_clear(struct image *image);

#endif
