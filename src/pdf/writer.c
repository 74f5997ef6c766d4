// SPDX-License-Identifier: MIT
#include "pdf/writer.h"

#include "base/put.h"
#include "pdf/object.h"
#include "pdf/object_stream.h"
#include "pdf/rows.h"
#include "pdf/xref.h"

#include <string.h>

// A letter is packed as tightly as may be. For a long list that would take too long. Of 100,000
// entries, at levels 1, 4, 5 and 6: contents 0.14, 0.22, 0.28 and 0.29 s, 4.7, 4.5, 4.4 and 4.3 MB;
// objects 0.06, 0.07, 0.08 and 0.13 s, 1.6, 1.2, 1.2 and 1.1 MB. In rows, objects at levels 1 and
// 5: 0.09 and 0.13 s, 1.7 and 1.3 MB.
enum { TIGHT_STREAMS = 64 };

struct pdf_writer {
    struct pdf_queue *queue;
    struct pdf_xref *xref;
    uint32_t root; // of the document; 0: no number yet
    struct object_stream *shelves[PDF_SHELVES];
    unsigned n_streams;
    struct pdf_reuse *reuse;
};

static void writer_placed(void *context, uint32_t id, uint64_t offset)
{
    const struct pdf_writer *writer = context;
    pdf_xref_at(writer->xref, id, offset);
}

struct pdf_reuse *pdf_writer_reuse(const struct pdf_writer *writer)
{
    return writer->reuse;
}

struct pdf_writer *pdf_writer_new(struct file_out *out, const char *version, unsigned threads,
                                  struct pdf_reuse *reuse)
{
    struct pdf_writer *writer = g_new0(struct pdf_writer, 1);
    writer->xref = pdf_xref_new();
    writer->reuse = reuse;
    for (size_t i = 0; i < PDF_SHELVES; i++)
        writer->shelves[i] = object_stream_new();
    writer->queue = pdf_queue_new(out, threads, reuse, writer_placed, writer);
    // Programs that transfer files take one with four high bytes here for binary.
    char *head = g_strdup_printf("%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", version);
    pdf_queue_write(writer->queue, head, strlen(head), NULL);
    g_free(head);
    return writer;
}

uint32_t pdf_writer_reserve(struct pdf_writer *writer)
{
    return pdf_xref_reserve(writer->xref);
}

uint32_t pdf_writer_root(struct pdf_writer *writer)
{
    if (!writer->root)
        writer->root = pdf_writer_reserve(writer);
    return writer->root;
}

static void writer_push(struct pdf_writer *writer, struct pdf_stream stream)
{
    if (stream.pack == PDF_DEFLATE || stream.pack == PDF_FAST) {
        bool tight = writer->n_streams++ < TIGHT_STREAMS;
        stream.pack = tight ? PDF_DEFLATE : stream.pack == PDF_DEFLATE ? PDF_BRISK : PDF_FAST;
    }
    pdf_queue_push(writer->queue, stream);
}

static const enum object_rows shelf_rows[PDF_SHELVES] = {
    [PDF_SHELF_LEAVES] = OBJECTS_OF_REFS,   [PDF_SHELF_ITEMS] = OBJECTS_ALIKE,
    [PDF_SHELF_LABELS] = OBJECTS_ALIKE,     [PDF_SHELF_BODIES] = OBJECTS_ALIKE,
    [PDF_SHELF_TABLE_ROWS] = OBJECTS_ALIKE, [PDF_SHELF_TABLE_CELLS] = OBJECTS_ALIKE,
};

static void shelf_close(struct pdf_writer *writer, enum pdf_shelf place)
{
    struct object_stream *shelf = writer->shelves[place];
    unsigned n = object_stream_length(shelf);
    if (n == 0)
        return;
    uint32_t id = pdf_writer_reserve(writer);
    for (unsigned i = 0; i < n; i++)
        pdf_xref_within(writer->xref, object_stream_id(shelf, i), id, i);
    writer_push(writer, object_stream_close(shelf, id, shelf_rows[place]));
}

