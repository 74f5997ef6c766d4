// SPDX-License-Identifier: MIT
// How many pages a long letter has, for furniture that shows it before the last is made. It would
// have to be set twice; but whoever writes the pages can put the number in at the end where its
// digits are of one width and how many there will be is certain: after some pages of the list, by
// how many entries one takes.
#ifndef WARRAQ_LAYOUT_PAGE_TOTAL_H
#define WARRAQ_LAYOUT_PAGE_TOTAL_H

#include "layout/frame.h"

/* What most of it is: the list that streams, or its own text. */
enum page_total_by { PAGE_TOTAL_BY_LIST, PAGE_TOTAL_BY_TEXT };

/* `held` where the number is left to the sink, which `fills` it; else `pages`, counted. */
bool page_total_find(const struct layout_job *job, const struct fit *fit, enum page_total_by by,
                     bool fills, struct page_total *ret, GError **error);

#endif
