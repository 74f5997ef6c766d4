// SPDX-License-Identifier: MIT
// A page from what was placed on it: items copied to their places, elements, links, furniture.
#ifndef WARRAQ_LAYOUT_FRAME_H
#define WARRAQ_LAYOUT_FRAME_H

#include "layout/fit.h"

struct placed {
    struct box box; /* its items are still the flow's */
    len x, y;       /* of the box's corner, on the trimmed page */
};

/* The number of pages, as furniture shows it. */
struct page_total {
    unsigned pages;    /* 0: not known, or not shown */
    unsigned held;     /* then: how many digits it will have, which whoever gets the pages puts in;
                          0: it is not shown */
    unsigned expected; /* where digits are held: about how many pages there will be */
};

struct frame {
    unsigned index;
    len left, right;         /* margins of this page, sides exchanged where mirrored */
    len top, bottom;         /* of the text area, from the paper's top */
    GArray *placed;          /* struct placed */
    GArray *rules;           /* struct item: lines between columns and above notes */
    GArray *ended;           /* struct note: those whose last line is here */
    bool notes;              /* some are placed: items are put back into logical order */
    struct page_total total; /* of the letter */
    uint64_t end; /* the serial after the last box that is on this page or an earlier one */
};

/* Ends the page where only their number is asked: what is on it leaves the flow. */
void frame_pass(struct flow *flow, const struct frame *frame);

/* Makes the page. Elements that begin here leave the flow's pending ones. */
struct page *frame_make(struct flow *flow, const struct fit *fit, const struct frame *frame);

#endif
