// SPDX-License-Identifier: MIT
// The table of recipients of a merged letter: a sheet like a list's, in any form and language.
#ifndef WARRAQ_READ_LIST_RECIPIENTS_H
#define WARRAQ_READ_LIST_RECIPIENTS_H

#include "model/document.h"
#include "read/list/columns.h"
#include "read/list/sheet_open.h"

struct recipients {
    char *path;
    struct heads *heads;
    struct columns *columns;
    GPtrArray *rows; /* struct recipient */
};

struct recipient {
    GPtrArray *cells; /* char *, trimmed, as many as the row has */
    size_t number;    /* among all recipients, from 1; those left out count */
    size_t line;      /* of the file */
};

/* How the table is to be read. */
struct recipients_wish {
    const char *data; /* the folder whose read/ knows what columns are called; NULL: none */
    struct sheet_wish sheet;
    struct columns_wish columns;
};

/* Reads `path` ("-": standard input). NULL with FAULT_IO if it cannot be read, FAULT_INVALID if it
 * has no rows, FAULT_USAGE if its encoding or the column of its names cannot be told. */
struct recipients *recipients_read(const char *path, const struct recipients_wish *wish,
                                   struct diag *diag, GError **error);
void recipients_free(struct recipients *recipients);

static inline const struct recipient *recipients_row(const struct recipients *recipients,
                                                     size_t row)
{
    return g_ptr_array_index(recipients->rows, row);
}

/* What `row` has for `field`: a column's head in any case, or what a column holds - "name", "city",
 * الاسم. NULL where there is no such column, else owned by the caller. */
char *recipients_get(const struct recipients *recipients, size_t row, const char *field);

/* Holds every row to what the letter asks for: a name, and something for each {field} in it. Rows
 * that lack something are left out and noted where `skip` says so; else they are a fault.
 * False with FAULT_INVALID, naming rows and fields (`merge-incomplete`). */
bool recipients_check(struct recipients *recipients, const struct document *document, bool skip,
                      struct diag *diag, GError **error);

/* Replaces {field} by what the row has for it in every text of the document, title included; {{so}}
 * becomes {so}.
 * Returns how many were replaced. */
size_t recipients_fill(const struct recipients *recipients, size_t row, struct document *document);

#endif
