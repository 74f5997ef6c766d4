// SPDX-License-Identifier: MIT
// Where the objects of a file are (ISO 32000-2, 7.5): its cross-reference streams from the last to
// the first, and the streams that hold objects, unpacked when one of them is asked for.
#include "pdf/reader.h"

#include "base/error.h"

#include <libdeflate.h>
#include <string.h>

enum {
    OBJECTS_MOST = 16 * 1024 * 1024, // a million entries have five million
    REVISIONS_MOST = 1024,           // sections of a long file among them
    FOLLOWED_MOST = 8,
    STREAM_LEAST = 4096, // what is tried first for an unpacked one
    COLUMNS_MOST = 4096, // of a row
};

// Where an object is, by the kinds of 7.5.8.3: at an offset, or in an object stream at a place.
enum { UNTOLD, AT_OFFSET, IN_STREAM, FREED };
struct object_place {
    uint8_t kind;
    uint32_t at; // offset (files beyond 4 GiB are none of ours), or the object stream's number
    uint32_t index;
};

// An object stream's own bytes and where its objects are in it.
struct unpacked {
    GBytes *bytes;
    GArray *starts; // of size_t; the last is the end
};

struct pdf_reader {
    GBytes *bytes;
    struct pdf_value file, trailer, catalog;
    size_t start;        // of the last cross-reference
    GArray *places;      // struct object_place, by number
    GHashTable *streams; // number: GBytes
    GHashTable *shelves; // number: struct unpacked
    size_t left;         // bytes that streams may still unpack to
    struct libdeflate_decompressor *decompressor;
};

static void unpacked_free(void *data)
{
    struct unpacked *unpacked = data;
    g_bytes_unref(unpacked->bytes);
    g_array_unref(unpacked->starts);
    g_free(unpacked);
}

static struct pdf_value value_of(GBytes *bytes)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    return n ? (struct pdf_value){data, data + n} : PDF_NOTHING;
}

// ---- Streams ----

// What follows the filter: PNG's "up" over rows of `columns` bytes, which cross-references and
// object streams use.
static GBytes *undo_predictor(GBytes *bytes, struct pdf_value parameters)
{
    int64_t predictor = 1, columns = 1;
    pdf_value_int(pdf_value_find(parameters, "Predictor"), &predictor);
    pdf_value_int(pdf_value_find(parameters, "Columns"), &columns);
    gsize n;
    const uint8_t *data = g_bytes_get_data(bytes, &n);
    if (predictor < 10)
        return bytes;
    if (columns < 1 || columns > COLUMNS_MOST) {
        g_bytes_unref(bytes);
        return g_bytes_new(NULL, 0);
    }
    size_t row = (size_t)columns, rows = n / (row + 1);
    uint8_t *plain = g_malloc0(rows * row + 1);
    for (size_t r = 0; r < rows; r++) {
        for (size_t i = 0; i < row; i++) {
            uint8_t above = data[r * (row + 1)] == 2 && r > 0 ? plain[(r - 1) * row + i] : 0;
            plain[r * row + i] = (uint8_t)(data[r * (row + 1) + 1 + i] + above);
        }
    }
    g_bytes_unref(bytes);
    return g_bytes_new_take(plain, rows * row);
}

static GBytes *inflated(struct pdf_reader *reader, struct pdf_value packed)
{
    size_t n = (size_t)(packed.end - packed.at), most = MAX(n * 4, (size_t)STREAM_LEAST), actual;
    for (most = MIN(most, reader->left); most > 0; most = MIN(most * 2, reader->left)) {
        char *plain = g_malloc(most);
        enum libdeflate_result result =
            libdeflate_zlib_decompress(reader->decompressor, packed.at, n, plain, most, &actual);
        if (result == LIBDEFLATE_SUCCESS) {
            reader->left -= actual;
            return g_bytes_new_take(plain, actual);
        }
        g_free(plain);
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE || most == reader->left)
            break;
    }
    return g_bytes_new(NULL, 0);
}

