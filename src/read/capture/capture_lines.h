// SPDX-License-Identifier: MIT
// The lines of a captured page: which are blank, which belong to one list, which are residue.
#ifndef WARRAQ_READ_CAPTURE_CAPTURE_LINES_H
#define WARRAQ_READ_CAPTURE_CAPTURE_LINES_H

#include "language/label.h"
#include "read/reader.h"

struct captured_line {
    size_t start, end; /* bytes of the repaired text, white space at both ends left out */
    size_t number;     /* from 1 */
    bool blank;
    unsigned run;         /* the list it belongs to, from 1; 0 for none */
    unsigned listed;      /* the list of signatories, from 1; 0 for none */
    enum node_kind dress; /* NODE_HEADING or NODE_NOTE: of such a list; else NODE_DOCUMENT */
    struct label label;
    const char *aside_code; /* why it is no part of the letter; NULL if it is */
};

struct capture {
    struct reader *reader;
    const char *text;
    GArray *lines;    /* struct captured_line */
    GPtrArray *lists; /* struct found_list, in order; NULL: none was looked for */
};

/* The lines of the source; nothing is known of them yet but their labels. */
struct capture *capture_new(struct reader *reader);

/* Distinguishes lists from prose and sets residue aside, in lines that belong to no list of
 * signatories. */
void capture_sort(struct capture *capture);
void capture_free(struct capture *capture);

struct captured_line *capture_line(const struct capture *capture, guint index);
size_t line_columns(const struct capture *capture, guint index);

/* Text that is in no list and not set aside. */
bool line_is_prose(const struct captured_line *line);

#endif
