// SPDX-License-Identifier: MIT
// A page as stable text: lines with place, size, ratio and text; elements; links.
#ifndef WARRAQ_PAGE_DUMP_H
#define WARRAQ_PAGE_DUMP_H

#include "page/page.h"

/* Every item at its place, in points with two decimals: from the left, from the top (of a line its
 * baseline), width, height (of a line the size of its largest type). */
void dump_page(const struct page *page, GString *out);

/* The lines alone: measure, ratio, word space, kashidas, text in logical order. */
void dump_lines(const struct page *page, GString *out);

/* The structure tree, whole, from all the pages: one element a line, indented, with its text. */
void dump_tags(const struct page *const *pages, size_t n, GString *out);

#endif
