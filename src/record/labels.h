// SPDX-License-Identifier: MIT
// The number of an entry beside its name, so that every reader gives "N. name" whole.
#ifndef WARRAQ_RECORD_LABELS_H
#define WARRAQ_RECORD_LABELS_H

#include "record/job.h"

enum label_way {
    LABEL_PLAIN, /* no entry's number, or none that needs care */
    LABEL_LEFT,  /* stands before its name, to the left: a space follows it */
    LABEL_RIGHT, /* stands to the right: a space goes before it */
    LABEL_MOVED, /* seen at the right, read at the left of its name */
};

struct label {
    enum label_way way;
    bool parted;       /* the name runs right to left */
    struct point name; /* the left end of the name's first line, on its baseline */
};

/* What `item` is; `next` is what follows on the page, or NULL. */
struct label label_of(const struct record *record, const struct item *item,
                      const struct item *next);

/* Whether what is read first of a line stands at its right. */
bool label_runs_leftward(const struct line *line);

/* The label's glyphs as forms, where they are seen. */
void label_paint(struct record *record, const struct item *item);

/* The forms, as entries of the page's /XObject. */
void labels_put_resources(const struct record *record, GString *out);

#endif
