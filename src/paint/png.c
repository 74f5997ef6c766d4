// SPDX-License-Identifier: MIT
#include "paint/png.h"

#include "base/big_endian.h"
#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"
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

// A chunk's length, name and bytes, and the sum that readers check them by.
static void put_chunk(GByteArray *png, const char *name, const void *data, size_t n)
{
    guint8 word[4];
    big_set32(word, (uint32_t)n);
    g_byte_array_append(png, word, 4);
    guint from = png->len;
    g_byte_array_append(png, (const guint8 *)name, 4);
    g_byte_array_append(png, data, (guint)n);
    big_set32(word, libdeflate_crc32(0, png->data + from, n + 4));
    g_byte_array_append(png, word, 4);
}

enum { COLOUR_GREY = 0, COLOUR_RGB = 2 };

static void put_header(GByteArray *png, int width, int height, int colour)
{
    guint8 header[13] = {[8] = 8, [9] = (guint8)colour};
    big_set32(header, (uint32_t)width);
    big_set32(header + 4, (uint32_t)height);
    g_byte_array_append(png, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
    put_chunk(png, "IHDR", header, sizeof header);
}

// Pixels per metre, so that the picture prints at the page's own size.
static void put_resolution(GByteArray *png, double dpi)
{
    guint8 chunk[9];
    uint32_t per_metre = (uint32_t)lround(dpi / 0.0254);
    big_set32(chunk, per_metre);
    big_set32(chunk + 4, per_metre);
    chunk[8] = 1; // the unit is the metre
    put_chunk(png, "pHYs", chunk, sizeof chunk);
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
    for (int y = 0; y < height; y++) {
        const uint32_t *row = row_of(pixels, y);
        for (int x = 0; x < width; x++) {
            if ((row[x] & 0xff) * 0x010101 != (row[x] & 0xffffff))
                return false;
        }
    }
    return true;
}

// The rows as PNG has them, each after its filter, which is none: on a page of text the same
// letters come again, and that is what packing finds. Grey is a third of the bytes, and most
// letters have no colour.
static GByteArray *rows_of(cairo_surface_t *pixels, bool grey)
{
    int width = cairo_image_surface_get_width(pixels);
    int height = cairo_image_surface_get_height(pixels);
    size_t row_bytes = 1 + (size_t)width * (grey ? 1 : 3);
    GByteArray *rows = g_byte_array_new();
    g_byte_array_set_size(rows, (guint)(row_bytes * (size_t)height));
    guint8 *to = rows->data;
    for (int y = 0; y < height; y++) {
        const uint32_t *row = row_of(pixels, y);
        *to++ = 0;
        for (int x = 0; x < width; x++) {
            if (!grey) {
                *to++ = (guint8)(row[x] >> 16);
                *to++ = (guint8)(row[x] >> 8);
            }
            *to++ = (guint8)row[x];
        }
    }
    return rows;
}

static void put_rows(GByteArray *png, const GByteArray *rows)
{
    enum { LEVEL = 3 }; // a twelfth larger than the usual 6, in half the time
    struct libdeflate_compressor *compressor = memory_must(libdeflate_alloc_compressor(LEVEL));
    size_t most = libdeflate_zlib_compress_bound(compressor, rows->len);
    guint8 *packed = g_malloc(most);
    size_t n = libdeflate_zlib_compress(compressor, rows->data, rows->len, packed, most);
    put_chunk(png, "IDAT", packed, n);
    g_free(packed);
    libdeflate_free_compressor(compressor);
}

// A page, by libdeflate: a page of text in a third of the time that Cairo's way by zlib takes.
static GBytes *opaque_bytes(cairo_surface_t *pixels, double dpi)
{
    GByteArray *png = g_byte_array_new();
    bool grey = is_grey(pixels);
    GByteArray *rows = rows_of(pixels, grey);
    put_header(png, cairo_image_surface_get_width(pixels), cairo_image_surface_get_height(pixels),
               grey ? COLOUR_GREY : COLOUR_RGB);
    put_resolution(png, dpi);
    put_rows(png, rows);
    put_chunk(png, "IEND", "", 0);
    g_byte_array_unref(rows);
    return g_byte_array_free_to_bytes(png);
}

// What is seen through, by Cairo; it writes the size first, 8 + 25 bytes.
static GBytes *other_bytes(cairo_surface_t *pixels, double dpi, GError **error)
{
    enum { AFTER_HEADER = 8 + 25 };
    GByteArray *png = g_byte_array_new(), *made = g_byte_array_new();
    bool ok =
        paint_check(cairo_surface_write_to_png_stream(pixels, append, png), N_("the PNG"), error);
    if (ok) {
        g_byte_array_append(made, png->data, AFTER_HEADER);
        put_resolution(made, dpi);
        g_byte_array_append(made, png->data + AFTER_HEADER, png->len - AFTER_HEADER);
    }
    g_byte_array_unref(png);
    if (ok)
        return g_byte_array_free_to_bytes(made);
    g_byte_array_unref(made);
    return NULL;
}

GBytes *png_bytes(cairo_surface_t *pixels, double dpi, GError **error)
{
    cairo_surface_flush(pixels);
    if (!paint_check(cairo_surface_status(pixels), N_("the PNG"), error))
        return NULL;
    return cairo_image_surface_get_format(pixels) == CAIRO_FORMAT_RGB24
               ? opaque_bytes(pixels, dpi)
               : other_bytes(pixels, dpi, error);
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
