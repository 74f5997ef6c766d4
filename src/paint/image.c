// SPDX-License-Identifier: MIT
#include "paint/image.h"

#include "paint/decode.h"
#include "paint/paint_check.h"
#include "paint/png.h"

#include <math.h>
#include <string.h>

void image_clear(struct image *image)
{
    g_clear_pointer(&image->bytes, g_bytes_unref);
    g_clear_pointer(&image->alpha, g_bytes_unref);
}

static cairo_surface_t *drawn(const struct image *image, const struct picture *picture, double dpi,
                              GError **error)
{
    double width = ceil(picture->width * dpi / 96), height = ceil(picture->height * dpi / 96);
    cairo_surface_t *pixels = png_surface(CAIRO_FORMAT_ARGB32, width, height, error);
    if (!pixels)
        return NULL;
    cairo_t *cr = cairo_create(pixels);
    cairo_rectangle_t box = {0, 0, width, height};
    bool ok = picture_draw(picture, image->path, cr, &box, error) &&
              paint_check(cairo_status(cr), image->path, error);
    cairo_destroy(cr);
    if (!ok)
        g_clear_pointer(&pixels, cairo_surface_destroy);
    return pixels;
}

// What all pixels have in common, so that what they do not need is left out.
struct needs {
    bool colour, alpha;
};

// Cairo's channels are multiplied by alpha; a PDF's are not.
static void put_pixel(uint32_t pixel, unsigned char *rgb, unsigned char *alpha, struct needs *needs)
{
    uint32_t a = pixel >> 24;
    *alpha = (unsigned char)a;
    for (int i = 0; i < 3; i++) {
        uint32_t value = pixel >> (16 - 8 * i) & 0xff;
        rgb[i] = a == 0 ? 0 : (unsigned char)((value * 255 + a / 2) / a);
    }
    needs->alpha |= a != 255;
    needs->colour |= rgb[0] != rgb[1] || rgb[1] != rgb[2];
}

static void put_pixels(cairo_surface_t *from, unsigned char *rgb, unsigned char *alpha,
                       struct needs *needs)
{
    int width = cairo_image_surface_get_width(from), height = cairo_image_surface_get_height(from);
    uint32_t opaque = cairo_image_surface_get_format(from) == CAIRO_FORMAT_RGB24 ? 0xffu << 24 : 0;
    cairo_surface_flush(from);
    for (int y = 0; y < height; y++) {
        ptrdiff_t offset = (ptrdiff_t)y * cairo_image_surface_get_stride(from);
        const uint32_t *row = (const void *)(cairo_image_surface_get_data(from) + offset);
        for (int x = 0; x < width; x++, rgb += 3)
            put_pixel(row[x] | opaque, rgb, alpha++, needs);
    }
}

static void keep_every_third(unsigned char *rgb, size_t n)
{
    for (size_t i = 0; i < n; i++)
        rgb[i] = rgb[3 * i]; // NOLINT(clang-analyzer-core.uninitialized.Assign)
}

static void take_samples(cairo_surface_t *from, struct image *ret)
{
    ret->kind = IMAGE_SAMPLES;
    ret->width = (unsigned)cairo_image_surface_get_width(from);
    ret->height = (unsigned)cairo_image_surface_get_height(from);
    size_t n = (size_t)ret->width * ret->height;
    unsigned char *rgb = g_malloc_n(n, 3), *alpha = g_malloc(n);
    struct needs needs = {0};
    put_pixels(from, rgb, alpha, &needs);
    if (!needs.colour)
        keep_every_third(rgb, n);
    ret->channels = needs.colour ? 3 : 1;
    ret->bytes = g_bytes_new_take(rgb, n * ret->channels);
    ret->alpha = needs.alpha ? g_bytes_new_take(alpha, n) : (g_free(alpha), NULL);
}

bool image_decode(const struct image *image, double dpi, struct image *ret, GError **error)
{
    struct picture picture;
    if (!decode(image->kind, image->path, image->bytes, &picture, error))
        return false;
    *ret = (struct image){.kind = image->kind, .path = image->path};
    cairo_surface_t *pixels = image->kind == IMAGE_SVG ? drawn(image, &picture, dpi, error)
                                                       : cairo_surface_reference(picture.pixels);
    bool ok = pixels != NULL;
    if (ok && image->kind == IMAGE_JPEG) {
        ret->width = picture.width;
        ret->height = picture.height;
        ret->bytes = g_bytes_ref(image->bytes);
    } else if (ok) {
        take_samples(pixels, ret);
    }
    g_clear_pointer(&pixels, cairo_surface_destroy);
    picture_clear(&picture);
    return ok;
}
