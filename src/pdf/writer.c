// SPDX-License-Identifier: MIT
#include "pdf/writer.h"

#include "base/put.h"
#include "pdf/object.h"

#include <assert.h>
#include <string.h>

// 100, 300 and 1,000 an object stream: 8.66, 8.33 and 8.14 MB for a list of 100,000, but a reader
// must unpack a whole stream for one object.
enum { OBJECTS_A_STREAM = 300 };

// Where an object is: an offset, or an object stream (high bit set) and a place in it.
#define ROW_STREAM (UINT64_C(1) << 63)

struct pdf_writer {
    struct pdf_queue *queue;
    // Written by this thread and by those that pack, each its own kind of row.
    uint64_t *rows;
    uint32_t n_rows, most_rows;
    GMutex lock; // rows may move while a packer notes an offset
    uint32_t pack_id;
    unsigned pack_n;
    GString *pack_index, *pack_data;
    struct pdf_reuse *reuse;
};

static void writer_set_row(struct pdf_writer *writer, uint32_t id, uint64_t row)
{
    g_mutex_lock(&writer->lock);
    writer->rows[id] = row;
    g_mutex_unlock(&writer->lock);
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
    g_mutex_init(&writer->lock);
    writer->n_rows = 1; // object 0 heads the free list
    writer->most_rows = 1024;
    writer->rows = g_new0(uint64_t, writer->most_rows);
    writer->reuse = reuse;
    writer->queue = pdf_queue_new(out, threads, reuse, writer_placed, writer);
    // The four high bytes tell transfer programs that the file is binary.
    char *head = g_strdup_printf("%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", version);
    pdf_queue_write(writer->queue, head, strlen(head), NULL);
    g_free(head);
    return writer;
}

uint32_t pdf_writer_reserve(struct pdf_writer *writer)
{
    if (writer->n_rows == writer->most_rows) {
        g_mutex_lock(&writer->lock);
        writer->rows = g_renew(uint64_t, writer->rows, writer->most_rows * 2);
        memset(writer->rows + writer->most_rows, 0, writer->most_rows * sizeof *writer->rows);
        writer->most_rows *= 2;
        g_mutex_unlock(&writer->lock);
    }
    return writer->n_rows++;
}

static void writer_close_pack(struct pdf_writer *writer)
{
    if (writer->pack_n == 0)
        return;
    GString *dict = g_string_new("/Type/ObjStm/N ");
    pdf_int(dict, writer->pack_n);
    put_text(dict, "/First ");
    pdf_int(dict, (int64_t)writer->pack_index->len);
    put_bytes(writer->pack_index, writer->pack_data->str, writer->pack_data->len);
    g_string_free(writer->pack_data, TRUE);
    pdf_queue_push(writer->queue,
                   (struct pdf_stream){writer->pack_id, PDF_DEFLATE, dict, writer->pack_index});
    writer->pack_n = 0;
}

void pdf_writer_object(struct pdf_writer *writer, uint32_t id, const char *text, size_t n)
{
    if (writer->pack_n == 0) {
        writer->pack_id = pdf_writer_reserve(writer);
        writer->pack_index = g_string_sized_new(4096);
        writer->pack_data = g_string_sized_new(32768);
    }
    pdf_int(writer->pack_index, id);
    g_string_append_c(writer->pack_index, ' ');
    pdf_int(writer->pack_index, (int64_t)writer->pack_data->len);
    g_string_append_c(writer->pack_index, ' ');
    put_bytes(writer->pack_data, text, n);
    g_string_append_c(writer->pack_data, '\n');
    writer_set_row(writer, id, ROW_STREAM | (uint64_t)writer->pack_id << 16 | writer->pack_n);
    if (++writer->pack_n == OBJECTS_A_STREAM)
        writer_close_pack(writer);
}

void pdf_writer_stream(struct pdf_writer *writer, uint32_t id, GString *dict, GString *data,
                       enum pdf_pack pack)
{
    pdf_queue_push(writer->queue, (struct pdf_stream){id, pack, dict, data});
}

bool pdf_writer_well(struct pdf_writer *writer, GError **error)
{
    return pdf_queue_well(writer->queue, error);
}

bool pdf_writer_digest(struct pdf_writer *writer, char *ret_hex, GError **error)
{
    writer_close_pack(writer);
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
    writer_close_pack(writer);
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
    if (writer->pack_n) {
        g_string_free(writer->pack_index, TRUE);
        g_string_free(writer->pack_data, TRUE);
    }
    pdf_queue_free(writer->queue);
    g_mutex_clear(&writer->lock);
    g_free(writer->rows);
    g_free(writer);
}
