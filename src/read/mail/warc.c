// SPDX-License-Identifier: MIT
#include "read/mail/warc.h"

#include <gio/gio.h>
#include <string.h>

enum { UNPACKED_MOST = 512 * 1024 * 1024, BODY_MOST = 64 * 1024 * 1024 };

// ---- gzip: members one after the other ----

static bool inflate_member(GConverter *converter, const char **p, const char *end, size_t most,
                           GByteArray *into)
{
    enum { PIECE = 1 << 16 };
    guchar *piece = g_malloc(PIECE);
    bool more = true, ok = true;
    while (more && ok) {
        gsize read = 0, written = 0;
        GConverterResult result =
            g_converter_convert(converter, *p, (gsize)(end - *p), piece, PIECE,
                                G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
        ok = result != G_CONVERTER_ERROR && into->len + written <= most;
        more = result == G_CONVERTER_CONVERTED;
        if (ok) {
            *p += read;
            g_byte_array_append(into, piece, (guint)written);
        }
    }
    g_free(piece);
    return ok;
}

// All that can be unpacked; *ret_whole says whether that is all.
static GBytes *inflate(const char *data, gsize n, GZlibCompressorFormat format, size_t most,
                       bool *ret_whole)
{
    GByteArray *into = g_byte_array_new();
    const char *p = data, *end = data + n;
    *ret_whole = true;
    while (p < end && *ret_whole) {
        GConverter *converter = G_CONVERTER(g_zlib_decompressor_new(format));
        *ret_whole = inflate_member(converter, &p, end, most, into);
        g_object_unref(converter);
        if (format != G_ZLIB_COMPRESSOR_FORMAT_GZIP)
            break;
    }
    return g_byte_array_free_to_bytes(into);
}

// ---- headers ----

struct warc_head {
    const char *start, *end;
};

// The value of a header, g_free(); NULL if there is none.
static char *value_of(const struct warc_head *head, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = head->start; p < head->end;) {
        const char *newline = memchr(p, '\n', (size_t)(head->end - p));
        const char *line_end = newline ? newline : head->end;
        bool own =
            (size_t)(line_end - p) > n && p[n] == ':' && g_ascii_strncasecmp(p, name, n) == 0;
        if (own)
            return g_strstrip(g_strndup(p + n + 1, (gsize)(line_end - p - (gssize)n - 1)));
        p = line_end + 1;
    }
    return NULL;
}

// Up to the first empty line; false if there is none.
static bool read_head(const char **p, const char *end, struct warc_head *ret)
{
    ret->start = *p;
    for (const char *line = *p; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        if (!newline)
            return false;
        if (newline == line || (newline == line + 1 && *line == '\r')) {
            ret->end = line;
            *p = newline + 1;
            return true;
        }
        line = newline + 1;
    }
    return false;
}

// ---- the body of a response ----

static GBytes *without_chunks(const char *p, const char *end)
{
    GByteArray *into = g_byte_array_new();
    while (p < end) {
        char *after;
        guint64 n = g_ascii_strtoull(p, &after, 16);
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        if (after == p || !newline || n == 0 || n > (guint64)(end - newline - 1))
            break;
        g_byte_array_append(into, (const guint8 *)newline + 1, (guint)n);
        p = newline + 1 + n;
        while (p < end && (*p == '\r' || *p == '\n'))
            p++;
    }
    return g_byte_array_free_to_bytes(into);
}

static bool has_word(const char *value, const char *word)
{
    char *lower = value ? g_ascii_strdown(value, -1) : NULL;
    bool has = lower && strstr(lower, word);
    g_free(lower);
    return has;
}

static GBytes *unpack(GBytes *bytes, const char *coding)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    bool gzip = has_word(coding, "gzip"), deflate = has_word(coding, "deflate"), whole;
    if (!gzip && !deflate)
        return g_bytes_ref(bytes);
    GZlibCompressorFormat format =
        gzip ? G_ZLIB_COMPRESSOR_FORMAT_GZIP : G_ZLIB_COMPRESSOR_FORMAT_ZLIB;
    return inflate(data, n, format, BODY_MOST, &whole);
}

