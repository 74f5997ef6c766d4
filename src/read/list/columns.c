// SPDX-License-Identifier: MIT
// The route of a table's columns: its head, what each holds, what the user says of them, the name.
#include "read/list/columns.h"

#include "base/error.h"
#include "read/list/columns_kind.h"
#include "read/list/columns_name.h"
#include "read/list/columns_take.h"
#include "read/list/head_row.h"

#include <string.h>

static bool refuse(const struct columns *columns, const char *path, GError **error)
{
    char *seen = columns_seen(columns);
    fault_set(error, FAULT_USAGE,
              "%s: no column can be told to hold the names; it has %s; say it as --columns "
              "name=HEAD [columns]",
              path, seen);
    fault_because(error, "columns");
    g_free(seen);
    return false;
}

static size_t widest_row(const struct sample *sample)
{
    size_t n = 0;
    for (size_t i = 0; i < sample->rows->len; i++)
        n = MAX(n, g_strv_length(sample_row(sample, i)));
    return n;
}

struct columns *columns_find(const struct sample *sample, bool heads_first,
                             const struct heads *heads, const struct columns_wish *wish,
                             const char *path, GError **error)
{
    struct columns *columns = g_new0(struct columns, 1);
    columns->n = widest_row(sample);
    columns->at = g_new0(struct column, columns->n + 1);
    size_t head = 0;
    columns->has_head =
        sample->rows->len && (heads_first || head_row_find(sample, heads, wish, &head));
    columns->rows_before = columns->has_head ? head + 1 : head_row_titles(sample, columns->n);
    columns_count_shapes(sample, columns);
    if (columns->has_head)
        columns_read_heads(sample, heads, head, columns);
    else
        columns_guess(sample, columns);
    bool ok = columns_take_wish(columns, wish->columns, path, error) &&
              columns_take_consent(columns, wish->consent, path, error);
    if (ok)
        columns_find_name(sample, columns);
    ok = ok && (columns->name != COLUMN_NONE || columns_have_part(columns) || columns->n == 0 ||
                refuse(columns, path, error));
    if (ok)
        return columns;
    columns_free(columns);
    return NULL;
}

void columns_free(struct columns *columns)
{
    if (!columns)
        return;
    for (size_t i = 0; i < columns->n; i++)
        g_free(columns->at[i].head);
    g_free(columns->at);
    g_free(columns->consent_value);
    g_free(columns);
}