static void writer_close_shelves(struct pdf_writer *writer)
{
    for (int place = 0; place < PDF_SHELVES; place++) {
        if (shelf_rows[place] == OBJECTS_ALIKE)
            object_stream_move_few(writer->shelves[place], writer->shelves[PDF_SHELF_TREE]);
    }
    for (int place = 0; place < PDF_SHELVES; place++)
        shelf_close(writer, (enum pdf_shelf)place);
}

void pdf_writer_stream(struct pdf_writer *writer, uint32_t id, GString *dict, GString *data,
                       enum pdf_pack pack)
{
    writer_push(writer, (struct pdf_stream){id, pack, dict, data, 0});
}

static GString *writer_trailer(struct pdf_writer *writer)
{
    GString *trailer = g_string_new("/Root ");
    pdf_ref(trailer, pdf_writer_root(writer));
    return trailer;
}

// All that was pushed must be written. The trailer is taken.
static void writer_put_section(struct pdf_writer *writer, uint32_t id, bool last, GString *trailer)
{
    struct pdf_stream section =
        pdf_xref_section(writer->xref, id, pdf_queue_offset(writer->queue), last);
    put_bytes(section.dict, trailer->str, trailer->len);
    g_string_free(trailer, TRUE);
    writer_push(writer, section);
}

// Shelves are closed before: MuPDF takes an object for lost whose stream is in a later section.
// Waits for the threads, so that a section has the same rows for any number of them. A fault is
// told by the next call that can.
static void writer_part(struct pdf_writer *writer)
{
    writer_close_shelves(writer);
    if (!pdf_queue_drain(writer->queue, NULL))
        return;
    GString *trailer = writer_trailer(writer);
    writer_put_section(writer, pdf_writer_reserve(writer), false, trailer);
}

void pdf_writer_object(struct pdf_writer *writer, enum pdf_shelf place, uint32_t id,
                       const char *text, size_t n)
{
    object_stream_add(writer->shelves[place], id, text, n);
    if (object_stream_is_full(writer->shelves[place]))
        shelf_close(writer, place);
    if (pdf_xref_is_due(writer->xref))
        writer_part(writer);
}

void pdf_writer_packed(struct pdf_writer *writer, uint32_t id, size_t first, GString *packed)
{
    GString *dict = object_stream_dict(1, first);
    uint32_t stream = pdf_writer_reserve(writer);
    pdf_xref_within(writer->xref, id, stream, 0);
    rows_put_entry(dict, OBJECT_REFS_COLUMNS);
    put_text(dict, "/Filter/FlateDecode");
    pdf_writer_stream(writer, stream, dict, packed, PDF_PLAIN);
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
    pdf_xref_at(writer->xref, id, pdf_queue_offset(writer->queue));
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

bool pdf_writer_finish(struct pdf_writer *writer, uint32_t info, const unsigned char file_id[16],
                       GError **error)
{
    writer_close_shelves(writer);
    uint32_t id = pdf_writer_reserve(writer);
    if (!pdf_queue_drain(writer->queue, error))
        return false;
    uint64_t start = pdf_queue_offset(writer->queue);
    GString *trailer = writer_trailer(writer);
    if (info) {
        put_text(trailer, "/Info ");
        pdf_ref(trailer, info);
    }
    put_text(trailer, "/ID[");
    pdf_hex(trailer, file_id, 16);
    pdf_hex(trailer, file_id, 16);
    g_string_append_c(trailer, ']');
    writer_put_section(writer, id, true, trailer);
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
    for (size_t i = 0; i < PDF_SHELVES; i++)
        object_stream_free(writer->shelves[i]);
    pdf_queue_free(writer->queue);
    pdf_xref_free(writer->xref);
    g_free(writer);
}
