// SPDX-License-Identifier: MIT
#include "record/n_up.h"

#include <assert.h>

struct n_up n_up_for(unsigned pages, bool landscape, bool rtl)
{
    assert(pages == 2 || pages == 4);
    if (pages == 4)
        return (struct n_up){2, 2, rtl};
    return landscape ? (struct n_up){1, 2, rtl} : (struct n_up){2, 1, rtl};
}

bool n_up_sheet_landscape(unsigned pages, bool landscape)
{
    return pages == 4 ? landscape : !landscape;
}

struct rect n_up_cell(const struct n_up *n_up, unsigned index, len width, len height)
{
    unsigned column = index % n_up->columns, row = index / n_up->columns;
    assert(row < n_up->rows);
    if (n_up->rtl)
        column = n_up->columns - 1 - column;
    len wide = width / (len)n_up->columns, high = height / (len)n_up->rows;
    return (struct rect){(len)column * wide, (len)row * high, wide, high};
}
