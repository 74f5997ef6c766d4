// SPDX-License-Identifier: MIT
#include "pdf/object_stream.h"

#include "base/put.h"
#include "pdf/object.h"
#include "pdf/rows.h"

#include <string.h>

// Columns are a round number, so that the offsets of a row's objects differ from those of the row
// above in few digits.
enum {
    OBJECTS_MOST = 300,
    BYTES_MOST = 128 * 1024,
    ROUND = 10,
    ROWS_LEAST = 16,
    PAIRS = 2,
    REF_WIDTH = OBJECT_REFS_COLUMNS / 2,
};

struct object_within {
    uint32_t id;
    uint32_t start; // in the data; it ends with a line feed where the next begins
};

struct object_stream {
    GArray *objects; // of struct object_within
    GString *data;
    size_t longest; // object, with its line feed
};

struct object_stream *object_stream_new(void)
{
    struct object_stream *stream = g_new0(struct object_stream, 1);
    stream->objects = g_array_new(FALSE, FALSE, sizeof(struct object_within));
    stream->data = g_string_new(NULL);
    return stream;
}

void object_stream_free(struct object_stream *stream)
{
    if (!stream)
        return;
    g_array_unref(stream->objects);
    g_string_free(stream->data, TRUE);
    g_free(stream);
}

void object_stream_add(struct object_stream *stream, uint32_t id, const char *text, size_t n)
{
    struct object_within place = {id, (uint32_t)stream->data->len};
    put_bytes(stream->data, text, n);
    g_string_append_c(stream->data, '\n');
    stream->longest = MAX(stream->longest, n + 1);
    g_array_append_val(stream->objects, place);
}

unsigned object_stream_length(const struct object_stream *stream)
{
    return stream->objects->len;
}

bool object_stream_is_full(const struct object_stream *stream)
{
    return stream->objects->len == OBJECTS_MOST || stream->data->len >= BYTES_MOST;
}

GString *object_stream_dict(unsigned n, size_t first)
{
    GString *dict = g_string_new("/Type/ObjStm/N ");
    pdf_int(dict, n);
    put_text(dict, "/First ");
    pdf_int(dict, (int64_t)first);
    return dict;
}

static const struct object_within *place_at(const struct object_stream *stream, guint i)
{
    return &g_array_index(stream->objects, struct object_within, i);
}

// What lies in the data from object i to the next.
static size_t length_at(const struct object_stream *stream, guint i)
{
    size_t end = i + 1 < stream->objects->len ? place_at(stream, i + 1)->start : stream->data->len;
    return end - place_at(stream, i)->start;
}

uint32_t object_stream_id(const struct object_stream *stream, unsigned index)
{
    return place_at(stream, index)->id;
}

static void stream_empty(struct object_stream *stream)
{
    g_array_set_size(stream->objects, 0);
    g_string_truncate(stream->data, 0);
    stream->longest = 0;
}

void object_stream_move_few(struct object_stream *from, struct object_stream *to)
{
    if (from->objects->len >= ROWS_LEAST)
        return;
    for (guint i = 0; i < from->objects->len; i++)
        object_stream_add(to, place_at(from, i)->id, from->data->str + place_at(from, i)->start,
                          length_at(from, i) - 1);
    stream_empty(from);
}

static void put_pair(GString *out, uint32_t id, size_t offset)
{
    char *at = put_room(out, 2 * PDF_DIGITS_MOST + 2);
    at = pdf_put_digits(at, id);
    *at++ = ' ';
    at = pdf_put_digits(at, offset);
    *at++ = ' ';
    put_end(out, at);
}

static GString *close_tight(const struct object_stream *stream, size_t *ret_first)
{
    GString *out = g_string_sized_new(stream->data->len + 16 * stream->objects->len);
    for (guint i = 0; i < stream->objects->len; i++)
        put_pair(out, place_at(stream, i)->id, place_at(stream, i)->start);
    *ret_first = out->len;
    put_bytes(out, stream->data->str, stream->data->len);
    return out;
}

// Spaces up to where the columns of this row, or part of it, are.
static void pad_to(GString *out, size_t end)
{
    put_spaces(out, end - out->len);
}

// How wide a row is; 0 where rows would make the stream much longer, or are too few to gain by.
static unsigned columns_of(const struct object_stream *stream)
{
    guint n = stream->objects->len;
    size_t columns = (stream->longest + ROUND - 1) / ROUND * ROUND;
    return n >= ROWS_LEAST && n * columns <= 2 * stream->data->len ? (unsigned)columns : 0;
}

// The columns that a pair of the index takes: those that the last one needs.
static size_t pair_width(const struct object_stream *stream, size_t columns)
{
    guint last = stream->objects->len - 1;
    GString *pair = g_string_new(NULL);
    put_pair(pair, place_at(stream, last)->id, last * columns);
    size_t width = pair->len;
    g_string_free(pair, TRUE);
    return width;
}

static GString *close_rows(const struct object_stream *stream, size_t columns, size_t *ret_first)
{
    guint n = stream->objects->len,
          a_row = pair_width(stream, columns) * PAIRS <= columns ? PAIRS : 1;
    GString *out = g_string_sized_new((n + n / a_row + 1) * columns + 1);
    for (guint i = 0; i < n; i++) {
        put_pair(out, place_at(stream, i)->id, i * columns);
        pad_to(out, (i / a_row * columns) + (i % a_row + 1) * (columns / a_row));
    }
    rows_fill(out, columns);
    *ret_first = out->len;
    for (guint i = 0; i < n; i++) {
        put_bytes(out, stream->data->str + place_at(stream, i)->start, length_at(stream, i));
        pad_to(out, *ret_first + (i + 1) * columns);
    }
    return out;
}

void put_wide_ref(GString *out, uint32_t id)
{
    enum { MOST = MAX(REF_WIDTH, PDF_REF_MOST + 1) };
    char *at = put_room(out, MOST);
    memset(at, ' ', MOST);
    char *end = pdf_put_ref(at, id) + 1;
    put_end(out, MAX(end, at + REF_WIDTH));
}

static GString *close_as(const struct object_stream *stream, enum object_rows rows,
                         unsigned *ret_columns, size_t *ret_first)
{
    *ret_columns = rows == OBJECTS_ALIKE     ? columns_of(stream)
                   : rows == OBJECTS_OF_REFS ? OBJECT_REFS_COLUMNS
                                             : 0;
    if (rows == OBJECTS_ALIKE && *ret_columns)
        return close_rows(stream, *ret_columns, ret_first);
    GString *out = close_tight(stream, ret_first);
    if (*ret_columns)
        rows_fill(out, *ret_columns);
    return out;
}

struct pdf_stream object_stream_close(struct object_stream *stream, uint32_t id,
                                      enum object_rows rows)
{
    size_t first;
    unsigned columns;
    GString *data = close_as(stream, rows, &columns, &first);
    GString *dict = object_stream_dict(stream->objects->len, first);
    stream_empty(stream);
    return (struct pdf_stream){id, columns ? PDF_FAST : PDF_DEFLATE, dict, data, columns};
}
