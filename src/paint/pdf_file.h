// SPDX-License-Identifier: MIT
// A finished PDF with a plain cross-reference table, as Cairo writes it for PDF 1.4, and changes to
// its bytes: what Cairo cannot say of a document is put in afterwards.
#ifndef WARRAQ_PAINT_PDF_FILE_H
#define WARRAQ_PAINT_PDF_FILE_H

#include <glib.h>
#include <stdbool.h>

struct pdf_file {
    GByteArray *bytes; /* the caller's; ends with a NUL that its length does not count */
    size_t table;      /* offset of the word xref */
    size_t *objects;   /* offset of each object by its number; 0 where there is none */
    size_t n_objects;
    size_t root; /* the catalog's number */
    GArray *edits;
};

/* Finds the table and the catalog. FAULT_IO where the file is built otherwise. The bytes must not
 * change before pdf_file_close(), which frees all but them. */
bool pdf_file_open(GByteArray *bytes, struct pdf_file *ret, GError **error);
void pdf_file_close(struct pdf_file *file);

/* From the start of the object's "N 0 obj" to the end of its dictionary or of the object, whichever
 * comes first: its text up to "stream" or "endobj". False where the number has no object. */
bool pdf_file_object(const struct pdf_file *file, size_t number, size_t *ret_start,
                     size_t *ret_end);

/* The number N of the first "key N" in bytes [start, end); false where there is none. */
bool pdf_file_number(const struct pdf_file *file, size_t start, size_t end, const char *key,
                     size_t *ret);

/* Plans to put `n` bytes of `text` in the place of `removed` bytes at `place`. Places must not
 * overlap and come before the table; in any order. */
void pdf_file_edit(struct pdf_file *file, size_t place, size_t removed, const void *text, size_t n);

/* Carries the edits out and moves every offset. The caller unrefs the result. */
GByteArray *pdf_file_apply(struct pdf_file *file);

#endif
