// SPDX-License-Identifier: MIT
// Numbers of a list's items, as HTML counts them (its `start`, `reversed`, `type`, an item's
// `value`).
#ifndef WARRAQ_READ_HTML_HTML_LABELS_H
#define WARRAQ_READ_HTML_HTML_LABELS_H

#include "base/arena.h"
#include "read/html/dom.h"

/* The number of `item`, whose list's item before it has the number `last`, or NUMBER_NONE. */
int64_t html_item_number(const struct dom *item, int64_t last);

/* "1.", or as the list's type says: "a.", "I.". In `arena`. */
const char *html_item_label(struct arena *arena, const char *type, int64_t number);

#endif
