// SPDX-License-Identifier: MIT
// Data that is rows, as what each has more than the row above: PNG's Up (ISO 32000-1, 7.4.4.4).
#ifndef WARRAQ_PDF_ROWS_H
#define WARRAQ_PDF_ROWS_H

#include <glib.h>
#include <stddef.h>

/* Appends the differences of n bytes of whole rows, each after the byte that PNG puts before it.
 * `above` is the row before them, zeros at first, and becomes the last of them. */
void rows_put(GString *out, const char *rows, size_t n, size_t columns, char *above);

/* Appends the entry by which a reader undoes it. */
void rows_put_entry(GString *dict, size_t columns);

/* Spaces until whole rows are filled. */
void rows_fill(GString *rows, size_t columns);

#endif
