// SPDX-License-Identifier: MIT
#include "pdf/writer.h"

#include "base/put.h"
#include "pdf/object.h"
#include "pdf/xref.h"

#include <string.h>

// More pack no better once elements of a kind lie together, and a reader must unpack a whole stream
// for one object.
enum { OBJECTS_A_STREAM = 300, BYTES_A_STREAM = 128 * 1024 };

// A letter is packed as tightly as may be. For a long list that would take too long. Of 100,000
// entries, at levels 1, 5 and 6: contents 0.05, 0.11 and 0.12 s, 4.5, 4.2 and 4.1 MB; items and
// labels 0.03, 0.06 and 0.10 s, 2.2, 1.9 and 1.9 MB; the other elements 0.03, 0.07 and 0.11 s, 2.0,
// 1.7 and 1.6 MB. Levels 2 to 4 are no better than 1.
enum { TIGHT_STREAMS = 64 };

// An object stream being filled.
struct shelf {
    uint32_t id;
    unsigned n;
    GString *index, *data;
};

struct pdf_writer {
    struct pdf_queue *queue;
    struct pdf_xref *xref;
    uint32_t root; // of the document; 0: no number yet
    struct shelf shelves[PDF_SHELVES];
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
    if (stream.pack == PDF_DEFLATE && writer->n_streams++ >= TIGHT_STREAMS)
        stream.pack = PDF_BRISK;
    pdf_queue_push(writer->queue, stream);
}

static GString *shelf_dict(unsigned n, size_t first)
{
    GString *dict = g_string_new("/Type/ObjStm/N ");
    pdf_int(dict, n);
    put_text(dict, "/First ");
    pdf_int(dict, (int64_t)first);
    return dict;
}

static void shelf_close(struct pdf_writer *writer, enum pdf_shelf place)
{
    struct shelf *shelf = &writer->shelves[place];
    if (shelf->n == 0)
        return;
    GString *dict = shelf_dict(shelf->n, shelf->index->len);
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

void pdf_writer_stream(struct pdf_writer *writer, uint32_t id, GString *dict, GString *data,
                       enum pdf_pack pack)
{
    writer_push(writer, (struct pdf_stream){id, pack, dict, data});
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
    GString *dict = g_string_new(NULL);
    GString *rows = pdf_xref_section(writer->xref, id, pdf_queue_offset(writer->queue), last, dict);
    put_bytes(dict, trailer->str, trailer->len);
    g_string_free(trailer, TRUE);
    pdf_writer_stream(writer, id, dict, rows, PDF_DEFLATE);
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
    pdf_xref_within(writer->xref, id, shelf->id, shelf->n);
    if (++shelf->n == OBJECTS_A_STREAM || shelf->data->len >= BYTES_A_STREAM)
        shelf_close(writer, place);
    if (pdf_xref_is_due(writer->xref))
        writer_part(writer);
}

void pdf_writer_packed(struct pdf_writer *writer, uint32_t id, size_t first, GString *packed)
{
    GString *dict = shelf_dict(1, first);
    uint32_t stream = pdf_writer_reserve(writer);
    pdf_xref_within(writer->xref, id, stream, 0);
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
    for (size_t i = 0; i < PDF_SHELVES; i++) {
        if (writer->shelves[i].n == 0)
            continue;
        g_string_free(writer->shelves[i].index, TRUE);
        g_string_free(writer->shelves[i].data, TRUE);
    }
    pdf_queue_free(writer->queue);
    pdf_xref_free(writer->xref);
    g_free(writer);
}
