// SPDX-License-Identifier: MIT
// What proves a file's signatures for long, added behind it: a document security store with
// certificates, revocation lists and answers about them, and a field for a document time stamp
// over all (ETSI EN 319 142-1, 5.4 and 5.5). Nothing that is shown changes.
#ifndef WARRAQ_PDF_SEAL_H
#define WARRAQ_PDF_SEAL_H

#include "pdf/reader.h"

/* The DER of each, GBytes; what the file's store has already is not added again. */
struct pdf_store {
    const GPtrArray *certificates, *lists, *answers;
};

/* The bytes to append. `room` is that of a time stamp to come; 0: there is no field for one. NULL
 * with FAULT_INVALID where the file's catalog or first page cannot be found. g_string_free(). */
GString *pdf_seal(struct pdf_reader *reader, const struct pdf_store *given, size_t room,
                  GError **error);

/* What the store holds that the file has already, added to three lists of GBytes. */
void pdf_store_read(struct pdf_reader *reader, GPtrArray *certificates, GPtrArray *lists,
                    GPtrArray *answers);

#endif
