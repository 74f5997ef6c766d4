// SPDX-License-Identifier: MIT
// The first rows of a table, by which its columns are judged.
#ifndef WARRAQ_READ_LIST_SHEET_SAMPLE_H
#define WARRAQ_READ_LIST_SHEET_SAMPLE_H

#include "read/list/sheet.h"

#include <glib.h>
#include <stddef.h>

/* All cells of the rows in `cells`. */
struct sample {
    GPtrArray *rows; /* char **, each NULL-ended */
};
struct sample sample_new(void);
void sample_add(struct sample *sample, const char *const *cells, size_t n);
/* The sheet's first thousand rows, from its beginning. False with *error set. */
bool sample_read(struct sheet *sheet, struct sample *sample, GError **error);
void sample_free(struct sample *sample);

/* One row, NULL-ended; a cell of it, "" where the row is shorter. */
char **sample_row(const struct sample *sample, size_t i);
const char *sample_cell(const struct sample *sample, size_t row, size_t column);

/* How many cells of a row hold more than spaces. */
size_t row_count_filled(char **row);

#endif
