// SPDX-License-Identifier: MIT
#include "paint/png.h"

#include "base/big_endian.h"
#include "base/error.h"
#include "base/file.h"
#include "base/translate.h"
#include "paint/paint_check.h"

#include <libdeflate.h>
#include <math.h>
#include <string.h>

cairo_surface_t *png_surface(cairo_format_t format, double width, double height, GError **error)
{
    if (!(width >= 1 && height >= 1) || width > PNG_MOST_SIDE || height > PNG_MOST_SIDE ||
        width * height > PNG_MOST_PIXELS) {
        fault_set(error, FAULT_USAGE,
                  "a picture of %.0f × %.0f pixels cannot be made (at least 1 and at most %d on "
                  "a side, %u in all): choose another resolution",
                  width, height, PNG_MOST_SIDE, PNG_MOST_PIXELS);
        return NULL;
    }
    cairo_surface_t *pixels = cairo_image_surface_create(format, (int)width, (int)height);
    if (paint_check(cairo_surface_status(pixels), N_("the picture"), error))
        return pixels;
    cairo_surface_destroy(pixels);
    return NULL;
}

// A context in points on so many pixels of one grey, 1 for white.
static cairo_t *paper(double width, double height, double grey, double dpi, GError **error)
{
    cairo_surface_t *pixels = png_surface(CAIRO_FORMAT_RGB24, width, height, error);
    if (!pixels)
        return NULL;
    cairo_t *cr = cairo_create(pixels);
    cairo_surface_destroy(pixels);
    cairo_set_source_rgb(cr, grey, grey, grey);
    cairo_paint(cr);
    cairo_scale(cr, dpi / 72, dpi / 72);
    return cr;
}

cairo_t *png_paper(len width, len height, double dpi, GError **error)
{
    // The page's edge falls between pixels: the nearest whole number of them.
    return paper(round(len_to_pt(width) * dpi / 72), round(len_to_pt(height) * dpi / 72), 1, dpi,
                 error);
}

cairo_t *png_ground(double width, double height, double dpi, GError **error)
{
    return paper(ceil(width * dpi / 72), ceil(height * dpi / 72), 0.87, dpi, error);
}

// pHYs: pixels per metre, so that the picture prints at the page's own size.
static void insert_resolution(GByteArray *png, double dpi)
{
    enum { AFTER_HEADER = 8 + 25, CHUNK = 12 + 9 };
    guint8 chunk[CHUNK] = {0, 0, 0, 9, 'p', 'H', 'Y', 's'};
    uint32_t per_metre = (uint32_t)lround(dpi / 0.0254);
    big_set32(chunk + 8, per_metre);
    big_set32(chunk + 12, per_metre);
    chunk[16] = 1; // the unit is the metre
    big_set32(chunk + 17, libdeflate_crc32(0, chunk + 4, 13));
    guint tail = png->len - AFTER_HEADER;
    g_byte_array_set_size(png, png->len + CHUNK);
    memmove(png->data + AFTER_HEADER + CHUNK, png->data + AFTER_HEADER, tail);
    memcpy(png->data + AFTER_HEADER, chunk, CHUNK);
}

static cairo_status_t append(void *closure, const unsigned char *data, unsigned n)
{
    g_byte_array_append(closure, data, n);
    return CAIRO_STATUS_SUCCESS;
}

static const uint32_t *row_of(cairo_surface_t *pixels, int y)
{
    ptrdiff_t offset = (ptrdiff_t)y * cairo_image_surface_get_stride(pixels);
    return (const void *)(cairo_image_surface_get_data(pixels) + offset);
}

static bool is_grey(cairo_surface_t *pixels)
{
    int width = cairo_image_surface_get_width(pixels);
    int height = cairo_image_surface_get_height(pixels);
    if (cairo_image_surface_get_format(pixels) != CAIRO_FORMAT_RGB24)
        return false;
    for (int y = 0; y < height; y++) {
        const uint32_t *row = row_of(pixels, y);
        for (int x = 0; x < width; x++) {
            if ((row[x] & 0xff) * 0x010101 != (row[x] & 0xffffff))
                return false;
        }
    }
    return true;
}

// An alpha surface leaves as a grey PNG: a third of the bytes, and most letters have no colour.
static cairo_surface_t *grey_copy(cairo_surface_t *pixels)
{
    int width = cairo_image_surface_get_width(pixels);
    int height = cairo_image_surface_get_height(pixels);
    cairo_surface_t *grey = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    if (cairo_surface_status(grey))
        return grey; // whose status the writing reports
    cairo_surface_flush(grey);
    unsigned char *to = cairo_image_surface_get_data(grey);
    int stride = cairo_image_surface_get_stride(grey);
    for (int y = 0; y < height; y++, to += stride) {
        const uint32_t *row = row_of(pixels, y);
        for (int x = 0; x < width; x++)
            to[x] = row[x] & 0xff;
    }
    cairo_surface_mark_dirty(grey);
    return grey;
}

GBytes *png_bytes(cairo_surface_t *pixels, double dpi, GError **error)
{
    GByteArray *png = g_byte_array_new();
    cairo_surface_flush(pixels);
    cairo_surface_t *shown = is_grey(pixels) ? grey_copy(pixels) : cairo_surface_reference(pixels);
    cairo_status_t status = cairo_surface_write_to_png_stream(shown, append, png);
    cairo_surface_destroy(shown);
    if (!paint_check(status, N_("the PNG"), error)) {
        g_byte_array_unref(png);
        return NULL;
    }
    insert_resolution(png, dpi);
    return g_byte_array_free_to_bytes(png);
}

bool png_write(cairo_surface_t *pixels, double dpi, const char *path, GError **error)
{
    GBytes *bytes = png_bytes(pixels, dpi, error);
    if (!bytes)
        return false;
    size_t n;
    const void *data = g_bytes_get_data(bytes, &n);
    bool ok = file_write(path, data, n, error);
    g_bytes_unref(bytes);
    return ok;
}
