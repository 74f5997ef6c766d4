// SPDX-License-Identifier: MIT
// Small pages put side by side on larger ones, as labels are on their sheet.
#ifndef WARRAQ_PAGE_GATHER_H
#define WARRAQ_PAGE_GATHER_H

#include "page/page.h"

/* Where small pages stand: columns and rows of them, from the sheet's top left. */
struct gather_grid {
    len width, height; /* of the sheet */
    len left, top;     /* of the first */
    len step_x, step_y;
    unsigned columns, rows;
    bool rtl; /* from the right */
};

struct gather {
    struct page_sink next;
    const struct gather_grid *grid;
    struct page *sheet; /* being filled; NULL */
    GArray *items, *elements;
    unsigned filled, sheets;
};

/* Sheets go on to `next`; both are borrowed. */
struct gather gather_start(const struct page_sink *next, const struct gather_grid *grid);

/* The sink for the small pages, whose elements have ids of their own, ascending. */
struct page_sink gather_sink(struct gather *gather);

/* Hands on a sheet that is not full, and frees what was held. */
bool gather_finish(struct gather *gather, GError **error);

#endif
