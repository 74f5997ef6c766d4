// SPDX-License-Identifier: MIT
#include "pdf/writer.h"

#include "base/put.h"
#include "pdf/object.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

// More pack no better once elements of a kind lie together, and a reader must unpack a whole stream
// for one object.
enum { OBJECTS_A_STREAM = 300, BYTES_A_STREAM = 128 * 1024 };

// A letter is packed as tightly as may be. For a long list that would take too long. Of 100,000
// entries, at levels 1, 5 and 6: contents 0.05, 0.11 and 0.12 s, 4.5, 4.2 and 4.1 MB; items and
// labels 0.03, 0.06 and 0.10 s, 2.2, 1.9 and 1.9 MB; the other elements 0.03, 0.07 and 0.11 s, 2.0,
// 1.7 and 1.6 MB. Levels 2 to 4 are no better than 1.
enum { TIGHT_STREAMS = 64 };

// Where an object is: an offset, or an object stream (high bit set) and a place in it.
#define ROW_STREAM (UINT64_C(1) << 63)

// An object stream being filled.
struct shelf {
    uint32_t id;
    unsigned n;
    GString *index, *data;
};

struct pdf_writer {
    struct pdf_queue *queue;
    // Written by this thread and by those that pack, each its own kind of row.
    uint64_t *rows;
    uint32_t n_rows, most_rows;
    pthread_mutex_t lock; // rows may move while a packer notes an offset
    struct shelf shelves[PDF_SHELVES];
    unsigned n_streams;
    struct pdf_reuse *reuse;
};

static void writer_set_row(struct pdf_writer *writer, uint32_t id, uint64_t row)
{
    pthread_mutex_lock(&writer->lock);
    writer->rows[id] = row;
    pthread_mutex_unlock(&writer->lock);
}

static void writer_placed(void *context, uint32_t id, uint64_t offset)
{
    writer_set_row(context, id, offset);
}

struct pdf_reuse *pdf_writer_reuse(const struct pdf_writer *writer)
{
    return writer->reuse;
}

struct pdf_writer *pdf_writer_new(struct file_out *out, const char *version, unsigned threads,
                                  struct pdf_reuse *reuse)
{
    struct pdf_writer *writer = g_new0(struct pdf_writer, 1);
    pthread_mutex_init(&writer->lock, NULL);
    writer->n_rows = 1; // object 0 heads the free list
    writer->most_rows = 1024;
    writer->rows = g_new0(uint64_t, writer->most_rows);
    writer->reuse = reuse;
    writer->queue = pdf_queue_new(out, threads, reuse, writer_placed, writer);
    // Programs that transfer files take one with four high bytes here for binary.
    char *head = g_strdup_printf("%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", version);
    pdf_queue_write(writer->queue, head, strlen(head), NULL);
    g_free(head);
    return writer;
}

uint32_t pdf_writer_reserve(struct pdf_writer *writer)
{
    if (writer->n_rows == writer->most_rows) {
        pthread_mutex_lock(&writer->lock);
        writer->rows = g_renew(uint64_t, writer->rows, writer->most_rows * 2);
        memset(writer->rows + writer->most_rows, 0, writer->most_rows * sizeof *writer->rows);
        writer->most_rows *= 2;
        pthread_mutex_unlock(&writer->lock);
    }
    return writer->n_rows++;
}

static void writer_push(struct pdf_writer *writer, struct pdf_stream stream)
{
    if (stream.pack == PDF_DEFLATE && writer->n_streams++ >= TIGHT_STREAMS)
        stream.pack = PDF_BRISK;
    pdf_queue_push(writer->queue, stream);
}

static void shelf_close(struct pdf_writer *writer, enum pdf_shelf place)
{
    struct shelf *shelf = &writer->shelves[place];
    if (shelf->n == 0)
        return;
    GString *dict = g_string_new("/Type/ObjStm/N ");
    pdf_int(dict, shelf->n);
    put_text(dict, "/First ");
    pdf_int(dict, (int64_t)shelf->index->len);
    put_bytes(shelf->index, shelf->data->str, shelf->data->len);
    g_string_free(shelf->data, TRUE);
    writer_push(writer, (struct pdf_stream){shelf->id, PDF_DEFLATE, dict, shelf->index});
    shelf->n = 0;
}

static void writer_close_shelves(struct pdf_writer *writer)
{
    for (int place = 0; place < PDF_SHELVES; place++)
        shelf_close(writer, (enum pdf_shelf)place);
}

void pdf_writer_object(struct pdf_writer *writer, enum pdf_shelf place, uint32_t id,
                       const char *text, size_t n)
{
    struct shelf *shelf = &writer->shelves[place];
    if (shelf->n == 0) {
        shelf->id = pdf_writer_reserve(writer);
        shelf->index = g_string_sized_new(32768);
        shelf->data = g_string_sized_new(16384);
    }
    pdf_int(shelf->index, id);
    g_string_append_c(shelf->index, ' ');
    pdf_int(shelf->index, (int64_t)shelf->data->len);
    g_string_append_c(shelf->index, ' ');
    put_bytes(shelf->data, text, n);
    g_string_append_c(shelf->data, '\n');
    writer_set_row(writer, id, ROW_STREAM | (uint64_t)shelf->id << 16 | shelf->n);
    if (++shelf->n == OBJECTS_A_STREAM || shelf->data->len >= BYTES_A_STREAM)
        shelf_close(writer, place);
}

