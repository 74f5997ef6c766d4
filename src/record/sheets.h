// SPDX-License-Identifier: MIT
// Sides of sheets as the pages of a record: finished pages are placed on them by a matrix, in the
// order in which they are read, which is that of the structure; the file is in the order of the
// sides.
#ifndef WARRAQ_RECORD_SHEETS_H
#define WARRAQ_RECORD_SHEETS_H

#include "base/geom.h"
#include "page/page.h"

struct record;
struct sheets;

/* `n` sides of width x height, all there will be of the record's pages. */
struct sheets *sheets_open(struct record *record, size_t n, len width, len height);

/* Entries of the file's viewer preferences, a constant. */
void sheets_say(struct sheets *sheets, const char *entries);

struct sheet_place {
    size_t side;
    struct rect cell; /* the page's trim is clipped to it, */
    double scale;     /* this many times its size, half way down, */
    double across;    /* at the cell's left (0), middle (0.5) or right (1), */
    len shift;        /* moved right by this */
    bool turned;      /* the side is printed upside down */
};

/* Puts the next page in reading order. */
bool sheets_place(struct sheets *sheets, const struct page *page, const struct sheet_place *place,
                  GError **error);

/* A thin line between two points of the side at this place. */
void sheets_mark(struct sheets *sheets, size_t at, struct point from, struct point to);

/* Writes the sides and frees `sheets`. */
bool sheets_close(struct sheets *sheets, GError **error);

#endif
