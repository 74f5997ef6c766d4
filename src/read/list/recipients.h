// SPDX-License-Identifier: MIT
// The table of recipients of a merged letter: a CSV whose first row names the columns.
#ifndef WARRAQ_READ_LIST_RECIPIENTS_H
#define WARRAQ_READ_LIST_RECIPIENTS_H

#include "base/diag.h"
#include "model/document.h"

#include <glib.h>

struct recipients {
    GPtrArray *columns; /* char *, trimmed, lower case */
    GPtrArray *rows;    /* GPtrArray of char *, as many as the row has cells */
};

/* Reads `path` ("-": standard input): RFC 4180, comma, semicolon or tab as the first row has it,
 * UTF-8 with or without a mark. NULL with FAULT_IO if it cannot be read, FAULT_INVALID (with line)
 * if it is not UTF-8, has no rows, or lacks the column `name`. */
struct recipients *recipients_read(const char *path, GError **error);
void recipients_free(struct recipients *recipients);

/* The cell of `row` below `column`; "" where there is none. */
const char *recipients_get(const struct recipients *recipients, size_t row, const char *column);

/* Replaces {column} by the row's cell in every text of the document, title included. A name in
 * braces that is no column stays as it is, with a note `merge-unknown` the first time. Returns how
 * many were replaced. */
size_t recipients_fill(const struct recipients *recipients, size_t row, struct document *document,
                       struct diag *diag);

#endif
