// SPDX-License-Identifier: MIT
#include "read/list/column.h"

#include <glib.h>

void column_set(struct column *column, enum head_kind kind, bool sure, const char *why)
{
    column->kind = kind;
    column->sure = sure;
    column->why = why;
}

char *column_title(const struct columns *columns, size_t i)
{
    const char *head = columns->at[i].head;
    if (!head)
        return g_strdup_printf("%zu", i + 1);
    enum { CHARS_MOST = 60 };
    if (g_utf8_strlen(head, -1) <= CHARS_MOST)
        return g_strdup_printf("\"%s\"", head);
    char *cut = g_utf8_substring(head, 0, CHARS_MOST);
    char *title = g_strdup_printf("\"%s…\"", cut);
    g_free(cut);
    return title;
}

// "Timestamp" (times), "Your name", 3 (e-mail addresses): heads, but never a cell.
char *columns_seen(const struct columns *columns)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < columns->n; i++) {
        char *title = column_title(columns, i);
        g_string_append_printf(out, "%s%s", i ? ", " : "", title);
        g_free(title);
    }
    return g_string_free(out, FALSE);
}

size_t columns_of_kind(const struct columns *columns, enum head_kind kind)
{
    for (size_t i = 0; i < columns->n; i++) {
        if (columns->at[i].kind == kind)
            return i;
    }
    return COLUMN_NONE;
}