// The stream whose dictionary stands before `rest`, unpacked. What it cannot be read by is empty.
static GBytes *stream_bytes(struct pdf_reader *reader, struct pdf_value dictionary,
                            struct pdf_value rest)
{
    struct pdf_value keyword, filter = pdf_value_find(dictionary, "Filter");
    int64_t length;
    bool flate = pdf_value_is(filter, "FlateDecode");
    if (!pdf_value_next(&rest, &keyword) || keyword.end - keyword.at != 6 ||
        memcmp(keyword.at, "stream", 6) != 0 ||
        !pdf_value_int(pdf_value_find(dictionary, "Length"), &length) || length < 0 ||
        (filter.at != filter.end && !flate))
        return g_bytes_new(NULL, 0);
    const char *start = rest.at;
    start += start < rest.end && *start == '\r';
    start += start < rest.end && *start == '\n';
    if (length > rest.end - start)
        return g_bytes_new(NULL, 0);
    struct pdf_value content = {start, start + length};
    // The parameters are the filter's: without one they say nothing.
    return flate ? undo_predictor(inflated(reader, content),
                                  pdf_value_find(dictionary, "DecodeParms"))
                 : g_bytes_new_static(start, (gsize)length); // the file outlives it
}

// The object at an offset, "N G obj" passed; `ret_rest` is what follows it.
static struct pdf_value object_at(const struct pdf_reader *reader, size_t offset, uint32_t number,
                                  struct pdf_value *ret_rest)
{
    struct pdf_value rest = reader->file, part, object;
    int64_t named;
    if (offset >= (size_t)(rest.end - rest.at))
        return PDF_NOTHING;
    rest.at += offset;
    bool opened = pdf_value_next(&rest, &part) && pdf_value_int(part, &named) &&
                  (number == 0 || named == number) && pdf_value_next(&rest, &part) &&
                  pdf_value_next(&rest, &part) && part.end - part.at == 3 &&
                  memcmp(part.at, "obj", 3) == 0 && pdf_value_next(&rest, &object);
    *ret_rest = rest;
    return opened ? object : PDF_NOTHING;
}

// ---- Cross-references ----

static int64_t read_field(const uint8_t **p, int64_t width, int64_t otherwise)
{
    int64_t value = width ? 0 : otherwise;
    for (int64_t i = 0; i < width; i++)
        value = (int64_t)((uint64_t)value << 8 | *(*p)++);
    return value;
}

// The rows of objects `first` on; those of a later revision stand.
static const uint8_t *read_rows(struct pdf_reader *reader, int64_t first, int64_t count,
                                const int64_t widths[3], const uint8_t *p, const uint8_t *end)
{
    int64_t row = widths[0] + widths[1] + widths[2];
    for (int64_t number = first; number < first + count && end - p >= row; number++) {
        int64_t kind = read_field(&p, widths[0], 1), at = read_field(&p, widths[1], 0),
                index = read_field(&p, widths[2], 0);
        if (number >= (int64_t)reader->places->len)
            g_array_set_size(reader->places, (guint)number + 1);
        struct object_place *place = &g_array_index(reader->places, struct object_place, number);
        if (place->kind != UNTOLD)
            continue;
        if (kind == 0)
            place->kind = FREED;
        else if ((kind == AT_OFFSET || kind == IN_STREAM) && at >= 0 && at <= G_MAXUINT32 &&
                 index >= 0 && index <= G_MAXUINT16)
            *place = (struct object_place){(uint8_t)kind, (uint32_t)at, (uint32_t)index};
    }
    return p;
}

static bool read_widths(struct pdf_value dictionary, int64_t ret[3])
{
    struct pdf_value widths = pdf_value_inside(pdf_value_find(dictionary, "W")), width;
    for (int i = 0; i < 3; i++) {
        if (!pdf_value_next(&widths, &width) || !pdf_value_int(width, &ret[i]) || ret[i] < 0 ||
            ret[i] > 8)
            return false;
    }
    return ret[0] + ret[1] + ret[2] > 0;
}

static bool read_section(struct pdf_reader *reader, struct pdf_value dictionary, GBytes *bytes)
{
    int64_t widths[3], first = 0, count = 0;
    struct pdf_value index = pdf_value_inside(pdf_value_find(dictionary, "Index")), part;
    struct pdf_value rows = value_of(bytes);
    const uint8_t *p = (const uint8_t *)rows.at, *end = (const uint8_t *)rows.end;
    if (!read_widths(dictionary, widths))
        return false;
    if (index.at == index.end) {
        pdf_value_int(pdf_value_find(dictionary, "Size"), &count);
        if (count < 0 || count > OBJECTS_MOST)
            return false;
        read_rows(reader, 0, count, widths, p, end);
        return true;
    }
    while (pdf_value_next(&index, &part) && pdf_value_int(part, &first) &&
           pdf_value_next(&index, &part) && pdf_value_int(part, &count)) {
        if (first < 0 || count < 0 || first + count > OBJECTS_MOST)
            return false;
        p = read_rows(reader, first, count, widths, p, end);
    }
    return true;
}

