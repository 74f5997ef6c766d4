// SPDX-License-Identifier: MIT
// Where a page is drawn: a Cairo context in points, y downward, and what is kept between pages
// (opened faces, decoded images). Only paint/ sees Cairo.
#ifndef WARRAQ_PAINT_CANVAS_H
#define WARRAQ_PAINT_CANVAS_H

#include "page/page.h"

#include "paint/lazy_cairo.h"

struct glyph_faces;
struct image_cache;
struct masks;

struct canvas {
    cairo_t *cr; /* user space in points */
    struct glyph_faces *faces;
    struct image_cache *images;
    struct masks *masks; /* where pixels are drawn; NULL: outlines are filled on whatever it is */
    bool lent;           /* faces and masks are another's */
};

/* Faces and masks that pictures made one after the other share. */
struct canvas_kept;
struct canvas_kept *canvas_kept_new(void);
void canvas_kept_free(struct canvas_kept *kept); /* NULL is allowed */

/* Faces and images are opened when first met and closed by canvas_clear(); `cr` may change
 * between pages and stays the caller's. */
void canvas_init(struct canvas *canvas);
void canvas_clear(struct canvas *canvas);

/* For pixels; what may be kept is lent by `kept`, or NULL. */
void canvas_init_pixels(struct canvas *canvas, struct canvas_kept *kept);

/* Draws the whole page, its media's top left at the origin. False with FAULT_IO or FAULT_INVALID
 * when a face or an image cannot be used. */
bool canvas_draw_page(struct canvas *canvas, const struct page *page, GError **error);

#endif
