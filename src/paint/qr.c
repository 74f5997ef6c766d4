// SPDX-License-Identifier: MIT
#include "paint/qr.h"

#include "base/error.h"
#include "paint/png.h"

#include "paint/lazy_qrencode.h"
#include <string.h>

enum { BYTES_MOST = 2953 }; // ISO/IEC 18004: version 40, level L, bytes

static QRcode *encode(const char *link, GError **error)
{
    QRcode *code = NULL;
    if (*link) {
        code = QRcode_encodeString8bit(link, 0, QR_ECLEVEL_M);
        if (!code)
            code = QRcode_encodeString8bit(link, 0, QR_ECLEVEL_L);
    }
    if (code)
        return code;
    if (*link)
        fault_set(error, FAULT_USAGE,
                  "the link is too long for a QR code: %zu bytes (the most is %d)", strlen(link),
                  BYTES_MOST);
    else
        fault_set(error, FAULT_USAGE, "an empty link makes no QR code");
    return NULL;
}

static bool is_dark(const QRcode *code, int x, int y)
{
    return code->data[y * code->width + x] & 1;
}

// Each row's dark stretches as rectangles.
static void add_bars(cairo_t *cr, const QRcode *code)
{
    for (int y = 0; y < code->width; y++) {
        for (int x = 0; x < code->width; x++) {
            int start = x;
            while (x < code->width && is_dark(code, x, y))
                x++;
            if (x > start)
                cairo_rectangle(cr, start, y, x - start, 1);
        }
    }
}

// In an A1 surface a set bit is opaque, and its PNG is grey of one bit with 1 as white: so the
// paper is painted and the code cut out of it.
static void cut_out(cairo_surface_t *pixels, const QRcode *code, unsigned module)
{
    cairo_t *cr = cairo_create(pixels);
    cairo_paint(cr);
    cairo_scale(cr, module, module);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    cairo_set_operator(cr, CAIRO_OPERATOR_CLEAR);
    add_bars(cr, code);
    cairo_fill(cr);
    cairo_destroy(cr);
}

GBytes *qr_png(const char *link, unsigned module, GError **error)
{
    QRcode *code = encode(link, error);
    if (!code)
        return NULL;
    double side = (double)code->width * module;
    cairo_surface_t *pixels = png_surface(CAIRO_FORMAT_A1, side, side, error);
    GBytes *bytes = NULL;
    if (pixels) {
        cut_out(pixels, code, module);
        bytes = png_bytes(pixels, 300, error);
        cairo_surface_destroy(pixels);
    }
    QRcode_free(code);
    return bytes;
}
