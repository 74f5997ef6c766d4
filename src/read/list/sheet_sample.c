// SPDX-License-Identifier: MIT
#include "read/list/sheet_sample.h"

#include "read/list/cell.h"

struct sample sample_new(void)
{
    return (struct sample){g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev)};
}

void sample_add(struct sample *sample, const char *const *cells, size_t n)
{
    char **row = g_new0(char *, n + 1);
    for (size_t i = 0; i < n; i++)
        row[i] = g_strdup(cells[i] ? cells[i] : "");
    g_ptr_array_add(sample->rows, row);
}

bool sample_read(struct sheet *sheet, struct sample *sample, GError **error)
{
    enum { ROWS_MOST = 1000 };
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    const struct sheet_row *row;
    bool ok = sheet->rewind(sheet, &fault);
    while (ok && sample->rows->len < ROWS_MOST &&
           (row = sheet->next(sheet, scratch, &fault)) != NULL)
        sample_add(sample, row->cells, row->count);
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

void sample_free(struct sample *sample)
{
    g_ptr_array_unref(sample->rows);
}

char **sample_row(const struct sample *sample, size_t i)
{
    return g_ptr_array_index(sample->rows, i);
}

const char *sample_cell(const struct sample *sample, size_t row, size_t column)
{
    char **cells = sample_row(sample, row);
    for (size_t i = 0; cells[i]; i++) {
        if (i == column)
            return cells[i];
    }
    return "";
}

size_t row_count_filled(char **row)
{
    size_t filled = 0;
    for (; *row; row++)
        filled += cell_is_filled(*row);
    return filled;
}
