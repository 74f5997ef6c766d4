// SPDX-License-Identifier: MIT
// What a file's streams hold, for tests that look into them.
#ifndef WARRAQ_TESTS_PDF_UNPACKED_H
#define WARRAQ_TESTS_PDF_UNPACKED_H

#include "base/file.h"

#include <gio/gio.h>
#include <string.h>

// All that the file's streams hold, unpacked, without noughts.
static inline char *unpacked(const char *path)
{
    GBytes *bytes = file_read(path, 1 << 20, NULL);
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    GString *out = g_string_new(NULL);
    for (const char *p = data; (p = memmem(p, n - (gsize)(p - data), "stream\n", 7)) != NULL;) {
        char *buffer = g_malloc(1 << 16);
        gsize read, written = 0;
        GConverter *inflate = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
        p += 7;
        g_converter_convert(inflate, p, n - (gsize)(p - data), buffer, 1 << 16,
                            G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
        g_string_append_len(out, buffer, (gssize)written);
        g_object_unref(inflate);
        g_free(buffer);
    }
    g_bytes_unref(bytes);
    for (gsize i = 0; i < out->len; i++)
        out->str[i] = out->str[i] ? out->str[i] : ' ';
    return g_string_free(out, FALSE);
}

#endif
