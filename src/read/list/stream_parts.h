// SPDX-License-Identifier: MIT
// A long list in parts that are known by what is in them. Where a part ends is told by its entries
// alone, so that an entry that is changed, added or taken out makes one or two parts new.
#ifndef WARRAQ_READ_LIST_STREAM_PARTS_H
#define WARRAQ_READ_LIST_STREAM_PARTS_H

#include "model/node.h"

struct stream_parts;

struct stream_parts *stream_parts_new(void);
/* The next entry: all that is said in it. True where a part ends with it. */
bool stream_parts_add(struct stream_parts *parts, const void *data, size_t n);
/* Frees `parts`: of struct stream_part, g_array_unref(). */
GArray *stream_parts_end(struct stream_parts *parts);
void stream_parts_free(struct stream_parts *parts); /* NULL is allowed */

#endif
