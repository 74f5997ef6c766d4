// SPDX-License-Identifier: MIT
// Streams on their way to the file: compressed by as many threads as are lent, written in the
// order they were given, so the bytes are the same for any number of threads. At most 32 wait:
// whoever gives more, or waits for the last, packs meanwhile what no thread has.
#ifndef WARRAQ_PDF_STREAM_H
#define WARRAQ_PDF_STREAM_H

#include "base/file.h"
#include "pdf/reuse.h"

#include <glib.h>

enum pdf_pack {
    PDF_PLAIN,   /* as it is: the metadata that plain tools look for, JPEG */
    PDF_DEFLATE, /* level 6 */
    PDF_BRISK,   /* level 5, for what comes by the thousand */
    PDF_FAST,    /* level 1, the same of a long list's pages and rows: most of its time */
    PDF_DENSE,   /* level 9, for what is packed once a record: fonts, profile */
};

/* One object that is a stream. `dict` holds its entries, without << >>, /Length and the Flate
 * filter; `data` its bytes. Both are taken. Data that is rows of `columns` bytes packs as what each
 * row has more than the one above (PNG's Up, ISO 32000-1, 7.4.4.4). */
struct pdf_stream {
    uint32_t id;
    enum pdf_pack pack;
    GString *dict, *data;
    unsigned columns; /* 0: no rows */
};

struct pdf_queue;

/* Told where each object begins, in file order. */
typedef void (*pdf_placed)(void *context, uint32_t id, uint64_t offset);

/* threads  0 or 1: all is done in pdf_queue_push() itself
 * reuse    streams packed before, or NULL; outlives the queue */
struct pdf_queue *pdf_queue_new(struct file_out *out, unsigned threads, struct pdf_reuse *reuse,
                                pdf_placed placed, void *context);
void pdf_queue_push(struct pdf_queue *queue, struct pdf_stream stream);

/* Waits until everything pushed is written. False with the first fault of the file. */
bool pdf_queue_drain(struct pdf_queue *queue, GError **error);

/* Whether nothing has failed yet; waits for nothing. */
bool pdf_queue_well(struct pdf_queue *queue, GError **error);

/* Bytes outside any stream object (header, cross-reference), after a drain. */
bool pdf_queue_write(struct pdf_queue *queue, const void *data, size_t n, GError **error);

/* SHA-256 in hexadecimal of all that was written, after a drain; once. */
void pdf_queue_digest(struct pdf_queue *queue, char *ret_hex);

uint64_t pdf_queue_offset(const struct pdf_queue *queue);
void pdf_queue_free(struct pdf_queue *queue);

#endif
