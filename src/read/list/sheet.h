// SPDX-License-Identifier: MIT
// A table of text, row by row, wherever it comes from: a CSV file, a workbook, the records of a
// data file. It can be read again from its first row any number of times.
#ifndef WARRAQ_READ_LIST_SHEET_H
#define WARRAQ_READ_LIST_SHEET_H

#include "base/arena.h"
#include "base/diag.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sheet_row {
    const char *const *cells; /* UTF-8; they live until the next row is read */
    size_t count;
    size_t line;     /* of the file, or the row's number in a workbook */
    uint64_t struck; /* a bit a cell, for the first ones: it is struck out */
};

struct sheet {
    bool heads_first; /* the first row is heads: keys of a data file */
    size_t hidden;    /* rows hidden in a workbook, which are read all the same */
    bool (*rewind)(struct sheet *sheet, GError **error);
    /* The next row that has a cell, NULL at the end or (with *error set) on a fault. `arena` holds
     * what was repaired, as long as it lives. */
    const struct sheet_row *(*next)(struct sheet *sheet, struct arena *arena, GError **error);
    /* Repairs are noted in `diag` during the next pass; then no more. */
    void (*report_to)(struct sheet *sheet, struct diag *diag);
    void (*free)(struct sheet *sheet);
};

#endif
