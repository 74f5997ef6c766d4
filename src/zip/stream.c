// SPDX-License-Identifier: MIT
// Inflated by GLib's converter rather than through libzip: it says how many packed bytes a stream
// took, so that bytes hidden behind its end are seen, and it knows no directory of its own that
// could differ from the one judged here.
#include "zip/stream.h"

#include <gio/gio.h>
#include <libdeflate.h>

enum { PIECE = 256 * 1024 };

struct stream {
    const struct zip_directory *directory;
    struct zip_entry *entry;
    struct findings *findings;
    sink_write sink;
    void *data;
    uint64_t done; // unpacked bytes
    uint32_t crc;
};

static bool stream_fault(struct stream *stream, const char *code, const char *message)
{
    if (!stream->entry->checked)
        findings_fault_on(stream->findings, code,
                          zip_directory_shown(stream->directory, stream->entry), "%s", message);
    stream->entry->checked = true;
    return false;
}

static bool stream_put(struct stream *stream, const void *bytes, size_t n)
{
    if (n > stream->entry->size - stream->done)
        return stream_fault(stream, "size-differs", "unpacks to more than is stated");
    stream->crc = libdeflate_crc32(stream->crc, bytes, n);
    stream->done += n;
    if (stream->sink)
        stream->sink(stream->data, bytes, n);
    return true;
}

static bool stream_stored(struct stream *stream, char *piece)
{
    const struct zip_entry *entry = stream->entry;
    for (uint64_t at = 0; at < entry->packed;) {
        size_t n = (size_t)MIN((uint64_t)PIECE, entry->packed - at);
        if (!zip_input_read(stream->directory->input, entry->data + at, piece, n))
            return stream_fault(stream, "unreadable", "the data cannot be read");
        if (!stream_put(stream, piece, n))
            return false;
        at += n;
    }
    return true;
}

struct inflating {
    GConverter *converter;
    uint64_t loaded;   // packed bytes taken from the file
    size_t start, end; // of those in `in` not yet used
    char *in, *out;
    bool finished;
};

static bool inflate_load(struct stream *stream, struct inflating *inflating)
{
    const struct zip_entry *entry = stream->entry;
    if (inflating->start < inflating->end || inflating->loaded == entry->packed)
        return true;
    size_t n = (size_t)MIN((uint64_t)PIECE, entry->packed - inflating->loaded);
    if (!zip_input_read(stream->directory->input, entry->data + inflating->loaded, inflating->in,
                        n))
        return stream_fault(stream, "unreadable", "the data cannot be read");
    inflating->loaded += n;
    inflating->start = 0;
    inflating->end = n;
    return true;
}

static bool inflate_step(struct stream *stream, struct inflating *inflating)
{
    gsize taken = 0, given = 0;
    GError *error = NULL;
    if (!inflate_load(stream, inflating))
        return false;
    GConverterFlags flags = inflating->loaded == stream->entry->packed ? G_CONVERTER_INPUT_AT_END
                                                                       : G_CONVERTER_NO_FLAGS;
    GConverterResult result = g_converter_convert(
        inflating->converter, inflating->in + inflating->start, inflating->end - inflating->start,
        inflating->out, MIN((uint64_t)PIECE, stream->entry->size) + 1, flags, &taken, &given,
        &error);
    if (result == G_CONVERTER_ERROR) {
        g_error_free(error);
        return stream_fault(stream, "deflate-broken", "the packed data is damaged or cut short");
    }
    inflating->start += taken;
    inflating->finished = result == G_CONVERTER_FINISHED;
    return stream_put(stream, inflating->out, given);
}

static bool stream_deflated(struct stream *stream, char *piece)
{
    struct inflating inflating = {
        .converter = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_RAW)),
        .in = piece,
        .out = g_malloc((gsize)MIN((uint64_t)PIECE, stream->entry->size) + 1),
    };
    bool ok = true;
    while (ok && !inflating.finished)
        ok = inflate_step(stream, &inflating);
    if (ok && (inflating.start < inflating.end || inflating.loaded < stream->entry->packed))
        ok = stream_fault(stream, "packed-trailing", "bytes follow the end of the packed data");
    g_object_unref(inflating.converter);
    g_free(inflating.out);
    return ok;
}

static bool stream_close(struct stream *stream)
{
    if (stream->done != stream->entry->size)
        return stream_fault(stream, "size-differs", "unpacks to less than is stated");
    if (stream->crc != stream->entry->crc)
        return stream_fault(stream, "crc-differs", "the CRC-32 is wrong: the content was altered");
    stream->entry->checked = true;
    return true;
}

bool zip_stream(const struct zip_directory *directory, struct zip_entry *entry, sink_write sink,
                void *data, struct findings *findings)
{
    struct stream stream = {
        .directory = directory, .entry = entry, .findings = findings, .sink = sink, .data = data};
    char *piece = g_malloc((gsize)MIN((uint64_t)PIECE, entry->packed) + 1);
    bool ok = entry->method == ZIP_STORED ? stream_stored(&stream, piece)
                                          : stream_deflated(&stream, piece);
    g_free(piece);
    return ok && stream_close(&stream);
}
