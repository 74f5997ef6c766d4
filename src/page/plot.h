// SPDX-License-Identifier: MIT
// A count over time as a page: a step at each moment it changed, from zero.
#ifndef WARRAQ_PAGE_PLOT_H
#define WARRAQ_PAGE_PLOT_H

#include "base/diag.h"
#include "page/page.h"

/* A moment: what it is called, when it was (seconds), the count from then on. */
struct plot_point {
    const char *name, *time; /* ISO 8601; its day is shown */
    int64_t when, count;
};

struct plot {
    const char *title;
    const char *lang; /* of the title; its direction is the way of time */
    bool rtl;
    const struct plot_point *points; /* in the order of time, one at least */
    size_t n;
};

/* 480 × 240 pt; labels that would touch the one before are left out. page_free() */
struct page *plot_page(struct font_set *fonts, const struct plot *plot, struct diag *diag);

#endif
