// SPDX-License-Identifier: MIT
// Pictures compared with the expected ones; a failure leaves actual, expected and difference as
// PNG in the build folder, so that they can be looked at.
#ifndef WARRAQ_TESTS_PIXELS_H
#define WARRAQ_TESTS_PIXELS_H

#include "paint/decode.h"

#include <cairo.h>
#include <glib.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

/* An SVG as pixels of `dpi`; the caller destroys them. */
static inline cairo_surface_t *drawn_svg(GBytes *svg, double dpi)
{
    struct picture picture;
    assert_true(decode_svg("a.svg", svg, &picture, NULL));
    cairo_rectangle_t box = {0, 0, ceil(picture.width * dpi / 96), ceil(picture.height * dpi / 96)};
    cairo_surface_t *pixels =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)box.width, (int)box.height);
    cairo_t *cr = cairo_create(pixels);
    assert_true(picture_draw(&picture, "a.svg", cr, &box, NULL));
    cairo_destroy(cr);
    cairo_surface_flush(pixels);
    picture_clear(&picture);
    return pixels;
}

static inline uint32_t pixel_at(cairo_surface_t *pixels, int x, int y)
{
    const unsigned char *data = cairo_image_surface_get_data(pixels);
    const uint32_t *row =
        (const void *)(data + (ptrdiff_t)y * cairo_image_surface_get_stride(pixels));
    return row[x];
}

static inline int channel_gap(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8)
        most = MAX(most, abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff)));
    return most;
}

/* Pixels that differ by more than `tolerance` in a channel; all of them where the sizes differ.
 * Each such pixel is black in *ret_difference (NULL: not wanted), which the caller destroys. */
static inline int pixels_differing(cairo_surface_t *actual, cairo_surface_t *expected,
                                   int tolerance, cairo_surface_t **ret_difference)
{
    int width = cairo_image_surface_get_width(actual);
    int height = cairo_image_surface_get_height(actual);
    if (width != cairo_image_surface_get_width(expected) ||
        height != cairo_image_surface_get_height(expected))
        return width * height;
    int differing = 0;
    cairo_surface_t *shown = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    unsigned char *data = cairo_image_surface_get_data(shown);
    cairo_surface_flush(shown);
    for (int y = 0; y < height; y++) {
        uint32_t *row = (void *)(data + (ptrdiff_t)y * cairo_image_surface_get_stride(shown));
        for (int x = 0; x < width; x++) {
            bool far = channel_gap(pixel_at(actual, x, y), pixel_at(expected, x, y)) > tolerance;
            row[x] = far ? 0 : 0xffffff;
            differing += far;
        }
    }
    cairo_surface_mark_dirty(shown);
    if (ret_difference)
        *ret_difference = shown;
    else
        cairo_surface_destroy(shown);
    return differing;
}

static inline void pixels_keep(cairo_surface_t *pixels, const char *name, const char *what)
{
    char *path = g_strdup_printf("%s/%s.%s.png", TEST_BINARY_DIR, name, what);
    if (cairo_surface_write_to_png(pixels, path) == CAIRO_STATUS_SUCCESS)
        g_printerr("see %s\n", path);
    g_free(path);
}

/* True if the PNG at `path` is the golden `name`, but for `most` pixels off by over `tolerance`.
 * With WARRAQ_UPDATE set in the environment the picture becomes the golden. */
static inline bool pixels_match(const char *path, const char *name, int tolerance, int most)
{
    char *golden = g_strdup_printf("%s/tests/paint/golden/%s.png", TEST_SOURCE_DIR, name);
    cairo_surface_t *actual = cairo_image_surface_create_from_png(path), *difference = NULL;
    if (getenv("WARRAQ_UPDATE"))
        cairo_surface_write_to_png(actual, golden);
    cairo_surface_t *expected = cairo_image_surface_create_from_png(golden);
    int differing = pixels_differing(actual, expected, tolerance, &difference);
    if (differing > most) {
        g_printerr("%s: %d pixels differ\n", name, differing);
        pixels_keep(actual, name, "actual");
        pixels_keep(expected, name, "expected");
        if (difference)
            pixels_keep(difference, name, "difference");
    }
    if (difference)
        cairo_surface_destroy(difference);
    cairo_surface_destroy(actual);
    cairo_surface_destroy(expected);
    g_free(golden);
    return differing <= most;
}

/* The box of all that is darker than mid-grey: x0, y0, x1, y1 in pixels; x1 < x0 where nothing is.
 */
static inline void pixels_ink(cairo_surface_t *pixels, int box[4])
{
    int width = cairo_image_surface_get_width(pixels);
    int height = cairo_image_surface_get_height(pixels);
    box[0] = width, box[1] = height, box[2] = box[3] = -1;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            if ((pixel_at(pixels, x, y) & 0xff) >= 0x80)
                continue;
            box[0] = MIN(box[0], x), box[1] = MIN(box[1], y);
            box[2] = MAX(box[2], x), box[3] = MAX(box[3], y);
        }
    }
}

#endif
