// SPDX-License-Identifier: MIT
// What of a web page is the letter: its blocks are scored by where they stand and what they hold,
// and kept or dropped in runs.
#ifndef WARRAQ_READ_HTML_HTML_PAGE_H
#define WARRAQ_READ_HTML_HTML_PAGE_H

#include "read/html/html_leaves.h"
#include "read/tables.h"

struct html_page {
    GArray *leaves; /* struct html_leaf; dom.leaf is the index plus one */
};

/* Judges the tree below `root`, whose texts are given their leaf. */
struct html_page *html_page_judge(struct dom *root, const struct tables *tables);
void html_page_free(struct html_page *page);

static inline bool html_page_drops(const struct html_page *page, uint32_t leaf)
{
    return g_array_index(page->leaves, struct html_leaf, leaf - 1).dropped;
}

static inline bool html_page_is_around(const struct html_page *page, uint32_t leaf)
{
    return g_array_index(page->leaves, struct html_leaf, leaf - 1).around;
}

#endif
