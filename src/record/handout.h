// SPDX-License-Identifier: MIT
// Handouts: finished pages arranged on sheets of paper, as a record: tagged in the order in which
// the pages are read, wherever they stand.
//
// To give a booklet its full size of type, lay the pages out for half the sheet (A5 for A4); pages
// of another size are made smaller to fit, never larger.
#ifndef WARRAQ_RECORD_HANDOUT_H
#define WARRAQ_RECORD_HANDOUT_H

#include "page/page.h"

enum handout_kind {
    HANDOUT_BOOKLET, /* folded once down the middle of each sheet, saddle-stitched */
    HANDOUT_2UP,     /* two pages a side, read in the document's direction */
    HANDOUT_4UP,     /* four */
};

enum handout_bind {
    HANDOUT_BIND_AUTO, /* at the right for a right-to-left document */
    HANDOUT_BIND_LEFT,
    HANDOUT_BIND_RIGHT,
};

/* How the printer turns a landscape sheet to print its back. */
enum handout_duplex {
    HANDOUT_FLIP_SHORT, /* over the short edge: backs are upright, as on screen */
    HANDOUT_FLIP_LONG,  /* over the long edge: backs are printed upside down */
};

/* The order of sides in the file. */
enum handout_order {
    HANDOUT_SHEETS,                  /* front, back, front, back: the printer turns the paper */
    HANDOUT_FRONTS_THEN_BACKS,       /* two passes by hand, the pile fed again first sheet first */
    HANDOUT_FRONTS_BACKS_LAST_FIRST, /* the same, the pile fed again last sheet first */
};

#define HANDOUT_CREEP_DEFAULT 290 /* len: 0.1 mm, a sheet of 80 g/m2 */
#define HANDOUT_FOLD_MOST 20      /* sheets that a stapler holds and a hand folds */

struct handout_options {
    enum handout_kind kind;
    const char
        *paper; /* of the sheets, as paper_parse() reads it; turned as the kind asks; NULL: A4 */
    enum handout_bind bind;
    /* booklets only: */
    enum handout_duplex duplex;
    enum handout_order order;
    unsigned signature; /* sheets folded together; the last signature holds the rest. 0: all */
    len creep;          /* thickness of a sheet: inner pages move that much a sheet to the fold */
    bool back;          /* the last page is the back cover: blanks go before it */
    bool marks;         /* where to fold and to staple; for 2up and 4up where to cut */
};

/* What was made, for a message to the user. */
struct handout_result {
    size_t pages, blanks, sides, sheets, signatures;
};

/* The size of one page on the sheet at full scale: lay out for this. FAULT_USAGE:
 * unknown paper. `landscape` is the pages' own orientation. */
bool handout_page_size(const struct handout_options *options, bool landscape, len *ret_width,
                       len *ret_height, GError **error);

struct record;

/* Puts the pages on sheets, all sides of `record`, which must be new and is the caller's to finish
 * or abandon. FAULT_USAGE: no page, unknown paper, a signature of more sheets than the pages fill,
 * creep that would push a page off its place. FAULT_INVALID: a damaged image. ret_result may be
 * NULL. */
bool handout_write(struct record *record, const struct handout_options *options,
                   const struct page *const *pages, size_t n, struct handout_result *ret_result,
                   GError **error);

#endif
