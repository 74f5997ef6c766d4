// SPDX-License-Identifier: MIT
#include "paint/image.h"

#include "base/error.h"
#include "paint/decode.h"
#include "paint/paint_check.h"
#include "paint/png.h"

#include <math.h>
#include <string.h>

// An SVG has no signature: it is text with an <svg somewhere near its start.
static bool looks_like_svg(const char *data, size_t n)
{
    return g_strstr_len(data, (gssize)MIN(n, 64 * 1024), "<svg") != NULL;
}

static bool kind_of(GBytes *bytes, enum image_kind *ret)
{
    size_t n;
    const char *data = g_bytes_get_data(bytes, &n);
    if (n >= 8 && memcmp(data, "\x89PNG\r\n\x1a\n", 8) == 0)
        *ret = IMAGE_PNG;
    else if (n >= 3 && memcmp(data, "\xff\xd8\xff", 3) == 0)
        *ret = IMAGE_JPEG;
    else if (n > 0 && looks_like_svg(data, n))
        *ret = IMAGE_SVG;
    else
        return false;
    return true;
}

bool image_open(const char *name, GBytes *bytes, struct image *ret, GError **error)
{
    enum image_kind kind;
    struct picture picture;
    if (g_bytes_get_size(bytes) > IMAGE_MOST_BYTES) {
        fault_set(error, FAULT_INVALID, "%s: larger than the limit of %u bytes", name,
                  IMAGE_MOST_BYTES);
        return false;
    }
    if (!kind_of(bytes, &kind)) {
        fault_set(error, FAULT_INVALID, "%s: neither PNG, JPEG nor SVG", name);
        return false;
    }
    if (!decode(kind, name, bytes, &picture, error))
        return false;
    *ret = (struct image){kind, name, g_bytes_ref(bytes), picture.width, picture.height};
    picture_clear(&picture);
    return true;
}

void image_clear(struct image *image)
{
    g_clear_pointer(&image->bytes, g_bytes_unref);
}

static GBytes *drawing_to_png(const struct image *image, const struct picture *picture, double dpi,
                              GError **error)
{
    double width = ceil(picture->width * dpi / 96), height = ceil(picture->height * dpi / 96);
    cairo_surface_t *pixels = png_surface(CAIRO_FORMAT_ARGB32, width, height, error);
    if (!pixels)
        return NULL;
    cairo_t *cr = cairo_create(pixels);
    cairo_rectangle_t box = {0, 0, width, height};
    GBytes *bytes = NULL;
    if (picture_draw(picture, image->path, cr, &box, error) &&
        paint_check(cairo_status(cr), image->path, error))
        bytes = png_bytes(pixels, dpi, error);
    cairo_destroy(cr);
    cairo_surface_destroy(pixels);
    return bytes;
}

GBytes *image_rasterise(const struct image *image, double dpi, GError **error)
{
    struct picture picture;
    if (image->kind != IMAGE_SVG)
        return g_bytes_ref(image->bytes);
    if (!decode_svg(image->path, image->bytes, &picture, error))
        return NULL;
    GBytes *bytes = drawing_to_png(image, &picture, dpi, error);
    picture_clear(&picture);
    return bytes;
}
