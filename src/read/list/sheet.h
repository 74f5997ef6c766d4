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

/* Where a row begins: the byte of the file, and the line. */
struct sheet_point {
    uint64_t at;
    size_t line;
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
    /* How the bytes of its file are parted into rows, where a reading can begin at any of them;
     * else NULL, and the two that follow are not called. */
    const char *dialect;
    /* Reads on from there, up to byte `end`; UINT64_MAX: to the end. */
    bool (*go)(struct sheet *sheet, struct sheet_point from, uint64_t end, GError **error);
    /* What comes next: behind the row handed out last, or at the end of what was to be read. False
     * where no row begins there, or it is not known. */
    bool (*tell)(const struct sheet *sheet, struct sheet_point *ret);
    void (*free)(struct sheet *sheet);
};

#endif
