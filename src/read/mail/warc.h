// SPDX-License-Identifier: MIT
// The records of a WARC file (ISO 28500), one member of gzip each or plain.
#ifndef WARRAQ_READ_MAIL_WARC_H
#define WARRAQ_READ_MAIL_WARC_H

#include <glib.h>
#include <stdbool.h>

/* What a record brought, of a response that was there (200) or a resource; g_free() all strings. */
struct warc_record {
    char *address, *captured; /* ISO 8601 */
    char *media_type, *charset;
    GBytes *body; /* as the server meant it: no chunks, not compressed */
};

/* Calls `each` for every such record, in order; it borrows the record. True if the file could be
 * read to its end. */
bool warc_walk(GBytes *bytes, void (*each)(void *data, const struct warc_record *record),
               void *data);

#endif
