// SPDX-License-Identifier: MIT
// The rows that a workbook's readers hand over, a cell at a time, and what they report of it.
#ifndef WARRAQ_READ_LIST_WORKBOOK_OUT_H
#define WARRAQ_READ_LIST_WORKBOOK_OUT_H

#include "read/list/spool.h"

#include <stdint.h>

/* A sheet of a workbook by its name. */
struct workbook_sheet {
    char *name;
    char *part; /* of an .xlsx: the entry that holds it; else NULL */
    bool hidden;
};

/* Rows in the form that workbook.c reads again: see workbook_out.c. */
struct workbook_out {
    struct spool *spool;
    GString *cells; /* of the row being filled, each ends with NUL */
    size_t count;   /* of its cells */
    size_t filled;  /* of those, how many are not empty */
    uint64_t struck;
    size_t rows, hidden, formulas;
    size_t first_formula; /* the row of the first formula without a value */
    GError *fault;        /* the first; then nothing more is taken */
    GArray *sheets;       /* struct workbook_sheet */
    size_t chosen;        /* index of the one that was read */
    size_t active;        /* that the workbook opens with */
    bool macros, links;
};

void workbook_out_init(struct workbook_out *out, struct spool *spool);
void workbook_out_clear(struct workbook_out *out);

void workbook_add_sheet(struct workbook_out *out, const char *name, const char *part, bool hidden);

/* The sheet `wanted`, else the active one, else the first that is not hidden; false with
 * FAULT_USAGE and the names of those there are. */
bool workbook_choose(struct workbook_out *out, const char *wanted, GError **error);

/* A cell in column `at` of the row being filled, from 0; those left out before it are empty. */
void workbook_put_cell(struct workbook_out *out, size_t at, const char *text, bool struck);

/* Ends row number `line`. One without a filled cell is not kept. */
void workbook_end_row(struct workbook_out *out, size_t line, bool hidden);

/* A number as Excel shows it without a format, and a day counted from 1899-12-30 as ISO 8601. */
char *workbook_number(double value);
char *workbook_date(double days);

#endif
