// SPDX-License-Identifier: MIT
// Where the pages of the record begin among a letter's blocks, known by their first letters: the
// record's lines have spaces and marks of their own.
#ifndef WARRAQ_EDITION_PAGE_FINDER_H
#define WARRAQ_EDITION_PAGE_FINDER_H

#include <stddef.h>

/* Where a page of the record begins: what it is called, and how its first new block begins. */
struct page_start {
    char *label, *words;
};

/* `starts`, in the order of the pages, are kept and not owned. page_finder_free() */
struct page_finder *page_finder_new(const struct page_start *starts, size_t n);
void page_finder_free(struct page_finder *finder);

/* The page that begins with the next block of the letter, of these words after this label (or
 * NULL); NULL if none does. A page whose first block is not found is passed over. */
const struct page_start *page_finder_next(struct page_finder *finder, const char *label,
                                          const char *words);

#endif
