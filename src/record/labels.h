// SPDX-License-Identifier: MIT
// The number of an entry beside its name, so that every reader gives "N. name" whole.
#ifndef WARRAQ_RECORD_LABELS_H
#define WARRAQ_RECORD_LABELS_H

#include "record/job.h"

enum label_way {
    LABEL_PLAIN, /* no entry's number, or none that needs care */
    LABEL_LEFT,  /* before its name, to the left: a space follows it */
    LABEL_RIGHT, /* to the right: a space goes before it */
    LABEL_WHOLE, /* stands to the right, in European digits: label_put() shows it */
};

struct shown_label {
    enum label_way way;
    bool parted; /* the name runs right to left */
};

/* What `item` is; `next` is what follows on the page, or NULL. */
struct shown_label label_of(const struct record *record, const struct item *item,
                            const struct item *next);

/* Whether what is read first of a line is at its right. */
bool label_runs_leftward(const struct line *line);

/* Shows a LABEL_WHOLE, with its mark; `next` is the name. False, and nothing is shown, if its faces
 * cannot be one font. */
bool label_put(struct record *record, const struct item *item, const struct item *next);

#endif
