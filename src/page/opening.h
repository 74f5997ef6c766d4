// SPDX-License-Identifier: MIT
// What a page begins with, for whoever marks the record's pages in another form of the letter.
#ifndef WARRAQ_PAGE_OPENING_H
#define WARRAQ_PAGE_OPENING_H

#include "page/page.h"

/* Appends the text with which the first block that begins on the page begins: two lines of it, for
 * an entry's number is one. Nothing where no block begins there. */
void page_append_opening(const struct page *page, GString *out);

#endif
