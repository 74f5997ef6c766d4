// SPDX-License-Identifier: MIT
#include "paint/sheet_text.h"

#include "base/error.h"

#include <gio/gio.h>
#include <string.h>

enum { HIDDEN = 0x100000 };

// A superset of the alphabet: what it also hides comes back just the same.
gunichar sheet_text_hide(gunichar c)
{
    bool windows_latin = c < 0x590 || (c >= 0x2000 && c < 0x2130 && c != 0x2060);
    return windows_latin && c >= 0x20 ? HIDDEN + c : c;
}

// All of `n` bytes through the converter; NULL where it finds fault.
static GByteArray *convert(GConverter *converter, const void *data, size_t n)
{
    GByteArray *out = g_byte_array_new();
    const char *from = data;
    for (GConverterResult result = G_CONVERTER_CONVERTED; result != G_CONVERTER_FINISHED;) {
        char chunk[16 * 1024];
        gsize read, written;
        result = g_converter_convert(converter, from, n, chunk, sizeof chunk,
                                     G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
        if (result == G_CONVERTER_ERROR) {
            g_byte_array_unref(out);
            out = NULL;
            break;
        }
        g_byte_array_append(out, (const guint8 *)chunk, (guint)written);
        from += read;
        n -= read;
    }
    g_object_unref(converter);
    return out;
}

static GByteArray *inflate(const void *data, size_t n)
{
    return convert(G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB)), data, n);
}

static GByteArray *deflate(const void *data, size_t n)
{
    return convert(G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6)), data, n);
}

// "<dbc0dc20>", a surrogate pair of plane 16's private characters: the character hidden in it.
static bool read_hidden(const char *at, const char *end, gunichar *ret)
{
    if (end - at < 10 || at[0] != '<' || at[9] != '>')
        return false;
    guint32 pair = 0;
    for (int i = 1; i <= 8; i++) {
        if (!g_ascii_isxdigit(at[i]))
            return false;
        pair = pair << 4 | (guint32)g_ascii_xdigit_value(at[i]);
    }
    guint32 high = pair >> 16, low = pair & 0xffff;
    if (high < 0xdbc0 || high > 0xdbff || low < 0xdc00 || low > 0xdfff)
        return false;
    *ret = (high - 0xdbc0) << 10 | (low - 0xdc00);
    return true;
}

// The map with its names restored; false where it held none that is hidden.
static bool restore(const GByteArray *map, GString *out)
{
    const char *at = (const char *)map->data, *end = at + map->len;
    bool any = false;
    while (at < end) {
        gunichar c;
        if (!read_hidden(at, end, &c)) {
            g_string_append_c(out, *at++);
            continue;
        }
        g_string_append_printf(out, "<%04x>", c);
        at += 10;
        any = true;
    }
    return any;
}

/* A stream and the object that holds its length. */
struct stream {
    size_t start, length;
    size_t number_place, number_digits;
};

static bool find_length(const struct pdf_file *file, size_t number, struct stream *ret)
{
    size_t start, end;
    if (!pdf_file_object(file, number, &start, &end))
        return false;
    const char *data = (const char *)file->bytes->data;
    const char *at = memmem(data + start, end - start, "obj", 3);
    if (!at)
        return false;
    at += 3;
    at += strspn(at, " \r\n");
    ret->number_place = (size_t)(at - data);
    ret->number_digits = strspn(at, "0123456789");
    ret->length = (size_t)g_ascii_strtoull(at, NULL, 10);
    return ret->number_digits > 0;
}

static bool find_stream(const struct pdf_file *file, size_t number, struct stream *ret)
{
    size_t start, end, length;
    if (!pdf_file_object(file, number, &start, &end) ||
        !pdf_file_number(file, start, end, "/Length", &length) || !find_length(file, length, ret))
        return false;
    ret->start = end + strlen("stream\n");
    return ret->start < file->table && ret->length <= file->table - ret->start;
}

static void replace(struct pdf_file *file, const struct stream *stream, const GString *text)
{
    GByteArray *packed = deflate(text->str, text->len);
    char digits[24];
    g_snprintf(digits, sizeof digits, "%u", packed->len);
    pdf_file_edit(file, stream->start, stream->length, packed->data, packed->len);
    pdf_file_edit(file, stream->number_place, stream->number_digits, digits, strlen(digits));
    g_byte_array_unref(packed);
}

static bool restore_map(struct pdf_file *file, size_t number)
{
    struct stream stream;
    if (!find_stream(file, number, &stream))
        return false;
    GByteArray *map = inflate(file->bytes->data + stream.start, stream.length);
    if (!map)
        return false;
    GString *text = g_string_new(NULL);
    if (restore(map, text))
        replace(file, &stream, text);
    g_string_free(text, TRUE);
    g_byte_array_unref(map);
    return true;
}

bool sheet_text_restore(struct pdf_file *file, GError **error)
{
    for (size_t i = 1; i < file->n_objects; i++) {
        size_t start, end, map;
        if (!pdf_file_object(file, i, &start, &end) ||
            !pdf_file_number(file, start, end, "/ToUnicode", &map))
            continue;
        if (!restore_map(file, map)) {
            fault_set(error, FAULT_IO, "cannot finish the PDF: a font's text was not found");
            return false;
        }
    }
    return true;
}
