// SPDX-License-Identifier: MIT
#include "pdf/stream.h"

#include "base/digest.h"
#include "base/put.h"
#include "base/memory.h"
#include "pdf/object.h"
#include "pdf/rows.h"

#include <assert.h>
#include <libdeflate.h>
#include <pthread.h>
#include <string.h>

enum { QUEUE_MOST = 32, THREADS_MOST = 16 };

enum slot_state { SLOT_FREE, SLOT_WAITING, SLOT_TAKEN, SLOT_PACKED };

struct slot {
    enum slot_state state;
    struct pdf_stream stream;
};

// A compressor's tables are large: each thread keeps its own.
struct packer {
    struct libdeflate_compressor *by_pack[PDF_DENSE + 1];
    struct pdf_reuse *reuse; // of all threads
};

static void packer_clear(struct packer *packer)
{
    for (size_t i = 0; i < G_N_ELEMENTS(packer->by_pack); i++)
        libdeflate_free_compressor(packer->by_pack[i]);
}

struct pdf_queue {
    struct file_out *out;
    struct digest *digest;
    GError *fault; // the first; later writes are dropped
    pdf_placed placed;
    void *context;
    // A ring: pushed, then taken by a thread, then written, in this order.
    struct slot slots[QUEUE_MOST];
    size_t pushed, taken, written;
    bool ending, writing;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct packer packer; // of the caller's own thread
    GThread *threads[THREADS_MOST];
    unsigned n_threads;
};

static struct libdeflate_compressor *packer_get(struct packer *packer, enum pdf_pack pack)
{
    static const int levels[] = {
        [PDF_DEFLATE] = 6, [PDF_BRISK] = 5, [PDF_FAST] = 1, [PDF_DENSE] = 9};
    if (!packer->by_pack[pack])
        packer->by_pack[pack] = memory_must(libdeflate_alloc_compressor(levels[pack]));
    return packer->by_pack[pack];
}

static GString *packer_deflate(struct packer *packer, enum pdf_pack pack, const GString *plain)
{
    struct libdeflate_compressor *compressor = packer_get(packer, pack);
    size_t most = libdeflate_zlib_compress_bound(compressor, plain->len);
    GString *packed = g_string_sized_new(most);
    size_t n = libdeflate_zlib_compress(compressor, plain->str, plain->len, packed->str, most);
    assert(n > 0);
    g_string_set_size(packed, n);
    return packed;
}

// Fonts, profiles, pages that are as they were come again.
static GString *packer_pack(struct packer *packer, enum pdf_pack pack, const GString *plain)
{
    GString *packed = pdf_reuse_find_packed(packer->reuse, (int)pack, plain);
    if (packed)
        return packed;
    packed = packer_deflate(packer, pack, plain);
    pdf_reuse_keep_packed(packer->reuse, (int)pack, plain, packed);
    return packed;
}

static void take_rows(struct pdf_stream *stream)
{
    const GString *rows = stream->data;
    GString *less = g_string_sized_new(rows->len + rows->len / stream->columns + 1);
    char *above = g_malloc0(stream->columns);
    rows_put(less, rows->str, rows->len, stream->columns, above);
    g_free(above);
    g_string_free(stream->data, TRUE);
    stream->data = less;
    rows_put_entry(stream->dict, stream->columns);
}

static void stream_pack(struct packer *packer, struct pdf_stream *stream)
{
    if (stream->pack == PDF_PLAIN)
        return;
    if (stream->columns)
        take_rows(stream);
    GString *packed = packer_pack(packer, stream->pack, stream->data);
    g_string_free(stream->data, TRUE);
    stream->data = packed;
    g_string_append(stream->dict, "/Filter/FlateDecode");
}

static void queue_bytes(struct pdf_queue *queue, const void *data, size_t n)
{
    if (queue->fault)
        return;
    if (queue->digest)
        digest_update(queue->digest, data, n);
    file_out_write(queue->out, data, n, &queue->fault);
}

// In one piece: a list of 100,000 has 2,500 streams.
static void stream_write(struct pdf_queue *queue, struct pdf_stream *stream)
{
    queue->placed(queue->context, stream->id, file_out_offset(queue->out));
    GString *out = g_string_sized_new(stream->dict->len + stream->data->len + 96);
    pdf_int(out, stream->id);
    put_text(out, " 0 obj\n<<");
    put_bytes(out, stream->dict->str, stream->dict->len);
    put_text(out, "/Length ");
    pdf_int(out, (int64_t)stream->data->len);
    put_text(out, ">>\nstream\n");
    put_bytes(out, stream->data->str, stream->data->len);
    put_text(out, "\nendstream\nendobj\n");
    queue_bytes(queue, out->str, out->len);
    g_string_free(out, TRUE);
    g_string_free(stream->dict, TRUE);
    g_string_free(stream->data, TRUE);
}

