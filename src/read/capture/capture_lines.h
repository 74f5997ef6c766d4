// SPDX-License-Identifier: MIT
// The lines of a captured page: which are blank, which belong to one list, which are residue.
#ifndef WARRAQ_READ_CAPTURE_CAPTURE_LINES_H
#define WARRAQ_READ_CAPTURE_CAPTURE_LINES_H

#include "language/label.h"
#include "read/reader.h"

struct line {
    size_t start, end; /* bytes of the repaired text, white space at both ends left out */
    size_t number;     /* from 1 */
    bool blank;
    unsigned run; /* the list it belongs to, from 1; 0 for none */
    struct label label;
    const char *aside_code; /* why it is no part of the letter; NULL if it is */
};

struct capture {
    struct reader *reader;
    const char *text;
    GArray *lines; /* struct line */
};

struct capture *capture_new(struct reader *reader);
void capture_free(struct capture *capture);

struct line *capture_line(const struct capture *capture, guint index);
size_t line_columns(const struct capture *capture, guint index);

/* Text that is in no list and not set aside. */
bool line_is_prose(const struct line *line);

#endif
