// SPDX-License-Identifier: MIT
// What the columns of a table of signatories hold, told by its first row.
#ifndef WARRAQ_READ_LIST_COLUMNS_H
#define WARRAQ_READ_LIST_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

enum column {
    COLUMN_NUMBER,
    COLUMN_NAME,
    COLUMN_AFFILIATION,
    COLUMN_PLACE,
    COLUMN_LANG,
    COLUMN_MORE_AFFILIATION, /* "role" and "organisation" */
    COLUMN_MORE_PLACE,       /* "city" and "country" */
    COLUMN_COUNT
};

#define COLUMN_NONE ((size_t)-1)

/* The column a head names, COLUMN_COUNT for the part of a name that stands before the rest
 * ("first name"), -1 for none. */
int column_named(const char *cell);

/* What the second of two columns that are named alike holds, -1 for nothing. */
int column_more(int column);

/* Where each is; COLUMN_NONE where the table has none. */
struct columns {
    size_t at[COLUMN_COUNT];
    size_t given; /* a second part of the name that stands before it ("first name") */
};

/* Whether the cells of a first row name columns ("No.", "Name", "المنظمة", "機関"); true only if
 * a name column is among them. Fills ret either way. */
bool columns_of_header(const char *const *cells, size_t n, struct columns *ret);

/* Without a header: one column is the name; of two or more, a first that is all numbers is the
 * number and the next ones are name, affiliation, place. */
struct columns columns_guess(const char *const *cells, size_t n);

#endif