// The offset behind the last "startxref".
static bool find_start(struct pdf_value file, int64_t *ret)
{
    static const char word[] = "startxref";
    size_t n = sizeof word - 1;
    const char *least = file.end - MIN(file.end - file.at, 2048);
    for (const char *p = file.end - MIN(file.end - least, (gssize)n); p >= least; p--) {
        struct pdf_value rest = {p + n, file.end}, number;
        if (p + n <= file.end && memcmp(p, word, n) == 0)
            return pdf_value_next(&rest, &number) && pdf_value_int(number, ret) && *ret >= 0;
        if (p == least)
            break;
    }
    return false;
}

static bool read_revisions(struct pdf_reader *reader)
{
    int64_t offset;
    bool more = find_start(reader->file, &offset);
    for (int i = 0; more && i < REVISIONS_MOST; i++) {
        struct pdf_value rest, dictionary = object_at(reader, (size_t)offset, 0, &rest);
        if (!pdf_value_is(pdf_value_find(dictionary, "Type"), "XRef") ||
            pdf_value_find(dictionary, "Encrypt").at != pdf_value_find(dictionary, "Encrypt").end)
            return false;
        GBytes *bytes = stream_bytes(reader, dictionary, rest);
        bool ok = read_section(reader, dictionary, bytes);
        g_bytes_unref(bytes);
        if (!ok)
            return false;
        if (i == 0) {
            reader->start = (size_t)offset;
            reader->trailer = dictionary;
            reader->catalog = pdf_value_find(dictionary, "Root");
        }
        more = pdf_value_int(pdf_value_find(dictionary, "Prev"), &offset) && offset >= 0;
    }
    reader->catalog = pdf_reader_follow(reader, reader->catalog);
    return pdf_value_is_dictionary(reader->catalog);
}

struct pdf_reader *pdf_reader_open(GBytes *bytes, size_t most, GError **error)
{
    struct pdf_reader *reader = g_new0(struct pdf_reader, 1);
    reader->bytes = g_bytes_ref(bytes);
    reader->file = value_of(bytes);
    reader->trailer = reader->catalog = PDF_NOTHING;
    reader->places = g_array_new(FALSE, TRUE, sizeof(struct object_place));
    reader->streams = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
    reader->shelves = g_hash_table_new_full(NULL, NULL, NULL, unpacked_free);
    reader->left = most;
    reader->decompressor = libdeflate_alloc_decompressor();
    if (read_revisions(reader))
        return reader;
    fault_set(error, FAULT_INVALID, "it is no PDF with a cross-reference stream");
    pdf_reader_close(reader);
    return NULL;
}

void pdf_reader_close(struct pdf_reader *reader)
{
    if (!reader)
        return;
    g_hash_table_unref(reader->streams);
    g_hash_table_unref(reader->shelves);
    g_array_unref(reader->places);
    g_bytes_unref(reader->bytes);
    libdeflate_free_decompressor(reader->decompressor);
    g_free(reader);
}

// ---- Objects ----

static const struct object_place *place_of(const struct pdf_reader *reader, uint32_t number)
{
    return number > 0 && number < reader->places->len
               ? &g_array_index(reader->places, struct object_place, number)
               : NULL;
}

size_t pdf_reader_size(const struct pdf_reader *reader)
{
    return (size_t)(reader->file.end - reader->file.at);
}

bool pdf_reader_place(const struct pdf_reader *reader, struct pdf_value value, size_t *ret_from,
                      size_t *ret_end)
{
    if (value.at == value.end || value.at < reader->file.at || value.end > reader->file.end)
        return false;
    *ret_from = (size_t)(value.at - reader->file.at);
    *ret_end = (size_t)(value.end - reader->file.at);
    return true;
}

struct pdf_value pdf_reader_trailer(const struct pdf_reader *reader)
{
    return reader->trailer;
}

size_t pdf_reader_start(const struct pdf_reader *reader)
{
    return reader->start;
}

uint32_t pdf_reader_numbers(const struct pdf_reader *reader)
{
    int64_t size = 0;
    pdf_value_int(pdf_value_find(reader->trailer, "Size"), &size);
    return MAX(reader->places->len, (uint32_t)CLAMP(size, 0, OBJECTS_MOST));
}

bool pdf_reader_is_stream(struct pdf_reader *reader, uint32_t number)
{
    const struct object_place *place = place_of(reader, number);
    struct pdf_value rest = PDF_NOTHING, keyword;
    if (!place || place->kind != AT_OFFSET)
        return false;
    object_at(reader, place->at, number, &rest);
    return pdf_value_next(&rest, &keyword) && keyword.end - keyword.at == 6 &&
           memcmp(keyword.at, "stream", 6) == 0;
}

