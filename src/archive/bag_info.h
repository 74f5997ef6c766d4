// SPDX-License-Identifier: MIT
// bag-info.txt as it is written: labels in order, long values folded.
#ifndef WARRAQ_ARCHIVE_BAG_INFO_H
#define WARRAQ_ARCHIVE_BAG_INFO_H

#include "archive/bag.h"

#include <glib.h>
#include <stdint.h>

/* The whole text: the bag's own labels in their order, then those of Bag-Software-Agent,
 * Bagging-Date, Payload-Oxum and Bag-Size that are not among them. `bytes` and `count` are the
 * payload's. The caller frees the string. */
GString *bag_info_write(const struct bag *bag, uint64_t bytes, size_t count);

/* Whether the text, UTF-8 with LF, names warraq as the software that made the bag. */
bool bag_info_is_ours(const char *text);

/* The first value of a label (in any case), unfolded, g_free(); NULL if there is none. */
char *bag_info_get(const char *text, const char *label);

#endif
