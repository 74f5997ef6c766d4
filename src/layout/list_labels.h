// SPDX-License-Identifier: MIT
// The labels of a list: which look each has, and what looking the list through once finds of them
// and of how its entries run.
#ifndef WARRAQ_LAYOUT_LIST_LABELS_H
#define WARRAQ_LAYOUT_LIST_LABELS_H

#include "layout/label.h"

/* Each look set left to right and right to left; borrowed. */
struct list_labels {
    struct label_setter *plain[2];
    struct label_setter *nth[2]; /* of every so many entries */
};

/* A label as it is set: without the stop behind a number where the style wants none. */
const char *list_label_text(const struct flow *flow, const struct node *entry);

/* By which the entry's label is set, rightward or leftward. */
struct label_setter *list_label_setter(const struct flow *flow, const struct list_labels *labels,
                                       const struct node *entry, int way);

/* What one reading of the list finds. */
struct list_survey {
    size_t entries, rtl, ltr;
    len widest[2]; /* label, set left to right and right to left */
};

/* A list is looked through once, however often the letter is set. False with a fault of a list that
 * streams. */
bool list_survey_find(struct flow *flow, const struct node *list, const struct list_labels *labels,
                      struct list_survey *ret, GError **error);

/* Of several lists of signatories the names stand under one another: their labels have one width.
 * `survey` is that of `list`. */
bool list_survey_widen(struct flow *flow, const struct node *list, const struct list_labels *labels,
                       struct list_survey *survey, GError **error);

#endif
