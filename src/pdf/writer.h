// SPDX-License-Identifier: MIT
// A PDF file written from front to back: numbers, object streams, a cross-reference stream. Nothing
// is kept but 8 bytes for each object and the object streams being filled (ISO 32000-1, 7.5.7 and
// 7.5.8).
#ifndef WARRAQ_PDF_WRITER_H
#define WARRAQ_PDF_WRITER_H

#include "pdf/stream.h"

struct pdf_writer;

/* `out` stays the caller's. version: "1.7". `reuse` may be NULL and outlives the writer. */
struct pdf_writer *pdf_writer_new(struct file_out *out, const char *version, unsigned threads,
                                  struct pdf_reuse *reuse);

struct pdf_reuse *pdf_writer_reuse(const struct pdf_writer *writer);

/* A fresh object number. */
uint32_t pdf_writer_reserve(struct pdf_writer *writer);

/* The number of the document's root, which trailers name. */
uint32_t pdf_writer_root(struct pdf_writer *writer);

/* Objects that are no streams lie in object streams, those of a shelf in its own: a viewer finds a
 * page without unpacking the structure, and elements of one kind pack best side by side. */
enum pdf_shelf {
    PDF_SHELF_PAGES,  /* whatever showing a page needs */
    PDF_SHELF_TREE,   /* the structure, but for what is alike: */
    PDF_SHELF_LEAVES, /* long arrays of put_wide_ref() */
    PDF_SHELF_ITEMS,
    PDF_SHELF_LABELS,
    PDF_SHELF_BODIES,
    PDF_SHELF_TABLE_ROWS,
    PDF_SHELF_TABLE_CELLS,
    PDF_SHELVES
};

/* Adds an object that is no stream; it goes into an object stream. */
void pdf_writer_object(struct pdf_writer *writer, enum pdf_shelf place, uint32_t id,
                       const char *text, size_t n);

/* The same, of an object that is all of an object stream, packed already in rows of
 * OBJECT_REFS_COLUMNS; `first` is where it begins in there. `packed` is taken. */
void pdf_writer_packed(struct pdf_writer *writer, uint32_t id, size_t first, GString *packed);

/* Adds a stream; owns dict and data from now on. */
void pdf_writer_stream(struct pdf_writer *writer, uint32_t id, GString *dict, GString *data,
                       enum pdf_pack pack);

/* Adds an object that is no stream and lies in none, so that its bytes can be found in the file.
 * Waits for what is queued; a write that fails is told by the next call that can. */
void pdf_writer_plain(struct pdf_writer *writer, uint32_t id, const char *text, size_t n);

/* False with *error if a write has failed so far; does not wait for queued ones. */
bool pdf_writer_ok(struct pdf_writer *writer, GError **error);

/* SHA-256 (64 digits and NUL) of the file as far as it is written; once. */
bool pdf_writer_digest(struct pdf_writer *writer, char *ret_hex, GError **error);

/* The cross-reference and the trailer. info may be 0. Does not free. */
bool pdf_writer_finish(struct pdf_writer *writer, uint32_t info, const unsigned char file_id[16],
                       GError **error);
void pdf_writer_free(struct pdf_writer *writer);

#endif
