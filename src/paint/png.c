// SPDX-License-Identifier: MIT
#include "paint/png.h"

#include "base/error.h"
#include "base/file.h"

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
    if (canvas_check(cairo_surface_status(pixels), "the picture", error))
        return pixels;
    cairo_surface_destroy(pixels);
    return NULL;
}

cairo_t *png_paper(len width, len height, double dpi, GError **error)
{
    double scale = dpi / 72;
    // The page's edge falls between pixels: the nearest whole number of them.
    cairo_surface_t *pixels = png_surface(CAIRO_FORMAT_RGB24, round(len_to_pt(width) * scale),
                                          round(len_to_pt(height) * scale), error);
    if (!pixels)
        return NULL;
    cairo_t *cr = cairo_create(pixels);
    cairo_surface_destroy(pixels);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, scale, scale);
    return cr;
}

static void put32(guint8 *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (guint8)(value >> (24 - 8 * i));
}

// CRC-32 of the PNG specification, annex D, bit by bit: the one chunk is 13 bytes.
static uint32_t crc32_of(const guint8 *data, size_t n)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < n; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
    }
    return ~crc;
}

// pHYs: pixels per metre, so that the picture prints at the page's own size.
static void insert_resolution(GByteArray *png, double dpi)
{
    enum { AFTER_HEADER = 8 + 25, CHUNK = 12 + 9 };
    guint8 chunk[CHUNK] = {0, 0, 0, 9, 'p', 'H', 'Y', 's'};
    uint32_t per_metre = (uint32_t)lround(dpi / 0.0254);
    put32(chunk + 8, per_metre);
    put32(chunk + 12, per_metre);
    chunk[16] = 1; // the unit is the metre
    put32(chunk + 17, crc32_of(chunk + 4, 13));
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

GBytes *png_bytes(cairo_surface_t *pixels, double dpi, GError **error)
{
    GByteArray *png = g_byte_array_new();
    cairo_status_t status = cairo_surface_write_to_png_stream(pixels, append, png);
    if (!canvas_check(status, "the PNG", error)) {
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
