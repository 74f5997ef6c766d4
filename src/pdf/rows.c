// SPDX-License-Identifier: MIT
#include "pdf/rows.h"

#include "base/put.h"

#include <assert.h>
#include <string.h>

void rows_put(GString *out, const char *rows, size_t n, size_t columns, char *above)
{
    enum { UP = 2 };
    assert(n % columns == 0);
    char *at = put_room(out, n + n / columns);
    const char *before = above;
    for (const char *row = rows; row < rows + n; row += columns) {
        *at++ = UP;
        for (size_t i = 0; i < columns; i++)
            at[i] = (char)(row[i] - before[i]);
        at += columns;
        before = row;
    }
    put_end(out, at);
    memmove(above, before, columns);
}

void rows_put_entry(GString *dict, size_t columns)
{
    g_string_append_printf(dict, "/DecodeParms<</Predictor 12/Columns %zu>>", columns);
}

void rows_fill(GString *rows, size_t columns)
{
    size_t missing = (columns - rows->len % columns) % columns;
    char *at = put_room(rows, missing);
    memset(at, ' ', missing);
    put_end(rows, at + missing);
}
