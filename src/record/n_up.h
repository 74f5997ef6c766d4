// SPDX-License-Identifier: MIT
// The arithmetic of several pages on one side.
#ifndef WARRAQ_RECORD_N_UP_H
#define WARRAQ_RECORD_N_UP_H

#include "base/geom.h"

#include <stddef.h>

struct n_up {
    unsigned columns, rows;
    bool rtl; /* the first page is at the right */
};

/* 2 or 4 pages a side; two landscape pages one above the other. */
struct n_up n_up_for(unsigned pages, bool landscape, bool rtl);

/* Whether the sheet lies on its long edge. */
bool n_up_sheet_landscape(unsigned pages, bool landscape);

/* The place of page `index` of the side on a sheet of that size. */
struct rect n_up_cell(const struct n_up *n_up, unsigned index, len width, len height);

#endif
