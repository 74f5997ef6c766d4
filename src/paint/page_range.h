// SPDX-License-Identifier: MIT
// "1-3,7,9-": some of a document's pages, counted from 1.
#ifndef WARRAQ_PAINT_PAGE_RANGE_H
#define WARRAQ_PAINT_PAGE_RANGE_H

#include <glib.h>
#include <stdbool.h>

struct page_range {
    unsigned first, last; /* last is G_MAXUINT for an open end */
};

/* An array of struct page_range, ascending as written; NULL or "" is one range of all pages.
 * NULL with FAULT_USAGE for anything else, page 0 and "5-3" included. Freed by g_array_unref(). */
GArray *page_ranges_parse(const char *text, GError **error);

bool page_ranges_have(const GArray *ranges, unsigned page);

/* Whether no page after this one is among them. */
bool page_ranges_end(const GArray *ranges, unsigned page);

/* The highest page that must exist: an open range needs its first. */
unsigned page_ranges_need(const GArray *ranges);

#endif