static GBytes *body_of(const struct warc_head *head, const char *p, const char *end)
{
    char *transfer = value_of(head, "Transfer-Encoding");
    char *coding = value_of(head, "Content-Encoding");
    // Some archivers undo the chunks and leave the header.
    bool chunks = has_word(transfer, "chunked") && p < end && g_ascii_isxdigit(*p);
    GBytes *plain = chunks ? without_chunks(p, end) : g_bytes_new(p, (gsize)(end - p));
    if (chunks && g_bytes_get_size(plain) == 0) {
        g_bytes_unref(plain);
        plain = g_bytes_new(p, (gsize)(end - p));
    }
    GBytes *body = unpack(plain, coding);
    g_bytes_unref(plain);
    g_free(transfer);
    g_free(coding);
    return body;
}

// "text/html; charset=utf-8".
static void take_type(char *value, struct warc_record *record)
{
    char *lower = g_ascii_strdown(value ? value : "", -1);
    const char *charset = strstr(lower, "charset=");
    size_t n = charset ? strcspn(charset + 8 + (charset[8] == '"'), "\"; ") : 0;
    if (n)
        record->charset = g_strndup(charset + 8 + (charset[8] == '"'), n);
    lower[strcspn(lower, "; ")] = '\0';
    record->media_type = lower;
    g_free(value);
}

static bool is_there(const struct warc_head *head)
{
    const char *space = memchr(head->start, ' ', (size_t)(head->end - head->start));
    return space && head->end - space > 4 && strncmp(space + 1, "200", 3) == 0;
}

// ---- records ----

struct warc_walk {
    void (*each)(void *data, const struct warc_record *record);
    void *data;
};

static void end_record(const struct warc_walk *walk, const struct warc_head *head,
                       struct warc_record *record)
{
    record->address = value_of(head, "WARC-Target-URI");
    record->captured = value_of(head, "WARC-Date");
    // Some write the address within <>.
    if (record->address && *record->address == '<') {
        size_t n = strlen(record->address);
        memmove(record->address, record->address + 1, n);
        record->address[strcspn(record->address, ">")] = '\0';
    }
    if (record->address)
        walk->each(walk->data, record);
    g_free(record->address);
    g_free(record->captured);
    g_free(record->media_type);
    g_free(record->charset);
    g_bytes_unref(record->body);
}

static void read_record(const struct warc_walk *walk, const struct warc_head *head, const char *p,
                        const char *end)
{
    char *type = value_of(head, "WARC-Type");
    struct warc_record record = {0};
    struct warc_head response;
    if (g_strcmp0(type, "response") == 0 && read_head(&p, end, &response) && is_there(&response)) {
        take_type(value_of(&response, "Content-Type"), &record);
        record.body = body_of(&response, p, end);
    } else if (g_strcmp0(type, "resource") == 0) {
        take_type(value_of(head, "Content-Type"), &record);
        record.body = g_bytes_new(p, (gsize)(end - p));
    }
    if (record.body)
        end_record(walk, head, &record);
    g_free(type);
}

static bool walk_records(const struct warc_walk *walk, const char *p, const char *end)
{
    while (p < end) {
        while (p < end && (*p == '\r' || *p == '\n'))
            p++;
        struct warc_head head;
        if (p == end)
            return true;
        if (end - p < 5 || memcmp(p, "WARC/", 5) != 0 || !read_head(&p, end, &head))
            return false;
        char *length = value_of(&head, "Content-Length");
        guint64 n = length ? g_ascii_strtoull(length, NULL, 10) : G_MAXUINT64;
        g_free(length);
        if (n > (guint64)(end - p))
            return false;
        read_record(walk, &head, p, p + n);
        p += n;
    }
    return true;
}

bool warc_walk(GBytes *bytes, void (*each)(void *data, const struct warc_record *record),
               void *data)
{
    gsize n;
    const char *start = g_bytes_get_data(bytes, &n);
    struct warc_walk walk = {each, data};
    bool whole = true, packed = n > 2 && memcmp(start, "\037\213", 2) == 0;
    GBytes *plain = packed ? inflate(start, n, G_ZLIB_COMPRESSOR_FORMAT_GZIP, UNPACKED_MOST, &whole)
                           : g_bytes_ref(bytes);
    start = g_bytes_get_data(plain, &n);
    bool ok = n == 0 || walk_records(&walk, start, start + n); // of no bytes there is no address
    g_bytes_unref(plain);
    return ok && whole;
}
