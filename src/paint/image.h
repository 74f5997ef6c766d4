// SPDX-License-Identifier: MIT
// Letterheads and other pictures: PNG by Cairo, JPEG by libturbojpeg, SVG by librsvg. The bytes are
// a stranger's: sizes are checked before anything is allocated, and whatever is damaged is said
// to be so, never drawn by half. An SVG reads no other file.
#ifndef WARRAQ_PAINT_IMAGE_H
#define WARRAQ_PAINT_IMAGE_H

#include "page/page.h"

#define IMAGE_MOST_BYTES (64u << 20)
#define IMAGE_MOST_PIXELS (64u << 20)
#define IMAGE_MOST_SIDE 32767 /* pixels */

/* Tells the kind by the first bytes, decodes the whole once, and fills *ret (which borrows `name`
 * and takes its own reference to `bytes`). `name` is for messages and becomes ret->path.
 * FAULT_INVALID: neither PNG, JPEG nor SVG, damaged, truncated or too large. */
bool image_open(const char *name, GBytes *bytes, struct image *ret, GError **error);

/* Drops the reference that image_open() took. */
void image_clear(struct image *image);

/* An SVG as a PNG at `dpi` (1 CSS px is 1/96 inch), transparent where nothing is drawn; PNG and
 * JPEG come back as they are (a new reference). The caller unrefs the bytes.
 * FAULT_INVALID as above; FAULT_USAGE where `dpi` asks for more than IMAGE_MOST_PIXELS. */
GBytes *image_rasterise(const struct image *image, double dpi, GError **error);

#endif
