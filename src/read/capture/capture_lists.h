// SPDX-License-Identifier: MIT
// The lists of signatories among the lines of a captured page.
#ifndef WARRAQ_READ_CAPTURE_CAPTURE_LISTS_H
#define WARRAQ_READ_CAPTURE_CAPTURE_LISTS_H

#include "read/capture/capture_lines.h"

/* A list: lines [first, end), and what of them is an entry. */
struct found_list {
    guint first, end;
    GArray *parts; /* struct entry_part; `unit` is the index of a line */
    bool grid;     /* lines parted by tabs into columns */
};

/* Fills `capture->lists`, and `listed` and `dress` of its lines. */
void capture_lists_find(struct capture *capture);

/* The block of list `index`, with its entries or a stream of them. */
struct node *capture_list_read(struct capture *capture, guint index);

#endif
