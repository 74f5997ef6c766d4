// SPDX-License-Identifier: MIT
// Boxes become pages: where each page ends, what is on it and where.
#ifndef WARRAQ_LAYOUT_COMPOSE_H
#define WARRAQ_LAYOUT_COMPOSE_H

#include "layout/fit.h"
#include "layout/frame.h"

/* What came of it. */
struct composed {
    unsigned pages;
    double last_filled;  /* share of the last page's text area, 0 to 1 */
    unsigned uneven;     /* pages whose columns differ by more than a line */
    bool uneven_last;    /* and a list's last page among them */
    bool colophon_alone; /* the colophon has a page to itself */
    bool parted;         /* something that should have stayed together was parted */
    bool stopped;        /* the flow counts no farther */
    unsigned list_pages; /* of the list at hand: pages ended, */
    size_t list_entries; /* and entries set from one's end to the next */
};

/* Composes what the flow holds and brings. With `sink`, pages are made and given away, and boxes
 * that are on pages are released; without, nothing is made and the flow is left as it was, so
 * that another fit can be tried; but of a flow that only counts, what is passed is let go. False
 * with *error set on a fault. */
bool compose(struct flow *flow, const struct fit *fit, const struct page_sink *sink,
             struct page_total total, struct composed *ret, GError **error);

#endif
