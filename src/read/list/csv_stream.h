// SPDX-License-Identifier: MIT
// Signatories from a table file, row by row, in memory that does not grow with the file.
#ifndef WARRAQ_READ_LIST_CSV_STREAM_H
#define WARRAQ_READ_LIST_CSV_STREAM_H

#include "base/diag.h"
#include "model/node.h"

/* Opens a CSV (`tabs`: TSV) file. Delimiter and columns are told by its first row. `bytes` is read
 * instead of the file when it is not NULL (standard input); a reference is kept.
 * NULL with FAULT_IO or FAULT_INVALID. */
struct node_stream *csv_stream_open(const char *path, GBytes *bytes, const char *encoding,
                                    bool tabs, GError **error);

/* Repairs are noted in `diag` during the next pass over all rows; then no more. */
void csv_stream_tell(struct node_stream *stream, struct diag *diag);

#endif