void pdf_writer_stream(struct pdf_writer *writer, uint32_t id, GString *dict, GString *data,
                       enum pdf_pack pack)
{
    writer_push(writer, (struct pdf_stream){id, pack, dict, data});
}

void pdf_writer_plain(struct pdf_writer *writer, uint32_t id, const char *text, size_t n)
{
    if (!pdf_queue_drain(writer->queue, NULL))
        return;
    GString *out = g_string_new(NULL);
    pdf_int(out, id);
    put_text(out, " 0 obj\n");
    put_bytes(out, text, n);
    put_text(out, "\nendobj\n");
    writer_set_row(writer, id, pdf_queue_offset(writer->queue));
    pdf_queue_write(writer->queue, out->str, out->len, NULL);
    g_string_free(out, TRUE);
}

bool pdf_writer_ok(struct pdf_writer *writer, GError **error)
{
    return pdf_queue_well(writer->queue, error);
}

bool pdf_writer_digest(struct pdf_writer *writer, char *ret_hex, GError **error)
{
    writer_close_shelves(writer);
    if (!pdf_queue_drain(writer->queue, error))
        return false;
    pdf_queue_digest(writer->queue, ret_hex);
    return true;
}

static void put_field(GString *out, uint64_t value, unsigned bytes)
{
    while (bytes-- > 0)
        g_string_append_c(out, (char)(value >> (8 * bytes)));
}

static unsigned bytes_for(uint64_t value)
{
    unsigned bytes = 1;
    while (value >>= 8)
        bytes++;
    return bytes;
}

static void put_row(GString *out, uint64_t row, bool head, unsigned width)
{
    put_field(out, head ? 0 : row & ROW_STREAM ? 2 : 1, 1);
    put_field(out, row & ROW_STREAM ? (row & ~ROW_STREAM) >> 16 : row, width);
    put_field(out, head ? 0xFFFF : row & ROW_STREAM ? row & 0xFFFF : 0, 2);
}

// Each row less the row above it (PNG's Up): neighbours differ little, so they pack to nearly
// nothing.
static GString *writer_rows(struct pdf_writer *writer, unsigned width)
{
    size_t columns = width + 3;
    GString *rows = g_string_sized_new((columns + 1) * writer->n_rows);
    GString *above = g_string_new(NULL), *row = g_string_new(NULL);
    g_string_set_size(above, columns);
    memset(above->str, 0, columns);
    for (uint32_t id = 0; id < writer->n_rows; id++) {
        g_string_truncate(row, 0);
        put_row(row, writer->rows[id], id == 0, width);
        g_string_append_c(rows, 2);
        for (size_t i = 0; i < columns; i++)
            g_string_append_c(rows, (char)(row->str[i] - above->str[i]));
        GString *swap = above;
        above = row;
        row = swap;
    }
    g_string_free(above, TRUE);
    g_string_free(row, TRUE);
    return rows;
}

static GString *writer_trailer(struct pdf_writer *writer, uint32_t root, uint32_t info,
                               const unsigned char file_id[16], unsigned width)
{
    GString *dict = g_string_new("/Type/XRef/Size ");
    pdf_int(dict, writer->n_rows);
    g_string_append_printf(dict, "/W[1 %u 2]/DecodeParms<</Predictor 12/Columns %u>>/Root ", width,
                           width + 3);
    pdf_ref(dict, root);
    if (info) {
        put_text(dict, "/Info ");
        pdf_ref(dict, info);
    }
    put_text(dict, "/ID[");
    pdf_hex(dict, file_id, 16);
    pdf_hex(dict, file_id, 16);
    g_string_append_c(dict, ']');
    return dict;
}

bool pdf_writer_finish(struct pdf_writer *writer, uint32_t root, uint32_t info,
                       const unsigned char file_id[16], GError **error)
{
    writer_close_shelves(writer);
    uint32_t id = pdf_writer_reserve(writer);
    if (!pdf_queue_drain(writer->queue, error))
        return false;
    uint64_t start = pdf_queue_offset(writer->queue);
    writer_set_row(writer, id, start);
    unsigned width = bytes_for(MAX(start, (uint64_t)writer->n_rows));
    GString *dict = writer_trailer(writer, root, info, file_id, width);
    pdf_writer_stream(writer, id, dict, writer_rows(writer, width), PDF_DEFLATE);
    if (!pdf_queue_drain(writer->queue, error))
        return false;
    GString *tail = g_string_new("startxref\n");
    pdf_int(tail, (int64_t)start);
    put_text(tail, "\n%%EOF\n");
    bool ok = pdf_queue_write(writer->queue, tail->str, tail->len, error);
    g_string_free(tail, TRUE);
    return ok;
}

void pdf_writer_free(struct pdf_writer *writer)
{
    if (!writer)
        return;
    for (size_t i = 0; i < PDF_SHELVES; i++) {
        if (writer->shelves[i].n == 0)
            continue;
        g_string_free(writer->shelves[i].index, TRUE);
        g_string_free(writer->shelves[i].data, TRUE);
    }
    pdf_queue_free(writer->queue);
    pthread_mutex_destroy(&writer->lock);
    g_free(writer->rows);
    g_free(writer);
}