// Writes what is packed at the head of the ring. The lock is held, but let go while writing;
// `writing` keeps the others from overtaking.
static void queue_flush(struct pdf_queue *queue)
{
    if (queue->writing)
        return;
    queue->writing = true;
    for (;;) {
        struct slot *slot = &queue->slots[queue->written % QUEUE_MOST];
        if (slot->state != SLOT_PACKED)
            break;
        pthread_mutex_unlock(&queue->lock);
        stream_write(queue, &slot->stream);
        pthread_mutex_lock(&queue->lock);
        slot->state = SLOT_FREE;
        queue->written++;
        pthread_cond_broadcast(&queue->changed);
    }
    queue->writing = false;
    pthread_cond_broadcast(&queue->changed);
}

// Packs the next that nobody has, and writes what can be. False if there is none. The lock is held,
// but let go meanwhile.
static bool queue_pack(struct pdf_queue *queue, struct packer *packer)
{
    if (queue->taken == queue->pushed)
        return false;
    struct slot *slot = &queue->slots[queue->taken++ % QUEUE_MOST];
    slot->state = SLOT_TAKEN;
    pthread_mutex_unlock(&queue->lock);
    stream_pack(packer, &slot->stream);
    pthread_mutex_lock(&queue->lock);
    slot->state = SLOT_PACKED;
    queue_flush(queue);
    return true;
}

static gpointer queue_work(gpointer data)
{
    struct pdf_queue *queue = data;
    struct packer packer = {.reuse = queue->packer.reuse};
    pthread_mutex_lock(&queue->lock);
    while (queue_pack(queue, &packer) || !queue->ending) {
        while (queue->taken == queue->pushed && !queue->ending)
            pthread_cond_wait(&queue->changed, &queue->lock);
    }
    pthread_mutex_unlock(&queue->lock);
    packer_clear(&packer);
    return NULL;
}

struct pdf_queue *pdf_queue_new(struct file_out *out, unsigned threads, struct pdf_reuse *reuse,
                                pdf_placed placed, void *context)
{
    struct pdf_queue *queue = g_new0(struct pdf_queue, 1);
    queue->out = out;
    queue->packer.reuse = reuse;
    queue->digest = digest_new(DIGEST_SHA256);
    queue->placed = placed;
    queue->context = context;
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->changed, NULL);
    // The caller's own thread makes the pages; the others pack.
    // Fewer than asked for, or none, is slower and gives the same bytes.
    for (unsigned i = 1; i < threads && queue->n_threads < THREADS_MOST; i++) {
        GThread *thread = g_thread_try_new("pdf-pack", queue_work, queue, NULL);
        if (!thread)
            break;
        queue->threads[queue->n_threads++] = thread;
    }
    return queue;
}

void pdf_queue_push(struct pdf_queue *queue, struct pdf_stream stream)
{
    if (queue->n_threads == 0) {
        stream_pack(&queue->packer, &stream);
        stream_write(queue, &stream);
        return;
    }
    pthread_mutex_lock(&queue->lock);
    while (queue->pushed - queue->written == QUEUE_MOST) {
        if (!queue_pack(queue, &queue->packer))
            pthread_cond_wait(&queue->changed, &queue->lock);
    }
    struct slot *slot = &queue->slots[queue->pushed++ % QUEUE_MOST];
    assert(slot->state == SLOT_FREE);
    *slot = (struct slot){SLOT_WAITING, stream};
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

bool pdf_queue_well(struct pdf_queue *queue, GError **error)
{
    pthread_mutex_lock(&queue->lock);
    // While a thread writes, its fault is not yet ours to read.
    bool failed = !queue->writing && queue->fault;
    if (failed && error)
        *error = g_error_copy(queue->fault);
    pthread_mutex_unlock(&queue->lock);
    return !failed;
}

bool pdf_queue_drain(struct pdf_queue *queue, GError **error)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->written != queue->pushed || queue->writing) {
        if (!queue_pack(queue, &queue->packer))
            pthread_cond_wait(&queue->changed, &queue->lock);
    }
    pthread_mutex_unlock(&queue->lock);
    return pdf_queue_well(queue, error);
}

bool pdf_queue_write(struct pdf_queue *queue, const void *data, size_t n, GError **error)
{
    queue_bytes(queue, data, n);
    return pdf_queue_drain(queue, error);
}

void pdf_queue_digest(struct pdf_queue *queue, char *ret_hex)
{
    assert(queue->digest);
    digest_finish(queue->digest, ret_hex);
    queue->digest = NULL;
}

uint64_t pdf_queue_offset(const struct pdf_queue *queue)
{
    return file_out_offset(queue->out);
}

void pdf_queue_free(struct pdf_queue *queue)
{
    if (!queue)
        return;
    pdf_queue_drain(queue, NULL);
    pthread_mutex_lock(&queue->lock);
    queue->ending = true;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
    for (unsigned i = 0; i < queue->n_threads; i++)
        g_thread_join(queue->threads[i]);
    packer_clear(&queue->packer);
    g_clear_error(&queue->fault);
    if (queue->digest)
        digest_free(queue->digest);
    pthread_mutex_destroy(&queue->lock);
    pthread_cond_destroy(&queue->changed);
    g_free(queue);
}
