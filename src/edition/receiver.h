// SPDX-License-Identifier: MIT
// What a receiver asks of a letter that is sent as a Word file: the rules of data/receivers/, each
// from what the receiver has published.
#ifndef WARRAQ_EDITION_RECEIVER_H
#define WARRAQ_EDITION_RECEIVER_H

#include <glib.h>
#include <stdbool.h>

struct receiver {
    char *name, *title;  /* of the receiver, for people */
    char *source;        /* where the rules are published */
    char *face;          /* of the text */
    double size;         /* points */
    double margin;       /* millimetres, on all sides */
    double line_height;  /* of the size */
    bool emphasis;       /* bold and slanted letters may be used */
    bool numbered;       /* paragraphs bear numbers */
    gint64 words, pages; /* at most; 0: no limit. Notes are counted, the list of signers is not */
    char *signers;       /* what it asks of them, for people; NULL: nothing */
};

/* What a Word file is made by where no receiver is named. */
struct receiver *receiver_plain(void);

/* The rules in a file (a key file). NULL with FAULT_IO, or FAULT_INVALID for a key or a value that
 * is not known. */
struct receiver *receiver_read(const char *path, GError **error);
void receiver_free(struct receiver *receiver);

#endif
