// SPDX-License-Identifier: MIT
// A file that is a table, in whatever form: CSV, TSV, a workbook.
#ifndef WARRAQ_READ_LIST_SHEET_OPEN_H
#define WARRAQ_READ_LIST_SHEET_OPEN_H

#include "read/list/list_encoding.h"
#include "read/list/sheet.h"

/* What the user says of the file. */
struct sheet_wish {
    struct encoding_wish encoding;
    const char *sheet; /* of a workbook; NULL */
};

/* Opens it by its name's ending; one that is no workbook is CSV. `bytes` is read instead of the
 * file when not NULL. What was found of it is noted in `diag` (NULL allowed). NULL with its faults.
 */
struct sheet *sheet_open(const char *path, GBytes *bytes, const struct sheet_wish *wish,
                         struct diag *diag, GError **error);

#endif
