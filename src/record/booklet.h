// SPDX-License-Identifier: MIT
// The arithmetic of a saddle-stitched booklet: which pages are on which side of which sheet.
// Nothing is drawn here.
#ifndef WARRAQ_RECORD_BOOKLET_H
#define WARRAQ_RECORD_BOOKLET_H

#include "record/handout.h"

#define BOOKLET_BLANK ((size_t)-1)

/* pages > 0; signature sheets folded together, 0 for all. */
struct booklet {
    size_t pages;
    bool back; /* the last page is the back: blanks go before it */
    unsigned signature;
    bool right_bound;
    enum handout_duplex duplex;
    enum handout_order order;
};

/* One side as it is printed. */
struct booklet_side {
    size_t sheet;     /* from 0, over all signatures */
    size_t signature; /* from 0 */
    unsigned depth;   /* sheets around this one in its signature: 0 is the cover */
    bool back;        /* the side that ends up inside the fold */
    bool turned;      /* printed upside down: left and right below are those of the turned sheet */
    size_t left, right; /* page indices from 0, as the side is read upright; or BOOKLET_BLANK */
};

size_t booklet_sheets(const struct booklet *booklet);
size_t booklet_signatures(const struct booklet *booklet);

/* Side `index` of the file; there are two for each sheet. */
struct booklet_side booklet_side(const struct booklet *booklet, size_t index);

#endif
