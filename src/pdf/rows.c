// SPDX-License-Identifier: MIT
#include "pdf/rows.h"

#include "base/put.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

// Eight bytes at once: each less the byte of `b` at its place, without a borrow between them.
static uint64_t eight_less(uint64_t a, uint64_t b)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    return ((a | high) - (b & ~high)) ^ ((a ^ ~b) & high);
}

static void put_less(char *out, const char *row, const char *above, size_t n)
{
    size_t i = 0;
    for (uint64_t a, b; i + sizeof a <= n; i += sizeof a) {
        memcpy(&a, row + i, sizeof a);
        memcpy(&b, above + i, sizeof b);
        a = eight_less(a, b);
        memcpy(out + i, &a, sizeof a);
    }
    for (; i < n; i++)
        out[i] = (char)(row[i] - above[i]);
}

void rows_put(GString *out, const char *rows, size_t n, size_t columns, char *above)
{
    enum { UP = 2 };
    assert(n % columns == 0);
    char *at = put_room(out, n + n / columns);
    const char *before = above;
    for (const char *row = rows; row < rows + n; row += columns) {
        *at++ = UP;
        put_less(at, row, before, columns);
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
    put_spaces(rows, (columns - rows->len % columns) % columns);
}
