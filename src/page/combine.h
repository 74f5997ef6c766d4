// SPDX-License-Identifier: MIT
// Several documents as one: pages of each pass through with elements renumbered, so that one
// record can hold them all, each in a section of its own below one Document.
#ifndef WARRAQ_PAGE_COMBINE_H
#define WARRAQ_PAGE_COMBINE_H

#include "page/page.h"

struct combine {
    struct page_sink next;
    uint32_t base;    /* added to the ids of the document under way */
    uint32_t highest; /* id handed on so far */
    unsigned pages;   /* handed on so far */
    bool begun;       /* the common Document element has left */
};

/* Pages go on to `next`. */
struct combine combine_start(const struct page_sink *next);

/* The sink for the next document; its pages, first to last, before the one after it. */
struct page_sink combine_sink(struct combine *combine);

#endif
