// SPDX-License-Identifier: MIT
// Inlines copied from one byte of their text to another.
#ifndef WARRAQ_READ_FIND_SLICE_H
#define WARRAQ_READ_FIND_SLICE_H

#include "model/node.h"

/* `at` counts the bytes of text gone through; what lies from `from` to `to` is copied. */
struct slice {
    struct arena *arena;
    size_t at, from, to;
};

/* Copies what of `node` lies within the slice as the last child of `parent`. A break is a byte. */
void slice_into(struct slice *slice, struct node *parent, const struct node *node);

#endif
