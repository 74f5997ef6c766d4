// SPDX-License-Identifier: MIT
// An image's bytes as something Cairo can draw.
#ifndef WARRAQ_PAINT_DECODE_H
#define WARRAQ_PAINT_DECODE_H

#include "paint/canvas.h"

#include <librsvg/rsvg.h>

/* A decoded image: pixels, or a drawing (the other is NULL). Width and height as struct image. */
struct picture {
    cairo_surface_t *pixels;
    RsvgHandle *drawing;
    GBytes *source; /* of the drawing */
    unsigned width, height;
};

/* Each decodes the whole of a file or fails with FAULT_INVALID, naming `name`. */
bool decode_png(const char *name, GBytes *bytes, struct picture *ret, GError **error);
bool decode_jpeg(const char *name, GBytes *bytes, struct picture *ret, GError **error);
bool decode_svg(const char *name, GBytes *bytes, struct picture *ret, GError **error);
bool decode(enum image_kind kind, const char *name, GBytes *bytes, struct picture *ret,
            GError **error);
void picture_clear(struct picture *picture);

/* Checks width and height against IMAGE_MOST_PIXELS and Cairo's own limit for a side. */
bool decode_size(const char *name, uint64_t width, uint64_t height, GError **error);

/* Fills `box` (points) with the picture. */
bool picture_draw(const struct picture *picture, const char *name, cairo_t *cr,
                  const cairo_rectangle_t *box, GError **error);

/* Images decoded so far, by the struct image they came from. */
struct image_cache *image_cache_new(void);
void image_cache_free(struct image_cache *cache);

/* The decoded form, owned by the cache; NULL with FAULT_INVALID. */
const struct picture *image_cache_get(struct image_cache *cache, const struct image *image,
                                      GError **error);

#endif
