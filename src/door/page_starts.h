// SPDX-License-Identifier: MIT
// Where the record's pages begin, gathered while they are laid out, for editions that have none of
// their own.
#ifndef WARRAQ_DOOR_PAGE_STARTS_H
#define WARRAQ_DOOR_PAGE_STARTS_H

#include "edition/markup.h"
#include "page/page.h"

struct page_starts {
    GArray *list; /* struct page_start */
};

void page_starts_init(struct page_starts *starts);
void page_starts_clear(struct page_starts *starts);

/* The next page. */
void page_starts_add(struct page_starts *starts, const struct page *page);

#endif
