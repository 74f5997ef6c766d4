// SPDX-License-Identifier: MIT
// What a cell looks like, whatever its column is called.
#ifndef WARRAQ_READ_LIST_SHAPE_H
#define WARRAQ_READ_LIST_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

enum shape {
    SHAPE_EMPTY,
    SHAPE_EMAIL,
    SHAPE_PHONE,
    SHAPE_TIME,
    SHAPE_NETWORK,
    SHAPE_LINK,
    SHAPE_NUMBER,
    SHAPE_CODE,   /* a token of letters and digits: an identifier */
    SHAPE_NAME,   /* a few words, as a person or an organisation is called */
    SHAPE_TEXT,   /* longer, or a sentence */
    SHAPE_ANSWER, /* of a consent column: yes, no, not yet; set by the column, never returned by
                     shape_of() */
    SHAPE_COUNT
};

/* "email", "phone", "empty": in JSON. */
const char *shape_name(enum shape shape);

/* "e-mail addresses", untranslated. */
const char *shape_label(enum shape shape);

enum shape shape_of(const char *cell);

/* Whether it is private and must not be printed: an e-mail or network address, a telephone number.
 */
bool shape_is_private(enum shape shape);

/* An e-mail address anywhere in the cell, or a cell of a private shape. Fast for ordinary names. */
bool cell_is_private(const char *cell);

#endif