static bool is_at(const struct object_place *place)
{
    return place && (place->kind == AT_OFFSET || place->kind == IN_STREAM);
}

bool pdf_reader_alike(const struct pdf_reader *a, const struct pdf_reader *b, uint32_t number)
{
    const struct object_place *one = place_of(a, number), *other = place_of(b, number);
    if (!is_at(one) || !is_at(other))
        return is_at(one) == is_at(other);
    if (one->kind != other->kind || one->at != other->at || one->index != other->index)
        return false;
    return one->kind == AT_OFFSET || pdf_reader_alike(a, b, one->at);
}

// The starts of the objects of a stream that begins with "number offset" for each.
static struct unpacked *unpack(GBytes *bytes, struct pdf_value dictionary)
{
    struct unpacked *unpacked = g_new(struct unpacked, 1);
    struct pdf_value index = value_of(bytes), part;
    size_t n = (size_t)(index.end - index.at), start;
    int64_t first = 0, offset;
    *unpacked = (struct unpacked){bytes, g_array_new(FALSE, FALSE, sizeof(size_t))};
    if (pdf_value_int(pdf_value_find(dictionary, "First"), &first) && first >= 0 &&
        (size_t)first <= n) {
        index.end = index.at + first;
        while (pdf_value_next(&index, &part) && pdf_value_next(&index, &part) &&
               pdf_value_int(part, &offset) && offset >= 0 && (size_t)offset <= n - (size_t)first) {
            start = (size_t)(first + offset);
            g_array_append_val(unpacked->starts, start);
        }
    }
    g_array_append_val(unpacked->starts, n);
    return unpacked;
}

static struct unpacked *shelf_of(struct pdf_reader *reader, uint32_t number)
{
    void *key = GUINT_TO_POINTER(number);
    struct unpacked *unpacked = g_hash_table_lookup(reader->shelves, key);
    const struct object_place *place = place_of(reader, number);
    if (unpacked || !place || place->kind != AT_OFFSET)
        return unpacked;
    struct pdf_value rest = PDF_NOTHING, dictionary = object_at(reader, place->at, number, &rest);
    unpacked = unpack(stream_bytes(reader, dictionary, rest), dictionary);
    g_hash_table_insert(reader->shelves, key, unpacked);
    return unpacked;
}

struct pdf_value pdf_reader_object(struct pdf_reader *reader, uint32_t number)
{
    const struct object_place *place = place_of(reader, number);
    struct pdf_value rest = PDF_NOTHING, object = PDF_NOTHING;
    if (!place || place->kind == UNTOLD || place->kind == FREED)
        return PDF_NOTHING;
    if (place->kind == AT_OFFSET)
        return object_at(reader, place->at, number, &rest);
    const struct unpacked *shelf = shelf_of(reader, place->at);
    if (!shelf || place->index + 1 >= shelf->starts->len)
        return PDF_NOTHING;
    rest = value_of(shelf->bytes);
    rest.at += g_array_index(shelf->starts, size_t, place->index);
    return pdf_value_next(&rest, &object) ? object : PDF_NOTHING;
}

struct pdf_value pdf_reader_catalog(const struct pdf_reader *reader)
{
    return reader->catalog;
}

struct pdf_value pdf_reader_follow(struct pdf_reader *reader, struct pdf_value value)
{
    for (int i = 0; i < FOLLOWED_MOST; i++) {
        uint32_t number = pdf_value_object(value);
        if (number == 0)
            return value;
        value = pdf_reader_object(reader, number);
    }
    return PDF_NOTHING;
}

struct pdf_value pdf_reader_find(struct pdf_reader *reader, struct pdf_value dictionary,
                                 const char *key)
{
    return pdf_reader_follow(reader, pdf_value_find(dictionary, key));
}

struct pdf_value pdf_reader_stream(struct pdf_reader *reader, struct pdf_value reference)
{
    uint32_t number = pdf_value_object(reference);
    const struct object_place *place = place_of(reader, number);
    GBytes *bytes = g_hash_table_lookup(reader->streams, GUINT_TO_POINTER(number));
    if (bytes)
        return value_of(bytes);
    if (!place || place->kind != AT_OFFSET)
        return PDF_NOTHING;
    struct pdf_value rest = PDF_NOTHING, dictionary = object_at(reader, place->at, number, &rest);
    bytes = stream_bytes(reader, dictionary, rest);
    g_hash_table_insert(reader->streams, GUINT_TO_POINTER(number), bytes);
    return value_of(bytes);
}
