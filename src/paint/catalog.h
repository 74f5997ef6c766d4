// SPDX-License-Identifier: MIT
// What Cairo's PDF surface cannot say of a whole document, put into the finished file's catalog.
#ifndef WARRAQ_PAINT_CATALOG_H
#define WARRAQ_PAINT_CATALOG_H

#include <glib.h>
#include <stdbool.h>

/* Adds `entries` ("/Lang (ar)") to the catalog of a PDF with a plain cross-reference table, as
 * Cairo writes it for PDF 1.4, and moves the offsets behind it. FAULT_IO where the file is built
 * otherwise. */
bool catalog_add(GByteArray *pdf, const char *entries, GError **error);

#endif
