// SPDX-License-Identifier: MIT
// The rows of a CSV or TSV file, in memory that does not grow with the file.
#ifndef WARRAQ_READ_LIST_CSV_SHEET_H
#define WARRAQ_READ_LIST_CSV_SHEET_H

#include "read/list/sheet.h"

/* Opens a CSV (`tabs`: TSV) file. A first line "sep=;" names the delimiter, else the first rows
 * show it. `bytes` is read instead of the file when it is not NULL (standard input); a reference is
 * kept. `encoding` is NULL for UTF-8. NULL with FAULT_IO or FAULT_INVALID. */
struct sheet *csv_sheet_open(const char *path, GBytes *bytes, const char *encoding, bool tabs,
                             GError **error);

#endif
