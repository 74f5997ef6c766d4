// SPDX-License-Identifier: MIT
#include "read/list/sheet_open.h"

#include "read/list/csv_sheet.h"
#include "read/list/workbook.h"

#include <string.h>

static bool has_tabs(const char *path)
{
    size_t n = strlen(path);
    return n >= 4 && (g_ascii_strcasecmp(path + n - 4, ".tsv") == 0 ||
                      g_ascii_strcasecmp(path + n - 4, ".tab") == 0);
}

struct sheet *sheet_open(const char *path, GBytes *bytes, const struct sheet_wish *wish,
                         struct diag *diag, GError **error)
{
    if (workbook_is_named(path))
        return workbook_open(path, bytes, wish->sheet, diag, error);
    char *encoding = NULL;
    struct sheet *sheet = NULL;
    if (list_encoding_find(path, bytes, &wish->encoding, diag, &encoding, error))
        sheet = csv_sheet_open(path, bytes, encoding, has_tabs(path), error);
    g_free(encoding);
    return sheet;
}
