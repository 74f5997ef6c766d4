// SPDX-License-Identifier: MIT
#include "read/list/sheet_open.h"

#include "read/form.h"
#include "read/list/csv_sheet.h"
#include "read/list/workbook.h"

struct sheet *sheet_open(const char *path, GBytes *bytes, const struct sheet_wish *wish,
                         struct diag *diag, GError **error)
{
    enum list_form form = form_of_list(path);
    if (form == LIST_FORM_WORKBOOK)
        return workbook_open(path, bytes, wish->sheet, diag, error);
    char *encoding = NULL;
    struct sheet *sheet = NULL;
    if (list_encoding_find(path, bytes, &wish->encoding, diag, &encoding, error))
        sheet = csv_sheet_open(path, bytes, encoding, form == LIST_FORM_TSV, error);
    g_free(encoding);
    return sheet;
}
