// SPDX-License-Identifier: MIT
// What a pass through a stream's entries found that is asked again before they are set, so that
// they need not all be read once more for it.
#ifndef WARRAQ_MODEL_STREAM_TOLD_H
#define WARRAQ_MODEL_STREAM_TOLD_H

#include "language/label.h"
#include "model/node.h"

/* Labels of more shapes are not told, nor whether a number is a multiple of more. */
enum { TOLD_LABELS_MOST = 16, TOLD_MULTIPLES_MOST = 31 };

struct stream_told {
    bool whole; /* the pass came to the end */
    size_t entries;
    size_t rtl, ltr; /* by their first letter */
    size_t n_labels; /* different ones, by label_shape() and whether they have a number; more than
                        TOLD_LABELS_MOST: not told */
    struct {
        char text[LABEL_SHAPE_SIZE];
        bool numbered;
        uint32_t multiples, others; /* bit d: one of them has a number above 0 that is a multiple
                                       of d; one has not */
    } labels[TOLD_LABELS_MOST];
};

/* Begins a pass, tells of one entry, and of the end. NULL is allowed. */
void stream_told_start(struct stream_told *told);
void stream_told_add(struct stream_told *told, const struct node *entry);
void stream_told_end(struct stream_told *told);

/* The direction of the first letter in `node`; false if it has none. */
bool node_first_strong(const struct node *node, bool *ret_rtl);

#endif
